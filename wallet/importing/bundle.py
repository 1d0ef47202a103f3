"""Reading an exported wallet within bounds. Pure; nothing is written to disk, and no name in it is a path.

Only certificates are read, at the places where an export has them. What else is in the ZIP (a page, a script,
another ZIP) is not opened. The manifest is not asked for: it says what its maker saw, and what counts is what
each certificate's issuer signed.
"""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator

from schemas.documents import DOCUMENT_LIMITS
from wallet.errors import RefusedDocumentError
from wallet.export.bundle import CREDENTIALS, MANIFEST

# As many certificates as a long life holds; each is at most as large as a document may be.
MAX_CERTIFICATES = 200
# Other files of an export, which are counted and not read.
MAX_MEMBERS = 2_000
# What the certificates of one ZIP may unpack to together, in bytes.
MAX_UNPACKED_BYTES = 50 * 1024 * 1024

_START = b"PK\x03\x04"
_NAME = re.compile(rf"{CREDENTIALS}[A-Za-z0-9][A-Za-z0-9._-]*\.(json|jwt)")
_ENCRYPTED = 0x1
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def is_bundle(content: bytes) -> bool:
    """Say whether the bytes are a ZIP with something in it."""
    return content.startswith(_START)


def certificates_in(content: bytes) -> tuple[bytes, ...]:
    """Return the certificates of an exported wallet, byte for byte, in the order of their names.

    Raises `RefusedDocumentError`: `document.zip_unreadable`, `document.zip_locked`, `document.zip_foreign`
    (no exported wallet, or one without certificates), `document.zip_too_large`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as bundle:
            return tuple(_read(bundle))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise RefusedDocumentError("document.zip_unreadable", detail=str(error)[:200]) from error


def _read(bundle: zipfile.ZipFile) -> Iterator[bytes]:
    members = bundle.infolist()
    names = [member.filename for member in members]
    if len(members) > MAX_MEMBERS:
        raise RefusedDocumentError("document.zip_too_large", detail=f"{len(members)} members")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise RefusedDocumentError("document.zip_locked")
    if len(set(names)) != len(names):
        raise RefusedDocumentError("document.zip_unreadable", detail="a name twice")
    certificates = sorted((member for member in members if _is_certificate(member)), key=_name)
    if MANIFEST not in names or not certificates:
        raise RefusedDocumentError("document.zip_foreign")
    if len(certificates) > MAX_CERTIFICATES:
        raise RefusedDocumentError("document.zip_too_large", detail=f"{len(certificates)} certificates")
    left = MAX_UNPACKED_BYTES
    for member in certificates:
        read = _bounded(bundle, member)
        left -= len(read)
        if left < 0:
            raise RefusedDocumentError("document.zip_too_large", detail="unpacked")
        yield read


def _bounded(bundle: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Unpack one member as far as a document may go, whatever size it says to have."""
    if member.compress_type not in _PACKINGS:
        raise RefusedDocumentError("document.zip_unreadable", detail=f"packing {member.compress_type}")
    with bundle.open(member) as file:
        read = file.read(DOCUMENT_LIMITS.max_bytes + 1)
    if len(read) > DOCUMENT_LIMITS.max_bytes:
        raise RefusedDocumentError("document.zip_too_large", detail="a certificate")
    return read


def _name(member: zipfile.ZipInfo) -> str:
    return member.filename


def _is_certificate(member: zipfile.ZipInfo) -> bool:
    """Whether a member is a plain file at a place where an export has certificates; never a link."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    return kind in (0, stat.S_IFREG) and _NAME.fullmatch(member.filename) is not None
