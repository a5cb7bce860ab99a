"""Chooses the agreements about which a round asks the other parties whether they noticed."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from monitor.domain.noticing import AskedAgreement
from monitor.domain.partnership import Partnership
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.record import Record
from monitor.domain.round import Round
from monitor.services.ports import UnitOfWork

# Of each person: a check-in takes five minutes.
_MOST_ASKED = 3


def choose_asked(
    uow: UnitOfWork, partnership: Partnership, rounds: Sequence[Round]
) -> Sequence[AskedAgreement]:
    """Return what a full round that opens now asks about, as it reads now: due soonest first.

    Agreements that are open, or were done since the last full round opened. ``rounds``: those of
    the partnership before it.
    """
    full = [each for each in rounds if not each.is_light]
    since = max((each.opens_at for each in full), default=None)
    records = uow.records.list_of(partnership.id, Agreement)
    chosen = []
    asked: Counter[int] = Counter()
    for record in sorted(records, key=_due):
        agreement = record.content
        others = [party.id for party in partnership.parties if party.id != agreement.owner]
        if any(asked[each] == _MOST_ASKED for each in others):
            continue
        if not _is_worth_asking(uow, record, since):
            continue
        asked.update(others)
        chosen.append(AskedAgreement(record.id, agreement.owner, agreement.text))
    return chosen


def _due(record: Record[Agreement]) -> tuple[date, int]:
    return record.content.due_on or date.max, record.id


def _is_worth_asking(uow: UnitOfWork, record: Record[Agreement], since: datetime | None) -> bool:
    if record.content.state is not AgreementState.DONE:
        return record.content.state is AgreementState.OPEN
    return since is None or _done_at(uow, record) >= since


def _done_at(uow: UnitOfWork, record: Record[Agreement]) -> datetime:
    """Return since when an agreement is done: a text corrected later is no news."""
    done_at = record.written.at
    for version in reversed(uow.records.versions_of(record)):
        if version.content.state is not AgreementState.DONE:
            break
        done_at = version.written.at
    return done_at
