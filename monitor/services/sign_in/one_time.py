"""Links that work once: for somebody who was invited, or who forgot a password."""

from dataclasses import dataclass, field
from datetime import datetime

from monitor.domain.access.account import Account, AccountId
from monitor.domain.access.sign_in import (
    LINK_LASTS,
    LinkPurpose,
    OneTimeLink,
    draw_secret,
    hash_secret,
)
from monitor.domain.errors import NotFoundError
from monitor.services.context import Context
from monitor.services.ports import UnitOfWork
from monitor.services.sign_in.sessions import of_owner

_OF_PEOPLE = (LinkPurpose.INVITATION, LinkPurpose.NEW_PASSWORD)


@dataclass(frozen=True, slots=True)
class AccessLetter:
    """A mail with a link that works once; ``expires_at``: until when."""

    account: Account
    purpose: LinkPurpose
    url: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link that can be used, and whose it is."""

    account: Account
    link: OneTimeLink


def make_letter(
    context: Context, uow: UnitOfWork, account: Account, purpose: LinkPurpose
) -> AccessLetter:
    """Make a link for somebody, in place of all earlier ones for this purpose."""
    secret, expires_at = draw_secret(), context.clock.now() + LINK_LASTS[purpose]
    uow.one_time_links.delete_of(account.id, purpose)
    uow.one_time_links.add(OneTimeLink(hash_secret(secret), purpose, account.id, expires_at))
    url = f"{context.public_url}/sign-in/password/{secret}"
    return AccessLetter(account, purpose, url, expires_at)


def withdraw_links(uow: UnitOfWork, account_id: AccountId) -> None:
    """Let no letter from before open an account any more."""
    for purpose in _OF_PEOPLE:
        uow.one_time_links.delete_of(account_id, purpose)


def find_link(context: Context, secret: str) -> FoundLink:
    """Return whose link this is.

    Raises:
        NotFoundError: it is no link, was used, is too old, or its account is disabled.
    """
    with context.unit_of_work.within(None)(reads_only=True) as uow:
        link = uow.one_time_links.find(hash_secret(secret))
        account = None if link is None else _owner(uow, link.account_id)
    if link is None or account is None or link.purpose not in _OF_PEOPLE:
        raise NotFoundError("link")
    if account.is_disabled or context.clock.now() >= link.expires_at:
        raise NotFoundError("link")
    return FoundLink(account, link)


def was_asked_lately(context: Context, account: Account, since: datetime) -> bool:
    """Tell whether somebody got a link for a new password since a moment."""
    with of_owner(context, account).unit_of_work(reads_only=True) as uow:
        links = uow.one_time_links.list_of(account.id)
    made = [
        each.expires_at - LINK_LASTS[each.purpose]
        for each in links
        if each.purpose is LinkPurpose.NEW_PASSWORD
    ]
    return any(each > since for each in made)


def _owner(uow: UnitOfWork, account_id: AccountId | None) -> Account | None:
    return None if account_id is None else uow.accounts.get(account_id)
