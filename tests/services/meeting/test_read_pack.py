"""A pack holds the newest meeting about a round, and what calendars must forget."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.meeting.deck import PartiesSlide
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.record import Record
from monitor.domain.round import Quarter
from monitor.services.agreements.keep_agreements import (
    correct_agreement,
    make_agreement,
    remove_agreement,
    set_state,
)
from monitor.services.meeting.hold import key_token, turn_key, turn_key_by_link
from monitor.services.meeting.read_pack import Pack, read_pack, read_pack_of_meeting
from tests.copies import Copies
from tests.domain.meeting.making import slide_in
from tests.factories import make_agreement as write_agreement
from tests.meetings import Town, copy_town

DUE = date(2027, 3, 1)


@pytest.fixture
def town(copies: Copies) -> Town:
    return copy_town(copies)


def agree(town: Town, text: str = "We bellen.", due_on: date | None = DUE) -> Record[Agreement]:
    content = write_agreement(text=text, owner=town.municipality, due_on=due_on)
    content = replace(content, made_on=town.context.today())
    return make_agreement(town.context, town.partnership.id, content, town.written)


def pack_of(town: Town, quarter: Quarter | None = None) -> Pack:
    return read_pack(town.context, town.partnership.id, quarter)


def test_without_a_meeting_nobody_opened_anything(town: Town) -> None:
    pack = pack_of(town)

    assert pack.held_on is None
    assert pack.opened_by == ()
    assert slide_in(pack.deck, PartiesSlide).is_closed


def test_the_newest_meeting_about_the_round_is_in_it(town: Town) -> None:
    town.begin()
    meeting = town.agree(town.begin())

    pack = pack_of(town)

    assert pack.deck.meeting_id == meeting.id
    assert pack.held_on == town.context.today()
    assert set(pack.opened_by) == {town.municipality, town.initiative}
    assert not slide_in(pack.deck, PartiesSlide).is_closed


def test_a_pack_tells_who_agreed_aloud_and_who_on_a_device_of_its_own(town: Town) -> None:
    meeting = turn_key(town.context, town.begin().id, town.municipality, town.written)
    token = key_token(town.context, meeting, town.initiative)
    turn_key_by_link(town.context, meeting.id, town.initiative, token, "Bram Bakker")

    pack = pack_of(town)

    assert set(pack.opened_by) == {town.municipality, town.initiative}
    assert pack.opened_aloud == {town.municipality}


def test_an_older_meeting_has_a_pack_of_its_own(town: Town) -> None:
    older = town.begin()
    town.agree(town.begin())

    pack = read_pack_of_meeting(town.context, older.id)

    assert pack.deck.meeting_id == older.id
    assert pack.opened_by == ()


def test_an_older_round_has_a_pack_of_its_own(town: Town) -> None:
    first = pack_of(town).deck.quarter
    town.answer_round()

    assert pack_of(town).deck.quarter == first.shift(1)
    assert pack_of(town, first).deck.quarter == first


def test_a_round_that_was_not_held_has_none(town: Town) -> None:
    with pytest.raises(NotFoundError):
        pack_of(town, Quarter(2031, 1))


def test_open_agreements_come_first(town: Town) -> None:
    done, still = agree(town, "We mailen."), agree(town)
    set_state(town.context, done, AgreementState.DONE, town.written)

    assert [each.id for each in pack_of(town).agreements] == [still.id, done.id]


def test_calendars_are_told_of_an_agreement_that_was_removed(town: Town) -> None:
    record = agree(town)
    remove_agreement(town.context, record, town.written)

    pack = pack_of(town)

    assert pack.agreements == ()
    assert [(each.id, each.content.due_on) for each in pack.called_off] == [(record.id, DUE)]
    assert pack.called_off[0].version == record.version + 1


def test_calendars_are_told_of_an_agreement_that_lost_its_day(town: Town) -> None:
    record = agree(town)
    without = replace(record.content, due_on=None)
    correct_agreement(town.context, record, without, town.written)

    pack = pack_of(town)

    assert [each.id for each in pack.agreements] == [record.id]
    assert [(each.id, each.content.due_on) for each in pack.called_off] == [(record.id, DUE)]


def test_an_agreement_that_was_moved_is_not_called_off(town: Town) -> None:
    record = agree(town)
    later = replace(record.content, due_on=DUE + timedelta(days=7))
    correct_agreement(town.context, record, later, town.written)

    assert pack_of(town).called_off == ()


def test_an_agreement_that_never_had_a_day_is_not_called_off(town: Town) -> None:
    record = agree(town, due_on=None)
    remove_agreement(town.context, record, town.written)

    assert pack_of(town).called_off == ()
