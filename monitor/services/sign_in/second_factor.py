"""Use cases of the second factor: show a secret, take it when a code proves it, recovery codes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from monitor.domain.access import second_factor
from monitor.domain.access.account import Account
from monitor.domain.access.sign_in import Presence
from monitor.domain.errors import NotSignedInError, SignInRefusedError
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.sign_in.attempts import forget_failures
from monitor.services.sign_in.enter import TOTP
from monitor.services.sign_in.passwords import prove_password
from monitor.services.sign_in.sealing import seal, unseal
from monitor.services.sign_in.sessions import (
    How,
    begin_full,
    find_full,
    find_halfway,
    find_presence,
    of_owner,
)
from monitor.services.trail.note import note

_DRAFT = "totp draft"
_DRAFT_LASTS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Draft:
    """A secret that somebody is putting into an app; ``sealed`` brings it back with the code."""

    account: Account
    secret: str = field(repr=False)
    sealed: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A second factor that is in use now; the codes are shown this once."""

    token: str = field(repr=False)
    recovery_codes: Sequence[str] = field(repr=False)


def begin_second_factor(context: Context, token: str) -> Draft:
    """Draw a secret for somebody who is halfway and has no second factor yet.

    Raises:
        NotSignedInError: nobody is halfway with this secret, or they have one.
    """
    presence = find_halfway(context, token)
    if _has_factor(context, presence.account):
        raise NotSignedInError
    return _draft(context, presence.account)


def replace_second_factor(context: Context, token: str, password: str, address: str) -> Draft:
    """Draw a new secret for somebody who is signed in and shows the password again.

    Raises:
        NotSignedInError: nobody is signed in with this secret.
        SignInRefusedError: the password is wrong, or there is a lock.
    """
    account = find_full(context, token).account
    prove_password(context, account, password, address)
    return _draft(context, account)


def read_draft(context: Context, token: str, sealed: str) -> Draft:
    """Return the secret that was drawn for somebody before; NotSignedInError if none was."""
    presence = find_presence(context, token)
    text = unseal(context.secret_key, _DRAFT, sealed, _DRAFT_LASTS)
    if presence is None or text is None:
        raise NotSignedInError
    whose, secret = text.split(" ")
    is_theirs = whose == str(presence.account.id)
    if not is_theirs or not _may_set(context, presence):
        raise NotSignedInError
    return Draft(presence.account, secret, sealed)


def confirm_second_factor(context: Context, token: str, sealed: str, code: str) -> Confirmed:
    """Take a secret into use that a code proves to be in an app; all other sign-ins end.

    Raises:
        NotSignedInError: nobody is signed in, or the secret was not drawn for them just now.
        SignInRefusedError: the code is wrong.
    """
    draft = read_draft(context, token, sealed)
    account, own = draft.account, of_owner(context, draft.account)
    step = second_factor.find_step(draft.secret, code, context.clock.now())
    if step is None:
        raise SignInRefusedError
    with own.unit_of_work() as uow:
        stored = seal(context.secret_key, TOTP, draft.secret)
        uow.accounts.set_second_factor(account.id, stored, step)
        uow.sign_ins.delete_of(account.id)
        codes = _draw_codes(uow, account)
        note(own, uow, Deed(Act.SECOND_FACTOR_SET))
        uow.commit()
    forget_failures(context, account.email)
    return Confirmed(begin_full(context, account, How.CODE), codes)


def renew_recovery_codes(
    context: Context, token: str, password: str, address: str
) -> Sequence[str]:
    """Draw new recovery codes for somebody who shows the password again; the old ones are void.

    Raises:
        NotSignedInError: nobody is signed in with this secret, or they have no second factor.
        SignInRefusedError: the password is wrong, or there is a lock.
    """
    account = find_full(context, token).account
    if not _has_factor(context, account):
        raise NotSignedInError
    prove_password(context, account, password, address)
    own = of_owner(context, account)
    with own.unit_of_work() as uow:
        codes = _draw_codes(uow, account)
        note(own, uow, Deed(Act.SECOND_FACTOR_SET, facts={"recovery_codes": len(codes)}))
        uow.commit()
    return codes


def _draft(context: Context, account: Account) -> Draft:
    secret = second_factor.draw_totp_secret()
    return Draft(account, secret, seal(context.secret_key, _DRAFT, f"{account.id} {secret}"))


def _draw_codes(uow: UnitOfWork, account: Account) -> Sequence[str]:
    codes = second_factor.draw_recovery_codes()
    uow.accounts.set_recovery_codes(account.id, [second_factor.hash_code(each) for each in codes])
    return codes


def _may_set(context: Context, presence: Presence) -> bool:
    """Tell whether a draft of theirs still counts: who is halfway may not replace a factor."""
    return presence.sign_in.is_full or not _has_factor(context, presence.account)


def _has_factor(context: Context, account: Account) -> bool:
    with of_owner(context, account).unit_of_work(reads_only=True) as uow:
        return uow.accounts.credentials(account.id).has_second_factor
