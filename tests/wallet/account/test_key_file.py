"""Her keys in a file: it opens with its own passphrase alone, and any other bytes are refused."""

import json

import pytest
from flask import Flask

from keys.key_types import KeyType
from keys.sealing import PassphraseCost
from keys.signer import generate
from tests.wallet.browser import PASSPHRASE, Browser
from tests.wallet.ecosystem import MemoryIssuer, diploma, offer_link
from wallet import key_file
from wallet.errors import KeyFileError

OTHER = "een eigen wachtwoord hiervoor"
FAST = PassphraseCost.for_tests()


def opened(data: bytes, passphrase: str = OTHER) -> list[bytes]:
    return [key.secret for key in key_file.read(data, passphrase=passphrase)]


def code_of(data: bytes, passphrase: str = OTHER) -> str:
    with pytest.raises(KeyFileError) as caught:
        key_file.read(data, passphrase=passphrase)
    return caught.value.code


def test_the_file_has_the_key_that_her_copies_are_bound_to(samira: Browser, issuer: MemoryIssuer) -> None:
    issuer.has_ready("D" * 43, diploma())
    document = samira.receives(offer_link("D" * 43))
    original = samira.open(f"/documents/{document}/original").text
    response = samira.send("/account/keys", {"passphrase": OTHER})
    assert response.headers["Content-Disposition"] == 'attachment; filename="wallet-sleutels.json"'
    assert response.headers["Cache-Control"] == "no-store"
    (key,) = key_file.read(response.data, passphrase=OTHER)
    assert key_file.did_key_for(key.public_key) in original
    assert key.secret not in response.data


def test_two_files_of_the_same_key_have_nothing_in_common(samira: Browser) -> None:
    first, second = (samira.send("/account/keys", {"passphrase": OTHER}).data for _ in range(2))
    assert opened(first) == opened(second)
    assert json.loads(first)["salt"] != json.loads(second)["salt"]
    assert json.loads(first)["sealed"] != json.loads(second)["sealed"]


def test_the_passphrase_of_the_wallet_does_not_open_the_file(samira: Browser) -> None:
    assert code_of(samira.send("/account/keys", {"passphrase": OTHER}).data, PASSPHRASE) == "key_file.wrong"


@pytest.mark.parametrize("passphrase", ["", "kort", "wachtwoord1234", "samira@voorbeeld.nl"])
def test_a_passphrase_that_is_easy_to_guess_gives_no_file(samira: Browser, passphrase: str) -> None:
    page = samira.send("/account/keys", {"passphrase": passphrase})
    assert page.status_code == 422
    assert page.mimetype == "text/html"


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"\xff", b"[" * 70_000, b'{"format": 1}'])
def test_any_bytes_are_refused(data: bytes) -> None:
    assert code_of(data) == "key_file.unreadable"


@pytest.mark.parametrize(
    ("member", "value", "code"),
    [
        ("format", "vakbewijs-holder-keys-2", "key_file.unreadable"),
        ("cost", "argon2id m=99999999,t=3,p=4", "key_file.unreadable"),
        ("cost", "plain", "key_file.unreadable"),
        ("cost", "argon2id m=16,t=1,p=1", "key_file.wrong"),
        ("salt", "AA", "key_file.unreadable"),
        ("salt", "é", "key_file.unreadable"),
        ("salt", "A" * 22, "key_file.wrong"),
        ("sealed", "", "key_file.wrong"),
        ("sealed", "AQ" * 60, "key_file.wrong"),
        ("more", "x", "key_file.unreadable"),
    ],
)
def test_a_changed_file_is_refused(member: str, value: str, code: str) -> None:
    data = key_file.write([generate(KeyType.ED25519)], passphrase=OTHER, cost=FAST)
    assert len(opened(data)) == 1
    assert code_of(json.dumps({**json.loads(data), member: value}).encode()) == code


def test_nobody_gets_the_keys_of_another(app: Flask, samira: Browser, johan: Browser) -> None:
    files = [browser.send("/account/keys", {"passphrase": OTHER}).data for browser in (samira, johan)]
    assert opened(files[0]) != opened(files[1])
