"""Answers with a page of ours when something fails that nobody expected."""

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.services.one_by_one import describe_failure

logger = logging.getLogger(__name__)


class LastResortMiddleware:
    """Lets ``answer`` speak for an application that fails; the log tells where, and not with what.

    Within the headers: what the web server itself would send has none.
    """

    def __init__(self, app: ASGIApp, answer: ASGIApp) -> None:
        self._app = app
        self._answer = answer

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
            await self._answer(scope, receive, send)
