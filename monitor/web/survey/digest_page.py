"""The address in a weekly mail where a relationship manager stops it, or wants it again."""

import re
from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.domain.errors import NotFoundError
from monitor.domain.manager import Manager
from monitor.domain.partnership import ManagerId
from monitor.services.context import Context
from monitor.services.mail.stop_digests import choose_digests, read_manager
from monitor.settings import Settings
from monitor.web.survey.forms import ACTION, last
from monitor.web.survey.open_pages import ONE_CLICK, START, STOP
from monitor.web.survey.reader import Reader
from monitor.web.survey.visit import (
    make_reader,
    read_body,
    read_form,
    refuse_other_sites,
    see,
    show_open,
)

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


class DigestPage:
    """Answers the requests of managers who stop their digests."""

    def __init__(self, context: Context, settings: Settings) -> None:
        self._context = context
        self._settings = settings

    def routes(self) -> Sequence[Route]:
        """Return its address."""
        return [Route("/digest/{manager}/{token}", self._answer, methods=["GET", "POST"])]

    async def _answer(self, request: Request) -> Response:
        number, token = request.path_params["manager"], request.path_params["token"]
        if not _NUMBER.fullmatch(number):
            raise NotFoundError
        who = ManagerId(int(number))
        if request.method == "POST" and ONE_CLICK.search(await read_body(request)):
            await self._choose(who, token, wants_digest=False)
            return await self._show(request, who, token)
        fields = await read_form(request)
        refuse_other_sites(request)
        manager = await run_in_threadpool(read_manager, self._context, who, token)
        if request.method != "POST":
            return await self._show(request, who, token)
        asked = last(fields, ACTION)
        if asked in {START, STOP}:
            await self._choose(who, token, wants_digest=asked == START)
        return see(self._reader(request, manager).link())

    async def _choose(self, who: ManagerId, token: str, *, wants_digest: bool) -> None:
        await run_in_threadpool(
            choose_digests, self._context, who, token, wants_digest=wants_digest
        )

    async def _show(self, request: Request, who: ManagerId, token: str) -> Response:
        manager = await run_in_threadpool(read_manager, self._context, who, token)
        reader = self._reader(request, manager)
        state = "on" if manager.wants_digest else "off"
        return show_open(
            "mail",
            reader,
            title=reader.t(f"digest.{state}.title"),
            text=reader.t(f"digest.{state}.text"),
            button=reader.t(f"digest.{state}.button"),
            choice=STOP if manager.wants_digest else START,
        )

    def _reader(self, request: Request, manager: Manager) -> Reader:
        base = f"digest/{manager.id}/{request.path_params['token']}"
        return make_reader(request, base, manager.language, self._settings)
