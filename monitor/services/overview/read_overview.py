"""What the overview shows: a page of partnerships with what they need now, and key figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.domain.access.rules import check_can_see_any
from monitor.domain.manager import Manager
from monitor.domain.partnership import PartyKind
from monitor.domain.programme import MINIMUM_PARTNERSHIPS
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Attention
from monitor.domain.round import Quarter
from monitor.services.context import Context
from monitor.services.register.known_managers import managers_within
from monitor.services.register_ports import Summary, SummaryFilter, SummaryTotals

ROWS_PER_PAGE = 25
_COMPARED = (PartyKind.MUNICIPALITY, PartyKind.INITIATIVE)


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """One page of the partnerships that match; pages are counted from 1.

    ``counts``: how many match on all pages, by attention. ``managers``: those within
    sight, to choose from and to name.
    """

    rows: Sequence[Summary]
    page: int
    pages: int
    counts: Mapping[Attention, int]
    managers: Sequence[Manager]

    @property
    def count(self) -> int:
        """How many match on all pages."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class WidestDimension:
    """The dimension on which the two kinds of party differ most, over all partnerships."""

    dimension: Dimension
    means: Mapping[PartyKind, float]


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Counts over all partnerships; shares are between 0 and 1.

    ``prepared``: of how many there is a summary, so that they are counted and listed.
    """

    partnerships: int
    prepared: int
    by_attention: Mapping[Attention, int]
    widest: WidestDimension | None
    respondents: int
    invited: int
    response_shares: Mapping[PartyKind, float]
    open_rounds: int
    newest_quarter: Quarter | None


def read_overview(context: Context, wanted: SummaryFilter, page: int) -> OverviewPage:
    """Return the partnerships of a page, those that need a person first, then by name.

    A page that is not there becomes the nearest one that is.
    """
    check_can_see_any(context.actor)
    with context.unit_of_work(reads_only=True) as uow:
        counts = uow.summaries.count(wanted)
        pages = max(1, -(-sum(counts.values()) // ROWS_PER_PAGE))
        shown = min(max(1, page), pages)
        return OverviewPage(
            rows=uow.summaries.page(wanted, (shown - 1) * ROWS_PER_PAGE, ROWS_PER_PAGE),
            page=shown,
            pages=pages,
            counts=counts,
            managers=managers_within(context, uow),
        )


def read_key_figures(context: Context) -> KeyFigures:
    """Count over all partnerships within sight, from published results only."""
    check_can_see_any(context.actor)
    with context.unit_of_work(reads_only=True) as uow:
        totals = uow.summaries.totals(context.clock.now())
        partnerships = uow.partnerships.count()
    return KeyFigures(
        partnerships=partnerships,
        prepared=totals.partnerships,
        by_attention=totals.by_attention,
        widest=_find_widest_dimension(totals),
        respondents=sum(totals.respondents.values()),
        invited=sum(totals.invited.values()),
        response_shares={
            kind: totals.respondents[kind] / totals.invited[kind]
            for kind in PartyKind
            if totals.invited.get(kind)
        },
        open_rounds=totals.open_rounds,
        newest_quarter=totals.newest_quarter,
    )


def _find_widest_dimension(totals: SummaryTotals) -> WidestDimension | None:
    """Find where municipalities and initiatives differ most, among what may be told."""
    told = [
        WidestDimension(dimension, {kind: totals.means[dimension, kind][0] for kind in _COMPARED})
        for dimension in Dimension
        if all(_may_be_told(totals, dimension, kind) for kind in _COMPARED)
    ]
    return max(
        told,
        key=lambda each: abs(each.means[PartyKind.MUNICIPALITY] - each.means[PartyKind.INITIATIVE]),
        default=None,
    )


def _may_be_told(totals: SummaryTotals, dimension: Dimension, kind: PartyKind) -> bool:
    _mean, partnerships = totals.means.get((dimension, kind), (0.0, 0))
    return partnerships >= MINIMUM_PARTNERSHIPS
