"""Add what people write down, flags with a life, summaries, managers and own content."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_LANGUAGES = ("nl", "en")
_LEGAL_FORMS = ("none", "association", "foundation", "cooperative", "company")
_PARTY_KINDS = ("municipality", "initiative", "other")
_PRIVACY_MODES = ("confidential", "open", "joint")
_PHASES = ("before", "set_up", "during")
_LETTER_STATES = ("waiting", "sent", "refused", "cancelled")
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
)
_WORRY_KINDS = (
    "decline",
    "low",
    "gap",
    "silence",
    "split",
    "dont_know",
    "review_passed",
    "overdue",
    "roles_unclear",
    "no_follow_through",
    "no_agreement",
    "no_collaboration",
    "no_frames",
    "no_contact",
    "no_contact_person",
    "no_manager",
    "contact_changed",
    "no_room",
    "load",
)


def upgrade() -> None:
    """Apply this step."""
    _create_managers()
    _change_organisations()
    _change_partnerships()
    _change_rounds()
    _create_records()
    _create_worries()
    _create_summaries()
    _create_parts_of_summaries()
    _create_asked_agreements()
    _create_own_content()
    _create_digests()


def _create_managers() -> None:
    op.create_table(
        "manager",
        _number("id"),
        _text("name"),
        _choice("language"),
        sa.Column("email", sa.Text),
        sa.Column("wants_digest", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_manager"),
        _known("manager", "language", "language", _LANGUAGES),
        sqlite_autoincrement=True,
    )


def _change_organisations() -> None:
    # SQLite makes the table anew, and forgets what is not said here.
    with op.batch_alter_table(
        "organisation",
        recreate=_recreate(),
        table_args=(
            _known("organisation", "kind", "partykind", _PARTY_KINDS),
            _known("organisation", "legal_form", "legalform", _LEGAL_FORMS),
        ),
        table_kwargs={"sqlite_autoincrement": True},
    ) as organisation:
        organisation.add_column(sa.Column("legal_form", sa.String(20)))
        organisation.add_column(sa.Column("founded_year", sa.Integer))
    if _recreate() == "never":
        op.create_check_constraint(
            op.f("ck_organisation_known_legalform"),
            "organisation",
            _listed("legal_form", _LEGAL_FORMS),
        )


def _change_partnerships() -> None:
    # As above.
    with op.batch_alter_table(
        "partnership",
        recreate=_recreate(),
        table_args=(
            _known("partnership", "phase", "phase", _PHASES),
            _known("partnership", "privacy_mode", "privacymode", _PRIVACY_MODES),
        ),
        table_kwargs={"sqlite_autoincrement": True},
    ) as partnership:
        for column in _profile_columns():
            partnership.add_column(column)
        partnership.create_foreign_key(
            op.f("fk_partnership_manager_id"),
            "manager",
            ["manager_id"],
            ["id"],
            ondelete="SET NULL",
        )
    op.create_index("ix_partnership_manager_id", "partnership", ["manager_id"])


def _profile_columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("manager_id", sa.Integer),
        sa.Column("stand_in", sa.Text),
        sa.Column("answer_days", sa.Integer),
        sa.Column("character", sa.Text, server_default=sa.text("''"), nullable=False),
        sa.Column("next_meeting_on", sa.Date),
        sa.Column("ended_on", sa.Date),
        _flag("has_mirror"),
        _flag("asks_load"),
    )


def _change_rounds() -> None:
    op.add_column("round", _flag("has_mirror"))
    op.add_column("round", _flag("asks_load"))


def _recreate() -> Literal["always", "never"]:
    return "always" if op.get_bind().dialect.name == "sqlite" else "never"


def _create_records() -> None:
    op.create_table(
        "record",
        _number("id"),
        *_key_to("record", "partnership_id", "partnership"),
        _choice("kind"),
        _number("version"),
        sa.PrimaryKeyConstraint("id", name="pk_record"),
        _known("record", "kind", "recordkind", _RECORD_KINDS),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_record_partnership_id_kind", "record", ["partnership_id", "kind"])
    op.create_table(
        "record_version",
        *_key_to("record_version", "record_id", "record"),
        _number("version"),
        sa.Column("is_removed", sa.Boolean, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        _text("written_by"),
        _moment("written_at"),
        sa.PrimaryKeyConstraint("record_id", "version", name="pk_record_version"),
    )


def _create_worries() -> None:
    op.create_table(
        "worry",
        _number("id"),
        *_key_to("worry", "partnership_id", "partnership"),
        _moment("changed_at"),
        sa.Column("content", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_worry"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_worry_partnership_id", "worry", ["partnership_id"])
    op.create_index("ix_worry_changed_at", "worry", ["changed_at"])


def _create_summaries() -> None:
    op.create_table(
        "summary",
        *_key_to("summary", "partnership_id", "partnership"),
        sa.Column(
            "name_key",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        _text("search_key"),
        _choice("phase"),
        _number("attention"),
        sa.Column("manager_id", sa.Integer),
        sa.Column("opens_until", sa.DateTime(timezone=True)),
        sa.Column("look_again_on", sa.Date),
        sa.Column("quarter", sa.String(7)),
        sa.PrimaryKeyConstraint("partnership_id", name="pk_summary"),
        _known("summary", "phase", "phase", _PHASES),
    )
    op.create_index("ix_summary_attention_name_key", "summary", ["attention", "name_key"])
    op.create_index("ix_summary_manager_id", "summary", ["manager_id"])
    op.create_index("ix_summary_look_again_on", "summary", ["look_again_on"])


def _create_parts_of_summaries() -> None:
    op.create_table(
        "summary_content",
        *_key_to("summary_content", "partnership_id", "summary", "partnership_id"),
        sa.Column("content", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("partnership_id", name="pk_summary_content"),
    )
    op.create_table(
        "summary_weak",
        *_key_to("summary_weak", "partnership_id", "summary", "partnership_id"),
        sa.Column("code", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("partnership_id", "code", name="pk_summary_weak"),
    )
    op.create_table(
        "summary_flag",
        *_key_to("summary_flag", "partnership_id", "summary", "partnership_id"),
        _choice("kind"),
        sa.PrimaryKeyConstraint("partnership_id", "kind", name="pk_summary_flag"),
        _known("summary_flag", "kind", "worrykind", _WORRY_KINDS),
    )
    op.create_table(
        "summary_party",
        *_key_to("summary_party", "partnership_id", "summary", "partnership_id"),
        _choice("kind"),
        sa.Column("trust", sa.Double),
        sa.Column("transparency", sa.Double),
        sa.Column("growth", sa.Double),
        sa.Column("equality", sa.Double),
        sa.Column("respondents", sa.Integer),
        sa.Column("invited", sa.Integer),
        sa.PrimaryKeyConstraint("partnership_id", "kind", name="pk_summary_party"),
        _known("summary_party", "kind", "partykind", _PARTY_KINDS),
    )


def _create_asked_agreements() -> None:
    op.create_table(
        "asked_agreement",
        *_key_to("asked_agreement", "round_id", "round"),
        _number("place"),
        *_key_to("asked_agreement", "record_id", "record"),
        *_key_to("asked_agreement", "owner_id", "party"),
        _text("text"),
        sa.PrimaryKeyConstraint("round_id", "place", name="pk_asked_agreement"),
    )
    op.create_index("ix_asked_agreement_record_id", "asked_agreement", ["record_id"])
    op.create_index("ix_asked_agreement_owner_id", "asked_agreement", ["owner_id"])


def _create_own_content() -> None:
    op.create_table(
        "own_card",
        *_key_to("own_card", "organisation_id", "organisation"),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        _text("written_by"),
        _moment("written_at"),
        sa.Column("is_retired", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "code", name="pk_own_card"),
    )
    op.create_table(
        "own_questionnaire",
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        _text("written_by"),
        _moment("written_at"),
        sa.PrimaryKeyConstraint("version", name="pk_own_questionnaire"),
    )
    op.create_table(
        "questionnaire_adoption",
        _number("id"),
        sa.Column("version", sa.String(40), nullable=False),
        _text("adopted_by"),
        _moment("adopted_at"),
        sa.PrimaryKeyConstraint("id", name="pk_questionnaire_adoption"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "saved_view",
        sa.Column("name", sa.String(80), nullable=False),
        _text("query"),
        sa.PrimaryKeyConstraint("name", name="pk_saved_view"),
    )


def _create_digests() -> None:
    op.create_table(
        "digest",
        _number("id"),
        *_key_to("digest", "manager_id", "manager"),
        sa.Column("week_on", sa.Date, nullable=False),
        _moment("since"),
        sa.Column("message_id", sa.String(120), nullable=False),
        _choice("state"),
        _number("attempts"),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("claimed_until", sa.DateTime(timezone=True)),
        sa.Column("failure", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_digest"),
        sa.UniqueConstraint("manager_id", "week_on", name="uq_digest_manager_id_week_on"),
        sa.UniqueConstraint("message_id", name="uq_digest_message_id"),
        _known("digest", "state", "letterstate", _LETTER_STATES),
        sqlite_autoincrement=True,
    )


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, server_default=sa.false(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _choice(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(20), nullable=False)


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _known(table: str, column: str, kind: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    return sa.CheckConstraint(_listed(column, values), name=f"ck_{table}_known_{kind}")


def _listed(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def _key_to(
    table: str, column: str, target: str, target_column: str = "id"
) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    reference = sa.ForeignKeyConstraint(
        [column],
        [f"{target}.{target_column}"],
        name=f"fk_{table}_{column}",
        ondelete="CASCADE",
    )
    return _number(column), reference
