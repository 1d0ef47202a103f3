"""What is over goes by itself, also when its owner never comes back; what is not over stays."""

from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import func, select, update

from tests.wallet.browser import BASE, Browser
from tests.wallet.ecosystem import Clock, MemoryIssuer, diploma, offer_link
from wallet import cli, retention
from wallet.app import SESSION_IDLE
from wallet.drafts import KEPT
from wallet.jobs import tidying
from wallet.models import Base, BrowserSession, Document, Share, ShareDraft, ShareItem, SignInAttempts, Ticket
from wallet.settings import WalletSettings
from web.database import Database

TOKEN = "D" * 43
PASSING = (BrowserSession, ShareDraft, SignInAttempts, Ticket)


def counts(database: Database, *models: type[Base]) -> list[int]:
    with database.reading() as session:
        return [session.scalar(select(func.count()).select_from(model)) or 0 for model in models]


def test_the_job_removes_what_is_over_and_only_that(
    app: Flask,
    samira: Browser,
    database: Database,
    settings: WalletSettings,
    clock: Clock,
    issuer: MemoryIssuer,
) -> None:
    issuer.has_ready(TOKEN, diploma())
    document = samira.receives(offer_link(TOKEN))
    share = samira.shares(document)
    link = samira.link_of(share)
    Browser(app).client.post("/s/" + link.rsplit("/", 1)[-1], base_url=BASE)  # looks, and never fetches
    samira.send("/share", {"document": document})
    Browser(app).signs_in("samira@voorbeeld.nl", "niet dit wachtwoord")
    before = counts(database, *PASSING)
    assert all(before), before
    job = tidying(settings, database, now=clock)

    job.step()
    assert counts(database, *PASSING) == before

    clock.at += SESSION_IDLE + timedelta(seconds=1)
    job.step()
    assert counts(database, *PASSING) == [0, before[1], 0, 0]

    clock.at += KEPT
    job.step()
    assert counts(database, *PASSING) == [0, 0, 0, 0]
    assert counts(database, Document, Share) == [1, 1]


def test_a_link_that_ended_long_ago_goes_with_its_parts_and_an_open_one_stays(
    samira: Browser, database: Database, settings: WalletSettings, clock: Clock, issuer: MemoryIssuer
) -> None:
    issuer.has_ready(TOKEN, diploma())
    document = samira.receives(offer_link(TOKEN))
    samira.shares(document, duration="1-year")
    stopped = samira.shares(document)
    samira.send(f"/shares/{stopped}/stop")
    kept = settings.model_copy(update={"ended_shares_kept_days": 30})
    clock.at += timedelta(days=30, seconds=-1)
    tidying(kept, database, now=clock).step()
    assert counts(database, Share, ShareItem) == [2, 2]
    clock.at += timedelta(seconds=1)
    with database.reading() as session:
        would = retention.count(session, retention.rules(kept, at=clock()))
    # Its parts: what it showed, that it was made and that it was stopped.
    assert (would["ended shares"], would["parts of ended shares"]) == (1, 3)
    assert counts(database, Share, ShareItem) == [2, 2]
    tidying(kept, database, now=clock).step()
    assert counts(database, Document, Share, ShareItem) == [1, 1, 1]


def test_the_command_says_what_would_go_and_removes_it_only_when_told_to(
    samira: Browser, database: Database, settings: WalletSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as session:
        session.execute(update(BrowserSession).values(expires_at=datetime(2020, 1, 1, tzinfo=UTC)))
    for name in ("home", "public_base_url", "verifier_url"):
        monkeypatch.setenv(f"VAKBEWIJS_WALLET_{name}".upper(), str(getattr(settings, name)))
    monkeypatch.setenv("VAKBEWIJS_HOME", str(settings.home))
    monkeypatch.setenv("VAKBEWIJS_WALLET_ALLOW_INSECURE_LOOPBACK", "true")
    told = CliRunner().invoke(cli.wallet, ["tidy", "--dry-run"])
    assert "sessions: 1" in told.output, told.output
    assert counts(database, BrowserSession) == [1]
    assert "Removed." in CliRunner().invoke(cli.wallet, ["tidy"]).output
    assert counts(database, BrowserSession) == [0]
