"""Events in words."""

from datetime import date

from monitor.domain.partnership import Language, PartyId, Phase
from monitor.domain.register.log import EventKind
from monitor.domain.timeline import TimelineEvent
from monitor.i18n.event_sentences import (
    label_event,
    write_careful_reading,
    write_event,
    write_events,
)
from tests.charts.scenes import make_reader
from tests.factories import make_partnership

READER = make_reader()
DAY = date(2026, 3, 3)


def make_event(kind: EventKind, title: str = "", party: int | None = None) -> TimelineEvent:
    return TimelineEvent(DAY, kind, title, None if party is None else PartyId(party))


def test_a_decision_is_labelled_by_its_title_and_a_talk_by_its_kind() -> None:
    assert label_event(make_event(EventKind.DECISION, "Raad stemt in"), READER) == "Raad stemt in"
    assert label_event(make_event(EventKind.MEETING, "Derde gesprek"), READER) == "gesprek"


def test_a_title_is_the_whole_story_and_a_kind_the_least() -> None:
    partnership = make_partnership()

    assert write_event(make_event(EventKind.MEETING, "Derde gesprek"), partnership, READER) == (
        "Derde gesprek"
    )
    assert write_event(make_event(EventKind.MEETING), partnership, READER) == "gesprek gevoerd"


def test_a_new_contact_person_stays_without_a_name() -> None:
    event = make_event(EventKind.CONTACT_CHANGED, "Bo Smit", party=2)

    written = write_event(event, make_partnership(), READER)

    assert written == "nieuwe contactpersoon bij het initiatief"


def test_a_party_that_is_gone_is_not_named() -> None:
    event = make_event(EventKind.CONTACT_CHANGED, "Bo Smit", party=99)

    assert write_event(event, make_partnership(), READER) == "nieuwe contactpersoon"


def test_a_new_phase_is_named() -> None:
    event = TimelineEvent(DAY, EventKind.PHASE_CHANGED, phase=Phase.DURING)

    assert "samenwerking loopt" in write_event(event, make_partnership(), READER)


def test_only_the_newest_events_are_told() -> None:
    events = [make_event(EventKind.OTHER, f"Feest {number}") for number in range(5)]

    written = write_events(events, make_partnership(), READER)

    assert "Feest 1" not in written
    assert written.startswith("Als laatste gebeurde: Feest 2 (3 maart 2026)")
    assert write_events([], make_partnership(), READER) == ""


def test_the_newest_contact_person_asks_for_care() -> None:
    english = make_reader(Language.ENGLISH)
    events = [make_event(EventKind.CONTACT_CHANGED, "Bo", party=1)]

    assert write_careful_reading(events, make_partnership(), english) == (
        "New contact person at the municipality since 3 March 2026. Read the change with care."
    )
    assert write_careful_reading([], make_partnership(), english) == ""
