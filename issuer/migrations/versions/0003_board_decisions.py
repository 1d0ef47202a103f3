"""Decisions of examination boards, as they came in from another system of the school.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "board_decision",
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("award_id", sa.String(length=36), nullable=False),
        sa.Column("api_key_id", sa.String(length=36), nullable=False),
        sa.Column("idempotency_hash", sa.String(length=64), nullable=False),
        sa.Column("request_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id", "award_id"],
            ["award.institution_id", "award.id"],
            name=op.f("fk_board_decision_award"),
        ),
        sa.ForeignKeyConstraint(
            ["institution_id", "api_key_id"],
            ["api_key.institution_id", "api_key.id"],
            name=op.f("fk_board_decision_api_key"),
        ),
        sa.PrimaryKeyConstraint("institution_id", "award_id", name=op.f("pk_board_decision")),
        sa.UniqueConstraint(
            "institution_id", "idempotency_hash", name=op.f("uq_board_decision_idempotency")
        ),
    )


def downgrade() -> None:
    op.drop_table("board_decision")
