"""Let answers be tied together over the rounds of a partnership whose parties chose so."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "linking_secret",
        sa.Column("partnership_id", sa.Integer, nullable=False),
        sa.Column("secret", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("partnership_id", name="pk_linking_secret"),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnership.id"],
            name="fk_linking_secret_partnership_id",
            ondelete="CASCADE",
        ),
    )
    op.add_column(
        "round", sa.Column("is_linked", sa.Boolean, server_default=sa.false(), nullable=False)
    )
    op.add_column("response", sa.Column("pseudonym", sa.String(40), nullable=True))
