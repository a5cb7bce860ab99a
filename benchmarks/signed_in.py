"""How whoever looks at the dashboard in a measurement shows that they are signed in."""

from collections.abc import Mapping

from playwright.sync_api import BrowserContext

Cookies = Mapping[str, str]


def cookie_header(cookies: Cookies) -> Mapping[str, str]:
    """Return the header that carries cookies."""
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}


def give_cookies(context: BrowserContext, url: str, cookies: Cookies) -> None:
    """Let a browser have cookies for an address."""
    context.add_cookies(
        [{"name": name, "value": value, "url": url} for name, value in cookies.items()]
    )
