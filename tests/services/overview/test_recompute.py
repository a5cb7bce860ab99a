"""Reviewing all partnerships anew."""

from monitor.services.context import Context
from monitor.services.overview.read_overview import read_overview
from monitor.services.overview.recompute import recompute
from monitor.services.register_ports import SummaryFilter
from tests.factories import add_partnership


def test_every_partnership_is_looked_at_and_progress_is_told(context: Context) -> None:
    for name in ("Noord", "Oost", "Zuid"):
        add_partnership(context.unit_of_work, name=name)
    heard: list[tuple[int, int]] = []

    outcome = recompute(context, lambda done, total: heard.append((done, total)))

    assert (len(outcome.done), outcome.failed) == (3, 0)
    assert heard == [(1, 3), (2, 3), (3, 3)]
    assert read_overview(context, SummaryFilter(), 1).count == 3


def test_without_partnerships_there_is_nothing_to_do(context: Context) -> None:
    outcome = recompute(context, lambda _done, _total: None)

    assert (list(outcome.done), outcome.failed) == ([], 0)
