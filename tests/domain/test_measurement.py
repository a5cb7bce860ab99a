from monitor.domain.measurement import Turnover


def test_turnover_counts_who_left_and_who_joined() -> None:
    assert Turnover(sequence=3, left=1, joined=1).changed == 2
