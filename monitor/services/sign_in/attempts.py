"""Counts what is tried to come in, so that nobody can try for long.

An attempt counts from its begin and is taken off again when it goes well: of many at the same time
no more than the limit get through. Whoever tries with a browser that the owner of the account
signed in with before is counted apart: strangers lock out themselves, and not the owner.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from monitor.domain.access.locks import Counted, failure_key
from monitor.services.checkin.missed_links import owner_of
from monitor.services.context import Context
from monitor.services.sign_in.known_devices import find_device


@dataclass(frozen=True, slots=True)
class Whence:
    """On which account somebody tries to come in, from which address, and with which browser.

    ``device``: what the browser keeps of an earlier sign-in; empty when it keeps nothing.
    """

    email: str
    address: str
    device: str = field(default="", repr=False)


def begin_attempt(context: Context, whence: Whence) -> bool:
    """Count an attempt; False if the account or the address has to wait, and nothing counts."""
    now, keys = context.clock.now(), _keys(context, whence)
    with context.unit_of_work() as uow:
        held = {key: uow.failures.hold(key, now) for key in keys}
        if any(failures.is_locked(now) for failures in held.values()):
            return False
        for key, failures in held.items():
            uow.failures.save(key, failures.with_one_more(now))
        uow.commit()
    return True


def take_back(context: Context, whence: Whence) -> None:
    """Let an attempt that went well not count."""
    now = context.clock.now()
    with context.unit_of_work() as uow:
        for key in _keys(context, whence):
            uow.failures.save(key, uow.failures.hold(key, now).with_one_less())
        uow.commit()


def forget_failures(context: Context, email: str, device: str = "") -> None:
    """Forget what went wrong on an account, now that its owner has proved who they are.

    With a ``device`` known before, what went wrong with that: strangers get no other chance by it.
    """
    with context.unit_of_work() as uow:
        known = _device_key(context, email, device)
        uow.failures.delete(known or failure_key(context.secret_key, Counted.ACCOUNT, email))
        uow.commit()


def is_account_locked(context: Context, email: str) -> bool:
    """Tell whether an account takes nothing for now."""
    now = context.clock.now()
    with context.unit_of_work() as uow:
        key = failure_key(context.secret_key, Counted.ACCOUNT, email)
        return uow.failures.hold(key, now).is_locked(now)


def _keys(context: Context, whence: Whence) -> Sequence[str]:
    """Return the names of all counts, always in the same order so that nobody waits for ever."""
    known = _device_key(context, whence.email, whence.device)
    if known:
        return [known]
    secret_key = context.secret_key
    account = failure_key(secret_key, Counted.ACCOUNT, whence.email)
    return sorted([account, failure_key(secret_key, Counted.ADDRESS, owner_of(whence.address))])


def _device_key(context: Context, email: str, device: str) -> str:
    number = find_device(context, device, email)
    return failure_key(context.secret_key, Counted.DEVICE, number) if number else ""
