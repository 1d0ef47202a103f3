"""Running a folder of migrations forwards and back, on a table that others refer to (OP-10)."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, MetaData, String, Table, text

from web import migrations
from web.database import Database, UtcDateTime

ENV = """
    from sqlalchemy import MetaData
    from web.migrations import run_env
    run_env(MetaData())
"""
FIRST = """
    import sqlalchemy as sa
    from alembic import op
    revision = "0001"
    down_revision = None
    def upgrade():
        op.create_table("school", sa.Column("id", sa.String(36), primary_key=True))
        op.create_table(
            "award", sa.Column("id", sa.String(36), primary_key=True),
            sa.Column("school", sa.String(36), sa.ForeignKey("school.id", ondelete="CASCADE")),
        )
    def downgrade():
        op.drop_table("award")
        op.drop_table("school")
"""
SECOND = """
    import sqlalchemy as sa
    from alembic import op
    revision = "0002"
    down_revision = "0001"
    def upgrade():
        with op.batch_alter_table("school") as batch:
            batch.alter_column("id", type_=sa.String(40))
            batch.add_column(sa.Column("name", sa.String(100), nullable=False, server_default=""))
    def downgrade():
        with op.batch_alter_table("school") as batch:
            batch.drop_column("name")
"""
BROKEN = """
    from alembic import op
    revision = "0003"
    down_revision = "0002"
    def upgrade():
        op.execute("DELETE FROM school")
    def downgrade():
        pass
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    versions = tmp_path / "100% migrations" / "versions"
    versions.mkdir(parents=True)
    (versions.parent / "env.py").write_text(textwrap.dedent(ENV))
    (versions / "0001_first.py").write_text(textwrap.dedent(FIRST))
    (versions / "0002_second.py").write_text(textwrap.dedent(SECOND))
    return versions.parent


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    yield opened
    opened.close()


def test_a_new_database_is_at_no_revision(database: Database) -> None:
    assert migrations.current(database) is None


def test_upgrading_twice_is_the_same_as_once(database: Database, folder: Path) -> None:
    migrations.upgrade(database, folder)
    migrations.upgrade(database, folder)
    assert migrations.current(database) == migrations.head(folder) == "0002"


def test_rebuilding_a_table_keeps_the_rows_that_refer_to_it(sqlite: Database, folder: Path) -> None:
    migrations.upgrade(sqlite, folder, "0001")
    with sqlite.transaction() as session:
        session.execute(text("INSERT INTO school VALUES ('roc')"))
        session.execute(text("INSERT INTO award VALUES ('a', 'roc')"))
    migrations.upgrade(sqlite, folder)
    with sqlite.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM award")) == 1


def test_foreign_keys_are_on_again_after_a_migration(sqlite: Database, folder: Path) -> None:
    migrations.upgrade(sqlite, folder)
    with sqlite.reading() as session:
        assert session.scalar(text("PRAGMA foreign_keys")) == 1


def test_a_migration_that_breaks_references_is_noticed(sqlite: Database, folder: Path) -> None:
    migrations.upgrade(sqlite, folder)
    with sqlite.transaction() as session:
        session.execute(text("INSERT INTO school VALUES ('roc', '')"))
        session.execute(text("INSERT INTO award VALUES ('a', 'roc')"))
    (folder / "versions" / "0003_broken.py").write_text(textwrap.dedent(BROKEN))
    with pytest.raises(RuntimeError, match="award"):
        migrations.upgrade(sqlite, folder)


def test_downgrading_to_base_leaves_no_tables(database: Database, folder: Path) -> None:
    migrations.upgrade(database, folder)
    migrations.downgrade(database, folder)
    assert migrations.current(database) is None
    assert migrations.differences(database, MetaData()) == []


def test_a_model_without_a_migration_is_a_difference(database: Database, folder: Path) -> None:
    migrations.upgrade(database, folder)
    models = MetaData()
    Table("forgotten", models, Column("id", String(36), primary_key=True), Column("at", UtcDateTime))
    found = migrations.differences(database, models)
    assert "add_table" in {difference[0] for difference in found}
