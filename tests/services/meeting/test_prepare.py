"""Preparing a meeting: what it can be about, and what its plan may be."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.cards import Card
from monitor.domain.errors import (
    InvalidMeetingError,
    MeetingBegunError,
    MeetingNotRunningError,
    NotFoundError,
    RecordChangedError,
)
from monitor.domain.meeting.meeting import MeetingState, end
from monitor.domain.meeting.plan import Plan, StepKind, card_step
from monitor.domain.meeting.plan_changes import change_round, set_minutes
from monitor.domain.partnership import Language, PartnershipId, PartyKind
from monitor.domain.register.log import ChosenCards
from monitor.domain.register.record import Authorship
from monitor.domain.round import RoundId
from monitor.services.cards.choose_cards import choose_card
from monitor.services.cards.library import read_shipped_cards
from monitor.services.cards.own_cards import add_card
from monitor.services.context import Context
from monitor.services.meeting.hold import keep_note, move
from monitor.services.meeting.prepare import (
    change_plan,
    discard_meeting,
    prepare_meeting,
    read_meetings,
)
from monitor.services.register.edit_partnership import end_partnership
from monitor.services.register.manage_parties import NewParty, add_party
from tests.copies import Copies
from tests.factories import FakeClock, make_card
from tests.meetings import Town, copy_town, make_town
from tests.seeding import make_partnership


@pytest.fixture
def town(copies: Copies) -> Town:
    return copy_town(copies)


def card_of_others(context: Context) -> Card:
    """A card of an organisation in the same workspace that has no part in the town."""
    others = make_partnership(context, "Bosrand", people=2)
    written = Authorship("Bo", context.clock.now())
    return add_card(context, others.parties[0].organisation.id, make_card(), written)


def with_card(plan: Plan, card: Card) -> Plan:
    return replace(plan, steps=(*plan.steps, card_step(card)))


def test_a_partnership_without_results_has_nothing_to_meet_about(context: Context) -> None:
    partnership = make_partnership(context, "Bosrand", people=2)

    view = read_meetings(context, partnership.id)

    assert (view.suggested, view.meetings, view.releases) == (None, [], [])


def test_an_unknown_partnership_is_not_found(context: Context) -> None:
    with pytest.raises(NotFoundError):
        read_meetings(context, PartnershipId(99))


def test_a_meeting_is_about_the_newest_full_round_and_the_cards_that_were_chosen(
    town: Town,
) -> None:
    card = read_shipped_cards()[0]
    choose_card(town.context, town.partnership.id, card.code, town.written)
    town.answer_round()
    town.answer_round(is_light=True)

    view = read_meetings(town.context, town.partnership.id)

    assert view.suggested is not None
    assert len(view.releases) == 2
    assert view.suggested.round_id == view.releases[-1].round_id
    assert view.suggested.cards == (card.code,)


def test_it_can_be_about_an_older_round(town: Town) -> None:
    town.answer_round()
    view = read_meetings(town.context, town.partnership.id)

    assert view.suggested is not None

    plan = change_round(view.suggested, view.releases[0])

    assert town.prepare(plan).plan.round_id == view.releases[0].round_id


@pytest.mark.parametrize("has_mirror", [False, True])
def test_a_mirror_is_suggested_where_the_round_asked_one(
    context: Context, clock: FakeClock, *, has_mirror: bool
) -> None:
    town = make_town(context, clock, has_mirror=has_mirror)

    assert (StepKind.MIRROR in {step.kind for step in town.plan.steps}) is has_mirror


def test_what_is_prepared_can_be_read_by_every_window(town: Town) -> None:
    first, second = town.prepare(), town.prepare()

    listed = read_meetings(town.context, town.partnership.id).meetings

    assert listed == [second, first]
    assert first.state is MeetingState.PREPARED
    assert (first.plan, first.language, first.prepared.by) == (
        town.plan,
        Language.DUTCH,
        "Noor Visser",
    )
    assert first.nonce != second.nonce


def test_a_plan_with_faults_is_refused_and_all_are_named(town: Town) -> None:
    plan = replace(town.plan, steps=(), round_id=RoundId(999))

    with pytest.raises(InvalidMeetingError, match="no_steps, round_unknown"):
        town.prepare(plan)


def test_a_meeting_is_about_a_round_of_its_own_partnership(town: Town, context: Context) -> None:
    other = make_partnership(context, "Bosrand", people=2)

    with pytest.raises(InvalidMeetingError, match="round_unknown"):
        prepare_meeting(context, other.id, town.plan, Language.DUTCH, town.written)


def test_a_meeting_is_never_about_a_light_round(town: Town) -> None:
    town.answer_round(is_light=True)
    with town.context.unit_of_work(reads_only=True) as uow:
        light = uow.releases.list_of(town.partnership.id)[-1]

    with pytest.raises(InvalidMeetingError, match="round_unknown"):
        town.prepare(replace(town.plan, round_id=light.round_id))


def test_a_card_of_an_organisation_that_takes_no_part_is_no_part_of_a_plan(
    town: Town, context: Context
) -> None:
    theirs = card_of_others(context)
    own = add_card(context, town.partnership.parties[0].organisation.id, make_card(), town.written)
    meeting = town.prepare(with_card(town.plan, own))

    with pytest.raises(InvalidMeetingError, match="card_unknown"):
        town.prepare(with_card(town.plan, theirs))
    with pytest.raises(InvalidMeetingError, match="card_unknown"):
        change_plan(context, meeting, with_card(meeting.plan, theirs))
    with pytest.raises(InvalidMeetingError, match="card_unknown"):
        town.prepare(with_card(town.plan, make_card(code="NOWHERE")))

    assert town.read(meeting).plan.cards == (own.code,)


def test_a_card_that_a_plan_had_stays_though_its_organisation_left(
    town: Town, context: Context
) -> None:
    theirs, meeting = card_of_others(context), town.prepare()
    with context.unit_of_work() as uow:
        # As it was stored while they took part.
        prepared = uow.meetings.save(replace(meeting, plan=with_card(meeting.plan, theirs)))
        uow.commit()

    changed = change_plan(context, prepared, set_minutes(prepared.plan, theirs.code, 20))

    assert changed.plan.cards == (theirs.code,)


def test_a_card_that_was_chosen_is_not_suggested_once_its_organisation_left(
    town: Town, context: Context
) -> None:
    theirs = card_of_others(context)
    with context.unit_of_work() as uow:
        uow.records.add(town.partnership.id, ChosenCards((theirs.code, "T1")), town.written)
        uow.commit()

    assert town.plan.cards == ("T1",)


def test_a_meeting_of_an_unknown_partnership_is_refused(town: Town) -> None:
    with pytest.raises(NotFoundError):
        prepare_meeting(town.context, PartnershipId(99), town.plan, Language.DUTCH, town.written)


def test_a_party_that_joined_since_the_plan_was_made_speaks_too(town: Town) -> None:
    plan = town.plan
    party = add_party(
        town.context, town.partnership.id, NewParty(name="Netbeheer", kind=PartyKind.OTHER)
    )

    assert town.prepare(plan).plan.speaking_order == (*plan.speaking_order, party.id)


def test_another_plan_takes_the_place_of_the_first(town: Town) -> None:
    meeting = town.prepare()
    shorter = replace(meeting.plan, steps=meeting.plan.steps[:2])

    changed = change_plan(town.context, meeting, shorter)

    assert town.read(meeting) == changed
    assert (changed.plan, changed.version) == (shorter, 2)


def test_a_running_meeting_stays_at_its_step_when_the_plan_changes(town: Town) -> None:
    running = move(town.context, town.begin().id, seen=0, to=3)
    without_first = replace(running.plan, steps=running.plan.steps[1:])

    changed = change_plan(town.context, running, without_first)

    assert (changed.step, changed.position) == (running.step, 2)


def test_a_plan_that_opens_more_than_the_parties_agreed_to_closes_the_picture(
    town: Town,
) -> None:
    first = replace(town.plan, shows_questions=False)
    agreed = town.agree(town.begin(first))

    changed = change_plan(town.context, agreed, replace(first, shows_questions=True))

    assert changed.keys == ()


def test_a_plan_that_was_changed_meanwhile_is_not_overwritten(town: Town) -> None:
    shown = town.prepare()
    keep_note(town.context, shown.id, shown.step, "Rustig beginnen.")

    with pytest.raises(RecordChangedError):
        change_plan(town.context, shown, shown.plan)


def test_another_plan_with_faults_is_refused(town: Town) -> None:
    meeting = town.prepare()

    with pytest.raises(InvalidMeetingError, match="step_twice"):
        change_plan(town.context, meeting, replace(meeting.plan, steps=meeting.plan.steps[:1] * 2))

    assert town.read(meeting) == meeting


def test_the_plan_of_a_meeting_that_is_over_stays_as_it_was(town: Town) -> None:
    meeting = town.begin()
    with town.context.unit_of_work() as uow:
        over = uow.meetings.save(end(meeting, town.clock.now()))
        uow.commit()

    with pytest.raises(MeetingNotRunningError):
        change_plan(town.context, over, town.plan)


def test_what_was_prepared_and_not_begun_can_be_thrown_away_also_twice(town: Town) -> None:
    kept, unwanted = town.prepare(), town.prepare()

    for _ in range(2):
        discard_meeting(town.context, unwanted.id)

    assert read_meetings(town.context, town.partnership.id).meetings == [kept]


def test_a_meeting_that_has_begun_is_never_thrown_away(town: Town) -> None:
    running, last = town.begin(), town.begin()
    with town.context.unit_of_work() as uow:
        over = uow.meetings.save(end(last, town.clock.now()))
        uow.commit()

    for meeting in (running, over):
        with pytest.raises(MeetingBegunError):
            discard_meeting(town.context, meeting.id)

    assert read_meetings(town.context, town.partnership.id).meetings == [over, running]


def test_a_cooperation_that_ended_has_no_meeting_to_prepare_and_keeps_those_it_had(
    town: Town,
) -> None:
    meeting, today = town.prepare(), town.context.today()
    ending = end_partnership(town.context, town.partnership, today + timedelta(days=1))
    before = read_meetings(town.context, town.partnership.id)
    end_partnership(town.context, ending, today)

    view = read_meetings(town.context, town.partnership.id)

    assert (before.has_ended, before.suggested is None) == (False, False)
    assert (view.has_ended, view.suggested) == (True, None)
    assert view.meetings == [meeting]
