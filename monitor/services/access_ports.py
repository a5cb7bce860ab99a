"""What the services need of storage for accounts, and for who is signed in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from monitor.domain.access.account import (
    EVERYTHING,
    Account,
    AccountId,
    Role,
    Scope,
    Workspace,
    WorkspaceId,
)
from monitor.domain.access.locks import Failures
from monitor.domain.access.sign_in import Detour, LinkPurpose, OneTimeLink, Presence, SignIn
from monitor.domain.partnership import Language


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be stored. ``email``: in small letters."""

    email: str
    name: str
    language: Language
    role: Role
    made_at: datetime
    scope: Scope = EVERYTHING


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody proves with who they are; None for what they do not have.

    ``totp_secret``: encrypted. ``totp_step``: the last half minute of which a code was used.
    """

    password_hash: str | None = field(default=None, repr=False)
    totp_secret: str | None = field(default=None, repr=False)
    totp_step: int | None = None

    @property
    def has_second_factor(self) -> bool:
        """Tell whether an app with codes is known."""
        return self.totp_secret is not None


@dataclass(frozen=True, slots=True)
class Standing:
    """An account, and with what somebody can come in.

    ``invited_until``: how long a link works to accept an invitation; None when there is none.
    """

    account: Account
    has_password: bool
    has_second_factor: bool
    is_of_elsewhere: bool
    invited_until: datetime | None = None

    @property
    def can_enter(self) -> bool:
        """Tell whether they can prove who they are, so that they came in once."""
        return self.has_password or self.is_of_elsewhere


class Workspaces(Protocol):
    """Organisations or coalitions with data of their own; seen from within each of them."""

    def list_all(self) -> Sequence[Workspace]:
        """Return all of them, the first one first."""
        ...

    def get(self, workspace_id: WorkspaceId) -> Workspace:
        """Return one; NotFoundError if there is none."""
        ...

    def hold(self, workspace_id: WorkspaceId) -> None:
        """Let nobody else hold it until the transaction ends."""
        ...

    def add(self, name: str) -> Workspace:
        """Store another one."""
        ...

    def rename(self, workspace_id: WorkspaceId, name: str) -> None:
        """Store another name."""
        ...


class Accounts(Protocol):
    """People who can sign in. No e-mail address is of two, in whatever workspace."""

    def add(self, new: NewAccount) -> Account:
        """Store somebody; DuplicateAccountError if the address is of another account."""
        ...

    def get(self, account_id: AccountId) -> Account:
        """Return one; NotFoundError if there is none."""
        ...

    def find_by_email(self, email: str) -> Account | None:
        """Return whose address this is, or None."""
        ...

    def find_by_subject(self, issuer: str, subject: str) -> Account | None:
        """Return who is called so where they sign in elsewhere, or None."""
        ...

    def list_all(self) -> Sequence[Account]:
        """Return all, by name."""
        ...

    def list_standings(self) -> Sequence[Standing]:
        """Return all, by name, with what they can come in with."""
        ...

    def count(self) -> int:
        """Count them."""
        ...

    def save(self, account: Account) -> None:
        """Replace what is stored of somebody, and how far they see.

        Never the workspace, nor when they signed in.
        """
        ...

    def mark_signed_in(self, account_id: AccountId, at: datetime) -> None:
        """Note that somebody signed in."""
        ...

    def has_administrator(self) -> bool:
        """Tell whether there is anybody who can let others in."""
        ...

    def delete(self, account_id: AccountId) -> None:
        """Delete somebody, their credentials and sign-ins."""
        ...

    def set_subject(self, account_id: AccountId, issuer: str, subject: str) -> None:
        """Store how somebody is called where they sign in elsewhere."""
        ...

    def is_of_elsewhere(self, account_id: AccountId) -> bool:
        """Tell whether somebody signs in elsewhere."""
        ...

    def credentials(self, account_id: AccountId) -> Credentials:
        """Return what somebody proves with who they are; NotFoundError if there is nobody."""
        ...

    def set_password(self, account_id: AccountId, password_hash: str | None) -> None:
        """Store the hash of a password."""
        ...

    def renew_password_hash(self, account_id: AccountId, old: str, new: str) -> None:
        """Store another hash of the same password; nothing happens when it is another by now."""
        ...

    def set_second_factor(
        self, account_id: AccountId, secret: str | None, step: int | None
    ) -> None:
        """Store the encrypted secret of an app, and the half minute of the code that proved it."""
        ...

    def use_step(self, account_id: AccountId, step: int) -> bool:
        """Note that a code of this half minute was used; False if one as late was used before.

        Of many at the same time, one gets True.
        """
        ...

    def set_recovery_codes(self, account_id: AccountId, hashes: Collection[str]) -> None:
        """Store the hashes of codes, in place of all earlier ones."""
        ...

    def take_recovery_code(self, account_id: AccountId, code_hash: str) -> bool:
        """Delete a code; False if there is no such one. Of many at the same time, one gets True."""
        ...

    def count_recovery_codes(self, account_id: AccountId) -> int:
        """Count the codes that are left."""
        ...


class SignIns(Protocol):
    """Who is signed in, with which browser."""

    def add(self, sign_in: SignIn) -> None:
        """Store one."""
        ...

    def find(self, token_hash: str) -> Presence | None:
        """Return one with whose it is, or None."""
        ...

    def list_of(self, account_id: AccountId) -> Sequence[SignIn]:
        """Return all of somebody, the newest first."""
        ...

    def touch(self, token_hash: str, at: datetime) -> None:
        """Note that it was used."""
        ...

    def delete(self, token_hash: str) -> None:
        """End one."""
        ...

    def delete_of(self, account_id: AccountId, but: str = "") -> None:
        """End all of somebody, but for the one with this hash."""
        ...

    def delete_before(self, begun_at: datetime, seen_at: datetime) -> None:
        """Delete those that began or were used last before a moment."""
        ...


class OneTimeLinks(Protocol):
    """Links and codes that work once."""

    def add(self, link: OneTimeLink) -> None:
        """Store one."""
        ...

    def find(self, token_hash: str) -> OneTimeLink | None:
        """Return one, or None."""
        ...

    def list_of(self, account_id: AccountId) -> Sequence[OneTimeLink]:
        """Return all of somebody."""
        ...

    def take(self, token_hash: str) -> bool:
        """Delete one; False if there is none. Of many at the same time, one gets True."""
        ...

    def delete_of(self, account_id: AccountId | None, purpose: LinkPurpose) -> None:
        """Delete all for this purpose of somebody, or those that are nobody's."""
        ...

    def delete_expired(self, now: datetime) -> None:
        """Delete those that are too old."""
        ...


class FailureCounts(Protocol):
    """How often signing in went wrong, under names that give nobody away."""

    def hold(self, key: str, now: datetime) -> Failures:
        """Return what went wrong; nobody else changes it until the transaction ends."""
        ...

    def save(self, key: str, failures: Failures) -> None:
        """Store what was held."""
        ...

    def delete(self, key: str) -> None:
        """Forget what went wrong."""
        ...

    def delete_before(self, since: datetime) -> None:
        """Forget what began before a moment."""
        ...


class Detours(Protocol):
    """People who went to sign in elsewhere."""

    def add(self, detour: Detour) -> None:
        """Store one."""
        ...

    def take(self, state_hash: str) -> Detour | None:
        """Delete one and return it; None if there is none. Of many at once, one gets it."""
        ...

    def delete_before(self, begun_at: datetime) -> None:
        """Delete those that began before a moment."""
        ...
