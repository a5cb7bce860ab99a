"""Add workspaces, accounts with what they may see, sign-ins, and the trail of what was done."""

import sqlalchemy as sa
from alembic import op

from monitor.storage.migrations.wider_keys import index_what_is_asked_everywhere, widen_keys

revision = "0007"
down_revision = "0006"

_KEYED = (
    "organisation",
    "manager",
    "partnership",
    "party",
    "participant",
    "round",
    "invitation",
    "response",
    "release",
    "variance_adoption",
    "linking_secret",
    "consent",
    "rhythm",
    "planned_round",
    "mailing",
    "letter",
    "mail_text",
    "record",
    "record_version",
    "worry",
    "summary",
    "summary_content",
    "summary_flag",
    "summary_weak",
    "summary_party",
    "asked_agreement",
    "own_card",
    "questionnaire_adoption",
    "digest",
    "meeting",
    "meeting_entry",
    "live_question",
    "live_vote",
)
# Their key is a name, which every workspace may give out.
_NAMED = {
    "variance_set": "version",
    "own_questionnaire": "version",
    "saved_view": "name",
    "heartbeat": "name",
}
_NEW_KEYED = ("account", "account_grant", "recovery_code", "sign_in", "one_time_link", "trail")
_ROLES = ("administrator", "manager", "facilitator", "representative", "viewer", "researcher")
_LANGUAGES = ("nl", "en")


def upgrade() -> None:
    """Apply this step."""
    _create_workspace()
    for table in _KEYED:
        op.add_column(table, _workspace_column())
    for table, name in _NAMED.items():
        _key_by_workspace(table, name)
    op.drop_index("ix_summary_attention_name_key", "summary")
    op.create_index(
        "ix_summary_workspace_id_attention_name_key",
        "summary",
        ["workspace_id", "attention", "name_key"],
    )
    _create_accounts()
    _create_sign_ins()
    _create_trail()
    if op.get_context().dialect.name == "postgresql":
        for table in (*_KEYED, *_NAMED, *_NEW_KEYED):
            _keep_to_workspace(table)
        widen_keys()
        index_what_is_asked_everywhere()


def _create_workspace() -> None:
    op.create_table(
        "workspace",
        _number("id"),
        _text("name"),
        sa.PrimaryKeyConstraint("id", name="pk_workspace"),
        sqlite_autoincrement=True,
    )
    # What is there already belongs to the first one.
    op.execute("INSERT INTO workspace (name) VALUES ('')")


def _key_by_workspace(table: str, name: str) -> None:
    key = op.f(f"pk_{table}")
    if op.get_context().dialect.name == "postgresql":
        op.add_column(table, _workspace_column())
        op.drop_constraint(key, table, type_="primary")
        op.create_primary_key(key, table, ["workspace_id", name])
        return
    with op.batch_alter_table(table, recreate="always") as batch:
        batch.add_column(_workspace_column(), insert_before=name)
        batch.drop_constraint(key, type_="primary")
        batch.create_primary_key(key, ["workspace_id", name])


def _keep_to_workspace(table: str) -> None:
    """Let PostgreSQL show and take rows of one workspace only, also to the owner of the table."""
    setting = "current_setting('monitor.workspace', TRUE)"
    own = f"workspace_id::text = {setting} OR {setting} = 'all'"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own_workspace ON {table} USING ({own})")


def _create_accounts() -> None:
    op.create_table(
        "account",
        _number("id"),
        _text("email", 255),
        _text("name"),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        _yes_or_no("is_limited"),
        _yes_or_no("is_disabled"),
        sa.Column("password_hash", sa.Text),
        sa.Column("totp_secret", sa.Text),
        sa.Column("totp_step", sa.Integer),
        sa.Column("issuer", sa.String(255)),
        sa.Column("subject", sa.String(255)),
        _moment("made_at"),
        sa.Column("signed_in_at", sa.DateTime(timezone=True)),
        _workspace_column(),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("email", name="uq_account_email"),
        sa.UniqueConstraint("issuer", "subject", name="uq_account_issuer_subject"),
        sa.CheckConstraint(_listed("language", _LANGUAGES), name="ck_account_known_language"),
        sa.CheckConstraint(_listed("role", _ROLES), name="ck_account_known_role"),
        sqlite_autoincrement=True,
    )
    _create_grants()


def _create_grants() -> None:
    op.create_table(
        "account_grant",
        *_key_to("account_grant", "account_id", "account"),
        *_key_to("account_grant", "partnership_id", "partnership"),
        *_key_to("account_grant", "party_id", "party", nullable=True),
        _workspace_column(),
        sa.PrimaryKeyConstraint("account_id", "partnership_id", name="pk_account_grant"),
    )
    op.create_index("ix_account_grant_partnership_id", "account_grant", ["partnership_id"])
    op.create_index("ix_account_grant_party_id", "account_grant", ["party_id"])
    op.create_table(
        "recovery_code",
        *_key_to("recovery_code", "account_id", "account"),
        _text("code_hash", 64),
        _workspace_column(),
        sa.PrimaryKeyConstraint("account_id", "code_hash", name="pk_recovery_code"),
    )


def _create_sign_ins() -> None:
    op.create_table(
        "sign_in",
        _text("token_hash", 64),
        *_key_to("sign_in", "account_id", "account"),
        sa.Column("is_full", sa.Boolean, nullable=False),
        _moment("begun_at"),
        _moment("seen_at"),
        _workspace_column(),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_in"),
    )
    op.create_index("ix_sign_in_account_id", "sign_in", ["account_id"])
    op.create_table(
        "one_time_link",
        _text("token_hash", 64),
        _text("purpose", 20),
        *_key_to("one_time_link", "account_id", "account", nullable=True),
        _moment("expires_at"),
        _workspace_column(),
        sa.PrimaryKeyConstraint("token_hash", name="pk_one_time_link"),
    )
    op.create_index("ix_one_time_link_account_id", "one_time_link", ["account_id"])
    op.create_table(
        "sign_in_failure",
        _text("key", 64),
        _number("count"),
        _moment("since"),
        sa.Column("locked_until", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("key", name="pk_sign_in_failure"),
    )
    op.create_table(
        "sign_in_detour",
        _text("state_hash", 64),
        _text("nonce", 64),
        _text("verifier", 128),
        _text("next_path"),
        _moment("begun_at"),
        sa.PrimaryKeyConstraint("state_hash", name="pk_sign_in_detour"),
    )


def _create_trail() -> None:
    op.create_table(
        "trail",
        _number("id"),
        _number("sequence"),
        _moment("at"),
        _text("actor", 20),
        sa.Column("account_id", sa.Integer),
        _text("act", 40),
        sa.Column("partnership_id", sa.Integer),
        sa.Column("party_id", sa.Integer),
        sa.Column("content", sa.JSON, nullable=False),
        _text("previous_hash", 64),
        _text("hash", 64),
        _workspace_column(),
        sa.PrimaryKeyConstraint("id", name="pk_trail"),
        sa.UniqueConstraint("workspace_id", "sequence", name="uq_trail_workspace_id_sequence"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_trail_partnership_id", "trail", ["partnership_id"])
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_changing_the_trail() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the trail is never changed'; END $$"
        )
        op.execute(
            "CREATE TRIGGER trail_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON trail "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_changing_the_trail()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER trail_is_kept_from_{change.lower()} BEFORE {change} ON trail "
            "BEGIN SELECT RAISE(ABORT, 'the trail is never changed'); END"
        )


def _workspace_column() -> sa.Column[int]:
    return sa.Column("workspace_id", sa.Integer, server_default=sa.text("1"), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text if length is None else sa.String(length), nullable=False)


def _yes_or_no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, server_default=sa.false(), nullable=False)


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _listed(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def _key_to(
    table: str, column: str, target: str, *, nullable: bool = False
) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    reference = sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE"
    )
    return sa.Column(column, sa.Integer, nullable=nullable), reference
