"""The files inside a PDF: a certificate on paper carries its own signed file along (ADR 30). Pure.

The pages of a PDF are nobody's signature: only what is attached is judged, and whoever shows the outcome says
so. Nothing in the file is run, drawn or followed. What costs more than a certificate is worth is refused
before it is unpacked.

ISO 32000-2, 7.11.4 (embedded files) and 7.5.6 (incremental updates).
"""

import io
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from schemas.documents import DOCUMENT_LIMITS
from schemas.errors import MalformedDocumentError

if TYPE_CHECKING:
    import pikepdf

# A PDF of ten certificates with the fonts in it stays below 1 MB; with scans behind it, it grows.
MAX_PDF_BYTES = 5 * 1024 * 1024
# Certificates that somebody shows at once; more are no selection any more.
MAX_ATTACHMENTS = 20
# What one stream of a PDF may grow to when unpacked, in bytes, and how often it may be packed.
_MAX_UNPACKED_BYTES = 16 * 1024 * 1024
_MAX_FILTERS = 4
# A damaged file gives a warning per object; after so many qpdf gives up.
_MAX_WARNINGS = 50

_HEADER = b"%PDF-"
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_END = re.compile(rb"startxref\s+\d+\s+%%EOF")
_LINEARIZED = b"/Linearized"
# A linearized file says so in its first object (Annex F).
_FIRST_OBJECT_BYTES = 1024


@dataclass(frozen=True, slots=True)
class AttachedFiles:
    """The files in a PDF, in the order of their names.

    `changed_later`: something was added to the PDF after it was first made, so its pages need not say what
    they said then. False does not mean that nothing was changed: a PDF can be written anew.
    """

    contents: tuple[bytes, ...]
    changed_later: bool


def is_pdf(data: bytes) -> bool:
    """Say whether the bytes claim to be a PDF."""
    return data.startswith(_HEADER)


def attached_files(data: bytes) -> AttachedFiles:
    """Return the files that are attached to a PDF, whatever they are.

    A file that is larger than a document may be is left out: it is none.

    Raises `MalformedDocumentError`: `pdf.too_large`, `pdf.unreadable`, `pdf.encrypted`,
    `pdf.too_many_attachments`.
    """
    if len(data) > MAX_PDF_BYTES:
        raise MalformedDocumentError("pdf.too_large", detail=f"{len(data)} bytes")
    # The one packing of which qpdf can't bound the result; no program has written it for twenty years.
    if b"/LZW" in _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data):
        raise MalformedDocumentError("pdf.unreadable", detail="LZW")
    import pikepdf  # slow to load, and most submissions are no PDF

    _set_limits()
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise MalformedDocumentError("pdf.encrypted")
            contents = _contents(pdf)
    except pikepdf.PasswordError as error:
        raise MalformedDocumentError("pdf.encrypted") from error
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise MalformedDocumentError("pdf.unreadable", detail=str(error)[:200]) from error
    return AttachedFiles(contents, _was_added_to(data))


def _contents(pdf: "pikepdf.Pdf") -> tuple[bytes, ...]:
    names = list(pdf.attachments)
    if len(names) > MAX_ATTACHMENTS:
        raise MalformedDocumentError("pdf.too_many_attachments", detail=f"{len(names)} files")
    read = [pdf.attachments[name].get_file().read_bytes() for name in names]
    return tuple(content for content in read if len(content) <= DOCUMENT_LIMITS.max_bytes)


def _was_added_to(data: bytes) -> bool:
    """Whether the file ends more than once; one that is made for the web ends twice from the start."""
    ends = 2 if _LINEARIZED in data[:_FIRST_OBJECT_BYTES] else 1
    return len(_END.findall(data)) > ends


@cache
def _set_limits() -> None:
    """Bound what qpdf unpacks. The limits are of the whole process, so they are set once, and by nobody else.

    What we write ourselves (`web.pdf`) stays far below them.
    """
    from pikepdf import settings

    settings.set_qpdf_limits(
        doc_max_warnings=_MAX_WARNINGS,
        max_stream_filters=_MAX_FILTERS,
        flate_max_memory=_MAX_UNPACKED_BYTES,
        run_length_max_memory=_MAX_UNPACKED_BYTES,
        png_max_memory=_MAX_UNPACKED_BYTES,
        tiff_max_memory=_MAX_UNPACKED_BYTES,
        dct_max_memory=_MAX_UNPACKED_BYTES,
    )
