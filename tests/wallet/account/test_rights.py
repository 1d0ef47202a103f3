"""What is kept of her stands on one page, and deleting her wallet leaves nothing of it."""

from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.wallet.account.authenticator import Authenticator
from tests.wallet.account.test_passkeys import adds
from tests.wallet.browser import BASE, Browser, path_of
from tests.wallet.ecosystem import MemoryIssuer, diploma, offer_link
from tests.wallet.evidence.samples import jpeg
from tests.wallet.portfolio.writing import writes
from tests.wallet.references.people import answers, asks, link_of
from tests.wallet.requests.organisation import answers as replies_to
from wallet import erasing, stored
from wallet.models import Base
from web.database import Database

NAME = "samira@voorbeeld.nl"
TABLES = Base.metadata.sorted_tables


def fills(app: Flask, browser: Browser, issuer: MemoryIssuer, token: str, name: str) -> str:
    """Put a row of this person into every table that has an owner; return her link."""
    issuer.has_ready(token, diploma())
    document = browser.receives(offer_link(token))
    item = writes(browser)
    share = browser.agrees({"documents": [document], "items": [item]}, counsellor=True)
    link = browser.link_of(share)
    suggestion = {"text": "Vertel ook over de keuken.", "name": "Coach"}
    app.test_client().post(f"/s/{link.rsplit('/', 1)[-1]}/suggest", base_url=BASE, data=suggestion)
    app.test_client().post("/s/" + link.rsplit("/", 1)[-1], base_url=BASE)  # a ticket
    browser.send("/share", {"document": [document]})  # a draft
    adds(browser, Authenticator())
    Browser(app).signs_in(name, "dit is het niet")  # a counted attempt
    photo = {"files": (BytesIO(jpeg()), "foto.jpg")}
    browser.send("/files/add", photo, content_type="multipart/form-data")
    answers(app, link_of(browser, asks(browser)))  # and a mail that waits
    replies_to(browser, document)
    return link


def rows(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES}


def test_every_table_says_whose_it_is_or_is_known_to_be_nobodys() -> None:
    ownerless = {
        table.name for table in TABLES if not any(name in table.columns for name in erasing.OWNER_COLUMNS)
    }
    assert ownerless == erasing.OWNERLESS


def test_every_table_is_counted_on_the_page_or_is_a_part_of_something_that_is() -> None:
    owned = {table.name for table in TABLES} - erasing.OWNERLESS
    assert owned == set(stored.SUBJECTS) | stored.PARTS


def test_deleting_leaves_no_row_of_hers_in_any_table_and_every_row_of_others(
    app: Flask, samira: Browser, johan: Browser, database: Database, issuer: MemoryIssuer
) -> None:
    fills(app, johan, issuer, "J" * 43, "johan@voorbeeld.nl")
    only_johan = rows(database)
    only_johan["wallet"], only_johan["holder_key"] = 1, 1
    only_johan["wrapped_key"], only_johan["browser_session"] = 2, 1
    link = fills(app, samira, issuer, "D" * 43, NAME)
    full = rows(database)
    empty = [name for name in full if name != "seen_trust_list" and full[name] <= only_johan[name]]
    assert empty == [], "this test does not reach these tables"

    response = samira.send("/account/delete", {"word": "weg"})
    assert path_of(response) == "/"
    assert "cache" in response.headers["Clear-Site-Data"]
    left = rows(database)
    assert left.pop("used_challenge") == full["used_challenge"]  # digests that are nobody's, for minutes
    only_johan.pop("used_challenge")
    assert left == only_johan
    assert "Je wallet is weg" in samira.open("/").text
    assert path_of(samira.open("/documents")).startswith("/sign-in")
    assert Browser(app).signs_in(NAME).status_code == 422
    assert app.test_client().get("/s/" + link.rsplit("/", 1)[-1], base_url=BASE).status_code == 404


def test_the_name_is_free_and_the_certificate_can_be_collected_again(
    app: Flask, samira: Browser, issuer: MemoryIssuer
) -> None:
    issuer.has_ready("D" * 43, diploma())
    samira.receives(offer_link("D" * 43))
    samira.send("/account/delete", {"word": "weg"})
    assert "0 bewijzen" in Browser(app).signs_up(NAME).open("/account/delete").text


@pytest.mark.parametrize("word", ["", "ja", "weg!", "w e g", "\u202eweg", "x" * 5000])
def test_another_word_deletes_nothing(samira: Browser, database: Database, word: str) -> None:
    before = rows(database)
    assert samira.send("/account/delete", {"word": word}).status_code == 422
    assert rows(database) == before


@pytest.mark.parametrize("word", [" Weg ", "WEG", "delete"])
def test_case_and_spaces_do_not_matter_and_english_has_its_own_word(
    samira: Browser, database: Database, word: str
) -> None:
    headers = {"Accept-Language": "en" if word == "delete" else "nl"}
    assert samira.send("/account/delete", {"word": word}, headers=headers).status_code == 303
    assert rows(database)["wallet"] == 0


def test_the_page_of_her_data_counts_what_is_hers(
    app: Flask, samira: Browser, johan: Browser, issuer: MemoryIssuer
) -> None:
    fills(app, samira, issuer, "D" * 43, NAME)
    page = " ".join(samira.open("/account/data").text.split())
    for term, number in (
        ("Bewijzen", 1),
        ("Links die je deelde", 1),
        ("Links die nog niet af zijn", 1),
        ("Antwoorden aan organisaties", 1),
        ("Manieren om in te loggen", 3),
        ("Apparaten waar je bent ingelogd", 1),
        ("Geheime sleutels van je wallet", 2),  # her name, and her letterbox
    ):
        assert f"<dt>{term}</dt><dd>{number}</dd>" in page
    assert "<dt>Bewijzen</dt><dd>0</dd>" in " ".join(johan.open("/account/data").text.split())


def test_taking_along_is_offered_where_the_wallet_has_a_page_for_it(app: Flask, samira: Browser) -> None:
    offered = any(rule.rule == "/account/export" for rule in app.url_map.iter_rules())
    for path in ("/account/data", "/account/delete"):
        assert ('href="/wallet/account/export"' in samira.open(path).text) is offered
