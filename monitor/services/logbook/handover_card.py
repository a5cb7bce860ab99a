"""Collects what somebody who takes over a partnership must know, from what is stored of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from monitor.domain.access.rules import check_can_see
from monitor.domain.flags.view import WorryView, view_worry
from monitor.domain.glossary import ShippedTerm
from monitor.domain.growth import GrowthPath, find_path, is_running
from monitor.domain.light_rounds import keep_full
from monitor.domain.manager import Manager
from monitor.domain.partnership import Partnership, PartnershipId
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.log import GrowthStep, Support, Term
from monitor.domain.register.record import Record
from monitor.domain.results import PublishedRound
from monitor.services.context import Context
from monitor.services.logbook.glossary import read_shipped_terms
from monitor.services.ports import UnitOfWork

QUARTERS = 4


@dataclass(frozen=True, slots=True)
class HandoverCard:
    """What a handover card is made from; of answers only what was published.

    ``agreements``: those that are open, the first due first. ``worries``: those that are open.
    ``releases``: the last four full rounds, oldest first. ``support``: what is given today.
    """

    partnership: Partnership
    today: date
    collaboration: Collaboration | None = None
    agreements: Sequence[Agreement] = ()
    worries: Sequence[WorryView] = ()
    releases: Sequence[PublishedRound] = ()
    growth: GrowthPath = field(default_factory=GrowthPath)
    support: Sequence[Support] = ()
    manager: Manager | None = None
    terms: Sequence[Record[Term]] = ()
    shipped: Sequence[ShippedTerm] = ()


def read_handover_card(context: Context, partnership_id: PartnershipId) -> HandoverCard:
    """Return what the handover card tells; NotFoundError if there is no such partnership."""
    check_can_see(context.actor, partnership_id)
    today = context.today()
    with context.unit_of_work(reads_only=True) as uow:
        partnership, records = uow.partnerships.get(partnership_id), uow.records
        releases = uow.releases.list_of(partnership_id)
        collaborations = records.list_of(partnership_id, Collaboration)
        supports = [each.content for each in records.list_of(partnership_id, Support)]
        manager_id = partnership.profile.manager_id
        return HandoverCard(
            partnership=partnership,
            today=today,
            collaboration=collaborations[0].content if collaborations else None,
            agreements=_read_open_agreements(uow, partnership_id),
            worries=[
                view_worry(each, partnership, releases, today)
                for each in uow.worries.list_of(partnership_id)
                if each.is_open
            ],
            releases=keep_full(releases)[-QUARTERS:],
            growth=find_path(records.list_of(partnership_id, GrowthStep), context.time_zone),
            support=[each for each in supports if is_running(each, today)],
            manager=uow.managers.get(manager_id) if manager_id else None,
            terms=records.list_of(partnership_id, Term),
            shipped=read_shipped_terms(),
        )


def _read_open_agreements(uow: UnitOfWork, partnership_id: PartnershipId) -> Sequence[Agreement]:
    agreements = [each.content for each in uow.records.list_of(partnership_id, Agreement)]
    is_open = [each for each in agreements if each.state is AgreementState.OPEN]
    return sorted(is_open, key=lambda each: (each.due_on is None, each.due_on or each.made_on))
