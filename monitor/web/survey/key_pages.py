"""The page on which a party agrees, on its own device, to open the picture per party."""

import re
from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.domain.errors import MeetingNotRunningError, NotFoundError
from monitor.domain.meeting.meeting import MeetingId, MeetingState
from monitor.domain.partnership import Party, PartyId
from monitor.services.context import Context
from monitor.services.meeting.hold import HeldMeeting, check_key_link, turn_key_by_link
from monitor.settings import Settings
from monitor.web.survey.reader import Reader
from monitor.web.survey.visit import make_reader, read_form, refuse_other_sites, see, show_open

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


class KeyPages:
    """Answers the requests of a party's device in a meeting."""

    def __init__(self, context: Context, settings: Settings) -> None:
        self._context = context
        self._settings = settings

    def routes(self) -> Sequence[Route]:
        """Return its address."""
        return [Route("/key/{meeting}/{party}/{token}", self._answer, methods=["GET", "POST"])]

    async def _answer(self, request: Request) -> Response:
        await read_form(request)
        refuse_other_sites(request)
        numbers = [request.path_params[name] for name in ("meeting", "party")]
        if not all(map(_NUMBER.fullmatch, numbers)):
            raise NotFoundError
        meeting_id, party_id = MeetingId(int(numbers[0])), PartyId(int(numbers[1]))
        token = request.path_params["token"]
        held = await run_in_threadpool(check_key_link, self._context, meeting_id, party_id, token)
        party = held.partnership.party(party_id)
        base = f"key/{meeting_id}/{party_id}/{token}"
        reader = make_reader(request, base, held.meeting.language, self._settings)
        if request.method != "POST":
            return _show(held, party, reader)
        await run_in_threadpool(self._agree, held, party, token)
        return see(reader.link())

    def _agree(self, held: HeldMeeting, party: Party, token: str) -> None:
        try:
            # For the party: who of them holds the device is not asked.
            turn_key_by_link(self._context, held.meeting.id, party.id, token, party.name)
        except MeetingNotRunningError:
            return  # The page that follows says so.


def _show(held: HeldMeeting, party: Party, reader: Reader) -> Response:
    t, meeting = reader.t, held.meeting
    others = [p.name for p in held.partnership.parties if not meeting.has_key_of(p.id)]
    if meeting.state is not MeetingState.RUNNING:
        title, text = t("live.key.idle.title"), t("live.key.idle.text")
    elif not meeting.has_key_of(party.id):
        title, text = t("live.key.title", party=party.name), ""
    elif others:
        title, text = t("live.key.agreed"), t("live.key.waits", parties=reader.join(others))
    else:
        title, text = t("live.key.agreed"), t("live.key.open")
    page = "note" if text else "key"
    return show_open(page, reader, title=title, over=held.partnership.name, text=text)
