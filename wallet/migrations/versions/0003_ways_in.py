"""Ways in: the devices of signed-in browsers, passkeys, and the challenges that were used."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.String(36)
DIGEST = sa.LargeBinary(32)
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("browser_session") as table:
        table.add_column(sa.Column("sealed_device", sa.LargeBinary))


def downgrade() -> None:
    with op.batch_alter_table("browser_session") as table:
        table.drop_column("sealed_device")
