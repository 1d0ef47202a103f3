"""A temporary file that only its own request can read."""

import io
import random
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest

from keys.errors import SealError
from wallet import sealed_spool
from wallet.sealed_spool import CHUNK_BYTES, SealedSpool

CONTENT = random.Random(1).randbytes(2 * CHUNK_BYTES + 12_345)


@contextmanager
def filled(content: bytes = CONTENT) -> Iterator[SealedSpool]:
    with closing(SealedSpool()) as spool:
        for start in range(0, len(content), 60_000):
            spool.write(content[start : start + 60_000])
        spool.seek(0)
        yield spool


@pytest.mark.parametrize(
    "content",
    [b"", b"x", CONTENT[:CHUNK_BYTES], CONTENT[: CHUNK_BYTES + 1], CONTENT],
    ids=["nothing", "a byte", "one chunk", "one byte more", "several"],
)
def test_what_was_written_is_read(content: bytes) -> None:
    with filled(content) as spool:
        assert spool.read() == content
        assert spool.read(10) == b""
        assert spool.seek(0, io.SEEK_END) == len(content)


def test_any_place_is_read_as_it_would_be_in_memory() -> None:
    plain, chosen = io.BytesIO(CONTENT), random.Random(2)
    with filled() as spool:
        for _ in range(50):
            place, size = chosen.randrange(len(CONTENT) + 10), chosen.randrange(2 * CHUNK_BYTES)
            spool.seek(place)
            plain.seek(place)
            assert spool.read(size) == plain.read(size)
            assert spool.tell() == max(place, plain.tell())


def test_nothing_readable_reaches_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    beneath: list[Any] = []
    real = tempfile.SpooledTemporaryFile
    monkeypatch.setattr(sealed_spool, "_MEMORY_BYTES", 1)

    def caught(**options: Any) -> Any:
        beneath.append(real(**options))
        return beneath[-1]

    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", caught)
    canary = b"mijn naam is Samira " * 50_000
    with filled(canary) as spool:
        beneath[0].seek(0)
        on_disk = beneath[0].read()
        assert len(on_disk) >= CHUNK_BYTES
        assert b"Samira" not in on_disk
        beneath[0].seek(100)
        beneath[0].write(b"\0\0\0\0")
        with pytest.raises(SealError):
            spool.read()


def test_it_is_written_from_start_to_end() -> None:
    with filled() as spool:
        with pytest.raises(io.UnsupportedOperation):
            spool.write(b"x")
        with pytest.raises(ValueError, match="start"):
            spool.seek(-1)
