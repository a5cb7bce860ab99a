"""What stands around every message on the shared screen: steps, headline, question and speakers."""

from collections.abc import Sequence

from markupsafe import Markup

from monitor.charts.style import choose_marks
from monitor.domain.meeting.deck import CardSlide, Deck, Slide, TalkSlide
from monitor.domain.meeting.meeting import Meeting
from monitor.domain.partnership import Partnership
from monitor.i18n.meeting_rounding import shows_rounded
from monitor.i18n.meeting_sentences import (
    step_name,
    write_ask,
    write_ask_label,
    write_lead,
    write_order,
    write_title_lines,
)
from monitor.i18n.reader import Reader
from monitor.ui.html import STYLESHEET, Text, render_party

_STYLES = STYLESHEET.with_name("screen.css")
# With more steps than this only the present one has room for its name.
_MOST_NAMES = 5


def render_styles() -> Markup:
    """Return the styles of the shared screen as an element."""
    # The file is ours, and holds nothing that anybody typed.
    return Markup("<style>{}</style>").format(Markup(_STYLES.read_text(encoding="utf-8")))  # noqa: S704


def render_top(partnership: Partnership, meeting: Meeting | None, reader: Reader) -> Markup:
    """Return the line on top: which partnership, and at which step a meeting is that is held."""
    sample = Markup("")
    if partnership.is_sample:
        sample = Markup('<span class="pm-screen-sample">{}</span>').format(
            reader.t("screen.sample")
        )
    steps = _render_steps(meeting, reader) if meeting else Markup("")
    return Markup('<div class="pm-screen-top"><p class="pm-screen-name">{}</p>{}{}</div>').format(
        _name_both(partnership), sample, steps
    )


def render_head(lines: Sequence[Text], lead: Text = "") -> Markup:
    """Return the headline, a sentence a line, with a line under it."""
    inner = Markup("").join(Markup("<span>{} </span>").format(line) for line in lines)
    under = Markup('<p class="pm-screen-lead">{}</p>').format(lead) if lead else ""
    return Markup('<div class="pm-screen-head"><h1>{}</h1>{}</div>').format(inner, under)


def render_slide_head(slide: Slide, deck: Deck, reader: Reader, *, has_legend: bool) -> Markup:
    """Return the headline of a slide; with the shapes of the parties where it shows any."""
    lead: Text = write_lead(slide, deck, reader)
    if has_legend:
        lead = Markup("{}{}").format(
            _render_shapes(deck.partnership, reader), Markup("<span>{}</span>").format(lead)
        )
    if shows_rounded(slide):
        about = Markup("<span>{}</span>").format(reader.t("screen.rounded"))
        lead = Markup("{}{}").format(lead, about)
    return render_head(write_title_lines(slide, deck, reader), lead)


def render_foot(slide: Slide, deck: Deck, reader: Reader, *, has_order: bool) -> Markup:
    """Return the one question of a slide, and who speaks first where the parties talk."""
    # A card and the last round ask theirs in large type.
    ask = "" if isinstance(slide, CardSlide | TalkSlide) else write_ask(slide, deck, reader)
    left = Markup("<span></span>")
    if ask:
        left = Markup('<p class="pm-screen-ask"><span>{}</span><strong>{}</strong></p>').format(
            write_ask_label(deck, reader), ask
        )
    right = _render_order(deck, reader) if has_order else ""
    return Markup('<div class="pm-screen-foot">{}{}</div>').format(left, right)


def _name_both(partnership: Partnership) -> str:
    """Name a partnership; with its other party where it is called after one of two."""
    others = [party.name for party in partnership.parties if party.name != partnership.name]
    return " · ".join([partnership.name, *others] if len(others) == 1 else [partnership.name])


def _render_steps(meeting: Meeting, reader: Reader) -> Markup:
    steps = meeting.plan.steps
    has_names = len(steps) <= _MOST_NAMES
    items = []
    for place, step in enumerate(steps):
        is_now = place == meeting.position
        number = Markup('<span class="pm-screen-number">{}</span>').format(place + 1)
        hidden = "" if is_now or has_names else " pm-hidden"
        name = Markup('<span class="pm-screen-step{}">{}</span>').format(
            hidden, step_name(step, reader)
        )
        look = "pm-screen-now" if is_now else "pm-screen-done" if place < meeting.position else ""
        items.append(
            Markup('<li class="{}"{}>{}{}</li>').format(
                look, Markup(' aria-current="step"') if is_now else "", number, name
            )
        )
    return Markup('<ol class="pm-screen-steps" aria-label="{}">{}</ol>').format(
        reader.t("screen.steps"), Markup("").join(items)
    )


def _render_shapes(partnership: Partnership, reader: Reader) -> Markup:
    marks = choose_marks(partnership)
    return Markup("").join(
        render_party(marks[party.id], reader.party(partnership, party.id))
        for party in partnership.parties
    )


def _render_order(deck: Deck, reader: Reader) -> Markup:
    names = Markup("").join(
        Markup("<li>{}</li>").format(name) for name in write_order(deck, reader)
    )
    return Markup('<ol class="pm-screen-order"><li>{}</li>{}</ol>').format(
        reader.t("screen.order"), names
    )
