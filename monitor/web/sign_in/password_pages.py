"""The pages of a new password: ask for a link, and choose one with it."""

from collections.abc import Sequence
from functools import partial

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.domain.access.passwords import SHORTEST
from monitor.domain.access.sign_in import LinkPurpose
from monitor.domain.errors import InvalidPasswordError
from monitor.services.sign_in.one_time import find_link
from monitor.services.sign_in.passwords import choose_password, request_reset
from monitor.web.sign_in.door import UNPROCESSABLE, Door, compute

_BOTH = ("GET", "POST")


class PasswordPages:
    """Answers the requests of people without a password that they know."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def routes(self) -> Sequence[Route]:
        """Return the addresses of a new password."""
        return [
            Route("/sign-in/forgotten", self._forgotten, methods=_BOTH),
            Route("/sign-in/password/{secret}", self._choose, methods=_BOTH),
        ]

    async def _forgotten(self, request: Request) -> Response:
        door = self._door
        if request.method != "POST":
            return door.show(request, "forgotten")
        typed = await door.read(request)
        answer = door.show(request, "letter_sent")
        # Only when the answer has gone, so that its time does not tell who has an account.
        answer.background = BackgroundTask(
            request_reset, door.context, typed.get("email", ""), door.send
        )
        return answer

    async def _choose(self, request: Request) -> Response:
        """Show the form of whose link this is, or take the password; NotFoundError if nobody's."""
        door, secret = self._door, request.path_params["secret"]
        if request.method != "POST":
            return await self._ask(request, fault="")
        typed = await door.read(request)
        choose = partial(
            choose_password,
            door.context,
            secret,
            typed.get("password", ""),
            of_everybody=door.asks_everybody,
        )
        try:
            entered = await compute(choose)
        except InvalidPasswordError as error:
            return await self._ask(request, fault=str(error))
        return await door.go_on(request, entered, "/")

    async def _ask(self, request: Request, fault: str) -> Response:
        secret = request.path_params["secret"]
        found = await run_in_threadpool(find_link, self._door.context, secret)
        return self._door.show(
            request,
            "password",
            UNPROCESSABLE if fault else 200,
            account=found.account,
            is_invitation=found.link.purpose is LinkPurpose.INVITATION,
            fault=fault,
            shortest=SHORTEST,
        )
