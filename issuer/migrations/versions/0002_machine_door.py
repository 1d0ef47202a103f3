"""API keys, issuing instances, and credentials that other systems had signed.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_key",
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_api_key_institution_id_institution")
        ),
        sa.PrimaryKeyConstraint("institution_id", "id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("id", name=op.f("uq_api_key_id")),
    )
    op.create_table(
        "issuing_instance",
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("cryptosuite", sa.String(length=40), nullable=False),
        sa.Column("own_key", sa.Boolean(), nullable=False),
        sa.Column("status_purposes", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institution.id"],
            name=op.f("fk_issuing_instance_institution_id_institution"),
        ),
        sa.PrimaryKeyConstraint("institution_id", "name", name=op.f("pk_issuing_instance")),
        sa.UniqueConstraint("name", name=op.f("uq_issuing_instance_name")),
    )
    with op.batch_alter_table("institution_key") as table:
        table.add_column(sa.Column("instance_name", sa.String(length=40), nullable=True))
        table.create_foreign_key(
            "fk_institution_key_instance",
            "issuing_instance",
            ["institution_id", "instance_name"],
            ["institution_id", "name"],
        )
    with op.batch_alter_table("credential") as table:
        table.alter_column("award_id", existing_type=sa.String(length=36), nullable=True)
    op.create_table(
        "direct_issuance",
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("credential_id", sa.String(length=36), nullable=False),
        sa.Column("instance_name", sa.String(length=40), nullable=False),
        sa.Column("api_key_id", sa.String(length=36), nullable=True),
        sa.Column("name_hash", sa.String(length=64), nullable=True),
        sa.Column("idempotency_hash", sa.String(length=64), nullable=True),
        sa.Column("request_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id", "api_key_id"],
            ["api_key.institution_id", "api_key.id"],
            name="fk_direct_issuance_api_key",
        ),
        sa.ForeignKeyConstraint(
            ["institution_id", "credential_id"],
            ["credential.institution_id", "credential.id"],
            name="fk_direct_issuance_credential",
        ),
        sa.ForeignKeyConstraint(
            ["institution_id", "instance_name"],
            ["issuing_instance.institution_id", "issuing_instance.name"],
            name="fk_direct_issuance_instance",
        ),
        sa.PrimaryKeyConstraint("institution_id", "credential_id", name=op.f("pk_direct_issuance")),
        sa.UniqueConstraint(
            "institution_id",
            "instance_name",
            "idempotency_hash",
            name="uq_direct_issuance_idempotency",
        ),
    )
    op.create_index(
        "ix_direct_issuance_name_hash", "direct_issuance", ["institution_id", "name_hash"], unique=False
    )


def downgrade() -> None:
    # What was signed without an award has no place in the earlier form.
    op.drop_table("direct_issuance")
    op.execute(
        "DELETE FROM status_entry WHERE EXISTS (SELECT 1 FROM credential"
        " WHERE credential.institution_id = status_entry.institution_id"
        " AND credential.id = status_entry.credential_id AND credential.award_id IS NULL)"
    )
    op.execute("DELETE FROM credential WHERE award_id IS NULL")
    with op.batch_alter_table("credential") as table:
        table.alter_column("award_id", existing_type=sa.String(length=36), nullable=False)
    # The earlier form signs awards with whatever key is newest here. In the key store, and so published,
    # an instance's key stays.
    op.execute("DELETE FROM institution_key WHERE instance_name IS NOT NULL")
    with op.batch_alter_table("institution_key") as table:
        table.drop_constraint("fk_institution_key_instance", type_="foreignkey")
        table.drop_column("instance_name")
    op.drop_table("issuing_instance")
    op.drop_table("api_key")
