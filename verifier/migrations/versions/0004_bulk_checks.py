"""Batches of certificates that organisations have checked.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two tables."""
    op.create_table(
        "bulk_check",
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_bulk_check_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_bulk_check")),
    )
    op.create_index(op.f("ix_bulk_check_expires_at"), "bulk_check", ["expires_at"], unique=False)
    op.create_table(
        "bulk_check_row",
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("bulk_check_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item", sa.LargeBinary(), nullable=True),
        sa.Column("line", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "bulk_check_id"],
            ["bulk_check.organisation_id", "bulk_check.id"],
            name=op.f("fk_bulk_check_row_organisation_id_bulk_check_id_bulk_check"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "bulk_check_id", "position", name=op.f("pk_bulk_check_row")
        ),
    )


def downgrade() -> None:
    """Drop the tables; what is in them goes within the hour anyway."""
    op.drop_table("bulk_check_row")
    op.drop_index(op.f("ix_bulk_check_expires_at"), table_name="bulk_check")
    op.drop_table("bulk_check")
