from monitor.domain.measurement import Turnover


def test_turnover_counts_who_left_and_who_joined() -> None:
    assert Turnover(sequence=3, left=[(4, 4, 4)], joined=[(2, 3, 4)]).changed == 2
