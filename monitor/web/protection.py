"""What every process puts around everything that it serves."""

from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.types import Scope

from monitor.metrics.counting import CountingMiddleware
from monitor.services.register.tables import MAXIMUM_BYTES
from monitor.settings import Settings
from monitor.web.body_limit import BodyLimitMiddleware, BodyRefusals
from monitor.web.headers import HeadersMiddleware, bare_headers, common_headers
from monitor.web.last_resort import LastResortMiddleware
from monitor.web.rate_limit import RateLimitMiddleware
from monitor.web.refusals import (
    TOO_LARGE,
    TOO_LONG,
    TOO_MANY,
    TOO_SLOW,
    UNAVAILABLE,
    UNEXPECTED,
    Refusals,
)
from monitor.web.request_limits import RequestLimitsMiddleware

_UPLOADS = "/_stcore/upload_file/"
_DATABASE_BACK_SECONDS = 30
# What surrounds a file in a form.
_ENVELOPE_BYTES = 16 * 1024
_OTHER_BODIES = 64 * 1024
# These have pages of their own for what is too large.
_OWN_LIMITS = ("/s/", "/preview/")


def outer_middleware(settings: Settings, refusals: Refusals) -> Sequence[Middleware]:
    """Return the outermost middleware: headers on every answer, also where something fails."""
    return [
        Middleware(CountingMiddleware),
        Middleware(
            HeadersMiddleware,
            headers=common_headers(settings.public_url),
            defaults=bare_headers(),
        ),
        Middleware(
            LastResortMiddleware,
            answer=refusals.of(UNEXPECTED),
            unavailable=refusals.of(UNAVAILABLE, _DATABASE_BACK_SECONDS),
        ),
    ]


def limiting_middleware(refusals: Refusals) -> Sequence[Middleware]:
    """Return what stops requests that are too many or too long."""
    return [
        Middleware(RateLimitMiddleware, refuse=lambda wait: refusals.of(TOO_MANY, wait)),
        Middleware(RequestLimitsMiddleware, refuse=refusals.of(TOO_LONG)),
    ]


def body_limiting(refusals: Refusals) -> Middleware:
    """Return what stops bodies of the dashboard's process that are too large or too slow."""
    return Middleware(
        BodyLimitMiddleware,
        limit_of=_body_limit,
        refusals=BodyRefusals(refusals.of(TOO_LARGE), refusals.of(TOO_SLOW)),
    )


def _body_limit(scope: Scope) -> int | None:
    path: str = scope["path"]
    if path.startswith(_OWN_LIMITS):
        return None
    return MAXIMUM_BYTES + _ENVELOPE_BYTES if path.startswith(_UPLOADS) else _OTHER_BODIES
