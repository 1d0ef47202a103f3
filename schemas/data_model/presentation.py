"""What the data model says about a presentation."""

from schemas import members
from schemas.credential import read_contexts, read_types
from schemas.data_model.values import (
    check_contexts,
    check_id,
    check_language_text,
    check_optional_id,
    check_type,
    check_url,
    typed_objects,
)
from schemas.documents import JsonObject
from schemas.presentation import VERIFIABLE_PRESENTATION


def check_presentation(document: JsonObject) -> None:
    """Refuse what the data model forbids in a presentation. One of no credentials is well-formed.

    Does NOT check the credentials in it: each is a document of its own, to be judged by itself.

    Raises `MalformedDocumentError` as `check_credential` does.
    """
    check_contexts(read_contexts(document))
    read_types(document, VERIFIABLE_PRESENTATION)
    if not isinstance(document["type"], list):
        raise members.malformed("document.not_an_array", "/type", document["type"])
    check_optional_id(document)
    for name in ("name", "description"):
        check_language_text(document, name)
    holder = document.get("holder")
    if isinstance(holder, dict):
        check_id(holder, "/holder")
    elif "holder" in document:
        check_url(document, "holder")
    members.children(document, "verifiableCredential")
    typed_objects(document, "termsOfUse")
    for place, proof in members.placed_children(document, "proof"):
        check_type(proof, place)
