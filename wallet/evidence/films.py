"""Films and sound from a phone: what tells where and with what they were made is blanked.

An MP4 or QuickTime file is a row of boxes (ISO/IEC 14496-12). Notes stand in boxes of their own; those become
free space of the same length, so that nothing else moves and the film itself stays as it was, byte by byte.
"""

from collections.abc import Iterator

from wallet.errors import EvidenceError

# Where phones write the place, the time and the device: user data, metadata, XMP in a box of one's own.
_NOTES = frozenset({b"udta", b"meta", b"uuid"})
_HOLDS_NOTES = frozenset({b"moov", b"trak"})
_FREE = b"free"
_HEAD_BYTES = 8
_LONG_HEAD_BYTES = 16
# A film of a phone has a few boxes on each level; what has many more is made to keep us busy.
_MAX_BOXES = 10_000


def blank_notes(content: bytes) -> bytes:
    """Return a film without its notes. Does NOT touch tracks, so also not a track that holds places in time.

    Raises `EvidenceError("file.damaged")` when boxes do not fit in each other.
    """
    blanked = bytearray(content)
    to_visit = [(0, len(content))]
    seen = 0
    while to_visit:
        start, end = to_visit.pop()
        for kind, at, head, stop in _boxes(content, start, end):
            seen += 1
            if seen > _MAX_BOXES:
                raise EvidenceError("file.damaged", detail="too many boxes")
            if kind in _NOTES:
                blanked[at + 4 : at + 8] = _FREE
                blanked[at + head : stop] = bytes(stop - at - head)
            elif kind in _HOLDS_NOTES:
                to_visit.append((at + head, stop))
    return bytes(blanked)


def _boxes(content: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Yield each box between two places: its kind, where it begins, the length of its head, where it ends."""
    at = start
    while at < end:
        size, head = int.from_bytes(content[at : at + 4], "big"), _HEAD_BYTES
        if size == 1:
            size, head = int.from_bytes(content[at + 8 : at + 16], "big"), _LONG_HEAD_BYTES
        elif size == 0:  # the last box of a file may leave its length open
            size = end - at
        if size < head or at + size > end:
            raise EvidenceError("file.damaged", detail="a box that does not fit")
        yield content[at + 4 : at + 8], at, head, at + size
        at += size
