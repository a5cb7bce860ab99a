"""The page on which an installation gets its first account."""

from collections.abc import Sequence
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.domain.access.passwords import SHORTEST
from monitor.domain.errors import InvalidAccountError, SignInRefusedError
from monitor.services.sign_in.set_up import Beginning, needs_set_up, set_up
from monitor.web.sign_in.door import UNPROCESSABLE, Door, address_of, compute, see

_BOTH = ("GET", "POST")
_WRONG_CODE = "code_wrong"
_FIELDS = ("code", "organisation", "name", "email")
# To which field an error leads.
_FIELD_OF = {
    _WRONG_CODE: "code",
    "organisation_missing": "organisation",
    "name_missing": "name",
    "email_wrong": "email",
    "too_long": "organisation",
}


class SetUpPage:
    """Answers the requests of whoever sets an installation up."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def routes(self) -> Sequence[Route]:
        """Return the address of setting up."""
        return [Route("/sign-in/set-up", self._set_up, methods=_BOTH)]

    async def _set_up(self, request: Request) -> Response:
        door = self._door
        if not await run_in_threadpool(needs_set_up, door.context):
            return see("/sign-in")
        if request.method != "POST":
            return self._ask(request, dict.fromkeys(_FIELDS, ""), "")
        typed = await door.read(request)
        values = {name: typed.get(name, "") for name in _FIELDS}
        beginning = Beginning(
            organisation=values["organisation"],
            name=values["name"],
            email=values["email"],
            password=typed.get("password", ""),
            language=door.language(request),
        )
        try:
            entered = await compute(
                partial(set_up, door.context, values["code"], beginning, address_of(request))
            )
        except InvalidAccountError as error:
            return self._ask(request, values, str(error))
        except SignInRefusedError:
            return self._ask(request, values, _WRONG_CODE)
        return await door.go_on(request, entered, "/")

    def _ask(self, request: Request, values: dict[str, str], fault: str) -> Response:
        return self._door.show(
            request,
            "set_up",
            UNPROCESSABLE if fault else 200,
            values=values,
            fault=fault,
            wrong_field=_FIELD_OF.get(fault, "password") if fault else "",
            shortest=SHORTEST,
        )
