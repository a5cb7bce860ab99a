"""Summaries of partnerships, in the database."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from statistics import fmean
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Select, Text, and_, cast, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from monitor.domain.partnership import PartnershipId, PartyKind
from monitor.domain.questionnaire import Dimension
from monitor.domain.results import Attention, PublishedParty
from monitor.services.register_ports import Summary, SummaryFilter, SummaryTotals
from monitor.storage.tables import (
    PartnershipRow,
    SummaryFlagRow,
    SummaryPartyRow,
    SummaryRow,
)
from monitor.storage.upsert import insert_many

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
        # Their flags and figures go with them.
        connection.execute(delete(SummaryRow).where(SummaryRow.partnership_id.in_(ids)))
        insert_many(self._session, SummaryRow, [_to_values(each) for each in summaries])
        flags = [
            {"partnership_id": each.partnership.id, "kind": kind}
            for each in summaries
            for kind in sorted({worry.kind for worry in each.worries})
        ]
        insert_many(self._session, SummaryFlagRow, flags)
        parties = [values for each in summaries for values in _party_values(each)]
        insert_many(self._session, SummaryPartyRow, parties)

    def page(self, wanted: SummaryFilter, start: int, size: int) -> Sequence[Summary]:
        """Return summaries by attention, then by name: ``size`` of them from ``start`` on."""
        order = (SummaryRow.attention, SummaryRow.name_key, SummaryRow.partnership_id)
        statement = _filter(select(cast(SummaryRow.content, Text)), wanted)
        found = self._session.scalars(statement.order_by(*order).offset(start).limit(size))
        return [_SUMMARY.validate_json(content) for content in found]

    def count(self, wanted: SummaryFilter) -> int:
        """Count the summaries that match."""
        counted: int = self._session.scalars(_filter(select(func.count()), wanted)).one()
        return counted

    def totals(self) -> SummaryTotals:
        """Count over all summaries."""
        groups = select(
            SummaryRow.attention, func.count(), func.count(SummaryRow.opens_until)
        ).group_by(SummaryRow.attention)
        counted = self._session.execute(groups).all()
        by_place = {place: count for place, count, _ in counted}
        kinds = self._session.execute(_totals_by_kind()).mappings().all()
        return SummaryTotals(
            partnerships=sum(by_place.values()),
            by_attention={group: by_place.get(place, 0) for place, group in enumerate(_GROUPS)},
            open_rounds=sum(open_rounds for _, _, open_rounds in counted),
            means={
                (dimension, row["kind"]): (row[f"{dimension}_mean"], row[f"{dimension}_count"])
                for row in kinds
                for dimension in Dimension
                if row[f"{dimension}_count"]
            },
            respondents={row["kind"]: row["respondents"] or 0 for row in kinds},
            invited={row["kind"]: row["invited"] or 0 for row in kinds},
        )

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


def _filter(statement: Select[Any], wanted: SummaryFilter) -> Select[Any]:
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
            exists().where(
                and_(SummaryFlagRow.partnership_id == SummaryRow.partnership_id, has_kind)
            )
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
        "content": _SUMMARY.dump_python(summary, mode="json"),
    }


def _party_values(summary: Summary) -> Sequence[dict[str, Any]]:
    """Return the figures of the newest full round, one row a kind of party.

    One number a partnership, so that many parties in one do not pass for many partnerships.
    """
    latest = summary.history[-1] if summary.history else None
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
