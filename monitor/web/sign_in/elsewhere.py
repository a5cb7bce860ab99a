"""The pages of signing in at one's own organisation: going there, back, and out (ADR 0025)."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.domain.access.account import WorkspaceId
from monitor.domain.access.actor import the_product
from monitor.domain.access.elsewhere import ElsewhereProblem
from monitor.domain.errors import SignInElsewhereError
from monitor.services.context import Context
from monitor.services.provider_ports import RETURN_PATH, Provider, Return
from monitor.services.sign_in.elsewhere import Admission, Visit, arrive, depart
from monitor.web.sign_in.cookies import form_secret
from monitor.web.sign_in.door import NEXT, Door, next_path, see

GOING, LEAVING = "/sign-in/elsewhere", "/sign-in/elsewhere/out"
REFUSED = "/sign-in/elsewhere/refused"
_PROBLEM = "problem"
_HOME = "/sign-in"
_FORBIDDEN, _UNAVAILABLE = 403, 503
# A provider that is slow keeps these waiting, and nobody who comes in with a password.
_ASKING = CapacityLimiter(4)
Result = TypeVar("Result")

logger = logging.getLogger(__name__)


class ElsewherePages:
    """Answers the requests of people who sign in elsewhere; ``provider`` None: nobody does."""

    def __init__(self, door: Door, provider: Provider | None) -> None:
        self._door = door
        self._provider = provider

    def routes(self) -> Sequence[Route]:
        """Return the addresses of signing in elsewhere."""
        if self._provider is None:
            return []
        return [
            Route(GOING, partial(self._go, self._provider), methods=["POST"]),
            Route(RETURN_PATH, partial(self._come_back, self._provider)),
            Route(LEAVING, partial(self._leave, self._provider)),
            Route(REFUSED, self._tell),
        ]

    async def _go(self, provider: Provider, request: Request) -> Response:
        typed = await self._door.read(request)
        target, browser = next_path(typed.get(NEXT, "")), self._browser(request)
        try:
            address = await _ask(partial(depart, self._context(), provider, target, browser))
        except SignInElsewhereError as error:
            return _refuse(error)
        # A page in between: browsers hold a form to our own addresses, and so would they hold
        # every address that it is sent on to.
        answer = self._door.show(request, "elsewhere_going", address=address, name=self._name)
        answer.headers["refresh"] = f"0; url={address}"
        return answer

    async def _come_back(self, provider: Provider, request: Request) -> Response:
        told = request.query_params
        returned = Return(
            state=told.get("state", ""),
            code=told.get("code", ""),
            error=told.get("error", ""),
            issuer=told.get("iss", ""),
        )
        visit = Visit(returned, self._browser(request))
        settings = self._door.settings
        admission = Admission(settings.role_of_group, trusts_email=settings.oidc_trust_email)
        try:
            arrived = await _ask(partial(arrive, self._context(), provider, visit, admission))
        except SignInElsewhereError as error:
            return _refuse(error)
        return await self._door.let_in(request, arrived.next_path, arrived.token)

    async def _leave(self, provider: Provider, _request: Request) -> Response:
        """Send somebody who has signed out here on, to sign out there as well."""
        home = f"{self._door.settings.public_url}{_HOME}"
        try:
            address = await _ask(partial(provider.sign_out_address, home))
        except SignInElsewhereError as error:
            return _refuse(error)
        return see(address or _HOME)

    @property
    def _name(self) -> str:
        return self._door.settings.oidc_name

    def _context(self) -> Context:
        workspace_id = WorkspaceId(self._door.settings.oidc_workspace)
        return self._door.context.acting_as(the_product(workspace_id))

    def _browser(self, request: Request) -> str:
        return form_secret(request, self._door.settings)

    async def _tell(self, request: Request) -> Response:
        problem = request.query_params.get(_PROBLEM, "")
        if problem not in set(ElsewhereProblem):
            raise HTTPException(404)
        is_away = problem == ElsewhereProblem.UNAVAILABLE
        status = _UNAVAILABLE if is_away else _FORBIDDEN
        return self._door.show(request, "elsewhere_refused", status, problem=problem)


def _refuse(error: SignInElsewhereError) -> Response:
    """Send somebody to what went wrong, away from an address with a code in it."""
    # What it was in detail is for who runs the installation; it holds nothing of a person.
    logger.warning("Somebody who signed in elsewhere does not come in: %s", error)
    return see(f"{REFUSED}?{_PROBLEM}={error.problem}")


async def _ask(work: Callable[[], Result]) -> Result:
    """Do what may ask the provider, in turn."""
    return await to_thread.run_sync(work, limiter=_ASKING)
