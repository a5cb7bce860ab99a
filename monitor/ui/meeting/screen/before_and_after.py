"""What the shared screen shows before a meeting begins, and after it ended."""

from collections.abc import Sequence

from markupsafe import Markup

from monitor.domain.meeting.deck import Deck
from monitor.domain.meeting.entry import EntryKind, MeetingEntry
from monitor.i18n.meeting_sentences import write_order
from monitor.i18n.reader import Reader, capitalise
from monitor.ui.icons import Icon, render_icon
from monitor.ui.meeting.screen.stage import render_head

_MOST = 7


def render_waiting(deck: Deck, reader: Reader) -> tuple[Markup, Markup]:
    """Return the headline of the screen before a meeting, and what it is for and who speaks."""
    t = reader.t
    head = render_head([t("screen.waiting.title")], t("screen.waiting.lead"))
    turns = Markup("").join(
        Markup("<li>{}</li>").format(capitalise(name)) for name in write_order(deck, reader)
    )
    return head, Markup(
        '<div class="pm-screen-calm"><p>{}</p><h2>{}</h2><ol class="pm-screen-line">{}</ol></div>'
    ).format(t("screen.waiting.purpose", n=deck.plan.minutes), t("screen.waiting.order"), turns)


def render_closing(
    deck: Deck, entries: Sequence[MeetingEntry], reader: Reader
) -> tuple[Markup, Markup]:
    """Return the headline of the screen after a meeting, and what was agreed in it."""
    t = reader.t
    next_on = deck.partnership.profile.next_meeting_on
    day = reader.formatter.day(next_on) if next_on else ""
    lead = t("screen.closing.next", day=day) if next_on else t("screen.closing.no_next")
    head = render_head([t("screen.closing.title")], lead)
    agreed = [
        each for each in entries if not each.is_undone and each.kind is not EntryKind.NEXT_MEETING
    ]
    if not agreed:
        return head, Markup('<div class="pm-screen-calm"><p>{}</p></div>').format(
            t("screen.closing.nothing")
        )
    lines = Markup("").join(
        Markup("<li>{}<span>{}</span></li>").format(render_icon(Icon.CHECK), each.text)
        for each in agreed[:_MOST]
    )
    more = len(agreed) - _MOST
    rest = Markup("<p>{}</p>").format(t("screen.agreed.more", n=more)) if more > 0 else ""
    return head, Markup(
        '<div class="pm-screen-calm"><h2>{}</h2><ul class="pm-screen-facts">{}</ul>{}</div>'
    ).format(t("screen.closing.agreed"), lines, rest)
