"""Use case of the list of people: who can sign in, and how they are doing with it."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from monitor.domain.access.account_line import AccountLine, AccountState
from monitor.domain.access.rules import can_administer, can_invite, check_can_invite_any
from monitor.domain.errors import NotFoundError
from monitor.domain.partnership import Partnership, PartnershipId, PartyId
from monitor.services.access_ports import Standing
from monitor.services.accounts.invite import whole_workspace
from monitor.services.context import Context


@dataclass(frozen=True, slots=True)
class Place:
    """A partnership that somebody sees, and the parties that they can speak for in it."""

    id: PartnershipId
    name: str
    parties: Mapping[PartyId, str]


def list_accounts(context: Context) -> Sequence[AccountLine]:
    """Return the people of the workspace, by name; for a manager those they could invite."""
    check_can_invite_any(context.actor)
    with whole_workspace(context, reads_only=True) as uow:
        standings = uow.accounts.list_standings()
    return [
        _to_line(context, each)
        for each in standings
        if can_invite(context.actor, each.account.role, each.account.scope)
    ]


def read_places(context: Context, partnership_ids: Collection[PartnershipId]) -> Sequence[Place]:
    """Return partnerships with their parties, by name; without those out of sight."""
    check_can_invite_any(context.actor)
    found = []
    with context.unit_of_work(reads_only=True) as uow:
        for partnership_id in partnership_ids:
            with suppress(NotFoundError):
                found.append(_to_place(uow.partnerships.get(partnership_id)))
    return sorted(found, key=lambda each: (each.name.casefold(), each.id))


def _to_line(context: Context, standing: Standing) -> AccountLine:
    account = standing.account
    is_oneself = account.id == context.actor.account_id
    until = standing.invited_until
    return AccountLine(
        account=account,
        state=_state(standing),
        has_second_factor=standing.has_second_factor,
        is_of_elsewhere=standing.is_of_elsewhere,
        invited_until=until if until and until > context.clock.now() else None,
        is_oneself=is_oneself,
        can_change=can_administer(context.actor),
    )


def _state(standing: Standing) -> AccountState:
    if standing.account.is_disabled:
        return AccountState.DISABLED
    return AccountState.ACTIVE if standing.can_enter else AccountState.INVITED


def _to_place(partnership: Partnership) -> Place:
    parties = {party.id: party.name for party in partnership.parties}
    return Place(partnership.id, partnership.name, parties)
