"""A world, and wallets in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from keys.key_types import KeyType
from keys.signer import generate
from tests.ecosystem import World
from tests.wallet.browser import Browser
from tests.wallet.leaving.world import wallet_in
from wallet.settings import WalletSettings
from web.context import current_database


@pytest.fixture
def world() -> World:
    """A world whose school signs with P-256, so that it can make base proofs too."""
    world = World()
    world.school.rotate_key(generate(KeyType.P256))
    return world


@pytest.fixture
def app(world: World, settings: WalletSettings, empty_database: Path) -> Iterator[Flask]:
    application = wallet_in(world, settings, empty_database)
    yield application
    with application.app_context():
        current_database().close()


@pytest.fixture
def samira(app: Flask) -> Browser:
    return Browser(app).signs_up("samira@voorbeeld.nl")
