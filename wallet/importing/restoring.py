"""What an exported wallet held, kept in this one: each part by the door that it would have come in by.

    1. certificates   judged again, as any upload
    2. items          asked what their pages ask; under their own ids, so that the same ZIP twice adds nothing
    3. files          recognised and cleaned again, as any upload, as long as there is room
    4. references     what others wrote, as brought along: never more than her own word (ADR 38)

Judging and cleaning are slow and storing asks the store, so no transaction is open longer than one part.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import ValidationError

from schemas.dates import legal_date
from schemas.digests import read_multihash
from schemas.documents import JsonObject, JsonValue
from schemas.errors import MalformedDocumentError
from schemas.evidence import digest_multibase
from wallet import services
from wallet.checking import Checker
from wallet.errors import EvidenceError, RefusedDocumentError
from wallet.evidence.adding import ReadFile, keep_file, read_file
from wallet.evidence.exporting import INDEX as FILES_INDEX
from wallet.evidence.formats import MAX_FILM_BYTES
from wallet.evidence.storage import Storage
from wallet.importing.bundle import Bundle
from wallet.portfolio import items
from wallet.portfolio.checking import item_problem
from wallet.portfolio.contents import ItemContent
from wallet.portfolio.exporting import DOCUMENTS_FILE
from wallet.portfolio.exporting import FILE as ITEMS_FILE
from wallet.references import bringing
from wallet.references.bringing import BroughtReference
from wallet.references.exporting import FILE as REFERENCES_FILE
from wallet.services import Added
from wallet.vault import Vault
from web.database import Database
from web.text import has_hidden_characters

MAX_TITLE_CHARACTERS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """How much is new here; `left_out` counts what could not be kept, `no_room` says that files were."""

    certificates: Added
    items: int = 0
    files: int = 0
    references: int = 0
    left_out: int = 0
    no_room: bool = False


def restore(
    database: Database,
    vault: Vault,
    bundle: Bundle,
    *,
    checker: Checker,
    storage: Storage,
    room_bytes: int,
    at: datetime,
) -> Restored:
    """Keep what can be kept; what stood here already stays as it is here.

    Raises `RefusedDocumentError`: `document.zip_*`; the first refusal of a certificate when the ZIP holds
    nothing else. Raises `StorageError`; bringing the same ZIP again then goes on where this stopped.
    """
    has_more = any(bundle.index(name) for name in (ITEMS_FILE, FILES_INDEX, REFERENCES_FILE))
    added, document_ids = _certificates(database, vault, bundle, checker, at, may_be_none=has_more)
    written, items_out = _items(bundle, _new_ids(bundle, document_ids), at)
    with database.transaction() as session:
        new_items = items.put_back(session, vault, written, at=at)
    files, files_out, no_room = _files(database, vault, bundle, storage, room_bytes, at)
    brought, references_out = _references(bundle)
    with database.transaction() as session:
        new_references = bringing.bring(session, vault, brought, at=at)
    return Restored(
        certificates=added,
        items=new_items,
        files=files,
        references=new_references,
        left_out=items_out + files_out + references_out,
        no_room=no_room,
    )


def _certificates(
    database: Database, vault: Vault, bundle: Bundle, checker: Checker, at: datetime, *, may_be_none: bool
) -> tuple[Added, Mapping[str, str]]:
    """Judge and keep the certificates; return also under which id each file of the ZIP is kept."""
    added, document_ids = Added((), 0, 0), {}
    refusal: RefusedDocumentError | None = None
    for name, content in bundle.certificates():
        try:
            one = services.add_upload(database, vault, content, checker=checker, at=at)
        except RefusedDocumentError as error:
            refusal = refusal or error
            added = replace(added, refused=added.refused + 1)
            continue
        added = Added(
            (*added.kept, *one.kept), added.refused + one.refused, added.bound_elsewhere + one.bound_elsewhere
        )
        document_ids[name] = one.kept[0].document_id
    if refusal is not None and not added.kept and not may_be_none:
        raise refusal
    return added, document_ids


def _new_ids(bundle: Bundle, kept: Mapping[str, str]) -> Mapping[str, str]:
    """Return how the certificates are named here, by the ids that they had there."""
    listed = {
        _text(entry, "id"): kept.get(_text(entry, "file"))
        for entry in _entries(bundle, DOCUMENTS_FILE, "documents")
    }
    return {before: now for before, now in listed.items() if now is not None}


def _items(bundle: Bundle, new_ids: Mapping[str, str], at: datetime) -> tuple[Mapping[str, ItemContent], int]:
    """Return the items that her own pages would have taken, by id, and how many they would not."""
    found: dict[str, ItemContent] = {}
    refused = 0
    for entry in _entries(bundle, ITEMS_FILE, "items"):
        stated = {name: value for name, value in entry.items() if name not in ("id", "changedAt")}
        item_id = _text(entry, "id")
        try:
            content = ItemContent.model_validate(stated)
        except ValidationError:
            refused += 1
            continue
        linked = tuple(new_ids[each] for each in content.document_ids if each in new_ids)
        content = content.model_copy(update={"document_ids": linked[: items.MAX_LINKED_DOCUMENTS]})
        if _is_id(item_id) and item_problem(content, today=legal_date(at)) is None:
            found[item_id] = content
        else:
            refused += 1
    return found, refused


def _files(
    database: Database, vault: Vault, bundle: Bundle, storage: Storage, room_bytes: int, at: datetime
) -> tuple[int, int, bool]:
    """Keep the files as long as there is room: how many are new, how many are left out, whether room lacked.

    Never unpacks more than twice the room, whatever the files turn out to be.
    """
    new = left_out = 0
    no_room = False
    left_bytes = 2 * room_bytes
    for entry in _entries(bundle, FILES_INDEX, "files"):
        content = None
        if left_bytes > 0:
            try:
                content = bundle.file(_text(entry, "file"), max_bytes=MAX_FILM_BYTES)
            except RefusedDocumentError:
                left_bytes -= MAX_FILM_BYTES
        if content is None:
            left_out += 1
            continue
        left_bytes -= len(content)
        try:
            kept = keep_file(
                database,
                storage,
                vault,
                _read(entry, content),
                title=_plain(entry, "title")[:MAX_TITLE_CHARACTERS],
                item_id=_text(entry, "item") if _is_id(_text(entry, "item")) else None,
                room_bytes=room_bytes,
                at=at,
            )
            new += kept.is_new
        except EvidenceError as error:
            left_out += 1
            no_room = no_room or error.code == "file.no_room"
    return new, left_out, no_room


def _read(entry: JsonObject, content: bytes) -> ReadFile:
    """Recognise and clean a file; its first digest is believed when the bytes are those that were kept then.

    That digest finds a certificate that rests on the file, for her own eyes: see `wallet.evidence.shelf`.
    Raises `EvidenceError`.
    """
    read = read_file(content, _plain(entry, "name"))
    original = _text(entry, "originalDigest")
    if _text(entry, "keptDigest") != digest_multibase(content) or not _is_sha256(original):
        return read
    return replace(read, original_digest=original)


def _references(bundle: Bundle) -> tuple[list[BroughtReference], int]:
    """Return the answers in the ZIP; questions without one are nobody's word and stay behind."""
    found, refused = [], 0
    for entry in _entries(bundle, REFERENCES_FILE, "references"):
        answer = entry.get("answer")
        if not isinstance(answer, dict):
            continue
        item_id = _text(entry, "item")
        reference = BroughtReference(
            request_id=_text(entry, "id"),
            item_id=item_id if _is_id(item_id) else None,
            asker=_text(entry, "asker"),
            referee=_text(entry, "referee"),
            question=_text(entry, "question"),
            is_accepted=entry.get("accepted") is True,
            text=_text(answer, "text"),
            name=_text(answer, "name"),
            role=_text(answer, "role"),
            organisation=_text(answer, "organisation"),
            email=_text(answer, "email"),
        )
        if _is_id(reference.request_id) and reference.is_plain:
            found.append(reference)
        else:
            refused += 1
    return found, refused


def _entries(bundle: Bundle, name: str, member: str) -> Iterator[JsonObject]:
    listed: JsonValue = bundle.index(name).get(member, [])
    return (entry for entry in (listed if isinstance(listed, list) else ()) if isinstance(entry, dict))


def _text(entry: JsonObject, member: str) -> str:
    value = entry.get(member)
    return value if isinstance(value, str) else ""


def _plain(entry: JsonObject, member: str) -> str:
    text = _text(entry, member).strip()
    return "" if has_hidden_characters(text) else text


def _is_id(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def _is_sha256(digest: str) -> bool:
    try:
        return read_multihash(digest).algorithm == "sha256"
    except MalformedDocumentError:
        return False
