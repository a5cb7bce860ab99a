"""The pages on which phones answer a question of a meeting.

A phone gets a cookie when it first answers, so that it answers once: a random name that holds for
one question only, and says nothing of anybody.
"""

import re
from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.domain.errors import LiveQuestionClosedError, NotFoundError, WrongCodeError
from monitor.domain.meeting.live import LiveQuestionId, Vote
from monitor.services.context import Context
from monitor.services.meeting.answer_live import AskedLive, cast_vote, find_live_token, read_asked
from monitor.settings import Settings
from monitor.web.miss_limit import mark_as_miss
from monitor.web.survey.forms import last
from monitor.web.survey.live_form import DEVICE, choose_device, fill_form, parse_live
from monitor.web.survey.live_views import show_closed, show_code, show_form
from monitor.web.survey.reader import Reader
from monitor.web.survey.visit import make_reader, read_form, refuse_other_sites, see, show_open

CODE = "code"
_LONGEST_CODE = 40
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_CONFLICT = 409
_A_DAY = 24 * 60 * 60
_BOTH = ("GET", "POST")


class LivePages:
    """Answers the requests of phones in a meeting."""

    def __init__(self, context: Context, settings: Settings) -> None:
        self._context = context
        self._settings = settings

    def routes(self) -> Sequence[Route]:
        """Return the addresses of a question: its form, the thanks, and a field for its code."""
        return [
            Route("/live/{question}", self._ask_code, methods=_BOTH),
            Route("/live/{question}/{token}", self._ask, methods=_BOTH),
            Route("/live/{question}/{token}/thanks", self._thank),
        ]

    async def _ask(self, request: Request) -> Response:
        fields = await read_form(request)
        refuse_other_sites(request)
        device = choose_device(request.cookies.get(DEVICE), fields)
        asked, reader = await self._open(request, device)
        if not asked.is_open:
            return show_closed(asked, reader, _CONFLICT if request.method == "POST" else 200)
        if request.method != "POST":
            return show_form(asked, reader, device, fill_form(asked.question, asked.vote))
        form = parse_live(asked.question, asked.partnership, fields)
        if form.errors:
            return show_form(asked, reader, device, form)
        return await self._keep(request, asked, reader, (device, form.vote))

    async def _keep(
        self, request: Request, asked: AskedLive, reader: Reader, given: tuple[str, Vote]
    ) -> Response:
        device, vote = given
        question, token = asked.question.id, request.path_params["token"]
        try:
            await run_in_threadpool(cast_vote, self._context, question, token, device, vote)
        except LiveQuestionClosedError:
            return show_closed(asked, reader, _CONFLICT)
        answer = see(reader.link("thanks"))
        answer.set_cookie(
            DEVICE,
            device,
            max_age=_A_DAY,
            path=f"{reader.home}/live/{question}",
            secure=self._context.public_url.startswith("https:"),
            httponly=True,
            samesite="strict",
        )
        return answer

    async def _thank(self, request: Request) -> Response:
        asked, reader = await self._open(request, None)
        if not asked.is_open:
            return show_closed(asked, reader)
        title = reader.t("live.thanks.title")
        return show_open("live_thanks", reader, title=title, page="thanks")

    async def _ask_code(self, request: Request) -> Response:
        fields = await read_form(request)
        refuse_other_sites(request)
        question = _parse_number(request.path_params["question"])
        reader = make_reader(request, f"live/{question}", self._settings.language, self._settings)
        if request.method != "POST":
            return show_code(reader)
        typed = last(fields, CODE) or ""
        try:
            token = await run_in_threadpool(find_live_token, self._context, question, typed)
        except WrongCodeError:
            mark_as_miss(request.state)
            return show_code(reader, typed[:_LONGEST_CODE], is_wrong=True)
        return see(reader.link(token))

    async def _open(self, request: Request, device: str | None) -> tuple[AskedLive, Reader]:
        question, token = (
            _parse_number(request.path_params["question"]),
            request.path_params["token"],
        )
        asked = await run_in_threadpool(read_asked, self._context, question, token, device)
        base = f"live/{question}/{token}"
        return asked, make_reader(request, base, asked.language, self._settings)


def _parse_number(text: str) -> LiveQuestionId:
    if not _NUMBER.fullmatch(text):
        raise NotFoundError
    return LiveQuestionId(int(text))
