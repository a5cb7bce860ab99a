"""What a round asked about agreements, in the words that its participants read."""

from collections.abc import Mapping

from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import RecordId
from monitor.domain.round import RoundId
from monitor.services.context import Context


def read_asked(context: Context, round_id: RoundId) -> Mapping[RecordId, AskedAgreement]:
    """Return the agreements that a round asked about, in order."""
    with context.unit_of_work(reads_only=True) as uow:
        return {each.agreement_id: each for each in uow.asked_agreements.list_of(round_id)}
