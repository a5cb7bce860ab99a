"""What programs look for at fixed addresses: whom to tell about a leak, and not to search here."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from monitor.services.ports import Clock
from monitor.settings import Settings
from monitor.web.headers import bare_headers

SECURITY_PATH = "/.well-known/security.txt"
ROBOTS_PATH = "/robots.txt"
_NOBODY = "User-agent: *\nDisallow: /\n"
# RFC 9116 advises less than a year; every day it moves on, so an installation that stopped shows.
_VALID_DAYS = 180
_ADDRESS = re.compile(r"(?:mailto:)?([\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+)", re.ASCII)
_LINK = re.compile(r"https://\S+|tel:\+?[\d-]+", re.ASCII)


def well_known_routes(settings: Settings, clock: Clock) -> Sequence[Route]:
    """Return ``robots.txt``, and ``security.txt`` (RFC 9116) where somebody can be told."""

    async def robots(_request: Request) -> Response:
        return PlainTextResponse(_NOBODY, headers=bare_headers())

    routes = [Route(ROBOTS_PATH, robots, name="robots")]
    contact = find_contact(settings)
    if not contact:
        return routes

    async def security(_request: Request) -> Response:
        text = _write_security(contact, settings.public_url, clock.now())
        return PlainTextResponse(text, headers=bare_headers())

    return [*routes, Route(SECURITY_PATH, security, name="security")]


def find_contact(settings: Settings) -> str:
    """Return where to report a leak, as an address that programs understand; empty if nowhere."""
    for text in (settings.security_contact, settings.contact):
        if link := _LINK.search(text):
            return link[0]
        if address := _ADDRESS.search(text):
            return f"mailto:{address[1]}"
    return ""


def _write_security(contact: str, public_url: str, now: datetime) -> str:
    last_day = (now.astimezone(UTC) + timedelta(days=_VALID_DAYS)).date()
    expires = datetime.combine(last_day, time(), UTC).isoformat()
    lines = {
        "Contact": contact,
        "Expires": expires.replace("+00:00", "Z"),
        "Preferred-Languages": "nl, en",
        "Canonical": f"{public_url}{SECURITY_PATH}",
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items())
