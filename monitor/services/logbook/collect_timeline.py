"""Collects the events of a partnership, for the time line under its trends."""

from datetime import date, datetime, timedelta

from monitor.domain.partnership import PartnershipId
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.log import Event, Handover
from monitor.domain.timeline import HeldRound, Sources, Timeline, make_timeline
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork

# A later version with a day as near as this corrects the day, and was not signed anew.
_CORRECTION = timedelta(weeks=4)


def collect_timeline(context: Context, uow: UnitOfWork, partnership_id: PartnershipId) -> Timeline:
    """Return the events of a partnership and the days of its rounds."""
    records = uow.records
    return make_timeline(
        Sources(
            events=[each.content for each in records.list_of(partnership_id, Event)],
            handovers=[each.content for each in records.list_of(partnership_id, Handover)],
            signed_on=_find_signings(uow, partnership_id),
            rounds=[
                HeldRound(
                    each.id,
                    _day(each.opens_at, context),
                    _day(each.closed_at, context),
                    each.phase,
                )
                for each in uow.rounds.list_of(partnership_id)
                if each.closed_at is not None
            ],
        )
    )


def _find_signings(uow: UnitOfWork, partnership_id: PartnershipId) -> list[date]:
    """Return the days on which the collaboration agreement was signed, also anew."""
    signed: list[date] = []
    for record in uow.records.list_of(partnership_id, Collaboration):
        for version in uow.records.versions_of(record):
            on = version.content.signed_on
            if on is None:
                continue
            if signed and abs(on - signed[-1]) < _CORRECTION:
                signed.pop()
            signed.append(on)
    return signed


def _day(moment: datetime, context: Context) -> date:
    return moment.astimezone(context.time_zone).date()
