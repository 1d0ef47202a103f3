"""Let a statement of enrolments be an award, and come from a spreadsheet.

Going down refuses while there is one: it would have to be destroyed, and what was issued is kept.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_BEFORE = ("Diploma", "Deelcertificaat", "Ervaringscertificaat", "VrijstellingsBesluit")
_STATEMENT = "Inschrijvingsverklaring"


def upgrade() -> None:
    _close_sets((*_BEFORE, _STATEMENT))


def downgrade() -> None:
    for table in ("award", "batch"):
        column = sa.column("kind", sa.String)
        statements = sa.select(sa.literal(1)).select_from(sa.table(table, column)).where(column == _STATEMENT)
        if op.get_bind().execute(statements.limit(1)).first() is not None:
            raise RuntimeError(f"table {table} holds a {_STATEMENT}, which the version before does not know")
    _close_sets(_BEFORE)


def _close_sets(kinds: tuple[str, ...]) -> None:
    for table, name in (("award", "ck_award_kind"), ("batch", "ck_batch_batch_kind")):
        with op.batch_alter_table(table) as changed:
            changed.drop_constraint(op.f(name), type_="check")
            changed.create_check_constraint(op.f(name), sa.column("kind").in_(kinds))
