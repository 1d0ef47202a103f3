"""The share contract: how often, with a PIN, with things of her own, with a log; and suggestions."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = sa.String(36)
INSTANT = sa.DateTime(timezone=True)


def _of_share(table: str, *columns: sa.Column[Any], key: tuple[str, ...]) -> None:
    op.create_table(
        table,
        sa.Column("wallet_id", ID, nullable=False),
        sa.Column("share_id", ID, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("wallet_id", "share_id", *key, name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["wallet_id", "share_id"],
            ["share.wallet_id", "share.share_id"],
            name=f"fk_{table}_wallet_id_share_id_share",
        ),
    )


def upgrade() -> None:
    with op.batch_alter_table("share") as table:
        table.add_column(sa.Column("looks_allowed", sa.Integer))
        table.add_column(sa.Column("pin_salt", sa.LargeBinary))
        table.add_column(sa.Column("pin_cost", sa.String(60)))
        table.add_column(sa.Column("pin_attempts", sa.Integer, nullable=False, server_default="0"))
        table.add_column(sa.Column("pin_tried_at", INSTANT))
        table.add_column(
            sa.Column("takes_suggestions", sa.Boolean, nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("share") as table:
        table.alter_column("pin_attempts", server_default=None)
        table.alter_column("takes_suggestions", server_default=None)
    _of_share(
        "share_part",
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("part_id", ID, nullable=False),
        sa.Column("sealed_access", sa.LargeBinary),
        key=("kind", "part_id"),
    )
    op.create_index("ix_share_part_part", "share_part", ["wallet_id", "kind", "part_id"])
    _of_share(
        "share_event",
        sa.Column("event_id", ID, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("happened_at", INSTANT, nullable=False),
        key=("event_id",),
    )
    _of_share(
        "suggestion",
        sa.Column("suggestion_id", ID, nullable=False),
        sa.Column("sealed_words", sa.LargeBinary, nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("kept_at", INSTANT),
        key=("suggestion_id",),
    )
    op.execute("DELETE FROM ticket")  # they last five minutes, and have no end for files
    with op.batch_alter_table("ticket") as table:
        table.add_column(sa.Column("fetched_at", INSTANT))
        table.add_column(sa.Column("files_until", INSTANT, nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("ticket") as table:
        table.drop_column("files_until")
        table.drop_column("fetched_at")
    for name in ("suggestion", "share_event", "share_part"):
        op.drop_table(name)
    # A share with a PIN opens by its PIN alone, which the tables before know nothing of: it ends.
    op.execute("UPDATE share SET sealed_presentation = NULL, stopped_at = created_at WHERE pin_salt IS NOT NULL")
    with op.batch_alter_table("share") as table:
        for column in ("takes_suggestions", "pin_tried_at", "pin_attempts", "pin_cost", "pin_salt", "looks_allowed"):
            table.drop_column(column)
