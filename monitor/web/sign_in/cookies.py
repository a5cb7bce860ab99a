"""The two cookies of signing in: who somebody is, and that a form is from a page of ours.

Both are gone when the browser is closed, out of reach of scripts, and sent with no request of
another site but a link that somebody follows: a link in a mail must find the sign-in (SameSite is
Lax for that reason).
"""

import secrets

from starlette.requests import Request
from starlette.responses import Response

from monitor.services.sign_in.form_tokens import is_form_token
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


def form_secret(request: Request, settings: Settings) -> str:
    """Return the name that a browser's forms are tied to; a new one if it has none."""
    return request.cookies.get(settings.form_cookie) or secrets.token_urlsafe(_FORM_BYTES)


def set_form_secret(response: Response, settings: Settings, secret: str) -> None:
    """Let a browser bring the name again that its forms are tied to."""
    _set(response, settings, settings.form_cookie, secret)


def is_own_form(request: Request, settings: Settings, secret_key: bytes, token: str) -> bool:
    """Tell whether a form was on a page that this browser was sent."""
    return is_form_token(secret_key, request.cookies.get(settings.form_cookie, ""), token)


def _set(response: Response, settings: Settings, name: str, value: str) -> None:
    response.set_cookie(name, value, secure=_is_encrypted(settings), httponly=True, samesite="lax")


def _is_encrypted(settings: Settings) -> bool:
    return settings.public_url.startswith("https://")
