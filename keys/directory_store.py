"""A key store in a directory: one file for each key, sealed; fit for a small installation and for backups.

    store.json               how the store opens, and a sealed check that it opened
    <owner>/<key id>.json    one record: public members in plain text, private bytes sealed

The private bytes are sealed with all public members of the record as context. So two files that change
places, a record given to another owner, or a state turned back to active by hand no longer open. (Putting
an OLD copy of a file back can't be seen: keep the directory's history out of an attacker's reach.)

When private bytes are erased the old file's blocks are overwritten too; what a medium keeps of them all the
same is sealed.
"""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from keys.errors import KeyStoreError
from keys.files import write_whole
from keys.key_store import KeyId, KeyRecord, KeyState, MethodName, new_record, refuse_published
from keys.key_types import KeyType
from keys.record_files import open_store, read_record, sealed_store, write_record
from keys.sealing import PassphraseCost
from keys.signer import PrivateKey, PrivateKeySigner, Signer, generate
from keys.unlocking import Unlock

_STORE_FILE = "store.json"
_LOCK_FILE = "store.lock"
_KEY_ID = re.compile(r"z[1-9A-HJ-NP-Za-km-z]{40,90}", re.ASCII)


class DirectoryKeyStore:
    """An encrypted directory of keys; safe to share between threads and processes of one machine."""

    def __init__(self, path: Path, *, unlock: Unlock, cost: PassphraseCost | None = None) -> None:
        """Open the store at `path`, making it when it is not there.

        `cost` is used only when a new store is made with a passphrase; an existing one says its own.

        Raises `KeyStoreError`: `keystore.wrong_passphrase`, `keystore.wrong_key_file`,
        `keystore.other_unlock`, `keystore.damaged`, `keystore.no_key_file`.
        """
        self._path = path
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        store_file = path / _STORE_FILE
        with self._locked():
            if not store_file.exists():
                write_whole(store_file, sealed_store(unlock, cost or PassphraseCost.interactive()))
        self._key = open_store(_read_file(store_file), unlock)

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
        """Return an owner's keys, oldest first; each is opened, so that a changed record is noticed."""
        found = (
            self._load(owner, KeyId(file.stem))[0]
            for file in self._folder(owner).glob("*.json")
            if _KEY_ID.fullmatch(file.stem)
        )
        return tuple(sorted(found, key=lambda record: (record.created, record.key_id)))

    def signer(self, owner: str, key_id: KeyId) -> Signer:
        """Return a signer over an active key; the private key stays in memory as long as the signer."""
        record, secret = self._load(owner, key_id)
        if record.state is not KeyState.ACTIVE:
            raise KeyStoreError("keystore.not_active", detail=f"{key_id} is {record.state}")
        private_key = PrivateKey(record.public_key.key_type, secret)
        if private_key.public_key != record.public_key:
            raise KeyStoreError("keystore.damaged", detail=f"{key_id}: the halves do not belong together")
        return PrivateKeySigner(private_key, record.verification_method)

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
        file = self._file(owner, record.key_id)
        with self._locked():
            if file.exists():
                raise KeyStoreError("keystore.exists", detail=record.key_id)
            file.parent.mkdir(exist_ok=True, mode=0o700)
            write_whole(file, write_record(record, private_key.secret, self._key))
        return record

    def _move(self, owner: str, key_id: KeyId, state: KeyState, at: datetime) -> KeyRecord:
        with self._locked():
            record, _ = self._load(owner, key_id)
            moved = record.moved_to(state, at=at)
            write_whole(self._file(owner, key_id), write_record(moved, b"", self._key), erase_old=True)
        return moved

    def _load(self, owner: str, key_id: KeyId) -> tuple[KeyRecord, bytes]:
        file = self._file(owner, key_id)
        if not file.exists():
            raise KeyStoreError("keystore.unknown_key", detail=f"{key_id} of {owner}")
        record, secret = read_record(_read_file(file), self._key)
        # The seal covers what stands in the file; that it stands in its place is said here.
        if (record.owner, record.key_id) != (owner, key_id):
            raise KeyStoreError("keystore.damaged", detail=f"{file.name} holds {record.key_id}")
        return record, secret

    def _folder(self, owner: str) -> Path:
        return self._path / sha256(owner.encode()).hexdigest()[:32]

    def _file(self, owner: str, key_id: KeyId) -> Path:
        if not _KEY_ID.fullmatch(key_id):
            raise KeyStoreError("keystore.unknown_key", detail=f"{key_id[:100]!r} is not a key id")
        return self._folder(owner) / f"{key_id}.json"

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Let one thread of one process at a time change the directory."""
        descriptor = os.open(self._path / _LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def _read_file(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise KeyStoreError("keystore.damaged", detail=f"{file}: {error.strerror}") from error
