"""A real browser that notes what a page asks of others and what it complains about."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
)

from monitor.domain.partnership import Language
from tests.journeys.server import sign_in

PHONE = ViewportSize(width=390, height=844)
NARROW = ViewportSize(width=320, height=640)
DESKTOP = ViewportSize(width=1440, height=900)
PATIENCE_MILLISECONDS = 60_000
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)
_AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    # Part of WCAG 2.2 AA, but off by default in axe.
    "rules": {"target-size": {"enabled": True}},
}
_OWN_SCHEMES = {"data", "blob"}
_OVERFLOW = """
Math.max(...[document.scrollingElement, document.querySelector("[data-testid=stMain]")]
  .filter(each => each).map(each => each.scrollWidth - each.clientWidth))
"""
# What a page may not do shows nowhere on it. One library of Streamlit asks whether it may use
# WebAssembly, and does without.
_REPORT = """
addEventListener("securitypolicyviolation", event => {
  if (event.blockedURI === "wasm-eval") return
  console.error(`The policy forbids ${event.violatedDirective}: ${event.blockedURI}`)
})
"""


@dataclass(slots=True)
class Visitor:
    """What one person has on screen, and what happened behind it."""

    page: Page
    addresses: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def hosts(self) -> set[str]:
        """Return every host that was asked for something."""
        parts = [urlsplit(address) for address in self.addresses]
        return {each.netloc for each in parts if each.scheme not in _OWN_SCHEMES}

    def language(self) -> str | None:
        """Return what the page says its language is."""
        return self.page.locator("html").get_attribute("lang")

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the window.

        The dashboard scrolls within its main part, and not as a document.
        """
        wider: int = self.page.evaluate(_OVERFLOW)
        return wider

    def double_letters(self) -> None:
        """Make letters twice as large, as who reads badly lets a browser do."""
        self.page.evaluate("document.documentElement.style.fontSize = '200%'")


@contextmanager
def open_window(
    browser: Browser,
    url: str,
    *,
    viewport: ViewportSize = DESKTOP,
    language: Language | None = None,
    scripts: bool = True,
    is_signed_in: bool = True,
) -> Iterator[BrowserContext]:
    """Open a window with nothing in it from before; ``language`` is the dashboard's choice.

    ``is_signed_in``: as an administrator, where the product itself was started.
    """
    context = browser.new_context(
        base_url=url,
        viewport=viewport,
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        reduced_motion="reduce",
        java_script_enabled=scripts,
    )
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    context.add_init_script(_REPORT)
    if language:
        context.add_cookies([{"name": "monitor_language", "value": language.value, "url": url}])
    for name, value in sign_in(url).items() if is_signed_in else ():
        context.add_cookies([{"name": name, "value": value, "url": url}])
    try:
        yield context
    finally:
        context.close()


@contextmanager
def open_tab(window: BrowserContext) -> Iterator[Visitor]:
    """Open a tab and note what happens in it."""
    page = window.new_page()
    visitor = Visitor(page)

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            visitor.complaints.append(f"{message.text} ({message.location['url']})")

    page.on("request", lambda request: visitor.addresses.append(request.url))
    page.on("websocket", lambda socket: visitor.addresses.append(socket.url))
    page.on("console", note_message)
    page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
    try:
        yield visitor
    finally:
        page.close()


@contextmanager
def visit(
    browser: Browser,
    url: str,
    *,
    viewport: ViewportSize = DESKTOP,
    language: Language | None = None,
    scripts: bool = True,
) -> Iterator[Visitor]:
    """Open a new window with one tab."""
    window = open_window(browser, url, viewport=viewport, language=language, scripts=scripts)
    with window as opened, open_tab(opened) as visitor:
        yield visitor


def find_violations(page: Page) -> Sequence[str]:
    """Return what axe finds: the rule, the element and its code, one a line."""
    found: list[dict[str, Any]] = Axe().run(page, options=_AXE_OPTIONS).response["violations"]
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['html']} {_reasons(node)}"
        for rule in found
        for node in rule["nodes"]
    ]


def _reasons(node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return "; ".join(check["message"] for check in checks)
