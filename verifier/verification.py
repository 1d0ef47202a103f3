"""Judging a credential or a presentation: a document, a policy, trust and a time in; findings out.

Pure: no clock, no network of its own, no database. What a port can't bring is "could not be checked".
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from keys.errors import InvalidDidError, InvalidKeyError, ProofError
from keys.proofs import ProofPurpose, VerifiedProof, verify_proofs
from keys.resolver import Resolver
from keys.trust_list import TrustRegistry
from schemas.documents import JsonObject
from schemas.errors import FetchError, MalformedDocumentError
from schemas.presentation import Presentation
from verifier.checks import CHECKS, FATAL, Inquiry
from verifier.checks.inquiry import failed, failure, passed, skipped, unreachable
from verifier.policy import VerificationPolicy
from verifier.ports import StatusListSource
from verifier.result import Check, Outcome, PresentationResult, VerificationResult

# The steps of a verification. The first three are fatal: without them nothing of the content is believable,
# and the later ones are skipped, visibly.
#
#  1. structure  the document reads as a credential of a type that the policy accepts
#  2. proof      every proof in it holds, by an allowed cryptosuite, over all of its content
#  3. key        at least one proof is by the issuer's own key, in use when it signed
#  4. issuer     a register recognised the issuer for this kind and standard at the legal date
#  5. validity   the time of judging lies within its dates
#  6. status     the issuer has not revoked or suspended it, by a list that is the issuer's and current
#  7. schema     it says all that its kind must say, without contradictions
#  8. binding    it belongs to whoever shows it
#  9. evidence   files that were handed over are the ones that it rests on
#
# A presentation comes before its credentials:
#
#  a. structure  it reads as a presentation with at most MAX_CREDENTIALS credentials
#  b. proof      its proofs hold, and are by the holder that it names
#  c. freshness  it was made for this domain and challenge, and has not ended
#
# What the caller must still do: choose the policy and the trusted registers, give the right time, make a
# challenge single-use, compare a person with the name in the document, and decide what a warning means.

# A shared portfolio; each further credential costs its reader a canonicalisation and two fetches.
MAX_CREDENTIALS = 32

_FRESHNESS_CODES = frozenset({"proof.wrong_domain", "proof.wrong_challenge", "proof.expired"})
_NO_EVIDENCE: Mapping[str, bytes] = MappingProxyType({})


def verify_credential(
    document: JsonObject,
    *,
    policy: VerificationPolicy,
    resolver: Resolver,
    status_lists: StatusListSource,
    trust: TrustRegistry,
    at: datetime,
    presented_by: str | None = None,
    evidence: Mapping[str, bytes] = _NO_EVIDENCE,
) -> VerificationResult:
    """Return what was found about one credential (steps 1 to 9). Never raises for a bad document.

    `presented_by` is the DID whose key signed the presentation that it came in, already verified.
    `evidence` maps ids of evidence to the bytes of files that were handed over with it.
    """
    inquiry = Inquiry(
        document=document,
        policy=policy,
        resolver=resolver,
        status_lists=status_lists,
        trust=trust,
        at=at,
        presented_by=presented_by,
        evidence=evidence,
    )
    findings: list[Check] = []
    stopped_by: str | None = None
    for name, check in CHECKS.items():
        if stopped_by is not None:
            findings.append(skipped(name, f"{name}.not_believable", because=stopped_by))
            continue
        finding = check(inquiry)
        findings.append(finding)
        if name in FATAL and finding.outcome is not Outcome.PASSED:
            stopped_by = name
    return VerificationResult(
        document=document,
        credential=inquiry.read,
        checks=tuple(findings),
        policy=policy.name,
        verified_at=at,
        recognition=inquiry.recognition,
    )


def verify_presentation(
    document: JsonObject,
    *,
    policy: VerificationPolicy,
    resolver: Resolver,
    status_lists: StatusListSource,
    trust: TrustRegistry,
    at: datetime,
    expected_domain: str | None,
    expected_challenge: str | None,
) -> PresentationResult:
    """Return what was found about a presentation (steps a to c) and each credential in it.

    None for domain or challenge says that nobody asked for this presentation: freshness is then skipped,
    not passed. Never raises for a bad document.
    """
    presentation: Presentation | None = None
    try:
        presentation = Presentation.from_document(document)
        structure = _structure(presentation)
    except MalformedDocumentError as error:
        structure = failure("structure", error)
    checks = [structure]
    holders: frozenset[str] = frozenset()
    if presentation is None or structure.outcome is not Outcome.PASSED:
        checks += [
            skipped(name, f"{name}.not_believable", because="structure") for name in ("proof", "freshness")
        ]
    else:
        proof, freshness, holders = _proof_and_freshness(
            presentation,
            policy=policy,
            resolver=resolver,
            at=at,
            domain=expected_domain,
            challenge=expected_challenge,
        )
        checks += [proof, freshness]
    results: tuple[VerificationResult, ...] = ()
    if presentation is not None and holders:
        holder = presentation.holder or next(iter(holders))
        results = tuple(
            verify_credential(
                credential,
                policy=policy,
                resolver=resolver,
                status_lists=status_lists,
                trust=trust,
                at=at,
                presented_by=holder,
            )
            for credential in presentation.credentials
        )
    return PresentationResult(
        document=document,
        presentation=presentation,
        checks=tuple(checks),
        credentials=results,
        policy=policy.name,
        verified_at=at,
    )


def _structure(presentation: Presentation) -> Check:
    if not presentation.credentials:
        return failed("structure", "presentation.empty")
    if len(presentation.credentials) > MAX_CREDENTIALS:
        return failed("structure", "presentation.too_many", limit=str(MAX_CREDENTIALS))
    return passed("structure", "presentation.read")


def _proof_and_freshness(
    presentation: Presentation,
    *,
    policy: VerificationPolicy,
    resolver: Resolver,
    at: datetime,
    domain: str | None,
    challenge: str | None,
) -> tuple[Check, Check, frozenset[str]]:
    """Return both findings and, when all holds, the DIDs that signed."""
    not_fresh = skipped("freshness", "freshness.not_believable", because="proof")
    try:
        proofs = verify_proofs(
            presentation.document,
            purpose=ProofPurpose.AUTHENTICATION,
            resolver=resolver,
            cryptosuites=policy.cryptosuites,
            at=at,
            domain=domain,
            challenge=challenge,
        )
    except FetchError as error:
        return unreachable("proof", error), not_fresh, frozenset()
    except ProofError as error:
        if error.code in _FRESHNESS_CODES:
            # Raised before the signature is looked at, which is therefore not judged.
            proof = skipped("proof", "proof.not_believable", because="freshness")
            return proof, failure("freshness", error), frozenset()
        return failure("proof", error), not_fresh, frozenset()
    except (InvalidKeyError, InvalidDidError, MalformedDocumentError) as error:
        return failure("proof", error), not_fresh, frozenset()
    if not _signed_by_holder(presentation, proofs):
        return failed("proof", "presentation.not_by_holder"), not_fresh, frozenset()
    freshness = (
        skipped("freshness", "freshness.not_asked")
        if domain is None and challenge is None
        else passed("freshness", "freshness.holds")
    )
    return passed("proof", "presentation.signed"), freshness, frozenset(proof.controller for proof in proofs)


def _signed_by_holder(presentation: Presentation, proofs: tuple[VerifiedProof, ...]) -> bool:
    """A presentation is by one party: the holder that it names, or the one that signed it."""
    signers = {proof.controller for proof in proofs}
    return signers == {presentation.holder} if presentation.holder is not None else len(signers) == 1
