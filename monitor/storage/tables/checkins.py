"""The tables of partnerships, their people, check-ins, results and mail.

Deleting a partnership deletes everything of it. A response refers to its round and party only:
what ties it to an invitation is computed from the secret key and stored nowhere (ADR 0003). In a
linked partnership a pseudonym ties it to other responses, and to nobody (ADR 0011).
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from monitor.domain.mail import LetterState, MailKind
from monitor.domain.partnership import Language, LegalForm, PartyKind, Phase, PrivacyMode
from monitor.domain.round import Quarter
from monitor.storage.tables.base import NEVER_REUSED, Keyed, Table, workspace_in_key


class OrganisationRow(Keyed, Table):
    """An organisation."""

    __tablename__ = "organisation"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[PartyKind]
    legal_form: Mapped[LegalForm | None]
    founded_year: Mapped[int | None]


class ManagerRow(Keyed, Table):
    """A relationship manager."""

    __tablename__ = "manager"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    language: Mapped[Language]
    email: Mapped[str | None]
    wants_digest: Mapped[bool]


class PartnershipRow(Keyed, Table):
    """A partnership."""

    __tablename__ = "partnership"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    phase: Mapped[Phase]
    privacy_mode: Mapped[PrivacyMode]
    minimum_group: Mapped[int]
    contact: Mapped[str | None]
    is_sample: Mapped[bool]
    manager_id: Mapped[int | None] = mapped_column(
        ForeignKey("manager.id", ondelete="SET NULL"), index=True
    )
    stand_in: Mapped[str | None]
    answer_days: Mapped[int | None]
    character: Mapped[str] = mapped_column(server_default=text("''"))
    next_meeting_on: Mapped[date | None]
    next_meeting_changes: Mapped[int] = mapped_column(server_default=text("0"))
    ended_on: Mapped[date | None]
    has_mirror: Mapped[bool] = mapped_column(server_default=false())
    asks_load: Mapped[bool] = mapped_column(server_default=false())


class PartyRow(Keyed, Table):
    """One side of a partnership; ``position`` keeps their order."""

    __tablename__ = "party"
    __table_args__ = (UniqueConstraint("partnership_id", "position"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    position: Mapped[int]


class ParticipantRow(Keyed, Table):
    """A person who answers for a party."""

    __tablename__ = "participant"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    language: Mapped[Language]
    active_from: Mapped[date]
    active_until: Mapped[date | None]
    email: Mapped[str | None]
    wants_mail: Mapped[bool] = mapped_column(server_default=true())
    mail_failure: Mapped[str | None]


class RoundRow(Keyed, Table):
    """A check-in of a partnership."""

    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("partnership_id", "sequence"),
        Index(
            "ix_round_unclosed",
            "id",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id", ondelete="CASCADE"))
    sequence: Mapped[int]
    quarter: Mapped[Quarter]
    phase: Mapped[Phase]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    questionnaire_version: Mapped[str]
    privacy_mode: Mapped[PrivacyMode]
    minimum_group: Mapped[int]
    closed_at: Mapped[datetime | None]
    # Rounds from before there was a choice are unlinked.
    is_linked: Mapped[bool] = mapped_column(server_default=false())
    is_light: Mapped[bool] = mapped_column(server_default=false())
    has_mirror: Mapped[bool] = mapped_column(server_default=false())
    asks_load: Mapped[bool] = mapped_column(server_default=false())


class InvitationRow(Keyed, Table):
    """The invitation of a participant to a round."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("round_id", "participant_id"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"))
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    nonce: Mapped[str] = mapped_column(String(32), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    is_withdrawn: Mapped[bool] = mapped_column(server_default=false())


class ResponseRow(Keyed, Table):
    """A filled-in form, always read and written whole.

    SQLite keeps the rows in the order of their keys, which is the order of nothing: a row number
    would tell who answered first.
    """

    __tablename__ = "response"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id", ondelete="CASCADE"), index=True)
    content: Mapped[dict[str, Any]]
    pseudonym: Mapped[str | None] = mapped_column(String(40))
    is_sent: Mapped[bool] = mapped_column(server_default=false())
    version: Mapped[int] = mapped_column(server_default="0")
    is_paper: Mapped[bool] = mapped_column(server_default=false())


class ReleaseRow(Keyed, Table):
    """The published results of a closed round."""

    __tablename__ = "release"
    __table_args__ = (UniqueConstraint("partnership_id", "sequence"),)

    round_id: Mapped[int] = mapped_column(
        ForeignKey("round.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id", ondelete="CASCADE"))
    sequence: Mapped[int]
    content: Mapped[dict[str, Any]]


class LinkingSecretRow(Keyed, Table):
    """The secret of a linked partnership, in a table of its own so that it can be deleted."""

    __tablename__ = "linking_secret"

    partnership_id: Mapped[int] = mapped_column(
        ForeignKey("partnership.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    secret: Mapped[str] = mapped_column(String(64))


class VarianceSetRow(Keyed, Table):
    """Variances that the installation estimated from its own answers."""

    __tablename__ = "variance_set"

    workspace_id: Mapped[int] = workspace_in_key()
    version: Mapped[str] = mapped_column(String(40), primary_key=True)
    made_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]


class VarianceAdoptionRow(Keyed, Table):
    """Which version judges rounds from when on; the default one is in no table."""

    __tablename__ = "variance_adoption"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(String(40))
    adopted_at: Mapped[datetime]
    adopted_by: Mapped[str]


class ConsentRow(Keyed, Table):
    """What a party said about privacy."""

    __tablename__ = "consent"

    party_id: Mapped[int] = mapped_column(
        ForeignKey("party.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    privacy_mode: Mapped[PrivacyMode]
    minimum_group: Mapped[int]
    given_by: Mapped[str]
    given_on: Mapped[date]


class RhythmRow(Keyed, Table):
    """How often a partnership has a check-in."""

    __tablename__ = "rhythm"

    partnership_id: Mapped[int] = mapped_column(
        ForeignKey("partnership.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    next_on: Mapped[date]
    day: Mapped[int]
    months: Mapped[int]
    open_days: Mapped[int]


class PlannedRoundRow(Keyed, Table):
    """A round that has not opened yet."""

    __tablename__ = "planned_round"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(
        ForeignKey("partnership.id", ondelete="CASCADE"), index=True
    )
    opens_at: Mapped[datetime] = mapped_column(index=True)
    closes_at: Mapped[datetime]
    is_light: Mapped[bool]
    is_extra: Mapped[bool]


class MailingRow(Keyed, Table):
    """That letters of a kind were made for a round."""

    __tablename__ = "mailing"

    round_id: Mapped[int] = mapped_column(
        ForeignKey("round.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    kind: Mapped[MailKind] = mapped_column(primary_key=True)


class LetterRow(Keyed, Table):
    """A letter to a participant; never its words, for they hold a personal link."""

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("round_id", "participant_id", "kind"),
        Index(
            "ix_letter_waiting",
            "due_at",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[MailKind]
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"))
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    message_id: Mapped[str] = mapped_column(String(120), unique=True)
    state: Mapped[LetterState]
    attempts: Mapped[int]
    due_at: Mapped[datetime | None]
    claimed_until: Mapped[datetime | None]
    failure: Mapped[str | None]


class MailTextRow(Keyed, Table):
    """Mail in the words of an organisation."""

    __tablename__ = "mail_text"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    kind: Mapped[MailKind] = mapped_column(primary_key=True)
    language: Mapped[Language] = mapped_column(primary_key=True)
    subject: Mapped[str]
    body: Mapped[str]


class MissRow(Table):
    """Links that do not exist, asked for within a minute; the address is a keyed hash."""

    __tablename__ = "miss"

    address: Mapped[str] = mapped_column(String(40), primary_key=True)
    minute: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    count: Mapped[int]


class HeartbeatRow(Keyed, Table):
    """When something last worked."""

    __tablename__ = "heartbeat"

    workspace_id: Mapped[int] = workspace_in_key()
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime]
