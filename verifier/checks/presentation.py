"""Steps a to c: does a presentation hold, is it by its holder, and was it made for this question?"""

from dataclasses import dataclass
from datetime import datetime

from keys.algorithms import is_published_key
from keys.errors import InvalidDidError, InvalidKeyError, ProofError
from keys.jose import UnsupportedEnvelopeError
from keys.proofs import VerifiedProof
from keys.resolver import Resolver
from schemas.data_model import check_presentation as check_data_model
from schemas.documents import JsonObject
from schemas.errors import FetchError, MalformedDocumentError
from schemas.presentation import Presentation
from verifier.checks.inquiry import (
    failed,
    failure,
    indeterminate,
    not_believable,
    passed,
    skipped,
    unreachable,
)
from verifier.policy import VerificationPolicy
from verifier.result import Check
from verifier.securing import open_presentation

# A shared portfolio; each further credential costs its reader a canonicalisation and two fetches.
MAX_CREDENTIALS = 32
# Proofs in all credentials together: two for each. Every proof costs a canonicalisation, and the graph of a
# hostile one may take all the work that is allowed, some 30 ms.
MAX_PROOFS_SHOWN = 2 * MAX_CREDENTIALS

# Raised before the signature is looked at: this presentation was not made for here and now.
_FRESHNESS_CODES = frozenset(
    {"proof.wrong_domain", "proof.wrong_challenge", "proof.expired", "proof.not_yet"}
)

_NOT_FRESH = not_believable("freshness", because="proof")


@dataclass(frozen=True, slots=True)
class Shown:
    """The findings on a presentation itself; `holder` is whose key signed it, None when it does not hold."""

    checks: tuple[Check, Check, Check]
    presentation: Presentation | None = None
    holder: str | None = None


def check_presentation(
    document: JsonObject,
    *,
    policy: VerificationPolicy,
    resolver: Resolver,
    at: datetime,
    domain: str | None,
    challenge: str | None,
) -> Shown:
    """Take steps a to c. None for domain or challenge leaves that open (PF-01, PF-07, PF-08)."""
    # a. It reads as a presentation, of no more credentials than can be judged at once.
    try:
        secured = open_presentation(document)
        check_data_model(secured.document)
        presentation = Presentation.from_document(secured.document)
    except UnsupportedEnvelopeError as error:
        return _unread(indeterminate("structure", error.code, detail=str(error)))
    except MalformedDocumentError as error:
        return _unread(failure("structure", error))
    if not presentation.credentials and not policy.empty_presentations:
        return _unread(failed("structure", "presentation.empty"))
    if len(presentation.credentials) > MAX_CREDENTIALS:
        return _unread(failed("structure", "presentation.too_many", limit=str(MAX_CREDENTIALS)))
    if _count_proofs(presentation) > MAX_PROOFS_SHOWN:
        return _unread(failed("structure", "complexity.proofs", limit=str(MAX_PROOFS_SHOWN)))
    structure = passed("structure", "presentation.read")

    # b. Its proofs hold, and are by the holder that it names.
    try:
        proofs = secured.verify(policy=policy, resolver=resolver, at=at, domain=domain, challenge=challenge)
    except FetchError as error:
        return Shown((structure, unreachable("proof", error), _NOT_FRESH), presentation)
    except (ProofError, InvalidKeyError, InvalidDidError, MalformedDocumentError) as error:
        if error.code in _FRESHNESS_CODES:
            not_judged = not_believable("proof", because="freshness")
            return Shown((structure, not_judged, failure("freshness", error)), presentation)
        return Shown((structure, failure("proof", error), _NOT_FRESH), presentation)
    holder = _signer(presentation, proofs)
    if holder is None:
        return Shown((structure, failed("proof", "presentation.not_by_holder"), _NOT_FRESH), presentation)
    if policy.refuse_published_keys and any(is_published_key(proof.key) for proof in proofs):
        return Shown((structure, failed("proof", "key.published"), _NOT_FRESH), presentation)
    proof = passed("proof", "presentation.signed")

    # c. It was made for this domain and challenge, and has not ended: verified with the proof.
    if domain is None and challenge is None:
        freshness = skipped("freshness", "freshness.not_asked")
    else:
        freshness = passed("freshness", "freshness.holds")
    return Shown((structure, proof, freshness), presentation, holder)


def _count_proofs(presentation: Presentation) -> int:
    proofs = (credential.get("proof") for credential in presentation.credentials)
    return sum(len(value) if isinstance(value, list) else 1 for value in proofs)


def _signer(presentation: Presentation, proofs: tuple[VerifiedProof, ...]) -> str | None:
    """Return the one party that signed, if it is the holder that the presentation names, or it names none."""
    signer, *others = {proof.controller for proof in proofs}
    return None if others or presentation.holder not in (None, signer) else signer


def _unread(structure: Check) -> Shown:
    not_judged = not_believable("proof", because="structure")
    return Shown((structure, not_judged, not_believable("freshness", because="structure")))
