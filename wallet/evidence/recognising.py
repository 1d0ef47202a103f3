"""What a file is, by its content. Its name counts for nothing, and nothing is opened that isn't on the list.

A file must be of one format from its first byte to its last: what is also a page, a program or an archive
(a polyglot) is refused. Pictures are checked further when they are drawn anew (`wallet.evidence.pixels`).
"""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pikepdf
import puremagic

from wallet.errors import EvidenceError
from wallet.evidence import formats
from wallet.evidence.formats import FileKind, Format

# An office file has some dozens of parts, and a large one unpacks to some dozens of megabytes.
MAX_PARTS = 2_000
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
# A PDF may end in a line break or two; whatever else follows its end belongs to something else.
_PDF_END = b"%%EOF"

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also what a .docx with a password looks like
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"})
_QUICKTIME_BRAND = b"qt  "
_AUDIO_BRANDS = frozenset({b"M4A ", b"M4B "})
# What a film of a phone or of a browser calls itself (https://mp4ra.org/registered-types/brands).
_FILM_BRANDS = frozenset(
    {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV"}
    | {b"3gp4", b"3gp5", b"3gp6", b"dash"}
)
_OPEN_XML_PARTS = {
    "word/document.xml": formats.DOCX,
    "xl/workbook.xml": formats.XLSX,
    "ppt/presentation.xml": formats.PPTX,
}
_OPEN_DOCUMENTS = {each.media_type: each for each in (formats.ODT, formats.ODS, formats.ODP)}
# What browsers would run, however it is named: none of our formats begins like this.
_MARKUP = (b"<svg", b"<!doctype", b"<html", b"<script")
_MARKUP_REACH = 1024


def recognise(content: bytes) -> Format:
    """Return the format of a file.

    Raises `EvidenceError`: `file.empty`, `file.too_large`, `file.heic`, `file.old_office`, `file.locked`,
    `file.macros`, `file.damaged`, `file.unknown`.
    """
    if not content:
        raise EvidenceError("file.empty")
    found = _by_signature(content)
    if found is None:
        raise EvidenceError("file.unknown", detail=_guess(content))
    if len(content) > found.max_bytes:
        raise EvidenceError("file.too_large", size=str(found.max_bytes // 1024**2))
    return found


def _by_signature(content: bytes) -> Format | None:
    if content.startswith(_OLD_OFFICE):
        raise EvidenceError("file.old_office")
    for matches, found in _SIGNATURES:
        if matches(content):
            recognised = found(content) if callable(found) else found
            return None if recognised and _may_be_run(content, recognised) else recognised
    return None


def _may_be_run(content: bytes, found: Format) -> bool:
    """Say whether a browser could take it for a page. Pictures are drawn anew, so nothing of that stays."""
    begin = content[:_MARKUP_REACH].lower()
    return found.kind is not FileKind.PICTURE and any(mark in begin for mark in _MARKUP)


def _begins(*prefixes: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(prefixes)


def _is_riff(kind: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(b"RIFF") and content[8:12] == kind


def _is_mpeg_audio(content: bytes) -> bool:
    """ID3v2 tags, or a frame of MPEG layer III."""
    return content.startswith((b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"))


def _is_webm(content: bytes) -> bool:
    """EBML with the document type of WebM, which is one of its first members."""
    return content.startswith(b"\x1aE\xdf\xa3") and b"webm" in content[:64]


def _media(content: bytes) -> Format | None:
    """An ISO base media file says in its first box what it is (ISO/IEC 14496-12 section 4.3)."""
    size = int.from_bytes(content[:4], "big")
    brands = {content[8:12], *(content[at : at + 4] for at in range(16, min(size, 256), 4))}
    if brands & _HEIF_BRANDS:
        raise EvidenceError("file.heic")
    if content[8:12] == _QUICKTIME_BRAND:
        return formats.QUICKTIME
    if content[8:12] in _AUDIO_BRANDS:
        return formats.M4A
    return formats.MP4 if brands & _FILM_BRANDS else None


def _pdf(content: bytes) -> Format:
    end = content.rfind(_PDF_END)
    if end < 0 or content[end + len(_PDF_END) :].strip(b"\r\n\t \0"):
        raise EvidenceError("file.damaged", detail="a PDF that does not end where it ends")
    if b"PK\x05\x06" in content[-66_000:]:
        raise EvidenceError("file.damaged", detail="a PDF that is an archive too")
    try:
        with pikepdf.open(BytesIO(content)) as document:
            if document.is_encrypted:
                raise EvidenceError("file.locked")
            if len(document.pages) == 0:
                raise EvidenceError("file.damaged", detail="no pages")
    except pikepdf.PasswordError as error:
        raise EvidenceError("file.locked") from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise EvidenceError("file.damaged", detail=str(error)) from error
    return formats.PDF


def _office(content: bytes) -> Format | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if archive.comment or archive.start_dir + _directory_bytes(content) != len(content):
                raise EvidenceError("file.damaged", detail="bytes around the archive")
            _refuse_odd_parts(parts)
            return _office_format(archive, {part.filename for part in parts})
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as error:
        raise EvidenceError("file.damaged", detail=str(error)) from error


def _directory_bytes(content: bytes) -> int:
    """Return the length of an archive's directory with its end record, which is the last 22 bytes."""
    return int.from_bytes(content[-10:-6], "little") + 22


def _refuse_odd_parts(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise EvidenceError("file.damaged", detail="an archive that unpacks to too much")
    for part in parts:
        name = part.filename
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            raise EvidenceError("file.damaged", detail="a part outside the archive")
        if part.flag_bits & 1:
            raise EvidenceError("file.locked")
        if name.lower().endswith(("vbaproject.bin", ".exe", ".dll")) or name.startswith("Basic/"):
            raise EvidenceError("file.macros")


def _office_format(archive: zipfile.ZipFile, names: set[str]) -> Format | None:
    if "[Content_Types].xml" in names:
        return next((found for part, found in _OPEN_XML_PARTS.items() if part in names), None)
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
        return _OPEN_DOCUMENTS.get(archive.read("mimetype").decode("ascii", "replace").strip())
    return None


# The first that matches decides; where a format has rules of its own, a function judges further.
_SIGNATURES: tuple[tuple[Callable[[bytes], bool], Format | Callable[[bytes], Format | None]], ...] = (
    (_begins(b"\xff\xd8\xff"), formats.JPEG),
    (_begins(b"\x89PNG\r\n\x1a\n"), formats.PNG),
    (_is_riff(b"WEBP"), formats.WEBP),
    (_is_riff(b"WAVE"), formats.WAV),
    (_begins(b"%PDF-"), _pdf),
    (_begins(b"PK\x03\x04"), _office),
    (lambda content: content[4:8] == b"ftyp", _media),
    (_is_webm, formats.WEBM),
    (_begins(b"OggS"), formats.OGG),
    (_is_mpeg_audio, formats.MP3),
)


def _guess(content: bytes) -> str:
    """Say for the log what a refused file looks like; its content is not told."""
    try:
        return str(puremagic.from_string(content[:4096]))
    except (puremagic.PureError, ValueError):
        return "nothing known"
