"""The addresses of personal links: each reads the request, calls a use case, answers with a page.

No cookie is set: the secret token in the address is the credential, and so also what protects
a form against being sent from another website. Browsers that say where a form comes from are
believed all the same.
"""

import functools
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.domain.errors import EmptyResponseError
from monitor.domain.partnership import Language
from monitor.domain.questionnaire import Part
from monitor.domain.round import RoundState
from monitor.metrics import figures
from monitor.services.checkin.answer_checkin import (
    PartAnswers,
    Saved,
    read_checkin,
    read_consents,
    save_page,
    send,
    withdraw,
)
from monitor.services.context import Context
from monitor.settings import Settings
from monitor.web.survey.forms import Fields, ParsedPart, parse_part, parse_version
from monitor.web.survey.navigation import next_address, parse_number
from monitor.web.survey.reader import Reader
from monitor.web.survey.views import (
    send_closing,
    send_copy,
    show_check,
    show_part,
    show_privacy,
    show_start,
    show_thanks,
    show_withdraw,
    show_withdrawn,
)
from monitor.web.survey.visit import (
    ELSEWHERE,
    Visit,
    make_reader,
    read_form,
    refuse_other_sites,
    see,
    was_conflict,
)

_METHODS = ("GET", "POST")
_MINUTES = re.compile(r"[0-9]{1,9}")
_MINUTE = 60
# An old address in the history must not claim that something was saved just now.
_NOTE_LASTS = timedelta(hours=1)

_Handler = Callable[[Request, str, Fields], Awaitable[Response]]


@dataclass(slots=True)
class _SentPage:
    """A page of questions that was sent; known once it is filled in: which one, and what it says.

    ``number_text``: which page, as the address has it.
    """

    number_text: str
    fields: Fields
    number: int = field(init=False)
    total: int = field(init=False)
    language: Language = field(init=False)
    parsed: ParsedPart = field(init=False)

    def fill_in(self, parts: Sequence[Part], language: Language) -> PartAnswers:
        """Return what can be saved; NotFoundError if there is no such page."""
        self.number, self.total = parse_number(self.number_text, len(parts)), len(parts)
        self.language = language
        self.parsed = parse_part(parts[self.number - 1], self.fields)
        return self.parsed.valid()


class Survey:
    """Answers the requests with a personal link."""

    def __init__(self, context: Context, settings: Settings) -> None:
        self._context = context
        self._settings = settings

    def routes(self) -> Sequence[Route]:
        """Return all addresses of a personal link."""
        readable: dict[str, Callable[[Request, Visit], Awaitable[Response]]] = {
            "": self._greet,
            "/privacy": self._explain,
            "/check": self._check,
            "/thanks": self._thank,
            "/withdraw": self._ask_to_withdraw,
            "/copy": self._copy,
            "/closing.ics": self._give_closing,
            "/{number}": self._ask,
        }
        posted: dict[str, _Handler] = {
            "/check": self._send,
            "/withdraw": self._withdraw,
            "/{number}": self._keep,
        }
        return [
            Route(f"/{{token}}{page}", self._answer(show, posted.get(page)), methods=_METHODS)
            for page, show in readable.items()
        ]

    def _answer(
        self, show: Callable[[Request, Visit], Awaitable[Response]], take: _Handler | None
    ) -> Callable[[Request], Awaitable[Response]]:
        """Let a form be taken if it was sent to a page that has one; else show the page."""

        async def endpoint(request: Request) -> Response:
            fields = await read_form(request)
            refuse_other_sites(request)
            token = request.path_params["token"]
            if request.method == "POST" and take:
                return await take(request, token, fields)
            visit = await self._open(request, token)
            if request.method == "POST":
                page = request.url.path.removeprefix(visit.reader.base).strip("/")
                return see(visit.reader.link(page))
            return await show(request, visit)

        return endpoint

    async def _open(self, request: Request, token: str) -> Visit:
        checkin = await run_in_threadpool(read_checkin, self._context, token)
        reader = self._reader(request, token, checkin.language)
        return Visit(checkin, reader, was_conflict(request, checkin))

    def _reader(self, request: Request, token: str, own: Language) -> Reader:
        return make_reader(request, token, own, self._settings)

    async def _greet(self, _request: Request, visit: Visit) -> Response:
        return show_start(visit)

    async def _explain(self, _request: Request, visit: Visit) -> Response:
        consents = await run_in_threadpool(read_consents, self._context, visit.checkin)
        return show_privacy(visit, consents)

    async def _ask(self, request: Request, visit: Visit) -> Response:
        number = parse_number(request.path_params["number"], len(visit.checkin.parts))
        return show_part(visit, number, saved_at=self._saved_at(request, visit.reader))

    async def _check(self, _request: Request, visit: Visit) -> Response:
        return show_check(visit)

    async def _thank(self, _request: Request, visit: Visit) -> Response:
        if not visit.checkin.response.is_sent:
            return see(visit.reader.link("check"))
        return show_thanks(visit)

    async def _ask_to_withdraw(self, _request: Request, visit: Visit) -> Response:
        return show_withdraw(visit)

    async def _copy(self, _request: Request, visit: Visit) -> Response:
        return send_copy(visit, self._context.clock.now())

    async def _give_closing(self, _request: Request, visit: Visit) -> Response:
        return send_closing(visit, self._context.public_url)

    async def _keep(self, request: Request, token: str, fields: Fields) -> Response:
        page = _SentPage(request.path_params["number"], fields)
        seen = parse_version(fields)
        save = functools.partial(save_page, self._context, token, page.fill_in, seen=seen)
        saved = await run_in_threadpool(save)
        if page.parsed.errors:
            visit = await self._open(request, token)
            warned = replace(visit, is_conflict=saved.is_conflict)
            return show_part(warned, page.number, page.parsed)
        reader = self._reader(request, token, page.language)
        minutes = int(self._context.clock.now().timestamp()) // _MINUTE
        notes = [f"saved={minutes}", *_warn(saved)]
        return see(next_address(fields, reader, page.number, page.total, "&".join(notes)))

    async def _send(self, request: Request, token: str, fields: Fields) -> Response:
        visit = await self._open(request, token)
        try:
            saved = await run_in_threadpool(send, self._context, token, seen=parse_version(fields))
        except EmptyResponseError:
            return show_check(visit, visit.reader.t("survey.error.empty"))
        figures.forms_sent.inc()
        return see(visit.reader.link("thanks", extra="".join(_warn(saved))))

    async def _withdraw(self, request: Request, token: str, _fields: Fields) -> Response:
        visit = await self._open(request, token)
        await run_in_threadpool(withdraw, self._context, token)
        state = visit.checkin.round.state(self._context.clock.now())
        return show_withdrawn(visit, can_answer=state is RoundState.OPEN)

    def _saved_at(self, request: Request, reader: Reader) -> str | None:
        """Return when the page before was saved; the address knows it, the database does not."""
        text = request.query_params.get("saved", "")
        if not _MINUTES.fullmatch(text):
            return None
        moment = datetime.fromtimestamp(int(text) * _MINUTE, UTC)
        is_recent = timedelta() <= self._context.clock.now() - moment <= _NOTE_LASTS
        return reader.formatter.clock(moment) if is_recent else None


def _warn(saved: Saved) -> Sequence[str]:
    return [f"{ELSEWHERE}={saved.version}"] if saved.is_conflict else []
