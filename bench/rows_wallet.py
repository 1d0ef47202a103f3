"""Every page of a wallet with a thousand items and two hundred certificates, beside those of an empty one.

Asked of the application itself, without a server around it: what a page costs the processor, from request to
last byte, and how many statements its database gets. A small disk and a far database come on top.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from bench.measuring import Subject, medians
from bench.table import Row, Target
from keys.sealing import PassphraseCost
from tests.wallet.browser import PASSPHRASE, Browser
from tests.wallet.ecosystem import Clock, MemoryChecker, MemoryIssuer, NoFacts
from tests.wallet.full_wallet import CERTIFICATES, ITEMS, NOW, fill, statements
from tests.wallet.requests.organisation import MemoryAsker
from wallet import services, shelf
from wallet.accounts import Way
from wallet.app import create_app
from wallet.cli import MIGRATIONS
from wallet.portfolio.items import items
from wallet.settings import WalletSettings
from wallet.vault import Vault
from web.context import current_database
from web.database import Database
from web.migrations import upgrade

WANTED_MS = 100
FULL, EMPTY = "samira@voorbeeld.nl", "johan@voorbeeld.nl"
LISTS = {
    "certificates": "/documents",
    "her own items": "/portfolio",
    "her own items, the last page": f"/portfolio?page={ITEMS // 50}",
    "qualifications": "/portfolio/qualifications",
    "one qualification, part by part": "/portfolio/qualifications/crebo/25491",
    "timeline": "/portfolio/timeline",
    "timeline as a table": "/portfolio/timeline?view=table",
    "everything on one sheet": "/portfolio/profile",
    "files": "/files",
    "references": "/references",
    "what is shared": "/shares",
    "what is still open to her": "/learning/law",
    "what is kept of her": "/account/data",
}


def rows() -> Iterator[Row]:
    """Yield processor time and statements of each page, beside the same page of an empty wallet."""
    group = f"wallet: {ITEMS:,} items and {CERTIFICATES} certificates, beside an empty wallet"
    with tempfile.TemporaryDirectory() as folder:
        app, database, vault = _wallets(Path(folder))
        full, empty = Browser(app), Browser(app)
        full.signs_in(FULL)
        empty.signs_in(EMPTY)
        for what, page in LISTS.items():
            found = medians({"full": _page(full, page), "empty": _page(empty, page)})
            asked = _asked(database, full, page)
            yield _row(group, what, found["full"], empty=found["empty"], asked=asked)
        for what, page in _single_things(database, vault).items():
            found = medians({"full": _page(full, page)})
            yield _row(group, what, found["full"], empty=None, asked=_asked(database, full, page))
        database.close()


def _wallets(folder: Path) -> tuple[Flask, Database, Vault]:
    """Return the application with two wallets in it, and the full one open."""
    settings = WalletSettings(
        home=folder,
        public_base_url="http://localhost:8000/wallet",
        verifier_url="http://localhost:8000/verifier",
        allow_insecure_loopback=True,
        rate_limits=False,
    )
    settings.folder.mkdir(parents=True, exist_ok=True)
    migrated = Database(settings.database_url)
    upgrade(migrated, MIGRATIONS)
    migrated.close()
    clock, cost = Clock(NOW), PassphraseCost.for_tests()
    app = create_app(
        settings,
        clock=clock,
        issuers=MemoryIssuer(now=clock),
        askers=MemoryAsker(),
        checker=MemoryChecker(),
        facts=NoFacts(),
        passphrase_cost=cost,
    )
    with app.app_context():
        database = current_database()
    for name in (FULL, EMPTY):
        Browser(app).signs_up(name)
    vault = services.open_account(
        database,
        name_key=settings.account_name_key(),
        name=FULL,
        way=Way.PASSPHRASE,
        secret=PASSPHRASE,
        at=NOW,
        cost=cost,
    )
    fill(database, vault, items=ITEMS, certificates=CERTIFICATES)
    return app, database, vault


def _single_things(database: Database, vault: Vault) -> dict[str, str]:
    """Return the pages about one thing, and those that ask to choose among all."""
    with database.reading() as session:
        document_id = shelf.entries(session, vault)[-1].document_id
        item_id = items(session, vault)[-1].item_id
    return {
        "one certificate": f"/documents/{document_id}",
        "one item": f"/portfolio/items/{item_id}",
        "one item: which certificates belong to it": f"/portfolio/items/{item_id}/documents",
        "one item: which qualification it is about": f"/portfolio/items/{item_id}/qualifications",
    }


def _page(browser: Browser, page: str) -> Subject:
    def opened() -> None:
        answer = browser.open(page)
        if answer.status_code != 200:
            raise RuntimeError(f"{page} answered {answer.status}")

    return opened


def _asked(database: Database, browser: Browser, page: str) -> int:
    with statements(database) as sent:
        _page(browser, page)()
    return len(sent)


def _row(group: str, what: str, full: float, *, empty: float | None, asked: int) -> Row:
    beside = "" if empty is None else f" (empty: {empty * 1e3:.0f} ms)"
    return Row(
        group=group,
        what=what,
        figure=f"{full * 1e3:.0f} ms, {asked} statements{beside}",
        target=Target(f"< {WANTED_MS} ms", full * 1e3 < WANTED_MS),
    )
