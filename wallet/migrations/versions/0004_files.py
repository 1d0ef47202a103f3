"""Files of her own: a row each; the bytes lie sealed in the store of files."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.String(36)
DIGEST = sa.LargeBinary(32)
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "evidence_file",
        sa.Column("wallet_id", ID, nullable=False),
        sa.Column("file_id", ID, nullable=False),
        sa.Column("item_id", ID),
        sa.Column("fingerprint", DIGEST, nullable=False),
        sa.Column("sealed_description", sa.LargeBinary, nullable=False),
        sa.Column("sealed_thumbnail", sa.LargeBinary),
        sa.Column("storage_key", sa.String(32), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("wallet_id", "file_id", name="pk_evidence_file"),
        sa.ForeignKeyConstraint(["wallet_id"], ["wallet.wallet_id"], name="fk_evidence_file_wallet_id_wallet"),
    )
    op.create_index("uq_evidence_file_fingerprint", "evidence_file", ["wallet_id", "fingerprint"], unique=True)
    op.create_index("uq_evidence_file_storage_key", "evidence_file", ["storage_key"], unique=True)
    op.create_index("ix_evidence_file_item", "evidence_file", ["wallet_id", "item_id"])


def downgrade() -> None:
    op.drop_table("evidence_file")
