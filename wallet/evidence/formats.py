"""The kinds of file that are taken, and how large each may be."""

from dataclasses import dataclass
from enum import StrEnum

_MEGABYTE = 1024 * 1024
# A photo of a good phone is 3 to 8 MB; a scanned file of forty pages about as much.
MAX_PICTURE_BYTES = 12 * _MEGABYTE
MAX_PAPER_BYTES = 12 * _MEGABYTE
# Twenty minutes of speech; a minute of film. A whole request is kept in memory, so this stays modest.
MAX_SOUND_BYTES = 25 * _MEGABYTE
MAX_FILM_BYTES = 40 * _MEGABYTE
# All files of one form together, with some room for the form itself.
MAX_REQUEST_BYTES = 48 * _MEGABYTE
# As many as one page can tell about.
MAX_FILES_AT_ONCE = 20


class FileKind(StrEnum):
    """What a file is to her."""

    PICTURE = "picture"
    FILM = "film"
    SOUND = "sound"
    PAPER = "paper"


_MAX_BYTES = {
    FileKind.PICTURE: MAX_PICTURE_BYTES,
    FileKind.FILM: MAX_FILM_BYTES,
    FileKind.SOUND: MAX_SOUND_BYTES,
    FileKind.PAPER: MAX_PAPER_BYTES,
}


@dataclass(frozen=True, slots=True)
class Format:
    """A file format by its registered media type, and the ending that a download of it gets."""

    media_type: str
    ending: str
    kind: FileKind

    @property
    def max_bytes(self) -> int:
        """How large an upload of this kind may be."""
        return _MAX_BYTES[self.kind]


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"

JPEG = Format("image/jpeg", "jpg", FileKind.PICTURE)
PNG = Format("image/png", "png", FileKind.PICTURE)
WEBP = Format("image/webp", "webp", FileKind.PICTURE)
MP4 = Format("video/mp4", "mp4", FileKind.FILM)
QUICKTIME = Format("video/quicktime", "mov", FileKind.FILM)
WEBM = Format("video/webm", "webm", FileKind.FILM)
MP3 = Format("audio/mpeg", "mp3", FileKind.SOUND)
M4A = Format("audio/mp4", "m4a", FileKind.SOUND)
WAV = Format("audio/wav", "wav", FileKind.SOUND)
OGG = Format("audio/ogg", "ogg", FileKind.SOUND)
PDF = Format("application/pdf", "pdf", FileKind.PAPER)
DOCX = Format(f"{_OFFICE}.wordprocessingml.document", "docx", FileKind.PAPER)
XLSX = Format(f"{_OFFICE}.spreadsheetml.sheet", "xlsx", FileKind.PAPER)
PPTX = Format(f"{_OFFICE}.presentationml.presentation", "pptx", FileKind.PAPER)
ODT = Format(f"{_OPEN}.text", "odt", FileKind.PAPER)
ODS = Format(f"{_OPEN}.spreadsheet", "ods", FileKind.PAPER)
ODP = Format(f"{_OPEN}.presentation", "odp", FileKind.PAPER)

FORMATS = {
    each.media_type: each
    for each in (
        JPEG, PNG, WEBP, MP4, QUICKTIME, WEBM, MP3, M4A, WAV, OGG, PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP
    )
}  # fmt: skip

# For the file dialog of a browser. HEIC is left out on purpose: a phone then sends its photo as JPEG.
ACCEPTED = ",".join(sorted({*FORMATS, *(f".{each.ending}" for each in FORMATS.values())}))
