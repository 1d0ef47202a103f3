"""Stand-in: the checks of the VC Data Model that issuing and verifying share."""

from schemas.credential import Credential
from schemas.documents import JsonObject
from schemas.presentation import Presentation


def check_credential(document: JsonObject) -> None:
    """Raise `MalformedDocumentError` for what is no credential."""
    Credential.from_document(document)


def check_presentation(document: JsonObject) -> None:
    """Raise `MalformedDocumentError` for what is no presentation."""
    Presentation.from_document(document)
