"""What all tables share."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, MetaData, Text, text
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from monitor.domain.access.account import Role
from monitor.domain.flags.worry import WorryKind
from monitor.domain.mail import LetterState, MailKind
from monitor.domain.partnership import Language, LegalForm, PartyKind, Phase, PrivacyMode
from monitor.domain.register.record import RecordKind
from monitor.domain.round import Quarter
from monitor.storage.types import QuarterLabel, UtcDateTime, enum_type

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
# An id is never given out again, so that an old link cannot lead to something new.
NEVER_REUSED = {"sqlite_autoincrement": True}
# The option of a connection that says in which workspace it works.
WORKSPACE = "workspace"
# The column of :class:`Keyed`.
WORKSPACE_ID = "workspace_id"


class Table(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        Quarter: QuarterLabel(),
        Language: enum_type(Language),
        PartyKind: enum_type(PartyKind),
        Phase: enum_type(Phase),
        PrivacyMode: enum_type(PrivacyMode),
        MailKind: enum_type(MailKind),
        LetterState: enum_type(LetterState),
        LegalForm: enum_type(LegalForm),
        RecordKind: enum_type(RecordKind),
        WorryKind: enum_type(WorryKind),
        Role: enum_type(Role),
        dict[str, Any]: JSON(),
        str: Text(),
    }


def _own_workspace(execution: DefaultExecutionContext) -> int:
    """Return the workspace of the connection that inserts; KeyError when it has none."""
    workspace: int = execution.execution_options[WORKSPACE]
    return workspace


class Keyed:
    """What belongs to one workspace. :mod:`monitor.storage.keying` adds it to every statement.

    It refers to no row, so that the tables can be spread over machines by this column alone
    (ADR 0024); in PostgreSQL every key holds it, though none is declared so. The default of the
    database is for rows from before there were workspaces.
    """

    workspace_id: Mapped[int] = mapped_column(
        default=_own_workspace, server_default=text("1"), sort_order=1
    )


def workspace_in_key() -> Mapped[int]:
    """Return the column of :class:`Keyed` for a table whose key is a name: one per workspace."""
    return mapped_column(
        default=_own_workspace,
        server_default=text("1"),
        primary_key=True,
        autoincrement=False,
        sort_order=-1,
    )


class OfPartnership:
    """What only those see who see its partnership; see :mod:`monitor.storage.keying`."""
