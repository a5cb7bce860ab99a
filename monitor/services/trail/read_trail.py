"""Reads what was done: of one partnership for all who see it, of the workspace for its guardian.

Both partners read the same of their partnership, what was looked at included.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from monitor.domain.access.account import AccountId
from monitor.domain.access.rules import check_can_administer, check_can_see, check_can_take_away
from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import Partnership, PartnershipId, PartyId
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed, Entry
from monitor.domain.trail.line import TrailLine
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.trail.note import note
from monitor.services.trail_ports import TrailQuery

LINES_PER_PAGE = 50
# As much as a spreadsheet is good for; what is older is found by the filters.
MOST_IN_A_FILE = 10_000


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which entries somebody wants to read; None: all there are."""

    partnership_id: PartnershipId | None = None
    act: Act | None = None
    account_id: AccountId | None = None


@dataclass(frozen=True, slots=True)
class TrailPage:
    """One page of the trail, newest first; pages are counted from 1.

    ``people``: who did something in what may be read, by number, with their names.
    """

    lines: Sequence[TrailLine]
    page: int
    pages: int
    count: int
    people: Mapping[AccountId, str | None]
    partnership: Partnership | None


def read_trail(context: Context, wanted: TrailFilter, page: int) -> TrailPage:
    """Return a page of the trail; one that is not there becomes the nearest one that is.

    Raises:
        NotAllowedError: it is of all partnerships together, and not for this person.
        NotFoundError: there is no such partnership.
    """
    _check(context, wanted)
    query = _query(wanted)
    with context.unit_of_work(reads_only=True) as uow:
        whose = wanted.partnership_id
        partnership = None if whose is None else uow.partnerships.get(whose)
        count = uow.trail.count(query)
        pages = max(1, -(-count // LINES_PER_PAGE))
        shown = min(max(1, page), pages)
        entries = uow.trail.page(query, (shown - 1) * LINES_PER_PAGE, LINES_PER_PAGE)
        names = _names(uow)
        people = {each: names.get(each) for each in uow.trail.people(whose)}
        lines = _describe(entries, _find_partnerships(uow, entries), names)
    return TrailPage(lines, shown, pages, count, people, partnership)


def list_trail(context: Context, wanted: TrailFilter) -> Sequence[TrailLine]:
    """Return the newest entries for a file, and note that it is made.

    Raises:
        NotAllowedError: this person may not take it away.
        NotFoundError: there is no such partnership.
    """
    _check(context, wanted)
    if wanted.partnership_id is not None:
        check_can_take_away(context.actor, wanted.partnership_id)
    with context.unit_of_work() as uow:
        note(context, uow, Deed(Act.FILES_MADE, wanted.partnership_id, facts={"kind": "trail"}))
        uow.commit()
    with context.unit_of_work(reads_only=True) as uow:
        entries = uow.trail.page(_query(wanted), 0, MOST_IN_A_FILE)
        whose = wanted.partnership_id
        found = uow.partnerships.list_all() if whose is None else [uow.partnerships.get(whose)]
        return _describe(entries, found, _names(uow))


def _check(context: Context, wanted: TrailFilter) -> None:
    if wanted.partnership_id is None:
        check_can_administer(context.actor)
    else:
        check_can_see(context.actor, wanted.partnership_id)


def _query(wanted: TrailFilter) -> TrailQuery:
    acts = () if wanted.act is None else (wanted.act,)
    return TrailQuery(wanted.partnership_id, acts, wanted.account_id)


def _names(uow: UnitOfWork) -> Mapping[AccountId, str]:
    return {each.id: each.name for each in uow.accounts.list_all() if each.name}


def _find_partnerships(uow: UnitOfWork, entries: Sequence[Entry]) -> Sequence[Partnership]:
    """Return those that entries are about, as far as they are still there."""
    found = []
    for each in {entry.deed.partnership_id for entry in entries}:
        if each is not None:
            with suppress(NotFoundError):
                found.append(uow.partnerships.get(each))
    return found


def _describe(
    entries: Sequence[Entry], found: Sequence[Partnership], names: Mapping[AccountId, str]
) -> Sequence[TrailLine]:
    partnerships = {each.id: each.name for each in found}
    parties = {party.id: party.name for each in found for party in each.parties}
    return [
        TrailLine(
            entry=each,
            person=names.get(each.account_id) if each.account_id else None,
            partnership=partnerships.get(each.deed.partnership_id or PartnershipId(0)),
            party=parties.get(each.deed.party_id or PartyId(0)),
            about=names.get(AccountId(int(each.deed.facts.get("account", 0)))),
        )
        for each in entries
    ]
