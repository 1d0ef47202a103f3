"""Sealed files in S3-compatible storage, or in that of another cloud, by obstore.

An optional package: `pip install "vakbewijs[s3]"`. Keys and region come from the environment in the way of
the provider (`AWS_ACCESS_KEY_ID`, ...), never from our settings.
"""

from collections.abc import Iterable, Iterator

import obstore
from obstore.exceptions import BaseError
from obstore.store import ObjectStore, from_url

from wallet.errors import StorageError
from wallet.evidence.storage import Storage, Stored, checked, is_key


class ObjectStorage:
    """Files as objects of a bucket."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    def put(self, key: str, pieces: Iterable[bytes]) -> None:
        """Send the pieces; an object appears when all of it has arrived."""
        try:
            obstore.put(self._store, checked(key), b"".join(pieces))
        except (BaseError, OSError) as error:
            raise StorageError("storage.unavailable", detail=type(error).__name__) from error

    def get(self, key: str) -> Iterator[bytes]:
        """Fetch the object as it is asked for."""
        try:
            for piece in obstore.get(self._store, checked(key)).stream():
                yield bytes(piece)
        except FileNotFoundError as error:
            raise StorageError("storage.missing") from error
        except (BaseError, OSError) as error:
            raise StorageError("storage.unavailable", detail=type(error).__name__) from error

    def delete(self, key: str) -> None:
        """Delete the object, if it is there."""
        try:
            obstore.delete(self._store, checked(key))
        except FileNotFoundError:
            return
        except (BaseError, OSError) as error:
            raise StorageError("storage.unavailable", detail=type(error).__name__) from error

    def list(self) -> Iterator[Stored]:
        """Yield what is there of us, page by page; a bucket may hold what others keep."""
        try:
            for page in obstore.list(self._store):
                for each in filter(lambda found: is_key(found["path"]), page):
                    yield Stored(each["path"], each["last_modified"])
        except (BaseError, OSError) as error:
            raise StorageError("storage.unavailable", detail=type(error).__name__) from error


def storage_at(url: str) -> Storage:
    """Return the store of an address such as `s3://bucket/folder`. Opens it; contacts nobody yet."""
    return ObjectStorage(from_url(url))
