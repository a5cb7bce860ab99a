"""A clock that is set back: rounds and results stay in the order in which they came about."""

from datetime import timedelta

from monitor.services.checkin.rounds import close_round
from monitor.services.context import Context
from tests.factories import FakeClock
from tests.seeding import answer_all, make_partnership, open_checkin

TWO_HOURS = timedelta(hours=2)


# H12.
def test_rounds_and_results_keep_their_order_when_the_clock_goes_back_two_hours(
    context: Context, clock: FakeClock
) -> None:
    partnership = make_partnership(context, "Zonnewijk", people=5)
    first = open_checkin(context, partnership)
    answer_all(context, first.tokens, {})
    close_round(context, first.id)

    clock.advance(-TWO_HOURS)
    second = open_checkin(context, partnership)
    answer_all(context, second.tokens, {})
    close_round(context, second.id)

    with context.unit_of_work(reads_only=True) as uow:
        rounds = uow.rounds.list_of(partnership.id)
        releases = uow.releases.list_of(partnership.id)
    assert rounds[1].opens_at < rounds[0].opens_at
    assert [each.id for each in rounds] == [first.id, second.id]
    assert [each.round_id for each in releases] == [first.id, second.id]
    assert [each.sequence for each in releases] == [1, 2]
