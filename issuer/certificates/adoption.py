"""Taking over a document that somebody pasted or uploaded as the document of an award. Pure.

Such a document may be a whole unsigned credential. What this installation determines itself (whose
copy it is, its identifiers, its status, who approved it) is left out and said so; a document that carries
a proof was signed by somebody and is refused.
"""

from collections.abc import Collection
from dataclasses import dataclass

from issuer.certificates.copies import COPY_MEMBERS
from issuer.certificates.documents import IssuerProfile, kind_members
from schemas.credential import ISSUED_KINDS, CredentialKind
from schemas.documents import JsonObject, JsonValue
from schemas.errors import MalformedDocumentError

_OWN_SUBJECT_MEMBERS = ("id", "identifier", "goedkeurder")


@dataclass(frozen=True, slots=True)
class AdoptedDocument:
    """The award's document, its kind, and the pointers of what was left out."""

    document: JsonObject
    kind: CredentialKind
    left_out: tuple[str, ...]


def adopt(
    supplied: JsonObject,
    *,
    issuer: IssuerProfile,
    award_urn: str,
    replaces_urn: str | None = None,
    kinds: Collection[CredentialKind] = ISSUED_KINDS,
) -> AdoptedDocument:
    """Return the document of an award from what was supplied, which is of one of these kinds.

    Does NOT validate it. Raises `MalformedDocumentError`: `award.signed_already`, `award.unknown_kind`,
    `award.other_issuer`, `document.no_subject`.
    """
    if "proof" in supplied:
        raise MalformedDocumentError("award.signed_already", pointer="/proof")
    kind = _kind(supplied, kinds)
    subject = supplied.get("credentialSubject")
    if not isinstance(subject, dict):
        raise MalformedDocumentError("document.no_subject", pointer="/credentialSubject")
    _require_own(supplied.get("issuer"), issuer)
    left_out = [f"/{name}" for name in (*COPY_MEMBERS, "awardId", "replacesAward") if name in supplied]
    left_out += [f"/credentialSubject/{name}" for name in _OWN_SUBJECT_MEMBERS if name in subject]
    own: JsonObject = {
        "awardId": award_urn,
        **({"replacesAward": replaces_urn} if replaces_urn else {}),
        "issuer": issuer.named_in(kind),
        "credentialSubject": {
            name: value for name, value in subject.items() if name not in _OWN_SUBJECT_MEMBERS
        },
    }
    kept = {name: value for name, value in supplied.items() if f"/{name}" not in left_out and name not in own}
    return AdoptedDocument(kind_members(kind) | kept | own, kind, tuple(left_out))


def _kind(supplied: JsonObject, kinds: Collection[CredentialKind]) -> CredentialKind:
    types = supplied.get("type")
    named = types if isinstance(types, list) else [types]
    for kind in kinds:
        if kind.value in named:
            return kind
    raise MalformedDocumentError("award.unknown_kind", pointer="/type")


def _require_own(named: JsonValue, issuer: IssuerProfile) -> None:
    """Refuse a document that speaks in another's name; one that names no issuer speaks in ours."""
    did = named.get("id") if isinstance(named, dict) else named
    if did not in (None, issuer.did):
        raise MalformedDocumentError("award.other_issuer", pointer="/issuer", name=issuer.name)
