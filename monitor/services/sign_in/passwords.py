"""Use cases of passwords: choose one by a link that works once, change it, or ask for a link."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from monitor.domain.access.account import Account
from monitor.domain.access.passwords import find_fault
from monitor.domain.access.sign_in import LinkPurpose
from monitor.domain.errors import InvalidPasswordError, NotFoundError, SignInRefusedError
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.sign_in import hashing
from monitor.services.sign_in.attempts import Whence, begin_attempt, forget_failures, take_back
from monitor.services.sign_in.enter import Entered, enter, tidy_email
from monitor.services.sign_in.one_time import (
    AccessLetter,
    find_link,
    make_letter,
    was_asked_lately,
    withdraw_links,
)
from monitor.services.sign_in.sessions import find_full, of_owner
from monitor.services.trail.note import note

# So that nobody can fill somebody else's mailbox.
_BETWEEN_LETTERS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Change:
    """Another password, in place of the one that proves who asks for it."""

    old: str = field(repr=False)
    new: str = field(repr=False)


def choose_password(context: Context, secret: str, password: str, *, of_everybody: bool) -> Entered:
    """Set the password of whose link this is, end all their sign-ins, and begin a new one.

    Raises:
        NotFoundError: the link cannot be used, or not any more.
        InvalidPasswordError: the password cannot be had; the link stays.
    """
    found = find_link(context, secret)
    account = found.account
    check_password(password, account.email)
    hashed, own = hashing.hash_password(password), of_owner(context, account)
    with own.unit_of_work() as uow:
        if not uow.one_time_links.take(found.link.token_hash):
            raise NotFoundError("link")
        uow.accounts.set_password(account.id, hashed)
        withdraw_links(uow, account.id)
        uow.sign_ins.delete_of(account.id)
        note(own, uow, Deed(Act.PASSWORD_SET, facts={"by": found.link.purpose.value}))
        uow.commit()
    forget_failures(context, account.email)
    return enter(context, account, of_everybody=of_everybody)


def change_password(context: Context, token: str, change: Change, address: str) -> None:
    """Set another password, and end all other sign-ins.

    Raises:
        NotSignedInError: nobody is signed in with this secret.
        SignInRefusedError: the old password is wrong, or there is a lock.
        InvalidPasswordError: the new one cannot be had.
    """
    found = find_full(context, token)
    account = found.account
    prove_password(context, account, change.old, address)
    check_password(change.new, account.email)
    hashed, own = hashing.hash_password(change.new), of_owner(context, account)
    with own.unit_of_work() as uow:
        uow.accounts.set_password(account.id, hashed)
        withdraw_links(uow, account.id)
        uow.sign_ins.delete_of(account.id, but=found.sign_in.token_hash)
        note(own, uow, Deed(Act.PASSWORD_SET))
        uow.commit()


def prove_password(context: Context, account: Account, password: str, address: str) -> None:
    """Pass if this is somebody's password; SignInRefusedError if not, or if there is a lock."""
    whence = Whence(account.email, address)
    with of_owner(context, account).unit_of_work(reads_only=True) as uow:
        stored = uow.accounts.credentials(account.id).password_hash
    may_try = begin_attempt(context, whence)
    if not (hashing.is_password(stored, password) and may_try):
        raise SignInRefusedError(was_counted=may_try)
    take_back(context, whence)


def check_password(password: str, email: str) -> None:
    """Pass if somebody can have a password; InvalidPasswordError says why not."""
    fault = find_fault(password, email)
    if fault is not None:
        raise InvalidPasswordError(fault.value)


def request_reset(context: Context, email: str, send: Callable[[AccessLetter], None]) -> None:
    """Send somebody a link for a new password; nobody learns whether there is an account.

    Who signs in elsewhere has no password here, and gets none.
    """
    with context.unit_of_work.within(None)(reads_only=True) as uow:
        account = uow.accounts.find_by_email(tidy_email(email))
        is_elsewhere = account is not None and uow.accounts.is_of_elsewhere(account.id)
    if account is None or account.is_disabled or is_elsewhere:
        return
    if was_asked_lately(context, account, context.clock.now() - _BETWEEN_LETTERS):
        return
    own = of_owner(context, account)
    with own.unit_of_work() as uow:
        letter = make_letter(own, uow, account, LinkPurpose.NEW_PASSWORD)
        uow.commit()
    send(letter)
