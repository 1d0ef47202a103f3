"""The wallet over the real engine and a world in memory, for what comes in and goes out as files."""

import io
import shutil
from pathlib import Path

from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from keys.sealing import PassphraseCost
from tests.ecosystem import World
from tests.wallet.browser import BASE, Browser
from verifier.policy import PRODUCT_POLICY
from wallet.app import create_app
from wallet.checking import EngineChecker
from wallet.settings import WalletSettings


def world_checker(world: World) -> EngineChecker:
    """The engine as the wallet runs it, over the world's network."""
    return EngineChecker(
        policy=PRODUCT_POLICY,
        resolver=world.resolver,
        status_lists=world.status_lists,
        trust_lists=world.trust_lists,
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
