"""Signing in elsewhere: what an OpenID provider tells of somebody, and what follows from it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from monitor.domain.access.account import EVERYTHING, Role, Scope
from monitor.domain.partnership import Language

NOTHING_YET = Scope(partnerships=frozenset())
# Who comes in by a group with one of these roles works for the whole workspace.
_FOR_ALL = frozenset({Role.ADMINISTRATOR, Role.MANAGER})


class ElsewhereProblem(StrEnum):
    """Why somebody who signed in elsewhere does not come in."""

    # What the reader can do something about.
    UNAVAILABLE = "unavailable"
    CANCELLED = "cancelled"
    STALE = "stale"
    # What an administrator can do something about.
    UNTRUSTED = "untrusted"
    NO_EMAIL = "no_email"
    UNVERIFIED = "unverified"
    UNKNOWN = "unknown"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Vouched:
    """What a provider vouches for. ``issuer`` and ``subject`` together never become another's.

    ``email``: in small letters; empty when it tells none. ``language``: None when it tells none.
    ``groups``: the groups or roles that somebody has there.
    """

    issuer: str
    subject: str
    email: str
    name: str
    is_email_verified: bool = False
    language: Language | None = None
    groups: frozenset[str] = frozenset()


def parse_roles(text: str) -> Mapping[str, Role]:
    """Read which group has which role here, as in ``energy=manager,audit=viewer``.

    Raises:
        ValueError: it cannot be read so; says what it must look like.
    """
    found: dict[str, Role] = {}
    for part in filter(None, (each.strip() for each in text.split(","))):
        group, separator, role = part.rpartition("=")
        if not (separator and group.strip() and role.strip() in set(Role)):
            known = ", ".join(Role)
            raise ValueError(
                f"must be like group=role,group=role, with as role one of {known}; {part!r} is not"
            )
        found[group.strip()] = Role(role.strip())
    return found


def role_of(groups: Collection[str], roles: Mapping[str, Role]) -> Role | None:
    """Return the farthest reaching role that one of somebody's groups has; None without any."""
    held = {roles[group] for group in groups if group in roles}
    return next((role for role in Role if role in held), None)


def first_scope(role: Role) -> Scope:
    """Return what somebody new sees: all with these roles, else nothing until it is granted."""
    return EVERYTHING if role in _FOR_ALL else NOTHING_YET


def next_scope(role: Role, before: Scope, *, is_same_role: bool) -> Scope:
    """Return what somebody sees whose groups give this role now.

    What was granted by name stays. A view of everything goes with the role that gave it.
    """
    if role is Role.ADMINISTRATOR:
        return EVERYTHING
    if is_same_role or not before.is_everything:
        return before
    return first_scope(role)
