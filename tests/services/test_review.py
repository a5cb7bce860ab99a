"""What every use case ends with: worries and summary as things stand now."""

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.flags.worry import WorryKind
from monitor.domain.partnership import PartnershipId
from monitor.services.context import Context
from monitor.services.register_ports import SummaryFilter
from monitor.services.review import review
from tests.factories import FakeClock
from tests.seeding import add_closed_round, make_partnership


def test_the_worries_of_a_round_stand_in_the_summary_as_they_are_stored(
    context: Context, clock: FakeClock
) -> None:
    partnership = make_partnership(context, "Oosterdal", people=9)

    add_closed_round(context, clock, partnership, {}, {"TRU": 1})

    with context.unit_of_work(reads_only=True) as uow:
        (summary,) = uow.summaries.page(SummaryFilter(), 0, 5)
        stored = uow.worries.list_of(partnership.id)
    assert WorryKind.GAP in {each.kind for each in stored}
    assert list(summary.worries) == [each for each in stored if each.is_open]


def test_to_review_twice_changes_nothing(context: Context, clock: FakeClock) -> None:
    partnership = make_partnership(context, "Oosterdal", people=9)
    add_closed_round(context, clock, partnership, {}, {"TRU": 1})
    with context.unit_of_work() as uow:
        review(context, uow, partnership.id)
        before = uow.worries.list_of(partnership.id), uow.summaries.page(SummaryFilter(), 0, 5)

        review(context, uow, partnership.id)

        after = uow.worries.list_of(partnership.id), uow.summaries.page(SummaryFilter(), 0, 5)
    assert after == before


def test_there_must_be_such_a_partnership(context: Context) -> None:
    with context.unit_of_work() as uow, pytest.raises(NotFoundError):
        review(context, uow, PartnershipId(999))
