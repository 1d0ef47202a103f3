"""Putting a file in its place whole: beside it, flushed, then renamed over the old one.

A crash leaves the old file or the new one, never half of either.
"""

import os
import tempfile
from pathlib import Path


def write_whole(file: Path, content: bytes, *, mode: int = 0o600, erase_old: bool = False) -> None:
    """Write a file; `erase_old` also overwrites the blocks of the file that it replaces (which must exist).

    On copy-on-write or flash storage the medium may keep old blocks all the same.
    """
    old = os.open(file, os.O_RDWR) if erase_old else None
    try:
        descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as new:
                new.write(content)
                new.flush()
                os.fchmod(new.fileno(), mode)
                os.fsync(new.fileno())
            os.replace(temporary, file)
        except BaseException:
            os.unlink(temporary)
            raise
        _flush_folder(file.parent)
        if old is not None:
            os.write(old, b"\0" * os.fstat(old).st_size)
            os.fsync(old)
    finally:
        if old is not None:
            os.close(old)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
