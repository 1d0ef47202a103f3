"""The wallet over the real engine and a world in memory, for what comes in and goes out as files."""

import io
import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from keys.resolver import DidResolver
from keys.sealing import PassphraseCost
from keys.trust_list import EVERY_KIND, TrustAnchor
from tests.ecosystem import World
from tests.wallet.browser import BASE, Browser
from verifier.policy import PRODUCT_POLICY
from verifier.sources import CachedStatusLists, InMemorySeenVersions, TrustLists
from wallet.app import create_app
from wallet.checking import EngineChecker
from wallet.export.facts import Client, EngineFacts
from wallet.settings import WalletSettings


def world_checker(world: World) -> EngineChecker:
    """The engine as the wallet runs it, over the world's network."""
    return EngineChecker(
        policy=PRODUCT_POLICY,
        resolver=world.resolver,
        status_lists=world.status_lists,
        trust_lists=world.trust_lists,
    )


@dataclass(frozen=True)
class WorldNetwork:
    """The world's network as a client."""

    world: World

    def get(self, url: str, *, accept: str = "", max_bytes: int = 0) -> bytes:
        return self.world.network(url, accept=accept)


def checker_over(world: World, client: Client) -> EngineChecker:
    """A fresh engine over a client."""
    resolver = DidResolver(client.get, now=world.clock)
    return EngineChecker(
        policy=PRODUCT_POLICY,
        resolver=resolver,
        status_lists=CachedStatusLists(client.get, now=world.clock),
        trust_lists=TrustLists(
            [TrustAnchor(world.keeper.did, world.keeper.url, EVERY_KIND)],
            fetch=client.get,
            resolver=resolver,
            seen=InMemorySeenVersions(),
            now=world.clock,
        ),
    )


def wallet_in(world: World, settings: WalletSettings, empty_database: Path) -> Flask:
    """A wallet whose certificates are judged for real."""
    target = settings.folder / "wallet.sqlite3"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(empty_database, target)
    return create_app(
        settings,
        clock=world.clock,
        checker=world_checker(world),
        facts=EngineFacts(WorldNetwork(world), partial(checker_over, world)),
        passphrase_cost=PassphraseCost.for_tests(),
    )


def brings(browser: Browser, content: bytes, path: str = "/documents/add") -> TestResponse:
    """Choose a file on a page and press its button."""
    fields = {"csrf_token": browser.form_token(), "file": FileStorage(io.BytesIO(content), "bestand")}
    boundary, body = encode_multipart(fields)
    return browser.client.post(
        path,
        base_url=BASE,
        data=body,
        content_type=f"multipart/form-data; boundary={boundary}",
        buffered=True,
    )
