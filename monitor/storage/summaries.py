"""Summaries of partnerships, in the database."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from statistics import fmean
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Select, Text, case, cast, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from monitor.domain.partnership import PartnershipId, PartyKind, Phase
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Attention, PublishedParty
from monitor.services.register_ports import Summary, SummaryFilter, SummaryTotals, WeakCounts
from monitor.storage.tables import (
    PartnershipRow,
    SummaryContentRow,
    SummaryFlagRow,
    SummaryPartyRow,
    SummaryRow,
    SummaryWeakRow,
    Table,
)
from monitor.storage.upsert import insert_many

Statement = TypeVar("Statement", bound=Select[*tuple[Any, ...]])

_SUMMARY = TypeAdapter(Summary)
_GROUPS = list(Attention)


class SqlSummaries:
    """What the overview shows, one row a partnership."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def save(self, summary: Summary) -> None:
        """Store the summary of a partnership, in place of the one before."""
        self.save_many([summary])

    def save_many(self, summaries: Sequence[Summary]) -> None:
        """Store many summaries at once."""
        if not summaries:
            return
        ids = [each.partnership.id for each in summaries]
        connection = self._session.connection()
        # What belongs to them goes with them.
        connection.execute(delete(SummaryRow).where(SummaryRow.partnership_id.in_(ids)))
        rows: dict[type[Table], list[dict[str, Any]]] = {
            SummaryRow: [_to_values(each) for each in summaries],
            SummaryContentRow: [_to_content(each) for each in summaries],
            SummaryFlagRow: [flag for each in summaries for flag in _list_flags(each)],
            SummaryWeakRow: [weak for each in summaries for weak in _list_weak(each)],
            SummaryPartyRow: [party for each in summaries for party in _list_parties(each)],
        }
        for table, values in rows.items():
            insert_many(self._session, table, values)

    def page(self, wanted: SummaryFilter, start: int, size: int) -> Sequence[Summary]:
        """Return summaries by attention, then by name: ``size`` of them from ``start`` on."""
        order = (SummaryRow.attention, SummaryRow.name_key, SummaryRow.partnership_id)
        chosen = _filter(select(SummaryRow.partnership_id), wanted)
        # Only of these the content is read.
        chosen_here = chosen.order_by(*order).offset(start).limit(size).subquery()
        statement = (
            select(cast(SummaryContentRow.content, Text))
            .join(chosen_here, chosen_here.c.partnership_id == SummaryContentRow.partnership_id)
            .join(SummaryRow, SummaryRow.partnership_id == chosen_here.c.partnership_id)
            .order_by(*order)
        )
        return [_read(content) for content in self._session.scalars(statement)]

    def count(self, wanted: SummaryFilter) -> Mapping[Attention, int]:
        """Count the summaries that match, by attention; without the groups of none."""
        counted = _filter(select(SummaryRow.attention, func.count()), wanted)
        found = self._session.execute(counted.group_by(SummaryRow.attention))
        return {_GROUPS[place]: count for place, count in found}

    def totals(self, now: datetime) -> SummaryTotals:
        """Count over all summaries; a round counts as open until its deadline."""
        is_open = case((SummaryRow.opens_until > now, 1))
        groups = select(
            SummaryRow.attention,
            func.count(),
            func.count(is_open),
            func.max(SummaryRow.quarter),
        ).group_by(SummaryRow.attention)
        counted = self._session.execute(groups).all()
        by_place = {place: count for place, count, *_ in counted}
        kinds = self._session.execute(_totals_by_kind()).mappings().all()
        return SummaryTotals(
            partnerships=sum(by_place.values()),
            by_attention={group: by_place.get(place, 0) for place, group in enumerate(_GROUPS)},
            open_rounds=sum(open_rounds for _, _, open_rounds, _ in counted),
            means={
                (dimension, row["kind"]): (row[f"{dimension}_mean"], row[f"{dimension}_count"])
                for row in kinds
                for dimension in Dimension
                if row[f"{dimension}_count"]
            },
            respondents={row["kind"]: row["respondents"] or 0 for row in kinds},
            invited={row["kind"]: row["invited"] or 0 for row in kinds},
            newest_quarter=max((each for *_, each in counted if each), default=None),
        )

    def weak_counts(self) -> WeakCounts:
        """Count, by phase, where guidelines and obstacles are weak."""
        has_results = SummaryRow.quarter.is_not(None)
        everywhere = select(SummaryRow.phase, func.count()).group_by(SummaryRow.phase)
        by_code = (
            select(SummaryRow.phase, SummaryWeakRow.code, func.count())
            .join(SummaryWeakRow, SummaryWeakRow.partnership_id == SummaryRow.partnership_id)
            .where(has_results)
            .group_by(SummaryRow.phase, SummaryWeakRow.code)
        )
        weak: dict[Phase, dict[str, int]] = defaultdict(dict)
        for phase, code, count in self._session.execute(by_code):
            weak[phase][code] = count
        counted = self._session.execute(everywhere.where(has_results)).all()
        return WeakCounts(dict(counted), dict(weak))

    def due(self, today: date, limit: int) -> Sequence[PartnershipId]:
        """Return partnerships whose summary time alone may have changed by today."""
        statement = (
            select(SummaryRow.partnership_id)
            .where(SummaryRow.look_again_on <= today)
            .order_by(SummaryRow.look_again_on, SummaryRow.partnership_id)
            .limit(limit)
        )
        return [PartnershipId(each) for each in self._session.scalars(statement)]

    def missing(self, limit: int) -> Sequence[PartnershipId]:
        """Return partnerships without a summary."""
        has_one = exists().where(SummaryRow.partnership_id == PartnershipRow.id)
        statement = select(PartnershipRow.id).where(~has_one).order_by(PartnershipRow.id)
        return [PartnershipId(each) for each in self._session.scalars(statement.limit(limit))]


def _read(content: str) -> Summary:
    """Return the summary whose JSON text this is, its parties as every partnership has them."""
    summary = _SUMMARY.validate_json(content)
    partnership = summary.partnership
    return replace(summary, partnership=replace(partnership, parties=tuple(partnership.parties)))


def _filter(statement: Statement, wanted: SummaryFilter) -> Statement:
    statement = statement.select_from(SummaryRow)
    for word in wanted.search.casefold().split():
        statement = statement.where(SummaryRow.search_key.contains(word, autoescape=True))
    if wanted.phases:
        statement = statement.where(SummaryRow.phase.in_(wanted.phases))
    if wanted.attention:
        places = [_GROUPS.index(each) for each in wanted.attention]
        statement = statement.where(SummaryRow.attention.in_(places))
    if wanted.manager_id is not None:
        statement = statement.where(SummaryRow.manager_id == wanted.manager_id)
    if wanted.kinds:
        has_kind = or_(*(SummaryFlagRow.kind == kind for kind in wanted.kinds))
        statement = statement.where(
            exists().where(SummaryFlagRow.partnership_id == SummaryRow.partnership_id, has_kind)
        )
    return statement


def _totals_by_kind() -> Select[Any]:
    figures = [
        column
        for dimension in Dimension
        for column in (
            func.avg(getattr(SummaryPartyRow, dimension)).label(f"{dimension}_mean"),
            func.count(getattr(SummaryPartyRow, dimension)).label(f"{dimension}_count"),
        )
    ]
    people = [
        func.sum(SummaryPartyRow.respondents).label("respondents"),
        func.sum(SummaryPartyRow.invited).label("invited"),
    ]
    return select(SummaryPartyRow.kind, *figures, *people).group_by(SummaryPartyRow.kind)


def _to_values(summary: Summary) -> dict[str, Any]:
    partnership = summary.partnership
    searched = [partnership.name, *(each.name for each in partnership.parties)]
    searched.append(partnership.contact or "")
    return {
        "partnership_id": partnership.id,
        "name_key": partnership.name.casefold(),
        "search_key": " ".join(searched).casefold(),
        "phase": partnership.phase,
        "attention": _GROUPS.index(summary.attention),
        "manager_id": partnership.profile.manager_id,
        "opens_until": summary.opens_until,
        "look_again_on": summary.look_again_on,
        "quarter": summary.latest.quarter if summary.latest else None,
    }


def _to_content(summary: Summary) -> dict[str, Any]:
    content = _SUMMARY.dump_python(summary, mode="json")
    return {"partnership_id": summary.partnership.id, "content": content}


def _list_flags(summary: Summary) -> Sequence[dict[str, Any]]:
    kinds = sorted({worry.kind for worry in summary.worries})
    return [{"partnership_id": summary.partnership.id, "kind": kind} for kind in kinds]


def _list_weak(summary: Summary) -> Sequence[dict[str, Any]]:
    codes = sorted(set(summary.weak))
    return [{"partnership_id": summary.partnership.id, "code": code} for code in codes]


def _list_parties(summary: Summary) -> Sequence[dict[str, Any]]:
    """Return the figures of the newest full round, one row a kind of party.

    One number a partnership, so that many parties in one do not pass for many partnerships.
    """
    latest = summary.latest
    kinds = {each.id: each.kind for each in summary.partnership.parties}
    by_kind: dict[PartyKind, list[PublishedParty]] = defaultdict(list)
    for party in latest.parties if latest else ():
        by_kind[kinds[party.party_id]].append(party)
    return [
        {
            "partnership_id": summary.partnership.id,
            "kind": kind,
            **{dimension.value: _mean_of(parties, dimension) for dimension in Dimension},
            **_count_people(parties),
        }
        for kind, parties in by_kind.items()
    ]


def _mean_of(parties: Sequence[PublishedParty], dimension: Dimension) -> float | None:
    means = [each.scores[dimension].mean for each in parties]
    shown = [mean for mean in means if mean is not None]
    return fmean(shown) if shown else None


def _count_people(parties: Sequence[PublishedParty]) -> Mapping[str, int]:
    countable = [each for each in parties if each.respondents is not None and each.invited]
    return {
        "respondents": sum(each.respondents or 0 for each in countable),
        "invited": sum(each.invited or 0 for each in countable),
    }
