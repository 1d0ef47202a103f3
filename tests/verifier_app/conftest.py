"""The verifier's application over the world in memory: real documents, real keys, no sockets."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient

from tests.catalogues import REPOSITORY
from tests.compiled import CompiledTemplates
from tests.databases import database_url, postgresql_server, postgresql_url  # noqa: F401
from tests.ecosystem import World
from tests.verifier_app.doors import WALLET, WorldClient
from verifier.app import create_app
from verifier.cli import MIGRATIONS
from verifier.settings import VerifierSettings
from web.context import current_database
from web.database import Database
from web.migrations import upgrade
from web.settings import TrustAnchorSetting


@pytest.fixture(scope="session", autouse=True)
def compiled_catalogues() -> None:
    """Compile the catalogues that the pages read, as `make catalogues` does."""
    for package in ("web", "schemas", "verifier"):
        for source in (REPOSITORY / package).glob("translations/*/LC_MESSAGES/*.po"):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                with source.open("rb") as catalogue, target.open("wb") as compiled:
                    write_mo(compiled, read_po(catalogue))


@pytest.fixture(scope="session")
def templates() -> CompiledTemplates:
    return CompiledTemplates()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database at the newest revision, to copy: migrating takes as long as most tests."""
    path = tmp_path_factory.mktemp("migrated") / "verifier.sqlite3"
    database = Database(f"sqlite:///{path}")
    upgrade(database, MIGRATIONS)
    database.close()
    return path


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def network(world: World) -> WorldClient:
    return WorldClient(world.network)


@pytest.fixture
def settings(tmp_path: Path, world: World) -> VerifierSettings:
    return VerifierSettings(
        home=tmp_path,
        public_base_url="https://localhost",
        wallet_urls=(WALLET,),
        trust_anchors=(TrustAnchorSetting(did=world.keeper.did, url=world.keeper.url),),
        rate_limits=False,
    )


@pytest.fixture
def app(
    settings: VerifierSettings,
    world: World,
    network: WorldClient,
    migrated: Path,
    templates: CompiledTemplates,
) -> Iterator[Flask]:
    settings.folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(migrated, settings.folder / migrated.name)
    application = create_app(settings, clock=world.clock, client=network)
    templates.serve(application)
    yield application
    with application.app_context():
        current_database().close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
