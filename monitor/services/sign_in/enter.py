"""Use cases of coming in: a password, and then a code."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from monitor.domain.access import second_factor
from monitor.domain.access.account import Account
from monitor.domain.access.actor import the_product
from monitor.domain.errors import SignInRefusedError
from monitor.domain.trail.acts import Act
from monitor.domain.trail.entry import Deed
from monitor.services.access_ports import Credentials
from monitor.services.context import Context
from monitor.services.sign_in import hashing
from monitor.services.sign_in.attempts import (
    Whence,
    begin_attempt,
    forget_failures,
    is_account_locked,
    take_back,
)
from monitor.services.sign_in.sealing import unseal
from monitor.services.sign_in.sessions import (
    How,
    begin_full,
    begin_halfway,
    find_halfway,
    of_owner,
)
from monitor.services.trail.note import note

# What the secret of an app is encrypted for.
TOTP = "totp"


class Step(StrEnum):
    """What somebody has to do next to come in."""

    SHOW_CODE = "show_code"
    SET_UP_CODE = "set_up_code"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Password:
    """A password that was typed, and for whom. ``address``: where the request comes from.

    ``device``: what the browser keeps of an earlier sign-in.
    """

    email: str
    text: str = field(repr=False)
    address: str
    device: str = field(default="", repr=False)

    @property
    def whence(self) -> Whence:
        """On which account it is tried, and from where."""
        return Whence(tidy_email(self.email), self.address, self.device)


@dataclass(frozen=True, slots=True)
class Entered:
    """A sign-in that began, with the secret that proves it, and what is still to be done."""

    token: str = field(repr=False)
    step: Step


def sign_in(context: Context, password: Password, *, of_everybody: bool) -> Entered:
    """Let somebody in who knows their password.

    As much is done for an address that nobody has. ``of_everybody``: a second factor is asked.

    Raises:
        SignInRefusedError: it is wrong, the account is disabled, or it or the address is locked.
    """
    account, stored = _find(context, tidy_email(password.email))
    may_try = begin_attempt(context, password.whence)
    is_right = hashing.is_password(stored.password_hash, password.text)
    if account is None or account.is_disabled or not (may_try and is_right):
        raise SignInRefusedError(was_counted=may_try)
    take_back(context, password.whence)
    if stored.password_hash and hashing.is_outdated(stored.password_hash):
        _renew_hash(context, account, stored.password_hash, password.text)
    entered = enter(context, account, of_everybody=of_everybody)
    if entered.step is Step.NOTHING:
        forget_failures(context, account.email, password.device)
    return entered


def enter(context: Context, account: Account, *, of_everybody: bool) -> Entered:
    """Begin the sign-in of somebody whose password, or link, was right."""
    with of_owner(context, account).unit_of_work(reads_only=True) as uow:
        has_factor = uow.accounts.credentials(account.id).has_second_factor
    if has_factor:
        return Entered(begin_halfway(context, account), Step.SHOW_CODE)
    if second_factor.is_required(account.role, of_everybody=of_everybody):
        return Entered(begin_halfway(context, account), Step.SET_UP_CODE)
    return Entered(begin_full(context, account, How.PASSWORD), Step.NOTHING)


def find_step(context: Context, token: str) -> Step:
    """Return what somebody who is halfway has to do; NotSignedInError when nobody is."""
    account = find_halfway(context, token).account
    with of_owner(context, account).unit_of_work(reads_only=True) as uow:
        has_factor = uow.accounts.credentials(account.id).has_second_factor
    return Step.SHOW_CODE if has_factor else Step.SET_UP_CODE


def show_code(context: Context, token: str, code: str, address: str, device: str = "") -> str:
    """Let somebody in who is halfway and has the code of this moment; return the new secret.

    ``address`` and ``device``: as of a :class:`Password`.

    Raises:
        NotSignedInError: nobody is halfway with this secret.
        SignInRefusedError: the code is wrong or was used before, or there is a lock.
    """

    def is_right(owner: Context, account: Account) -> bool:
        return _use_code(owner, account, code)

    origin = partial(Whence, address=address, device=device)
    return _go_on(context, token, origin, (is_right, How.CODE))


def use_recovery_code(
    context: Context, token: str, code: str, address: str, device: str = ""
) -> str:
    """Let somebody in who is halfway and has a recovery code left; as :func:`show_code`."""

    def is_right(owner: Context, account: Account) -> bool:
        with owner.unit_of_work() as uow:
            is_taken = uow.accounts.take_recovery_code(account.id, second_factor.hash_code(code))
            if is_taken:
                left = uow.accounts.count_recovery_codes(account.id)
                note(owner, uow, Deed(Act.RECOVERY_CODE_USED, facts={"left": left}))
            uow.commit()
        return is_taken

    origin = partial(Whence, address=address, device=device)
    return _go_on(context, token, origin, (is_right, How.RECOVERY_CODE))


def note_refusal(context: Context, email: str, refusal: SignInRefusedError) -> None:
    """Note in the trail that somebody was refused; apart, so that its time tells nothing."""
    account, _ = _find(context, tidy_email(email))
    if account is None or not refusal.was_counted:
        return
    facts = {"account": account.id}
    product = context.acting_as(the_product(account.workspace_id))
    is_locked = is_account_locked(context, account.email)
    with product.unit_of_work() as uow:
        note(product, uow, Deed(Act.SIGN_IN_REFUSED, facts=facts))
        if is_locked:
            note(product, uow, Deed(Act.LOCKED_OUT, facts=facts))
        uow.commit()


def tidy_email(text: str) -> str:
    """Return an e-mail address as it is stored."""
    return text.strip().lower()


def _go_on(
    context: Context,
    token: str,
    origin: Callable[[str], Whence],
    proof: tuple[Callable[[Context, Account], bool], How],
) -> str:
    account = find_halfway(context, token).account
    is_right, how = proof
    whence = origin(account.email)
    if not begin_attempt(context, whence):
        raise SignInRefusedError(was_counted=False)
    if not is_right(of_owner(context, account), account):
        raise SignInRefusedError(was_counted=True)
    take_back(context, whence)
    forget_failures(context, account.email, whence.device)
    return begin_full(context, account, how, instead_of=token)


def _use_code(owner: Context, account: Account, code: str) -> bool:
    """Tell whether a code is right, and let it be so this once only."""
    with owner.unit_of_work() as uow:
        sealed = uow.accounts.credentials(account.id).totp_secret
        secret = None if sealed is None else unseal(owner.secret_key, TOTP, sealed)
        if secret is None:
            return False
        step = second_factor.find_step(secret, code, owner.clock.now())
        is_new = step is not None and uow.accounts.use_step(account.id, step)
        uow.commit()
    return is_new


def _find(context: Context, email: str) -> tuple[Account | None, Credentials]:
    with context.unit_of_work.within(None)(reads_only=True) as uow:
        account = uow.accounts.find_by_email(email)
        nothing = Credentials()
        return account, nothing if account is None else uow.accounts.credentials(account.id)


def _renew_hash(context: Context, account: Account, old: str, text: str) -> None:
    new = hashing.hash_password(text)
    with of_owner(context, account).unit_of_work() as uow:
        uow.accounts.renew_password_hash(account.id, old, new)
        uow.commit()
