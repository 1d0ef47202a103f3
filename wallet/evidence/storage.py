"""Where sealed files lie: a store of bytes by random key. It is told nothing of what, of whom, or how named.

A folder by default, or S3-compatible storage (`wallet.evidence.object_storage`). Both keep the same promises:
what was put is there whole or not at all, and deleting is for good and may be repeated.
"""

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from wallet.errors import StorageError

_KEY = re.compile(r"[0-9a-f]{32}")
_READ_BYTES = 1024 * 1024
_DRAFT_ENDING = ".part"


@dataclass(frozen=True, slots=True)
class Stored:
    """A key in a store, and when its bytes were written."""

    key: str
    written_at: datetime


class Storage(Protocol):
    """A store of sealed files."""

    def put(self, key: str, pieces: Iterable[bytes]) -> None:
        """Write the pieces one after the other. Raises `StorageError("storage.unavailable")`."""

    def get(self, key: str) -> Iterator[bytes]:
        """Yield the bytes in pieces.

        Raises `StorageError` when the first piece is asked for: `storage.missing`, `storage.unavailable`.
        """

    def delete(self, key: str) -> None:
        """Delete the bytes, if they are there. Raises `StorageError("storage.unavailable")`."""

    def list(self) -> Iterator[Stored]:
        """Yield all keys, in no order. Raises `StorageError("storage.unavailable")`."""


def new_key() -> str:
    """Return a random key of 128 bits: it says nothing, and nobody can guess it."""
    return secrets.token_hex(16)


def is_key(name: str) -> bool:
    """Say whether a name is one that `new_key` makes."""
    return _KEY.fullmatch(name) is not None


def checked(key: str) -> str:
    """Return the key. Raises `ValueError` for what `new_key` never makes: a mistake of the program."""
    if not is_key(key):
        raise ValueError("not a key of this store")
    return key


def open_storage(url: str, folder: Path) -> Storage:
    """Return the store of an address, or without one a folder. Contacts nobody and makes nothing yet.

    Raises `ModuleNotFoundError` when an address needs the optional package `vakbewijs[s3]`.
    """
    if not url:
        return FolderStorage(folder)
    from wallet.evidence.object_storage import storage_at

    return storage_at(url)


class FolderStorage:
    """Files in a folder that only this user may read (0700, 0600)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, key: str, pieces: Iterable[bytes]) -> None:
        """Write beside the place, to the disk, and only then put it there."""
        path = self._path(key)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}{_DRAFT_ENDING}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                    file.writelines(pieces)
                    file.flush()
                    os.fsync(file.fileno())
                draft.replace(path)
                _sync_folder(path.parent)
            finally:
                draft.unlink(missing_ok=True)
        except OSError as error:
            raise StorageError("storage.unavailable", detail=error.strerror or "") from error

    def get(self, key: str) -> Iterator[bytes]:
        """Read the file as it is asked for."""
        try:
            with self._path(key).open("rb") as file:
                while piece := file.read(_READ_BYTES):
                    yield piece
        except FileNotFoundError as error:
            raise StorageError("storage.missing") from error
        except OSError as error:
            raise StorageError("storage.unavailable", detail=error.strerror or "") from error

    def delete(self, key: str) -> None:
        """Remove the file, and what an interrupted `put` left of it, from the disk."""
        path = self._path(key)
        try:
            for left in (path, *path.parent.glob(f"{key}.*{_DRAFT_ENDING}")):
                left.unlink(missing_ok=True)
            if path.parent.is_dir():
                _sync_folder(path.parent)
        except OSError as error:
            raise StorageError("storage.unavailable", detail=error.strerror or "") from error

    def list(self) -> Iterator[Stored]:
        """Yield what is there, also what an interrupted `put` left."""
        try:
            for path in self._folder.glob("??/*"):
                key = path.name.partition(".")[0]
                if is_key(key):
                    yield Stored(key, datetime.fromtimestamp(path.stat().st_mtime, UTC))
        except OSError as error:
            raise StorageError("storage.unavailable", detail=error.strerror or "") from error

    def _path(self, key: str) -> Path:
        return self._folder / checked(key)[:2] / key


def _sync_folder(folder: Path) -> None:
    """Write to the disk which names a folder holds."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
