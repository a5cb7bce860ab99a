"""Add evaluation meetings, what is asked live and written down in them, and farewells."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_RECORD_KINDS = (
    "agreement",
    "collaboration",
    "contact",
    "event",
    "growth_step",
    "support",
    "change",
    "lesson",
    "term",
    "handover",
    "cards",
    "farewell",
)
_KNOWN_RECORDS = "ck_record_known_recordkind"


def upgrade() -> None:
    """Apply this step."""
    op.add_column(
        "partnership",
        sa.Column("next_meeting_changes", sa.Integer, server_default=sa.text("0"), nullable=False),
    )
    op.create_table(
        "meeting",
        _number("id"),
        *_key_to("meeting", "partnership_id", "partnership"),
        _number("version"),
        _content(),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meeting_partnership_id", "meeting", ["partnership_id"])
    op.create_table(
        "meeting_entry",
        *_key_to("meeting_entry", "meeting_id", "meeting"),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        _content(),
        sa.PrimaryKeyConstraint("meeting_id", "key", name="pk_meeting_entry"),
    )
    _create_live_questions()
    _change_records()


def _change_records() -> None:
    """Let a record be a farewell too."""
    listed = f"kind IN ({', '.join(repr(kind) for kind in _RECORD_KINDS)})"
    # SQLite makes the table anew, and forgets that its ids are never used twice.
    with op.batch_alter_table("record", table_kwargs={"sqlite_autoincrement": True}) as record:
        record.drop_constraint(op.f(_KNOWN_RECORDS), type_="check")
        record.create_check_constraint(op.f(_KNOWN_RECORDS), listed)


def _create_live_questions() -> None:
    op.create_table(
        "live_question",
        _number("id"),
        *_key_to("live_question", "meeting_id", "meeting"),
        _content(),
        sa.PrimaryKeyConstraint("id", name="pk_live_question"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_live_question_meeting_id", "live_question", ["meeting_id"])
    op.create_table(
        "live_vote",
        *_key_to("live_vote", "question_id", "live_question"),
        sa.Column("voter", sa.String(64), nullable=False),
        _content(),
        sa.PrimaryKeyConstraint("question_id", "voter", name="pk_live_vote"),
    )


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _content() -> sa.Column[object]:
    return sa.Column("content", sa.JSON, nullable=False)


def _key_to(table: str, column: str, target: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    reference = sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE"
    )
    return _number(column), reference
