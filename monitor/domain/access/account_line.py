"""Somebody in the list of those who can sign in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.domain.access.account import Account


class AccountState(StrEnum):
    """How far somebody is; the text is ``accounts.state.<value>``."""

    ACTIVE = "active"
    INVITED = "invited"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class AccountLine:
    """Somebody in the list. ``invited_until``: how long their link works; None without one.

    ``is_oneself``: it is whoever looks. ``can_change``: whoever looks may change it.
    """

    account: Account
    state: AccountState
    has_second_factor: bool
    is_of_elsewhere: bool
    invited_until: datetime | None
    is_oneself: bool
    can_change: bool
