"""Begins, finds and ends sign-ins."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

from monitor.domain.access.account import Account, AccountId
from monitor.domain.access.actor import Actor
from monitor.domain.access.sign_in import (
    LONGEST,
    LONGEST_IDLE,
    Presence,
    SignIn,
    draw_secret,
    hash_secret,
)
from monitor.domain.errors import NotSignedInError
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.trail.note import note

# Longer than any lock, so that none is forgotten early.
_FORGOTTEN_AFTER = timedelta(hours=3)


class How(StrEnum):
    """With what somebody came in; it stands in the trail."""

    PASSWORD = "password"  # noqa: S105 - It names a way in.
    CODE = "code"
    RECOVERY_CODE = "recovery_code"
    ELSEWHERE = "elsewhere"


def of_owner(context: Context, account: Account) -> Context:
    """Return the context of somebody at work in their own workspace."""
    return context.acting_as(Actor.of(account))


def begin_halfway(context: Context, account: Account) -> str:
    """Begin a sign-in that opens nothing yet but the pages of the second factor."""
    secret = draw_secret()
    with of_owner(context, account).unit_of_work() as uow:
        uow.sign_ins.add(_new(context, secret, account.id, is_full=False))
        uow.commit()
    return secret


def begin_full(context: Context, account: Account, how: How, instead_of: str = "") -> str:
    """Begin a sign-in that opens the dashboard, and return the secret that proves it.

    ``instead_of``: the secret of the one halfway, which ends: no secret from before somebody
    proved all is worth anything afterwards.
    """
    secret, own = draw_secret(), of_owner(context, account)
    now = context.clock.now()
    with own.unit_of_work() as uow:
        uow.sign_ins.delete(hash_secret(instead_of))
        uow.sign_ins.delete_before(now - LONGEST, now - LONGEST_IDLE)
        uow.one_time_links.delete_expired(now)
        uow.failures.delete_before(now - _FORGOTTEN_AFTER)
        uow.detours.delete_before(now - _FORGOTTEN_AFTER)
        uow.sign_ins.add(_new(context, secret, account.id, is_full=True))
        uow.accounts.mark_signed_in(account.id, now)
        note(own, uow, Deed(Act.SIGNED_IN, facts={"how": how.value}))
        uow.commit()
    return secret


def find_presence(context: Context, token: str, *, is_use: bool = True) -> Presence | None:
    """Return the sign-in that a secret proves and whose it is; None when there is none any more.

    ``is_use``: it is asked because somebody does something, which keeps the sign-in alive.
    """
    if not token:
        return None
    everywhere, now = context.unit_of_work.within(None), context.clock.now()
    with everywhere(reads_only=True) as uow:
        found = uow.sign_ins.find(hash_secret(token))
    if found is None or found.account.is_disabled or found.sign_in.has_ended(now):
        return None
    if is_use and found.sign_in.is_worth_touching(now):
        with everywhere() as uow:
            uow.sign_ins.touch(found.sign_in.token_hash, now)
            uow.commit()
    return found


def find_full(context: Context, token: str) -> Presence:
    """Return a sign-in that opens the dashboard; NotSignedInError when it is none."""
    found = find_presence(context, token)
    if found is None or not found.sign_in.is_full:
        raise NotSignedInError
    return found


def find_halfway(context: Context, token: str) -> Presence:
    """Return a sign-in that waits for the second factor; NotSignedInError when it is none."""
    found = find_presence(context, token)
    if found is None or found.sign_in.is_full:
        raise NotSignedInError
    return found


def sign_out(context: Context, token: str) -> None:
    """End a sign-in; nothing happens when it has ended already."""
    found = find_presence(context, token)
    if found is None:
        return
    own = of_owner(context, found.account)
    with own.unit_of_work() as uow:
        uow.sign_ins.delete(found.sign_in.token_hash)
        if found.sign_in.is_full:
            note(own, uow, Deed(Act.SIGNED_OUT))
        uow.commit()


def sign_out_elsewhere(context: Context, token: str) -> None:
    """End all sign-ins of somebody but this one."""
    found = find_full(context, token)
    own = of_owner(context, found.account)
    with own.unit_of_work() as uow:
        uow.sign_ins.delete_of(found.account.id, but=found.sign_in.token_hash)
        note(own, uow, Deed(Act.SIGNED_OUT, facts={"elsewhere": True}))
        uow.commit()


def list_sign_ins(context: Context, presence: Presence) -> Sequence[SignIn]:
    """Return all full sign-ins of somebody that go on, the newest first."""
    now = context.clock.now()
    with of_owner(context, presence.account).unit_of_work(reads_only=True) as uow:
        found = uow.sign_ins.list_of(presence.account.id)
    return [each for each in found if each.is_full and not each.has_ended(now)]


def _new(context: Context, secret: str, account_id: AccountId, *, is_full: bool) -> SignIn:
    now = context.clock.now()
    return SignIn(hash_secret(secret), account_id, is_full, begun_at=now, seen_at=now)
