"""A partnership in the register: changed, ended and resumed, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.domain.errors import InvalidPartnershipError, NotFoundError, RecordChangedError
from monitor.domain.partnership import Language, ManagerId, Partnership, PartnershipId, Phase
from monitor.domain.planning import Period
from monitor.domain.register.log import Event, EventKind
from monitor.domain.register.record import Authorship
from monitor.services.checkin.plan_rounds import RhythmDraft, plan_extra, set_rhythm
from monitor.services.context import Context
from monitor.services.register.edit_partnership import (
    PhaseNote,
    change_partnership,
    end_partnership,
    find_partnership_faults,
    read_sheet,
    resume_partnership,
)
from monitor.services.register_ports import NewManager
from tests.factories import NOW, TODAY, StoredPartnership, add_partnership
from tests.services.register.overviews import shown_in_overview

WRITTEN = Authorship("Els", NOW)
NOTE = PhaseNote(date(2026, 11, 1), "Nieuwe fase: opbouw", WRITTEN)
A_MONTH = timedelta(days=30)


@pytest.fixture
def stored(context: Context) -> StoredPartnership:
    return add_partnership(context.unit_of_work)


@pytest.fixture
def partnership(stored: StoredPartnership) -> Partnership:
    return stored.partnership


def read(context: Context, partnership: Partnership) -> Partnership:
    with context.unit_of_work(reads_only=True) as uow:
        return uow.partnerships.get(partnership.id)


def events_of(context: Context, partnership: Partnership) -> list[Event]:
    with context.unit_of_work(reads_only=True) as uow:
        return [each.content for each in uow.records.list_of(partnership.id, Event)]


def test_name_contact_and_profile_are_changed(context: Context, partnership: Partnership) -> None:
    profile = replace(
        partnership.profile,
        stand_in="Carla",
        answer_days=5,
        character="Veel portieken",
        next_meeting_on=TODAY,
        has_mirror=True,
        asks_load=True,
    )
    wanted = replace(partnership, name=" Samen ", contact="Fatima", profile=profile)

    changed = change_partnership(context, partnership, wanted, NOTE)

    assert changed == replace(wanted, name="Samen")
    assert read(context, partnership) == changed
    assert events_of(context, partnership) == []


def test_a_new_phase_is_an_event_with_its_day(context: Context, partnership: Partnership) -> None:
    wanted = replace(partnership, phase=Phase.SET_UP)

    change_partnership(context, partnership, wanted, NOTE)

    assert read(context, partnership).phase is Phase.SET_UP
    assert events_of(context, partnership) == [
        Event(date(2026, 11, 1), EventKind.PHASE_CHANGED, "Nieuwe fase: opbouw")
    ]


def test_what_somebody_else_changed_meanwhile_is_not_written_over(
    context: Context, partnership: Partnership
) -> None:
    change_partnership(context, partnership, replace(partnership, contact="Fatima"), NOTE)

    with pytest.raises(RecordChangedError):
        change_partnership(context, partnership, replace(partnership, name="Anders"), NOTE)

    assert read(context, partnership) == replace(partnership, contact="Fatima")


def test_a_summary_follows_at_once(context: Context, partnership: Partnership) -> None:
    change_partnership(context, partnership, replace(partnership, name="Anders"), NOTE)

    assert shown_in_overview(context)[partnership.id].name == "Anders"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"name": "  "}, "name_missing"),
        ({"name": "a" * 256}, "too_long"),
        ({"contact": "a" * 256}, "too_long"),
        ({"stand_in": "a" * 256}, "too_long"),
        ({"character": "a" * 2001}, "character_too_long"),
        ({"answer_days": 0}, "answer_days"),
        ({"answer_days": 61}, "answer_days"),
        ({"next_meeting_on": TODAY - timedelta(days=1)}, "meeting_past"),
    ],
)
def test_what_cannot_be_is_refused(
    context: Context, partnership: Partnership, change: dict[str, object], fault: str
) -> None:
    own = {key: value for key, value in change.items() if key in {"name", "contact"}}
    profile = {key: value for key, value in change.items() if key not in own}
    wanted = replace(partnership, **own, profile=replace(partnership.profile, **profile))  # type: ignore[arg-type] # As named.

    assert find_partnership_faults(partnership, wanted, TODAY) == [fault]
    with pytest.raises(InvalidPartnershipError, match=fault):
        change_partnership(context, partnership, wanted, NOTE)
    assert read(context, partnership) == partnership


def test_a_meeting_that_was_held_hinders_no_other_change(partnership: Partnership) -> None:
    past = replace(partnership.profile, next_meeting_on=TODAY - A_MONTH)
    shown = replace(partnership, profile=past)

    assert find_partnership_faults(shown, replace(shown, name="Anders"), TODAY) == []


def test_after_its_end_no_round_opens_by_itself(context: Context, partnership: Partnership) -> None:
    planned = set_rhythm(context, partnership.id, RhythmDraft(TODAY + A_MONTH))
    extra = plan_extra(
        context, partnership.id, Period(NOW + 2 * A_MONTH, NOW + 2 * A_MONTH + timedelta(days=9))
    )
    last_day = TODAY + A_MONTH + timedelta(days=5)

    ended = end_partnership(context, partnership, last_day)

    assert ended.profile.ended_on == last_day
    assert read(context, partnership) == ended
    with context.unit_of_work(reads_only=True) as uow:
        assert uow.plans.find_rhythm(partnership.id) is None
        assert [each.id for each in uow.plans.list_of(partnership.id)] == [planned.id]
    assert extra.id != planned.id


def test_what_ended_may_go_on_after_all(context: Context, partnership: Partnership) -> None:
    ended = end_partnership(context, partnership, TODAY)

    assert resume_partnership(context, ended) == partnership
    with pytest.raises(RecordChangedError):
        resume_partnership(context, ended)
    with pytest.raises(RecordChangedError):
        end_partnership(context, ended, TODAY)


def test_the_sheet_shows_the_manager_and_who_else_there_is(
    context: Context, partnership: Partnership
) -> None:
    with context.unit_of_work() as uow:
        noor = uow.managers.add(NewManager("Noor", Language.DUTCH))
        aart = uow.managers.add(NewManager("Aart", Language.DUTCH))
        uow.directory.set_manager([partnership.id], noor.id)
        uow.commit()

    sheet = read_sheet(context, partnership.id)

    assert (sheet.manager, list(sheet.managers)) == (noor, [aart, noor])
    assert sheet.partnership.profile.manager_id == noor.id
    assert (sheet.has_rhythm, sheet.is_consent_needed) == (False, False)


def test_what_does_not_exist_is_not_found(context: Context, partnership: Partnership) -> None:
    unknown = replace(partnership, id=PartnershipId(999))

    assert read_sheet(context, partnership.id).manager is None
    assert ManagerId(1) != partnership.profile.manager_id
    with pytest.raises(NotFoundError):
        read_sheet(context, unknown.id)
    with pytest.raises(NotFoundError):
        change_partnership(context, unknown, unknown, NOTE)
    with pytest.raises(NotFoundError):
        end_partnership(context, unknown, TODAY)
