from monitor.charts.table import Table


def test_tables_with_the_same_text_are_equal() -> None:
    assert Table(["a"], [["1"]]) == Table(["a"], [["1"]])
