"""What pages call a file: its name, its kind, and what there is to know about it."""

from collections.abc import Mapping

from flask import Flask
from flask_babel import LazyString, format_decimal, gettext
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from wallet.evidence.formats import FileKind
from wallet.evidence.shelf import FileEntry
from web.languages import format_date
from web.text import display_text, isolated

KIND_NAMES: Mapping[FileKind, LazyString] = {
    FileKind.PICTURE: _l("Foto"),
    FileKind.FILM: _l("Film"),
    FileKind.SOUND: _l("Geluid"),
    FileKind.PAPER: _l("Papier"),
}
_MEGABYTE = 1024 * 1024


def init_file_wording(app: Flask) -> None:
    """Let templates use these words."""
    app.jinja_env.globals.update(file_title=file_title, file_kind_name=file_kind_name, file_facts=file_facts)


def file_title(entry: FileEntry) -> str:
    """Return what she calls it, else its name, else what it is."""
    return display_text(entry.title).strip() or display_text(entry.name).strip() or file_kind_name(entry)


def file_kind_name(entry: FileEntry) -> str:
    """Return the everyday name of its kind."""
    return str(KIND_NAMES[entry.kind])


def file_facts(entry: FileEntry) -> list[tuple[LazyString, Markup | str]]:
    """Return what there is to know about a file."""
    return [
        (_l("Wat het is"), f"{file_kind_name(entry)} ({entry.format.ending.upper()})"),
        (_l("Naam van het bestand"), isolated(entry.name)),
        (_l("Hoe groot"), _size(entry.size)),
        (_l("Toegevoegd op"), format_date(entry.created_at)),
    ]


def _size(size: int) -> str:
    megabytes = size / _MEGABYTE
    if megabytes < 0.1:
        return str(_l("minder dan 0,1 MB"))
    text: str = gettext("%(size)s MB", size=format_decimal(round(megabytes, 1)))
    return text
