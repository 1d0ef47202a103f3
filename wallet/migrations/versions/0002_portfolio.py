"""Items of the holder's own, for the portfolio."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "item",
        sa.Column("wallet_id", sa.String(36), nullable=False),
        sa.Column("item_id", sa.String(36), nullable=False),
        sa.Column("sealed_content", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("wallet_id", "item_id", name="pk_item"),
        sa.ForeignKeyConstraint(["wallet_id"], ["wallet.wallet_id"], name="fk_item_wallet_id_wallet"),
    )


def downgrade() -> None:
    op.drop_table("item")
