"""What an award is about in a few words, read from its document: for lists, offers and letters. Pure."""

from dataclasses import dataclass
from datetime import date

from schemas.credential import Credential, CredentialKind
from schemas.dates import legal_date
from schemas.documents import JsonObject

MAX_TITLE_CHARACTERS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardSummary:
    """The few words, as the document has them."""

    kind: CredentialKind | None
    title: str
    subject_name: str
    legal_date: date | None


def summary_of(document: JsonObject) -> AwardSummary:
    """Read the summary from an award's document or from one of its copies.

    Raises `MalformedDocumentError` for a document that no view can read.
    """
    credential = Credential.from_document(document)
    subject = credential.subjects[0]
    names = (subject.get("voornamen"), subject.get("geslachtsnaam"))
    dated = document.get("awardedDate") or subject.get("besluitdatum") or subject.get("peildatum")
    return AwardSummary(
        kind=credential.kind,
        title=(credential.name or "")[:MAX_TITLE_CHARACTERS],
        subject_name=" ".join(name for name in names if isinstance(name, str))[:MAX_TITLE_CHARACTERS],
        legal_date=legal_date(dated) if isinstance(dated, str) else None,
    )
