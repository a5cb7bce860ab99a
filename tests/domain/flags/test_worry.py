"""A worry by itself."""

from monitor.domain.flags.worry import WorryKind, WorryState
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import FlagKind
from tests.domain.flags.worries import INITIATIVE, make_worry
from tests.factories import TODAY


def test_every_flag_of_a_round_is_a_kind_of_worry() -> None:
    assert {each.value for each in FlagKind} <= {each.value for each in WorryKind}


def test_its_subject_is_its_kind_its_party_and_its_dimension() -> None:
    assert make_worry().subject == (WorryKind.LOW, INITIATIVE, Dimension.TRUST)


def test_only_a_closed_worry_asks_for_nothing_any_more() -> None:
    closed = [state for state in WorryState if not make_worry(state=state).is_open]

    assert closed == [WorryState.CLOSED]


def test_a_worry_that_nobody_let_rest_does_not_rest() -> None:
    assert not make_worry().is_resting(TODAY)
