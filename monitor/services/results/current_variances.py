"""Which variances judge a round that closes now."""

from monitor.domain.analysis.variances import DEFAULT_VARIANCES, Variances
from monitor.services.ports import UnitOfWork


def current_variances(uow: UnitOfWork) -> Variances:
    """Return the set that was taken over last, or the default."""
    adoptions = uow.variance_sets.adoptions()
    if not adoptions:
        return DEFAULT_VARIANCES
    known = {each.version: each.variances for each in uow.variance_sets.list_all()}
    return known.get(adoptions[-1].version, DEFAULT_VARIANCES)
