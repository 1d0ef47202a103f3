"""Old verdicts are judged anew beside the pages, and never in their way."""

import threading
from datetime import datetime, timedelta

import pytest
from flask import Flask

from schemas.documents import JsonObject
from schemas.errors import FetchError
from tests.wallet.browser import Browser
from tests.wallet.conftest import NOW
from tests.wallet.ecosystem import Clock, MemoryChecker, MemoryIssuer, diploma, offer_link
from wallet.contents import Card, Verdict
from wallet.refreshing import (
    MAX_MISSES_IN_A_ROW,
    MAX_WALLETS_AT_ONCE,
    OLD_AFTER,
    REST,
    Refresher,
    Work,
    in_a_thread,
    replaces,
)
from wallet.shelf import ShelfEntry
from wallet.vault import Vault
from web.database import Database, new_row_id

LATER = NOW + OLD_AFTER


def verdict(outcome: str, at: datetime = NOW) -> Verdict:
    return Verdict(outcome=outcome, findings=(), issuer_name=None, checked_at=at)


@pytest.fixture
def diplomas(samira: Browser, issuer: MemoryIssuer) -> list[str]:
    """More diplomas than a network that is away is asked about."""
    received = []
    for number in range(MAX_MISSES_IN_A_ROW + 2):
        document = {**diploma(), "id": f"urn:uuid:99999999-9999-4999-8999-{number:012}"}
        issuer.has_ready(str(number) * 43, document)
        received.append(samira.receives(offer_link(str(number) * 43)))
    return received


def come_back(clock: Clock, browser: Browser, after: timedelta = OLD_AFTER) -> str:
    """Sign in again, a while later, and return the list as it is shown."""
    clock.passes(seconds=after.total_seconds())
    browser.signs_in("samira@voorbeeld.nl")
    return browser.open("/documents").text


def do(beside: list[Work]) -> None:
    while beside:
        beside.pop(0)()


def test_the_page_shows_the_old_verdict_and_the_next_one_what_was_found_meanwhile(
    samira: Browser, clock: Clock, checker: MemoryChecker, beside: list[Work], diplomas: list[str]
) -> None:
    checker.says("failed", "status", "status.revoked")
    asked = checker.checked
    assert "Ingetrokken" not in come_back(clock, samira)
    assert checker.checked == asked
    do(beside)
    assert checker.checked == asked + len(diplomas)
    assert samira.open("/documents").text.count("Ingetrokken") == len(diplomas)


def test_a_verdict_of_just_now_is_not_asked_for_again(
    samira: Browser, clock: Clock, beside: list[Work], diplomas: list[str]
) -> None:
    come_back(clock, samira, OLD_AFTER - timedelta(seconds=1))
    assert beside == []


def test_a_page_that_is_loaded_again_and_again_asks_once_until_a_rest_has_passed(
    samira: Browser, clock: Clock, checker: MemoryChecker, beside: list[Work], diplomas: list[str]
) -> None:
    checker.says("indeterminate", "status", "status.fetch_failed")
    come_back(clock, samira)
    samira.open("/documents")
    samira.open(f"/documents/{diplomas[0]}")
    assert len(beside) == 1
    do(beside)
    samira.open("/documents")
    assert beside == []
    come_back(clock, samira, REST)
    assert len(beside) == 1


def test_without_a_network_the_verdict_that_was_found_stays_with_its_time(
    samira: Browser, clock: Clock, checker: MemoryChecker, beside: list[Work], diplomas: list[str]
) -> None:
    before = samira.open(f"/documents/{diplomas[0]}").text
    assert "Laatst gecontroleerd: 24 november 2026" in before
    checker.says("indeterminate", "status", "status.fetch_failed")
    asked = checker.checked
    come_back(clock, samira, timedelta(days=2))
    do(beside)
    assert samira.open("/documents").text.count("Echt en geldig") == len(diplomas)
    for document_id in diplomas:
        assert "Laatst gecontroleerd: 24 november 2026" in samira.open(f"/documents/{document_id}").text
    assert checker.checked == asked + MAX_MISSES_IN_A_ROW, "a network that is away is asked a few times only"


def test_a_few_whose_issuer_is_gone_do_not_keep_the_others_from_their_turn(
    samira: Browser,
    clock: Clock,
    checker: MemoryChecker,
    beside: list[Work],
    diplomas: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone = {f"urn:uuid:99999999-9999-4999-8999-{number:012}" for number in range(MAX_MISSES_IN_A_ROW)}

    def check(document: JsonObject, *, presented_by: str, at: datetime) -> Verdict:
        return verdict("indeterminate" if document["id"] in gone else "failed", at)

    monkeypatch.setattr(checker, "check", check)
    come_back(clock, samira)
    do(beside)
    for _ in range(100):  # one in ten tries meets those that are gone first
        if samira.open("/documents").text.count("Echt en geldig") == len(gone):
            break
        come_back(clock, samira, REST)
        do(beside)
    assert samira.open("/documents").text.count("Klopt niet") == len(diplomas) - len(gone)


def test_a_certificate_that_is_deleted_meanwhile_is_no_trouble_to_the_others(
    samira: Browser, clock: Clock, checker: MemoryChecker, beside: list[Work], diplomas: list[str]
) -> None:
    checker.says("failed", "status", "status.revoked")
    come_back(clock, samira)
    samira.fill(f"/documents/{diplomas[0]}/delete")
    do(beside)
    assert samira.open("/documents").text.count("Ingetrokken") == len(diplomas) - 1


def test_no_more_wallets_than_agreed_are_judged_at_once_and_none_twice(
    app: Flask, samira: Browser, johan: Browser, clock: Clock, beside: list[Work], issuer: MemoryIssuer
) -> None:
    third = Browser(app).signs_up("fatima@voorbeeld.nl")
    everybody = {"samira": samira, "johan": johan, "fatima": third}
    for name, browser in everybody.items():
        code = name[0] * 43
        issuer.has_ready(code, diploma())
        browser.receives(offer_link(code))
    clock.passes(seconds=OLD_AFTER.total_seconds())
    for name, browser in everybody.items():
        browser.signs_in(f"{name}@voorbeeld.nl")
        browser.open("/documents")
        browser.open("/documents")
    assert len(beside) == MAX_WALLETS_AT_ONCE
    do(beside)
    third.open("/documents")
    assert len(beside) == 1, "who found no place is served at her next page"


def test_a_failure_of_the_outside_world_leaves_the_place_to_the_next(
    samira: Browser,
    clock: Clock,
    checker: MemoryChecker,
    beside: list[Work],
    diplomas: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_arguments: object, **_named: object) -> Verdict:
        raise FetchError("fetch.unreachable")

    come_back(clock, samira)
    with monkeypatch.context() as patch:
        patch.setattr(checker, "check", away)
        do(beside)
    come_back(clock, samira, REST)
    assert len(beside) == 1


def test_where_no_thread_can_start_the_page_is_shown_all_the_same(
    database: Database, clock: Clock, checker: MemoryChecker
) -> None:
    def refuse(_work: Work) -> None:
        raise RuntimeError("can't start new thread")

    card = Card(
        title="Diploma",
        kind="diploma",
        issuer_id="did:example:school",
        issuer_name=None,
        subject_name=None,
        awarded_on=None,
        valid_until=None,
        origin="issuer",
    )
    entry = ShelfEntry("1", card, verdict("passed"), NOW)
    clock.passes(seconds=OLD_AFTER.total_seconds())
    refresher = Refresher(database, checker, now=clock, start=refuse)
    for _ in range(MAX_WALLETS_AT_ONCE + 1):
        assert not refresher.refresh(Vault.new(new_row_id()), [entry])
    begun: list[Work] = []
    assert Refresher(database, checker, now=clock, start=begun.append).refresh(Vault.new("1"), [entry])


@pytest.mark.parametrize(
    ("new", "old", "kept"),
    [
        ("passed", "failed", True),
        ("failed", "passed", True),
        ("indeterminate", "passed", False),
        ("indeterminate", "failed", False),
        ("indeterminate", "indeterminate", True),
    ],
)
def test_what_could_not_be_checked_replaces_nothing_that_was_found(new: str, old: str, kept: bool) -> None:
    assert replaces(verdict(new, LATER), verdict(old)) is kept


def test_a_check_that_ended_later_but_began_earlier_replaces_nothing() -> None:
    assert not replaces(verdict("passed", NOW), verdict("failed", LATER))


def test_a_thread_beside_the_requests_does_not_keep_the_process_from_ending() -> None:
    found: list[bool] = []
    done = threading.Event()

    def work() -> None:
        found.append(threading.current_thread().daemon)
        done.set()

    in_a_thread(work)
    assert done.wait(timeout=30)
    assert found == [True]
