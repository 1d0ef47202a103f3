"""Waiting for others: many slow hosts in one submission, and links of issuers that a register names."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from schemas.documents import serialize
from schemas.errors import FetchError
from tests.ecosystem import DIPLOMA, World
from tests.parties import Issuer
from tests.verifier_app.doors import Answer, WorldClient, headline, words_of
from verifier.fetch_budget import FETCHING_WITHIN, WithinBudget, fetch_budget
from verifier.result import Outcome
from verifier.services import HandedIn
from verifier.sources import InMemorySeenVersions
from verifier.wiring import open_desk, trust_anchor

SLOW = timedelta(seconds=4)


class SlowClient(WorldClient):
    """Hosts with a slow name take four seconds and then do not answer."""

    seconds = 0.0

    def get(self, url: str, *, accept: str, max_bytes: int) -> bytes:
        if "traag" in url:
            self.asked.append(("GET", url))
            self.seconds += SLOW.total_seconds()
            raise FetchError("fetch.timeout", host="traag")
        return super().get(url, accept=accept, max_bytes=max_bytes)


def test_many_slow_hosts_cost_no_more_than_the_budget_and_could_not_be_checked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = SlowClient(world.network)
    monkeypatch.setattr(
        "verifier.services.fetch_budget", lambda: fetch_budget(monotonic=lambda: network.seconds)
    )
    desk = open_desk(
        [trust_anchor(world.keeper.did, world.keeper.url)],
        client=network,
        wallet_urls=(),
        seen=InMemorySeenVersions(),
        now=world.clock,
        allow_insecure_loopback=False,
    )
    documents = [
        Issuer(f"did:web:traag-{number}.example", world.clock, world.network).issue(
            DIPLOMA, holder=world.samira
        )
        for number in range(12)
    ]
    shown = world.samira.present(documents, domain=None, challenge=None)

    judgement = desk.check(HandedIn(document=serialize(shown)), at=world.clock())

    waited = [url for _, url in network.asked if "traag" in url]
    assert len(waited) == -(-FETCHING_WITHIN // SLOW)
    assert judgement.outcome is Outcome.INDETERMINATE
    assert len(judgement.results) == 12
    assert {result.outcome for result in judgement.results} == {Outcome.INDETERMINATE}


def test_a_budget_ends_with_its_submission(world: World) -> None:
    network = WorldClient(world.network)
    client = WithinBudget(network)
    with fetch_budget(timedelta()), pytest.raises(FetchError):
        client.get(world.keeper.url, accept="*/*", max_bytes=10_000_000)
    with fetch_budget(timedelta()), pytest.raises(FetchError):
        client.post("https://x.example", b"", content_type="a/b", accept="application/vp", max_bytes=1)
    assert client.get(world.keeper.url, accept="*/*", max_bytes=10_000_000)
    assert network.asked == [("GET", world.keeper.url)]


def test_the_address_on_paper_of_an_issuer_in_a_register_is_opened_at_once(
    client: FlaskClient, world: World, network: WorldClient
) -> None:
    address = "https://roc-voorbeeld.example/check/abc"
    network.gets[address] = Answer(200, serialize(world.school.issue(DIPLOMA)))
    response = client.post("/", data={"document": address})
    assert response.status_code == 303
    assert headline(client.get(response.location).text).startswith("Echt en geldig.")


@pytest.mark.parametrize(
    "address",
    [
        "https://roc-voorbeeld.example.evil.example/check/abc",
        "https://evil.example/roc-voorbeeld.example/check/abc",
        "https://roc-voorbeeld.example:8443/check/abc",
        "https://onbekend-voorbeeld.example/check/abc",
    ],
)
def test_any_other_address_is_shown_first(client: FlaskClient, network: WorldClient, address: str) -> None:
    response = client.post("/", data={"document": address})
    assert "Klopt dit adres?" in words_of(response.text)
    assert not [url for _, url in network.asked if url == address]
