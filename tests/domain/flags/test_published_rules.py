"""Rules that rest on published answers: never on what is hidden."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from monitor.domain.flags.facts import RelationFacts
from monitor.domain.flags.published_rules import (
    FOLLOW_UP_QUESTION,
    LOAD_QUESTION,
    ROLES_QUESTION,
    find_load,
    find_no_follow_through,
    find_no_room,
    find_unclear_answers,
)
from monitor.domain.flags.worry import Basis, WorryKind
from monitor.domain.load import LoadWeight
from monitor.domain.noticing import Noticed
from monitor.domain.partnership import PartyId, RecordId
from monitor.domain.questionnaire import Dimension
from monitor.domain.register.log import GrowthStage, GrowthStep
from monitor.domain.results import (
    FlagKind,
    PublishedHours,
    PublishedLoad,
    PublishedNotice,
    PublishedQuestion,
    Severity,
)
from tests.domain.flags.facts import make_facts
from tests.domain.flags.worries import INITIATIVE, flag, make_worry
from tests.factories import TODAY, make_published_party, make_release, make_score

GROWN = GrowthStep(TODAY - timedelta(days=100), "Stichting", GrowthStage.LEGAL_ENTITY)


def answered(code: str, mean: float | None, **changes: Any) -> RelationFacts:  # noqa: ANN401
    """Make facts in which the initiative's published mean on a question is this."""
    asked = make_published_party(party_id=2, questions=[PublishedQuestion(code, mean)])
    latest = make_release(parties=(make_published_party(), asked))
    return make_facts(latest=latest, **changes)


def noticed(*verdicts: Noticed | None) -> RelationFacts:
    notices = [
        PublishedNotice(RecordId(number), INITIATIVE, verdict)
        for number, verdict in enumerate(verdicts)
    ]
    return make_facts(latest=replace(make_release(), noticed=notices))


def loaded(weight: LoadWeight | None, **changes: Any) -> RelationFacts:  # noqa: ANN401
    load = PublishedLoad(PublishedHours(weight), PublishedHours(LoadWeight.HEAVY))
    party = replace(make_published_party(party_id=2), load=load)
    return make_facts(latest=make_release(parties=(party,)), **changes)


def test_roles_are_unclear_when_a_published_mean_says_so() -> None:
    found = find_unclear_answers(answered(ROLES_QUESTION, 2.9))

    assert found is not None
    assert (found.kind, found.severity) == (WorryKind.ROLES_UNCLEAR, Severity.ACT)
    assert found.basis == Basis(mean=2.9, party=INITIATIVE)
    assert find_unclear_answers(answered(ROLES_QUESTION, 3.0)) is None
    assert find_unclear_answers(make_facts(latest=None)) is None


def test_what_a_hidden_mean_said_before_stays_until_a_shown_one_says_otherwise() -> None:
    known = make_worry(
        kind=WorryKind.ROLES_UNCLEAR, party=None, dimension=None, basis=Basis(mean=2.9)
    )
    written = replace(known, basis=Basis(on=TODAY))

    still = find_unclear_answers(answered(ROLES_QUESTION, None, worries=[known]))

    assert still is not None
    assert still.basis == known.basis
    assert find_unclear_answers(answered(ROLES_QUESTION, 3.5, worries=[known])) is None
    assert find_unclear_answers(answered(ROLES_QUESTION, None, worries=[written])) is None


def test_no_follow_up_is_found_in_answers_or_in_what_nobody_noticed() -> None:
    low = next(find_no_follow_through(answered(FOLLOW_UP_QUESTION, 2.5)))
    unnoticed = next(find_no_follow_through(noticed(Noticed.NO, Noticed.YES, None)))

    assert low.basis == Basis(mean=2.5, party=INITIATIVE)
    assert unnoticed.basis == Basis(count=1)


@pytest.mark.parametrize(
    "verdicts", [(), (None,), (Noticed.YES,), (Noticed.NO, Noticed.YES, Noticed.A_BIT)]
)
def test_what_most_noticed_is_followed_up(verdicts: tuple[Noticed | None, ...]) -> None:
    assert list(find_no_follow_through(noticed(*verdicts))) == []


def test_no_follow_up_stays_while_nothing_new_is_known() -> None:
    known = make_worry(
        kind=WorryKind.NO_FOLLOW_THROUGH, party=None, dimension=None, basis=Basis(count=1)
    )

    assert list(find_no_follow_through(make_facts(worries=[known])))
    assert not list(find_no_follow_through(replace(noticed(Noticed.YES), worries=[known])))


@pytest.mark.parametrize("kind", [FlagKind.DECLINE, FlagKind.LOW])
def test_an_initiative_that_grew_and_sees_less_room_gets_none(kind: FlagKind) -> None:
    latest = make_release(flags=[flag(kind, dimension=Dimension.GROWTH)])

    (found,) = find_no_room(make_facts(latest=latest, grown=GROWN))

    assert (found.party, found.dimension) == (INITIATIVE, Dimension.GROWTH)
    assert found.basis == Basis(on=GROWN.on, mean=3.4)


def test_without_growth_before_the_round_or_a_flag_of_the_initiative_there_is_room() -> None:
    low = make_release(flags=[flag(dimension=Dimension.GROWTH)])
    others = make_release(flags=[flag(party=1, dimension=Dimension.GROWTH), flag()])
    later, longer_ago = replace(GROWN, on=TODAY), replace(GROWN, on=TODAY - timedelta(days=700))

    assert not list(find_no_room(make_facts(latest=low)))
    assert not list(find_no_room(make_facts(latest=low, grown=later)))
    assert not list(find_no_room(make_facts(latest=low, grown=longer_ago)))
    assert not list(find_no_room(make_facts(latest=others, grown=GROWN)))
    assert not list(find_no_room(make_facts(latest=None, grown=GROWN)))


def test_no_room_stays_while_the_initiative_is_hidden() -> None:
    known = make_worry(kind=WorryKind.NO_ROOM, dimension=Dimension.GROWTH)
    scores = {each: make_score(dimension=each, mean=None) for each in Dimension}
    hidden = make_published_party(party_id=2, has_enough=False, scores=scores)
    latest = make_release(parties=(make_published_party(), hidden))

    assert list(find_no_room(make_facts(latest=latest, grown=GROWN, worries=[known])))
    assert not list(find_no_room(make_facts(grown=GROWN, worries=[known])))


def test_work_is_too_much_by_what_people_say_or_by_their_unpaid_hours() -> None:
    (said,) = find_load(answered(LOAD_QUESTION, 2.4))
    (counted,) = find_load(loaded(LoadWeight.HEAVY))

    assert (said.party, said.severity, said.basis.mean) == (INITIATIVE, Severity.ACT, 2.4)
    assert (counted.party, counted.severity) == (INITIATIVE, Severity.WATCH)
    assert not list(find_load(loaded(LoadWeight.MEDIUM)))
    assert not list(find_load(make_facts(latest=None)))


def test_load_stays_while_the_hours_are_hidden() -> None:
    known = make_worry(kind=WorryKind.LOAD, party=2, dimension=None)

    assert list(find_load(loaded(None, worries=[known])))
    assert not list(find_load(loaded(LoadWeight.LIGHT, worries=[known])))
    assert not list(find_load(loaded(None, worries=[replace(known, party=PartyId(1))])))
