"""What the shared screen shows at a moment, read at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.domain.meeting.deck import Deck, Slide
from monitor.domain.meeting.entry import MeetingEntry
from monitor.domain.meeting.meeting import MeetingId
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.reader import Reader
from monitor.services.context import Context
from monitor.services.meeting.ask_live import LiveView, read_live
from monitor.services.meeting.hold import HeldMeeting, read_meeting
from monitor.services.meeting.read_deck import read_deck
from monitor.services.meeting.stamp import read_stamp
from monitor.services.meeting.write_down import read_entries


@dataclass(frozen=True, slots=True)
class ScreenView:
    """A meeting with its screens, and what is asked and written down in it.

    ``stamp``: of before anything of it was read, so that nothing that came since is missed.
    """

    stamp: str
    held: HeldMeeting
    deck: Deck
    entries: Sequence[MeetingEntry]
    live: LiveView

    @property
    def slide(self) -> Slide | None:
        """The screen of the present step; None for a card that no longer exists."""
        return self.deck.slide_of(self.held.meeting.step)

    @property
    def live_now(self) -> LiveView:
        """What stands in place of the step: an open question, or a result that came at this step.

        Who goes on to another step has seen the result, and wants to see that step.
        """
        shown_at = self.live.question.shown_at if self.live.question else None
        began_at = self.held.meeting.step_began_at
        is_seen = shown_at is not None and began_at is not None and shown_at < began_at
        return LiveView(None) if is_seen else self.live


def read_screen(context: Context, meeting_id: MeetingId) -> ScreenView:
    """Return what the shared screen shows; NotFoundError if there is no such meeting."""
    return ScreenView(
        stamp=read_stamp(context, meeting_id),
        held=read_meeting(context, meeting_id),
        deck=read_deck(context, meeting_id),
        entries=read_entries(context, meeting_id),
        live=read_live(context, meeting_id),
    )


def reader_of(held: HeldMeeting, viewer: Reader) -> Reader:
    """Return the reader of a screen, which speaks the language of its meeting."""
    language = held.meeting.language
    return Reader(translator(language), Formatter(language, viewer.formatter.time_zone))
