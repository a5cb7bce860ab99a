"""The cookies of signing in: who somebody is, that a form is ours, and that a browser is known.

All are out of reach of scripts, and sent with no request of another site but a link that somebody
follows: a link in a mail must find the sign-in (SameSite is Lax for that reason). The first two are
gone when the browser is closed; the third opens nothing.
"""

import secrets

from starlette.requests import Request
from starlette.responses import Response

from monitor.services.sign_in.form_tokens import is_form_token
from monitor.services.sign_in.known_devices import DEVICE_LASTS
from monitor.settings import Settings

_FORM_BYTES = 16


def set_sign_in(response: Response, settings: Settings, token: str) -> None:
    """Let a browser prove from now on who is signed in."""
    _set(response, settings, settings.sign_in_cookie, token)


def read_sign_in(request: Request, settings: Settings) -> str:
    """Return what a browser proves that with; empty if it does not."""
    return request.cookies.get(settings.sign_in_cookie, "")


def forget_sign_in(response: Response, settings: Settings) -> None:
    """Let a browser prove nothing any more."""
    response.delete_cookie(
        settings.sign_in_cookie,
        secure=_is_encrypted(settings),
        httponly=True,
        samesite="lax",
    )


def set_device(response: Response, settings: Settings, token: str) -> None:
    """Let a browser tell from now on that somebody signed in with it."""
    seconds = int(DEVICE_LASTS.total_seconds())
    _set(response, settings, settings.device_cookie, token, max_age=seconds)


def read_device(request: Request, settings: Settings) -> str:
    """Return what a browser tells that with; empty if it does not."""
    return request.cookies.get(settings.device_cookie, "")


def form_secret(request: Request, settings: Settings) -> str:
    """Return the name that a browser's forms are tied to; a new one if it has none."""
    return request.cookies.get(settings.form_cookie) or secrets.token_urlsafe(_FORM_BYTES)


def set_form_secret(response: Response, settings: Settings, secret: str) -> None:
    """Let a browser bring the name again that its forms are tied to."""
    _set(response, settings, settings.form_cookie, secret)


def is_own_form(request: Request, settings: Settings, secret_key: bytes, token: str) -> bool:
    """Tell whether a form was on a page that this browser was sent."""
    return is_form_token(secret_key, request.cookies.get(settings.form_cookie, ""), token)


def _set(
    response: Response, settings: Settings, name: str, value: str, *, max_age: int | None = None
) -> None:
    response.set_cookie(
        name,
        value,
        max_age,
        secure=_is_encrypted(settings),
        httponly=True,
        samesite="lax",
    )


def _is_encrypted(settings: Settings) -> bool:
    return settings.public_url.startswith("https://")
