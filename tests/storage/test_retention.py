"""What is older than its term is counted and deleted, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.domain.privacy.retention import Cutoff, Kept
from monitor.domain.response import Comment, Response, ResponseKey
from monitor.services.ports import UnitOfWorkFactory
from tests.factories import NOW, StoredPartnership, add_partnership, make_release, make_response

CLOSED_AT = datetime(2025, 3, 1, 12, tzinfo=UTC)


def make_form(made: StoredPartnership) -> Response:
    """Return a form of somebody of the first party that was not sent."""
    party_id = made.partnership.parties[0].id
    return make_response(round_id=made.round.id, party_id=party_id, is_sent=False)


@pytest.fixture
def stored(unit_of_work: UnitOfWorkFactory) -> StoredPartnership:
    """A partnership with a closed round, of which one form was sent and one was not."""
    made = add_partnership(unit_of_work)
    sent = replace(make_form(made), comments={"O1": Comment("Goed.")}, is_sent=True)
    with unit_of_work() as work:
        work.responses.save(sent)
        work.responses.save(replace(make_form(made), key=ResponseKey("2" * 40)))
        work.rounds.set_closed(made.round.id, CLOSED_AT)
        work.releases.add(made.partnership.id, make_release(round_id=made.round.id))
        work.commit()
    return made


def cutoff(moment: datetime) -> Cutoff:
    return Cutoff(moment.date(), moment)


@pytest.mark.parametrize("kind", [Kept.DRAFTS, Kept.COMMENTS, Kept.ANSWERS])
def test_what_closed_before_the_cutoff_is_due_and_goes(
    unit_of_work: UnitOfWorkFactory, stored: StoredPartnership, kind: Kept
) -> None:
    after, at = cutoff(CLOSED_AT + timedelta(seconds=1)), cutoff(CLOSED_AT)

    with unit_of_work() as work:
        assert work.retention.count_due(kind, at) == {}
        assert work.retention.count_due(kind, after) == {stored.partnership.id: 1}
        work.retention.remove_due(kind, stored.partnership.id, after)
        assert work.retention.count_due(kind, after) == {}
        work.commit()


def test_a_round_without_results_loses_nothing(unit_of_work: UnitOfWorkFactory) -> None:
    made = add_partnership(unit_of_work)
    with unit_of_work() as work:
        work.responses.save(make_form(made))
        work.rounds.set_closed(made.round.id, CLOSED_AT)
        work.commit()

    with unit_of_work(reads_only=True) as work:
        for kind in (Kept.DRAFTS, Kept.COMMENTS, Kept.ANSWERS, Kept.LETTERS):
            assert work.retention.count_due(kind, cutoff(NOW)) == {}


def test_removing_in_one_partnership_leaves_the_others(
    unit_of_work: UnitOfWorkFactory, stored: StoredPartnership
) -> None:
    other = add_partnership(unit_of_work, name="Elders").partnership

    with unit_of_work() as work:
        work.retention.remove_due(Kept.ANSWERS, other.id, cutoff(NOW))
        work.commit()

    with unit_of_work(reads_only=True) as work:
        assert work.responses.count(stored.round.id) == 2
