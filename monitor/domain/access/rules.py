"""Who may do what: of every rule one function that tells, and one that refuses.

A partnership out of somebody's sight does not exist for them: the refusal is a NotFoundError, so
that nobody learns what there is. What they may see but not do is a NotAllowedError. Both partners
see the same pages of their partnership at the same time (guideline on equality): a representative
sees what the manager sees, and writes in the log and the agreements as they do.
"""

from monitor.domain.access.account import Role, Scope
from monitor.domain.access.actor import Actor, ActorKind
from monitor.domain.errors import NotAllowedError, NotFoundError
from monitor.domain.partnership import PartnershipId, PartyId

_MANAGING = frozenset({Role.ADMINISTRATOR, Role.MANAGER})
_HOLDING = _MANAGING | {Role.FACILITATOR}
_WRITING = _HOLDING | {Role.REPRESENTATIVE}
_TAKING_AWAY = _WRITING
_SEEING = _WRITING | {Role.VIEWER}
_INVITED_BY_MANAGERS = frozenset({Role.REPRESENTATIVE, Role.VIEWER})
_COUNTING = _MANAGING | {Role.VIEWER, Role.RESEARCHER}


def can_see(actor: Actor, partnership_id: PartnershipId) -> bool:
    """Tell whether somebody may see the pages of a partnership."""
    return actor.role in _SEEING and actor.scope.holds(partnership_id)


def check_can_see(actor: Actor, partnership_id: PartnershipId) -> None:
    """Pass if somebody may see the pages of a partnership; NotFoundError if not."""
    if not can_see(actor, partnership_id):
        raise NotFoundError(f"partnership {partnership_id}")


def can_see_any(actor: Actor) -> bool:
    """Tell whether somebody may see partnerships at all: lists hold those within their scope."""
    return actor.role in _SEEING


def check_can_see_any(actor: Actor) -> None:
    """Pass if somebody may see partnerships at all; NotAllowedError if not."""
    _require(can_see_any(actor))


def can_write(actor: Actor, partnership_id: PartnershipId) -> bool:
    """Tell whether somebody may write in the log, the agreements and the worries."""
    return actor.role in _WRITING and can_see(actor, partnership_id)


def check_can_write(actor: Actor, partnership_id: PartnershipId) -> None:
    """Pass if somebody may write about a partnership; NotAllowedError if not."""
    check_can_see(actor, partnership_id)
    _require(can_write(actor, partnership_id))


def can_hold_meetings(actor: Actor, partnership_id: PartnershipId) -> bool:
    """Tell whether somebody may prepare and lead the evaluation meetings."""
    return actor.role in _HOLDING and can_see(actor, partnership_id)


def check_can_hold_meetings(actor: Actor, partnership_id: PartnershipId) -> None:
    """Pass if somebody may prepare and lead the meetings; NotAllowedError if not."""
    check_can_see(actor, partnership_id)
    _require(can_hold_meetings(actor, partnership_id))


def can_speak_for(actor: Actor, partnership_id: PartnershipId, party_id: PartyId) -> bool:
    """Tell whether somebody may note what a party said aloud: a representative for their own."""
    return can_hold_meetings(actor, partnership_id) or _represents(actor, partnership_id, party_id)


def check_can_speak_for(actor: Actor, partnership_id: PartnershipId, party_id: PartyId) -> None:
    """Pass if somebody may note what a party said aloud; NotAllowedError if not."""
    check_can_see(actor, partnership_id)
    _require(can_speak_for(actor, partnership_id, party_id))


def can_take_away(actor: Actor, partnership_id: PartnershipId) -> bool:
    """Tell whether somebody may make files of a partnership: both partners get the same."""
    return actor.role in _TAKING_AWAY and can_see(actor, partnership_id)


def check_can_take_away(actor: Actor, partnership_id: PartnershipId) -> None:
    """Pass if somebody may make files of a partnership; NotAllowedError if not."""
    check_can_see(actor, partnership_id)
    _require(can_take_away(actor, partnership_id))


def can_manage(actor: Actor, partnership_id: PartnershipId) -> bool:
    """Tell whether somebody may plan rounds, show links, and change what a partnership is."""
    return actor.role in _MANAGING and can_see(actor, partnership_id)


def check_can_manage(actor: Actor, partnership_id: PartnershipId) -> None:
    """Pass if somebody may manage a partnership; NotAllowedError if not."""
    check_can_see(actor, partnership_id)
    _require(can_manage(actor, partnership_id))


def can_manage_any(actor: Actor) -> bool:
    """Tell whether somebody may manage partnerships: lists hold those within their scope."""
    return actor.role in _MANAGING


def check_can_manage_any(actor: Actor) -> None:
    """Pass if somebody may manage partnerships; NotAllowedError if not."""
    _require(can_manage_any(actor))


def can_manage_people(actor: Actor, partnership_id: PartnershipId, party_id: PartyId) -> bool:
    """Tell whether somebody may change who answers for a party: a representative for their own."""
    return can_manage(actor, partnership_id) or _represents(actor, partnership_id, party_id)


def check_can_manage_people(actor: Actor, partnership_id: PartnershipId, party_id: PartyId) -> None:
    """Pass if somebody may change who answers for a party; NotAllowedError if not."""
    check_can_see(actor, partnership_id)
    _require(can_manage_people(actor, partnership_id, party_id))


def can_manage_all(actor: Actor) -> bool:
    """Tell whether somebody may change what all share: new partnerships, cards, questionnaires."""
    return actor.role in _MANAGING and actor.scope.is_everything


def check_can_manage_all(actor: Actor) -> None:
    """Pass if somebody may change what all partnerships share; NotAllowedError if not."""
    _require(can_manage_all(actor))


def can_see_totals(actor: Actor) -> bool:
    """Tell whether somebody may see figures over all partnerships together."""
    return actor.role in _COUNTING and actor.scope.is_everything


def check_can_see_totals(actor: Actor) -> None:
    """Pass if somebody may see figures over all partnerships; NotAllowedError if not."""
    _require(can_see_totals(actor))


def can_administer(actor: Actor) -> bool:
    """Tell whether somebody may invite people, change what they may, and read the whole trail."""
    is_whole = actor.role is Role.ADMINISTRATOR and actor.scope.is_everything
    return is_whole and not _is_trying(actor)


def check_can_administer(actor: Actor) -> None:
    """Pass if somebody may administer the workspace; NotAllowedError if not."""
    _require(can_administer(actor))


def _represents(actor: Actor, partnership_id: PartnershipId, party_id: PartyId) -> bool:
    is_own = actor.role is Role.REPRESENTATIVE and party_id in actor.scope.parties
    return is_own and can_see(actor, partnership_id)


def can_invite_any(actor: Actor) -> bool:
    """Tell whether somebody may invite people at all."""
    return can_administer(actor) or (actor.role is Role.MANAGER and not _is_trying(actor))


def check_can_invite_any(actor: Actor) -> None:
    """Pass if somebody may invite people at all; NotAllowedError if not."""
    _require(can_invite_any(actor))


def can_invite(actor: Actor, role: Role, scope: Scope) -> bool:
    """Tell whether somebody may invite people in this role who see so far.

    A manager lets in who takes part in partnerships that they manage, and no further.
    """
    if can_administer(actor):
        return True
    if not (can_invite_any(actor) and role in _INVITED_BY_MANAGERS and scope.partnerships):
        return False
    return all(actor.scope.holds(each) for each in scope.partnerships)


def check_can_invite(actor: Actor, role: Role, scope: Scope) -> None:
    """Pass if somebody may invite people in this role; NotAllowedError if not."""
    _require(can_invite(actor, role, scope))


def _is_trying(actor: Actor) -> bool:
    return actor.kind is ActorKind.TRYING


def _require(is_allowed: bool) -> None:  # noqa: FBT001 - It is all that it is about.
    if not is_allowed:
        raise NotAllowedError
