"""What is over goes by itself, also when its owner never comes back; what is not over stays."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select

from tests.wallet.browser import BASE, Browser
from tests.wallet.ecosystem import Clock, MemoryIssuer, diploma, offer_link
from wallet.app import SESSION_IDLE
from wallet.drafts import KEPT
from wallet.jobs import tidying
from wallet.models import Base, BrowserSession, Document, Share, ShareDraft, SignInAttempts, Ticket
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
