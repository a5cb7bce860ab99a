"""What people do with a worry is stored with who did it, and told to the overview at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.errors import InvalidTransitionError, NotFoundError
from monitor.domain.flags.worry import StepKind, Worry, WorryId, WorryKind, WorryState
from monitor.domain.partnership import Partnership
from monitor.domain.register.record import Authorship
from monitor.domain.results import Attention
from monitor.services.context import Context
from monitor.services.flags import handle_worry
from monitor.services.flags.follow import follow
from monitor.services.register_ports import SummaryFilter
from monitor.services.review import review
from monitor.services.review_due import review_due
from tests.copies import Copies
from tests.factories import NOW, FakeClock
from tests.seeding import add_closed_round, make_partnership

NOOR = Authorship("Noor Visser", NOW)


@pytest.fixture
def troubled(copies: Copies) -> Partnership:
    """A partnership of which one side has no trust."""
    return copies.fill(lose_trust)


def lose_trust(context: Context, clock: FakeClock) -> Partnership:
    partnership = make_partnership(context, "Oosterdal", people=9)
    add_closed_round(context, clock, partnership, {}, {"TRU": 1})
    return partnership


@pytest.fixture
def worry(context: Context, troubled: Partnership) -> Worry:
    return gap_of(context, troubled)


def gap_of(context: Context, partnership: Partnership) -> Worry:
    with context.unit_of_work() as uow:
        worries = follow(context, uow, partnership.id)
        uow.commit()
    return next(each for each in worries if each.kind is WorryKind.GAP)


def close_all_but(context: Context, worry: Worry) -> None:
    with context.unit_of_work(reads_only=True) as uow:
        others = uow.worries.list_of(worry.partnership_id)
    for each in others:
        if each.id != worry.id and each.is_open:
            handle_worry.close(context, each.id, "", NOOR)


def attention_of(context: Context, partnership: Partnership) -> Attention:
    with context.unit_of_work(reads_only=True) as uow:
        (summary,) = uow.summaries.page(SummaryFilter(search=partnership.name), 0, 5)
    return summary.attention


def test_seen_talked_about_and_closed_with_who_and_what(context: Context, worry: Worry) -> None:
    handle_worry.see(context, worry.id, NOOR)
    handle_worry.talk(context, worry.id, "We bellen elke week.", NOOR)
    handle_worry.note(context, worry.id, "Gaat beter", NOOR)
    closed = handle_worry.close(context, worry.id, "Opgelost", NOOR)

    assert [step.state for step in closed.steps[1:]] == [
        WorryState.SEEN,
        WorryState.TALKED,
        None,
        WorryState.CLOSED,
    ]
    assert {step.by for step in closed.steps[1:]} == {NOOR.by}
    with context.unit_of_work(reads_only=True) as uow:
        assert uow.worries.get(worry.id) == closed


def test_closing_can_be_taken_back(context: Context, worry: Worry) -> None:
    handle_worry.close(context, worry.id, "", NOOR)

    assert handle_worry.reopen(context, worry.id, NOOR).state is WorryState.NEW


def test_what_somebody_else_did_first_is_not_done_again(context: Context, worry: Worry) -> None:
    handle_worry.see(context, worry.id, NOOR)

    with pytest.raises(InvalidTransitionError):
        handle_worry.see(context, worry.id, NOOR)


def test_there_must_be_such_a_worry(context: Context) -> None:
    with pytest.raises(NotFoundError):
        handle_worry.see(context, WorryId(999), NOOR)


def test_talking_resting_and_agreeing_lower_what_the_partnership_needs(
    context: Context, troubled: Partnership, worry: Worry
) -> None:
    close_all_but(context, worry)
    needs = [attention_of(context, troubled)]
    until = context.today() + timedelta(days=30)

    handle_worry.snooze(context, worry.id, until, "Vakantie", NOOR)
    needs.append(attention_of(context, troubled))
    handle_worry.wake(context, worry.id, NOOR)
    needs.append(attention_of(context, troubled))
    handle_worry.talk(context, worry.id, "", NOOR)
    needs.append(attention_of(context, troubled))

    assert needs == [
        Attention.TALK_NOW,
        Attention.WATCH,
        Attention.TALK_NOW,
        Attention.PLAN_TALK,
    ]


def test_a_worry_that_rested_asks_again_when_its_day_comes(
    context: Context, clock: FakeClock, troubled: Partnership, worry: Worry
) -> None:
    close_all_but(context, worry)
    until = context.today() + timedelta(days=30)
    handle_worry.snooze(context, worry.id, until, "Vakantie", NOOR)

    clock.advance(timedelta(days=29))
    review_due(context)
    assert attention_of(context, troubled) is Attention.WATCH
    clock.advance(timedelta(days=1))
    review_due(context)

    assert attention_of(context, troubled) is Attention.TALK_NOW
    woken = gap_of(context, troubled)
    assert (woken.steps[-1].kind, woken.steps[-1].by) == (StepKind.WOKEN, None)


def test_it_rests_only_until_a_day_to_come(context: Context, worry: Worry) -> None:
    with pytest.raises(InvalidTransitionError):
        handle_worry.snooze(context, worry.id, context.today(), "Vakantie", NOOR)


def test_an_agreement_is_marked_in_the_transaction_that_makes_it(
    context: Context, troubled: Partnership, worry: Worry
) -> None:
    with context.unit_of_work() as uow:
        handle_worry.mark_agreed(context, uow, worry.id, NOOR)
        review(context, uow, troubled.id)
        uow.commit()

    assert gap_of(context, troubled).state is WorryState.AGREED


def test_an_agreement_about_what_is_over_stands_without_the_worry(
    context: Context, worry: Worry
) -> None:
    handle_worry.close(context, worry.id, "", NOOR)

    with context.unit_of_work() as uow:
        assert handle_worry.mark_agreed(context, uow, worry.id, NOOR) is None
        with pytest.raises(NotFoundError):
            handle_worry.mark_agreed(context, uow, WorryId(999), NOOR)


def test_a_whole_life_from_new_to_come_back(
    context: Context, clock: FakeClock, troubled: Partnership, worry: Worry
) -> None:
    handle_worry.see(context, worry.id, NOOR)
    handle_worry.talk(context, worry.id, "", NOOR)
    with context.unit_of_work() as uow:
        handle_worry.mark_agreed(context, uow, worry.id, NOOR)
        uow.commit()
    for trust in (4, 4, 1, 1):
        add_closed_round(context, clock, troubled, {}, {"TRU": trust})

    states = [step.state for step in gap_of(context, troubled).steps if step.state]

    assert states == [
        WorryState.NEW,
        WorryState.SEEN,
        WorryState.TALKED,
        WorryState.AGREED,
        WorryState.CLOSED,
        WorryState.CAME_BACK,
    ]


def test_two_people_at_once_leave_both_notes(context: Context, worry: Worry) -> None:
    sem = replace(NOOR, by="Sem Bakker")

    handle_worry.note(context, worry.id, "Een", NOOR)
    noted = handle_worry.note(context, worry.id, "Twee", sem)

    assert [step.note for step in noted.steps[-2:]] == ["Een", "Twee"]
