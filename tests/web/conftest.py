"""An application of the sample actor, with an empty database and a clock that stands still."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient

from tests.databases import database_url, postgresql_server, postgresql_url  # noqa: F401
from tests.web.sample import FIXED_NOW, SampleSettings, create_app
from web.context import current_database

WEB = Path(__file__).resolve().parents[2] / "web"


@pytest.fixture(scope="session", autouse=True)
def compiled_catalogues() -> None:
    """Compile the shell's catalogues when they are newer, as `make catalogues` does."""
    for source in WEB.glob("translations/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            with source.open("rb") as catalogue, target.open("wb") as compiled:
                write_mo(compiled, read_po(catalogue))


@pytest.fixture
def settings(tmp_path: Path) -> SampleSettings:
    return SampleSettings(
        home=tmp_path,
        public_base_url="http://localhost:8000/sample",
        allow_insecure_loopback=True,
        rate_limits=False,
    )


@pytest.fixture
def app(settings: SampleSettings) -> Iterator[Flask]:
    application = create_app(settings, clock=lambda: FIXED_NOW)
    application.testing = True  # a fault fails the test instead of becoming a page
    yield application
    with application.app_context():
        current_database().close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
