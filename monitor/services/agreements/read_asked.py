"""What a round asked about agreements, in the words that its participants read."""

from collections.abc import Mapping

from monitor.domain.access.rules import check_can_see
from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import RecordId
from monitor.domain.round import RoundId
from monitor.services.context import Context


def read_asked(context: Context, round_id: RoundId) -> Mapping[RecordId, AskedAgreement]:
    """Return what a round asked about, in order; NotFoundError if there is no such round."""
    with context.unit_of_work(reads_only=True) as uow:
        check_can_see(context.actor, uow.rounds.get(round_id).partnership_id)
        return {each.agreement_id: each for each in uow.asked_agreements.list_of(round_id)}
