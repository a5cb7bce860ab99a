"""The page of one's own sign-in: password, second factor, recovery codes, other browsers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.domain.access.account import Account
from monitor.domain.access.passwords import SHORTEST
from monitor.domain.access.sign_in import hash_secret
from monitor.domain.errors import InvalidPasswordError, NotSignedInError, SignInRefusedError
from monitor.services.sign_in.passwords import Change, change_password
from monitor.services.sign_in.second_factor import renew_recovery_codes, replace_second_factor
from monitor.services.sign_in.sessions import (
    find_full,
    find_presence,
    list_sign_ins,
    of_owner,
    sign_out_elsewhere,
)
from monitor.web.sign_in.cookies import read_sign_in
from monitor.web.sign_in.door import UNPROCESSABLE, Door, address_of, compute, see, with_next
from monitor.web.sign_in.second_factor_pages import show_draft, show_recovery_codes

OWN = "/sign-in/me"
_WRONG = "wrong"
_POST = ["POST"]
# With what proves who asks, and from where.
_Do = Callable[[str, str], Response]


@dataclass(frozen=True, slots=True)
class _Browser:
    """A browser that somebody is signed in with: since when, and when it was used last."""

    since: str
    used: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class _Own:
    """What stands on the page."""

    account: Account
    has_password: bool
    has_factor: bool
    codes_left: int
    browsers: Sequence[_Browser]


class OwnPage:
    """Answers the requests of people about their own sign-in."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def routes(self) -> Sequence[Route]:
        """Return the addresses of one's own sign-in."""
        return [
            Route(OWN, self._show),
            Route(f"{OWN}/password", self._change_password, methods=_POST),
            Route(f"{OWN}/second-factor", self._replace_factor, methods=_POST),
            Route(f"{OWN}/recovery-codes", self._renew_codes, methods=_POST),
            Route(f"{OWN}/others", self._end_others, methods=_POST),
        ]

    async def _show(self, request: Request) -> Response:
        return await self._page(request)

    async def _change_password(self, request: Request) -> Response:
        typed = await self._door.read(request)
        change = Change(typed.get("old", ""), typed.get("new", ""))

        def do(token: str, address: str) -> Response:
            change_password(self._door.context, token, change, address)
            return see(f"{OWN}?done=password")

        return await self._prove(request, "password", do)

    async def _replace_factor(self, request: Request) -> Response:
        door, password = self._door, (await self._door.read(request)).get("password", "")

        def do(token: str, address: str) -> Response:
            draft = replace_second_factor(door.context, token, password, address)
            return show_draft(door, request, draft, "/")

        return await self._prove(request, "factor", do)

    async def _renew_codes(self, request: Request) -> Response:
        door, password = self._door, (await self._door.read(request)).get("password", "")

        def do(token: str, address: str) -> Response:
            codes = renew_recovery_codes(door.context, token, password, address)
            return show_recovery_codes(door, request, codes, "/")

        return await self._prove(request, "codes", do)

    async def _prove(self, request: Request, where: str, do: _Do) -> Response:
        """Do what takes the password once more; ``where``: the form that tells what is wrong."""
        door, token = self._door, read_sign_in(request, self._door.settings)
        try:
            return await compute(partial(do, token, address_of(request)))
        except NotSignedInError:
            return _sign_in_first()
        except InvalidPasswordError as error:
            return await self._page(request, where, str(error))
        except SignInRefusedError as refusal:
            answer = await self._page(request, where, _WRONG)
            presence = await run_in_threadpool(find_presence, door.context, token)
            return door.noting(answer, presence.account.email if presence else "", refusal)

    async def _end_others(self, request: Request) -> Response:
        await self._door.read(request)
        token = read_sign_in(request, self._door.settings)
        try:
            await run_in_threadpool(sign_out_elsewhere, self._door.context, token)
        except NotSignedInError:
            return _sign_in_first()
        return see(f"{OWN}?done=others")

    async def _page(self, request: Request, where: str = "", fault: str = "") -> Response:
        """Show the page; ``fault``: what is wrong with the form called ``where``."""
        try:
            own = await run_in_threadpool(self._read, request)
        except NotSignedInError:
            return _sign_in_first()
        done = request.query_params.get("done", "")
        return self._door.show(
            request,
            "me",
            UNPROCESSABLE if fault else 200,
            own=own,
            where=where,
            fault=fault,
            shortest=SHORTEST,
            done=done if done in {"password", "others"} else "",
        )

    def _read(self, request: Request) -> _Own:
        door, token = self._door, read_sign_in(request, self._door.settings)
        presence = find_full(door.context, token)
        account = presence.account
        with of_owner(door.context, account).unit_of_work(reads_only=True) as uow:
            credentials = uow.accounts.credentials(account.id)
            left = uow.accounts.count_recovery_codes(account.id)
        write, own_hash = door.formatter(request).moment, hash_secret(token)
        browsers = [
            _Browser(write(each.begun_at), write(each.seen_at), each.token_hash == own_hash)
            for each in list_sign_ins(door.context, presence)
        ]
        return _Own(
            account,
            credentials.password_hash is not None,
            credentials.has_second_factor,
            left,
            browsers,
        )


def _sign_in_first() -> Response:
    return see(with_next("/sign-in", "/"))
