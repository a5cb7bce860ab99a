"""The pages of coming in: a password, then a code; and of going out."""

from collections.abc import Callable, Sequence
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.domain.errors import NotSignedInError, SignInRefusedError
from monitor.services.context import Context
from monitor.services.sign_in import enter, sessions, set_up
from monitor.services.sign_in.known_devices import make_device_token
from monitor.web.sign_in.cookies import (
    forget_sign_in,
    read_device,
    read_sign_in,
    set_device,
    set_sign_in,
)
from monitor.web.sign_in.door import (
    NEXT,
    UNPROCESSABLE,
    Door,
    address_of,
    compute,
    next_path,
    see,
    with_next,
)

_BOTH = ("GET", "POST")
HOME = "/sign-in"
SIGNED_OUT = "out"
ShowCode = Callable[[Context, str, str, str, str], str]


class EntryPages:
    """Answers the requests of people on their way in or out."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def routes(self) -> Sequence[Route]:
        """Return the addresses of signing in and out."""
        return [
            Route(HOME, self._sign_in, methods=_BOTH),
            Route("/sign-in/code", self._show_code, methods=_BOTH),
            Route("/sign-in/recovery", self._recover, methods=_BOTH),
            Route("/sign-out", self._sign_out, methods=["POST"]),
        ]

    async def _sign_in(self, request: Request) -> Response:
        if request.method == "POST":
            return await self._check_password(request)
        target = next_path(request.query_params.get(NEXT, ""))
        if await run_in_threadpool(set_up.needs_set_up, self._door.context):
            return see("/sign-in/set-up")
        token = read_sign_in(request, self._door.settings)
        if await run_in_threadpool(self._is_in, token):
            return see(target)
        is_out = SIGNED_OUT in request.query_params
        return self._ask(request, target, is_signed_out=is_out)

    def _is_in(self, token: str) -> bool:
        found = sessions.find_presence(self._door.context, token)
        return found is not None and found.sign_in.is_full

    async def _check_password(self, request: Request) -> Response:
        door, typed = self._door, await self._door.read(request)
        target, email = next_path(typed.get(NEXT, "")), typed.get("email", "")
        device = read_device(request, door.settings)
        password = enter.Password(email, typed.get("password", ""), address_of(request), device)
        try:
            entered = await compute(
                partial(enter.sign_in, door.context, password, of_everybody=door.asks_everybody)
            )
        except SignInRefusedError as refusal:
            answer = self._ask(request, target, email=email, is_wrong=True)
            return door.noting(answer, email, refusal)
        answer = await door.go_on(request, entered, target)
        if entered.step is enter.Step.NOTHING:
            await self._know_again(answer, entered.token)
        return answer

    async def _know_again(self, answer: Response, token: str) -> None:
        """Let the browser of whoever came in tell later that it is not a stranger's."""
        door = self._door
        found = await run_in_threadpool(sessions.find_full, door.context, token)
        set_device(answer, door.settings, make_device_token(door.context, found.account.email))

    def _ask(
        self,
        request: Request,
        target: str,
        *,
        email: str = "",
        is_wrong: bool = False,
        is_signed_out: bool = False,
    ) -> Response:
        return self._door.show(
            request,
            "sign_in",
            UNPROCESSABLE if is_wrong else 200,
            next=target,
            email=email,
            is_wrong=is_wrong,
            is_signed_out=is_signed_out,
            forgotten="/sign-in/forgotten",
            has_elsewhere=self._door.settings.has_oidc,
            elsewhere=self._door.settings.oidc_name,
        )

    async def _show_code(self, request: Request) -> Response:
        return await self._prove(request, "code", enter.show_code)

    async def _recover(self, request: Request) -> Response:
        return await self._prove(request, "recovery", enter.use_recovery_code)

    async def _prove(self, request: Request, template: str, prove: ShowCode) -> Response:
        """Ask for a code, or take one."""
        door, token = self._door, read_sign_in(request, self._door.settings)
        typed = await door.read(request) if request.method == "POST" else request.query_params
        target = next_path(typed.get(NEXT, ""))
        try:
            step = await run_in_threadpool(enter.find_step, door.context, token)
            if step is not enter.Step.SHOW_CODE:
                return see(with_next("/sign-in/second-factor", target))
            if request.method != "POST":
                return self._ask_code(request, template, target)
            code, address = typed.get("code", ""), address_of(request)
            device = read_device(request, door.settings)
            new = await run_in_threadpool(prove, door.context, token, code, address, device)
        except NotSignedInError:
            return see(with_next(HOME, target))
        except SignInRefusedError as refusal:
            presence = await run_in_threadpool(sessions.find_presence, door.context, token)
            answer = self._ask_code(request, template, target, is_wrong=True)
            return door.noting(answer, presence.account.email if presence else "", refusal)
        answer = see(target)
        set_sign_in(answer, door.settings, new)
        await self._know_again(answer, new)
        return answer

    def _ask_code(
        self, request: Request, template: str, target: str, *, is_wrong: bool = False
    ) -> Response:
        return self._door.show(
            request,
            template,
            UNPROCESSABLE if is_wrong else 200,
            next=target,
            is_wrong=is_wrong,
            by_app=with_next("/sign-in/code", target),
            by_paper=with_next("/sign-in/recovery", target),
        )

    async def _sign_out(self, request: Request) -> Response:
        await self._door.read(request)
        token = read_sign_in(request, self._door.settings)
        await run_in_threadpool(sessions.sign_out, self._door.context, token)
        answer = see(f"{HOME}?{SIGNED_OUT}=1")
        forget_sign_in(answer, self._door.settings)
        return answer
