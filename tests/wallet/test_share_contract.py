"""What a share holds and how it ends: her own things beside certificates, a number of looks, a PIN, a log."""

import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from keys.controller import ProofPurpose
from keys.did_key import did_key_for, verification_method_for
from keys.key_types import KeyType
from keys.proofs import add_proof, verify_proofs
from keys.signer import PrivateKeySigner, generate
from schemas.credential import Credential
from schemas.documents import JsonObject, parse_object, serialize
from schemas.evidence import matches
from schemas.own_words import Experience, KeptFile, PassedOn, own_words_of, unsigned
from tests.wallet.browser import BASE, Browser, path_of
from tests.wallet.conftest import NOW
from tests.wallet.ecosystem import (
    Clock,
    DidKeyResolver,
    MemoryChecker,
    MemoryIssuer,
    diploma,
    offer_link,
)
from tests.wallet.portfolio.test_many import statements
from tests.wallet.portfolio.writing import begins, writes
from tests.wallet.sharing_people import (
    has_a_reference,
    keeps_a_photo,
    path_of_link,
    presented,
    press,
    subject_of,
    ticket_of,
)
from tests.wallet.test_paper import attachments
from wallet.models import Base, Share, ShareEvent, SharePart
from wallet.sharing.log import MAX_EVENTS
from wallet.sharing.pins import ATTEMPTS, ATTEMPTS_IN_ALL, WAIT
from web import pdf
from web.database import Database

PIN = "2580"


@pytest.fixture
def document(samira: Browser, issuer: MemoryIssuer) -> str:
    issuer.has_ready("D" * 43, diploma())
    return samira.receives(offer_link("D" * 43))


def kinds(samira: Browser) -> list[str]:
    """The kinds of events in her log, the newest first."""
    return [event["event"] for event in json.loads(samira.open("/shares/log.json").data)["events"]]


# Her own things


def test_an_item_a_file_and_a_reference_go_along_as_her_own_signed_words(
    app: Flask, samira: Browser, browser: Browser, database: Database, document: str
) -> None:
    item, file = writes(samira, title="Hulp in de thuiszorg"), keeps_a_photo(samira)
    reference = has_a_reference(app, database, samira)
    share = samira.agrees(
        {"documents": [document], "items": [item], "files": [file], "references": [reference]},
        reason="Ik solliciteer bij u.",
    )
    presentation = presented(browser, path_of_link(samira, share))
    assert presentation.document["description"] == "Ik solliciteer bij u."
    certificate, *own = presentation.credentials
    assert Credential.from_document(certificate).kind == "Diploma"
    said = [own_words_of(Credential.from_document(each)) for each in own]
    experience, photo, passed_on = said
    assert isinstance(experience, Experience)
    assert experience.title == "Hulp in de thuiszorg"
    assert experience.told["begonnen"] == "2019-03"
    assert experience.told["gestopt"] == "2024"
    assert isinstance(photo, KeptFile)
    assert (photo.title, photo.media_type) == ("Mijn keuken", "image/jpeg")
    assert isinstance(passed_on, PassedOn)
    assert (passed_on.writer, passed_on.mail_domain) == ("J. Peeters", "debrug.example")
    assert passed_on.mail_confirmed
    assert "j.peeters@" not in str(presentation.document)
    for each in own:
        (verified,) = verify_proofs(
            each,
            purpose=ProofPurpose.ASSERTION_METHOD,
            resolver=DidKeyResolver(),
            cryptosuites=frozenset({"eddsa-rdfc-2022"}),
            at=NOW + timedelta(seconds=1),
            domain=None,
            challenge=None,
        )
        assert verified.controller == presentation.holder == each["issuer"] == subject_of(each)["id"]


def test_only_what_she_came_from_is_ticked_among_her_own_things(samira: Browser, document: str) -> None:
    item, other = writes(samira, title="Eerste"), writes(samira, title="Tweede")
    page = samira.open(path_of(samira.send("/share", {"item": [item]}))).text
    assert f'value="{item}" checked' in page
    assert f'value="{other}" checked' not in page
    assert f'value="{document}" checked' not in page


def test_an_unfinished_item_and_somebody_elses_things_can_not_be_shared(
    samira: Browser, johan: Browser
) -> None:
    hers = writes(samira)
    unfinished, of_johan, file_of_johan = begins(samira), writes(johan), keeps_a_photo(johan)
    for field, wrong in (("items", unfinished), ("items", of_johan), ("files", file_of_johan)):
        draft = path_of(samira.send("/share", {field.removesuffix("s"): [wrong]}))
        assert wrong not in samira.open(draft).text
        assert samira.send(draft, {"items": [hers], field: [wrong]}).status_code == 422


def test_words_that_are_signed_by_somebody_can_not_come_in_as_a_certificate(
    samira: Browser, browser: Browser
) -> None:
    """Else a holder who knows her key could sign another's word herself, and share it as if it was seen."""
    key = generate(KeyType.ED25519)
    did = did_key_for(key.public_key)
    forged = PassedOn(
        text="Zij is de beste.",
        question="?",
        writer="De minister",
        role="minister",
        organisation="",
        mail_domain="rijk.example",
        mail_confirmed=True,
        written_on=NOW.date(),
    )
    signed = add_proof(
        unsigned(forged, holder=did, identifier="urn:uuid:11111111-1111-4111-8111-111111111111", at=NOW),
        cryptosuite="eddsa-rdfc-2022",
        signer=PrivateKeySigner(key, verification_method_for(key.public_key)),
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=NOW,
    )
    answer = samira.send("/documents/add", {"text": serialize(signed).decode()})
    assert answer.status_code == 422
    assert "iets dat iemand zelf zegt" in answer.text


def test_a_reference_that_was_never_confirmed_says_so_in_what_is_signed(
    app: Flask, samira: Browser, browser: Browser, database: Database
) -> None:
    reference = has_a_reference(app, database, samira, confirmed=False)
    share = samira.agrees({"references": [reference]})
    (own,) = presented(browser, path_of_link(samira, share)).credentials
    assert subject_of(own)["adresBevestigd"] is False


def test_hostile_text_in_an_item_is_text_in_the_preview_and_in_what_is_signed(
    samira: Browser, browser: Browser
) -> None:
    hostile = '<script>alert(1)</script> "\\ {{7*7}} ' + "é" * 100
    item = writes(samira, title="Gewoon", did=hostile)
    share = samira.agrees({"items": [item]})
    (own,) = presented(browser, path_of_link(samira, share)).credentials
    assert subject_of(own)["watGedaan"] == hostile
    draft = path_of(samira.send("/share", {"item": [item]})).removesuffix("/what")
    for step, fields in (
        ("what", {"items": [item]}),
        ("who", {"receiver": "<b>Jan</b>"}),
        ("why", {"reason": "<i>nu</i>"}),
        ("how-long", {"duration": "1-day"}),
        ("how-often", {"how_often": "always"}),
        ("pin", {"wanted": "no"}),
    ):
        samira.send(f"{draft}/{step}", fields)
    page = samira.open(f"{draft}/check").text
    for raw in ("<script>alert", "<b>Jan", "<i>nu"):
        assert raw not in page
    assert "Niemand heeft dit beoordeeld." in page


def test_throwing_away_an_item_or_a_file_stops_the_links_that_show_it(
    samira: Browser, browser: Browser
) -> None:
    for field, page, thing in (
        ("items", "/portfolio/items", writes(samira)),
        ("files", "/files", keeps_a_photo(samira)),
    ):
        path = path_of_link(samira, samira.agrees({field: [thing]}, receiver="Zorggroep Noord"))
        assert "Zorggroep Noord" in samira.open(f"{page}/{thing}").text
        assert "Zorggroep Noord" in samira.open(f"{page}/{thing}/delete").text
        samira.send(f"{page}/{thing}/delete")
        assert browser.open(path).status_code == 410


def test_the_overview_of_what_she_can_do_says_what_is_shared(samira: Browser) -> None:
    item = writes(samira)
    assert "Alleen jij ziet het." in samira.open("/portfolio").text
    share = samira.agrees({"items": [item]})
    page = samira.open("/portfolio").text
    assert "Alleen jij ziet het." not in page
    assert "1 ding deel je nu met een link" in page
    assert "Je deelt dit" in page
    samira.send(f"/shares/{share}/stop")
    assert "Alleen jij ziet het." in samira.open("/portfolio").text


# Files at the wallet


def test_a_file_opens_by_the_ticket_of_a_look_and_is_the_one_that_was_signed(
    samira: Browser, browser: Browser
) -> None:
    file = keeps_a_photo(samira)
    path = path_of_link(samira, samira.agrees({"files": [file]}))
    ticket = ticket_of(press(browser, path))
    (own,) = parse_object(browser.open(ticket).data)["verifiableCredential"]  # type: ignore[misc]
    page = browser.open(f"{ticket}/files")
    assert page.status_code == 200
    assert "Mijn keuken" in page.text
    assert "file-opened" not in kinds(samira)
    opened = press(browser, f"{ticket}/files/{file}")
    assert matches(str(subject_of(own)["digestMultibase"]), opened.data)  # type: ignore[arg-type]
    assert opened.headers["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in opened.headers["Content-Security-Policy"]
    assert kinds(samira)[0] == "file-opened"


def test_a_file_is_gone_when_the_share_stops_or_the_quarter_of_an_hour_is_over(
    samira: Browser, browser: Browser, clock: Clock
) -> None:
    file = keeps_a_photo(samira)
    share = samira.agrees({"files": [file]})
    path = path_of_link(samira, share)
    old = ticket_of(press(browser, path))
    clock.passes(minutes=15)
    assert browser.open(f"{old}/files").status_code == 404
    assert press(browser, f"{old}/files/{file}").status_code == 404
    ticket = ticket_of(press(browser, path))
    assert browser.open(f"{ticket}/files").status_code == 200
    samira.send(f"/shares/{share}/stop")
    assert browser.open(f"{ticket}/files").status_code == 404
    assert press(browser, f"{ticket}/files/{file}").status_code == 404


def test_stopping_erases_what_opens_the_files(samira: Browser, database: Database) -> None:
    share = samira.agrees({"files": [keeps_a_photo(samira)]})
    samira.send(f"/shares/{share}/stop")
    with database.reading() as session:
        assert session.scalars(select(SharePart.sealed_access)).all() == [None]


def test_a_ticket_opens_no_file_that_is_not_in_its_share(samira: Browser, browser: Browser) -> None:
    file = keeps_a_photo(samira)
    item = writes(samira)
    ticket = ticket_of(press(browser, path_of_link(samira, samira.agrees({"items": [item]}))))
    assert press(browser, f"{ticket}/files/{file}").status_code == 404
    assert "Bij deze link horen geen bestanden." in browser.open(f"{ticket}/files").text
    for wrong in ("x", "A" * 43, "%00"):
        assert browser.open(f"/t/{wrong}/files").status_code == 404


# How often


def test_a_link_for_one_look_is_used_up_by_the_button_and_not_by_previews(
    samira: Browser, browser: Browser, document: str
) -> None:
    share = samira.agrees({"documents": [document]}, looks=1)
    path = path_of_link(samira, share)
    for _ in range(3):
        assert browser.open(path).status_code == 200
        browser.client.head(path, base_url=BASE)
    ticket = ticket_of(press(browser, path))
    assert browser.open(path).status_code == 410
    assert "vaak genoeg bekeken" in press(browser, path).text
    assert browser.open(ticket).status_code == 200  # that last look goes on
    told = press(browser, path, Accept="application/vp")
    assert (told.status_code, told.get_json()["code"]) == (410, "share.used_up")
    assert "Vaak genoeg bekeken" in samira.open("/shares").text


def test_prolonging_gives_as_many_looks_again(samira: Browser, browser: Browser, document: str) -> None:
    share = samira.agrees({"documents": [document]}, looks=2)
    path = path_of_link(samira, share)
    for _ in range(2):
        presented(browser, path)
    assert press(browser, path).status_code == 410
    samira.send(f"/shares/{share}/prolong", {"duration": "1-week"})
    for _ in range(2):
        presented(browser, path)
    assert press(browser, path).status_code == 410


# With a PIN


def test_the_right_pin_opens_and_a_wrong_one_does_not_nor_none(
    samira: Browser, browser: Browser, document: str
) -> None:
    path = path_of_link(samira, samira.agrees({"documents": [document]}, pin=PIN))
    assert "Pincode" in browser.open(path).text
    for wrong, words in (("", "Vul de pincode in"), ("0000", "klopt niet"), ("x" * 5000, "klopt niet")):
        answer = press(browser, path, wrong)
        assert answer.status_code == 422
        assert words in answer.text
    told = press(browser, path, "0000", Accept="application/vp")
    assert (told.status_code, told.get_json()["code"]) == (403, "share.pin_wrong")
    told = press(browser, path, Accept="application/vp")
    assert (told.status_code, told.get_json()["code"]) == (403, "share.pin_needed")
    assert kinds(samira).count("looked") == 0
    assert presented(browser, path, PIN).credentials
    assert ticket_of(press(browser, path, PIN))
    assert kinds(samira).count("pin-wrong") == 3


def test_a_pin_is_asked_again_after_prolonging_and_shown_to_her_alone(
    samira: Browser, browser: Browser, document: str
) -> None:
    share = samira.agrees({"documents": [document]}, pin=PIN)
    page = samira.open(f"/shares/{share}").text
    assert f"De pincode is {PIN}" in page
    assert PIN not in page.split("wa.me")[1].split('"')[0]
    samira.send(f"/shares/{share}/prolong", {"duration": "1-week"})
    path = path_of_link(samira, share)
    assert press(browser, path, "0000").status_code == 422
    assert presented(browser, path, PIN).credentials


def test_wrong_pins_cost_time_and_then_lock_the_link_until_she_opens_it(
    samira: Browser, browser: Browser, document: str, clock: Clock
) -> None:
    share = samira.agrees({"documents": [document]}, pin=PIN)
    path = path_of_link(samira, share)
    for number in range(1, ATTEMPTS_IN_ALL):
        assert press(browser, path, "0000").status_code == 422
        if number % ATTEMPTS == 0:
            waiting = press(browser, path, PIN)  # not even the right one, before the time is over
            assert waiting.status_code == 403
            assert "Wacht een kwartier" in waiting.text
            clock.passes(seconds=WAIT.total_seconds())
    assert press(browser, path, "0000").status_code == 410
    assert "Deze link is op slot." in browser.open(path).text
    assert press(browser, path, PIN).status_code == 410
    samira.signs_in("samira@voorbeeld.nl")
    assert "Op slot" in samira.open("/shares").text
    assert kinds(samira)[0] == "pin-locked"
    samira.send(f"/shares/{share}/unlock")
    assert presented(browser, path, PIN).credentials


def test_a_right_pin_starts_the_count_anew(samira: Browser, browser: Browser, document: str) -> None:
    path = path_of_link(samira, samira.agrees({"documents": [document]}, pin=PIN))
    for _ in range(3):
        for _ in range(ATTEMPTS - 1):
            assert press(browser, path, "0000").status_code == 422
        presented(browser, path, PIN)


def test_no_pin_reaches_an_address_or_a_log(
    samira: Browser, browser: Browser, document: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    pin = "80218765"
    share = samira.agrees({"documents": [document]}, pin=pin)
    path = path_of_link(samira, share)
    for attempt in (press(browser, path, "12345678"), press(browser, path, pin)):
        assert pin not in attempt.headers.get("Location", "")
    logged = " ".join(str(record.msg) + record.getMessage() for record in caplog.records)
    assert pin not in logged
    assert "12345678" not in logged


# What runs on, what stops, what is remembered


def test_all_links_stop_at_once_also_those_that_could_be_opened_again(
    samira: Browser, browser: Browser, document: str, clock: Clock
) -> None:
    day = samira.agrees({"documents": [document]}, duration="1-day")
    week = samira.agrees({"documents": [document]}, duration="1-week")
    paths = [path_of_link(samira, share) for share in (day, week)]
    clock.passes(days=3)
    samira.signs_in("samira@voorbeeld.nl")
    assert "Zorggroep De Linde" in samira.open("/shares/stop-all").text
    samira.send("/shares/stop-all")
    for path in paths:
        assert "Dit wordt niet meer gedeeld." in browser.open(path).text
    assert samira.send(f"/shares/{day}/prolong", {"duration": "1-week"}).status_code == 422


def test_a_link_that_was_stopped_on_one_device_is_stopped_on_all(
    app: Flask, samira: Browser, browser: Browser, document: str
) -> None:
    share = samira.agrees({"documents": [document]})
    path = path_of_link(samira, share)
    phone = Browser(app)
    phone.signs_in("samira@voorbeeld.nl")
    phone.send(f"/shares/{share}/stop")
    assert browser.open(path).status_code == 410
    assert "Deze link is gestopt" in samira.open(f"/shares/{share}").text


def test_the_log_tells_what_happened_and_when_and_nothing_of_what_or_to_whom(
    samira: Browser, browser: Browser, document: str
) -> None:
    share = samira.agrees({"documents": [document]}, receiver="Zorggroep De Linde", reason="Werk")
    path = path_of_link(samira, share)
    presented(browser, path)
    samira.send(f"/shares/{share}/prolong", {"duration": "1-week"})
    samira.send(f"/shares/{share}/stop")
    assert kinds(samira) == ["stopped", "prolonged", "looked", "made"]
    table = samira.open("/shares/log.csv")
    assert table.mimetype == "text/csv"
    assert table.text.splitlines()[0] == "time,event,share"
    for text in (table.text, samira.open("/shares/log.json").text):
        for secret in ("Linde", "Werk", "Samira", "diploma", path.rsplit("/", 1)[-1], "127.0.0.1"):
            assert secret not in text
    page = samira.open("/shares/log").text
    assert "Iemand keek" in page
    assert "Zorggroep De Linde" in page


def test_the_log_stops_growing_and_the_counter_does_not(
    samira: Browser, browser: Browser, document: str, database: Database
) -> None:
    share = samira.agrees({"documents": [document]})
    path = path_of_link(samira, share)
    with database.transaction() as session:
        row = session.scalars(select(Share)).one()
        session.add_all(
            ShareEvent(
                wallet_id=row.wallet_id,
                share_id=share,
                event_id=f"{number:036}",
                kind="looked",
                happened_at=NOW,
            )
            for number in range(MAX_EVENTS)
        )
    presented(browser, path)
    with database.reading() as session:
        assert session.scalars(select(Share.looks)).one() == 1
    assert len(kinds(samira)) == MAX_EVENTS + 1  # and that it was made
    samira.send(f"/shares/{share}/stop")
    assert kinds(samira)[0] == "stopped"


def test_a_certificate_that_is_not_valid_any_more_says_so_before_she_shares_it(
    samira: Browser, checker: MemoryChecker, document: str
) -> None:
    for code, name, words in (
        ("validity.expired", "validity", "Verlopen"),
        ("status.revoked", "status", "Ingetrokken"),
    ):
        checker.says("failed", name, code)
        samira.send(f"/documents/{document}/check")
        draft = path_of(samira.send("/share", {"document": [document]})).removesuffix("/what")
        assert words in samira.open(f"{draft}/what").text
        for step, fields in (
            ("what", {"documents": [document]}),
            ("who", {"receiver": "Zorggroep"}),
            ("why", {}),
            ("how-long", {"duration": "1-day"}),
            ("how-often", {"how_often": "always"}),
            ("pin", {"wanted": "no"}),
        ):
            samira.send(f"{draft}/{step}", fields)
        page = samira.open(f"{draft}/check").text
        assert words in page
        assert "De ander ziet dit ook." in page


# Leaving something out


def selective(holder_did: str) -> JsonObject:
    """A diploma with a base proof, bound to a holder, as she keeps it."""
    key = generate(KeyType.P256)
    template = diploma()
    subject = {**subject_of(template), "id": holder_did}
    subject.pop("identifier", None)
    issuer = template["issuer"]
    named = {**issuer, "id": did_key_for(key.public_key)} if isinstance(issuer, dict) else issuer
    document: JsonObject = {**template, "issuer": named, "credentialSubject": subject}
    return add_proof(
        document,
        cryptosuite="ecdsa-sd-2023",
        signer=PrivateKeySigner(key, verification_method_for(key.public_key)),
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=NOW,
    )


def test_what_she_leaves_out_is_in_nothing_that_the_receiver_gets(
    samira: Browser, browser: Browser, document: str
) -> None:
    holder = presented(browser, path_of_link(samira, samira.agrees({"documents": [document]}))).holder
    assert holder
    base = selective(holder)
    added = path_of(samira.send("/documents/add", {"text": serialize(base).decode()})).rsplit("/", 1)[-1]
    draft = path_of(samira.send("/share", {"document": [added]})).removesuffix("/what")
    assert path_of(samira.send(f"{draft}/what", {"documents": [added]})) == f"{draft}/hide"
    page = samira.open(f"{draft}/hide").text
    assert " checked" not in page
    assert "Je geboortedatum" in page
    assert samira.send(f"{draft}/hide", {"hidden": [f"{document}|birthDate"]}).status_code == 422
    share = samira.agrees({"documents": [added]}, hidden=[f"{added}|birthDate"])
    (shown,) = presented(browser, path_of_link(samira, share)).credentials
    assert "geboortedatum" not in subject_of(shown)
    assert "voornamen" in subject_of(shown)
    assert "1985-03-14" not in str(shown)
    assert base["proof"] != shown["proof"]
    nameless = samira.agrees({"documents": [added]}, hidden=[f"{added}|birthDate", f"{added}|name"])
    (shown,) = presented(browser, path_of_link(samira, nameless)).credentials
    assert {"voornamen", "geslachtsnaam", "geboortedatum"}.isdisjoint(subject_of(shown))


def test_the_page_before_sharing_shows_the_certificate_without_what_is_left_out(
    samira: Browser, browser: Browser, document: str
) -> None:
    holder = presented(browser, path_of_link(samira, samira.agrees({"documents": [document]}))).holder
    added = path_of(
        samira.send("/documents/add", {"text": serialize(selective(str(holder))).decode()})
    ).rsplit("/", 1)[-1]
    draft = path_of(samira.send("/share", {"document": [added]})).removesuffix("/what")
    for step, fields in (
        ("what", {"documents": [added]}),
        ("hide", {"hidden": [f"{added}|birthDate", f"{added}|name"]}),
        ("who", {"receiver": "Zorggroep"}),
        ("why", {}),
        ("how-long", {"duration": "1-day"}),
        ("how-often", {"how_often": "always"}),
        ("pin", {"wanted": "no"}),
    ):
        samira.send(f"{draft}/{step}", fields)
    page = samira.open(f"{draft}/check").text
    assert "14 maart 1985" not in page
    assert "Samira Voorbeeld" not in page
    assert "je naam" in page
    assert "je geboortedatum" in page


@pytest.mark.skipif(pdf.unavailable() is not None, reason="no PDF can be made here")
def test_the_paper_of_a_link_holds_no_more_than_the_link(
    samira: Browser, browser: Browser, document: str
) -> None:
    holder = presented(browser, path_of_link(samira, samira.agrees({"documents": [document]}))).holder
    added = path_of(
        samira.send("/documents/add", {"text": serialize(selective(str(holder))).decode()})
    ).rsplit("/", 1)[-1]
    share = samira.agrees({"documents": [added]}, hidden=[f"{added}|birthDate", f"{added}|name"])
    paper = samira.open(f"/shares/{share}/paper.pdf")
    assert paper.mimetype == "application/pdf"
    (attached,) = attachments(paper.data).values()
    assert b"1985-03-14" not in attached
    assert b'Voorbeeld"' not in attached
    assert "geboortedatum" not in subject_of(parse_object(attached))


# What she is reminded of, and what it costs


def test_three_days_before_a_link_ends_the_first_page_says_so(
    samira: Browser, document: str, clock: Clock
) -> None:
    month = samira.agrees({"documents": [document]}, receiver="Zorggroep Noord")
    samira.agrees({"documents": [document]}, receiver="Een dagje", duration="1-day")
    assert "stopt na" not in samira.open("/documents").text
    clock.passes(days=27)
    samira.signs_in("samira@voorbeeld.nl")
    assert "stopt na" not in samira.open("/documents").text
    clock.passes(days=1)
    samira.signs_in("samira@voorbeeld.nl")
    page = samira.open("/documents").text
    assert "De link voor Zorggroep Noord stopt na 24 december 2026." in page
    assert "Een dagje" not in page
    samira.send(f"/shares/{month}/prolong", {"duration": "1-month"})
    assert "stopt na" not in samira.open("/documents").text


def test_no_page_asks_the_database_more_for_many_links_than_for_one(
    app: Flask, samira: Browser, database: Database, document: str
) -> None:
    item, file = writes(samira), keeps_a_photo(samira)
    chosen = {"documents": [document], "items": [item], "files": [file]}
    share = samira.agrees(chosen, counsellor=True, duration="1-year")
    draft = path_of(samira.send("/share", {"document": [document]}))
    pages = (
        "/documents",
        "/shares",
        f"/shares/{share}",
        "/shares/log",
        "/shares/log.csv",
        draft,
        "/portfolio",
    )

    def asked() -> list[int]:
        counted = []
        for page in pages:
            with statements(database) as sent:
                assert samira.open(page).status_code == 200
            counted.append(len(sent))
        return counted

    def tips(number: int) -> None:
        tip = {"text": f"Tip {number}", "name": "Coach"}
        app.test_client().post(f"{path_of_link(samira, share)}/suggest", base_url=BASE, data=tip)

    tips(0)
    few = asked()
    for number in range(1, 5):
        samira.agrees({**chosen, "items": [item, writes(samira, title=f"Verhaal {number}")]})
        tips(number)
    assert asked() == few


def test_a_dump_tells_nothing_of_her_own_things_in_a_share(
    app: Flask, samira: Browser, browser: Browser, database: Database
) -> None:
    item = writes(samira, title="Kanarie in de thuiszorg")
    reference = has_a_reference(app, database, samira)
    share = samira.agrees(
        {"items": [item], "files": [keeps_a_photo(samira)], "references": [reference]},
        reason="Kanarie als reden",
        pin="80218765",
    )
    press(browser, path_of_link(samira, share), "80218765")
    with database.reading() as session:
        tables = [table for table in Base.metadata.sorted_tables if table.name != "outbox"]
        rows = [row for table in tables for row in session.execute(select(table))]
    dumped = b"\n".join(
        value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row
    )
    for words in ("Kanarie", "80218765", "Mijn keuken", "Peeters", "debrug", "EigenVerklaring"):
        assert words.encode() not in dumped, words
