"""What moved since the round before, in words."""

import pytest

from monitor.domain.meeting.deck import JointMove, MovedSlide
from monitor.domain.meeting.plan import StepKind, default_step
from monitor.domain.partnership import PartyId
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import PublishedScore, Tier
from monitor.domain.story import Change
from monitor.i18n.meeting_moves import Move, list_moves, write_move
from tests.charts.scenes import make_reader, make_side
from tests.domain.meeting.making import INITIATIVE, MUNICIPALITY
from tests.factories import QUARTER, make_partnership

DUTCH = make_reader()
TRUST, GROWTH = Dimension.TRUST, Dimension.GROWTH
STEP = default_step(StepKind.MOVED)


def make_slide(*changes: Change, is_chance: bool = True, after: float = 3.2) -> MovedSlide:
    return MovedSlide(
        STEP,
        is_closed=not changes,
        before=QUARTER.shift(-1),
        joint=(JointMove(TRUST, 3.5, after, may_be_chance=is_chance, is_fine=True),),
        changes=changes,
        parties=(make_side(1, (4, 4, 4, 4)), make_side(2, (3, 3, 3, 3))),
    )


def change(party_id: PartyId, before: float, after: float, tier: Tier | None = None) -> Change:
    def score(mean: float) -> PublishedScore:
        return PublishedScore(TRUST, mean, mean - 0.5, mean + 0.5, tier=tier)

    return Change(party_id, TRUST, score(before), score(after))


def test_until_all_agreed_only_the_move_of_all_together_is_told() -> None:
    (move,) = list_moves(make_slide(), TRUST)

    assert (move.party_id, move.before, move.after) == (None, 3.5, 3.2)
    assert not move.has_margins
    assert list_moves(make_slide(), GROWTH) == []


def test_the_moves_of_parties_come_in_the_order_of_the_parties() -> None:
    slide = make_slide(change(INITIATIVE, 3.5, 2.9), change(MUNICIPALITY, 3.5, 3.6))

    assert [move.party_id for move in list_moves(slide, TRUST)] == [MUNICIPALITY, INITIATIVE]


def test_the_margins_of_then_and_now_come_along() -> None:
    (move,) = list_moves(make_slide(change(MUNICIPALITY, 3.5, 4.0)), TRUST)

    assert move.margins == ((3.0, 4.0), (3.5, 4.5))


def test_a_move_the_way_that_the_signals_tell_is_not_called_chance() -> None:
    slide = make_slide(
        change(INITIATIVE, 3.5, 2.9), change(MUNICIPALITY, 3.5, 3.6), is_chance=False
    )

    municipality, initiative = list_moves(slide, TRUST)

    assert municipality.may_be_chance
    assert not initiative.may_be_chance


def test_a_rounded_mean_makes_a_rounded_move() -> None:
    (move,) = list_moves(make_slide(change(MUNICIPALITY, 3.5, 4.0, Tier.COARSE)), TRUST)

    assert not move.is_fine


@pytest.mark.parametrize(
    ("after", "is_fine", "text"),
    [
        (3.9, True, "gemeente: 0,4 omhoog"),
        (3.0, True, "gemeente: 0,5 omlaag"),
        (4.0, False, "gemeente: ongeveer 0,5 omhoog"),
        (3.5, True, "gemeente: gelijk"),
    ],
)
def test_a_move_is_written_with_its_size(after: float, text: str, *, is_fine: bool) -> None:
    move = Move(MUNICIPALITY, 3.5, after, is_fine, may_be_chance=False)

    assert write_move(move, make_partnership(), DUTCH).text == text


def test_a_move_that_may_be_chance_says_so_and_no_move_does_not() -> None:
    moved = Move(None, 3.5, 3.9, is_fine=True, may_be_chance=True)
    still = Move(None, 3.5, 3.5, is_fine=True, may_be_chance=True)

    assert write_move(moved, make_partnership(), DUTCH).note == "kan toeval zijn"
    assert write_move(moved, make_partnership(), DUTCH).text == "samen: 0,4 omhoog"
    assert write_move(still, make_partnership(), DUTCH).note == ""
