"""Where private keys live: the protocol, and what every store promises.

A key has one owner (an institution, a register keeper) and a state that only ever moves forward:

    active -> verify-only -> destroyed          the private half is gone from verify-only on
    active -> compromised -> destroyed          proofs by it need other evidence of when they were made

`keys.directory_store` keeps records in an encrypted directory; `InMemoryKeyStore` here is for tests and
short-lived tools. Both pass the same contract tests, and so must a store over an HSM.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import NewType, Protocol

from keys.algorithms import PublicKey, is_published_key
from keys.errors import KeyStoreError
from keys.key_types import KeyType
from keys.signer import PrivateKey, PrivateKeySigner, Signer, generate

KeyId = NewType("KeyId", str)

# The name of a key's verification method, or how to make it from the key (a did:key is named by its key).
MethodName = str | Callable[[PublicKey], str]


class KeyState(StrEnum):
    """What a key may still be used for."""

    ACTIVE = "active"  # signs and verifies
    VERIFY_ONLY = "verify-only"  # retired: published for what it signed; private half destroyed
    COMPROMISED = "compromised"  # published as revoked; private half destroyed
    DESTROYED = "destroyed"  # no longer published


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRecord:
    """What is public about a key. Its id is the Multikey text of the public half."""

    owner: str
    key_id: KeyId
    public_key: PublicKey
    verification_method: str
    state: KeyState
    created: datetime
    retired: datetime | None = None
    compromised: datetime | None = None
    destroyed: datetime | None = None

    def moved_to(self, state: KeyState, *, at: datetime) -> "KeyRecord":
        """Return the record in a later state.

        Raises `KeyStoreError("keystore.wrong_state")` for a step that is not in the picture above.
        """
        if state not in _NEXT_STATES[self.state]:
            raise KeyStoreError("keystore.wrong_state", detail=f"{self.key_id}: {self.state} to {state}")
        moment = _whole_seconds(at)
        match state:
            case KeyState.VERIFY_ONLY:
                return replace(self, state=state, retired=moment)
            case KeyState.COMPROMISED:
                return replace(self, state=state, compromised=moment)
            case _:
                return replace(self, state=state, destroyed=moment)


_NEXT_STATES: dict[KeyState, frozenset[KeyState]] = {
    KeyState.ACTIVE: frozenset({KeyState.VERIFY_ONLY, KeyState.COMPROMISED, KeyState.DESTROYED}),
    # A retired key can turn out to have been stolen before it was destroyed.
    KeyState.VERIFY_ONLY: frozenset({KeyState.COMPROMISED, KeyState.DESTROYED}),
    KeyState.COMPROMISED: frozenset({KeyState.DESTROYED}),
    KeyState.DESTROYED: frozenset(),
}


class KeyStore(Protocol):
    """A store of private keys, by owner. Instants are given by the caller, aware and in UTC."""

    def create(
        self, owner: str, key_type: KeyType, *, verification_method: MethodName, at: datetime
    ) -> KeyRecord:
        """Make a new active key."""
        ...

    def import_key(
        self, owner: str, private_key: PrivateKey, *, verification_method: MethodName, at: datetime
    ) -> KeyRecord:
        """Take over an existing private key as an active one.

        Raises `KeyStoreError`: `keystore.published_key`, `keystore.exists`.
        """
        ...

    def records(self, owner: str) -> tuple[KeyRecord, ...]:
        """Return an owner's keys, oldest first, in every state."""
        ...

    def signer(self, owner: str, key_id: KeyId) -> Signer:
        """Return a signer over an active key.

        Raises `KeyStoreError`: `keystore.unknown_key`, `keystore.not_active`, `keystore.damaged`.
        """
        ...

    def retire(self, owner: str, key_id: KeyId, *, at: datetime) -> KeyRecord:
        """Erase the private half; what the key signed stays valid."""
        ...

    def compromise(self, owner: str, key_id: KeyId, *, at: datetime) -> KeyRecord:
        """Erase the private half and record since when the key can't be trusted."""
        ...

    def destroy(self, owner: str, key_id: KeyId, *, at: datetime) -> KeyRecord:
        """Erase the private half and take the key out of publication; the record remains."""
        ...


def new_record(owner: str, public_key: PublicKey, verification_method: MethodName, at: datetime) -> KeyRecord:
    """Return the record of a new active key."""
    name = verification_method if isinstance(verification_method, str) else verification_method(public_key)
    return KeyRecord(
        owner=owner,
        key_id=KeyId(public_key.to_multikey()),
        public_key=public_key,
        verification_method=name,
        state=KeyState.ACTIVE,
        created=_whole_seconds(at),
    )


def _whole_seconds(at: datetime) -> datetime:
    """Return the instant as records and documents write it."""
    return at.astimezone(UTC).replace(microsecond=0)


def refuse_published(private_key: PrivateKey) -> None:
    """Raise `KeyStoreError("keystore.published_key")` for a key from a specification."""
    if is_published_key(private_key.public_key):
        raise KeyStoreError("keystore.published_key", detail=private_key.public_key.to_multikey())


class InMemoryKeyStore:
    """A key store that forgets everything at the end of the program; safe to share between threads."""

    def __init__(self) -> None:
        self._records: dict[tuple[str, KeyId], KeyRecord] = {}
        self._secrets: dict[tuple[str, KeyId], PrivateKey] = {}
        self._lock = threading.Lock()

    def create(
        self, owner: str, key_type: KeyType, *, verification_method: MethodName, at: datetime
    ) -> KeyRecord:
        """Make a new active key."""
        return self._add(owner, generate(key_type), verification_method, at)

    def import_key(
        self, owner: str, private_key: PrivateKey, *, verification_method: MethodName, at: datetime
    ) -> KeyRecord:
        """Take over an existing private key as an active one."""
        refuse_published(private_key)
        return self._add(owner, private_key, verification_method, at)

    def records(self, owner: str) -> tuple[KeyRecord, ...]:
        """Return an owner's keys, oldest first."""
        with self._lock:
            owned = (record for record in self._records.values() if record.owner == owner)
            return tuple(sorted(owned, key=lambda record: (record.created, record.key_id)))

    def signer(self, owner: str, key_id: KeyId) -> Signer:
        """Return a signer over an active key."""
        with self._lock:
            record = self._record(owner, key_id)
            if record.state is not KeyState.ACTIVE:
                raise KeyStoreError("keystore.not_active", detail=f"{key_id} is {record.state}")
            return PrivateKeySigner(self._secrets[owner, key_id], record.verification_method)

    def retire(self, owner: str, key_id: KeyId, *, at: datetime) -> KeyRecord:
        """Erase the private half; what the key signed stays valid."""
        return self._move(owner, key_id, KeyState.VERIFY_ONLY, at)

    def compromise(self, owner: str, key_id: KeyId, *, at: datetime) -> KeyRecord:
        """Erase the private half and record since when the key can't be trusted."""
        return self._move(owner, key_id, KeyState.COMPROMISED, at)

    def destroy(self, owner: str, key_id: KeyId, *, at: datetime) -> KeyRecord:
        """Erase the private half and take the key out of publication."""
        return self._move(owner, key_id, KeyState.DESTROYED, at)

    def _add(self, owner: str, private_key: PrivateKey, name: MethodName, at: datetime) -> KeyRecord:
        record = new_record(owner, private_key.public_key, name, at)
        with self._lock:
            if (owner, record.key_id) in self._records:
                raise KeyStoreError("keystore.exists", detail=record.key_id)
            self._records[owner, record.key_id] = record
            self._secrets[owner, record.key_id] = private_key
        return record

    def _move(self, owner: str, key_id: KeyId, state: KeyState, at: datetime) -> KeyRecord:
        with self._lock:
            record = self._record(owner, key_id).moved_to(state, at=at)
            self._records[owner, key_id] = record
            self._secrets.pop((owner, key_id), None)
        return record

    def _record(self, owner: str, key_id: KeyId) -> KeyRecord:
        record = self._records.get((owner, key_id))
        if record is None:
            raise KeyStoreError("keystore.unknown_key", detail=f"{key_id} of {owner}")
        return record
