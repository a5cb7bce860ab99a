"""Plan check-ins, send mail, and keep no day on which a response was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_PRIVACY_MODES = ("confidential", "open", "joint")
_LANGUAGES = ("nl", "en")
_MAIL_KINDS = ("invitation", "halfway", "last_days", "thanks", "results")
_LETTER_STATES = ("waiting", "sent", "refused", "cancelled")


def upgrade() -> None:
    """Apply this step."""
    _change_what_there_is()
    _create_consents()
    _create_plans()
    _create_outbox()
    _create_mail_texts()
    _create_misses_and_heartbeats()


def _change_what_there_is() -> None:
    op.add_column("participant", _flag("wants_mail", sa.true()))
    op.add_column("participant", sa.Column("mail_failure", sa.Text))
    op.add_column("round", _flag("is_light", sa.false()))
    op.add_column("invitation", _flag("is_withdrawn", sa.false()))
    op.add_column("response", _flag("is_sent", sa.false()))
    op.add_column("response", sa.Column("version", sa.Integer, server_default="0", nullable=False))
    op.add_column("response", _flag("is_paper", sa.false()))
    op.execute("UPDATE response SET is_sent = (sent_on IS NOT NULL)")
    op.drop_column("response", "sent_on")


def _create_consents() -> None:
    op.create_table(
        "consent",
        *_key_to("consent", "party_id", "party"),
        _choice("privacy_mode"),
        _number("minimum_group"),
        _text("given_by"),
        sa.Column("given_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("party_id", name="pk_consent"),
        _known("consent", "privacy_mode", "privacymode", _PRIVACY_MODES),
    )


def _create_plans() -> None:
    op.create_table(
        "rhythm",
        *_key_to("rhythm", "partnership_id", "partnership"),
        sa.Column("next_on", sa.Date, nullable=False),
        _number("day"),
        _number("months"),
        _number("open_days"),
        sa.PrimaryKeyConstraint("partnership_id", name="pk_rhythm"),
    )
    op.create_table(
        "planned_round",
        _number("id"),
        *_key_to("planned_round", "partnership_id", "partnership"),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_light", sa.Boolean, nullable=False),
        sa.Column("is_extra", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_planned_round"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_planned_round_partnership_id", "planned_round", ["partnership_id"])
    op.create_index("ix_planned_round_opens_at", "planned_round", ["opens_at"])


def _create_outbox() -> None:
    op.create_table(
        "mailing",
        *_key_to("mailing", "round_id", "round"),
        _choice("kind"),
        sa.PrimaryKeyConstraint("round_id", "kind", name="pk_mailing"),
        _known("mailing", "kind", "mailkind", _MAIL_KINDS),
    )
    op.create_table(
        "letter",
        _number("id"),
        _choice("kind"),
        *_key_to("letter", "round_id", "round"),
        *_key_to("letter", "participant_id", "participant"),
        sa.Column("message_id", sa.String(120), nullable=False),
        _choice("state"),
        _number("attempts"),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("claimed_until", sa.DateTime(timezone=True)),
        sa.Column("failure", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_letter"),
        sa.UniqueConstraint(
            "round_id",
            "participant_id",
            "kind",
            name="uq_letter_round_id_participant_id_kind",
        ),
        sa.UniqueConstraint("message_id", name="uq_letter_message_id"),
        _known("letter", "kind", "mailkind", _MAIL_KINDS),
        _known("letter", "state", "letterstate", _LETTER_STATES),
        sqlite_autoincrement=True,
    )
    _index_letters()


def _index_letters() -> None:
    op.create_index("ix_letter_participant_id", "letter", ["participant_id"])
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_letter_waiting",
        "letter",
        ["due_at"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def _create_mail_texts() -> None:
    op.create_table(
        "mail_text",
        *_key_to("mail_text", "organisation_id", "organisation"),
        _choice("kind"),
        _choice("language"),
        _text("subject"),
        _text("body"),
        sa.PrimaryKeyConstraint("organisation_id", "kind", "language", name="pk_mail_text"),
        _known("mail_text", "kind", "mailkind", _MAIL_KINDS),
        _known("mail_text", "language", "language", _LANGUAGES),
    )


def _create_misses_and_heartbeats() -> None:
    op.create_table(
        "miss",
        sa.Column("address", sa.String(40), nullable=False),
        _number("minute"),
        _number("count"),
        sa.PrimaryKeyConstraint("address", "minute", name="pk_miss"),
    )
    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_heartbeat"),
    )


def _flag(name: str, default: sa.ColumnElement[bool]) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, server_default=default, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _choice(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(20), nullable=False)


def _known(table: str, column: str, kind: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=f"ck_{table}_known_{kind}")


def _key_to(table: str, column: str, target: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    reference = sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE"
    )
    return _number(column), reference
