"""What one row of the attention list is made of."""

from datetime import timedelta

from monitor.domain.flags.worry import Snooze, WorryKind
from tests.ui.overview.test_attention_list import TODAY, make_row, make_worry


def test_a_row_is_about_the_partnership_and_newest_round_of_its_summary() -> None:
    row = make_row()

    assert row.partnership == row.summary.partnership
    assert row.latest == row.summary.history[-1]
    assert make_row(history=[]).latest is None


def test_worries_that_rest_are_left_out() -> None:
    resting = make_worry(WorryKind.GAP, snooze=Snooze(TODAY + timedelta(days=1), "later", "Els"))
    awake = make_worry(WorryKind.SILENCE)

    assert make_row(worries=[resting, awake]).worries == [awake]
