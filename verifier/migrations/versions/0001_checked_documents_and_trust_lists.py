"""Checked documents, and the trust list versions that were seen.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "checked_document",
        sa.Column("lookup", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("lookup", name=op.f("pk_checked_document")),
    )
    op.create_index(op.f("ix_checked_document_expires_at"), "checked_document", ["expires_at"])
    op.create_table(
        "seen_trust_list",
        sa.Column("list_url", sa.String(length=2048), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("list_url", name=op.f("pk_seen_trust_list")),
    )


def downgrade() -> None:
    op.drop_table("seen_trust_list")
    op.drop_index(op.f("ix_checked_document_expires_at"), table_name="checked_document")
    op.drop_table("checked_document")
