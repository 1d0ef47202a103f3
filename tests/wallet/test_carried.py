"""What waits for her in a signed text: what the wallet signed itself, for this, shortly ago."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from wallet import pending
from wallet.carried import LIFETIME
from wallet.pending import PendingOffer
from wallet.requests import carrying

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
WAITING = PendingOffer("https://issuer.example/o/abc", "https://issuer.example")
LINK = "https://verifier.example/r/abc"


@pytest.fixture(autouse=True)
def signing() -> Iterator[None]:
    """A context with the key that signs, at a moment that stands still."""
    application = Flask(__name__)
    application.secret_key = bytes(range(32))
    with application.app_context(), time_machine.travel(NOW, tick=False):
        yield


def test_a_changed_text_is_not_read() -> None:
    sealed = pending.OFFER.seal(WAITING)
    changed = [sealed[:at] + ("A" if sealed[at] != "A" else "B") + sealed[at + 1 :] for at in range(40)]

    assert [text for text in (*changed, sealed[:-1], "", "é\x00") if pending.OFFER.unseal(text)] == []


def test_what_was_signed_for_one_use_is_nothing_to_the_other() -> None:
    assert carrying.REQUEST.unseal(pending.OFFER.seal(WAITING)) is None
    assert pending.OFFER.unseal(carrying.REQUEST.seal(LINK)) is None


def test_it_waits_two_hours_and_no_longer() -> None:
    sealed = carrying.REQUEST.seal(LINK)

    with time_machine.travel(NOW + LIFETIME, tick=False):
        assert carrying.REQUEST.unseal(sealed) == LINK
    with time_machine.travel(NOW + LIFETIME + timedelta(seconds=1), tick=False):
        assert carrying.REQUEST.unseal(sealed) is None


def test_a_text_that_is_too_long_is_not_looked_at() -> None:
    without_pattern = "".join(hashlib.sha256(bytes([number])).hexdigest() for number in range(200))
    sealed = carrying.REQUEST.seal(without_pattern)

    assert len(sealed) > carrying.REQUEST.max_characters
    assert carrying.REQUEST.unseal(sealed) is None


def test_what_waits_comes_back_as_it_was() -> None:
    assert pending.OFFER.unseal(pending.OFFER.seal(WAITING)) == WAITING
    assert carrying.REQUEST.unseal(carrying.REQUEST.seal(LINK)) == LINK
