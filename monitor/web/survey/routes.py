"""The survey's addresses: each reads the request, calls a use case and answers with a page.

No cookie is set: the secret token in the address is the credential, and so also what protects
a form against being sent from another website. Browsers that say where a form comes from are
believed all the same.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from monitor.domain.errors import EmptyResponseError, NotFoundError
from monitor.domain.partnership import Language
from monitor.services.answer_checkin import Checkin, read_checkin, save_part, send
from monitor.services.context import Context
from monitor.settings import Settings
from monitor.web.survey.forms import (
    ACTION,
    LANGUAGE,
    Fields,
    UnreadableFormError,
    last,
    parse_part,
    read_fields,
)
from monitor.web.survey.pages import (
    PartView,
    build_part,
    build_privacy,
    build_start,
    build_summary,
    describe_completeness,
    maximum_length,
    party_names,
)
from monitor.web.survey.questions import partner_name
from monitor.web.survey.reader import Reader
from monitor.web.survey.rendering import render

_FORM_TYPE = "application/x-www-form-urlencoded"
_PART_NUMBER = re.compile(r"[1-9][0-9]?")
_MINUTES = re.compile(r"[0-9]{1,9}")
_MINUTE = 60
# An old address in the history must not claim that something was saved just now.
_NOTE_LASTS = timedelta(hours=1)
_UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Visit:
    """A request for a page of a check-in that exists and takes answers."""

    request: Request
    token: str
    checkin: Checkin
    reader: Reader

    @property
    def is_post(self) -> bool:
        """Tell whether a form was sent."""
        return self.request.method == "POST"


_Handler = Callable[[Visit], Awaitable[Response]]


class Survey:
    """Answers the requests of the survey."""

    def __init__(self, context: Context, settings: Settings) -> None:
        self._context = context
        self._settings = settings

    def routes(self) -> Sequence[Route]:
        """Return all addresses below ``/s``."""
        pages: dict[str, _Handler] = {
            "/{token}": self._greet,
            "/{token}/privacy": self._explain,
            "/{token}/check": self._check,
            "/{token}/thanks": self._thank,
            "/{token}/{number}": self._ask,
        }
        return [
            Route(path, self._opened(handler), methods=["GET", "POST"])
            for path, handler in pages.items()
        ]

    def _opened(self, handler: _Handler) -> Callable[[Request], Awaitable[Response]]:
        """Do what every page needs first: read the form and find the check-in."""

        async def endpoint(request: Request) -> Response:
            await read_form(request)
            if request.headers.get("sec-fetch-site") == "cross-site" and request.method == "POST":
                raise HTTPException(403)
            token = request.path_params["token"]
            checkin = await run_in_threadpool(read_checkin, self._context, token)
            reader = _find_reader(request, checkin, self._settings)
            return await handler(Visit(request, token, checkin, reader))

        return endpoint

    async def _greet(self, visit: Visit) -> Response:
        if visit.is_post:
            return _see(visit.reader.link())
        start = build_start(visit.checkin, visit.reader)
        return _page("start", visit, title=start.title, page="", start=start)

    async def _explain(self, visit: Visit) -> Response:
        if visit.is_post:
            return _see(visit.reader.link("privacy"))
        title = visit.reader.t("survey.privacy.title")
        explained = build_privacy(visit.checkin, visit.reader)
        return _page("privacy", visit, title=title, page="privacy", privacy=explained)

    async def _ask(self, visit: Visit) -> Response:
        total = len(visit.checkin.parts)
        number = _parse_number(visit.request.path_params["number"], total)
        if not visit.is_post:
            part = build_part(visit.checkin, number, visit.reader)
            return self._part_page(visit, number, part)
        fields = await read_form(visit.request)
        parsed = parse_part(visit.checkin.parts[number - 1], fields)
        await run_in_threadpool(save_part, self._context, visit.token, parsed.valid())
        if parsed.errors:
            saved = await run_in_threadpool(read_checkin, self._context, visit.token)
            part = build_part(saved, number, visit.reader, parsed)
            return self._part_page(visit, number, part)
        return _see(self._next_address(fields, visit.reader, number, total))

    async def _check(self, visit: Visit) -> Response:
        if not visit.is_post:
            return _check_page(visit)
        try:
            await run_in_threadpool(send, self._context, visit.token)
        except EmptyResponseError:
            return _check_page(visit, visit.reader.t("survey.error.empty"))
        return _see(visit.reader.link("thanks"))

    async def _thank(self, visit: Visit) -> Response:
        if visit.is_post or not visit.checkin.response.is_sent:
            return _see(visit.reader.link("check"))
        title = visit.reader.t("survey.thanks.title")
        parties = party_names(visit.checkin, visit.reader)
        return _page("thanks", visit, title=title, page="thanks", parties=parties)

    def _part_page(self, visit: Visit, number: int, part: PartView) -> Response:
        return _page(
            "part",
            visit,
            status=_UNPROCESSABLE if part.errors else 200,
            page=str(number),
            title=part.title,
            part=part,
            partner=partner_name(visit.checkin, visit.reader),
            maximum=maximum_length(visit.reader),
            saved_at=self._saved_at(visit),
        )

    def _next_address(self, fields: Fields, reader: Reader, number: int, total: int) -> str:
        minutes = int(self._context.clock.now().timestamp()) // _MINUTE
        saved = f"saved={minutes}"
        asked = last(fields, LANGUAGE)
        if asked in set(Language):
            return replace(reader, language=Language(asked)).link(str(number), extra=saved)
        match last(fields, ACTION):
            case "next" if number < total:
                return reader.link(str(number + 1), extra=saved)
            case "next" | "check":
                return reader.link("check")
            case "previous":
                return reader.link(str(number - 1), extra=saved) if number > 1 else reader.link()
            case _:
                return reader.link(str(number), extra=saved)

    def _saved_at(self, visit: Visit) -> str | None:
        """Return when the page before was saved; the address knows it, the database does not."""
        text = visit.request.query_params.get("saved", "")
        if not _MINUTES.fullmatch(text):
            return None
        moment = datetime.fromtimestamp(int(text) * _MINUTE, UTC)
        is_recent = timedelta() <= self._context.clock.now() - moment <= _NOTE_LASTS
        return visit.reader.formatter.clock(moment) if is_recent else None


def _find_reader(request: Request, checkin: Checkin, settings: Settings) -> Reader:
    asked = request.query_params.get("lang")
    return Reader(
        base=f"{request.scope.get('root_path', '')}/{request.path_params['token']}",
        language=Language(asked) if asked in set(Language) else checkin.language,
        own=checkin.language,
        time_zone=settings.zone,
    )


def _check_page(visit: Visit, error: str | None = None) -> Response:
    return _page(
        "check",
        visit,
        status=_UNPROCESSABLE if error else 200,
        title=visit.reader.t("survey.check.title"),
        page="check",
        intro=describe_completeness(visit.checkin, visit.reader),
        error=error,
        is_sent=visit.checkin.response.is_sent,
        parts=build_summary(visit.checkin, visit.reader),
    )


def _page(template: str, visit: Visit, *, status: int = 200, **values: object) -> Response:
    reader, asked = visit.reader, visit.checkin.round
    html = render(
        template,
        reader=reader,
        language=reader.language,
        t=reader.t,
        quarter=reader.t("survey.checkin", quarter=reader.formatter.quarter(asked.quarter)),
        deadline=reader.deadline(asked.closes_at),
        **values,
    )
    return HTMLResponse(html, status)


async def read_form(request: Request) -> Fields:
    """Return what was posted; read once, and kept for the page that shows a failure."""
    if not hasattr(request.state, "fields"):
        request.state.fields = {}
        if request.method == "POST":
            request.state.fields = await _parse_body(request)
    fields: Fields = request.state.fields
    return fields


async def _parse_body(request: Request) -> Fields:
    body = await request.body()
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and media_type != _FORM_TYPE:
        raise HTTPException(415)
    try:
        return read_fields(body)
    except UnreadableFormError:
        raise HTTPException(400) from None


def _parse_number(text: str, total: int) -> int:
    if not _PART_NUMBER.fullmatch(text) or int(text) > total:
        raise NotFoundError
    return int(text)


def _see(address: str) -> Response:
    return RedirectResponse(address, 303)
