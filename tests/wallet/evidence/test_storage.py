"""Every store keeps the same promises; one contract for all of them."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import obstore
import pytest
from obstore.store import MemoryStore

from wallet.errors import StorageError
from wallet.evidence.object_storage import ObjectStorage
from wallet.evidence.storage import FolderStorage, Storage, new_key, open_storage


@pytest.fixture(params=["folder", "objects in memory", "objects in a folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "folder":
        return FolderStorage(tmp_path / "files")
    if request.param == "objects in memory":
        return ObjectStorage(MemoryStore())
    (tmp_path / "bucket").mkdir()
    return open_storage(f"file://{tmp_path}/bucket", tmp_path)


def test_what_was_put_comes_back_and_is_listed(store: Storage) -> None:
    keys = [new_key() for _ in range(3)]
    for key in keys:
        store.put(key, [key.encode(), b"", b"more" * 1000])
    for key in keys:
        assert b"".join(store.get(key)) == key.encode() + b"more" * 1000
    listed = list(store.list())
    assert {each.key for each in listed} == set(keys)
    assert all(abs(datetime.now(UTC) - each.written_at) < timedelta(minutes=5) for each in listed)


def test_what_was_deleted_is_gone_and_deleting_may_be_repeated(store: Storage) -> None:
    key, other = new_key(), new_key()
    store.put(key, [b"x"])
    store.put(other, [b"y"])
    store.delete(key)
    store.delete(key)
    with pytest.raises(StorageError, match=r"storage\.missing"):
        b"".join(store.get(key))
    assert [each.key for each in store.list()] == [other]


def test_an_empty_store_lists_nothing_and_misses_everything(store: Storage) -> None:
    assert list(store.list()) == []
    store.delete(new_key())
    with pytest.raises(StorageError, match=r"storage\.missing"):
        next(iter(store.get(new_key())))


def test_what_others_keep_in_the_same_bucket_is_not_ours() -> None:
    bucket, key = MemoryStore(), new_key()
    obstore.put(bucket, "backup/2026.tar", b"x")
    obstore.put(bucket, f"folder/{new_key()}", b"x")
    store = ObjectStorage(bucket)
    store.put(key, [b"x"])
    assert [each.key for each in store.list()] == [key]


@pytest.mark.parametrize(
    "key", ["../../etc/passwd", "", "A" * 32, "0" * 31, "0" * 32 + "\n", "x/" + "0" * 30]
)
def test_a_key_that_we_never_make_reaches_no_disk(store: Storage, key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        store.put(key, [b"x"])
    with pytest.raises(ValueError, match="not a key"):
        next(iter(store.get(key)))
    with pytest.raises(ValueError, match="not a key"):
        store.delete(key)


def test_only_this_user_may_read_the_folder(tmp_path: Path) -> None:
    FolderStorage(tmp_path / "files").put(new_key(), [b"x"])
    for path in (tmp_path / "files").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_an_interrupted_write_leaves_nothing_under_the_key(tmp_path: Path) -> None:
    store, key = FolderStorage(tmp_path / "files"), new_key()

    def pieces() -> list[bytes]:
        raise OSError(28, "No space left on device")

    class Full:
        def __iter__(self) -> object:
            return iter(pieces())

    with pytest.raises(StorageError, match=r"storage\.unavailable"):
        store.put(key, Full())  # type: ignore[arg-type]
    assert list(store.list()) == []


def test_what_a_killed_write_left_is_listed_and_deleted(tmp_path: Path) -> None:
    store, key = FolderStorage(tmp_path / "files"), new_key()
    left = tmp_path / "files" / key[:2] / f"{key}.0badcafe.part"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    assert [each.key for each in store.list()] == [key]
    store.delete(key)
    assert not left.exists()


def test_a_disk_that_does_not_answer_is_said(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file, where a folder should be")
    with pytest.raises(StorageError, match=r"storage\.unavailable"):
        FolderStorage(tmp_path / "files").put(new_key(), [b"x"])
