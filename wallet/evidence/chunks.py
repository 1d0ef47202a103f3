"""A file at rest: sealed in chunks, so that it can be read piece by piece and no piece can be missed.

Each chunk is sealed by `keys.sealing` (AES-256-GCM) under the key of its file, in a context that names
wallet, file, its number and whether it is the last. So chunks can't change places or files, and a file that
was cut off does not open (the idea of STREAM, https://eprint.iacr.org/2015/189).
"""

from collections.abc import Iterable, Iterator

from keys import sealing
from keys.errors import SealError

# Small enough to hold several at once, large enough that 29 bytes of seal per chunk are nothing.
CHUNK_BYTES = 256 * 1024
_SEALED_BYTES = CHUNK_BYTES + len(sealing.seal(bytes(sealing.KEY_BYTES), b"", context=""))


def seal_chunks(content: bytes, *, key: bytes, place: str) -> Iterator[bytes]:
    """Yield the sealed chunks of a file; an empty one has one empty chunk."""
    starts = range(0, max(len(content), 1), CHUNK_BYTES)
    for number, start in enumerate(starts):
        is_last = start + CHUNK_BYTES >= len(content)
        yield sealing.seal(
            key, content[start : start + CHUNK_BYTES], context=_context(place, number, is_last=is_last)
        )


def open_chunks(pieces: Iterable[bytes], *, key: bytes, place: str) -> Iterator[bytes]:
    """Yield the content of a sealed file, chunk by chunk; `pieces` may be cut anywhere.

    Raises `SealError("seal.broken")` at the first chunk that was changed, moved or lost.
    """
    number = 0
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) > _SEALED_BYTES:  # so there is one after it
            sealed = bytes(waiting[:_SEALED_BYTES])
            del waiting[:_SEALED_BYTES]
            yield sealing.unseal(key, sealed, context=_context(place, number, is_last=False))
            number += 1
    if not waiting:
        raise SealError("seal.broken", detail="no last chunk")
    yield sealing.unseal(key, bytes(waiting), context=_context(place, number, is_last=True))


def _context(place: str, number: int, *, is_last: bool) -> str:
    return "|".join((place, str(number), "last" if is_last else "more"))
