"""A wallet in memory: an empty database, a clock that stands still, an issuer and a judge of our own."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask

from keys.sealing import PassphraseCost
from tests.compiled import CompiledTemplates
from tests.databases import database_url, postgresql_server, postgresql_url  # noqa: F401
from tests.wallet.browser import Browser
from tests.wallet.ecosystem import ISSUER_NAME, ISSUER_URL, Clock, MemoryChecker, MemoryIssuer, NoFacts
from tests.wallet.requests.organisation import MemoryAsker
from wallet.app import create_app
from wallet.refreshing import Work
from wallet.settings import WalletSettings
from web.context import current_database
from web.database import Database
from web.migrations import upgrade

REPOSITORY = Path(__file__).resolve().parents[2]
MIGRATIONS = REPOSITORY / "wallet" / "migrations"
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def compiled_catalogues() -> None:
    """Compile the catalogues that the wallet's pages use, when they are newer."""
    for package in ("web", "wallet", "verifier", "schemas"):
        for source in (REPOSITORY / package).glob("translations/*/LC_MESSAGES/*.po"):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                with source.open("rb") as catalogue, target.open("wb") as compiled:
                    write_mo(compiled, read_po(catalogue))


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to copy for each test."""
    path = tmp_path_factory.mktemp("wallet") / "empty.sqlite3"
    database = Database(f"sqlite:///{path}")
    upgrade(database, MIGRATIONS)
    database.close()
    return path


@pytest.fixture
def migrated(database_url: str) -> Iterator[Database]:  # noqa: F811  (the fixture imported above)
    """An empty wallet database without an application; the test runs on SQLite and on PostgreSQL."""
    database = Database(database_url)
    upgrade(database, MIGRATIONS)
    yield database
    database.close()


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def settings(tmp_path: Path) -> WalletSettings:
    return WalletSettings(
        home=tmp_path,
        public_base_url="http://localhost:8000/wallet",
        verifier_url="http://localhost:8000/verifier",
        issuer_urls=(ISSUER_URL,),
        allow_insecure_loopback=True,
        rate_limits=False,
    )


@pytest.fixture
def asker() -> MemoryAsker:
    return MemoryAsker()


@pytest.fixture
def issuer(clock: Clock) -> MemoryIssuer:
    return MemoryIssuer(now=clock)


@pytest.fixture
def checker(issuer: MemoryIssuer) -> MemoryChecker:
    return MemoryChecker(names={issuer.did: ISSUER_NAME})


@pytest.fixture
def beside() -> list[Work]:
    """What the wallet would do beside requests; it waits here until a test does it."""
    return []


@pytest.fixture(scope="session")
def templates() -> CompiledTemplates:
    return CompiledTemplates()


@pytest.fixture
def app(
    empty_database: Path,
    settings: WalletSettings,
    clock: Clock,
    asker: MemoryAsker,
    issuer: MemoryIssuer,
    checker: MemoryChecker,
    beside: list[Work],
    templates: CompiledTemplates,
) -> Iterator[Flask]:
    target = settings.folder / "wallet.sqlite3"
    target.parent.mkdir(parents=True)
    shutil.copy(empty_database, target)
    application = create_app(
        settings,
        clock=clock,
        issuers=issuer,
        askers=asker,
        checker=checker,
        facts=NoFacts(),
        passphrase_cost=PassphraseCost.for_tests(),
        beside=beside.append,
    )
    templates.serve(application)
    yield application
    with application.app_context():
        current_database().close()


@pytest.fixture
def database(app: Flask) -> Database:
    with app.app_context():
        return current_database()


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser that nobody has signed in on."""
    return Browser(app)


@pytest.fixture
def samira(app: Flask) -> Browser:
    """Samira's browser, signed in, with an empty wallet."""
    return Browser(app).signs_up("samira@voorbeeld.nl")


@pytest.fixture
def johan(app: Flask) -> Browser:
    """Somebody else's browser, signed in."""
    return Browser(app).signs_up("johan@voorbeeld.nl")
