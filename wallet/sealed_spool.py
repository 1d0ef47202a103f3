"""A file for the time of one request that is readable by that request alone.

What fits stays in memory; more goes to a temporary file without a name, in chunks sealed under a key that is
nowhere else. It is written from start to end, and read anywhere. Whatever happens, nothing is left that
somebody could read: the key goes with the request, the file with its last handle.
"""

import io
import tempfile

from keys import sealing

CHUNK_BYTES = 256 * 1024
# Sealed bytes that stay in memory.
_MEMORY_BYTES = 4 * 1024 * 1024
_SEALED_BYTES = CHUNK_BYTES + len(sealing.seal(bytes(sealing.KEY_BYTES), b"", context=""))


class SealedSpool:
    """Append, then seek and read. Memory does not grow with the content."""

    def __init__(self) -> None:
        self._key = sealing.new_key()
        self._sealed = tempfile.SpooledTemporaryFile(max_size=_MEMORY_BYTES)  # noqa: SIM115  (closed by close)
        self._full_chunks = 0
        self._tail = bytearray()
        self._position = 0
        self._at_hand: tuple[int, bytes] = (-1, b"")

    def write(self, content: bytes) -> int:
        """Append. Raises `io.UnsupportedOperation` anywhere but at the end."""
        if self._position != self._size:
            raise io.UnsupportedOperation("written from start to end")
        self._tail += content
        while len(self._tail) >= CHUNK_BYTES:
            self._sealed.seek(0, io.SEEK_END)
            chunk = bytes(self._tail[:CHUNK_BYTES])
            self._sealed.write(sealing.seal(self._key, chunk, context=str(self._full_chunks)))
            self._full_chunks += 1
            del self._tail[:CHUNK_BYTES]
        self._position += len(content)
        return len(content)

    def read(self, size: int | None = -1) -> bytes:
        """Return as many bytes as were asked for, fewer only at the end."""
        left = self._size - self._position
        wanted = left if size is None or size < 0 else min(size, left)
        pieces = []
        while wanted > 0:
            number, start = divmod(self._position, CHUNK_BYTES)
            piece = self._chunk(number)[start : start + wanted]
            pieces.append(piece)
            self._position += len(piece)
            wanted -= len(piece)
        return b"".join(pieces)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place; beyond the end there is nothing to read. Raises `ValueError` before the start."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("before the start")
        self._position = base + offset
        return self._position

    def tell(self) -> int:
        """Return the place."""
        return self._position

    def seekable(self) -> bool:
        """Say yes."""
        return True

    def readable(self) -> bool:
        """Say yes."""
        return True

    def close(self) -> None:
        """Give up the content."""
        self._sealed.close()

    @property
    def _size(self) -> int:
        return self._full_chunks * CHUNK_BYTES + len(self._tail)

    def _chunk(self, number: int) -> bytes:
        if number == self._full_chunks:
            return bytes(self._tail)
        if self._at_hand[0] != number:
            self._sealed.seek(number * _SEALED_BYTES)
            sealed = self._sealed.read(_SEALED_BYTES)
            self._at_hand = (number, sealing.unseal(self._key, sealed, context=str(number)))
        return self._at_hand[1]
