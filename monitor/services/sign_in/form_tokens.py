"""Tie a form to the browser that was sent its page, so that no other site can have it sent."""

import hmac


def make_form_token(secret_key: bytes, secret: str) -> str:
    """Compute what a form must hold from a browser whose cookie holds this secret."""
    return hmac.digest(secret_key, f"form|{secret}".encode(), "sha256").hex()


def is_form_token(secret_key: bytes, secret: str, token: str) -> bool:
    """Tell whether a form holds what it must; never for a browser without the cookie."""
    expected = make_form_token(secret_key, secret)
    return bool(secret) and hmac.compare_digest(expected.encode(), token.encode())
