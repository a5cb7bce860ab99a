"""The pages for what is refused outside the survey, in the reader's language."""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from monitor.domain.partnership import Language
from monitor.i18n.catalogue import translator
from monitor.web.language import choose_language
from monitor.web.survey.rendering import HEADERS, render

NOT_FOUND, TOO_SLOW, TOO_LARGE, TOO_MANY, TOO_LONG = 404, 408, 413, 429, 431
UNEXPECTED, UNAVAILABLE = 500, 503


class Refusals:
    """Makes the answers to requests that get no answer of their own."""

    def __init__(self, default: Language) -> None:
        self._default = default

    def of(self, status: int, retry_after: int = 0) -> ASGIApp:
        """Return an application that always answers with this status.

        ``retry_after``: in how many seconds trying again may help; 0 if it does not.
        """
        extra = {"retry-after": str(retry_after)} if retry_after else {}

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            await self.page(status, scope, extra)(scope, receive, send)

        return answer

    def page(
        self, status: int, scope: Scope, extra: Mapping[str, str] | None = None
    ) -> HTMLResponse:
        """Return the page for a status in the language of who asked."""
        language = choose_language(Headers(scope=scope).get("cookie", ""), self._default)
        t = translator(language)
        html = render(
            "refusal",
            language=language,
            product=t("product.name"),
            title=t(f"refusal.{status}.title"),
            text=t(f"refusal.{status}.text"),
            home=t("refusal.home"),
        )
        return HTMLResponse(html, status, {**HEADERS, **(extra or {})})
