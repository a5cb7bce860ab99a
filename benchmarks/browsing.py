"""A participant without a browser: reads a page, fills in its form and sends it."""

import http.client
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

ANSWER = "4"
COMMENT = "We hear from each other early, also when something goes wrong."
TIMEOUT_SECONDS = 60
_LONGEST_WALK = 20


@dataclass(slots=True)
class Page:
    """What the benchmark needs of a page: where to go on, and with which fields."""

    action: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    go_on: str | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request that was answered. ``is_post``: it saved something."""

    path: str
    is_post: bool
    status: int
    size: int
    seconds: float


class Participant:
    """Walks through one check-in over one connection."""

    def __init__(self, link: str) -> None:
        parts = urlsplit(link)
        self._start = parts.path
        self._connection = http.client.HTTPConnection(
            parts.hostname or "", parts.port, timeout=TIMEOUT_SECONDS
        )

    def walk(self) -> Iterator[Exchange]:
        """Answer everything, from the greeting to the page of thanks."""
        path: str | None = self._start
        for _ in range(_LONGEST_WALK):
            if path is None:
                break
            exchange, page, _location = self._request(path)
            yield exchange
            path = page.go_on
            if page.action is not None:
                sent, _page, path = self._request(page.action, urlencode(page.fields))
                yield sent
        self._connection.close()

    def _request(self, path: str, body: str | None = None) -> tuple[Exchange, Page, str | None]:
        headers = {"Accept-Language": "nl"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self._connection.request("GET" if body is None else "POST", path, body, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - began
        exchange = Exchange(path, body is not None, answer.status, len(content), seconds)
        return exchange, read_page(content.decode()), answer.getheader("Location")


def read_page(html: str) -> Page:
    """Read the form of a page, filled in, or else its main link."""
    reader = _PageReader()
    reader.feed(html)
    return reader.page


class _PageReader(HTMLParser):
    """Takes the first button of a form, as pressing Enter would."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._has_button = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what counts of one element."""
        values = {name: value or "" for name, value in attrs}
        name = values.get("name", "")
        if tag == "form" and values.get("method") == "post":
            self.page.action = values.get("action")
        elif tag == "a" and "first" in values.get("class", "").split():
            self.page.go_on = values.get("href")
        elif tag == "textarea":
            self.page.fields[name] = COMMENT
        elif tag == "button" and not self._has_button:
            self._has_button = True
            self.page.fields[name] = values.get("value", "")
        elif tag == "input":
            self._note_input(name, values)

    def _note_input(self, name: str, values: dict[str, str]) -> None:
        kind, value = values.get("type"), values.get("value", "")
        is_wanted = kind == "hidden" or (
            kind == "radio" and (value == ANSWER or name not in self.page.fields)
        )
        if is_wanted:
            self.page.fields[name] = value
