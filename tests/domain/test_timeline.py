"""One line of events, from what was written down and from what follows from rounds."""

from datetime import date

from monitor.domain.partnership import PartyId, Phase
from monitor.domain.register.log import Contact, Event, EventKind, Handover
from monitor.domain.round import RoundId
from monitor.domain.timeline import (
    EMPTY_TIMELINE,
    HeldRound,
    Sources,
    TimelineEvent,
    find_last_contact,
    find_new_contacts,
    make_timeline,
)
from tests.factories import make_release

SPRING, SUMMER, AUTUMN = (
    HeldRound(RoundId(1), date(2026, 3, 1), date(2026, 3, 15), Phase.SET_UP),
    HeldRound(RoundId(2), date(2026, 6, 1), date(2026, 6, 15), Phase.SET_UP),
    HeldRound(RoundId(3), date(2026, 9, 1), date(2026, 9, 15), Phase.DURING),
)
RELEASES = [make_release(round_id=number) for number in (1, 2, 3)]


def make_handover(on: date) -> Handover:
    return Handover(on, PartyId(1), "Ada", "Bo")


def test_events_lie_in_the_order_of_their_days() -> None:
    timeline = make_timeline(
        Sources(
            events=[Event(date(2026, 5, 1), EventKind.MEETING, "Eerste gesprek")],
            handovers=[make_handover(date(2026, 4, 1))],
            signed_on=[date(2026, 2, 1)],
        )
    )

    assert [each.kind for each in timeline.events] == [
        EventKind.AGREEMENT_SIGNED,
        EventKind.CONTACT_CHANGED,
        EventKind.MEETING,
    ]
    assert timeline.events[1] == TimelineEvent(
        date(2026, 4, 1), EventKind.CONTACT_CHANGED, "Bo", PartyId(1)
    )


def test_a_new_phase_is_an_event_at_the_round_that_began_in_it() -> None:
    timeline = make_timeline(Sources(rounds=[SPRING, SUMMER, AUTUMN]))

    assert timeline.events == [
        TimelineEvent(date(2026, 9, 1), EventKind.PHASE_CHANGED, phase=Phase.DURING)
    ]
    assert timeline.held_on[RoundId(2)] == date(2026, 6, 15)


def test_what_somebody_wrote_down_is_not_told_twice() -> None:
    own = [
        Event(date(2026, 7, 1), EventKind.PHASE_CHANGED, "We beginnen"),
        Event(date(2026, 2, 1), EventKind.AGREEMENT_SIGNED, "Getekend in de zaal"),
    ]

    timeline = make_timeline(
        Sources(events=own, signed_on=[date(2026, 2, 1)], rounds=[SPRING, SUMMER, AUTUMN])
    )

    assert [each.title for each in timeline.events] == ["Getekend in de zaal", "We beginnen"]


def test_a_contact_person_who_came_after_the_previous_round_asks_for_care() -> None:
    came = [date(2026, 6, 15), date(2026, 6, 16), date(2026, 10, 1)]
    timeline = make_timeline(
        Sources(handovers=[make_handover(on) for on in came], rounds=[SPRING, SUMMER, AUTUMN])
    )

    assert [each.on for each in find_new_contacts(timeline, RELEASES)] == came[1:]


def test_before_the_second_round_there_is_no_change_to_read() -> None:
    timeline = make_timeline(Sources(handovers=[make_handover(date(2026, 9, 2))], rounds=[SPRING]))

    assert find_new_contacts(timeline, RELEASES[:1]) == []
    assert find_new_contacts(EMPTY_TIMELINE, RELEASES) == []


def test_a_meeting_is_contact_too_and_so_is_meeting_a_new_contact_person() -> None:
    meeting = Event(date(2026, 5, 1), EventKind.MEETING, "Gesprek")
    decision = Event(date(2026, 8, 1), EventKind.DECISION, "Besluit")
    timeline = make_timeline(Sources(events=[meeting, decision]))
    later = make_timeline(Sources(events=[meeting], handovers=[make_handover(date(2026, 7, 1))]))

    assert find_last_contact([Contact(date(2026, 4, 1))], timeline) == meeting.on
    assert find_last_contact([], later) == date(2026, 7, 1)
    assert find_last_contact([], make_timeline(Sources(events=[decision]))) is None
