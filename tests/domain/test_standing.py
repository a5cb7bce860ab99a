"""What fills up the story: how things stand now, and nothing that was told already."""

from dataclasses import replace

import pytest

from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension, QuestionKind
from monitor.domain.results import PublishedRound
from monitor.domain.standing import MOST_STATEMENTS, fill_up
from monitor.domain.story import Statement, StatementKind
from tests.factories import make_gap, make_published_party, make_release

CHANGED = Statement(StatementKind.ONE_FALLS, PartyId(1), Dimension.TRUST, 3.6, 3.1)


def make_standing(difference: float, kind: QuestionKind = QuestionKind.SHARED) -> PublishedRound:
    """Make a release whose widest gap is on growth, and whose strongest point is equality."""
    gaps = {each: make_gap(dimension=each, difference=0.1) for each in Dimension}
    gaps[Dimension.GROWTH] = replace(
        make_gap(dimension=Dimension.GROWTH, difference=difference), kind=kind
    )
    joint: dict[Dimension, float | None] = dict.fromkeys(Dimension, 3.0)
    joint[Dimension.EQUALITY] = 3.9
    parties = (make_published_party(party_id=1), make_published_party(party_id=2))
    return make_release(parties=parties, gaps=gaps, joint=joint)


def test_a_headline_alone_gets_three_sentences_about_how_things_stand() -> None:
    story = fill_up([CHANGED], make_standing(0.8))

    assert story == [
        CHANGED,
        Statement(StatementKind.WIDEST_VIEW, None, Dimension.GROWTH, after=0.8),
        Statement(StatementKind.STRONGEST, None, Dimension.EQUALITY, after=3.9),
        Statement(StatementKind.ALL_ANSWERED),
    ]


def test_the_two_kinds_of_gap_have_two_names() -> None:
    story = fill_up([CHANGED], make_standing(0.8, QuestionKind.MIRRORED))

    assert story[1].kind is StatementKind.WIDEST_ONE_SIDED


def test_parties_that_differ_by_less_than_half_a_point_see_it_alike() -> None:
    story = fill_up([CHANGED], make_standing(0.4))

    assert story[1] == Statement(StatementKind.ALIKE)


@pytest.mark.parametrize(
    "kind",
    [
        StatementKind.FIRST_ROUND,
        StatementKind.GAP_GREW,
        StatementKind.GAP_STAYS,
        StatementKind.GAP_NOW,
    ],
)
def test_a_gap_that_was_told_is_not_told_again(kind: StatementKind) -> None:
    told = Statement(kind, None, Dimension.GROWTH, after=1.2)

    kinds = [each.kind for each in fill_up([told], make_standing(1.2))]

    assert kinds == [kind, StatementKind.STRONGEST, StatementKind.ALL_ANSWERED]


def test_the_strongest_point_is_not_told_again() -> None:
    told = Statement(StatementKind.NO_CLEAR_CHANGE, dimension=Dimension.EQUALITY)

    kinds = [each.kind for each in fill_up([told], make_standing(0.8))]

    assert StatementKind.STRONGEST not in kinds


def test_a_story_that_is_long_enough_stays_as_it_is() -> None:
    long = [replace(CHANGED, dimension=each) for each in Dimension]

    assert len(long) == MOST_STATEMENTS
    assert fill_up(long, make_standing(0.8)) == long


def test_of_what_is_hidden_nothing_is_told() -> None:
    hidden = make_standing(0.8)
    nothing = replace(
        hidden,
        parties=(
            make_published_party(party_id=1, has_enough=False),
            make_published_party(party_id=2),
        ),
        gaps={each: make_gap(dimension=each, difference=None) for each in Dimension},
        joint=dict.fromkeys(Dimension),
    )

    told = Statement(StatementKind.ONE_VIEW, PartyId(2))

    assert fill_up([told], nothing) == [told]
