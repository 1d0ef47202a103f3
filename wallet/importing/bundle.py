"""Reading an exported wallet within bounds. Pure; nothing is written to disk, and no name in it is a path.

Only what an export has is read, at the places where it has it. What else is in the ZIP (a page, a script,
another ZIP) is not opened. The manifest is not asked for: it says what its maker saw, signed by a key that
its maker holds, and what counts is what each certificate's issuer signed.
"""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Protocol, Self, cast

from schemas import documents
from schemas.documents import DOCUMENT_LIMITS, JsonObject, Limits
from schemas.errors import MalformedDocumentError
from wallet.errors import RefusedDocumentError
from wallet.evidence.exporting import FOLDER as FILES
from wallet.evidence.exporting import INDEX as FILES_INDEX
from wallet.export.bundle import CREDENTIALS, MANIFEST
from wallet.portfolio.exporting import FILE as ITEMS
from wallet.references.exporting import FILE as REFERENCES

# As many certificates as a long life holds; each is at most as large as a document may be.
MAX_CERTIFICATES = 200
# What the certificates of one ZIP may unpack to together, in bytes.
MAX_UNPACKED_BYTES = 50 * 1024 * 1024
# Her own files, and the some three hundred others of an export.
MAX_MEMBERS = 5_000
# The list of members at the end of a ZIP: 5,000 names of a hundred characters are less than a third of this.
MAX_DIRECTORY_BYTES = 2 * 1024 * 1024
# Two thousand items with five texts of three thousand characters each.
INDEX_LIMITS = Limits(max_bytes=32 * 1024 * 1024, max_values=500_000)

_START = b"PK\x03\x04"
_READ_BYTES = 256 * 1024
_CERTIFICATE = re.compile(rf"{CREDENTIALS}[A-Za-z0-9][A-Za-z0-9._-]*\.(json|jwt)")
_FILE = re.compile(rf"{FILES}[A-Za-z0-9][A-Za-z0-9._-]*")
_ENCRYPTED = 0x1
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


class Seekable(Protocol):
    """A file that can be read anywhere."""

    def read(self, size: int = ..., /) -> bytes: ...
    def seek(self, offset: int, whence: int = ..., /) -> int: ...
    def tell(self) -> int: ...


@dataclass(frozen=True, slots=True)
class _InPieces:
    """A file of which nobody reads more at once than the list of members may be long."""

    file: Seekable

    def read(self, size: int = -1) -> bytes:
        read = self.file.read(min(size, MAX_DIRECTORY_BYTES + 1) if size >= 0 else MAX_DIRECTORY_BYTES + 1)
        if len(read) > MAX_DIRECTORY_BYTES:
            raise RefusedDocumentError("document.zip_too_large", detail="directory")
        return read

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        return self.file.tell()

    def seekable(self) -> bool:
        return True


def is_bundle(content: bytes) -> bool:
    """Say whether the bytes are the start of a ZIP with something in it."""
    return content.startswith(_START)


class Bundle:
    """An exported wallet that is open for reading. Members that stand at no place of ours do not exist."""

    def __init__(self, file: Seekable) -> None:
        """Read the list of members.

        Raises `RefusedDocumentError`: `document.zip_unreadable`, `document.zip_locked`,
        `document.zip_foreign` (no exported wallet, or one with nothing in it), `document.zip_too_large`.
        """
        try:
            self._zip = zipfile.ZipFile(cast(IO[bytes], _InPieces(file)))
        except _UNREADABLE as error:
            raise _unreadable(error) from error
        members = self._zip.infolist()
        if len(members) > MAX_MEMBERS:
            raise RefusedDocumentError("document.zip_too_large", detail=f"{len(members)} members")
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise RefusedDocumentError("document.zip_locked")
        self._members = {member.filename: member for member in members if _is_plain_file(member)}
        if len({member.filename for member in members}) != len(members):
            raise RefusedDocumentError("document.zip_unreadable", detail="a name twice")
        self.certificate_names = sorted(filter(_CERTIFICATE.fullmatch, self._members))
        if len(self.certificate_names) > MAX_CERTIFICATES:
            raise RefusedDocumentError(
                "document.zip_too_large", detail=f"{len(self.certificate_names)} certificates"
            )
        hers = {ITEMS, FILES_INDEX, REFERENCES} & self._members.keys()
        if MANIFEST not in self._members or not (self.certificate_names or hers):
            raise RefusedDocumentError("document.zip_foreign")

    @classmethod
    def of(cls, content: bytes) -> Self:
        """Open an exported wallet that is in memory. Raises as the constructor does."""
        return cls(BytesIO(content))

    def certificates(self) -> Iterator[tuple[str, bytes]]:
        """Yield the certificates with their names, byte for byte, in the order of their names.

        Raises `RefusedDocumentError`: `document.zip_unreadable`, `document.zip_too_large`.
        """
        left = MAX_UNPACKED_BYTES
        for name in self.certificate_names:
            read = self._bounded(name, DOCUMENT_LIMITS.max_bytes)
            left -= len(read)
            if left < 0:
                raise RefusedDocumentError("document.zip_too_large", detail="unpacked")
            yield name, read

    def index(self, name: str) -> JsonObject:
        """Return one of the lists of an export; an empty object when it is not there.

        Raises `RefusedDocumentError`: `document.zip_unreadable`, also for what is no JSON;
        `document.zip_too_large`.
        """
        if name not in self._members:
            return {}
        try:
            return documents.parse_object(self._bounded(name, INDEX_LIMITS.max_bytes), limits=INDEX_LIMITS)
        except MalformedDocumentError as error:
            raise _unreadable(error) from error

    def file(self, name: str, *, max_bytes: int) -> bytes | None:
        """Return a file of hers, or None where an export would not have it.

        Raises `RefusedDocumentError`: `document.zip_unreadable`, `document.zip_too_large`.
        """
        if name not in self._members or name == FILES_INDEX or _FILE.fullmatch(name) is None:
            return None
        return self._bounded(name, max_bytes)

    def _bounded(self, name: str, max_bytes: int) -> bytes:
        """Unpack one member as far as it may go, whatever size it says to have."""
        member = self._members[name]
        if member.compress_type not in _PACKINGS:
            raise RefusedDocumentError("document.zip_unreadable", detail=f"packing {member.compress_type}")
        unpacked = bytearray()
        try:
            with self._zip.open(member) as file:
                while piece := file.read(_READ_BYTES):
                    unpacked += piece
                    if len(unpacked) > max_bytes:
                        raise RefusedDocumentError("document.zip_too_large", detail="a member")
        except _UNREADABLE as error:
            raise _unreadable(error) from error
        return bytes(unpacked)


def _unreadable(error: Exception) -> RefusedDocumentError:
    return RefusedDocumentError("document.zip_unreadable", detail=str(error)[:200])


def _is_plain_file(member: zipfile.ZipInfo) -> bool:
    """Whether a member is a file; never a link or a folder."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    return kind in (0, stat.S_IFREG) and not member.is_dir()
