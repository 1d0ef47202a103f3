"""How long one submission may keep us waiting for other people's servers, all together.

Each fetch has a deadline of its own (`web.outbound`), but a selection of twenty certificates can name forty
hosts that are slow on purpose. Once the time is spent nothing more is fetched: what still needed that could
not be checked. What is kept already is used as ever.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta

from schemas.errors import FetchError
from verifier.links import Answer, Client

# Longer than an honest selection takes over a slow network; shorter than people and proxies wait.
FETCHING_WITHIN = timedelta(seconds=15)

_spent: ContextVar[Callable[[], bool]] = ContextVar("spent", default=lambda: False)


@contextmanager
def fetch_budget(
    within: timedelta = FETCHING_WITHIN, *, monotonic: Callable[[], float] = time.monotonic
) -> Iterator[None]:
    """Let what is fetched inside, by a `WithinBudget`, begin within this time from now."""
    ends = monotonic() + within.total_seconds()
    token = _spent.set(lambda: monotonic() >= ends)
    try:
        yield
    finally:
        _spent.reset(token)


@dataclass(frozen=True, slots=True)
class WithinBudget:
    """A way to the network that stops where the budget does; without one it is the client that it holds."""

    client: Client

    def get(self, url: str, *, accept: str, max_bytes: int) -> bytes:
        """Return the body of a 200 answer, or raise `FetchError`: `fetch.budget_spent` when time is up."""
        if _spent.get()():
            raise FetchError("fetch.budget_spent", detail=url)
        return self.client.get(url, accept=accept, max_bytes=max_bytes)

    def post(self, url: str, body: bytes, *, content_type: str, accept: str, max_bytes: int) -> Answer:
        """Return the answer, or raise `FetchError` likewise."""
        if _spent.get()():
            raise FetchError("fetch.budget_spent", detail=url)
        return self.client.post(url, body, content_type=content_type, accept=accept, max_bytes=max_bytes)
