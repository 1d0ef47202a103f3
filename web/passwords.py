"""Passwords of people who sign in: Argon2id, and a rule that is about length alone (NIST SP 800-63B).

A wallet's passphrase, which also opens documents, is the wallet's own matter; this is for accounts
whose password only says who someone is.
"""

import unicodedata
from dataclasses import dataclass
from typing import Self

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

MINIMUM_CHARACTERS = 12
MAXIMUM_CHARACTERS = 256  # longer ones cost only us


@dataclass(frozen=True, slots=True)
class PasswordCost:
    """What one guess costs: memory, passes and lanes of Argon2id."""

    memory_kib: int
    passes: int
    lanes: int

    @classmethod
    def interactive(cls) -> Self:
        """RFC 9106, second recommended option: about 100 ms on a server."""
        return cls(memory_kib=64 * 1024, passes=3, lanes=4)

    @classmethod
    def for_tests(cls) -> Self:
        """Next to nothing; never for real accounts."""
        return cls(memory_kib=8, passes=1, lanes=1)


class Passwords:
    """Hashes and verifies passwords at one cost."""

    def __init__(self, cost: PasswordCost) -> None:
        self._hasher = PasswordHasher(
            time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes
        )
        self._nobody = self._hasher.hash("nobody has this password")

    def hash(self, password: str) -> str:
        """Return the hash to store, with its salt and cost inside. Raises `ValueError` above the maximum."""
        if len(password) > MAXIMUM_CHARACTERS:
            raise ValueError("password too long")
        return self._hasher.hash(_normalised(password))

    def verify(self, stored: str | None, password: str) -> bool:
        """Say whether the password is the stored one. Takes as long for an account that does not exist.

        Raises `InvalidHashError` for a stored value that is no hash: the table is damaged.
        """
        if len(password) > MAXIMUM_CHARACTERS:
            return False
        try:
            self._hasher.verify(stored or self._nobody, _normalised(password))
        except InvalidHashError:
            raise
        except (VerifyMismatchError, VerificationError):
            return False
        return stored is not None

    def is_outdated(self, stored: str) -> bool:
        """Say whether a hash was made at another cost and should be made again at the next sign-in."""
        return self._hasher.check_needs_rehash(stored)


def is_long_enough(password: str) -> bool:
    """Say whether a new password has the length that we ask; there are no other rules to remember."""
    return MINIMUM_CHARACTERS <= len(_normalised(password)) <= MAXIMUM_CHARACTERS


def _normalised(password: str) -> str:
    # The same keys give other code points on another keyboard.
    return unicodedata.normalize("NFKC", password)
