"""A frozen, typed view on a presentation of the VC Data Model 2.0 or 1.1: what a holder shows.

https://www.w3.org/TR/vc-data-model-2.0/#verifiable-presentations
"""

from dataclasses import dataclass

from schemas import members
from schemas.credential import read_contexts, read_types
from schemas.documents import JsonObject, JsonValue

VERIFIABLE_PRESENTATION = "VerifiablePresentation"


@dataclass(frozen=True, slots=True)
class Presentation:
    """A presentation and the credentials in it, each as the object that was signed."""

    document: JsonObject
    contexts: tuple[JsonValue, ...]
    id: str | None
    types: tuple[str, ...]
    holder: str | None
    credentials: tuple[JsonObject, ...]
    proofs: tuple[JsonObject, ...]

    @classmethod
    def from_document(cls, document: JsonObject) -> "Presentation":
        """Read a presentation, of any number of credentials, also none; those are not read.

        Raises `MalformedDocumentError`.
        """
        return cls(
            document=document,
            contexts=read_contexts(document),
            id=members.optional_text(document, "id"),
            types=read_types(document, VERIFIABLE_PRESENTATION),
            holder=members.identifier(document, "holder"),
            credentials=members.children(document, "verifiableCredential"),
            proofs=members.children(document, "proof"),
        )
