"""Status lists as they are kept: asked for seldom, never kept too long, never more than some."""

from datetime import timedelta

import pytest

from schemas.documents import JsonValue, serialize
from schemas.errors import FetchError
from tests.ecosystem import NOW
from tests.parties import Clock, Network
from verifier.sources import MAX_STATUS_LISTS, STATUS_LIST_TTL, CachedStatusLists

URL = "https://roc-voorbeeld.example/status/revocation-1"


class _Shelf:
    """One list on a network, and a cache in front of it."""

    def __init__(self, ttl: JsonValue = None) -> None:
        self.clock, self.network = Clock(), Network()
        self.publish("first", ttl)
        self.lists = CachedStatusLists(self.network, now=self.clock)

    def publish(self, name: str, ttl: JsonValue = None) -> None:
        subject = {} if ttl is None else {"ttl": ttl}
        self.network.pages[URL] = serialize({"name": name, "credentialSubject": subject})

    def name(self) -> JsonValue:
        return self.lists.status_list(URL, at=NOW).document["name"]


def test_a_list_is_used_again_until_it_is_five_minutes_old() -> None:
    shelf = _Shelf()
    assert shelf.name() == "first"
    shelf.publish("second")

    shelf.clock.passes(minutes=4, seconds=59)
    assert shelf.name() == "first"
    shelf.clock.passes(seconds=1)
    assert shelf.name() == "second"


def test_a_list_that_asks_to_be_read_sooner_is_read_sooner() -> None:
    shelf = _Shelf(ttl=60_000)
    shelf.name()
    shelf.publish("second")

    shelf.clock.passes(seconds=59)
    assert shelf.name() == "first"
    shelf.clock.passes(seconds=1)
    assert shelf.name() == "second"


@pytest.mark.parametrize("ttl", [86_400_000, 2**53 - 1, -1, "60000", True, None, [1]])
def test_a_list_can_not_ask_to_be_kept_longer(ttl: JsonValue) -> None:
    shelf = _Shelf(ttl)
    shelf.name()
    shelf.publish("second")

    shelf.clock.passes(seconds=STATUS_LIST_TTL.total_seconds())

    assert shelf.name() == "second"


def test_a_clock_that_goes_back_makes_nothing_last_longer() -> None:
    shelf = _Shelf()
    shelf.name()
    shelf.publish("second")

    shelf.clock.passes(days=-1)

    assert shelf.name() == "second"


def test_checking_again_now_asks_again_now() -> None:
    shelf = _Shelf()
    shelf.name()
    shelf.publish("second")

    shelf.lists.forget()

    assert shelf.name() == "second"


def test_a_list_out_of_reach_raises_and_is_asked_for_again() -> None:
    shelf = _Shelf()
    shelf.network.offline = True
    with pytest.raises(FetchError, match=r"fetch\.unreachable"):
        shelf.name()

    shelf.network.offline = False
    assert shelf.name() == "first"


@pytest.mark.parametrize("page", [b"<h1>Even geduld</h1>", b"[]", b"", b"\xff\xfe", b'{"a":1,"a":2}'])
def test_an_answer_that_is_no_document_is_an_answer_that_did_not_come(page: bytes) -> None:
    shelf = _Shelf()
    shelf.network.pages[URL] = page

    with pytest.raises(FetchError, match=r"status\.not_a_document"):
        shelf.name()


def test_nobody_can_fill_the_cache() -> None:
    shelf = _Shelf()
    for number in range(MAX_STATUS_LISTS + 10):
        shelf.network.pages[f"{URL}{number}"] = shelf.network.pages[URL]
        shelf.lists.status_list(f"{URL}{number}", at=NOW)
    asked = len(shelf.network.asked)

    shelf.lists.status_list(f"{URL}{MAX_STATUS_LISTS + 9}", at=NOW)
    assert len(shelf.network.asked) == asked
    shelf.lists.status_list(f"{URL}0", at=NOW)
    assert len(shelf.network.asked) == asked + 1


def test_a_shorter_time_can_be_chosen() -> None:
    shelf = _Shelf()
    shelf.lists = CachedStatusLists(shelf.network, now=shelf.clock, ttl=timedelta())
    shelf.name()
    shelf.publish("second")

    assert shelf.name() == "second"
