"""From a judgement to the receipt of it. Pure.

A receipt carries codes and no parameters: those name parties and people. The one that it keeps is the day of
the status list, since "not revoked" says nothing without it.
"""

import uuid
from collections.abc import Iterable
from datetime import date

from keys.proofs import ProofPurpose, add_proof
from keys.signer import Signer
from schemas.documents import JsonObject
from schemas.evidence import digest_multibase
from schemas.verification_receipt import (
    CheckedCertificate,
    ReceiptFinding,
    VerificationReceipt,
    build_receipt_document,
)
from verifier.judging import Judgement
from verifier.result import Check
from verifier.services import HandedIn

CRYPTOSUITE = "eddsa-rdfc-2022"


def receipt_of(judgement: Judgement, handed_in: HandedIn) -> VerificationReceipt:
    """Return what a receipt says of a judgement: nothing of what the document says."""
    presentation = judgement.presentation
    return VerificationReceipt(
        checked_at=judgement.verified_at,
        policy=judgement.policy,
        outcome=judgement.outcome.value,
        file_digest=digest_multibase(handed_in.document),
        file_type=handed_in.media_type,
        sharing=_findings(presentation.checks) if presentation is not None else (),
        checked=tuple(
            CheckedCertificate(outcome=result.outcome.value, findings=_findings(result.checks))
            for result in judgement.results
        ),
    )


def signed(receipt: VerificationReceipt, *, issuer: str, signer: Signer) -> JsonObject:
    """Return the receipt as a credential of this verifier, with a random id; it is stored nowhere."""
    return add_proof(
        build_receipt_document(receipt, issuer=issuer, receipt_id=f"urn:uuid:{uuid.uuid4()}"),
        cryptosuite=CRYPTOSUITE,
        signer=signer,
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=receipt.checked_at,
    )


def _findings(checks: Iterable[Check]) -> tuple[ReceiptFinding, ...]:
    return tuple(
        ReceiptFinding(
            check=check.name,
            outcome=check.outcome.value,
            code=check.code,
            listed_on=_day(check.parameters.get("listed_on")),
        )
        for check in checks
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
