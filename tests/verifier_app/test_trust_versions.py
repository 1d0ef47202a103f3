"""A trust list that goes back in time does not count, also after the verifier was started again."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.ecosystem import NOW, World
from tests.verifier_app.cases import revoked, valid_diploma
from tests.verifier_app.doors import WorldClient, finding_tones, verdict
from verifier.app import create_app
from verifier.cli import MIGRATIONS
from verifier.settings import VerifierSettings
from verifier.trust_versions import StoredSeenVersions
from web.context import current_database
from web.database import Database
from web.migrations import upgrade

URL = "https://nkc-voorbeeld.example/register"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    upgrade(opened, MIGRATIONS)
    yield opened
    opened.close()


def test_the_highest_version_is_remembered_per_list(database: Database) -> None:
    seen = StoredSeenVersions(database, now=lambda: NOW)
    assert seen.newest(URL) is None
    for version in (3, 5, 4):
        seen.remember(URL, version)
    seen.remember(URL + "/other", 1)
    again = StoredSeenVersions(database, now=lambda: NOW)
    assert (again.newest(URL), again.newest(URL + "/other")) == (5, 1)


def test_an_older_list_is_not_taken_after_a_restart(
    app: Flask, client: FlaskClient, settings: VerifierSettings, world: World, network: WorldClient
) -> None:
    older = world.network.pages[world.keeper.url]
    world.keeper.publish()
    document = valid_diploma(world)
    assert "verdict--good" in verdict(client, document)

    world.network.pages[world.keeper.url] = older
    restarted = create_app(settings, clock=world.clock, client=network)
    page = verdict(restarted.test_client(), document)
    with restarted.app_context():
        current_database().close()
    assert "verdict--unknown" in page
    assert "bad" not in finding_tones(page)


def test_a_register_out_of_reach_leaves_recognition_unknown_and_a_revocation_false(
    client: FlaskClient, world: World
) -> None:
    world.network.unreachable.add(world.keeper.url)
    assert "verdict--unknown" in verdict(client, valid_diploma(world))
    assert "verdict--bad" in verdict(client, revoked(world))
