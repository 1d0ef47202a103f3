"""From a credential as another system sent it to the one that we sign: what we refuse, what we add. Pure.

Nothing that was supplied is overwritten: what is wrong is refused. Added are a status entry, and for the
VC Data Model 1.1 what it needs to carry a Data Integrity proof.

- https://w3c-ccg.github.io/vc-api/#issue-credential
- https://www.w3.org/TR/vc-data-integrity/#securing-vcdm-1-1 (contexts)
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache

from issuer.certificates.copies import StatusPlace
from issuer.errors import ForbiddenError
from keys.canonicalization import ContextRules
from schemas.contexts import CREDENTIALS_V1, DATA_INTEGRITY_V2, STATUS_V1, VAKBEWIJS_V1, load_context
from schemas.credential import CredentialKind
from schemas.data_model import check_credential
from schemas.dates import format_instant
from schemas.documents import JsonObject, JsonValue
from schemas.errors import MalformedDocumentError

# Documents by which the system itself speaks: signed by hand, one would change what others believe.
_SYSTEM_TYPES = frozenset(
    {
        "BitstringStatusListCredential",
        "https://www.w3.org/ns/credentials/status#BitstringStatusListCredential",
        "StatusList2021Credential",
        "https://w3id.org/vc/status-list#StatusList2021Credential",
        "TrustListCredential",
        "https://w3id.org/vakbewijs/v1#TrustListCredential",
        "VerifiablePresentation",
        "https://www.w3.org/2018/credentials#VerifiablePresentation",
    }
)


def prepared(credential: JsonObject, *, issuer_did: str, contexts: ContextRules, at: datetime) -> JsonObject:
    """Return what is to be signed: the credential, checked, with what its version needs for that.

    Version 1.1 is dated now when it has no date, and gets the context of Data Integrity when none of its
    contexts defines that. The original stays as it is.

    Raises `MalformedDocumentError` (`document.*`, `context.*`) for what is no credential, is signed already
    or names another issuer, and `ForbiddenError("direct.kind")` for what no other system may have signed.
    """
    if "proof" in credential:
        raise MalformedDocumentError("document.signed_already", pointer="/proof")
    document = dict(credential)
    if _entries(document.get("@context"))[:1] == [CREDENTIALS_V1]:
        document.setdefault("issuanceDate", format_instant(at))
        document = _with_context(document, DATA_INTEGRITY_V2, "DataIntegrityProof", contexts)
    check_credential(document)
    issuer = document["issuer"]
    if (issuer.get("id") if isinstance(issuer, dict) else issuer) != issuer_did:
        raise MalformedDocumentError("document.other_issuer", pointer="/issuer", issuer=issuer_did)
    for name in _type_names(document):
        if name in _SYSTEM_TYPES or name in _award_types():
            raise ForbiddenError("direct.kind", pointer="/type", kind=name[:100])
    return document


def with_status(document: JsonObject, places: Sequence[StatusPlace], *, contexts: ContextRules) -> JsonObject:
    """Return the document with an entry for each place, beside those that it has."""
    if not places:
        return document
    if _entries(document["@context"])[0] == CREDENTIALS_V1:
        document = _with_context(document, STATUS_V1, "BitstringStatusListEntry", contexts)
    present = _entries(document["credentialStatus"]) if "credentialStatus" in document else []
    entries = [*present, *(place.document() for place in places)]
    return {**document, "credentialStatus": entries if len(entries) > 1 else entries[0]}


def _with_context(document: JsonObject, url: str, term: str, contexts: ContextRules) -> JsonObject:
    """Append a context, unless one that is named already defines the term."""
    entries = _entries(document["@context"])
    named = (entry for entry in entries if isinstance(entry, str) and entry in contexts.allowed)
    if any(_defines(contexts.load(name), term) for name in named):
        return document
    return {**document, "@context": [*entries, url]}


def _type_names(document: JsonObject) -> Iterator[str]:
    """Yield every type that stands anywhere in the document.

    Anywhere, since an inner object with the credential's own identifier speaks about the credential.
    """
    pending: list[JsonValue] = [document]
    while pending:
        value = pending.pop()
        if isinstance(value, list):
            pending.extend(value)
        elif isinstance(value, dict):
            for keyword in ("type", "@type"):
                types = value.get(keyword, [])
                yield from (name for name in _entries(types) if isinstance(name, str))
            pending.extend(value.values())


def _entries(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else [value]


def _defines(context: JsonValue, term: str) -> bool:
    defined = context.get("@context") if isinstance(context, dict) else None
    return isinstance(defined, dict) and term in defined


@cache
def _award_types() -> frozenset[str]:
    """Return our own kinds by every name that the contexts on our list give them."""
    loaded = load_context(VAKBEWIJS_V1)
    defined = loaded["@context"] if isinstance(loaded, dict) else {}
    names = {kind.value for kind in CredentialKind}
    for kind in CredentialKind:
        definition = defined.get(kind.value) if isinstance(defined, dict) else None
        identifier = definition.get("@id") if isinstance(definition, dict) else definition
        if isinstance(identifier, str):
            names.add(identifier)
    return frozenset(names)
