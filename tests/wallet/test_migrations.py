"""The migrations lead to the models and back, on both databases (OP-10)."""

from tests.wallet.conftest import MIGRATIONS
from wallet.models import Base
from web.database import Database
from web.migrations import current, differences, downgrade, head, upgrade


def test_the_migrations_lead_to_the_models(migrated: Database) -> None:
    assert differences(migrated, Base.metadata) == []
    assert current(migrated) == head(MIGRATIONS)


def test_going_back_and_forth_ends_where_it_began(migrated: Database) -> None:
    downgrade(migrated, MIGRATIONS)
    assert current(migrated) is None
    upgrade(migrated, MIGRATIONS)
    upgrade(migrated, MIGRATIONS)
    assert differences(migrated, Base.metadata) == []


def test_every_table_begins_with_its_wallet_but_for_what_no_wallet_owns() -> None:
    shared = {"browser_session", "outbox", "sign_in_attempts", "seen_trust_list", "used_challenge"}
    for table in Base.metadata.sorted_tables:
        first = next(iter(table.primary_key.columns)).name
        assert (first == "wallet_id") is (table.name not in shared), table.name
