"""A thing is put into the register, and what stood there before comes back when it is taken out."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.domain.errors import InvalidRecordError, NotFoundError, RecordChangedError
from monitor.domain.meeting.entry import EntryContent, Frame, FramePart, MeetingEntry
from monitor.domain.partnership import PartyId
from monitor.domain.register.collaboration import (
    MOST_ROLES,
    Collaboration,
    Frames,
    PartyRole,
    RoleLevel,
    TopicRoles,
)
from monitor.domain.register.log import Lesson
from monitor.domain.register.record import Authorship
from monitor.services.agreements.collaborate import (
    read_collaboration,
    save_collaboration,
    sign,
)
from monitor.services.context import Context
from monitor.services.logbook.keep_log import correct_entry, remove_entry, restore_entry
from monitor.services.meeting.write_down import Note, read_entries, redo, undo, write_note
from tests.factories import NOW, TODAY
from tests.live import Talk, begin_talk

NOOR = Authorship("Noor Visser", NOW)
DAY, LATER = date(2027, 1, 15), date(2027, 3, 1)
FIXED = Frame(FramePart.FIXED, "Het budget is vast.")
LESSON = Lesson(TODAY, "Eerst bellen.")
GOAL = Collaboration(goal="Een groene wijk.", reason="Begin")


@pytest.fixture
def talk(context: Context) -> Talk:
    return begin_talk(context)


def roles_of(party: PartyId, level: RoleLevel, topic: str = "Parkeren") -> TopicRoles:
    return TopicRoles(topic, (PartyRole(party, level),))


def write(talk: Talk, content: EntryContent) -> MeetingEntry:
    key = f"{len(read_entries(talk.context, talk.meeting.id)):032x}"
    return write_note(talk.context, talk.meeting.id, Note(key, content), NOOR)


def take_back(talk: Talk, entry: MeetingEntry) -> MeetingEntry:
    return undo(talk.context, talk.meeting.id, entry.key, NOOR)


def put_back(talk: Talk, entry: MeetingEntry) -> MeetingEntry:
    return redo(talk.context, talk.meeting.id, entry.key, NOOR)


def present(talk: Talk) -> Collaboration | None:
    record = read_collaboration(talk.context, talk.partnership.id).record
    return record.content if record else None


def save(talk: Talk, collaboration: Collaboration) -> None:
    seen = read_collaboration(talk.context, talk.partnership.id).record
    save_collaboration(talk.context, talk.partnership.id, collaboration, seen, NOOR)


def next_meeting_of(talk: Talk) -> tuple[date | None, int]:
    with talk.context.unit_of_work(reads_only=True) as uow:
        profile = uow.partnerships.get(talk.partnership.id).profile
    return profile.next_meeting_on, profile.next_meeting_changes


def lessons_of(talk: Talk) -> list[str]:
    with talk.context.unit_of_work(reads_only=True) as uow:
        records = uow.records.list_of(talk.partnership.id, Lesson)
    return [record.content.text for record in records]


def test_the_first_frame_begins_an_agreement_which_is_gone_when_it_is_undone(talk: Talk) -> None:
    entry = write(talk, replace(FIXED, text=" Het budget is vast.\x00 "))
    assert present(talk) == Collaboration(frames=Frames(fixed="Het budget is vast."))

    undone = take_back(talk, entry)
    assert present(talk) is None

    put_back(talk, undone)
    assert present(talk) == Collaboration(frames=Frames(fixed="Het budget is vast."))


def test_taking_out_what_was_written_last_brings_back_the_signature(talk: Talk) -> None:
    save(talk, GOAL)
    record = read_collaboration(talk.context, talk.partnership.id).record
    assert record is not None
    signed = sign(talk.context, record, TODAY, NOOR).content

    entry = write(talk, FIXED)
    changed = present(talk)
    assert changed == replace(signed, frames=Frames(fixed=FIXED.text), signed_on=None)

    take_back(talk, entry)
    assert present(talk) == signed


def test_an_agreement_that_was_taken_out_before_stays_out(talk: Talk) -> None:
    first = take_back(talk, write(talk, FIXED))
    entry = put_back(talk, first)

    take_back(talk, entry)

    assert present(talk) is None


def test_only_its_own_line_is_taken_out_when_others_came_after_it(talk: Talk) -> None:
    entry = write(talk, FIXED)
    write(talk, Frame(FramePart.FIXED, "De datum ook."))
    write(talk, roles_of(talk.parties[0], RoleLevel.LEADS))

    take_back(talk, entry)

    assert present(talk) == Collaboration(
        frames=Frames(fixed="De datum ook."), roles=(roles_of(talk.parties[0], RoleLevel.LEADS),)
    )


def test_a_line_that_was_changed_since_is_not_taken_out(talk: Talk) -> None:
    entry = write(talk, FIXED)
    save(talk, Collaboration(frames=Frames(fixed="Het budget is open.")))

    with pytest.raises(RecordChangedError):
        take_back(talk, entry)

    assert present(talk) == Collaboration(frames=Frames(fixed="Het budget is open."))


def test_a_role_joins_those_on_its_topic_and_leaves_them_as_they_were(talk: Talk) -> None:
    municipality, initiative = talk.parties
    before = Collaboration(roles=(roles_of(municipality, RoleLevel.LEADS),))
    save(talk, before)

    entry = write(talk, roles_of(initiative, RoleLevel.DECIDES, topic="parkeren"))
    both = (PartyRole(municipality, RoleLevel.LEADS), PartyRole(initiative, RoleLevel.DECIDES))
    assert present(talk) == Collaboration(roles=(TopicRoles("Parkeren", both),))
    write(talk, FIXED)

    take_back(talk, entry)

    assert present(talk) == replace(before, frames=Frames(fixed=FIXED.text))


def test_of_two_roles_on_a_topic_the_last_is_taken_out_first(talk: Talk) -> None:
    first = write(talk, roles_of(talk.parties[0], RoleLevel.LEADS))
    second = write(talk, roles_of(talk.parties[0], RoleLevel.DECIDES))

    with pytest.raises(RecordChangedError):
        take_back(talk, first)
    take_back(talk, second)
    take_back(talk, first)

    assert present(talk) == Collaboration()


def test_nothing_is_taken_out_of_an_agreement_that_is_gone(talk: Talk) -> None:
    entry = write(talk, FIXED)
    with talk.context.unit_of_work() as uow:
        (record,) = uow.records.list_of(talk.partnership.id, Collaboration)
        uow.records.save(record, record.content, NOOR, is_removed=True)
        uow.commit()

    with pytest.raises(RecordChangedError):
        take_back(talk, entry)


def test_a_role_needs_a_topic_and_somebody_and_room_among_the_others(talk: Talk) -> None:
    party = talk.parties[0]
    many = tuple(roles_of(party, RoleLevel.LEADS, topic=f"{n}") for n in range(MOST_ROLES))
    save(talk, Collaboration(roles=many))

    for wrong, fault in [
        (TopicRoles("Groen", ()), "roles_missing"),
        (roles_of(party, RoleLevel.LEADS, topic=" "), "topic_missing"),
        (roles_of(party, RoleLevel.LEADS, topic="Groen"), "too_many_roles"),
        (roles_of(PartyId(9999), RoleLevel.LEADS, topic="1"), "party_unknown"),
    ]:
        with pytest.raises(InvalidRecordError, match=fault):
            write(talk, wrong)


def test_the_day_of_the_next_meeting_counts_as_a_change_also_when_it_is_taken_back(
    talk: Talk,
) -> None:
    entry = write(talk, DAY)
    assert next_meeting_of(talk) == (DAY, 1)
    second = write(talk, LATER)
    assert next_meeting_of(talk) == (LATER, 2)

    with pytest.raises(RecordChangedError):
        take_back(talk, entry)
    take_back(talk, second)
    assert next_meeting_of(talk) == (DAY, 3)

    take_back(talk, entry)
    assert next_meeting_of(talk) == (None, 4)


def test_a_lesson_that_was_removed_in_the_log_needs_no_taking_out(talk: Talk) -> None:
    entry = write(talk, LESSON)
    with talk.context.unit_of_work(reads_only=True) as uow:
        (record,) = uow.records.list_of(talk.partnership.id, Lesson)
    removed = remove_entry(talk.context, record, NOOR)

    undone = take_back(talk, entry)
    assert (undone.is_undone, undone.record_version) == (True, 2)

    restore_entry(talk.context, removed, NOOR)
    assert not put_back(talk, undone).is_undone
    assert lessons_of(talk) == [LESSON.text]


def test_a_lesson_that_was_corrected_before_it_was_removed_is_not_put_back(talk: Talk) -> None:
    entry = take_back(talk, write(talk, LESSON))
    with talk.context.unit_of_work(reads_only=True) as uow:
        (record,) = uow.records.list_of(talk.partnership.id, Lesson, with_removed=True)
    corrected = correct_entry(talk.context, record, replace(LESSON, text="Eerst mailen."), NOOR)
    remove_entry(talk.context, corrected, NOOR)

    with pytest.raises(RecordChangedError):
        put_back(talk, entry)


def test_an_entry_without_its_record_is_not_found(talk: Talk) -> None:
    entry = write(talk, LESSON)
    with talk.context.unit_of_work() as uow:
        uow.meeting_entries.save(replace(entry, record_id=None))
        uow.commit()

    with pytest.raises(NotFoundError):
        take_back(talk, entry)
