"""What others wrote about her, in an export: plain JSON, without the links of the questions."""

from collections.abc import Iterator

from schemas import documents
from schemas.dates import format_instant
from schemas.documents import JsonValue
from wallet.export.bundle import Entry, Source
from wallet.references import asking
from wallet.references.asking import ReferenceState, ReferenceView

FORMAT = "vakbewijs-references-1"
FILE = "references/index.json"


def written_references(source: Source) -> Iterator[Entry]:
    """Yield one file with all questions and answers, the newest first; nothing when she asked nobody."""
    found: list[JsonValue] = [
        _stated(view) for view in asking.references(source.session, source.vault, at=source.at)
    ]
    if found:
        yield Entry(FILE, documents.serialize({"format": FORMAT, "references": found}))


def _stated(view: ReferenceView) -> JsonValue:
    words = view.words
    answer: JsonValue = None
    if words is not None:
        answer = {
            "text": words.text,
            "name": words.name,
            "role": words.role,
            "organisation": words.organisation,
            "email": words.email,
            "emailConfirmed": view.email_confirmed,
            "signed": words.signed,
        }
    return {
        "id": view.request_id,
        "item": view.item_id,
        "asker": view.description.asker,
        "referee": view.description.referee,
        "question": view.description.question,
        "askedAt": format_instant(view.created_at),
        "accepted": view.state is ReferenceState.ACCEPTED,
        "broughtOn": view.description.brought_on,
        "answer": answer,
    }
