"""Worries follow the rounds and the records of a partnership, by themselves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.domain.flags.worry import Worry, WorryKind, WorryState
from monitor.domain.partnership import Language, ManagerId, Partnership, PartyId, Phase
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.agreement import Agreement, AgreementKind
from monitor.domain.register.collaboration import Collaboration, Frames
from monitor.domain.register.log import Contact, Event, EventKind, GrowthStage, GrowthStep, Handover
from monitor.domain.register.record import Authorship, Content
from monitor.services.context import Context
from monitor.services.flags.follow import find_next_look, follow
from monitor.services.flags.handle_worry import close
from monitor.services.register_ports import NewManager
from monitor.services.review import review
from tests.factories import NOW, TODAY, FakeClock
from tests.seeding import A_QUARTER, TWO_WEEKS, add_closed_round, make_partnership, open_checkin

NOOR = Authorship("Noor Visser", NOW)
FLAGS = {WorryKind.LOW, WorryKind.GAP, WorryKind.DECLINE}


@pytest.fixture
def partnership(context: Context) -> Partnership:
    """Store a partnership of nine people a side."""
    return make_partnership(context, "Oosterdal", people=9)


def write(context: Context, partnership: Partnership, *contents: Content) -> None:
    """Write things down about a partnership, and look at it anew."""
    with context.unit_of_work() as uow:
        for content in contents:
            uow.records.add(partnership.id, content, NOOR)
        review(context, uow, partnership.id)
        uow.commit()


def look(context: Context, partnership: Partnership) -> Sequence[Worry]:
    with context.unit_of_work() as uow:
        worries = follow(context, uow, partnership.id)
        uow.commit()
    return worries


def find(context: Context, partnership: Partnership, kind: WorryKind) -> Worry:
    return next(each for each in look(context, partnership) if each.kind is kind)


def kinds_of(worries: Sequence[Worry]) -> list[WorryKind]:
    return [each.kind for each in worries if each.is_open]


def test_a_round_that_closes_makes_worries_of_its_flags(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    add_closed_round(context, clock, partnership, {}, {})
    add_closed_round(context, clock, partnership, {}, {"TRU": 2})

    worry = find(context, partnership, WorryKind.LOW)

    assert worry.dimension is Dimension.TRUST
    assert worry.sequences == (2,)
    assert worry.state is WorryState.NEW
    assert worry.opened_on == clock.moment.date() - (A_QUARTER - TWO_WEEKS)


def test_to_look_twice_changes_nothing(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    add_closed_round(context, clock, partnership, {}, {"TRU": 2})

    assert look(context, partnership) == look(context, partnership)


def test_the_next_rounds_close_it_and_find_it_again(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    states = []
    for trust in (2, 2, 4, 2):
        add_closed_round(context, clock, partnership, {}, {"TRU": trust})
        gap = find(context, partnership, WorryKind.GAP)
        states.append((gap.state, gap.with_good_news))

    assert gap.sequences[0] == 1
    assert states[1] == (WorryState.NEW, False)
    assert (WorryState.CLOSED, True) in states
    assert states[-1] == (WorryState.CAME_BACK, False)


def test_releases_of_before_there_were_worries_are_followed_as_of_their_own_day(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    for trust in (2, 2, 4):
        add_closed_round(context, clock, partnership, {}, {"TRU": trust})
    before = [each for each in look(context, partnership) if each.kind in FLAGS]
    with context.unit_of_work() as uow:
        for each in uow.worries.list_of(partnership.id):
            uow.worries.save(replace(each, steps=(), sequences=(), state=WorryState.CLOSED))
        uow.commit()

    after = [each for each in look(context, partnership) if each.kind in FLAGS]

    assert [each.steps[-1] for each in after] == [each.steps[-1] for each in before]
    assert [each.sequences for each in after] == [each.sequences for each in before]


def test_a_light_round_leaves_the_scores_as_they_were(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    add_closed_round(context, clock, partnership, {}, {"TRU": 2})
    before = find(context, partnership, WorryKind.GAP)

    add_closed_round(context, clock, partnership, {}, {}, is_light=True)

    assert find(context, partnership, WorryKind.GAP) == before


def test_a_partnership_without_rounds_has_no_worries(
    context: Context, partnership: Partnership
) -> None:
    assert look(context, partnership) == []


def test_of_an_empty_register_one_thing_is_asked_for(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    add_closed_round(context, clock, partnership, {}, {})
    clock.advance(A_QUARTER)

    assert kinds_of(look(context, partnership)) == [WorryKind.NO_FRAMES]

    write(context, partnership, Collaboration(frames=Frames(fixed="Het budget")))
    worries = look(context, partnership)
    assert kinds_of(worries) == [WorryKind.NO_CONTACT]
    assert worries[0].with_good_news


def test_contact_is_what_was_logged_or_a_meeting(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    write(context, partnership, Collaboration(frames=Frames(fixed="Het budget")))
    add_closed_round(context, clock, partnership, {}, {})
    today = context.today()

    write(context, partnership, Contact(today - timedelta(weeks=7)))
    assert find(context, partnership, WorryKind.NO_CONTACT).basis.on == today - timedelta(weeks=7)

    write(context, partnership, Event(today, EventKind.MEETING, "Evaluatie"))
    assert kinds_of(look(context, partnership)) == []


def test_an_agreement_past_its_date_is_found_when_its_day_comes(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    due = TODAY + timedelta(days=10)
    party = partnership.parties[0].id
    write(context, partnership, agreement_of(party, due))
    with context.unit_of_work(reads_only=True) as uow:
        assert find_next_look(context, uow, partnership.id, []) == due + timedelta(days=1)

    clock.advance(timedelta(days=11))

    assert find(context, partnership, WorryKind.OVERDUE).basis.on == due


def agreement_of(party: PartyId, due: date) -> Agreement:
    return Agreement(AgreementKind.PROCESS, "Elke maand overleg", party, TODAY, due_on=due)


def test_a_handover_is_news_until_the_next_round(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    write(context, partnership, Handover(TODAY, None, "Noor Visser", "Sem Bakker"))
    assert kinds_of(look(context, partnership)) == [WorryKind.CONTACT_CHANGED]

    write(context, partnership, Collaboration(frames=Frames(fixed="Het budget")))
    clock.advance(timedelta(days=1))
    add_closed_round(context, clock, partnership, {}, {})

    changed = find(context, partnership, WorryKind.CONTACT_CHANGED)
    assert (changed.state, changed.with_good_news) == (WorryState.CLOSED, False)


def test_a_change_of_phase_in_the_rounds_or_the_log_asks_for_the_roles(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    kept = Collaboration(frames=Frames(fixed="Het budget"))
    write(context, partnership, kept)
    add_closed_round(context, clock, partnership, {}, {})
    write(context, partnership, Contact(context.today()))
    with context.unit_of_work() as uow:
        uow.partnerships.save(replace(partnership, phase=Phase.SET_UP))
        uow.commit()
    open_checkin(context, partnership)
    assert find(context, partnership, WorryKind.ROLES_UNCLEAR).basis.on == context.today()

    later = context.today() + timedelta(days=3)
    write(context, partnership, Event(later, EventKind.PHASE_CHANGED, "Naar de uitvoering"))
    clock.advance(timedelta(days=3))
    assert find(context, partnership, WorryKind.ROLES_UNCLEAR).basis.on == later


def test_an_initiative_that_grew_and_sees_little_room_gets_none(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    step = GrowthStep(TODAY, "Stichting opgericht", GrowthStage.LEGAL_ENTITY)
    write(context, partnership, step)

    add_closed_round(context, clock, partnership, {}, {"GRO": 1})

    found = find(context, partnership, WorryKind.NO_ROOM)
    assert found.party == partnership.parties[1].id
    assert found.basis.on == TODAY


def test_the_same_worry_three_quarters_asks_for_an_agreement(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    for _ in range(3):
        add_closed_round(context, clock, partnership, {}, {"TRU": 1})

    assert find(context, partnership, WorryKind.NO_AGREEMENT).basis.count == 3


def test_a_manager_is_asked_for_where_managers_are_kept(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    add_closed_round(context, clock, partnership, {}, {})
    with context.unit_of_work() as uow:
        manager = uow.managers.add(NewManager("Noor Visser", Language.DUTCH))
        uow.commit()

    assert WorryKind.NO_MANAGER in kinds_of(look(context, partnership))

    with context.unit_of_work() as uow:
        profile = replace(partnership.profile, manager_id=ManagerId(manager.id))
        uow.partnerships.save(replace(partnership, profile=profile))
        uow.commit()
    assert WorryKind.NO_MANAGER not in kinds_of(look(context, partnership))


def test_after_the_end_of_a_cooperation_its_rules_are_over_without_good_news(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    add_closed_round(context, clock, partnership, {}, {})
    clock.advance(A_QUARTER)
    look(context, partnership)
    with context.unit_of_work() as uow:
        profile = replace(partnership.profile, ended_on=context.today())
        uow.partnerships.save(replace(partnership, profile=profile))
        uow.commit()

    ended = find(context, partnership, WorryKind.NO_FRAMES)

    assert (ended.state, ended.with_good_news) == (WorryState.CLOSED, False)


def test_what_a_person_closed_stays_closed_while_it_still_holds(
    context: Context, clock: FakeClock, partnership: Partnership
) -> None:
    add_closed_round(context, clock, partnership, {}, {})
    clock.advance(A_QUARTER)
    worry = find(context, partnership, WorryKind.NO_FRAMES)

    close(context, worry.id, "Staat in het raadsbesluit", NOOR)

    assert find(context, partnership, WorryKind.NO_FRAMES).state is WorryState.CLOSED
