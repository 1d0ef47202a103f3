"""Row identifiers: UUID version 7 (RFC 9562, section 5.7), which sort in the order in which they were made.

They name rows and nothing else. They are guessable enough that no link or code may be one: those
come from `secrets`.
"""

import secrets
import threading
import time
import uuid

_COUNTER_BITS = 12
_RANDOM_BITS = 62


class RowIds:
    """Makes UUIDv7 values that strictly increase within the process, also when the clock steps back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self, *, unix_ms: int) -> uuid.UUID:
        """Return the next identifier for a moment in milliseconds since 1970.

        The twelve bits after the version hold a counter that starts at a random point in its lower
        half (section 6.2, method 1); when it runs over, the identifier borrows the next millisecond.
        """
        with self._lock:
            fresh = unix_ms << _COUNTER_BITS | secrets.randbits(_COUNTER_BITS - 1)
            self._last = max(fresh, self._last + 1)
            prefix = self._last
        timestamp, counter = prefix >> _COUNTER_BITS, prefix & (1 << _COUNTER_BITS) - 1
        return uuid.UUID(
            int=timestamp << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | secrets.randbits(_RANDOM_BITS)
        )


_row_ids = RowIds()


def new_row_id() -> str:
    """Return a new row identifier as 36 characters, such as `019a8b2e-0c3d-7a41-9f00-1c2d3e4f5a6b`."""
    return str(_row_ids.next(unix_ms=time.time_ns() // 1_000_000))
