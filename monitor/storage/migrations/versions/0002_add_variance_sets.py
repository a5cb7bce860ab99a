"""Keep the variances that an installation estimated itself."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "variance_set",
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_variance_set"),
    )
    op.create_table(
        "variance_adoption",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("adopted_by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_variance_adoption"),
        sqlite_autoincrement=True,
    )
