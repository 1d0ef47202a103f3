"""Step 3: is the key that signed the issuer's own, and did it sign with that key at that time?"""

from keys.algorithms import is_published_key
from keys.proofs import VerifiedProof
from schemas.dates import legal_date
from verifier.checks.inquiry import Inquiry, failed, passed
from verifier.result import Check

NAME = "key"


def check_key(inquiry: Inquiry) -> Check:
    """Ask for a proof by the issuer itself (PF-02), by a key that its register lists for that time.

    That the key is listed in the issuer's DID document for this purpose, with the issuer as its
    controller, and is not revoked, was part of verifying the proof. Proofs of others may stand beside the
    issuer's. A key that no register lists is fine: registers are brought up to date later.
    """
    issuer = inquiry.credential.issuer_id
    inquiry.issuer_proofs = tuple(proof for proof in inquiry.proofs if proof.controller == issuer)
    if not inquiry.issuer_proofs:
        return failed(NAME, "key.not_of_issuer", detail=f"{issuer} has none of the proofs")
    for proof in inquiry.issuer_proofs:
        if inquiry.policy.refuse_published_keys and is_published_key(proof.key):
            return failed(NAME, "key.published", detail=proof.verification_method)
        if problem := _contradicts_register(inquiry, proof):
            return problem
    return passed(NAME, "key.of_issuer")


def _contradicts_register(inquiry: Inquiry, proof: VerifiedProof) -> Check | None:
    signed_at = inquiry.signed_at(proof)
    for entry in inquiry.trust.entries_for(proof.controller):
        listed = entry.signing_key(proof.verification_method)
        if listed is None:
            continue
        if listed.public_key != proof.key:
            return failed(NAME, "key.other_than_registered", detail=proof.verification_method)
        if not listed.in_use_at(signed_at):
            return failed(
                NAME,
                "key.not_in_use",
                signed_on=legal_date(signed_at).isoformat(),
                detail=f"{proof.verification_method} at {signed_at.isoformat()}",
            )
    return None
