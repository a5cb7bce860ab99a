"""Use case of every page: who is looking."""

from monitor.domain.access.actor import SOMEBODY_TRYING, Actor
from monitor.services.context import Context
from monitor.services.sign_in.sessions import find_presence


def find_actor(context: Context, token: str, *, is_use: bool = True) -> Actor | None:
    """Return who is signed in with this secret; None when nobody is, or not in full."""
    found = find_presence(context, token, is_use=is_use)
    if found is None or not found.sign_in.is_full:
        return None
    return Actor.of(found.account)


def find_somebody_trying(context: Context) -> Actor | None:
    """Return somebody who tries the product; None as soon as there is something to protect.

    That is an account, or a partnership that is no sample data.
    """
    with context.unit_of_work.within(None)(reads_only=True) as uow:
        is_real = uow.partnerships.has_real() or uow.accounts.count() > 0
    return None if is_real else SOMEBODY_TRYING
