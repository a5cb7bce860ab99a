"""Follow worries: after a round closed, and whenever something was written down."""

from collections.abc import Sequence

from monitor.domain.flags.worry import Worry
from monitor.domain.partnership import PartnershipId
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork


def follow(_context: Context, uow: UnitOfWork, partnership_id: PartnershipId) -> Sequence[Worry]:
    """Bring the worries of a partnership up to date with its releases and records; return all."""
    return uow.worries.list_of(partnership_id)
