"""The first tables: wallets and ways into them, holder keys, documents, shares."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(36)
DIGEST = sa.LargeBinary(32)
INSTANT = sa.DateTime(timezone=True)


def _belongs_to_a_wallet(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["wallet_id"], ["wallet.wallet_id"], name=f"fk_{table}_wallet_id_wallet"
    )


def upgrade() -> None:
    op.create_table(
        "wallet",
        sa.Column("wallet_id", ID, nullable=False),
        sa.Column("name_lookup", DIGEST, nullable=False),
        sa.Column("sealed_name", sa.LargeBinary, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("wallet_id", name="pk_wallet"),
        sa.UniqueConstraint("name_lookup", name="uq_wallet_name_lookup"),
    )
    op.create_table(
        "wrapped_key",
        sa.Column("wallet_id", ID, nullable=False),
        sa.Column("way", sa.String(20), nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("cost", sa.String(60), nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("sealed_code", sa.LargeBinary),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("wallet_id", "way", name="pk_wrapped_key"),
        _belongs_to_a_wallet("wrapped_key"),
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("name_lookup", DIGEST, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("window_started_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name_lookup", name="pk_sign_in_attempts"),
    )
    op.create_table(
        "browser_session",
        sa.Column("id_hash", sa.String(64), nullable=False),
        sa.Column("tenant", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("wrapped_secret", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id_hash", name="pk_browser_session"),
    )
    for column in ("tenant", "owner", "expires_at"):
        op.create_index(f"ix_browser_session_{column}", "browser_session", [column])
    op.create_table(
        "holder_key",
        sa.Column("wallet_id", ID, nullable=False),
        sa.Column("key_id", ID, nullable=False),
        sa.Column("sealed_private_key", sa.LargeBinary, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("wallet_id", "key_id", name="pk_holder_key"),
        _belongs_to_a_wallet("holder_key"),
    )
    op.create_table(
        "document",
        sa.Column("wallet_id", ID, nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.Column("fingerprint", DIGEST, nullable=False),
        sa.Column("sealed_original", sa.LargeBinary, nullable=False),
        sa.Column("sealed_card", sa.LargeBinary, nullable=False),
        sa.Column("sealed_verdict", sa.LargeBinary, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("wallet_id", "document_id", name="pk_document"),
        _belongs_to_a_wallet("document"),
    )
    op.create_index("uq_document_fingerprint", "document", ["wallet_id", "fingerprint"], unique=True)
    op.create_table(
        "share_draft",
        sa.Column("wallet_id", ID, nullable=False),
        sa.Column("draft_id", ID, nullable=False),
        sa.Column("sealed_answers", sa.LargeBinary, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("wallet_id", "draft_id", name="pk_share_draft"),
        _belongs_to_a_wallet("share_draft"),
    )
    op.create_table(
        "share",
        sa.Column("wallet_id", ID, nullable=False),
        sa.Column("share_id", ID, nullable=False),
        sa.Column("lookup", DIGEST, nullable=False),
        sa.Column("sealed_presentation", sa.LargeBinary),
        sa.Column("sealed_token", sa.LargeBinary, nullable=False),
        sa.Column("sealed_description", sa.LargeBinary, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("stopped_at", INSTANT),
        sa.Column("looks", sa.Integer, nullable=False),
        sa.Column("last_look_at", INSTANT),
        sa.PrimaryKeyConstraint("wallet_id", "share_id", name="pk_share"),
        _belongs_to_a_wallet("share"),
    )
    op.create_index("uq_share_lookup", "share", ["lookup"], unique=True)
    op.create_table(
        "share_item",
        sa.Column("wallet_id", ID, nullable=False),
        sa.Column("share_id", ID, nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("wallet_id", "share_id", "document_id", name="pk_share_item"),
        sa.ForeignKeyConstraint(
            ["wallet_id", "share_id"],
            ["share.wallet_id", "share.share_id"],
            name="fk_share_item_wallet_id_share_id_share",
        ),
        sa.ForeignKeyConstraint(
            ["wallet_id", "document_id"],
            ["document.wallet_id", "document.document_id"],
            name="fk_share_item_wallet_id_document_id_document",
        ),
    )
    op.create_index("ix_share_item_document", "share_item", ["wallet_id", "document_id"])
    op.create_table(
        "ticket",
        sa.Column("wallet_id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("share_id", ID, nullable=False),
        sa.Column("lookup", DIGEST, nullable=False),
        sa.Column("sealed_key", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("wallet_id", "ticket_id", name="pk_ticket"),
        sa.ForeignKeyConstraint(
            ["wallet_id", "share_id"],
            ["share.wallet_id", "share.share_id"],
            name="fk_ticket_wallet_id_share_id_share",
        ),
    )
    op.create_index("uq_ticket_lookup", "ticket", ["lookup"], unique=True)
    op.create_table(
        "seen_trust_list",
        sa.Column("list_url", sa.String(500), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("list_url", name="pk_seen_trust_list"),
    )


def downgrade() -> None:
    for table in (
        "seen_trust_list",
        "ticket",
        "share_item",
        "share",
        "share_draft",
        "document",
        "holder_key",
        "browser_session",
        "sign_in_attempts",
        "wrapped_key",
        "wallet",
    ):
        op.drop_table(table)
