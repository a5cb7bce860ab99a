"""Somebody before the pages of signing in: opens them and sends their forms as a browser does."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from httpx2 import Response as Answer
from starlette.applications import Starlette
from starlette.testclient import TestClient

from monitor.services.context import Context
from monitor.services.sign_in.one_time import AccessLetter
from monitor.settings import Settings
from monitor.web.sign_in.application import sign_in_routes
from tests.signing_in import PASSWORD, Person
from tests.web.visitor import FORM

_TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')


@dataclass(frozen=True)
class Guest:
    """A browser, and the context that the pages work with."""

    client: TestClient
    context: Context

    def open(self, path: str) -> Answer:
        """Get a page."""
        return self.client.get(path)

    def send(self, path: str, page: str | None = None, **fields: str) -> Answer:
        """Send the form of a page, which is opened first; ``page``: where it is, if elsewhere."""
        found = _TOKEN.search(self.open(page or path).text)
        token = {"token": found.group(1)} if found else {}
        return self.post(path, token | fields)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """Send these fields. Header names are written with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(path, content=urlencode(fields), headers={**FORM, **named})

    def enter(self, person: Person, next_path: str = "/") -> Answer:
        """Sign in with password and code."""
        email, now = person.account.email, self.context.clock.now()
        self.send("/sign-in", email=email, password=PASSWORD)
        return self.send("/sign-in/code", code=person.code(now), next=next_path)

    @property
    def cookie(self) -> str:
        """What proves who is signed in; empty when nobody is."""
        return str(self.client.cookies.get("monitor", ""))


def open_guest(context: Context, settings: Settings, send: Callable[[AccessLetter], None]) -> Guest:
    """Return a new browser before pages with these settings."""
    app = Starlette(routes=list(sign_in_routes(context, settings, send)))
    client = TestClient(
        app, settings.public_url, raise_server_exceptions=False, follow_redirects=False
    )
    return Guest(client, context)
