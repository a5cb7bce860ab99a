"""Two hundred strings that would run if something took them for more than words.

Made from parts: what runs, what breaks out of the place where a name stands, and how both can be
written so that a filter does not know them. Whatever runs sets ``hasRun`` in its window.
"""

from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import quote

RUN = "window.hasRun=1;alert(1)"
# What closes the place where a name may stand: text, an attribute, a style, a script, a comment.
_PLACES = ("", '">', "'>", "</style>", "</script>", "</textarea></title>", "-->", "]]>")
_PAYLOADS = (
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f'<svg><animate onbegin="{RUN}" attributeName=x dur=1s>',
    f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    f'<iframe src="javascript:parent.{RUN}"></iframe>',
    f"<details open ontoggle={RUN}>a</details>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<body onload={RUN} onpageshow={RUN}>",
    f"<math><mtext></p><img src onerror={RUN}>",
    f"<b style=animation-name:x onanimationstart={RUN}>a</b>",
    f'<object data="data:text/html,<script>{RUN}</script>"></object>',
    '<meta http-equiv=refresh content="0;url=//other.example/">',
    '<base href="//other.example/"><link rel=stylesheet href=x>',
    f'<form action="javascript:{RUN}"><button autofocus>a</button></form>',
    f'<a href="javascript:{RUN}">a</a>',
    f"[click](javascript:{RUN})",
    f'![a](x "x" onerror={RUN})',
    f"{{{{constructor.constructor('{RUN}')()}}}}",
)
# What runs only after something writes it otherwise once too often.
_ENCODED = _PAYLOADS[:4] + _PAYLOADS[16:17]
_WRITINGS: Sequence[Callable[[str], str]] = (
    escape,
    lambda text: escape(escape(text)),
    quote,
    lambda text: "".join(f"&#{ord(each)};" if each in "<>" else each for each in text),
    lambda text: text.replace("<", "\\u003c").replace(">", "\\u003e"),
    lambda text: text.replace("<", "＜").replace(">", "＞"),
    lambda text: text.replace("script", "scr<script>ipt").replace(" on", "/oN"),
    lambda text: "=HYPERLINK(" + text.replace("<", "\t<") + ")",
)
CORPUS = (
    *(place + payload for place in _PLACES for payload in _PAYLOADS),
    *(write(payload) for write in _WRITINGS for payload in _ENCODED),
)


def pack(longest: int) -> Sequence[str]:
    """Return texts of no more than so many signs in which all the strings stand, in their order."""
    packed = [""]
    for each in CORPUS:
        longer = f"{packed[-1]} {each}".strip()
        packed[-1:] = [longer] if len(longer) <= longest else [packed[-1], each]
    return packed


def squeeze(text: str) -> str:
    """Return a text without spaces and new lines, which a page lays out as it likes."""
    return "".join(text.split())


def find_missing(shown: str) -> Sequence[str]:
    """Return the strings that are not in a text, letter for letter."""
    squeezed = squeeze(shown)
    return [each for each in CORPUS if squeeze(each) not in squeezed]
