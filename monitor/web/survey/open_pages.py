"""The addresses without a personal link: a poster, stopping mail, accessibility, privacy."""

import re
from collections.abc import Sequence
from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.domain.errors import NotFoundError, WrongCodeError
from monitor.domain.partnership import Participant, ParticipantId
from monitor.i18n.retention_sentences import describe_terms
from monitor.services.checkin.open_with_code import Poster, find_token, read_poster
from monitor.services.context import Context
from monitor.services.mail.stop_mail import choose_mail, read_recipient
from monitor.settings import Settings
from monitor.web.miss_limit import mark_as_miss
from monitor.web.survey.forms import ACTION, Fields, last
from monitor.web.survey.reader import Reader
from monitor.web.survey.visit import (
    UNPROCESSABLE,
    make_reader,
    read_body,
    read_form,
    refuse_other_sites,
    see,
    show_open,
)

CODE = "code"
_LONGEST_CODE = 40
START, STOP = "start", "stop"
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
# What a mail program sends by itself when its own button is pressed (RFC 8058), as a form of
# either kind.
ONE_CLICK = re.compile(rb'List-Unsubscribe"?\s*=?\s*One-Click')


class OpenPages:
    """Answers the requests without a personal link."""

    def __init__(self, context: Context, settings: Settings) -> None:
        self._context = context
        self._settings = settings

    def routes(self) -> Sequence[Route]:
        """Return all addresses without a personal link."""
        both = ["GET", "POST"]
        return [
            Route("/party/{token}", self._poster, methods=both),
            Route("/mail/{participant}/{token}", self._mail, methods=both),
            Route("/accessibility", self._accessibility),
            Route("/privacy", self._privacy),
        ]

    async def _poster(self, request: Request) -> Response:
        fields = await read_form(request)
        refuse_other_sites(request)
        token = request.path_params["token"]
        poster = await run_in_threadpool(read_poster, self._context, token)
        reader = self._reader(request, f"party/{token}")
        if request.method != "POST":
            return _show_poster(poster, reader)
        typed = last(fields, CODE) or ""
        try:
            personal = await run_in_threadpool(find_token, self._context, token, typed)
        except WrongCodeError:
            mark_as_miss(request.state)
            return _show_poster(poster, reader, typed[:_LONGEST_CODE], is_wrong=True)
        return see(replace(reader, base=f"{reader.home}/{personal}").link())

    async def _mail(self, request: Request) -> Response:
        number, token = request.path_params["participant"], request.path_params["token"]
        if not _NUMBER.fullmatch(number):
            raise NotFoundError
        who = ParticipantId(int(number))
        if request.method == "POST" and ONE_CLICK.search(await read_body(request)):
            await run_in_threadpool(choose_mail, self._context, who, token, wants_mail=False)
            return self._show_mail(
                request, await run_in_threadpool(read_recipient, self._context, who, token)
            )
        fields = await read_form(request)
        refuse_other_sites(request)
        person = await run_in_threadpool(read_recipient, self._context, who, token)
        if request.method != "POST":
            return self._show_mail(request, person)
        await self._choose(fields, who, token)
        return see(self._mail_reader(request, person).link())

    async def _choose(self, fields: Fields, who: ParticipantId, token: str) -> None:
        asked = last(fields, ACTION)
        if asked in {START, STOP}:
            wants_mail = asked == START
            await run_in_threadpool(choose_mail, self._context, who, token, wants_mail=wants_mail)

    def _show_mail(self, request: Request, person: Participant) -> Response:
        reader = self._mail_reader(request, person)
        state = "on" if person.wants_mail else "off"
        return show_open(
            "mail",
            reader,
            title=reader.t(f"survey.mail.{state}.title"),
            text=reader.t(f"survey.mail.{state}.text"),
            button=reader.t(f"survey.mail.{state}.button"),
            choice=STOP if person.wants_mail else START,
        )

    def _mail_reader(self, request: Request, person: Participant) -> Reader:
        base = f"mail/{person.id}/{request.path_params['token']}"
        return make_reader(request, base, person.language, self._settings)

    async def _accessibility(self, request: Request) -> Response:
        reader = self._reader(request, "accessibility")
        contact = self._settings.contact
        return show_open(
            "accessibility",
            reader,
            title=reader.t("survey.accessibility.title"),
            contact=reader.t("survey.accessibility.contact", contact=contact)
            if contact
            else reader.t("survey.accessibility.contact.none"),
        )

    async def _privacy(self, request: Request) -> Response:
        reader, contact = self._reader(request, "privacy"), self._settings.contact
        return show_open(
            "statement",
            reader,
            title=reader.t("privacy.title"),
            contact=reader.t("privacy.who.contact", contact=contact)
            if contact
            else reader.t("privacy.who.contact.none"),
            kept=describe_terms(self._settings.retention_terms, reader.t),
        )

    def _reader(self, request: Request, base: str) -> Reader:
        return make_reader(request, base, self._settings.language, self._settings)


def _show_poster(
    poster: Poster, reader: Reader, typed: str = "", *, is_wrong: bool = False
) -> Response:
    title = reader.t("survey.poster.title")
    return show_open(
        "poster",
        reader,
        title=reader.t("survey.title.error", title=title) if is_wrong else title,
        status=UNPROCESSABLE if is_wrong else 200,
        heading=title,
        over=reader.t("survey.checkin", quarter=reader.formatter.quarter(poster.round.quarter)),
        for_whom=reader.rich(
            "survey.start.for", party=poster.party.name, partnership=poster.partnership.name
        ),
        deadline=reader.deadline(poster.round.closes_at),
        typed=typed,
        is_wrong=is_wrong,
    )
