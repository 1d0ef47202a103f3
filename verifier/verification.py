"""Judging a credential or a presentation: a document, a policy, trust and a time in; findings out.

Pure: no clock, no network of its own, no database. What a port can't bring is "could not be checked".
"""

# The steps of a verification. The first three are fatal: without them nothing of the content is believable,
# and the later ones are skipped, visibly.
#
#  1. structure  the document, out of its envelope if it is in one, reads as a credential of a type that the
#                policy accepts
#  2. proof      every proof in it holds, by an allowed cryptosuite, over all of its content; or the signature
#                around it, by an allowed JOSE algorithm; that of a revoked key needs a receipt from before
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

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from keys.resolver import Resolver
from keys.trust_list import TrustRegistry
from schemas.documents import JsonObject
from verifier.checks import CHECKS, FATAL, Inquiry
from verifier.checks.inquiry import not_believable
from verifier.checks.presentation import check_presentation
from verifier.earlier_checks import EarlierCheck
from verifier.policy import VerificationPolicy
from verifier.ports import StatusListSource
from verifier.result import Check, Outcome, PresentationResult, VerificationResult

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
    earlier: EarlierCheck | None = None,
) -> VerificationResult:
    """Return what was found about one credential (steps 1 to 9). Never raises for a bad document.

    `document` may be an `EnvelopedVerifiableCredential` with a JWT in it; the result keeps it as it is.
    `presented_by` is the DID whose key signed the presentation that it came in, already verified.
    `evidence` maps ids of evidence to the bytes of files that were handed over with it.
    `earlier`: a receipt that came with it, looked at only when its key was revoked.
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
        earlier=earlier,
    )
    findings: list[Check] = []
    stopped_by: str | None = None
    for name, check in CHECKS.items():
        if stopped_by is not None:
            findings.append(not_believable(name, stopped_by))
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
    earlier: EarlierCheck | None = None,
) -> PresentationResult:
    """Return what was found about a presentation (steps a to c) and then each credential in it.

    None for domain or challenge says that nobody asked for this presentation: freshness is then skipped,
    not passed. Credentials in a presentation that does not hold are not judged, since nobody stands behind
    that selection. `earlier` is evidence about each of them, never about the presentation: a holder whose
    key was lost shows them anew. Never raises for a bad document.
    """
    # a, b, c.
    shown = check_presentation(
        document,
        policy=policy,
        resolver=resolver,
        at=at,
        domain=expected_domain,
        challenge=expected_challenge,
    )
    results: tuple[VerificationResult, ...] = ()
    if shown.presentation is not None and shown.holder is not None:
        # 1 to 9 for each, as shown by this holder.
        results = tuple(
            verify_credential(
                credential,
                policy=policy,
                resolver=resolver,
                status_lists=status_lists,
                trust=trust,
                at=at,
                presented_by=shown.holder,
                earlier=earlier,
            )
            for credential in shown.presentation.credentials
        )
    return PresentationResult(
        document=document,
        presentation=shown.presentation,
        holder=shown.holder,
        checks=shown.checks,
        credentials=results,
        policy=policy.name,
        verified_at=at,
    )
