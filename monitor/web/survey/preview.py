"""The survey as its participants will see it, before it opens: nothing is read or saved of them.

The very same pages; the addresses carry along what is to be shown. A form that is sent leads on,
and what was in it is dropped.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from monitor.domain.access.actor import Actor
from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import PartnershipId, PartyId, Phase
from monitor.services.checkin.answer_checkin import read_consents
from monitor.services.checkin.preview_checkin import Wish, preview_checkin
from monitor.services.context import Context
from monitor.settings import Settings
from monitor.web.survey.application import make_application
from monitor.web.survey.failures import FailurePages
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
from monitor.web.survey.visit import Visit, make_reader, read_form, see

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_LIGHT = {"1": True, "0": False}
_WISHES = ("phase", "sequence", "light", "version")
_SHOWN: Mapping[str, Callable[[Visit], Response]] = {
    "": show_start,
    "check": show_check,
    "thanks": show_thanks,
    "withdraw": show_withdraw,
}


def preview_mount(context: Context, settings: Settings) -> Mount:
    """Return the previews at ``/preview/{partnership}/{party}``."""
    preview = Preview(context, settings)
    both = ["GET", "POST"]
    routes = [
        Route("/{partnership}/{party}", preview.answer, methods=both),
        Route("/{partnership}/{party}/{page}", preview.answer, methods=both),
    ]
    pages = FailurePages(settings.language, context.questionnaires)
    return Mount("/preview", app=make_application(routes, pages), name="preview")


class Preview:
    """Answers the requests for previews."""

    def __init__(self, context: Context, settings: Settings) -> None:
        self._context = context
        self._settings = settings

    async def answer(self, request: Request) -> Response:
        """Show a page, or go to the next one."""
        partnership_id = PartnershipId(_parse_number_of(request, "partnership"))
        party_id = PartyId(_parse_number_of(request, "party"))
        reader = self._reader(request, f"{partnership_id}/{party_id}")
        context = self._context_of(request)
        checkin = await run_in_threadpool(
            preview_checkin, context, partnership_id, party_id, _read_wish(request, reader)
        )
        # As if something were stored, so that every page can be seen.
        visit = Visit(replace(checkin, is_begun=True), reader)
        page = request.path_params.get("page", "")
        if request.method == "POST":
            return await self._go_on(request, visit, page)
        return await self._show(context, visit, page)

    def _context_of(self, request: Request) -> Context:
        """Return what is seen by whoever the wall around the dashboard let through."""
        actor: Actor = request.state.actor
        return self._context.acting_as(actor)

    async def _show(self, context: Context, visit: Visit, page: str) -> Response:
        if page in _SHOWN:
            return _SHOWN[page](visit)
        match page:
            case "privacy":
                consents = await run_in_threadpool(read_consents, context, visit.checkin)
                return show_privacy(visit, consents)
            case "copy":
                return send_copy(visit, context.clock.now())
            case "closing.ics":
                return send_closing(visit, context.public_url)
            case _:
                return show_part(visit, parse_number(page, len(visit.checkin.parts)))

    async def _go_on(self, request: Request, visit: Visit, page: str) -> Response:
        fields = await read_form(request)
        match page:
            case "check":
                return see(visit.reader.link("thanks"))
            case "withdraw":
                return show_withdrawn(visit, can_answer=True)
            case _:
                total = len(visit.checkin.parts)
                number = parse_number(page, total)
                return see(next_address(fields, visit.reader, number, total))

    def _reader(self, request: Request, base: str) -> Reader:
        reader = make_reader(request, base, self._settings.language, self._settings)
        asked = request.query_params
        kept = urlencode({name: asked[name] for name in _WISHES if name in asked})
        home = reader.home.removesuffix("/preview") + "/s"
        return replace(reader, home=home, is_preview=True, kept=kept)


def _read_wish(request: Request, reader: Reader) -> Wish:
    asked = request.query_params
    phase, sequence = asked.get("phase"), asked.get("sequence", "")
    return Wish(
        language=reader.own,
        phase=Phase(phase) if phase in set(Phase) else None,
        sequence=int(sequence) if _NUMBER.fullmatch(sequence) else None,
        is_light=_LIGHT.get(asked.get("light", "")),
        version=asked.get("version"),
    )


def _parse_number_of(request: Request, name: str) -> int:
    text = request.path_params[name]
    if not _NUMBER.fullmatch(text):
        raise NotFoundError
    return int(text)
