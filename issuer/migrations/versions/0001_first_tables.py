"""Institutions, awards, status lists, offers, batches and the audit trail.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "institution",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("did", sa.String(length=500), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("identifiers", sa.JSON(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("offer_days", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institution")),
        sa.UniqueConstraint("did", name=op.f("uq_institution_did")),
        sa.UniqueConstraint("slug", name=op.f("uq_institution_slug")),
    )
    op.create_table(
        "outbox",
        sa.Column("tenant", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("recipient", sa.String(length=320), nullable=False),
        sa.Column("subject", sa.String(length=500), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "id", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_due_at"), "outbox", ["due_at"], unique=False)
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
        "audit_entry",
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=36), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.String(length=36), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_audit_entry_institution_id_institution")
        ),
        sa.PrimaryKeyConstraint("institution_id", "sequence", name=op.f("pk_audit_entry")),
    )
    op.create_index("ix_audit_entry_object", "audit_entry", ["institution_id", "object_id"], unique=False)
    op.create_table(
        "audit_head",
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_audit_head_institution_id_institution")
        ),
        sa.PrimaryKeyConstraint("institution_id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "institution_key",
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("key_id", sa.String(length=100), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signs_from", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_institution_key_institution_id_institution")
        ),
        sa.PrimaryKeyConstraint("institution_id", "key_id", name=op.f("pk_institution_key")),
    )
    op.create_table(
        "staff",
        sa.Column("institution_id", sa.String(length=36), nullable=False),
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
            ["institution_id"], ["institution.id"], name=op.f("fk_staff_institution_id_institution")
        ),
        sa.PrimaryKeyConstraint("institution_id", "id", name=op.f("pk_staff")),
        sa.UniqueConstraint("institution_id", "login", name=op.f("uq_staff_institution_id_login")),
        sa.UniqueConstraint(
            "institution_id", "official_id", name=op.f("uq_staff_institution_id_official_id")
        ),
    )
    op.create_table(
        "status_list",
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "revocation",
                "suspension",
                name="list_purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("signed_version", sa.Integer(), nullable=True),
        sa.Column("signed", sa.LargeBinary(), nullable=True),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_status_list_institution_id_institution")
        ),
        sa.PrimaryKeyConstraint("institution_id", "id", name=op.f("pk_status_list")),
        sa.UniqueConstraint(
            "institution_id", "purpose", "number", name=op.f("uq_status_list_institution_id_purpose_number")
        ),
    )
    op.create_table(
        "award",
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("urn", sa.String(length=45), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "Diploma",
                "Deelcertificaat",
                "Ervaringscertificaat",
                "VrijstellingsBesluit",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "approved",
                "issued",
                "revoked",
                name="award_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("subject_name", sa.String(length=300), nullable=False),
        sa.Column("search_text", sa.String(length=700), nullable=False),
        sa.Column("legal_date", sa.Date(), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("entry", sa.LargeBinary(), nullable=True),
        sa.Column("claims", sa.LargeBinary(), nullable=True),
        sa.Column("subject_salt", sa.LargeBinary(), nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.String(length=36), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.String(length=36), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("return_reason", sa.String(length=1000), nullable=False),
        sa.Column("revocation_reason", sa.String(length=1000), nullable=False),
        sa.Column("suspension_reason", sa.String(length=1000), nullable=False),
        sa.Column("replaces_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["institution_id", "approved_by"],
            ["staff.institution_id", "staff.id"],
            name="fk_award_approved_by",
        ),
        sa.ForeignKeyConstraint(
            ["institution_id", "created_by"], ["staff.institution_id", "staff.id"], name="fk_award_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["institution_id", "replaces_id"], ["award.institution_id", "award.id"], name="fk_award_replaces"
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_award_institution_id_institution")
        ),
        sa.PrimaryKeyConstraint("institution_id", "id", name=op.f("pk_award")),
        sa.UniqueConstraint("institution_id", "urn", name=op.f("uq_award_institution_id_urn")),
    )
    op.create_index("ix_award_state", "award", ["institution_id", "state"], unique=False)
    op.create_table(
        "batch",
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "Diploma",
                "Deelcertificaat",
                "Ervaringscertificaat",
                "VrijstellingsBesluit",
                name="batch_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "checked",
                "running",
                "done",
                "discarded",
                name="batch_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.String(length=36), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["institution_id", "created_by"],
            ["staff.institution_id", "staff.id"],
            name=op.f("fk_batch_institution_id_created_by_staff"),
        ),
        sa.PrimaryKeyConstraint("institution_id", "id", name=op.f("pk_batch")),
    )
    op.create_index("ix_batch_state", "batch", ["state", "institution_id"], unique=False)
    op.create_table(
        "staff_role",
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "registrar",
                "approver",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["institution_id", "staff_id"],
            ["staff.institution_id", "staff.id"],
            name=op.f("fk_staff_role_institution_id_staff_id_staff"),
        ),
        sa.PrimaryKeyConstraint("institution_id", "staff_id", "role", name=op.f("pk_staff_role")),
    )
    op.create_table(
        "batch_row",
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("batch_id", sa.String(length=36), nullable=False),
        sa.Column("row_no", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "invalid",
                "waiting",
                "taken",
                "failed",
                name="row_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("claims", sa.LargeBinary(), nullable=True),
        sa.Column("award_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["institution_id", "award_id"],
            ["award.institution_id", "award.id"],
            name=op.f("fk_batch_row_institution_id_award_id_award"),
        ),
        sa.ForeignKeyConstraint(
            ["institution_id", "batch_id"],
            ["batch.institution_id", "batch.id"],
            name=op.f("fk_batch_row_institution_id_batch_id_batch"),
        ),
        sa.PrimaryKeyConstraint("institution_id", "batch_id", "row_no", name=op.f("pk_batch_row")),
        sa.UniqueConstraint("institution_id", "award_id", name=op.f("uq_batch_row_institution_id_award_id")),
    )
    op.create_index("ix_batch_row_state", "batch_row", ["institution_id", "batch_id", "state"], unique=False)
    op.create_table(
        "credential",
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("urn", sa.String(length=45), nullable=False),
        sa.Column("award_id", sa.String(length=36), nullable=False),
        sa.Column("bound_to", sa.String(length=500), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "intended",
                "signed",
                "ended",
                name="copy_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("intended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed", sa.LargeBinary(), nullable=True),
        sa.Column("verification_method", sa.String(length=500), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paper_hash", sa.String(length=64), nullable=True),
        sa.Column("paper_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["institution_id", "award_id"],
            ["award.institution_id", "award.id"],
            name=op.f("fk_credential_institution_id_award_id_award"),
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_credential_institution_id_institution")
        ),
        sa.PrimaryKeyConstraint("institution_id", "id", name=op.f("pk_credential")),
        sa.UniqueConstraint(
            "institution_id",
            "award_id",
            "bound_to",
            name=op.f("uq_credential_institution_id_award_id_bound_to"),
        ),
        sa.UniqueConstraint("institution_id", "urn", name=op.f("uq_credential_institution_id_urn")),
        sa.UniqueConstraint("paper_hash", name=op.f("uq_credential_paper_hash")),
    )
    op.create_index("ix_credential_state", "credential", ["state", "institution_id"], unique=False)
    op.create_table(
        "offer",
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("award_id", sa.String(length=36), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "claimed",
                "withdrawn",
                name="offer_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by", sa.String(length=500), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("credential_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["institution_id", "award_id"],
            ["award.institution_id", "award.id"],
            name=op.f("fk_offer_institution_id_award_id_award"),
        ),
        sa.ForeignKeyConstraint(
            ["institution_id", "credential_id"],
            ["credential.institution_id", "credential.id"],
            name=op.f("fk_offer_institution_id_credential_id_credential"),
        ),
        sa.PrimaryKeyConstraint("institution_id", "id", name=op.f("pk_offer")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_offer_code_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_offer_token_hash")),
    )
    op.create_index("ix_offer_award", "offer", ["institution_id", "award_id"], unique=False)
    op.create_table(
        "status_entry",
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("list_id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.String(length=36), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "revocation",
                "suspension",
                name="entry_purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["institution_id", "credential_id"],
            ["credential.institution_id", "credential.id"],
            name=op.f("fk_status_entry_institution_id_credential_id_credential"),
        ),
        sa.ForeignKeyConstraint(
            ["institution_id", "list_id"],
            ["status_list.institution_id", "status_list.id"],
            name=op.f("fk_status_entry_institution_id_list_id_status_list"),
        ),
        sa.PrimaryKeyConstraint("institution_id", "list_id", "position", name=op.f("pk_status_entry")),
        sa.UniqueConstraint(
            "institution_id",
            "credential_id",
            "purpose",
            name=op.f("uq_status_entry_institution_id_credential_id_purpose"),
        ),
    )
    op.create_table(
        "offer_challenge",
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("offer_id", sa.String(length=36), nullable=False),
        sa.Column("nonce_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["institution_id", "offer_id"],
            ["offer.institution_id", "offer.id"],
            name=op.f("fk_offer_challenge_institution_id_offer_id_offer"),
        ),
        sa.PrimaryKeyConstraint("institution_id", "offer_id", "nonce_hash", name=op.f("pk_offer_challenge")),
    )
    op.create_index("ix_offer_challenge_expires", "offer_challenge", ["expires_at"], unique=False)


def downgrade() -> None:
    op.drop_table("offer_challenge")
    op.drop_table("status_entry")
    op.drop_table("offer")
    op.drop_table("credential")
    op.drop_table("batch_row")
    op.drop_table("staff_role")
    op.drop_table("batch")
    op.drop_table("award")
    op.drop_table("status_list")
    op.drop_table("staff")
    op.drop_table("institution_key")
    op.drop_table("audit_head")
    op.drop_table("audit_entry")
    op.drop_table("staff_session")
    op.drop_table("outbox")
    op.drop_table("institution")
