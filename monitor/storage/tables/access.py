"""The tables of workspaces, the people who sign in, and the trail of what was done.

The trail refers to nothing: it stays when what it tells of is deleted. It names people by their
account only, so that somebody who is erased leaves a number.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from monitor.domain.access.account import Role
from monitor.domain.partnership import Language
from monitor.storage.tables.base import NEVER_REUSED, Keyed, Table


class WorkspaceRow(Table):
    """An organisation or coalition with data of its own."""

    __tablename__ = "workspace"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class AccountRow(Keyed, Table):
    """Somebody who can sign in. ``totp_secret`` is encrypted; ``totp_step``: the last one used."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("issuer", "subject"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str]
    language: Mapped[Language]
    role: Mapped[Role]
    is_limited: Mapped[bool] = mapped_column(server_default=false())
    is_disabled: Mapped[bool] = mapped_column(server_default=false())
    password_hash: Mapped[str | None]
    totp_secret: Mapped[str | None]
    totp_step: Mapped[int | None]
    issuer: Mapped[str | None] = mapped_column(String(255))
    subject: Mapped[str | None] = mapped_column(String(255))
    made_at: Mapped[datetime]
    signed_in_at: Mapped[datetime | None]


class GrantRow(Keyed, Table):
    """A partnership that somebody with a limited scope sees, and the party they speak for."""

    __tablename__ = "account_grant"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    partnership_id: Mapped[int] = mapped_column(
        ForeignKey("partnership.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    )
    party_id: Mapped[int | None] = mapped_column(
        ForeignKey("party.id", ondelete="CASCADE"), index=True
    )


class RecoveryCodeRow(Keyed, Table):
    """A code that stands in for the second factor once; deleted when used."""

    __tablename__ = "recovery_code"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)


class SignInRow(Keyed, Table):
    """Somebody who is signed in with one browser; ``is_full``: the second factor was shown too.

    Deleted when it ends.
    """

    __tablename__ = "sign_in"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    is_full: Mapped[bool]
    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class OneTimeLinkRow(Keyed, Table):
    """A link or code that works once: to set up a workspace, to accept, or for a new password."""

    __tablename__ = "one_time_link"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20))
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    expires_at: Mapped[datetime]


class FailureRow(Table):
    """Wrong passwords and codes of an account or from an address; ``key`` is a keyed hash."""

    __tablename__ = "sign_in_failure"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int]
    since: Mapped[datetime]
    locked_until: Mapped[datetime | None]


class DetourRow(Table):
    """Somebody who went to sign in elsewhere (OIDC) and is expected back."""

    __tablename__ = "sign_in_detour"

    state_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    nonce: Mapped[str] = mapped_column(String(64))
    verifier: Mapped[str] = mapped_column(String(128))
    next_path: Mapped[str]
    begun_at: Mapped[datetime]


class TrailRow(Keyed, Table):
    """Something that was done, chained to what was done before in the workspace.

    Never changed nor deleted: triggers refuse it.
    """

    __tablename__ = "trail"
    __table_args__ = (UniqueConstraint("workspace_id", "sequence"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    sequence: Mapped[int]
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(20))
    account_id: Mapped[int | None]
    act: Mapped[str] = mapped_column(String(40))
    partnership_id: Mapped[int | None] = mapped_column(index=True)
    party_id: Mapped[int | None]
    content: Mapped[dict[str, Any]]
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
