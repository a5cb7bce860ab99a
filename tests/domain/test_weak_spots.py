"""Which guidelines and obstacles are trouble in a partnership."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from monitor.domain.cards import GUIDELINES, Obstacle
from monitor.domain.flags.worry import Worry, WorryId, WorryKind, WorryState
from monitor.domain.partnership import PartyId, Phase
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import (
    PublishedParty,
    PublishedQuestion,
    PublishedRound,
    PublishedScore,
    Severity,
)
from monitor.domain.weak_spots import (
    UNMEASURED_GUIDELINES,
    UNMEASURED_OBSTACLES,
    find_weak_spots,
)
from tests.builders import current_questionnaire
from tests.factories import NOW, make_partnership, make_published_party, make_release

MUNICIPALITY, INITIATIVE = 1, 2
ASKED = current_questionnaire()


def make_side(
    party_id: int,
    *,
    dimensions: Mapping[Dimension, float | None] | None = None,
    questions: Mapping[str, float | None] | None = None,
) -> PublishedParty:
    means = {**dict.fromkeys(Dimension, 3.5), **(dimensions or {})}
    return make_published_party(
        party_id=party_id,
        scores={each: PublishedScore(each, mean) for each, mean in means.items()},
        questions=[PublishedQuestion(code, mean) for code, mean in (questions or {}).items()],
    )


def make_worry(kind: WorryKind, **changes: object) -> Worry:
    worry = Worry(
        id=WorryId(1),
        partnership_id=make_partnership().id,
        kind=kind,
        severity=Severity.WATCH,
        state=WorryState.NEW,
        opened_on=NOW.date(),
        changed_at=NOW,
    )
    return replace(worry, **changes)  # type: ignore[arg-type]


def find(
    latest: PublishedRound | None = None, *worries: Worry, phase: Phase = Phase.DURING
) -> Sequence[str]:
    return find_weak_spots(make_partnership(phase=phase), latest, worries, ASKED)


def told_by(party_id: int, *questions: str) -> Sequence[str]:
    side = make_side(party_id, questions=dict.fromkeys(questions, 2.0))
    return find(make_release(parties=[side]))


def test_without_results_or_worries_nothing_is_weak() -> None:
    assert find() == []
    assert find(make_release(parties=[make_side(1), make_side(2)])) == []


def test_a_worry_makes_its_guideline_weak_in_the_words_of_the_phase() -> None:
    low = make_worry(WorryKind.LOW, dimension=Dimension.EQUALITY)

    assert find(None, low, phase=Phase.DURING) == ["TIP5"]
    assert find(None, low, phase=Phase.BEFORE) == ["V1"]


@pytest.mark.parametrize("changes", [{"state": WorryState.CLOSED}, {"is_present": False}])
def test_a_worry_that_is_over_or_not_seen_now_makes_nothing_weak(
    changes: dict[str, object],
) -> None:
    assert find(None, make_worry(WorryKind.GAP, **changes)) == []


def test_a_low_statement_makes_its_guideline_weak() -> None:
    assert told_by(MUNICIPALITY, "T1", "X1") == ["T1", "TIP4"]


def test_a_low_dimension_makes_its_guideline_weak_and_a_hidden_one_none() -> None:
    low = make_side(MUNICIPALITY, dimensions={Dimension.GROWTH: 2.9})
    hidden = make_side(INITIATIVE, dimensions={Dimension.TRUST: None}, questions={"V1": None})

    assert find(make_release(parties=[low, hidden])) == ["TIP3"]


@pytest.mark.parametrize(
    ("statement", "obstacle"),
    [
        ("V3", Obstacle.HARD_TO_GET_IN),
        ("V4", Obstacle.HARD_TO_GET_IN),
        ("X7", Obstacle.NOT_SERIOUS),
        ("X2", Obstacle.TECHNOLOGY_EARLY),
        ("D4", Obstacle.NO_CLICK),
    ],
)
def test_an_initiative_tells_an_obstacle_by_a_statement(statement: str, obstacle: Obstacle) -> None:
    assert obstacle in told_by(INITIATIVE, statement)
    assert obstacle not in told_by(MUNICIPALITY, statement)


def test_without_a_click_only_the_talking_goes_badly() -> None:
    side = make_side(INITIATIVE, dimensions={Dimension.TRUST: 2.0}, questions={"D4": 2.0})

    assert Obstacle.NO_CLICK not in find(make_release(parties=[side]))


@pytest.mark.parametrize(
    ("other", "obstacle"),
    [
        (Dimension.TRUST, Obstacle.NOT_SERIOUS),
        (Dimension.TRANSPARENCY, Obstacle.THUNDERS_IN),
    ],
)
def test_an_initiative_tells_an_obstacle_by_two_low_dimensions(
    other: Dimension, obstacle: Obstacle
) -> None:
    both = make_side(INITIATIVE, dimensions={Dimension.EQUALITY: 2.5, other: 2.5})
    one = make_side(INITIATIVE, dimensions={Dimension.EQUALITY: 2.5})

    assert obstacle in find(make_release(parties=[both]))
    assert obstacle not in find(make_release(parties=[one]))


def test_worries_tell_of_getting_in_and_of_not_knowing_the_municipality() -> None:
    dont_know = make_worry(WorryKind.DONT_KNOW, party=PartyId(INITIATIVE))

    assert Obstacle.HARD_TO_GET_IN in find(None, make_worry(WorryKind.NO_CONTACT_PERSON))
    assert Obstacle.KNOW_THE_MUNICIPALITY in find(None, dont_know)
    assert Obstacle.KNOW_THE_MUNICIPALITY not in find(
        None, replace(dont_know, party=PartyId(MUNICIPALITY))
    )
    assert Obstacle.KNOW_THE_MUNICIPALITY not in find(
        None, replace(dont_know, dimension=Dimension.TRUST)
    )


def test_everything_but_what_is_named_so_can_be_found() -> None:
    statements = [each.code for each in ASKED.questions()]
    everything = make_side(INITIATIVE, questions=dict.fromkeys(statements, 1.5))
    other = make_side(INITIATIVE, dimensions={Dimension.EQUALITY: 2.0, Dimension.TRANSPARENCY: 2.0})
    worries = [make_worry(each) for each in WorryKind]

    found = {
        *find(make_release(parties=[everything]), *worries),
        *find(make_release(parties=[other]), *worries),
    }

    assert set(GUIDELINES) - found == set(UNMEASURED_GUIDELINES)
    assert set(Obstacle) - found == set(UNMEASURED_OBSTACLES)
