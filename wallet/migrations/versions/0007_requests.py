"""Her answers to requests of organisations."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.String(36)
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "request_reply",
        sa.Column("wallet_id", ID, nullable=False),
        sa.Column("reply_id", ID, nullable=False),
        sa.Column("lookup", sa.LargeBinary(32), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("sealed_content", sa.LargeBinary, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.PrimaryKeyConstraint("wallet_id", "reply_id", name="pk_request_reply"),
        sa.ForeignKeyConstraint(["wallet_id"], ["wallet.wallet_id"], name="fk_request_reply_wallet_id_wallet"),
    )
    op.create_index("uq_request_reply_lookup", "request_reply", ["wallet_id", "lookup"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_request_reply_lookup", table_name="request_reply")
    op.drop_table("request_reply")
