"""Until when a decided case is kept.

What was decided before counts from the day on which its case began: the day of the decision is sealed.

Revision ID: 0005
Revises: 0004
"""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_KEPT = timedelta(days=731)
_case = sa.table(
    "exemption_case",
    sa.column("organisation_id", sa.String()),
    sa.column("id", sa.String()),
    sa.column("state", sa.String()),
    sa.column("opened_at", sa.DateTime(timezone=True)),
    sa.column("keep_until", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    with op.batch_alter_table("exemption_case") as table:
        table.add_column(sa.Column("keep_until", sa.DateTime(timezone=True), nullable=True))
        table.create_index(op.f("ix_exemption_case_keep_until"), ["keep_until"], unique=False)
    connection = op.get_bind()
    decided = sa.select(_case).where(_case.c.state.in_(["decided", "issued"]))
    for row in connection.execute(decided).all():
        connection.execute(
            sa.update(_case)
            .where(_case.c.organisation_id == row.organisation_id, _case.c.id == row.id)
            .values(keep_until=row.opened_at + _KEPT)
        )


def downgrade() -> None:
    with op.batch_alter_table("exemption_case") as table:
        table.drop_index(op.f("ix_exemption_case_keep_until"))
        table.drop_column("keep_until")
