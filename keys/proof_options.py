"""Reading the `proof` member strictly: what each proof says about itself, before any of it is believed.

- https://www.w3.org/TR/vc-data-integrity/#proofs
"""

import re
from dataclasses import dataclass
from datetime import datetime

from keys.canonicalization.nquads import is_absolute_iri
from keys.controller import ProofPurpose
from keys.cryptosuites import CRYPTOSUITES, DATA_INTEGRITY_PROOF, Suite
from keys.did_url import did_of_method
from keys.errors import ProofError
from schemas.dates import parse_instant
from schemas.documents import JsonObject, JsonValue
from schemas.errors import DomainError

# A document with more than a handful of signatories is no credential of ours; each proof costs a full
# canonicalisation and perhaps a fetch.
MAX_PROOFS = 16

_MEMBERS = frozenset(
    {
        "id",
        "type",
        "cryptosuite",
        "created",
        "expires",
        "verificationMethod",
        "proofPurpose",
        "proofValue",
        "domain",
        "challenge",
        "nonce",
        "previousProof",
    }
)
# A suite from before `DataIntegrityProof` is named by the proof's type, and knows no chains.
_LEGACY_MEMBERS = _MEMBERS - {"cryptosuite", "previousProof"}
_WITHOUT_OFFSET = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofOptions:
    """One proof as it stands in the document; `members` is untouched, `pointer` says where it stood."""

    members: JsonObject
    pointer: str
    id: str | None
    cryptosuite: str
    verification_method: str
    created: datetime | None
    expires: datetime | None
    domains: frozenset[str]
    challenge: str | None
    previous: tuple[str, ...]


def read_proofs(
    document: JsonObject, *, purpose: ProofPurpose, cryptosuites: frozenset[str]
) -> tuple[ProofOptions, ...]:
    """Return every proof of the document, well-formed and for the purpose.

    Raises `ProofError`: `proof.missing` (absent, null, empty), `proof.malformed`, `proof.too_many`,
    `proof.unknown_member`, `proof.unknown_type`, `proof.unknown_cryptosuite`,
    `proof.cryptosuite_not_allowed`, `proof.wrong_purpose`, `proof.duplicate_id`, `proof.previous_missing`,
    `proof.previous_cycle`.
    """
    value = document.get("proof")
    if value is None or value in ([], {}):
        raise ProofError("proof.missing", pointer="/proof")
    entries = value if isinstance(value, list) else [value]
    if len(entries) > MAX_PROOFS:
        raise ProofError("proof.too_many", detail=f"{len(entries)} proofs", pointer="/proof")
    proofs = tuple(
        _read(entry, f"/proof/{index}" if isinstance(value, list) else "/proof", purpose, cryptosuites)
        for index, entry in enumerate(entries)
    )
    _check_chain(proofs)
    return proofs


def _read(
    entry: JsonValue, pointer: str, purpose: ProofPurpose, cryptosuites: frozenset[str]
) -> ProofOptions:
    if not isinstance(entry, dict):
        raise ProofError("proof.malformed", detail="a proof is not an object", pointer=pointer)
    suite = _suite(entry, pointer)
    if suite.name not in cryptosuites:
        raise ProofError("proof.cryptosuite_not_allowed", detail=suite.name, pointer=pointer)
    for member in entry:
        if member not in _known_members(suite):
            raise ProofError("proof.unknown_member", detail=repr(member)[:100], pointer=pointer)
    if _text(entry, "proofPurpose", pointer) != purpose.value:
        raise ProofError("proof.wrong_purpose", detail=f"{entry['proofPurpose']!r}"[:100], pointer=pointer)
    _text(entry, "proofValue", pointer)
    _optional_text(entry, "nonce", pointer)
    if suite.proof_type != DATA_INTEGRITY_PROOF:
        _text(entry, "created", pointer)
    return ProofOptions(
        members=entry,
        pointer=pointer,
        id=_identifier(entry, pointer),
        cryptosuite=suite.name,
        verification_method=_did_url(entry, pointer),
        created=_instant(entry, "created", pointer),
        expires=_instant(entry, "expires", pointer),
        domains=frozenset(_texts(entry, "domain", pointer)),
        challenge=_optional_text(entry, "challenge", pointer),
        previous=_texts(entry, "previousProof", pointer),
    )


def _suite(entry: JsonObject, pointer: str) -> Suite:
    """Return the suite that a proof says it is by: in `cryptosuite`, or of old in its type."""
    proof_type = entry.get("type")
    if proof_type == DATA_INTEGRITY_PROOF:
        name, unknown = _text(entry, "cryptosuite", pointer), "proof.unknown_cryptosuite"
    else:
        name, unknown = proof_type if isinstance(proof_type, str) else "", "proof.unknown_type"
    suite = CRYPTOSUITES.get(name)
    if suite is None or suite.proof_type != proof_type:
        raise ProofError(unknown, detail=repr(name or proof_type)[:100], pointer=pointer)
    return suite


def _known_members(suite: Suite) -> frozenset[str]:
    if suite.proof_type != DATA_INTEGRITY_PROOF:
        return _LEGACY_MEMBERS
    return _MEMBERS | {"@context"} if suite.proof_carries_context else _MEMBERS


def _check_chain(proofs: tuple[ProofOptions, ...]) -> None:
    """Refuse ids that two proofs share, a `previousProof` that names no proof here, and circles."""
    previous: dict[str, tuple[str, ...]] = {}
    for proof in proofs:
        if proof.id in previous:
            raise ProofError("proof.duplicate_id", pointer="/proof")
        if proof.id is not None:
            previous[proof.id] = proof.previous
    for proof in proofs:
        for name in proof.previous:
            if name not in previous:
                raise ProofError("proof.previous_missing", detail=repr(name)[:100], pointer=proof.pointer)
    # What is left after taking away, again and again, every proof that follows none of the rest.
    while previous:
        firsts = {name for name, before in previous.items() if not previous.keys() & set(before)}
        if not firsts:
            raise ProofError("proof.previous_cycle", detail=repr(sorted(previous))[:200], pointer="/proof")
        previous = {name: before for name, before in previous.items() if name not in firsts}


def _identifier(entry: JsonObject, pointer: str) -> str | None:
    text = _optional_text(entry, "id", pointer)
    if text is not None and not is_absolute_iri(text):
        raise ProofError("proof.malformed", detail=f"id {text[:100]!r}", pointer=f"{pointer}/id")
    return text


def _did_url(entry: JsonObject, pointer: str) -> str:
    text = _text(entry, "verificationMethod", pointer)
    if did_of_method(text) is None:
        raise ProofError(
            "proof.malformed",
            detail=f"verificationMethod {text[:100]!r}",
            pointer=f"{pointer}/verificationMethod",
        )
    return text


def _instant(entry: JsonObject, member: str, pointer: str) -> datetime | None:
    text = _optional_text(entry, member, pointer)
    if text is None:
        return None
    # Early signers left the offset out; the specification reads such a time as UTC.
    if _WITHOUT_OFFSET.fullmatch(text):
        text += "Z"
    try:
        return parse_instant(text)
    except DomainError as error:
        raise ProofError(
            "proof.malformed", detail=f"{member} {text[:50]!r}", pointer=f"{pointer}/{member}"
        ) from error


def _text(entry: JsonObject, member: str, pointer: str) -> str:
    text = _optional_text(entry, member, pointer)
    if text is None:
        raise ProofError("proof.malformed", detail=f"no {member}", pointer=pointer)
    return text


def _optional_text(entry: JsonObject, member: str, pointer: str) -> str | None:
    if member not in entry:
        return None
    value = entry[member]
    if not isinstance(value, str) or not value:
        raise ProofError("proof.malformed", detail=f"{member} is not text", pointer=f"{pointer}/{member}")
    return value


def _texts(entry: JsonObject, member: str, pointer: str) -> tuple[str, ...]:
    """Read a member that is text or a non-empty array of different texts."""
    if member not in entry:
        return ()
    value = entry[member]
    texts = tuple(
        text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str) and text
    )
    if not texts or len(set(texts)) != (len(value) if isinstance(value, list) else 1):
        raise ProofError("proof.malformed", detail=f"{member} is not text", pointer=f"{pointer}/{member}")
    return texts
