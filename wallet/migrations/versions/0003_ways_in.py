"""Ways in: the devices of signed-in browsers, passkeys, and the challenges that were used."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.String(36)
DIGEST = sa.LargeBinary(32)
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("browser_session") as table:
        table.add_column(sa.Column("sealed_device", sa.LargeBinary))
    op.create_table(
        "passkey",
        sa.Column("wallet_id", ID, nullable=False),
        sa.Column("passkey_id", ID, nullable=False),
        sa.Column("lookup", DIGEST, nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("sign_count", sa.BigInteger, nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("sealed_card", sa.LargeBinary, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("last_used_at", INSTANT),
        sa.PrimaryKeyConstraint("wallet_id", "passkey_id", name="pk_passkey"),
        sa.ForeignKeyConstraint(["wallet_id"], ["wallet.wallet_id"], name="fk_passkey_wallet_id_wallet"),
    )
    op.create_index("uq_passkey_lookup", "passkey", ["lookup"], unique=True)
    op.create_table(
        "used_challenge",
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_used_challenge"),
    )


def downgrade() -> None:
    op.drop_table("used_challenge")
    op.drop_table("passkey")
    with op.batch_alter_table("browser_session") as table:
        table.drop_column("sealed_device")
