"""A person with a personal link: opens pages and sends forms as a browser does."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from httpx2 import Response as Answer
from starlette.testclient import TestClient

FORM = {"content-type": "application/x-www-form-urlencoded"}
FormData = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Visitor:
    """Someone with a personal link."""

    client: TestClient
    token: str

    def address(self, page: str = "") -> str:
        """Return the address of a page of this link."""
        return f"/s/{self.token}/{page}" if page else f"/s/{self.token}"

    def open(self, page: str = "") -> Answer:
        """Get a page."""
        return self.client.get(self.address(page))

    def post(self, page: str = "", data: FormData | None = None, **headers: str) -> Answer:
        """Send a form. Header names are written with underscores."""
        body = urlencode(data or {}, doseq=True)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(self.address(page), content=body, headers={**FORM, **named})

    def answer_everything(self, parts: int) -> None:
        """Fill in the last value everywhere, part by part."""
        for number in range(1, parts + 1):
            page = self.open(str(number)).text
            last = dict(re.findall(r'type="radio" name="([\w:]+)" value="(\d+)"', page))
            self.post(str(number), {**last, "go": "next"})


def visible_text(page: str) -> str:
    """Return the text of a page without its markup."""
    body = page.rsplit("</head>", maxsplit=1)[-1]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def checked_values(page: str, name: str) -> list[str]:
    """Return what is ticked under a field name."""
    return re.findall(rf'name="{re.escape(name)}" value="([^"]*)" checked', page)
