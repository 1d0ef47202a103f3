"""Things that happen at the same moment, on both databases."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

import pytest

from keys.sealing import PassphraseCost
from keys.signer import generate
from schemas.credential import Credential
from schemas.documents import serialize
from tests.wallet.browser import PASSPHRASE
from tests.wallet.conftest import NOW
from tests.wallet.ecosystem import MemoryChecker, diploma, signed
from wallet import links, opening, services, shelf
from wallet.accounts import Way
from wallet.cards import Origin
from wallet.durations import Duration
from wallet.errors import (
    AccountError,
    PinError,
    ShareEndedError,
    SignInError,
    TooManyAttemptsError,
    UnknownLinkError,
)
from wallet.portfolio import items
from wallet.portfolio.contents import ItemKind
from wallet.seen_lists import DatabaseSeenVersions
from wallet.settings import WalletSettings
from wallet.sharing import making, overview, pins
from wallet.sharing.contract import Contract, Selection
from wallet.throttling import MAX_ATTEMPTS, WINDOW, count_attempt, forget_attempts
from wallet.vault import Vault
from web.database import Database

FAST = PassphraseCost.for_tests()
Found = TypeVar("Found")
ITEM = "0190aaaa-0000-7000-8000-000000000002"
SHARE = "0190aaaa-0000-7000-8000-000000000001"


def together(times: int, act: Callable[[], Found]) -> list[Found | Exception]:
    """Do the same thing several times at once; return what came out, errors included."""
    barrier = threading.Barrier(times, timeout=20)

    def attempt(_number: int) -> Found | Exception:
        barrier.wait()
        try:
            return act()
        except (
            AccountError,
            PinError,
            ShareEndedError,
            SignInError,
            TooManyAttemptsError,
            UnknownLinkError,
        ) as error:
            return error

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(attempt, range(times)))


def account(database: Database, name: str = "samira") -> Vault:
    return services.create_account(
        database, name_key=b"k" * 32, name=name, passphrase=PASSPHRASE, at=NOW, cost=FAST
    )


@pytest.fixture
def vault(migrated: Database) -> Vault:
    return account(migrated)


def keep(database: Database, vault: Vault, text: bytes) -> str:
    received = services.add_upload(database, vault, text, checker=MemoryChecker(), at=NOW)
    return received.kept[0].document_id


def test_of_two_accounts_with_one_name_one_is_made(migrated: Database) -> None:
    found = together(2, lambda: account(migrated))
    assert sorted(type(item).__name__ for item in found) == ["AccountError", "Vault"]


def test_one_item_is_begun_once_and_two_answers_at_once_both_stay(migrated: Database, vault: Vault) -> None:
    def begin() -> None:
        with migrated.transaction() as session:
            items.start(session, vault, item_id=ITEM, kind=ItemKind.WORK, at=NOW)

    assert together(4, begin) == [None] * 4
    answers = iter([{"title": "Werk"}, {"place": "Zorggroep"}, {"did": "Helpen"}])

    def answer() -> None:
        given = next(answers)
        with migrated.transaction() as session:
            items.change(session, vault, ITEM, items.answered(**given), at=NOW)

    assert together(3, answer) == [None] * 3
    with migrated.reading() as session:
        (held,) = items.items(session, vault)
    assert (held.content.title, held.content.place, held.content.did) == ("Werk", "Zorggroep", "Helpen")


def test_one_document_is_kept_once(migrated: Database, vault: Vault) -> None:
    text = serialize(signed(diploma(), generate(), at=NOW))
    assert len(set(map(str, together(4, lambda: keep(migrated, vault, text))))) == 1
    with migrated.reading() as session:
        assert len(shelf.entries(session, vault)) == 1


def shared(database: Database, vault: Vault, document: str, *, looks: int | None = None) -> str:
    """Share a document and return the token."""
    contract = Contract(
        selection=Selection(document_ids=(document,)),
        receiver="Zorggroep",
        duration=Duration.DAY,
        looks=looks,
    )
    with database.transaction() as session:
        making.create_share(session, vault, contract, share_id=SHARE, domain="http://localhost:8000", at=NOW)
        return overview.token_of(session, vault, SHARE)


def test_of_looks_at_once_no_more_succeed_than_she_allowed(migrated: Database, vault: Vault) -> None:
    document = keep(migrated, vault, serialize(signed(diploma(), generate(), at=NOW)))
    token = shared(migrated, vault, document, looks=2)

    def look() -> bytes:
        with migrated.transaction() as session:
            return opening.look(session, token, links.presentation_key(token), at=NOW)

    found = together(6, look)
    assert sorted(type(item).__name__ for item in found) == ["ShareEndedError"] * 4 + ["bytes"] * 2


def test_clicks_at_once_make_one_link(migrated: Database, vault: Vault, settings: WalletSettings) -> None:
    document = keep(migrated, vault, serialize(signed(diploma(), generate(), at=NOW)))
    contract = Contract(
        selection=Selection(document_ids=(document,)), receiver="Zorggroep", duration=Duration.DAY
    )

    def make() -> str:
        return services.make_share(
            migrated, vault, contract, share_id=SHARE, settings=settings, pin="2580", cost=FAST, at=NOW
        )

    assert len(set(map(str, together(4, make)))) == 1
    with migrated.reading() as session:
        assert len(overview.shares(session, vault, at=NOW)) == 1


def test_pins_that_are_guessed_at_once_cannot_outrun_the_count(migrated: Database, vault: Vault) -> None:
    document = keep(migrated, vault, serialize(signed(diploma(), generate(), at=NOW)))
    contract = Contract(
        selection=Selection(document_ids=(document,)), receiver="Zorggroep", duration=Duration.DAY
    )
    lock = pins.new_lock("2580", cost=FAST)
    with migrated.transaction() as session:
        making.create_share(
            session,
            vault,
            contract,
            share_id=SHARE,
            domain="http://localhost:8000",
            pin="2580",
            lock=lock,
            at=NOW,
        )
        token = overview.token_of(session, vault, SHARE)
    found = together(9, lambda: opening.key_of(migrated, token, "0000", at=NOW))
    codes = [item.code for item in found if isinstance(item, PinError)]
    assert sorted(codes) == ["share.pin_wait"] * 4 + ["share.pin_wrong"] * pins.ATTEMPTS


def test_a_ticket_is_used_once(migrated: Database, vault: Vault) -> None:
    document = keep(migrated, vault, serialize(signed(diploma(), generate(), at=NOW)))
    token = shared(migrated, vault, document)
    with migrated.transaction() as session:
        ticket = opening.look_by_ticket(session, token, links.presentation_key(token), at=NOW)

    def fetch() -> bytes:
        with migrated.transaction() as session:
            return opening.fetch(session, ticket, at=NOW)

    found = together(4, fetch)
    assert sorted(type(item).__name__ for item in found) == ["UnknownLinkError"] * 3 + ["bytes"]


def test_guesses_sent_at_once_cannot_outrun_the_count(migrated: Database, vault: Vault) -> None:
    def guess() -> Vault:
        return services.open_account(
            migrated,
            name_key=b"k" * 32,
            name="samira",
            way=Way.PASSPHRASE,
            secret="verkeerd wachtwoord",
            at=NOW,
            cost=FAST,
        )

    found = [item for _ in range(3) for item in together(6, guess)]
    judged = sum(isinstance(item, SignInError) for item in found)
    # Those that begin at one moment may see the same count once; never more than one round of them.
    assert MAX_ATTEMPTS <= judged <= MAX_ATTEMPTS + 6
    assert isinstance(guess_again(migrated), TooManyAttemptsError)


def guess_again(database: Database) -> Exception | None:
    try:
        services.open_account(
            database,
            name_key=b"k" * 32,
            name="samira",
            way=Way.PASSPHRASE,
            secret=PASSPHRASE,
            at=NOW,
            cost=FAST,
        )
    except TooManyAttemptsError as error:
        return error
    return None


def test_attempts_are_counted_per_window_and_a_success_starts_anew(migrated: Database) -> None:
    def attempts(number: int, *, after: timedelta) -> None:
        for _ in range(number):
            with migrated.transaction() as session:
                count_attempt(session, b"l" * 32, at=NOW + after)

    attempts(MAX_ATTEMPTS, after=timedelta())
    with pytest.raises(TooManyAttemptsError) as locked:
        attempts(1, after=timedelta(minutes=1))
    assert locked.value.parameters["minutes"] == "14"
    attempts(MAX_ATTEMPTS, after=WINDOW)
    with migrated.transaction() as session:
        forget_attempts(session, b"l" * 32)
    attempts(MAX_ATTEMPTS, after=WINDOW)


def test_a_row_of_tickets_that_nobody_fetched_is_cleaned_up(migrated: Database, vault: Vault) -> None:
    document = keep(migrated, vault, serialize(signed(diploma(), generate(), at=NOW)))
    token = shared(migrated, vault, document)
    key = links.presentation_key(token)
    with migrated.transaction() as session:
        old = opening.look_by_ticket(session, token, key, at=NOW)
        opening.look_by_ticket(session, token, key, at=NOW + timedelta(minutes=16))
        with pytest.raises(UnknownLinkError):
            opening.fetch(session, old, at=NOW)


def test_the_newest_trust_list_version_is_remembered_and_never_goes_back(migrated: Database) -> None:
    seen = DatabaseSeenVersions(migrated)
    assert seen.newest("https://x.example/list") is None
    for version in (3, 5, 4):
        seen.remember("https://x.example/list", version)
    assert seen.newest("https://x.example/list") == 5


def test_a_document_is_kept_with_its_label_and_opened_as_it_was(migrated: Database, vault: Vault) -> None:
    document = signed(diploma(), generate(), at=NOW)
    verdict = MemoryChecker().check(document, presented_by="did:key:z", at=NOW)
    with migrated.transaction() as session:
        kept = shelf.keep(
            session,
            vault,
            Credential.from_document(document),
            original=b" " + serialize(document),
            verdict=verdict,
            origin=Origin.UPLOAD,
            at=NOW,
        )
    with migrated.reading() as session:
        held = shelf.open_document(session, vault, kept.document_id)
    assert held.original == b" " + serialize(document)
    assert held.document == document
    assert (held.entry.card.origin, held.entry.verdict) == ("upload", verdict)
