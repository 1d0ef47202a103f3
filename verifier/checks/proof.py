"""Step 2: is the document unchanged since it was signed? Every proof that it carries must hold."""

from keys.errors import InvalidDidError, InvalidKeyError, ProofError
from schemas.errors import FetchError, MalformedDocumentError
from verifier.checks.inquiry import Inquiry, failed, failure, passed, unreachable
from verifier.earlier_checks import verify_by_receipt
from verifier.errors import ReceiptError, ReceiptUnreachableError
from verifier.result import Check

NAME = "proof"


def check_proof(inquiry: Inquiry) -> Check:
    """Verify the proofs (VC Data Integrity, section 4.6; PF-01, PF-06, PF-07) and keep them as facts.

    A JWT has one, its signature (Securing VCs using JOSE and COSE; PF-03).

    What a revoked key signed fails, unless the receipt of an earlier check shows that it is older (PF-10).
    A key that can't be fetched now leaves the proof unjudged. Data that no signature covers fails here:
    canonicalisation refuses it (LD-01).
    """
    try:
        return _verified(inquiry)
    except (FetchError, ReceiptUnreachableError) as error:
        return unreachable(NAME, error)
    except (ProofError, ReceiptError, InvalidKeyError, InvalidDidError, MalformedDocumentError) as error:
        return failure(NAME, error)


def _verified(inquiry: Inquiry) -> Check:
    try:
        inquiry.proofs = inquiry.secured.verify(
            policy=inquiry.policy,
            resolver=inquiry.resolver,
            at=inquiry.at,
            domain=None,
            challenge=None,
        )
    except ProofError as error:
        if error.code != "proof.key_revoked":
            raise
        return _of_a_lost_key(inquiry, error)
    return passed(NAME, "proof.holds")


def _of_a_lost_key(inquiry: Inquiry, error: ProofError) -> Check:
    """Whoever has the key can write any `created`: only the word of somebody else saves this proof."""
    if inquiry.earlier is None:
        return failed(NAME, "key.compromised", detail=str(error), **error.parameters)
    proven = verify_by_receipt(
        inquiry.earlier,
        document=inquiry.document,
        secured=inquiry.secured,
        issuer=inquiry.credential.issuer_id,
        policy=inquiry.policy,
        resolver=inquiry.resolver,
        trust=inquiry.trust,
        at=inquiry.at,
    )
    inquiry.proofs = proven.proofs
    return passed(
        NAME,
        "proof.holds_by_receipt",
        since=error.parameters["since"],
        by=proven.by,
        checked_on=proven.checked_on.isoformat(),
    )
