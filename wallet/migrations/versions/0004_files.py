"""Files of her own, whose bytes lie sealed in the store of files; and someone else's word, asked by link."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
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
    op.create_table(
        "encryption_key",
        sa.Column("wallet_id", ID, nullable=False),
        sa.Column("public_key", DIGEST, nullable=False),
        sa.Column("sealed_private_key", sa.LargeBinary, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("wallet_id", name="pk_encryption_key"),
        sa.ForeignKeyConstraint(["wallet_id"], ["wallet.wallet_id"], name="fk_encryption_key_wallet_id_wallet"),
    )
    op.create_table(
        "reference_request",
        sa.Column("wallet_id", ID, nullable=False),
        sa.Column("request_id", ID, nullable=False),
        sa.Column("item_id", ID),
        sa.Column("lookup", DIGEST, nullable=False),
        sa.Column("sealed_question", sa.LargeBinary, nullable=False),
        sa.Column("sealed_description", sa.LargeBinary, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("answered_at", INSTANT),
        sa.PrimaryKeyConstraint("wallet_id", "request_id", name="pk_reference_request"),
        sa.ForeignKeyConstraint(["wallet_id"], ["wallet.wallet_id"], name="fk_reference_request_wallet_id_wallet"),
    )
    op.create_index("uq_reference_request_lookup", "reference_request", ["lookup"], unique=True)
    op.create_index("ix_reference_request_item", "reference_request", ["wallet_id", "item_id"])
    op.create_table(
        "reference",
        sa.Column("wallet_id", ID, nullable=False),
        sa.Column("request_id", ID, nullable=False),
        sa.Column("confirm_lookup", DIGEST, nullable=False),
        sa.Column("sealed_words", sa.LargeBinary, nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("confirmed_at", INSTANT),
        sa.Column("accepted_at", INSTANT),
        sa.PrimaryKeyConstraint("wallet_id", "request_id", name="pk_reference"),
        sa.ForeignKeyConstraint(
            ["wallet_id", "request_id"],
            ["reference_request.wallet_id", "reference_request.request_id"],
            name="fk_reference_wallet_id_request_id_reference_request",
        ),
    )
    op.create_index("uq_reference_confirm_lookup", "reference", ["confirm_lookup"], unique=True)
    op.create_table(
        "outbox",
        sa.Column("tenant", sa.String(64), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("recipient", sa.String(320), nullable=False),
        sa.Column("subject", sa.String(500), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT),
        sa.Column("sent_at", INSTANT),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("tenant", "id", name="pk_outbox"),
    )
    op.create_index("ix_outbox_due_at", "outbox", ["due_at"])


def downgrade() -> None:
    for table in ("outbox", "reference", "reference_request", "encryption_key", "evidence_file"):
        op.drop_table(table)
