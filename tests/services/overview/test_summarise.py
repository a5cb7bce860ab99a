"""What the summary of a partnership holds, and what it leaves out."""

from datetime import timedelta

from monitor.domain.partnership import PartnershipId
from monitor.domain.results import Attention
from monitor.services.checkin.rounds import close_round, open_round
from monitor.services.context import Context
from monitor.services.overview.read_overview import read_overview
from monitor.services.overview.summarise import HISTORY_LENGTH
from monitor.services.register.edit_partnership import end_partnership
from monitor.services.register_ports import Summary, SummaryFilter
from monitor.services.review import review
from tests.factories import NOW, TWO_WEEKS, FakeClock, add_partnership
from tests.seeding import add_closed_round, make_partnership, open_checkin


def look_at(context: Context, partnership_id: PartnershipId) -> Summary:
    """Review the only partnership and return its summary."""
    with context.unit_of_work() as uow:
        review(context, uow, partnership_id)
        uow.commit()
    (summary,) = read_overview(context, SummaryFilter(), 1).rows
    return summary


def test_without_a_release_there_is_no_history_and_it_is_watched(context: Context) -> None:
    stored = add_partnership(context.unit_of_work)

    summary = look_at(context, stored.partnership.id)

    assert summary.partnership.name == stored.partnership.name
    assert (summary.latest, list(summary.history)) == (None, [])
    assert summary.attention is Attention.WATCH
    assert summary.opens_until == stored.round.closes_at


def test_a_round_past_its_deadline_is_not_open(context: Context, clock: FakeClock) -> None:
    stored = add_partnership(context.unit_of_work)
    clock.advance(TWO_WEEKS)

    assert look_at(context, stored.partnership.id).opens_until is None


def test_the_history_goes_back_two_years_from_the_newest(context: Context) -> None:
    stored = add_partnership(context.unit_of_work, people_per_party=1)
    close_round(context, stored.round.id)
    for _ in range(HISTORY_LENGTH):
        close_round(context, open_round(context, stored.partnership.id, NOW + TWO_WEEKS).id)

    summary = look_at(context, stored.partnership.id)

    assert [each.sequence for each in summary.history] == list(range(2, HISTORY_LENGTH + 2))


def test_what_a_list_does_not_show_is_left_out(context: Context, clock: FakeClock) -> None:
    partnership = make_partnership(context, "Oosterdal", people=8)
    add_closed_round(context, clock, partnership, {}, {"TRU": 1})

    summary = look_at(context, partnership.id)

    assert summary.latest is not None
    assert [list(party.questions) for party in summary.latest.parties] == [[], []]
    assert (list(summary.latest.comments), summary.latest.audit) == ([], None)
    assert {each.kind.value for each in summary.worries} >= {"low"}
    assert "D1" in summary.weak


def test_a_light_round_is_no_part_of_the_history(context: Context, clock: FakeClock) -> None:
    partnership = make_partnership(context, "Oosterdal", people=5)
    add_closed_round(context, clock, partnership, {}, {})
    light = open_checkin(context, partnership, is_light=True)
    close_round(context, light.id)

    summary = look_at(context, partnership.id)

    assert [each.sequence for each in summary.history] == [1]
    assert summary.light is not None
    assert summary.light.round_id == light.id
    assert summary.attention is Attention.PLAN_TALK


def test_a_cooperation_that_ended_asks_for_nothing_any_more(
    context: Context, clock: FakeClock
) -> None:
    partnership = make_partnership(context, "Oosterdal", people=8)
    add_closed_round(context, clock, partnership, {}, {"TRU": 1})
    assert look_at(context, partnership.id).attention is not Attention.NO_SIGNALS

    last_on = context.today() + timedelta(days=1)
    end_partnership(context, partnership, last_on)

    before = look_at(context, partnership.id)
    assert before.attention is not Attention.NO_SIGNALS
    assert before.look_again_on is not None
    assert before.look_again_on <= last_on
    clock.advance(timedelta(days=1))
    after = look_at(context, partnership.id)
    assert after.attention is Attention.NO_SIGNALS
    assert list(after.worries) == []
    assert "D1" in after.weak
