"""Use cases of signing in elsewhere: go to the provider, come back, and be let in (ADR 0025)."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import NoReturn

from monitor.domain.access.account import Account, Role
from monitor.domain.access.elsewhere import (
    ElsewhereProblem,
    Vouched,
    first_scope,
    next_scope,
    role_of,
)
from monitor.domain.access.sign_in import Detour, draw_secret, hash_secret
from monitor.domain.errors import DuplicateAccountError, SignInElsewhereError
from monitor.domain.partnership import Language
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed, Fact
from monitor.services.access_ports import NewAccount
from monitor.services.accounts.manage_accounts import forget_second_factor
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.provider_ports import Departure, Provider, Return
from monitor.services.register.manage_participants import is_email
from monitor.services.sign_in.one_time import withdraw_links
from monitor.services.sign_in.sessions import How, begin_full
from monitor.services.trail.note import note

# Long enough to find a phone with a code on it.
LONGEST_AWAY = timedelta(minutes=10)
_VERIFIER_BYTES = 48
_CLOSED = "password_removed"
_PROBLEM_OF = {
    "access_denied": ElsewhereProblem.CANCELLED,
    "server_error": ElsewhereProblem.UNAVAILABLE,
    "temporarily_unavailable": ElsewhereProblem.UNAVAILABLE,
}


@dataclass(frozen=True, slots=True)
class Admission:
    """Who is let in. ``roles``: of which groups; empty where only those invited come in.

    ``trusts_email``: also an address that the provider does not call verified.
    """

    roles: Mapping[str, Role]
    trusts_email: bool = False


@dataclass(frozen=True, slots=True)
class Arrived:
    """Somebody who came in: the secret that proves it, and where they wanted to go."""

    token: str = field(repr=False)
    next_path: str


def depart(context: Context, provider: Provider, next_path: str, browser: str) -> str:
    """Return the address at the provider where somebody signs in.

    ``browser``: a secret that only this browser has, so that nobody else can come back for it.
    """
    departure = Departure(draw_secret(), draw_secret(), secrets.token_urlsafe(_VERIFIER_BYTES))
    # First, so that a provider that does not answer leaves nothing behind.
    address = provider.address_of(departure)
    detour = Detour(
        state_hash=_state_hash(departure.state, browser),
        nonce=departure.nonce,
        verifier=departure.verifier,
        next_path=next_path,
        begun_at=context.clock.now(),
    )
    with context.unit_of_work() as uow:
        uow.detours.delete_before(detour.begun_at - LONGEST_AWAY)
        uow.detours.add(detour)
        uow.commit()
    return address


@dataclass(frozen=True, slots=True)
class Visit:
    """What comes back with a browser: what the provider added to the address, and its secret."""

    returned: Return
    browser: str = field(repr=False)


def arrive(context: Context, provider: Provider, visit: Visit, admission: Admission) -> Arrived:
    """Let somebody in who comes back from the provider.

    Raises:
        SignInElsewhereError: they do not come in, for the reason that it names.
    """
    returned = visit.returned
    detour = _take_detour(context, visit)
    if returned.error:
        problem = _PROBLEM_OF.get(returned.error, ElsewhereProblem.UNTRUSTED)
        raise SignInElsewhereError(problem, "the provider says so")
    if returned.issuer and returned.issuer != provider.issuer:
        # Else another provider could pass its codes off as those of this one (RFC 9207).
        raise SignInElsewhereError(ElsewhereProblem.UNTRUSTED, "another issuer")
    departure = Departure(returned.state, detour.nonce, detour.verifier)
    vouched = provider.redeem(returned.code, departure)
    account = admit(context, vouched, admission)
    return Arrived(begin_full(context, account, How.ELSEWHERE), detour.next_path)


def admit(context: Context, vouched: Vouched, admission: Admission) -> Account:
    """Return the account of somebody the provider vouches for, as their groups make it now.

    Raises:
        SignInElsewhereError: they have none here and get none, or it is disabled.
    """
    account = _find(context, vouched, admission)
    role = role_of(vouched.groups, admission.roles)
    if (admission.roles and role is None) or (account is None and role is None):
        _refuse(context, account, ElsewhereProblem.UNKNOWN)
    if account is None:
        return _make(context, vouched, role or Role.VIEWER)
    if account.is_disabled:
        _refuse(context, account, ElsewhereProblem.DISABLED)
    return _keep_up(context, account, vouched, role or account.role)


def _state_hash(state: str, browser: str) -> str:
    # Both in one, so that neither a stolen address nor a stolen cookie is enough.
    return hash_secret(f"{state}.{browser}")


def _take_detour(context: Context, visit: Visit) -> Detour:
    with context.unit_of_work() as uow:
        detour = uow.detours.take(_state_hash(visit.returned.state, visit.browser))
        uow.commit()
    if detour is None or context.clock.now() - detour.begun_at > LONGEST_AWAY:
        raise SignInElsewhereError(ElsewhereProblem.STALE)
    return detour


def _find(context: Context, vouched: Vouched, admission: Admission) -> Account | None:
    """Return the account of a subject, or else the one that waits for their address."""
    with context.unit_of_work.within(None)(reads_only=True) as uow:
        known = uow.accounts.find_by_subject(vouched.issuer, vouched.subject)
        if known is not None:
            return _of_here(context, known)
        if not is_email(vouched.email):
            raise SignInElsewhereError(ElsewhereProblem.NO_EMAIL)
        if not (vouched.is_email_verified or admission.trusts_email):
            raise SignInElsewhereError(ElsewhereProblem.UNVERIFIED)
        invited = uow.accounts.find_by_email(vouched.email)
        if invited is None:
            return None
        if uow.accounts.is_of_elsewhere(invited.id):
            # An address that was given to somebody else is not that of the same person.
            raise SignInElsewhereError(ElsewhereProblem.UNKNOWN, "another subject")
        return _of_here(context, invited)


def _of_here(context: Context, account: Account) -> Account:
    if account.workspace_id != context.actor.workspace_id:
        raise SignInElsewhereError(ElsewhereProblem.UNKNOWN, "another workspace")
    return account


def _refuse(context: Context, account: Account | None, problem: ElsewhereProblem) -> NoReturn:
    """Refuse somebody, which the trail tells when there is an account of theirs."""
    if account is not None:
        facts = {**_facts(account), "why": problem.value}
        with context.unit_of_work() as uow:
            note(context, uow, Deed(Act.SIGN_IN_REFUSED, facts=facts))
            uow.commit()
    raise SignInElsewhereError(problem)


def _make(context: Context, vouched: Vouched, role: Role) -> Account:
    new = NewAccount(
        email=vouched.email,
        name=vouched.name,
        language=vouched.language or Language.DUTCH,
        role=role,
        made_at=context.clock.now(),
        scope=first_scope(role),
    )
    with context.unit_of_work() as uow:
        try:
            account = uow.accounts.add(new)
        except DuplicateAccountError:
            # Twice at the same moment: the second time they are known.
            raise SignInElsewhereError(ElsewhereProblem.STALE, "made meanwhile") from None
        uow.accounts.set_subject(account.id, vouched.issuer, vouched.subject)
        note(context, uow, Deed(Act.ACCOUNT_INVITED, facts=_facts(account)))
        uow.commit()
    return account


def _keep_up(context: Context, known: Account, vouched: Vouched, role: Role) -> Account:
    with context.unit_of_work() as uow:
        # As in ``manage_accounts``: who shuts somebody out meanwhile is not overwritten.
        uow.workspaces.hold(context.actor.workspace_id)
        account = uow.accounts.get(known.id)
        scope = next_scope(role, account.scope, is_same_role=role is account.role)
        changed = replace(account, role=role, scope=scope)
        if not uow.accounts.is_of_elsewhere(account.id):
            uow.accounts.set_subject(account.id, vouched.issuer, vouched.subject)
        _close_ways_around(context, uow, account)
        if changed != account:
            uow.accounts.save(changed)
            note(context, uow, Deed(Act.ACCOUNT_CHANGED, facts=_facts(changed)))
        uow.commit()
    return changed


def _close_ways_around(context: Context, uow: UnitOfWork, account: Account) -> None:
    """Forget what else opens an account: the provider would know nothing of who comes in so.

    At every arrival, as ``accounts reset`` gives a password for the time that the provider is away.
    """
    withdraw_links(uow, account.id)
    if uow.accounts.credentials(account.id).password_hash is None:
        return
    uow.accounts.set_password(account.id, None)
    forget_second_factor(uow, account.id)
    note(context, uow, Deed(Act.ACCOUNT_CHANGED, facts={**_facts(account), "change": _CLOSED}))


def _facts(account: Account) -> Mapping[str, Fact]:
    return {"account": account.id, "role": account.role.value, "how": How.ELSEWHERE.value}
