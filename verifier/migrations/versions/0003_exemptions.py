"""Programmes of schools, cases about exemptions, and where an organisation's decisions are signed.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("organisation") as table:
        table.add_column(sa.Column("issuer_url", sa.String(length=500), nullable=True))
        table.add_column(sa.Column("sealed_issuer_key", sa.LargeBinary(), nullable=True))
    op.create_table(
        "programme",
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("board", sa.String(length=200), nullable=False),
        sa.Column("appeal_body", sa.String(length=200), nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_programme_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_programme")),
    )
    op.create_table(
        "exemption_case",
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("programme_id", sa.String(length=36), nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("answer_id", sa.String(length=36), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "proposed",
                "decided",
                "issued",
                name="case_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("opened_by", sa.String(length=36), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.String(length=36), nullable=True),
        sa.Column("decided_by", sa.String(length=36), nullable=True),
        sa.Column("checked_again_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sources_fallen", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "programme_id"],
            ["programme.organisation_id", "programme.id"],
            name=op.f("fk_exemption_case_organisation_id_programme_id_programme"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "request_id"],
            ["request.organisation_id", "request.id"],
            name=op.f("fk_exemption_case_organisation_id_request_id_request"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_exemption_case")),
        sa.UniqueConstraint(
            "organisation_id", "answer_id", "programme_id", name="uq_exemption_case_answer"
        ),
    )


def downgrade() -> None:
    op.drop_table("exemption_case")
    op.drop_table("programme")
    with op.batch_alter_table("organisation") as table:
        table.drop_column("sealed_issuer_key")
        table.drop_column("issuer_url")
