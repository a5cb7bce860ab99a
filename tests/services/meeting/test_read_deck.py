"""What a meeting shows, read from what is stored; and what stays as it was once it is over."""

from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.meeting.deck import (
    CardSlide,
    Deck,
    JointSlide,
    LastTimeSlide,
    MirrorSlide,
    MovedSlide,
    PartiesSlide,
    ProudSlide,
)
from monitor.domain.meeting.entry import MeetingEntry
from monitor.domain.meeting.meeting import Meeting, MeetingId, end
from monitor.domain.meeting.plan import StepKind, default_step
from monitor.domain.noticing import Noticed
from monitor.domain.partnership import PartnershipId
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.log import Change
from monitor.domain.register.record import Record
from monitor.domain.round import Quarter
from monitor.services.agreements.keep_agreements import (
    make_agreement,
    remove_agreement,
    set_state,
)
from monitor.services.cards.choose_cards import choose_card, drop_card
from monitor.services.cards.library import read_shipped_cards
from monitor.services.context import Context
from monitor.services.meeting.hold import take_key_back
from monitor.services.meeting.read_deck import preview_deck, read_deck, read_deck_of_round
from tests import factories
from tests.copies import Copies
from tests.factories import FakeClock
from tests.meetings import Town, copy_town, make_town
from tests.seeding import make_partnership

_Shown = TypeVar("_Shown")
AN_HOUR = timedelta(hours=1)
A_MONTH = timedelta(days=30)


@pytest.fixture
def town(copies: Copies) -> Town:
    return copy_town(copies)


def slide_in(deck: Deck, kind: type[_Shown]) -> _Shown:
    """Return the screen of one kind."""
    (found,) = [each for each in deck.slides if isinstance(each, kind)]
    return found


def agree_on(town: Town, text: str = "We bellen elke week.") -> Record[Agreement]:
    content = replace(
        factories.make_agreement(text=text, owner=town.initiative), made_on=town.context.today()
    )
    return make_agreement(town.context, town.partnership.id, content, town.written)


def finish(town: Town, meeting: Meeting) -> Meeting:
    town.clock.advance(AN_HOUR)
    with town.context.unit_of_work() as uow:
        ended = uow.meetings.save(end(uow.meetings.lock(meeting.id), town.clock.now()))
        uow.commit()
    return ended


def agreed_in(deck: Deck) -> list[str]:
    return [row.record.content.text for row in slide_in(deck, LastTimeSlide).rows]


def as_it_was(deck: Deck) -> Deck:
    """Return a deck without when it was read."""
    return replace(deck, made_at=factories.NOW)


def test_what_does_not_exist_is_not_found(town: Town, context: Context) -> None:
    empty = make_partnership(context, "Bosrand", people=1)

    with pytest.raises(NotFoundError):
        read_deck(context, MeetingId(99))
    for partnership_id, quarter in (
        (PartnershipId(99), None),
        (empty.id, None),
        (town.partnership.id, Quarter(1999, 1)),
    ):
        with pytest.raises(NotFoundError):
            read_deck_of_round(context, partnership_id, quarter)
    with pytest.raises(NotFoundError):
        preview_deck(context, empty.id, town.plan)


def test_a_meeting_that_is_prepared_has_a_closed_deck(town: Town) -> None:
    deck = town.deck_of(town.prepare())

    assert not deck.is_open_to_all
    assert slide_in(deck, PartiesSlide).waits_for == (town.municipality, town.initiative)
    assert slide_in(deck, JointSlide).means == dict.fromkeys(Dimension, 4.0)


def test_a_plan_can_be_seen_before_it_is_stored(town: Town) -> None:
    stored = town.deck_of(town.prepare())

    preview = preview_deck(town.context, town.partnership.id, town.plan)

    assert replace(preview, meeting_id=stored.meeting_id) == stored


def test_once_all_agreed_the_deck_holds_numbers_per_party_until_one_takes_its_key_back(
    town: Town,
) -> None:
    meeting = town.agree(town.begin())

    opened = slide_in(town.deck_of(meeting), PartiesSlide)
    take_key_back(town.context, meeting.id, town.initiative)
    closed = slide_in(town.deck_of(meeting), PartiesSlide)

    assert [each.scores[Dimension.TRUST].mean for each in opened.parties] == [4.0, 4.0]
    assert (closed.waits_for, closed.parties) == ((town.initiative,), ())


def test_no_name_of_a_person_is_in_a_deck(town: Town) -> None:
    agree_on(town)
    meeting = town.agree(town.begin())
    with town.context.unit_of_work() as uow:
        uow.meeting_entries.add(MeetingEntry(meeting.id, "key", factories.TODAY, town.written))
        uow.commit()

    assert town.partnership.contact == "Noor Visser"
    assert "Noor Visser" not in repr(town.deck_of(meeting))


def test_the_deck_says_when_the_round_closed_and_when_it_was_read(town: Town) -> None:
    with town.context.unit_of_work(reads_only=True) as uow:
        (round_,) = uow.rounds.list_of(town.partnership.id)

    deck = town.deck_of(town.prepare())

    assert (deck.closed_at, deck.made_at) == (round_.closed_at, town.clock.now())


def test_light_rounds_stand_beside_the_meeting(town: Town) -> None:
    first = town.plan.round_id
    town.answer_round(is_light=True)
    town.answer_round({"TRU": 5}, {})

    deck = town.deck_of(town.begin())

    moved = slide_in(deck, MovedSlide)
    with town.context.unit_of_work(reads_only=True) as uow:
        rounds = {each.id: each.quarter for each in uow.rounds.list_of(town.partnership.id)}
    assert moved.before == rounds[first]
    assert [(move.before, move.after) for move in moved.joint][:1] == [(4.0, 4.2)]


def test_the_mirror_opens_with_the_picture_per_party(context: Context, clock: FakeClock) -> None:
    town = make_town(context, clock, has_mirror=True)
    meeting = town.begin()
    before = town.deck_of(meeting)

    after = town.deck_of(town.agree(meeting))

    assert [slide_in(each, MirrorSlide).is_closed for each in (before, after)] == [True, False]


def test_a_round_without_a_meeting_stays_closed(town: Town) -> None:
    card = read_shipped_cards()[0]
    choose_card(town.context, town.partnership.id, card.code, town.written)

    deck = read_deck_of_round(town.context, town.partnership.id)

    assert (deck.meeting_id, deck.is_open_to_all) == (None, False)
    assert slide_in(deck, CardSlide).card == card


def test_a_meeting_that_has_not_begun_opens_nothing_of_its_round(town: Town) -> None:
    town.prepare()

    assert read_deck_of_round(town.context, town.partnership.id).meeting_id is None


def test_a_round_shows_what_its_newest_meeting_showed(town: Town) -> None:
    older = town.begin()
    newer = town.agree(town.begin())

    deck = read_deck_of_round(town.context, town.partnership.id)

    assert deck == town.deck_of(newer)
    assert deck.meeting_id != older.id


def test_a_quarter_names_its_round(town: Town) -> None:
    first = read_deck_of_round(town.context, town.partnership.id)
    held = town.begin()
    town.answer_round()

    asked = read_deck_of_round(town.context, town.partnership.id, first.quarter)
    newest = read_deck_of_round(town.context, town.partnership.id)

    assert (asked.quarter, asked.meeting_id) == (first.quarter, held.id)
    assert newest.quarter > first.quarter
    assert newest.meeting_id is None


def test_the_cards_of_a_meeting_are_those_of_its_plan(town: Town) -> None:
    first, second = read_shipped_cards()[:2]
    choose_card(town.context, town.partnership.id, first.code, town.written)
    meeting = town.begin()
    drop_card(town.context, town.partnership.id, first.code, town.written)
    choose_card(town.context, town.partnership.id, second.code, town.written)

    assert slide_in(town.deck_of(meeting), CardSlide).card == first


def test_what_was_agreed_before_is_told_with_whether_it_was_noticed(town: Town) -> None:
    agreement = agree_on(town)
    town.answer_round()

    (row,) = slide_in(town.deck_of(town.begin()), LastTimeSlide).rows

    assert (row.record.id, row.was_asked, row.noticed) == (agreement.id, True, Noticed.YES)


def test_agreements_of_an_earlier_meeting_on_the_same_day_are_of_last_time(town: Town) -> None:
    morning = town.begin()
    agreement = agree_on(town, "Vanochtend afgesproken.")
    with town.context.unit_of_work() as uow:
        uow.meeting_entries.add(
            MeetingEntry(morning.id, "key", agreement.content, town.written, agreement.id)
        )
        uow.commit()
    finish(town, morning)

    afternoon = town.begin()

    assert agreed_in(town.deck_of(afternoon)) == ["Vanochtend afgesproken."]
    assert agreed_in(town.deck_of(morning)) == []


def test_what_becomes_of_an_agreement_during_the_meeting_is_told(town: Town) -> None:
    agreement = agree_on(town)
    meeting = town.begin()
    town.clock.advance(timedelta(minutes=5))

    set_state(town.context, agreement, AgreementState.DONE, town.written)

    (row,) = slide_in(town.deck_of(meeting), LastTimeSlide).rows
    assert row.record.content.state is AgreementState.DONE


def test_the_deck_of_a_meeting_that_is_over_stays_as_it_was(town: Town) -> None:
    agreement = agree_on(town)
    with town.context.unit_of_work() as uow:
        change = Change(town.context.today(), "De route ging anders lopen.")
        uow.records.add(town.partnership.id, change, town.written)
        uow.commit()
    meeting = finish(town, town.agree(town.begin()))
    before = town.deck_of(meeting)

    town.clock.advance(A_MONTH)
    set_state(town.context, agreement, AgreementState.DROPPED, town.written)
    agree_on(town, "Pas later afgesproken.")
    with town.context.unit_of_work() as uow:
        uow.records.add(town.partnership.id, Change(town.context.today(), "Later."), town.written)
        uow.commit()
    town.answer_round({"TRU": 1}, {"TRU": 2})

    assert as_it_was(town.deck_of(meeting)) == as_it_was(before)
    assert agreed_in(before) == ["We bellen elke week."]
    assert [each.text for each in slide_in(before, ProudSlide).celebrations][-1] == (
        "De route ging anders lopen."
    )


def test_a_round_without_a_meeting_stays_as_it_was_when_the_next_closed(town: Town) -> None:
    quarter = read_deck_of_round(town.context, town.partnership.id).quarter
    agree_on(town)
    town.answer_round()
    then = read_deck_of_round(town.context, town.partnership.id, quarter)

    agree_on(town, "Pas later afgesproken.")
    town.answer_round()

    now = read_deck_of_round(town.context, town.partnership.id, quarter)
    assert as_it_was(now) == as_it_was(then)
    assert agreed_in(now) == ["We bellen elke week."]


def test_what_was_taken_away_since_is_in_no_deck(town: Town) -> None:
    agreement = agree_on(town, "Bel Anna de Wit op 06.")
    meeting = finish(town, town.begin())

    remove_agreement(town.context, agreement, town.written)

    assert agreed_in(town.deck_of(meeting)) == []


def test_a_talk_about_an_older_round_tells_nothing_of_the_next(town: Town) -> None:
    plan = replace(town.plan, steps=tuple(default_step(k) for k in (StepKind.LAST_TIME,)))
    agree_on(town)
    town.answer_round()
    agree_on(town, "Pas later afgesproken.")

    deck = town.deck_of(town.begin(plan))

    assert agreed_in(deck) == ["We bellen elke week."]
    assert deck.quarter < read_deck_of_round(town.context, town.partnership.id).quarter
