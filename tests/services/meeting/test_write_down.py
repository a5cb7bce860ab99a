"""What is written down in a meeting stands in the register at once, once, and can be undone."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest

from monitor.domain.cards import Card
from monitor.domain.errors import (
    InvalidEntryError,
    InvalidRecordError,
    MeetingNotRunningError,
    NotFoundError,
    RecordChangedError,
)
from monitor.domain.meeting.entry import EntryContent, Frame, FramePart, MeetingEntry
from monitor.domain.meeting.meeting import MeetingId, end
from monitor.domain.meeting.plan import card_step
from monitor.domain.register.agreement import Agreement, AgreementKind
from monitor.domain.register.collaboration import PartyRole, RoleLevel, TopicRoles
from monitor.domain.register.log import Lesson
from monitor.domain.register.record import Authorship
from monitor.services.agreements.collaborate import read_collaboration
from monitor.services.agreements.keep_agreements import read_agreements
from monitor.services.cards.library import read_shipped_cards
from monitor.services.cards.own_cards import add_card
from monitor.services.context import Context
from monitor.services.meeting.hold import move
from monitor.services.meeting.write_down import (
    Note,
    confirm,
    correct,
    read_entries,
    redo,
    undo,
    write_note,
)
from tests.factories import NOW, TODAY, FakeClock, make_card
from tests.live import Talk, begin_talk
from tests.seeding import make_partnership

KEY, OTHER_KEY = "a" * 32, "b" * 32
NOOR = Authorship("Noor Visser", NOW)
DAY = date(2027, 1, 15)


@pytest.fixture
def talk(context: Context) -> Talk:
    """A meeting at its first step, a card; its last step is none."""
    return begin_talk(context, cards=1)


@pytest.fixture
def agreement(talk: Talk) -> Agreement:
    return Agreement(AgreementKind.PROCESS, "We bellen elke maand.", talk.parties[0], TODAY, DAY)


def role_of(talk: Talk, topic: str = "Parkeren") -> TopicRoles:
    return TopicRoles(topic, (PartyRole(talk.parties[0], RoleLevel.DECIDES),))


def contents_of(talk: Talk) -> list[EntryContent]:
    """Write a thing of each kind."""
    return [
        Agreement(AgreementKind.PROCESS, "We bellen.", talk.parties[1], TODAY),
        role_of(talk),
        Frame(FramePart.OPEN, "Waar het komt."),
        Lesson(TODAY, "Eerst bellen."),
        DAY,
    ]


def agreed(talk: Talk) -> list[str]:
    view = read_agreements(talk.context, talk.partnership.id)
    return [entry.record.content.text for entry in view.open]


def go_to_last(talk: Talk) -> None:
    move(talk.context, talk.meeting.id, 0, 1)


def end_it(talk: Talk) -> None:
    with talk.context.unit_of_work() as uow:
        uow.meetings.save(end(uow.meetings.lock(talk.meeting.id), NOW))
        uow.commit()


def take_back(talk: Talk) -> MeetingEntry:
    return undo(talk.context, talk.meeting.id, KEY, NOOR)


def put_back(talk: Talk) -> MeetingEntry:
    return redo(talk.context, talk.meeting.id, KEY, NOOR)


def test_an_agreement_stands_in_the_register_with_owner_and_day(
    talk: Talk, agreement: Agreement
) -> None:
    go_to_last(talk)

    entry = write_note(talk.context, talk.meeting.id, Note(KEY, agreement), NOOR)

    (found,) = read_agreements(talk.context, talk.partnership.id).open
    assert (found.record.content, found.record.written) == (agreement, NOOR)
    assert (entry.record_id, entry.record_version) == (found.record.id, 1)
    assert read_entries(talk.context, talk.meeting.id) == [entry]


def test_an_agreement_at_the_step_of_a_card_comes_from_that_card(
    talk: Talk, agreement: Agreement
) -> None:
    card: Card = read_shipped_cards()[0]

    write_note(talk.context, talk.meeting.id, Note(KEY, agreement), NOOR)

    (found,) = read_agreements(talk.context, talk.partnership.id).open
    content = found.record.content
    assert (content.card, content.kind) == (card.code, card.agreement_kind)
    assert content.guideline == card.guidelines[0]
    assert content.dimension in {*card.dimensions, None}
    assert (content.text, content.due_on) == (agreement.text, DAY)


def test_an_agreement_at_the_step_of_a_card_of_others_comes_from_no_card(
    talk: Talk, agreement: Agreement
) -> None:
    others = make_partnership(talk.context, "Bosrand", people=2)
    theirs = add_card(talk.context, others.parties[0].organisation.id, make_card(), NOOR)
    with talk.context.unit_of_work() as uow:
        # As it was stored while they took part.
        stored, step = uow.meetings.get(talk.meeting.id), card_step(theirs)
        plan = replace(stored.plan, steps=(step, *stored.plan.steps[1:]))
        uow.meetings.save(replace(stored, plan=plan))
        uow.commit()

    write_note(talk.context, talk.meeting.id, Note(KEY, agreement), NOOR)

    (found,) = read_agreements(talk.context, talk.partnership.id).open
    assert found.record.content == agreement


def test_every_kind_of_thing_is_kept_as_it_was_written(talk: Talk) -> None:
    go_to_last(talk)
    context, meeting_id = talk.context, talk.meeting.id
    contents = contents_of(talk)

    for number, content in enumerate(contents):
        write_note(context, meeting_id, Note(f"{number:032x}", content), NOOR)

    found = [entry.content for entry in read_entries(context, meeting_id)]
    assert found == list(contents)


def test_what_is_sent_twice_is_kept_once_as_it_was_sent_first(talk: Talk) -> None:
    for content in contents_of(talk):
        key = f"{contents_of(talk).index(content):032x}"
        first = write_note(talk.context, talk.meeting.id, Note(key, content), NOOR)
        again = write_note(talk.context, talk.meeting.id, Note(key, DAY), NOOR)
        assert again == first

    assert len(read_entries(talk.context, talk.meeting.id)) == len(contents_of(talk))
    assert agreed(talk) == ["We bellen."]


def test_what_many_windows_send_at_the_same_moment_is_kept_once(talk: Talk) -> None:
    barrier = Barrier(4)

    def send(number: int) -> MeetingEntry:
        barrier.wait()
        text = f"Poging {number}"
        agreement = Agreement(AgreementKind.PROCESS, text, talk.parties[0], TODAY)
        return write_note(talk.context, talk.meeting.id, Note(KEY, agreement), NOOR)

    with ThreadPoolExecutor(4) as pool:
        entries = list(pool.map(send, range(4)))

    assert read_entries(talk.context, talk.meeting.id) == [entries[0]]
    assert {entry.text for entry in entries} == set(agreed(talk))
    assert len(agreed(talk)) == 1


def test_what_several_windows_write_at_the_same_moment_is_all_kept(talk: Talk) -> None:
    barrier = Barrier(4)

    def send(number: int) -> None:
        barrier.wait()
        roles = role_of(talk, f"Onderwerp {number}")
        write_note(talk.context, talk.meeting.id, Note(f"{number:032x}", roles), NOOR)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(send, range(4)))

    roles = read_collaboration(talk.context, talk.partnership.id).collaboration.roles
    assert {row.topic for row in roles} == {f"Onderwerp {number}" for number in range(4)}


def test_a_thing_with_faults_is_not_kept_anywhere(talk: Talk, agreement: Agreement) -> None:
    wrong: list[EntryContent] = [
        replace(agreement, text=" "),
        role_of(talk, topic=""),
        Frame(FramePart.FIXED, "\n"),
        TODAY - timedelta(days=1),
    ]
    for content in wrong:
        with pytest.raises(InvalidRecordError):
            write_note(talk.context, talk.meeting.id, Note(KEY, content), NOOR)
    with pytest.raises(InvalidEntryError, match="text_missing"):
        write_note(talk.context, talk.meeting.id, Note(KEY, Lesson(TODAY, "")), NOOR)

    assert read_entries(talk.context, talk.meeting.id) == []
    assert not agreed(talk)


def test_what_is_sent_again_after_the_end_is_known_and_nothing_new_is_taken(
    talk: Talk, agreement: Agreement
) -> None:
    entry = write_note(talk.context, talk.meeting.id, Note(KEY, agreement), NOOR)
    end_it(talk)

    assert write_note(talk.context, talk.meeting.id, Note(KEY, agreement), NOOR) == entry
    with pytest.raises(MeetingNotRunningError):
        write_note(talk.context, talk.meeting.id, Note(OTHER_KEY, agreement), NOOR)
    with pytest.raises(MeetingNotRunningError):
        confirm(talk.context, talk.meeting.id, KEY)
    for act in (take_back, put_back):
        with pytest.raises(MeetingNotRunningError):
            act(talk)


def test_an_unknown_meeting_or_entry_is_not_found(talk: Talk, agreement: Agreement) -> None:
    with pytest.raises(NotFoundError):
        write_note(talk.context, MeetingId(9999), Note(KEY, agreement), NOOR)
    with pytest.raises(NotFoundError):
        confirm(talk.context, talk.meeting.id, KEY)
    with pytest.raises(NotFoundError):
        take_back(talk)


def test_an_entry_is_read_back_once(talk: Talk, agreement: Agreement, clock: FakeClock) -> None:
    write_note(talk.context, talk.meeting.id, Note(KEY, agreement), NOOR)

    confirmed = confirm(talk.context, talk.meeting.id, KEY)
    clock.advance(timedelta(minutes=1))

    assert confirmed.read_back_at == NOW
    assert confirm(talk.context, talk.meeting.id, KEY) == confirmed
    assert read_entries(talk.context, talk.meeting.id) == [confirmed]


def test_what_is_undone_is_gone_and_comes_back_to_be_read_back_anew(
    talk: Talk, agreement: Agreement
) -> None:
    write_note(talk.context, talk.meeting.id, Note(KEY, agreement), NOOR)
    confirm(talk.context, talk.meeting.id, KEY)

    undone = take_back(talk)

    assert (undone.is_undone, undone.read_back_at) == (True, None)
    assert agreed(talk) == []
    assert take_back(talk) == undone
    assert confirm(talk.context, talk.meeting.id, KEY) == undone

    redone = put_back(talk)

    assert (redone.is_undone, redone.record_id) == (False, undone.record_id)
    assert agreed(talk) == [agreement.text]
    assert put_back(talk) == redone
    assert take_back(talk).is_undone


def test_a_correction_comes_in_the_place_of_what_was_written(
    talk: Talk, agreement: Agreement
) -> None:
    first = write_note(talk.context, talk.meeting.id, Note(KEY, agreement), NOOR)
    go_to_last(talk)
    right = Agreement(AgreementKind.PROCESS, "Elke week.", talk.parties[1], TODAY)

    entry = correct(talk.context, talk.meeting.id, KEY, Note(OTHER_KEY, right), NOOR)

    assert isinstance(first.content, Agreement)
    kept = replace(first.content, text="Elke week.", owner=talk.parties[1], due_on=None)
    assert entry.content == kept
    assert agreed(talk) == ["Elke week."]
    assert [each.is_undone for each in read_entries(talk.context, talk.meeting.id)] == [True, False]
    assert correct(talk.context, talk.meeting.id, KEY, Note(OTHER_KEY, right), NOOR) == entry


def test_a_correction_with_faults_leaves_what_was_written(talk: Talk, agreement: Agreement) -> None:
    write_note(talk.context, talk.meeting.id, Note(KEY, agreement), NOOR)
    wrong = replace(agreement, text="")

    with pytest.raises(InvalidRecordError, match="text_missing"):
        correct(talk.context, talk.meeting.id, KEY, Note(OTHER_KEY, wrong), NOOR)

    assert agreed(talk) == [agreement.text]
    (entry,) = read_entries(talk.context, talk.meeting.id)
    assert not entry.is_undone


def test_one_kind_of_thing_can_be_corrected_into_another(talk: Talk, agreement: Agreement) -> None:
    write_note(talk.context, talk.meeting.id, Note(KEY, agreement), NOOR)
    take_back(talk)

    lesson = Lesson(TODAY, "Eerst bellen.")
    entry = correct(talk.context, talk.meeting.id, KEY, Note(OTHER_KEY, lesson), NOOR)

    assert entry.content == lesson
    assert agreed(talk) == []


def test_an_entry_changed_in_the_register_cannot_be_undone_here(
    talk: Talk, agreement: Agreement
) -> None:
    entry = write_note(talk.context, talk.meeting.id, Note(KEY, agreement), NOOR)
    assert entry.record_id is not None
    with talk.context.unit_of_work() as uow:
        record = uow.records.get(entry.record_id, Agreement)
        uow.records.save(record, replace(record.content, text="Anders."), NOOR)
        uow.commit()

    with pytest.raises(RecordChangedError):
        take_back(talk)

    assert agreed(talk) == ["Anders."]
