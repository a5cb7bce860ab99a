"""Create the tables of the first release."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0001"
down_revision = None

_LANGUAGES = ("nl", "en")
_PARTY_KINDS = ("municipality", "initiative", "other")
_PHASES = ("before", "set_up", "during")
_PRIVACY_MODES = ("confidential", "open", "joint")


def upgrade() -> None:
    """Apply this step."""
    _create_organisations()
    _create_partnerships()
    _create_parties()
    _create_participants()
    _create_rounds()
    _create_invitations()
    _create_responses()
    _create_releases()


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, nullable=False)


def _text(name: str, *, required: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=not required)


def _choice(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(20), nullable=False)


def _known(table: str, column: str, kind: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    allowed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({allowed})", name=f"ck_{table}_known_{kind}")


def _reference(table: str, column: str, target: str, on_delete: str | None) -> list[SchemaItem]:
    return [
        sa.Column(column, sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            [column], [f"{target}.id"], name=f"fk_{table}_{column}", ondelete=on_delete
        ),
    ]


def _create_organisations() -> None:
    op.create_table(
        "organisation",
        _id(),
        _text("name"),
        _choice("kind"),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        _known("organisation", "kind", "partykind", _PARTY_KINDS),
        sqlite_autoincrement=True,
    )


def _create_partnerships() -> None:
    op.create_table(
        "partnership",
        _id(),
        _text("name"),
        _choice("phase"),
        _choice("privacy_mode"),
        sa.Column("minimum_group", sa.Integer, nullable=False),
        _text("contact", required=False),
        sa.Column("is_sample", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_partnership"),
        _known("partnership", "phase", "phase", _PHASES),
        _known("partnership", "privacy_mode", "privacymode", _PRIVACY_MODES),
        sqlite_autoincrement=True,
    )


def _create_parties() -> None:
    op.create_table(
        "party",
        _id(),
        *_reference("party", "partnership_id", "partnership", "CASCADE"),
        *_reference("party", "organisation_id", "organisation", None),
        sa.Column("position", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_party"),
        sa.UniqueConstraint("partnership_id", "position", name="uq_party_partnership_id_position"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_party_organisation_id", "party", ["organisation_id"])


def _create_participants() -> None:
    op.create_table(
        "participant",
        _id(),
        *_reference("participant", "party_id", "party", "CASCADE"),
        _text("name"),
        _choice("language"),
        sa.Column("active_from", sa.Date, nullable=False),
        sa.Column("active_until", sa.Date),
        _text("email", required=False),
        sa.PrimaryKeyConstraint("id", name="pk_participant"),
        _known("participant", "language", "language", _LANGUAGES),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_participant_party_id", "participant", ["party_id"])


def _create_rounds() -> None:
    op.create_table(
        "round",
        _id(),
        *_reference("round", "partnership_id", "partnership", "CASCADE"),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("quarter", sa.String(7), nullable=False),
        _choice("phase"),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        _text("questionnaire_version"),
        _choice("privacy_mode"),
        sa.Column("minimum_group", sa.Integer, nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
        sa.UniqueConstraint("partnership_id", "sequence", name="uq_round_partnership_id_sequence"),
        _known("round", "phase", "phase", _PHASES),
        _known("round", "privacy_mode", "privacymode", _PRIVACY_MODES),
        sqlite_autoincrement=True,
    )
    unclosed = sa.text("closed_at IS NULL")
    op.create_index(
        "ix_round_unclosed", "round", ["id"], sqlite_where=unclosed, postgresql_where=unclosed
    )


def _create_invitations() -> None:
    op.create_table(
        "invitation",
        _id(),
        *_reference("invitation", "round_id", "round", "CASCADE"),
        *_reference("invitation", "participant_id", "participant", "CASCADE"),
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint(
            "round_id", "participant_id", name="uq_invitation_round_id_participant_id"
        ),
        sa.UniqueConstraint("nonce", name="uq_invitation_nonce"),
        sa.UniqueConstraint("token_hash", name="uq_invitation_token_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_invitation_participant_id", "invitation", ["participant_id"])


def _create_responses() -> None:
    op.create_table(
        "response",
        sa.Column("key", sa.String(40), nullable=False),
        *_reference("response", "round_id", "round", "CASCADE"),
        *_reference("response", "party_id", "party", "CASCADE"),
        sa.Column("sent_on", sa.Date),
        sa.Column("content", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_response"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_response_round_id", "response", ["round_id"])
    op.create_index("ix_response_party_id", "response", ["party_id"])


def _create_releases() -> None:
    op.create_table(
        "release",
        *_reference("release", "round_id", "round", "CASCADE"),
        *_reference("release", "partnership_id", "partnership", "CASCADE"),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("round_id", name="pk_release"),
        sa.UniqueConstraint(
            "partnership_id", "sequence", name="uq_release_partnership_id_sequence"
        ),
    )
