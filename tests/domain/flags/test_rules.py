"""Which rules hold, on what ground, and that those about the register never drown anybody."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.domain.flags.matching import Found, Look, follow_rules
from monitor.domain.flags.rules import find_rule_worries, list_turning_days
from monitor.domain.flags.worry import Basis, WorryId, WorryKind, WorryState
from monitor.domain.partnership import EMPTY_PROFILE, Phase
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.agreement import AgreementKind, AgreementState
from monitor.domain.register.collaboration import Frames, TopicRoles
from monitor.domain.results import Severity
from tests.domain.flags.facts import YEAR_AGO, make_agreement, make_collaboration, make_facts
from tests.domain.flags.worries import PARTNERSHIP, make_worry
from tests.factories import NOW, TODAY, make_partnership

YESTERDAY = TODAY - timedelta(days=1)
ROLES = (TopicRoles("Plan", ()),)


def kinds_of(found: Sequence[Found]) -> list[WorryKind]:
    return [each.kind for each in found]


def only(found: Sequence[Found]) -> Found:
    (one,) = found
    return one


def test_a_partnership_that_is_kept_in_order_has_no_rule_worries() -> None:
    assert find_rule_worries(make_facts(), TODAY) == []


def test_a_review_is_asked_for_from_the_day_after_its_date() -> None:
    facts = make_facts(collaboration=make_collaboration(review_on=YESTERDAY))

    found = only(find_rule_worries(facts, TODAY))

    assert (found.kind, found.severity) == (WorryKind.REVIEW_PASSED, Severity.ACT)
    assert found.basis == Basis(on=YESTERDAY)
    assert find_rule_worries(facts, YESTERDAY) == []


def test_agreements_past_their_date_are_counted_with_the_oldest_date() -> None:
    late, later = YESTERDAY - timedelta(days=9), YESTERDAY
    due = [make_agreement(id=2, due_on=later), make_agreement(id=3, due_on=late)]
    done = make_agreement(id=4, due_on=late, state=AgreementState.DONE)

    one = only(find_rule_worries(make_facts(agreements=due[:1]), TODAY))
    two = only(find_rule_worries(make_facts(agreements=[*due, done]), TODAY))

    assert (one.kind, one.severity) == (WorryKind.OVERDUE, Severity.WATCH)
    assert (two.severity, two.basis) == (Severity.ACT, Basis(on=late, count=2))


def test_roles_are_looked_at_again_after_a_change_of_phase() -> None:
    changed = {"phase_changed_on": TODAY - timedelta(days=30)}
    kept = make_collaboration(roles=ROLES)
    role = make_agreement(kind=AgreementKind.ROLE, made_on=YESTERDAY)
    rewritten = replace(kept, written=replace(kept.written, at=NOW))

    found = only(find_rule_worries(make_facts(collaboration=kept, **changed), TODAY))

    assert (found.kind, found.severity) == (WorryKind.ROLES_UNCLEAR, Severity.WATCH)
    assert found.basis.on == TODAY - timedelta(days=30)
    assert not find_rule_worries(make_facts(collaboration=rewritten, **changed), TODAY)
    assert not find_rule_worries(
        make_facts(collaboration=kept, agreements=[role], **changed), TODAY
    )


def test_the_same_worry_in_three_rounds_asks_for_an_agreement() -> None:
    twice = make_worry(id=7, sequences=(1, 2))
    worry = make_worry(id=7, sequences=(1, 2, 3))

    found = only(find_rule_worries(make_facts(worries=[worry]), TODAY))

    assert (found.kind, found.party, found.dimension) == (
        WorryKind.NO_AGREEMENT,
        worry.party,
        worry.dimension,
    )
    assert found.basis == Basis(on=worry.opened_on, count=3, about=WorryKind.LOW)
    assert find_rule_worries(make_facts(worries=[twice]), TODAY) == []


def test_no_agreement_is_asked_for_where_there_is_one_or_nothing_to_agree_about() -> None:
    worry = make_worry(id=7, sequences=(1, 2, 3))
    agreed = replace(worry, state=WorryState.AGREED)
    closed = replace(worry, state=WorryState.CLOSED)
    silence = make_worry(kind=WorryKind.SILENCE, dimension=None, sequences=(1, 2, 3))
    made = make_agreement(worry_id=WorryId(7))

    assert not find_rule_worries(make_facts(worries=[agreed]), TODAY)
    assert not find_rule_worries(make_facts(worries=[closed]), TODAY)
    assert not find_rule_worries(make_facts(worries=[silence]), TODAY)
    assert not find_rule_worries(make_facts(worries=[worry], agreements=[made]), TODAY)


def test_a_log_that_is_kept_asks_for_contact_after_six_weeks() -> None:
    last = TODAY - timedelta(weeks=6)

    found = only(find_rule_worries(make_facts(contacted_on=last), TODAY))

    assert (found.kind, found.basis) == (WorryKind.NO_CONTACT, Basis(on=last))
    assert find_rule_worries(make_facts(contacted_on=last), YESTERDAY) == []


def test_a_new_contact_person_is_news_until_the_next_round() -> None:
    changed = make_facts(contact_changed_on=TODAY - timedelta(days=30))
    before = make_facts(contact_changed_on=TODAY - timedelta(days=90))

    assert kinds_of(find_rule_worries(changed, TODAY)) == [WorryKind.CONTACT_CHANGED]
    assert find_rule_worries(before, TODAY) == []
    assert find_rule_worries(replace(changed, latest=None, latest_on=None), TODAY) != []


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"partnership": replace(make_partnership(), profile=make_facts().partnership.profile)},
         WorryKind.NO_CONTACT_PERSON),
        ({"partnership": make_partnership(contact="Noor")}, WorryKind.NO_MANAGER),
        ({"collaboration": make_collaboration(frames=Frames())}, WorryKind.NO_FRAMES),
        ({"collaboration": None}, WorryKind.NO_FRAMES),
        ({"contacted_on": None}, WorryKind.NO_CONTACT),
        ({"phase_changed_on": TODAY - timedelta(days=30)}, WorryKind.ROLES_UNCLEAR),
    ],
)  # fmt: skip
def test_what_was_never_written_down_is_asked_for_softly(
    changes: dict[str, object], kind: WorryKind
) -> None:
    found = only(find_rule_worries(make_facts(**changes), TODAY))

    assert (found.kind, found.severity, found.basis.count) == (kind, Severity.WATCH, 0)


def test_a_long_set_up_asks_for_a_collaboration_agreement() -> None:
    partnership = replace(make_facts().partnership, phase=Phase.SET_UP)
    facts = make_facts(partnership=partnership, collaboration=None, set_up_quarters=3)

    assert only(find_rule_worries(facts, TODAY)).kind is WorryKind.NO_COLLABORATION
    short = replace(facts, set_up_quarters=2)
    assert only(find_rule_worries(short, TODAY)).kind is WorryKind.NO_FRAMES


def test_where_no_managers_are_kept_none_is_asked_for() -> None:
    facts = make_facts(partnership=make_partnership(contact="Noor"), has_managers=False)

    assert find_rule_worries(facts, TODAY) == []


def test_before_the_first_round_nothing_is_asked_for() -> None:
    facts = make_facts(
        partnership=make_partnership(),
        latest=None,
        latest_on=None,
        started_on=None,
        collaboration=None,
        contacted_on=None,
        has_managers=False,
    )

    assert find_rule_worries(facts, TODAY) == []
    young = replace(facts, started_on=TODAY - timedelta(days=41))
    assert find_rule_worries(young, TODAY) == []


def test_of_an_empty_register_one_thing_is_asked_for_at_a_time() -> None:
    empty = make_facts(
        partnership=make_partnership(), collaboration=None, contacted_on=None, has_managers=True
    )
    first = find_rule_worries(empty, TODAY)
    worries = follow_rules([], first, Look(PARTNERSHIP, NOW, TODAY))

    # More went missing since: what was asked for stays, and nothing is added.
    again = find_rule_worries(replace(empty, worries=worries), TODAY)

    assert kinds_of(first) == [WorryKind.NO_CONTACT_PERSON]
    assert again == first


def test_what_is_asked_for_is_not_replaced_by_what_would_come_first() -> None:
    frames = make_worry(
        kind=WorryKind.NO_FRAMES, party=None, dimension=None, sequences=(), state=WorryState.SEEN
    )
    empty = make_facts(
        partnership=make_partnership(), collaboration=None, contacted_on=None, worries=[frames]
    )

    assert kinds_of(find_rule_worries(empty, TODAY)) == [WorryKind.NO_FRAMES]


def test_what_a_person_closed_makes_way_for_the_next_and_stays_known() -> None:
    closed = make_worry(
        kind=WorryKind.NO_CONTACT_PERSON,
        party=None,
        dimension=None,
        sequences=(),
        state=WorryState.CLOSED,
    )
    empty = make_facts(
        partnership=make_partnership(), collaboration=None, contacted_on=None, worries=[closed]
    )

    assert kinds_of(find_rule_worries(empty, TODAY)) == [
        WorryKind.NO_CONTACT_PERSON,
        WorryKind.NO_MANAGER,
    ]


def test_after_the_end_no_rule_holds() -> None:
    ended = replace(EMPTY_PROFILE, ended_on=YESTERDAY)
    facts = make_facts(partnership=replace(make_partnership(), profile=ended), collaboration=None)

    assert find_rule_worries(facts, TODAY) == []


def test_the_days_on_which_time_alone_makes_a_rule_hold_are_known() -> None:
    due, review = TODAY + timedelta(days=5), TODAY + timedelta(days=20)
    facts = make_facts(
        agreements=[make_agreement(due_on=due), make_agreement(id=3)],
        collaboration=make_collaboration(review_on=review),
    )

    days = list_turning_days(facts)

    assert due + timedelta(days=1) in days
    assert review + timedelta(days=1) in days
    assert TODAY - timedelta(days=7) + timedelta(weeks=6) in days
    assert YEAR_AGO + timedelta(weeks=6) in days


def test_a_date_that_never_comes_is_no_day_to_look() -> None:
    facts = make_facts(
        agreements=[make_agreement(due_on=date.max)],
        collaboration=make_collaboration(review_on=date.max),
    )

    assert max(list_turning_days(facts)) < date.max


def test_a_worry_about_a_dimension_is_told_with_it() -> None:
    worry = make_worry(dimension=Dimension.GROWTH, sequences=(1, 2, 3))

    found = only(find_rule_worries(make_facts(worries=[worry]), TODAY))

    assert found.dimension is Dimension.GROWTH
