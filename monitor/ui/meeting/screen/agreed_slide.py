"""What was agreed before, and whether the other side noticed it."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from monitor.charts.style import choose_marks
from monitor.domain.meeting.deck import AgreedRow, Deck, LastTimeSlide
from monitor.domain.register.agreement import Agreement, AgreementState, is_overdue
from monitor.i18n.reader import Reader
from monitor.ui.html import render_party
from monitor.ui.icons import Icon, render_icon

_MOST_LARGE = 5
_MOST = 8
_SOON_DAYS = 31


def render_agreed(slide: LastTimeSlide, deck: Deck, reader: Reader) -> Markup:
    """Return the agreements as a table; what does not fit is counted."""
    if not slide.rows:
        return Markup("")
    t = reader.t
    today = deck.made_at.astimezone(reader.formatter.time_zone).date()
    shown = slide.rows[:_MOST]
    heads = Markup("").join(
        Markup('<th scope="col">{}</th>').format(t(f"screen.agreed.{name}"))
        for name in ("state", "text", "owner", "due", "noticed")
    )
    rows = Markup("").join(_render_row(row, deck, today, reader) for row in shown)
    many = " pm-screen-many" if len(shown) > _MOST_LARGE else ""
    return Markup(
        '<table class="pm-screen-table{}"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}'
    ).format(many, heads, rows, _render_more(slide.rows, reader))


def _render_row(row: AgreedRow, deck: Deck, today: date, reader: Reader) -> Markup:
    agreement = row.record.content
    marks = choose_marks(deck.partnership)
    owner = render_party(marks[agreement.owner], reader.party(deck.partnership, agreement.owner))
    due = reader.formatter.long_day(agreement.due_on) if agreement.due_on else "–"
    tight = Markup('<td class="pm-screen-tight">{}</td>')
    return Markup("<tr>{}<td>{}</td>{}{}{}</tr>").format(
        tight.format(_render_state(agreement, today, reader)),
        agreement.text,
        tight.format(owner),
        tight.format(due),
        tight.format(_write_noticed(row, reader)),
    )


def _render_state(agreement: Agreement, today: date, reader: Reader) -> Markup:
    """Tell the state in ink: there is no red in the room, and a day that passed is no fault."""
    key, icon, look = "on_time", Icon.CHECK, ""
    if agreement.state is AgreementState.DONE:
        key, look = "done", " pm-good pm-strong"
    elif agreement.state is AgreementState.DROPPED:
        key, icon = "dropped", Icon.SILENCE
    elif agreement.state is AgreementState.CONTINUES:
        key, icon = "continues", Icon.CHECK
    elif is_overdue(agreement, today):
        key, icon, look = "past", Icon.CALENDAR, " pm-strong"
    elif agreement.due_on is None:
        key, icon = "open", Icon.CIRCLE
    elif (agreement.due_on - today).days <= _SOON_DAYS:
        key, icon = "soon", Icon.CLOCK
    return Markup('<span class="pm-screen-state{}">{}{}</span>').format(
        look, render_icon(icon), reader.t(f"screen.agreed.{key}")
    )


def _write_noticed(row: AgreedRow, reader: Reader) -> str:
    if row.noticed is not None:
        return reader.t(f"screen.noticed.{row.noticed.value}")
    return reader.t("screen.noticed.hidden" if row.was_asked else "screen.noticed.not_asked")


def _render_more(rows: Sequence[AgreedRow], reader: Reader) -> Markup:
    more = len(rows) - _MOST
    if more <= 0:
        return Markup("")
    return Markup('<p class="pm-screen-more">{}</p>').format(reader.t("screen.agreed.more", n=more))
