"""What the data model says about a credential."""

from schemas import members
from schemas.contexts import CREDENTIALS_V1
from schemas.credential import VERIFIABLE_CREDENTIAL, read_contexts, read_period, read_types
from schemas.data_model.related_resources import check_related_resources
from schemas.data_model.status_entry import check_status_entry
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
from schemas.errors import MalformedDocumentError


def check_credential(document: JsonObject) -> None:
    """Refuse what the data model forbids in a credential, whoever issues it, signed or not.

    Says nothing about who may issue it, about proofs beyond that each has a type, about the time, or about
    the schema of a kind; a credential that has expired is well-formed.

    Raises `MalformedDocumentError` (and its kin `ContextError`) with the pointer of the first offending
    member, and nothing else for any JSON object. Codes beside those of the parts: `document.base_context`,
    `document.not_an_array`, `document.wrong_type`, `document.no_issuer`, `document.no_subject`,
    `document.instant`, `document.no_issuance_date`, `document.validity_order`.
    """
    contexts = read_contexts(document)
    check_contexts(contexts)
    _check_types(document)
    _check_issuer(document)
    _check_subjects(document)
    check_optional_id(document)
    for name in ("name", "description"):
        check_language_text(document, name)
    _check_period(document, version_1=contexts[0] == CREDENTIALS_V1)
    for place, entry in typed_objects(document, "credentialStatus"):
        check_status_entry(entry, place)
    for place, schema in typed_objects(document, "credentialSchema"):
        check_id(schema, place)
    for name in ("refreshService", "termsOfUse", "evidence"):
        typed_objects(document, name)
    check_related_resources(document)
    for place, proof in members.placed_children(document, "proof"):
        check_type(proof, place)


def _check_types(document: JsonObject) -> None:
    read_types(document, VERIFIABLE_CREDENTIAL)
    if not isinstance(document["type"], list):
        raise members.malformed("document.not_an_array", "/type", document["type"])


def _check_issuer(document: JsonObject) -> None:
    """Require an issuer that is a URL, or an object with one for its id and perhaps a name or description."""
    if "issuer" not in document:
        raise members.malformed("document.no_issuer", "/issuer")
    issuer = document["issuer"]
    if not isinstance(issuer, dict):
        check_url(document, "issuer")
        return
    if "id" not in issuer:
        raise members.malformed("document.no_issuer", "/issuer", issuer)
    check_url(issuer, "id", "/issuer")
    for name in ("name", "description"):
        check_language_text(issuer, name, "/issuer")


def _check_subjects(document: JsonObject) -> None:
    """Require one or more subjects of whom something is said, if only which they are."""
    subjects = members.placed_children(document, "credentialSubject")
    if not subjects or not all(subject for _, subject in subjects):
        raise members.malformed("document.no_subject", "/credentialSubject")
    for place, subject in subjects:
        check_optional_id(subject, place)


def _check_period(document: JsonObject, *, version_1: bool) -> None:
    if version_1 and "issuanceDate" not in document:
        raise MalformedDocumentError("document.no_issuance_date", pointer="/issuanceDate")
    since, until = read_period(document)
    if since is not None and until is not None and until < since:
        name = "validUntil" if "validUntil" in document else "expirationDate"
        raise MalformedDocumentError("document.validity_order", pointer=f"/{name}")
