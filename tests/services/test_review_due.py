"""The worker looks again at partnerships where time alone changed something."""

from datetime import timedelta

import pytest

from monitor.domain.partnership import PartnershipId
from monitor.services import review_due as module
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.register_ports import SummaryFilter
from monitor.services.review import review
from monitor.services.review_due import review_due
from tests.factories import FakeClock, add_partnership
from tests.seeding import add_closed_round, make_partnership


def test_partnerships_that_were_never_reviewed_are(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)

    assert review_due(context).done == [stored.partnership.id]

    with context.unit_of_work(reads_only=True) as uow:
        assert len(uow.summaries.page(SummaryFilter(), 0, 5)) == 1
    assert review_due(context).done == []


def test_a_partnership_is_reviewed_on_its_day_and_once(context: Context, clock: FakeClock) -> None:
    partnership = make_partnership(context, "Oosterdal", people=3)
    add_closed_round(context, clock, partnership, {}, {})

    clock.advance(timedelta(days=31))

    assert review_due(context).done == [partnership.id]
    assert review_due(context).done == []


def test_one_that_fails_stops_no_other(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    first = add_partnership(context.unit_of_work)
    second = add_partnership(context.unit_of_work, name="Een ander")

    def fail_first(context_: Context, uow: UnitOfWork, partnership_id: PartnershipId) -> None:
        if partnership_id == first.partnership.id:
            raise ValueError
        review(context_, uow, partnership_id)

    monkeypatch.setattr(module, "review", fail_first)

    reviewed = review_due(context)

    assert (reviewed.done, reviewed.failed) == ([second.partnership.id], 1)
