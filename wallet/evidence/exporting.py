"""Her files in an export: the bytes as they are kept, and an index with what is known of each."""

from collections.abc import Iterator

from keys.errors import SealError
from schemas import documents
from schemas.dates import format_instant
from schemas.documents import JsonValue
from wallet.errors import StorageError
from wallet.evidence import shelf
from wallet.evidence.adding import content_of
from wallet.evidence.shelf import FileEntry
from wallet.export.bundle import Entry, Source
from wallet.paper.making import file_name

FORMAT = "vakbewijs-files-1"
FOLDER = "files/"
INDEX = "files/index.json"


def listed_files(source: Source) -> list[tuple[FileEntry, str]]:
    """Return her files with the name that each gets in the ZIP, the newest first."""
    return [
        (entry, f"{FOLDER}{number:04}-{file_name(entry.title or entry.name, entry.format.ending)}")
        for number, entry in enumerate(shelf.files(source.session, source.vault), start=1)
    ]


def kept_files(source: Source) -> Iterator[Entry]:
    """Yield her files one by one, and then the index; nothing when she has none.

    A file whose bytes were lost or damaged stays in the index, without a name in the ZIP. Raises
    `StorageError("storage.unavailable")`: an export that is made later has them.
    """
    listed = listed_files(source)
    index: list[JsonValue] = []
    for entry, name in listed:
        content = _content(source, entry)
        if content is not None:
            yield Entry(name, content, is_packed=True)
        index.append(
            {
                "file": None if content is None else name,
                "item": entry.item_id,
                "title": entry.title,
                "name": entry.name,
                "mediaType": entry.format.media_type,
                "size": entry.size,
                "addedAt": format_instant(entry.created_at),
                "originalDigest": entry.original_digest,
                "keptDigest": entry.kept_digest,
            }
        )
    if listed:
        yield Entry(INDEX, documents.serialize({"format": FORMAT, "files": index}))


def _content(source: Source, entry: FileEntry) -> bytes | None:
    """The whole of a file, which is at most as large as its kind may be; None when it is lost."""
    try:
        sealed = shelf.sealed_file(source.session, source.vault, entry.file_id)
        return b"".join(content_of(source.storage, sealed))
    except StorageError as error:
        if error.code != "storage.missing":
            raise
    except SealError:
        pass
    return None
