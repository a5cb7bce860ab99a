"""Answers with a page of ours when something fails that nobody expected."""

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.domain.errors import StorageUnavailableError
from monitor.services.one_by_one import describe_failure

logger = logging.getLogger(__name__)


class LastResortMiddleware:
    """Lets ``answer`` speak for an application that fails; the log tells where, and not with what.

    ``unavailable``: speaks when it is the database that does not answer, which passes by itself.
    Within the headers: what the web server itself would send has none.
    """

    def __init__(self, app: ASGIApp, answer: ASGIApp, unavailable: ASGIApp) -> None:
        self._app = app
        self._answer = answer
        self._unavailable = unavailable

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and answer in place of the application if need be."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False

        async def send_and_note(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        except Exception as error:
            # The message could hold what people typed, and the address a personal link.
            logger.error("A request failed: %s", describe_failure(error))  # noqa: TRY400 - See above.
            if has_begun:
                raise
            is_passing = isinstance(error, StorageUnavailableError)
            await (self._unavailable if is_passing else self._answer)(scope, receive, send)
