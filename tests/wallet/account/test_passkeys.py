"""A passkey opens the wallet itself; a wrong, old, copied or borrowed answer opens nothing."""

import json
from collections.abc import Callable
from dataclasses import replace

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask
from sqlalchemy import func, select, update
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

from tests.wallet.account.authenticator import PRESENT, VERIFIED, Authenticator, asked
from tests.wallet.browser import Browser, path_of
from tests.wallet.ecosystem import Clock, MemoryIssuer, diploma, offer_link
from tests.wallet.requests.organisation import LINK
from tests.wallet.test_at_rest import dump
from wallet.models import BrowserSession, Passkey, UsedChallenge
from web.database import Database

SIGN_IN, CONFIRM = ("/sign-in", "/sign-in/passkey"), ("/account/confirm", "/account/confirm/passkey")
ADD = "/account/passkeys/add"


def adds(browser: Browser, device: Authenticator, name: str = "mijn telefoon") -> str:
    """Add a passkey; return where that leads."""
    answer = device.creates(*asked(browser.open(ADD).text))
    return path_of(browser.send(ADD, {"name": name, **answer}))


def signs_in(browser: Browser, device: Authenticator, where: tuple[str, str] = SIGN_IN) -> str:
    """Sign in with a passkey; return where that leads."""
    return path_of(browser.send(where[1], device.signs(*asked(browser.open(where[0]).text))))


def count(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Passkey)) or 0


@pytest.fixture
def phone(samira: Browser) -> Authenticator:
    """Samira's telephone, with a passkey for her wallet."""
    device = Authenticator()
    assert adds(samira, device) == "/account/passkeys"
    return device


def test_a_passkey_opens_the_wallet_and_what_is_in_it_without_a_name(
    app: Flask, samira: Browser, phone: Authenticator, issuer: MemoryIssuer
) -> None:
    issuer.has_ready("D" * 43, diploma())
    document = samira.receives(offer_link("D" * 43))
    elsewhere = Browser(app)
    assert signs_in(elsewhere, phone) == "/documents"
    assert elsewhere.open(f"/documents/{document}").status_code == 200
    assert signs_in(elsewhere, phone) == "/documents"
    assert "mijn telefoon" in elsewhere.open("/account/passkeys").text


def test_a_request_that_waits_is_where_a_passkey_leads(app: Flask, phone: Authenticator) -> None:
    elsewhere = Browser(app)
    elsewhere.open("/requests/open", query_string={"request": LINK})
    assert signs_in(elsewhere, phone) == "/requests/open"


def test_several_devices_have_each_their_own(
    app: Flask, samira: Browser, phone: Authenticator, clock: Clock
) -> None:
    laptop = Authenticator()
    adds(samira, laptop, "laptop")
    clock.passes(minutes=1)
    assert signs_in(Browser(app), laptop) == "/documents"
    page = samira.open("/account/passkeys").text
    assert page.count("Nog niet") == 1
    assert page.index("mijn telefoon") < page.index("laptop")


def test_what_a_page_asks_of_a_device_is_never_less_than_verification(samira: Browser) -> None:
    creation, _ = asked(samira.open(ADD).text)
    assert creation["authenticatorSelection"]["userVerification"] == "required"
    assert creation["authenticatorSelection"]["residentKey"] == "required"
    assert creation["rp"]["id"] == "localhost"
    request, _ = asked(samira.open("/sign-in").text)
    assert request["userVerification"] == "required"
    assert request["rpId"] == "localhost"
    assert not request.get("allowCredentials")


def test_a_device_that_holds_one_is_told_so(samira: Browser, phone: Authenticator) -> None:
    creation, _ = asked(samira.open(ADD).text)
    assert [known["id"] for known in creation["excludeCredentials"]] == [
        bytes_to_base64url(phone.credential_id)
    ]


Change = Callable[[Authenticator], Authenticator]
WRONG: dict[str, Change] = {
    "another site's": lambda device: replace(device, origin="https://evil.example"),
    "a port of its own": lambda device: replace(device, origin="http://localhost:8001"),
    "another relying party's": lambda device: replace(device, rp_id="evil.example"),
    "nobody verified": lambda device: replace(device, flags=PRESENT),
    "nobody present": lambda device: replace(device, flags=VERIFIED),
    "no PRF": lambda device: replace(device, has_prf=False),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_answer_adds_nothing(samira: Browser, database: Database, what: str) -> None:
    answer = WRONG[what](Authenticator()).creates(*asked(samira.open(ADD).text))
    page = samira.send(ADD, {"name": "telefoon", **answer})
    assert page.status_code == 422
    assert count(database) == 0
    assert not answer["prf"] or answer["prf"] not in page.text


WRONG_AT_THE_DOOR: dict[str, Change] = {
    **WRONG,
    "another key": lambda device: replace(device, key=ec.generate_private_key(ec.SECP256R1())),
    "another PRF": lambda device: replace(device, prf_secret=b"x" * 32),
    "another user": lambda device: replace(device, user_handle=b"x" * 32),
    "an unknown credential": lambda device: replace(device, credential_id=b"x" * 32),
    "no credential": lambda device: replace(device, credential_id=b""),
}


@pytest.mark.parametrize("what", WRONG_AT_THE_DOOR)
def test_a_wrong_answer_opens_nothing(app: Flask, phone: Authenticator, what: str) -> None:
    thief = Browser(app)
    wrong = WRONG_AT_THE_DOOR[what](phone)
    assert signs_in(thief, wrong) == "/sign-in"
    assert path_of(thief.open("/documents")).startswith("/sign-in")
    phone.count = wrong.count
    assert signs_in(thief, phone) == "/documents", "and the right one still does"


def made_up(*, id: str = "AA", rawId: str = "AA", **response: str) -> str:  # noqa: A002, N803
    """An answer that has the shape of one."""
    parts = {"clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA", **response}
    return json.dumps({"id": id, "rawId": rawId, "type": "public-key", "response": parts})


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "{}",
        "[]",
        "null",
        '"x"',
        "not json",
        "x" * 100_000,
        "[" * 20_000,
        made_up(),
        made_up(id="é", rawId="é"),
        made_up(attestationObject="AA"),
        made_up(userHandle="!"),
        made_up(clientDataJSON=bytes_to_base64url(b'{"type":1,"challenge":[],"origin":{}}')),
    ],
)
def test_any_text_is_refused_and_nothing_breaks(browser: Browser, credential: str) -> None:
    for prf in ("", "A" * 43, "é", "A" * 400):
        response = browser.send("/sign-in/passkey", {"credential": credential, "prf": prf})
        assert path_of(response) == "/sign-in"


@pytest.mark.parametrize("part", [b"", b"\xa0", b"\xff" * 50, b"\x9f" * 5000, cbor2.dumps({"fmt": "none"})])
def test_any_attestation_is_refused_and_nothing_breaks(samira: Browser, part: bytes) -> None:
    answer = Authenticator().creates(*asked(samira.open(ADD).text))
    credential = json.loads(answer["credential"])
    credential["response"]["attestationObject"] = bytes_to_base64url(part)
    changed = {**answer, "credential": json.dumps(credential)}
    assert samira.send(ADD, {"name": "telefoon", **changed}).status_code == 422


def test_an_answer_works_once(app: Flask, phone: Authenticator) -> None:
    browser = Browser(app)
    answer = phone.signs(*asked(browser.open("/sign-in").text))
    assert path_of(browser.send("/sign-in/passkey", answer)) == "/documents"
    browser.send("/sign-out")
    assert path_of(browser.send("/sign-in/passkey", answer)) == "/sign-in"


def test_an_answer_that_failed_can_not_be_mended(
    app: Flask, phone: Authenticator, database: Database
) -> None:
    browser = Browser(app)
    answer = phone.signs(*asked(browser.open("/sign-in").text))
    wrong = {**answer, "prf": bytes_to_base64url(b"x" * 32)}
    assert path_of(browser.send("/sign-in/passkey", wrong)) == "/sign-in"
    assert path_of(browser.send("/sign-in/passkey", answer)) == "/sign-in"
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(UsedChallenge)) == 2


def test_an_answer_of_another_browser_is_worth_nothing(app: Flask, phone: Authenticator) -> None:
    victim, attacker = Browser(app), Browser(app)
    answer = phone.signs(*asked(victim.open("/sign-in").text))
    assert path_of(attacker.send("/sign-in/passkey", answer)) == "/sign-in"


def test_an_answer_is_too_late_after_five_minutes(app: Flask, phone: Authenticator, clock: Clock) -> None:
    browser = Browser(app)
    answer = phone.signs(*asked(browser.open("/sign-in").text))
    clock.passes(minutes=5)
    assert path_of(browser.send("/sign-in/passkey", answer)) == "/sign-in"


def test_a_challenge_for_adding_does_not_open(samira: Browser, phone: Authenticator) -> None:
    answer = phone.signs(*asked(samira.open(ADD).text))
    assert path_of(samira.send("/sign-in/passkey", answer)) == "/sign-in"
    answer = phone.signs(*asked(samira.open(SIGN_IN[0]).text))
    assert path_of(samira.send("/sign-in/passkey", answer)) == "/documents"


def test_a_challenge_of_our_own_making_is_not_accepted_when_changed(app: Flask, phone: Authenticator) -> None:
    browser = Browser(app)
    options, prf_input = asked(browser.open("/sign-in").text)
    text = base64url_to_bytes(options["challenge"]).decode()
    for changed in (text[:-1], text + "A", text.swapcase(), "", "x" * 5000):
        answer = phone.signs({"challenge": bytes_to_base64url(changed.encode())}, prf_input)
        assert path_of(browser.send("/sign-in/passkey", answer)) == "/sign-in"


def test_a_counter_that_went_back_betrays_a_copy(app: Flask, phone: Authenticator) -> None:
    copy = replace(phone)
    assert signs_in(Browser(app), phone) == "/documents"
    assert signs_in(Browser(app), phone) == "/documents"
    assert signs_in(Browser(app), copy) == "/sign-in"


def test_a_passkey_shows_who_she_is_for_her_own_wallet_only(
    samira: Browser, johan: Browser, phone: Authenticator, clock: Clock
) -> None:
    tablet = Authenticator()
    adds(johan, tablet)
    clock.passes(minutes=6)
    assert path_of(samira.open("/account/delete")).startswith("/account/confirm")
    assert signs_in(samira, tablet, CONFIRM) == "/account/confirm"
    assert path_of(samira.open("/account/delete")).startswith("/account/confirm")
    assert signs_in(samira, phone, CONFIRM) == "/account"
    assert samira.open("/account/delete").status_code == 200


def test_adding_and_removing_ask_again_who_she_is(
    samira: Browser, phone: Authenticator, clock: Clock, database: Database
) -> None:
    clock.passes(minutes=6)
    with database.reading() as session:
        passkey_id = session.scalar(select(Passkey.passkey_id))
    for path in (ADD, f"/account/passkeys/{passkey_id}/remove"):
        assert path_of(samira.open(path)) == f"/account/confirm?next=/wallet{path}"
        assert path_of(samira.send(path)) == f"/account/confirm?next=/wallet{path}"
    assert count(database) == 1


def test_a_removed_passkey_opens_nothing_any_more(
    app: Flask, samira: Browser, phone: Authenticator, database: Database
) -> None:
    with database.reading() as session:
        passkey_id = session.scalar(select(Passkey.passkey_id))
    page = f"/account/passkeys/{passkey_id}/remove"
    assert "mijn telefoon" in samira.open(page).text
    assert count(database) == 1
    assert path_of(samira.send(page)) == "/account/passkeys"
    assert count(database) == 0
    assert signs_in(Browser(app), phone) == "/sign-in"


def test_nobody_removes_the_passkey_of_another(
    johan: Browser, phone: Authenticator, database: Database
) -> None:
    with database.reading() as session:
        passkey_id = session.scalar(select(Passkey.passkey_id))
    assert johan.open(f"/account/passkeys/{passkey_id}/remove").status_code == 404
    assert johan.send(f"/account/passkeys/{passkey_id}/remove").status_code == 404
    assert count(database) == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "tele\u202efoon"])
def test_a_bad_name_is_refused_at_its_field(samira: Browser, database: Database, name: str) -> None:
    answer = Authenticator().creates(*asked(samira.open(ADD).text))
    page = samira.send(ADD, {"name": name, **answer})
    assert page.status_code == 422
    assert 'class="field__error" id="name-error"' in page.text
    assert count(database) == 0


def test_a_stolen_database_opens_nothing_and_names_nobody(
    samira: Browser, phone: Authenticator, database: Database
) -> None:
    _, prf_input = asked(samira.open("/sign-in").text)
    prf = base64url_to_bytes(phone.signs({"challenge": ""}, prf_input)["prf"])
    dumped = dump(database)
    for canary in (b"mijn telefoon", phone.credential_id, phone.user_handle, phone.prf_secret, prf):
        assert canary not in dumped
        assert bytes_to_base64url(canary).encode() not in dumped


def test_wrapped_keys_of_two_passkeys_that_change_places_do_not_open(
    app: Flask, samira: Browser, johan: Browser, phone: Authenticator, database: Database
) -> None:
    tablet = Authenticator()
    adds(johan, tablet)
    with database.transaction() as session:
        first, second = session.scalars(select(Passkey)).all()
        first.wrapped, second.wrapped = second.wrapped, first.wrapped
        first.salt, second.salt = second.salt, first.salt
    assert signs_in(Browser(app), phone) == "/sign-in"
    assert signs_in(Browser(app), tablet) == "/sign-in"


def test_another_public_key_in_the_database_opens_nothing(
    app: Flask, samira: Browser, phone: Authenticator, database: Database
) -> None:
    """Who can write in the database can pass the signature, and then still misses the key."""
    attacker = Authenticator()
    adds(samira, attacker, "van een ander")
    with database.transaction() as session:
        rows = session.scalars(select(Passkey).order_by(Passkey.passkey_id)).all()
        session.execute(
            update(Passkey)
            .where(Passkey.passkey_id == rows[0].passkey_id)
            .values(public_key=rows[1].public_key)
        )
    borrowed = replace(phone, key=attacker.key, prf_secret=attacker.prf_secret)
    thief = Browser(app)
    assert signs_in(thief, borrowed) == "/sign-in"
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(BrowserSession)) == 1
