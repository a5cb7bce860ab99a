"""What the page of an ending shows, and what both parties take along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, cast

from monitor.domain.access.rules import check_can_see, check_can_take_away
from monitor.domain.celebration import Celebration, find_reached
from monitor.domain.ending import OpenEnd, find_open_ends
from monitor.domain.growth import find_path
from monitor.domain.partnership import Partnership, PartnershipId
from monitor.domain.register.agreement import Agreement, AgreementState
from monitor.domain.register.collaboration import Collaboration
from monitor.domain.register.entry import DATED, DatedEntry
from monitor.domain.register.farewell import Farewell
from monitor.domain.register.log import Change, GrowthStep, Lesson, Term
from monitor.domain.register.record import Record
from monitor.domain.results import PublishedRound
from monitor.domain.round import Round, RoundState
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.ending.write_farewell import find_farewell
from monitor.services.ports import UnitOfWork
from monitor.services.trail.note import note


@dataclass(frozen=True, slots=True)
class EndingView:
    """All that the page of an ending shows.

    ``farewell``: what was typed so far. ``agreements``: open ones in the order of their days, then
    the others. ``lessons``: newest first. ``reached``: in all the time of the cooperation.
    ``open_round``: a check-in that goes on until its deadline, also after the last day.
    ``has_results``: a full round was published.
    """

    partnership: Partnership
    today: date
    collaboration: Collaboration | None
    farewell: Farewell
    agreements: Sequence[Record[Agreement]]
    lessons: Sequence[Record[Lesson]]
    reached: Sequence[Celebration]
    open_round: Round | None
    has_results: bool

    @property
    def open_ends(self) -> Sequence[OpenEnd]:
        """What the parties have not done yet."""
        return find_open_ends(self.lessons, self.agreements, self.farewell)

    @property
    def ended_on(self) -> date | None:
        """The day on which the cooperation ends; None while nobody ended it."""
        return self.partnership.profile.ended_on


@dataclass(frozen=True, slots=True)
class Keepsake:
    """What both parties take along, the same for each: of answers only what was published.

    ``agreements`` and ``collaboration``: every version, oldest first. ``entries``: of the log,
    oldest first. ``releases``: of all check-ins, oldest first.
    """

    partnership: Partnership
    made_on: date
    agreements: Sequence[Sequence[Record[Agreement]]]
    collaboration: Sequence[Record[Collaboration]]
    entries: Sequence[Record[DatedEntry]]
    terms: Sequence[Record[Term]]
    farewell: Farewell
    releases: Sequence[PublishedRound]

    @property
    def has_results(self) -> bool:
        """Tell whether a full round was published."""
        return any(not each.is_light for each in self.releases)


def read_ending(context: Context, partnership_id: PartnershipId) -> EndingView:
    """Return what the page shows; NotFoundError if there is no such partnership."""
    check_can_see(context.actor, partnership_id)
    now = context.clock.now()
    with context.unit_of_work(reads_only=True) as uow:
        partnership, records = uow.partnerships.get(partnership_id), uow.records
        agreements = records.list_of(partnership_id, Agreement)
        releases = uow.releases.list_of(partnership_id)
        growth = find_path(records.list_of(partnership_id, GrowthStep), context.time_zone)
        changes = records.list_of(partnership_id, Change)
        lessons = records.list_of(partnership_id, Lesson)
        collaboration = next(iter(records.list_of(partnership_id, Collaboration)), None)
        rounds = uow.rounds.list_of(partnership_id)
        farewell = find_farewell(uow, partnership_id)
    return EndingView(
        partnership=partnership,
        today=context.today(),
        collaboration=collaboration.content if collaboration else None,
        farewell=farewell.content if farewell else Farewell(),
        agreements=sorted(agreements, key=_order),
        lessons=sorted(lessons, key=lambda each: (each.content.on, each.id), reverse=True),
        reached=find_reached(releases, agreements, changes, growth),
        open_round=next((each for each in rounds if each.state(now) is RoundState.OPEN), None),
        has_results=any(not each.is_light for each in releases),
    )


def read_keepsake(context: Context, partnership_id: PartnershipId) -> Keepsake:
    """Return what both parties take along; NotFoundError if there is no such partnership."""
    check_can_take_away(context.actor, partnership_id)
    with context.unit_of_work() as uow:
        partnership, records = uow.partnerships.get(partnership_id), uow.records
        collaboration = records.list_of(partnership_id, Collaboration)
        farewell = find_farewell(uow, partnership_id)
        keepsake = Keepsake(
            partnership=partnership,
            made_on=context.today(),
            agreements=[
                records.versions_of(each) for each in records.list_of(partnership_id, Agreement)
            ],
            collaboration=records.versions_of(collaboration[0]) if collaboration else (),
            entries=_read_entries(uow, partnership_id),
            terms=records.list_of(partnership_id, Term),
            farewell=farewell.content if farewell else Farewell(),
            releases=uow.releases.list_of(partnership_id),
        )
        facts = {"kind": "keepsake"}
        note(context, uow, Deed(Act.FILES_MADE, partnership_id, facts=facts))
        uow.commit()
    return keepsake


def _read_entries(uow: UnitOfWork, partnership_id: PartnershipId) -> Sequence[Record[DatedEntry]]:
    found: list[Record[Any]] = list(
        chain.from_iterable(uow.records.list_of(partnership_id, kind) for kind in DATED)
    )
    entries = cast("list[Record[DatedEntry]]", found)
    return sorted(entries, key=lambda each: (each.content.on, each.id))


def _order(record: Record[Agreement]) -> tuple[bool, date, int]:
    agreement = record.content
    is_decided = agreement.state is not AgreementState.OPEN
    return is_decided, agreement.due_on or date.max, record.id
