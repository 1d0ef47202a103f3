"""What a counsellor may do by a link: leave suggestions, and nothing else."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from tests.wallet.browser import BASE, Browser
from tests.wallet.ecosystem import Clock
from tests.wallet.portfolio.writing import writes
from tests.wallet.sharing_people import path_of_link, presented
from wallet.models import Base, Suggestion
from wallet.sharing.suggestions import MAX_UNREAD
from web.database import Database

TIP = {"text": "Vertel ook over de keuken.", "about": "De thuiszorg", "name": "Coach Kanarie"}
PIN = "2580"


@pytest.fixture
def share(samira: Browser) -> str:
    return samira.agrees({"items": [writes(samira)]}, duration="2-years", counsellor=True)


def leaves(app: Flask, path: str, **changed: str) -> int:
    fields = {**TIP, **changed}
    return app.test_client().post(f"{path}/suggest", base_url=BASE, data=fields).status_code


def test_a_suggestion_is_read_kept_and_thrown_away_by_her(app: Flask, samira: Browser, share: str) -> None:
    path = path_of_link(samira, share)
    assert "Laat een tip achter" in Browser(app).open(path).text
    assert leaves(app, path) == 303
    assert "1 nieuwe tip" in samira.open("/shares").text
    page = samira.open(f"/shares/{share}").text
    for words in TIP.values():
        assert words in page
    (tip,) = set(page.split("/suggestions/")[1:2])
    suggestion = tip.split("/")[0]
    for _ in range(2):
        assert samira.send(f"/shares/{share}/suggestions/{suggestion}/keep").status_code == 303
    assert "nieuwe tip" not in samira.open("/shares").text
    for _ in range(2):
        assert samira.send(f"/shares/{share}/suggestions/{suggestion}/delete").status_code == 303
    assert TIP["text"] not in samira.open(f"/shares/{share}").text


def test_a_suggestion_is_noted_and_counts_no_look(app: Flask, samira: Browser, share: str) -> None:
    leaves(app, path_of_link(samira, share))
    events = json.loads(samira.open("/shares/log.json").data)["events"]
    assert [event["event"] for event in events] == ["suggested", "made"]
    assert "0 keer" in samira.open(f"/shares/{share}").text


def test_a_counsellors_link_lasts_two_years_and_shows_what_any_link_shows(
    samira: Browser, browser: Browser, share: str, clock: Clock
) -> None:
    path = path_of_link(samira, share)
    clock.passes(days=729)
    assert presented(browser, path).credentials
    clock.passes(days=3)
    assert browser.open(path).status_code == 410


def test_an_ordinary_link_takes_no_suggestions(app: Flask, samira: Browser) -> None:
    path = path_of_link(samira, samira.agrees({"items": [writes(samira)]}))
    assert "Laat een tip achter" not in Browser(app).open(path).text
    assert Browser(app).open(f"{path}/suggest").status_code == 422
    assert leaves(app, path) == 422
    assert "Tips voor jou" not in samira.open("/shares").text


def test_a_stopped_link_takes_no_suggestions_either(app: Flask, samira: Browser, share: str) -> None:
    path = path_of_link(samira, share)
    samira.send(f"/shares/{share}/stop")
    assert leaves(app, path) == 410


def test_with_a_pin_a_suggestion_takes_the_pin(app: Flask, samira: Browser) -> None:
    share = samira.agrees({"items": [writes(samira)]}, counsellor=True, duration="1-year", pin=PIN)
    path = path_of_link(samira, share)
    assert leaves(app, path) == 422
    assert leaves(app, path, pin="0000") == 422
    assert TIP["text"] not in samira.open(f"/shares/{share}").text
    assert leaves(app, path, pin=PIN) == 303
    assert TIP["text"] in samira.open(f"/shares/{share}").text


@pytest.mark.parametrize(
    "changed",
    [
        {"text": ""},
        {"text": "   "},
        {"text": "x" * 1501},
        {"name": ""},
        {"name": "x" * 101},
        {"about": "x" * 101},
        {"text": "Klik\u202ehier"},
    ],
    ids=["nothing", "blank", "long", "nobody", "long-name", "long-about", "hidden"],
)
def test_a_bad_suggestion_is_refused_and_what_was_typed_is_kept(
    app: Flask, samira: Browser, share: str, changed: dict[str, str]
) -> None:
    path = path_of_link(samira, share)
    answer = app.test_client().post(f"{path}/suggest", base_url=BASE, data={**TIP, **changed})
    assert answer.status_code == 422
    assert ({**TIP, **changed})["name"][:50] in answer.text
    assert "nieuwe tip" not in samira.open("/shares").text


def test_hostile_text_is_text(app: Flask, samira: Browser, share: str) -> None:
    leaves(app, path_of_link(samira, share), text="<script>alert(1)</script>", name="<b>X</b>")
    page = samira.open(f"/shares/{share}").text
    assert "<script>alert" not in page
    assert "<b>X" not in page
    assert "&lt;script&gt;" in page


def test_nobody_can_fill_her_wallet_with_suggestions(app: Flask, samira: Browser, share: str) -> None:
    path = path_of_link(samira, share)
    assert {leaves(app, path) for _ in range(MAX_UNREAD)} == {303}
    answer = app.test_client().post(f"{path}/suggest", base_url=BASE, data=TIP)
    assert answer.status_code == 422
    assert "Er wachten al veel tips." in answer.text
    assert TIP["text"] in answer.text


def test_a_dump_tells_nothing_of_a_suggestion(
    app: Flask, samira: Browser, share: str, database: Database
) -> None:
    leaves(app, path_of_link(samira, share))
    with database.reading() as session:
        rows = [row for table in Base.metadata.sorted_tables for row in session.execute(select(table))]
        assert session.scalars(select(Suggestion.sealed_words)).one()
    dumped = b"\n".join(
        value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row
    )
    for words in TIP.values():
        assert words.encode() not in dumped


def test_a_suggestion_that_was_moved_to_another_share_does_not_open_there(
    app: Flask, samira: Browser, share: str, database: Database
) -> None:
    other = samira.agrees({"items": [writes(samira)]}, counsellor=True, duration="1-year")
    leaves(app, path_of_link(samira, share))
    with database.transaction() as session:
        row = session.scalars(select(Suggestion)).one()
        moved = Suggestion(
            wallet_id=row.wallet_id,
            share_id=other,
            suggestion_id=row.suggestion_id,
            sealed_words=row.sealed_words,
            written_at=row.written_at,
        )
        session.add(moved)
    page = samira.open(f"/shares/{other}")
    assert page.status_code >= 400
    assert TIP["text"] not in page.text
