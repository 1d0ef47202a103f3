"""Awards may be statements of enrolments too.

Revision ID: 0004
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_BEFORE = ("Diploma", "Deelcertificaat", "Ervaringscertificaat", "VrijstellingsBesluit")
_AFTER = (*_BEFORE, "Inschrijvingsverklaring")
_TABLES = {"award": "kind", "batch": "batch_kind"}


def upgrade() -> None:
    for table, name in _TABLES.items():
        _allow(table, name, _AFTER)


def downgrade() -> None:
    """Fails while there is an award of the new kind: it is a legal act, and nobody deletes it by the way."""
    for table, name in _TABLES.items():
        _allow(table, name, _BEFORE)


def _allow(table: str, name: str, kinds: Sequence[str]) -> None:
    allowed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table(table) as changed:
        changed.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
        changed.create_check_constraint(op.f(f"ck_{table}_{name}"), sa.text(f"kind IN ({allowed})"))
