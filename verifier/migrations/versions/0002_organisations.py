"""Organisations with staff and keys, their requests, and the answers to them.

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
        "organisation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("did", sa.String(length=500), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("did", name=op.f("uq_organisation_did")),
        sa.UniqueConstraint("slug", name=op.f("uq_organisation_slug")),
    )
    op.create_table(
        "staff_session",
        sa.Column("id_hash", sa.String(length=64), nullable=False),
        sa.Column("tenant", sa.String(length=64), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wrapped_secret", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id_hash", name=op.f("pk_staff_session")),
    )
    op.create_index(op.f("ix_staff_session_expires_at"), "staff_session", ["expires_at"], unique=False)
    op.create_index(op.f("ix_staff_session_owner"), "staff_session", ["owner"], unique=False)
    op.create_index(op.f("ix_staff_session_tenant"), "staff_session", ["tenant"], unique=False)
    op.create_table(
        "api_key",
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_api_key_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("id", name=op.f("uq_api_key_id")),
    )
    op.create_table(
        "request",
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("token", sa.String(length=43), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column(
            "purpose_kind",
            sa.Enum(
                "work",
                "exemption",
                "admission",
                "other",
                name="purpose_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("many", sa.Boolean(), nullable=False),
        sa.Column("keep_days", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("open_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answers_received", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_request_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_request")),
    )
    op.create_index("uq_request_token", "request", ["token"], unique=True)
    op.create_table(
        "staff",
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("login", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("official_id", sa.String(length=40), nullable=False),
        sa.Column("password_hash", sa.String(length=300), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("failed_sign_ins", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_staff_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_staff")),
        sa.UniqueConstraint("organisation_id", "login", name=op.f("uq_staff_organisation_id_login")),
        sa.UniqueConstraint(
            "organisation_id", "official_id", name=op.f("uq_staff_organisation_id_official_id")
        ),
    )
    op.create_table(
        "trail_entry",
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=36), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("object_id", sa.String(length=36), nullable=False),
        sa.Column("detail", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_trail_entry_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_trail_entry")),
    )
    op.create_index("ix_trail_entry_object", "trail_entry", ["organisation_id", "object_id"], unique=False)
    op.create_table(
        "answer",
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("holder_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("keep_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "assessment",
            sa.Enum(
                "none",
                "accepted",
                "needs_info",
                name="assessment",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sealed_note", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "request_id"],
            ["request.organisation_id", "request.id"],
            name=op.f("fk_answer_organisation_id_request_id_request"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "request_id", "id", name=op.f("pk_answer")),
        sa.UniqueConstraint("organisation_id", "request_id", "holder_digest", name="uq_answer_holder"),
    )
    op.create_index(op.f("ix_answer_keep_until"), "answer", ["keep_until"], unique=False)
    op.create_table(
        "answer_challenge",
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("challenge_hash", sa.String(length=64), nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "request_id"],
            ["request.organisation_id", "request.id"],
            name=op.f("fk_answer_challenge_organisation_id_request_id_request"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "challenge_hash", name=op.f("pk_answer_challenge")),
    )
    op.create_index(op.f("ix_answer_challenge_expires_at"), "answer_challenge", ["expires_at"], unique=False)
    op.create_table(
        "staff_role",
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "checker",
                "adviser",
                "board",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "staff_id"],
            ["staff.organisation_id", "staff.id"],
            name=op.f("fk_staff_role_organisation_id_staff_id_staff"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "staff_id", "role", name=op.f("pk_staff_role")),
    )


def downgrade() -> None:
    op.drop_table("staff_role")
    op.drop_index(op.f("ix_answer_challenge_expires_at"), table_name="answer_challenge")
    op.drop_table("answer_challenge")
    op.drop_index(op.f("ix_answer_keep_until"), table_name="answer")
    op.drop_table("answer")
    op.drop_index("ix_trail_entry_object", table_name="trail_entry")
    op.drop_table("trail_entry")
    op.drop_table("staff")
    op.drop_index("uq_request_token", table_name="request")
    op.drop_table("request")
    op.drop_table("api_key")
    op.drop_index(op.f("ix_staff_session_tenant"), table_name="staff_session")
    op.drop_index(op.f("ix_staff_session_owner"), table_name="staff_session")
    op.drop_index(op.f("ix_staff_session_expires_at"), table_name="staff_session")
    op.drop_table("staff_session")
    op.drop_table("organisation")
