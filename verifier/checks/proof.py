"""Step 2: is the document unchanged since it was signed? Every proof that it carries must hold."""

from keys.errors import InvalidDidError, InvalidKeyError, ProofError
from keys.proofs import ProofPurpose, verify_proofs
from schemas.errors import FetchError, MalformedDocumentError
from verifier.checks.inquiry import Inquiry, failed, failure, passed, unreachable
from verifier.result import Check

NAME = "proof"


def check_proof(inquiry: Inquiry) -> Check:
    """Verify the proofs (VC Data Integrity, section 4.6; PF-01, PF-06, PF-07) and keep them as facts.

    A key that can't be fetched now leaves the proof unjudged. Data that no signature covers fails here:
    canonicalisation refuses it (LD-01).
    """
    try:
        inquiry.proofs = verify_proofs(
            inquiry.document,
            purpose=ProofPurpose.ASSERTION_METHOD,
            resolver=inquiry.resolver,
            cryptosuites=inquiry.policy.cryptosuites,
            at=inquiry.at,
            domain=None,
            challenge=None,
        )
    except FetchError as error:
        return unreachable(NAME, error)
    except ProofError as error:
        if error.code == "proof.key_revoked":
            # Whoever has the key can write any `created`. Evidence of time by somebody else, such as a
            # log entry from before the key was lost, would save this proof; we read none yet (PF-10).
            return failed(NAME, "key.compromised", detail=str(error))
        return failure(NAME, error)
    except (InvalidKeyError, InvalidDidError, MalformedDocumentError) as error:
        return failure(NAME, error)
    return passed(NAME, "proof.holds")
