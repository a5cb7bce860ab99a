"""The pages of one check-in, as they are shown to its owner and in a preview."""

from collections.abc import Sequence
from datetime import datetime

from starlette.responses import Response

from monitor.domain.privacy_agreement import Consent
from monitor.reports.calendar_file import make_closing_event
from monitor.web.survey.forms import ParsedPart
from monitor.web.survey.pages import (
    NOTHING_TYPED,
    build_part,
    build_start,
    build_summary,
    describe_completeness,
    maximum_length,
    party_names,
)
from monitor.web.survey.questions import partner_name
from monitor.web.survey.rendering import render
from monitor.web.survey.rights import (
    build_privacy,
    describe_copy,
    describe_owner,
    describe_withdrawal,
)
from monitor.web.survey.visit import UNPROCESSABLE, Visit, show


def show_start(visit: Visit) -> Response:
    """Greet: what this is, who sees what, how long it takes."""
    start = build_start(visit.checkin, visit.reader)
    return show("start", visit, title=start.title, page="", start=start)


def show_privacy(visit: Visit, consents: Sequence[Consent]) -> Response:
    """Say how this person's data is treated."""
    title = visit.reader.t("survey.privacy.title")
    explained = build_privacy(visit.checkin, consents, visit.reader)
    return show("privacy", visit, title=title, page="privacy", privacy=explained)


def show_part(
    visit: Visit, number: int, typed: ParsedPart = NOTHING_TYPED, saved_at: str | None = None
) -> Response:
    """Ask the questions of one part."""
    part = build_part(visit.checkin, number, visit.reader, typed)
    return show(
        "part",
        visit,
        status=UNPROCESSABLE if part.errors else 200,
        page=str(number),
        title=part.title,
        part=part,
        partner=partner_name(visit.checkin, visit.reader),
        maximum=maximum_length(visit.reader),
        saved_at=saved_at,
    )


def show_check(visit: Visit, error: str | None = None) -> Response:
    """Show all answers before they are sent, or after."""
    return show(
        "check",
        visit,
        status=UNPROCESSABLE if error else 200,
        title=visit.reader.t("survey.check.title"),
        page="check",
        intro=describe_completeness(visit.checkin, visit.reader),
        error=error,
        is_sent=visit.checkin.response.is_sent,
        is_begun=visit.checkin.is_begun,
        parts=build_summary(visit.checkin, visit.reader),
    )


def show_thanks(visit: Visit) -> Response:
    """Thank, and say what happens next."""
    title = visit.reader.t("survey.thanks.title")
    parties = party_names(visit.checkin, visit.reader)
    return show("thanks", visit, title=title, page="thanks", parties=parties)


def show_withdraw(visit: Visit) -> Response:
    """Ask whether everything is to be deleted."""
    return show(
        "withdraw",
        visit,
        title=visit.reader.t("survey.withdraw.title"),
        page="withdraw",
        text=describe_withdrawal(visit.checkin, visit.reader),
        is_begun=visit.checkin.is_begun,
    )


def show_withdrawn(visit: Visit, *, can_answer: bool) -> Response:
    """Say that everything was deleted; ``can_answer``: one may begin again."""
    title = visit.reader.t("survey.withdrawn.title")
    return show("withdrawn", visit, title=title, page="withdraw", can_answer=can_answer)


def send_copy(visit: Visit, now: datetime) -> Response:
    """Give all answers as one file that needs nothing else, without the personal link."""
    checkin, reader = visit.checkin, visit.reader
    quarter = checkin.round.quarter
    html = render(
        "copy",
        language=reader.language,
        t=reader.t,
        over=reader.t("survey.checkin", quarter=reader.formatter.quarter(quarter)),
        title=reader.t("survey.copy.title"),
        owner=describe_owner(checkin, reader),
        made=reader.t("survey.copy.made", day=reader.formatter.long_day(now)),
        status=describe_copy(checkin, reader),
        parts=build_summary(checkin, reader),
    )
    return _send_file(html.encode(), "text/html; charset=utf-8", f"check-in-{quarter}.html")


def send_closing(visit: Visit, url_base: str) -> Response:
    """Give the last day as a file for a calendar."""
    checkin, reader = visit.checkin, visit.reader
    event = make_closing_event(
        checkin.round, checkin.partnership, reader.language, reader.time_zone, url_base
    )
    return _send_file(
        event, "text/calendar; charset=utf-8", f"check-in-{checkin.round.quarter}.ics"
    )


def _send_file(content: bytes, media_type: str, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
