"""What the overview shows: every partnership with what it needs now, and a few key figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from monitor.domain.attention import Circumstance, find_circumstances, judge_attention
from monitor.domain.light_rounds import find_light_since, keep_full, list_current_flags
from monitor.domain.partnership import Partnership, PartnershipId, PartyKind, Phase
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Attention, FlagKind, PublishedRound
from monitor.domain.round import Round, RoundState
from monitor.services.context import Context

HISTORY_LENGTH = 8  # Two years of quarters.
# A figure over partnerships is shown from this many, so that it names none of them.
MINIMUM_PARTNERSHIPS = 5


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One partnership of the attention list; ``history`` is oldest first, at most two years.

    ``history`` holds full rounds only; ``light``: a light round held after the newest of them.
    """

    partnership: Partnership
    history: Sequence[PublishedRound]
    attention: Attention
    circumstances: Sequence[Circumstance]
    open_round: Round | None
    light: PublishedRound | None = None

    @property
    def latest(self) -> PublishedRound | None:
        """The newest full round, or None before the first."""
        return self.history[-1] if self.history else None


@dataclass(frozen=True, slots=True)
class WidestDimension:
    """The dimension on which the two kinds of party differ most, over all partnerships."""

    dimension: Dimension
    means: Mapping[PartyKind, float]


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Counts over all rows; shares are between 0 and 1, None where nothing may be counted."""

    partnerships: int
    by_attention: Mapping[Attention, int]
    widest: WidestDimension | None
    respondents: int
    invited: int
    response_shares: Mapping[PartyKind, float]
    open_rounds: int


@dataclass(frozen=True, slots=True)
class OverviewFilter:
    """What the viewer asked for; empty means everything."""

    search: str = ""
    phases: Sequence[Phase] = ()
    flags: Sequence[FlagKind] = ()
    attention: Sequence[Attention] = ()


def read_overview(context: Context) -> Sequence[OverviewRow]:
    """Return all partnerships, those that need a person first, then by name."""
    now = context.clock.now()
    with context.unit_of_work(reads_only=True) as uow:
        partnerships = uow.partnerships.list_all()
        releases = uow.releases.latest(HISTORY_LENGTH)
        unclosed = {
            each.partnership_id: each
            for each in uow.rounds.list_unclosed()
            if each.state(now) is RoundState.OPEN
        }
    rows = [_make_row(each, releases, unclosed) for each in partnerships]
    order = list(Attention)
    return sorted(
        rows, key=lambda row: (order.index(row.attention), row.partnership.name.casefold())
    )


def filter_rows(rows: Sequence[OverviewRow], wanted: OverviewFilter) -> Sequence[OverviewRow]:
    """Return the rows that match every part of a filter."""
    return [row for row in rows if _matches(row, wanted)]


def count_key_figures(rows: Sequence[OverviewRow]) -> KeyFigures:
    """Count over the rows, from published results only."""
    counted = [
        (row.partnership.party(party.party_id).kind, party.respondents, party.invited)
        for row in rows
        if row.latest
        for party in row.latest.parties
        if party.respondents is not None and party.invited
    ]
    return KeyFigures(
        partnerships=len(rows),
        by_attention={group: sum(row.attention is group for row in rows) for group in Attention},
        widest=find_widest_dimension(rows),
        respondents=sum(respondents or 0 for _, respondents, _ in counted),
        invited=sum(invited or 0 for _, _, invited in counted),
        response_shares=_response_shares(counted),
        open_rounds=sum(row.open_round is not None for row in rows),
    )


def find_widest_dimension(rows: Sequence[OverviewRow]) -> WidestDimension | None:
    """Find where municipalities and initiatives differ most; None below five partnerships."""
    candidates = [_kind_means(rows, dimension) for dimension in Dimension]
    known = [each for each in candidates if each is not None]
    return max(
        known,
        key=lambda each: abs(each.means[PartyKind.MUNICIPALITY] - each.means[PartyKind.INITIATIVE]),
        default=None,
    )


def _make_row(
    partnership: Partnership,
    releases: Mapping[PartnershipId, Sequence[PublishedRound]],
    unclosed: Mapping[PartnershipId, Round],
) -> OverviewRow:
    released = releases.get(partnership.id, [])
    history, light = keep_full(released), find_light_since(released)
    latest = history[-1] if history else None
    return OverviewRow(
        partnership=partnership,
        history=history,
        attention=judge_attention(latest, light),
        circumstances=find_circumstances(latest),
        open_round=unclosed.get(partnership.id),
        light=light,
    )


def _matches(row: OverviewRow, wanted: OverviewFilter) -> bool:
    names = [row.partnership.name, *(party.name for party in row.partnership.parties)]
    kinds = {flag.kind for flag in list_current_flags(row.latest, row.light)}
    return (
        wanted.search.strip().casefold() in " ".join(names).casefold()
        and (not wanted.phases or row.partnership.phase in wanted.phases)
        and (not wanted.flags or bool(kinds & set(wanted.flags)))
        and (not wanted.attention or row.attention in wanted.attention)
    )


def _kind_means(rows: Sequence[OverviewRow], dimension: Dimension) -> WidestDimension | None:
    # One number a partnership, so that many parties in one do not pass for many partnerships.
    means = {
        kind: [fmean(shown) for row in rows if (shown := _shown_means(row, kind, dimension))]
        for kind in (PartyKind.MUNICIPALITY, PartyKind.INITIATIVE)
    }
    if any(len(values) < MINIMUM_PARTNERSHIPS for values in means.values()):
        return None
    return WidestDimension(dimension, {kind: fmean(values) for kind, values in means.items()})


def _shown_means(row: OverviewRow, kind: PartyKind, dimension: Dimension) -> Sequence[float]:
    return [
        mean
        for party in (row.latest.parties if row.latest else ())
        if row.partnership.party(party.party_id).kind is kind
        and (mean := party.scores[dimension].mean) is not None
    ]


def _response_shares(
    counted: Sequence[tuple[PartyKind, int | None, int | None]],
) -> Mapping[PartyKind, float]:
    shares = {}
    for kind in PartyKind:
        invited = sum(invited or 0 for each, _, invited in counted if each is kind)
        if invited:
            answered = sum(respondents or 0 for each, respondents, _ in counted if each is kind)
            shares[kind] = answered / invited
    return shares
