"""The worries of a partnership, as its page reads them."""

import pytest

from monitor.domain.errors import NotFoundError
from monitor.domain.flags.worry import WorryKind
from monitor.domain.partnership import PartnershipId
from monitor.domain.results import FlagKind
from monitor.services.context import Context
from monitor.services.flags.read_worries import read_worries
from tests.factories import FakeClock
from tests.seeding import add_closed_round, make_partnership


def test_every_worry_comes_with_the_flag_and_the_rounds_it_is_told_from(
    context: Context, clock: FakeClock
) -> None:
    partnership = make_partnership(context, "Oosterdal", people=9)
    add_closed_round(context, clock, partnership, {}, {"TRU": 1})

    views = read_worries(context, partnership.id)

    gap = next(each for each in views if each.worry.kind is WorryKind.GAP)
    assert gap.flag is not None
    assert gap.flag.kind is FlagKind.GAP
    assert [each.sequence for each in gap.releases] == [1]
    assert gap.is_asking


def test_releases_that_were_read_already_are_not_read_again(
    context: Context, clock: FakeClock
) -> None:
    partnership = make_partnership(context, "Oosterdal", people=9)
    add_closed_round(context, clock, partnership, {}, {"TRU": 1})
    with context.unit_of_work(reads_only=True) as uow:
        known = uow.releases.list_of(partnership.id)

    views = read_worries(context, partnership.id, known)

    assert list(views) == list(read_worries(context, partnership.id))
    assert next(each for each in views if each.flag).releases[0] is known[0]


def test_there_must_be_such_a_partnership(context: Context) -> None:
    with pytest.raises(NotFoundError):
        read_worries(context, PartnershipId(999))


def test_a_partnership_without_rounds_has_none(context: Context) -> None:
    assert read_worries(context, make_partnership(context, "Nieuwland", people=3).id) == []
