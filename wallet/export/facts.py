"""What it takes to verify documents without a network: everything that judging them fetches, as it is now.

A fresh engine judges every document over a client that writes down what it got, so that the snapshot holds
what the engine asks for, neither more nor less.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from schemas.documents import JsonObject
from schemas.errors import FetchError
from wallet.checking import Checker
from web.outbound import DEFAULT_MAX_BYTES


class Client(Protocol):
    """The way to the network."""

    def get(self, url: str, *, accept: str = ..., max_bytes: int = ...) -> bytes:
        """Return the body of a 200 answer, or raise `FetchError`."""
        ...


@dataclass(frozen=True, slots=True)
class Facts:
    """The answers by address, byte for byte, and the addresses that gave none."""

    pages: dict[str, bytes] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)


class FactSource(Protocol):
    """Whoever can fetch what is needed to verify documents."""

    def gather(self, documents: Iterable[JsonObject], *, presented_by: str, at: datetime) -> Facts:
        """Return what judging the documents now asks for; never raises for a document or an address."""
        ...


@dataclass(frozen=True, slots=True)
class RecordingClient:
    """A client that writes down what it got. Made for one export."""

    client: Client
    facts: Facts

    def get(self, url: str, *, accept: str = "application/json", max_bytes: int = DEFAULT_MAX_BYTES) -> bytes:
        """Fetch, and write down the answer or the code of the failure."""
        try:
            content = self.client.get(url, accept=accept, max_bytes=max_bytes)
        except FetchError as error:
            self.facts.missing[url] = error.code
            raise
        self.facts.pages[url] = content
        self.facts.missing.pop(url, None)
        return content


@dataclass(frozen=True, slots=True)
class EngineFacts:
    """Gathers with an engine of its own, whose caches are empty."""

    client: Client
    checker_over: Callable[[Client], Checker]

    def gather(self, documents: Iterable[JsonObject], *, presented_by: str, at: datetime) -> Facts:
        """Judge every document anew, and return what that took."""
        facts = Facts()
        checker = self.checker_over(RecordingClient(self.client, facts))
        for document in documents:
            checker.check(document, presented_by=presented_by, at=at)
        return facts
