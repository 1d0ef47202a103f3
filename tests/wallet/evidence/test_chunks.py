"""Sealed in chunks: nothing can be changed, moved, left out or added."""

import pytest

from keys import sealing
from keys.errors import SealError
from wallet.evidence.chunks import CHUNK_BYTES, open_chunks, seal_chunks

KEY = sealing.new_key()
SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES]


def opened(pieces: list[bytes], *, key: bytes = KEY, place: str = "w|f") -> bytes:
    return b"".join(open_chunks(pieces, key=key, place=place))


def content(size: int) -> bytes:
    return bytes(index % 251 for index in range(size))


@pytest.mark.parametrize("size", SIZES)
def test_a_file_comes_back_however_the_store_cuts_it(size: int) -> None:
    sealed = b"".join(seal_chunks(content(size), key=KEY, place="w|f"))
    for step in (1000, CHUNK_BYTES, len(sealed)):
        pieces = [sealed[at : at + step] for at in range(0, len(sealed), step)]
        assert opened(pieces) == content(size)


def test_every_change_is_noticed() -> None:
    chunks = list(seal_chunks(content(3 * CHUNK_BYTES), key=KEY, place="w|f"))
    others = list(seal_chunks(content(3 * CHUNK_BYTES), key=KEY, place="w|g"))
    wrong = {
        "cut off after a chunk": chunks[:2],
        "cut off inside": [*chunks[:2], chunks[2][:-1]],
        "one left out": [chunks[0], chunks[2]],
        "two changed places": [chunks[1], chunks[0], chunks[2]],
        "one twice": [chunks[0], *chunks],
        "one of another file": [chunks[0], others[1], chunks[2]],
        "something behind it": [*chunks, b"x"],
        "nothing": [],
        "one bit": [chunks[0], bytes([*chunks[1][:50], chunks[1][50] ^ 1, *chunks[1][51:]]), chunks[2]],
    }
    for name, pieces in wrong.items():
        try:
            opened(pieces)
        except SealError:
            continue
        pytest.fail(name)
    with pytest.raises(SealError):
        opened(chunks, place="v|f")
    with pytest.raises(SealError):
        opened(chunks, key=sealing.new_key())
