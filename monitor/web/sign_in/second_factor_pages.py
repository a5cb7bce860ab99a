"""The page on which somebody puts a secret into an app, and the recovery codes that follow."""

from collections.abc import Mapping, Sequence

import segno
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.domain.access.second_factor import app_address
from monitor.domain.errors import NotSignedInError, SignInRefusedError
from monitor.services.sign_in.second_factor import (
    Draft,
    begin_second_factor,
    confirm_second_factor,
    read_draft,
)
from monitor.web.sign_in.cookies import read_sign_in, set_sign_in
from monitor.web.sign_in.door import NEXT, UNPROCESSABLE, Door, next_path, see, with_next

_BOTH = ("GET", "POST")
_GROUP = 4
SEALED = "sealed"


class SecondFactorPages:
    """Answers the requests of people who set up an app."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def routes(self) -> Sequence[Route]:
        """Return the address of the second factor."""
        return [Route("/sign-in/second-factor", self._set_up, methods=_BOTH)]

    async def _set_up(self, request: Request) -> Response:
        door, token = self._door, read_sign_in(request, self._door.settings)
        typed = await door.read(request) if request.method == "POST" else request.query_params
        target = next_path(typed.get(NEXT, ""))
        try:
            if request.method != "POST":
                draft = await run_in_threadpool(begin_second_factor, door.context, token)
                return show_draft(door, request, draft, target)
            return await self._confirm(request, token, typed)
        except NotSignedInError:
            return see(with_next("/sign-in", target))

    async def _confirm(self, request: Request, token: str, typed: Mapping[str, str]) -> Response:
        door, sealed, code = self._door, typed.get(SEALED, ""), typed.get("code", "")
        target = next_path(typed.get(NEXT, ""))
        try:
            confirmed = await run_in_threadpool(
                confirm_second_factor, door.context, token, sealed, code
            )
        except SignInRefusedError:
            draft = await run_in_threadpool(read_draft, door.context, token, sealed)
            return show_draft(door, request, draft, target, is_wrong=True)
        answer = show_recovery_codes(door, request, confirmed.recovery_codes, target)
        set_sign_in(answer, door.settings, confirmed.token)
        return answer


def show_draft(
    door: Door, request: Request, draft: Draft, target: str, *, is_wrong: bool = False
) -> Response:
    """Show a secret as a square code and as text, with a field for the code that proves it."""
    t, secret = door.translator(request), draft.secret
    code = segno.make(app_address(secret, draft.account.email, t("product.name")), micro=False)
    picture = code.svg_inline(scale=5, border=4, dark="#000", light="#fff", omitsize=True)
    groups = [secret[at : at + _GROUP] for at in range(0, len(secret), _GROUP)]
    return door.show(
        request,
        "second_factor",
        UNPROCESSABLE if is_wrong else 200,
        next=target,
        picture=Markup(picture),  # noqa: S704 - Drawn by us.
        secret=" ".join(groups),
        sealed=draft.sealed,
        is_wrong=is_wrong,
    )


def show_recovery_codes(
    door: Door, request: Request, codes: Sequence[str], target: str
) -> Response:
    """Show the recovery codes, this once."""
    return door.show(request, "recovery_codes", codes=codes, next=target)
