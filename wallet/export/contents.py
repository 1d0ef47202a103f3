"""What goes into an export: her certificates, the facts to verify them by, and what other parts contribute.

A part of the wallet that keeps something of hers is a `Contributor`: one function, listed in `CONTRIBUTORS`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from flask import render_template
from flask_babel import force_locale
from sqlalchemy.orm import Session

from schemas import documents
from schemas.contexts import PRODUCT_CONTEXTS, context_bytes
from schemas.dates import format_instant
from schemas.documents import JsonObject, JsonValue
from schemas.frameworks import Frameworks
from wallet import shelf
from wallet.evidence.exporting import kept_files, listed_files
from wallet.evidence.storage import Storage
from wallet.export.bundle import CREDENTIALS, Entry, Source
from wallet.export.facts import Facts
from wallet.paper.making import file_name
from wallet.plain import content_of
from wallet.portfolio.exporting import DOCUMENTS_FILE, written_items
from wallet.references.asking import references
from wallet.references.exporting import written_references
from wallet.sharing import log, overview
from wallet.shelf import ShelfEntry
from wallet.states import state_of
from wallet.vault import Vault

Contributor = Callable[[Source], Iterator[Entry]]

_SCRIPT = Path(__file__).parent / "verify.py"
_README = Path(__file__).parent / "README.txt"
_PAGES = {"nl": "index.html", "en": "index.en.html"}


def share_log(source: Source) -> Iterator[Entry]:
    """With whom she shared, why, what, and when it was seen; not what was shown, no link and no PIN."""
    events = log.by_share(log.events(source.session, source.vault))
    shares: list[JsonValue] = [
        {
            "receiver": view.receiver,
            "reason": view.reason,
            "titles": list(view.titles),
            "state": view.state,
            "created": format_instant(view.created_at),
            "expires": format_instant(view.expires_at),
            "stopped": format_instant(view.stopped_at) if view.stopped_at else None,
            "looks": view.looks,
            "looksAllowed": view.looks_allowed,
            "lastLook": format_instant(view.last_look_at) if view.last_look_at else None,
            "log": [
                {"time": format_instant(event.happened_at), "event": event.kind.value}
                for event in events.get(view.share_id, ())
            ],
        }
        for view in overview.shares(source.session, source.vault, at=source.at)
    ]
    yield Entry("shares.json", documents.serialize({"format": "vakbewijs-shares-1", "shares": shares}))


CONTRIBUTORS: tuple[Contributor, ...] = (share_log, written_items, kept_files, written_references)


def entries(
    session: Session, vault: Vault, *, storage: Storage, facts: Facts, frameworks: Frameworks, at: datetime
) -> Iterator[Entry]:
    """Yield every file of the export but the manifest. Call it in a request, for the pages.

    Raises `StorageError("storage.unavailable")`; a file that the store lost is named, and stays behind.
    """
    source = Source(session, vault, storage, at)
    held = shelf.entries(session, vault)
    names = {entry.document_id: _name(number, entry) for number, entry in enumerate(held, start=1)}
    for entry in held:
        document = shelf.open_document(session, vault, entry.document_id)
        ending = "jwt" if document.is_jwt else "json"
        names[entry.document_id] = f"{CREDENTIALS}{names[entry.document_id]}.{ending}"
        yield Entry(names[entry.document_id], document.original)
    yield Entry(DOCUMENTS_FILE, _which_is_which(names))
    yield from _facts(facts, at)
    yield from _contexts()
    taken = set()
    for contribute in CONTRIBUTORS:
        for contributed in contribute(source):
            taken.add(contributed.name)
            yield contributed
    for language, page in _PAGES.items():
        yield Entry(page, _page(source, held, names, taken, language, frameworks).encode())
    yield Entry("README.txt", _README.read_bytes())
    yield Entry("verify.py", _SCRIPT.read_bytes())


def held_documents(session: Session, vault: Vault) -> list[JsonObject]:
    """Return every certificate, parsed, for gathering facts about them."""
    return [
        shelf.open_document(session, vault, entry.document_id).document
        for entry in shelf.entries(session, vault)
    ]


def _name(number: int, entry: ShelfEntry) -> str:
    return f"{number:03}-{file_name(entry.card.title, '').rstrip('.')}"


def _which_is_which(names: Mapping[str, str]) -> bytes:
    """The files of the certificates by the ids under which her items name them."""
    listed: list[JsonValue] = [{"id": document_id, "file": file} for document_id, file in names.items()]
    return documents.serialize({"format": "vakbewijs-documents-1", "documents": listed})


def _facts(facts: Facts, at: datetime) -> Iterator[Entry]:
    """The answers under numbers, and an index that says which address each belongs to."""
    files = {url: f"facts/{number:03}.json" for number, url in enumerate(facts.pages, start=1)}
    index: JsonObject = {
        "fetched": format_instant(at),
        "pages": dict(files),
        "missing": dict(facts.missing),
    }
    yield Entry("facts/index.json", documents.serialize(index))
    for url, name in files.items():
        yield Entry(name, facts.pages[url])


def _contexts() -> Iterator[Entry]:
    files = {
        url: f"contexts/{number:02}.json" for number, url in enumerate(sorted(PRODUCT_CONTEXTS), start=1)
    }
    yield Entry("contexts/index.json", documents.serialize(dict(files)))
    for url, name in files.items():
        yield Entry(name, context_bytes(url))


def _page(
    source: Source,
    held: tuple[ShelfEntry, ...],
    names: Mapping[str, str],
    taken: Collection[str],
    language: str,
    frameworks: Frameworks,
) -> str:
    session, vault = source.session, source.vault
    with force_locale(language):
        shown = [
            (
                entry,
                names[entry.document_id],
                state_of(entry.verdict),
                content_of(shelf.open_document(session, vault, entry.document_id).opened, frameworks),
            )
            for entry in held
        ]
        return render_template(
            "wallet/export/index.html",
            language=language,
            pages=_PAGES,
            shown=shown,
            files=[(entry, name if name in taken else None) for entry, name in listed_files(source)],
            references=[view for view in references(session, vault, at=source.at) if view.words],
            shares=overview.shares(session, vault, at=source.at),
            made_at=source.at,
        )
