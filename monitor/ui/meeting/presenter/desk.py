"""What the presenter window shows at this moment: the meeting, its screens and who reads them."""

from dataclasses import dataclass

import streamlit as st

from monitor.domain.errors import NotFoundError
from monitor.domain.meeting.deck import Deck
from monitor.domain.meeting.meeting import Meeting, MeetingId
from monitor.domain.meeting.plan import Step
from monitor.i18n.catalogue import translator
from monitor.i18n.formats import Formatter
from monitor.i18n.meeting_sentences import full_step_name
from monitor.i18n.reader import Reader
from monitor.services.meeting.hold import HeldMeeting, read_led_meeting
from monitor.services.meeting.read_deck import read_deck
from monitor.services.meeting.stamp import read_stamp
from monitor.ui import failure, session
from monitor.ui.parts import asked_number

MEETING = "meeting"  # In the address: which meeting is led.


@dataclass(frozen=True, slots=True)
class Desk:
    """A meeting as its presenter sees it; ``spoken``: the reader of the shared screen.

    ``stamp``: of what is shown here, to see when something changed.
    """

    held: HeldMeeting
    deck: Deck
    stamp: str
    reader: Reader
    spoken: Reader

    @property
    def meeting(self) -> Meeting:
        """The meeting itself."""
        return self.held.meeting

    def name(self, step: Step) -> str:
        """Name a step for who leads the meeting."""
        return full_step_name(step, self.deck, self.reader)


def open_desk(reader: Reader) -> Desk:
    """Return what the address asks for; ends the page where there is no such meeting."""
    context, asked = session.context(), asked_number(MEETING)
    try:
        meeting_id = MeetingId(asked or 0)
        # Read first, so that what changes while the rest is read is seen at the next look.
        stamp = read_stamp(context, meeting_id)
        held = read_led_meeting(context, meeting_id)
        deck = read_deck(context, meeting_id)
    except NotFoundError:
        t = reader.t
        failure.show_dead_end(reader, t("presenter.unknown"), t("presenter.unknown_help"))
        st.stop()
    language = held.meeting.language
    spoken = Reader(translator(language), Formatter(language, reader.formatter.time_zone))
    return Desk(held, deck, stamp, reader, spoken)
