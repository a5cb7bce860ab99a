"""The tables of the register: what people wrote down, worries, summaries, and own content."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from monitor.domain.flags.worry import WorryKind
from monitor.domain.mail import LetterState
from monitor.domain.partnership import PartyKind, Phase
from monitor.domain.register.record import RecordKind
from monitor.domain.round import Quarter
from monitor.storage.tables.base import NEVER_REUSED, Keyed, OfPartnership, Table, workspace_in_key
from monitor.storage.types import SORTED_TEXT


class RecordRow(OfPartnership, Keyed, Table):
    """The present version of what people wrote down about a partnership."""

    __tablename__ = "record"
    __table_args__ = (
        Index("ix_record_partnership_id_kind", "partnership_id", "kind"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id", ondelete="CASCADE"))
    kind: Mapped[RecordKind]
    version: Mapped[int]


class RecordVersionRow(Keyed, Table):
    """One version of a record, never changed."""

    __tablename__ = "record_version"

    record_id: Mapped[int] = mapped_column(
        ForeignKey("record.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_removed: Mapped[bool]
    content: Mapped[dict[str, Any]]
    written_by: Mapped[str]
    written_at: Mapped[datetime]


class WorryRow(OfPartnership, Keyed, Table):
    """A flag with a life; its content holds all of it."""

    __tablename__ = "worry"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(
        ForeignKey("partnership.id", ondelete="CASCADE"), index=True
    )
    changed_at: Mapped[datetime] = mapped_column(index=True)
    content: Mapped[dict[str, Any]]


class SummaryRow(OfPartnership, Keyed, Table):
    """What the overview shows of a partnership; ``attention``: the place of its group.

    A column for everything that is filtered, sorted or counted; the rest lies apart, so that a
    search reads none of it. ``name_key``: the name as it is sorted; ``search_key``: all that a
    search looks through; ``quarter``: of the newest full round.
    """

    __tablename__ = "summary"
    __table_args__ = (
        Index(
            "ix_summary_workspace_id_attention_name_key", "workspace_id", "attention", "name_key"
        ),
    )

    partnership_id: Mapped[int] = mapped_column(
        ForeignKey("partnership.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    name_key: Mapped[str] = mapped_column(SORTED_TEXT)
    search_key: Mapped[str]
    phase: Mapped[Phase]
    attention: Mapped[int]
    manager_id: Mapped[int | None] = mapped_column(index=True)
    opens_until: Mapped[datetime | None]
    look_again_on: Mapped[date | None] = mapped_column(index=True)
    quarter: Mapped[Quarter | None]


class SummaryContentRow(OfPartnership, Keyed, Table):
    """All of a summary, as it is shown."""

    __tablename__ = "summary_content"

    partnership_id: Mapped[int] = mapped_column(
        ForeignKey("summary.partnership_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    content: Mapped[dict[str, Any]]


class SummaryFlagRow(OfPartnership, Keyed, Table):
    """Of which kinds a partnership has open worries."""

    __tablename__ = "summary_flag"

    partnership_id: Mapped[int] = mapped_column(
        ForeignKey("summary.partnership_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    kind: Mapped[WorryKind] = mapped_column(primary_key=True)


class SummaryWeakRow(OfPartnership, Keyed, Table):
    """Which guidelines and obstacles a partnership has trouble with now, by their codes."""

    __tablename__ = "summary_weak"

    partnership_id: Mapped[int] = mapped_column(
        ForeignKey("summary.partnership_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    code: Mapped[str] = mapped_column(String(40), primary_key=True)


class SummaryPartyRow(OfPartnership, Keyed, Table):
    """The published figures of one kind of party in the newest round of a partnership."""

    __tablename__ = "summary_party"

    partnership_id: Mapped[int] = mapped_column(
        ForeignKey("summary.partnership_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    kind: Mapped[PartyKind] = mapped_column(primary_key=True)
    trust: Mapped[float | None]
    transparency: Mapped[float | None]
    growth: Mapped[float | None]
    equality: Mapped[float | None]
    respondents: Mapped[int | None]
    invited: Mapped[int | None]


class AskedAgreementRow(Keyed, Table):
    """An agreement that a round asks about, as it read when the round opened."""

    __tablename__ = "asked_agreement"

    round_id: Mapped[int] = mapped_column(
        ForeignKey("round.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("party.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]


class OwnCardRow(Keyed, Table):
    """A conversation card of an organisation."""

    __tablename__ = "own_card"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    content: Mapped[dict[str, Any]]
    written_by: Mapped[str]
    written_at: Mapped[datetime]
    is_retired: Mapped[bool]


class OwnQuestionnaireRow(Keyed, Table):
    """A version of the questionnaire made in the product; never changed."""

    __tablename__ = "own_questionnaire"

    workspace_id: Mapped[int] = workspace_in_key()
    version: Mapped[str] = mapped_column(String(40), primary_key=True)
    content: Mapped[dict[str, Any]]
    written_by: Mapped[str]
    written_at: Mapped[datetime]


class QuestionnaireAdoptionRow(Keyed, Table):
    """Which version rounds ask from when on; the product's own version is in no table."""

    __tablename__ = "questionnaire_adoption"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(String(40))
    adopted_by: Mapped[str]
    adopted_at: Mapped[datetime]


class SavedViewRow(Keyed, Table):
    """Filters of the overview under a name."""

    __tablename__ = "saved_view"

    workspace_id: Mapped[int] = workspace_in_key()
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    query: Mapped[str]


class DigestRow(Keyed, Table):
    """A weekly mail to a manager; never its words."""

    __tablename__ = "digest"
    __table_args__ = (UniqueConstraint("manager_id", "week_on"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    manager_id: Mapped[int] = mapped_column(ForeignKey("manager.id", ondelete="CASCADE"))
    week_on: Mapped[date]
    since: Mapped[datetime]
    message_id: Mapped[str] = mapped_column(String(120), unique=True)
    state: Mapped[LetterState]
    attempts: Mapped[int]
    due_at: Mapped[datetime | None]
    claimed_until: Mapped[datetime | None]
    failure: Mapped[str | None]
