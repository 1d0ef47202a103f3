"""What the engine needs from outside, as protocols: the network and the disk stay with whoever calls it."""

from datetime import datetime
from typing import Protocol

from verifier.fetched_list import FetchedStatusList


class StatusListSource(Protocol):
    """Whoever can get a status list credential. The engine judges it; the source only brings it."""

    def status_list(self, url: str, *, at: datetime) -> FetchedStatusList:
        """Return the list published at an address.

        When it can't be had now: the last one at hand, with `current` false, or else `FetchError`.
        """
        ...


class SeenVersions(Protocol):
    """A memory of the newest version of each trust list, so that an older one is never taken again."""

    def newest(self, url: str) -> int | None:
        """Return the highest version that was ever accepted from an address."""
        ...

    def remember(self, url: str, version: int) -> None:
        """Keep a version that was accepted now; a lower one than before changes nothing."""
        ...
