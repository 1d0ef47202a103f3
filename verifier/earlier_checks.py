"""Evidence that a document existed before its key was lost: the receipt of an earlier check (PF-10, ADR 50).

Whoever has a key can write any date, so what a revoked key signed holds by the word of somebody else only. A
verifier that had the very file in its hands before that day is such a somebody. Pure: the caller brings the
receipt, the keys, the registers and the time.

A receipt counts when all of this is so, asked in this order, so that nothing is fetched for the sake of a
party that no register names:

1. It reads as a receipt, about this file or this document, and found it to hold.
2. A register recognised who signed it for receipts, on the day of that check.
3. That party signed the whole of it, with a key of its own that is in force now.
4. The check, the signature on the receipt and the moment that the document's own proof names all come before
   the key was revoked.
5. It is somebody else's: not the issuer's, nor that of anybody else who signed the document.

What it does NOT say: that the certificate was deserved, or holds today. All other checks follow as ever.
"""

from dataclasses import dataclass
from datetime import date, datetime

from keys.algorithms import is_published_key
from keys.controller import ControllerDocument
from keys.did_web import host_of
from keys.errors import InvalidDidError, InvalidKeyError, ProofError
from keys.jose import UnsupportedEnvelopeError
from keys.proofs import VerifiedProof
from keys.resolver import Resolver
from keys.trust_list import RecognitionAnswer, RecognitionState, TrustRegistry
from schemas.credential import Credential
from schemas.data_model import check_credential
from schemas.dates import legal_date
from schemas.digests import Digest, digests_of, read_multihash
from schemas.documents import JsonObject, serialize
from schemas.errors import FetchError, MalformedDocumentError
from schemas.verification_receipt import RECEIPT_TYPE, CheckedCertificate, VerificationReceipt
from verifier.errors import ReceiptError, ReceiptUnreachableError
from verifier.policy import VerificationPolicy
from verifier.reading import Submission, SubmissionKind, document_submission, read_submission
from verifier.result import Outcome
from verifier.securing import SecuredDocument, open_credential

# In bytes of JSON. A receipt of a selection of 32 certificates takes some 30 KB.
MAX_RECEIPT_BYTES = 64 * 1024

# What an earlier check must have found: warnings are about who shows it and about registers, which are asked
# anew. Of these checks nothing but a pass will do.
_HELD = frozenset({Outcome.PASSED, Outcome.WARNING})
_SIGNED = frozenset({"structure", "proof", "key"})


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCheck:
    """A receipt that was handed over with a file, as yet believed in nothing. `file`: the file's digests."""

    receipt: JsonObject
    file: frozenset[Digest]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenByReceipt:
    """The proofs of a document, all verified, and whose receipt of which day shows that they are early."""

    proofs: tuple[VerifiedProof, ...]
    by: str
    checked_on: date


def read_receipt(handed_in: bytes | JsonObject) -> JsonObject:
    """Return the receipt in a file: JSON, a JWT, or a PDF with one inside. Nothing of it is verified here.

    Raises `ReceiptError`: `receipt.too_large`, `receipt.unreadable` (no receipt, or more than one).
    """
    try:
        read = read_submission(handed_in) if isinstance(handed_in, bytes) else document_submission(handed_in)
    except MalformedDocumentError as error:
        raise ReceiptError("receipt.unreadable", detail=str(error)) from error
    document = _only(read).document
    if document is None:
        raise ReceiptError("receipt.unreadable", detail="a link")
    if len(serialize(document)) > MAX_RECEIPT_BYTES:
        raise ReceiptError("receipt.too_large", limit=str(MAX_RECEIPT_BYTES))
    _opened(document)
    return document


def verify_by_receipt(
    earlier: EarlierCheck,
    *,
    document: JsonObject,
    secured: SecuredDocument,
    issuer: str,
    policy: VerificationPolicy,
    resolver: Resolver,
    trust: TrustRegistry,
    at: datetime,
) -> ProvenByReceipt:
    """Verify a document whose key was revoked, by the receipt that came with it.

    `document` is what was handed over and `secured` the same, opened; `issuer` is whom it names. `at` is the
    time of judging, and the key of the receipt must be in force then.

    Raises `ReceiptError` with the reason why the receipt does not count: `receipt.unreadable`,
    `receipt.other_document`, `receipt.not_passed`, `receipt.not_recognised`, `receipt.not_signed`,
    `receipt.key_revoked`, `receipt.too_late`, `receipt.not_independent`; `ReceiptUnreachableError` where that
    can't be said now; and as `SecuredDocument.verify` for everything else that is wrong with the document.
    """
    signed, credential, receipt = _opened(earlier.receipt)
    if _digest(receipt) not in earlier.file | digests_of(serialize(document)):
        raise ReceiptError("receipt.other_document")
    if not _found_to_hold(receipt):
        raise ReceiptError("receipt.not_passed", detail=receipt.outcome)
    recognition = _recognition(credential.issuer_id, receipt, trust)
    witnessed_at = max(receipt.checked_at, _signed_at(signed, credential.issuer_id, policy, resolver, at))
    try:
        proofs = secured.verify(
            policy=policy, resolver=resolver, at=at, domain=None, challenge=None, existed_at=witnessed_at
        )
    except ProofError as error:
        if error.code != "proof.key_revoked":
            raise
        raise ReceiptError("receipt.too_late", detail=str(error), **error.parameters) from error
    if credential.issuer_id in _names({issuer, *(proof.controller for proof in proofs)}, trust):
        raise ReceiptError("receipt.not_independent", detail=credential.issuer_id)
    return ProvenByReceipt(
        proofs=proofs,
        by=recognition.official_name or host_of(credential.issuer_id) or credential.issuer_id,
        checked_on=legal_date(receipt.checked_at),
    )


@dataclass(frozen=True, slots=True)
class _OnlyKeysOf:
    """A resolver of one DID: for a proof by anybody else nothing is looked up, so nothing is waited for."""

    did: str
    resolver: Resolver

    def resolve(self, did: str) -> ControllerDocument:
        """Return the controller document; raises `ReceiptError` for another DID."""
        if did != self.did:
            raise ReceiptError("receipt.not_signed", detail=f"a proof by {did[:100]}")
        return self.resolver.resolve(did)


def _only(read: Submission) -> Submission:
    """Return the one document that a receipt can be: as a file, or inside a PDF."""
    found = read.attached if read.kind is SubmissionKind.PDF else (read,)
    if len(found) != 1:
        raise ReceiptError("receipt.unreadable", detail=f"{len(found)} documents")
    return found[0]


def _opened(document: JsonObject) -> tuple[SecuredDocument, Credential, VerificationReceipt]:
    """Open a document as a receipt, and read what it says."""
    try:
        secured = open_credential(document)
        check_credential(secured.document)
        credential = Credential.from_document(secured.document)
    except (MalformedDocumentError, UnsupportedEnvelopeError) as error:
        raise ReceiptError("receipt.unreadable", detail=str(error)) from error
    receipt = VerificationReceipt.of(credential)
    if receipt is None:
        raise ReceiptError("receipt.unreadable", detail=f"not a {RECEIPT_TYPE}")
    return secured, credential, receipt


def _digest(receipt: VerificationReceipt) -> Digest:
    try:
        return read_multihash(receipt.file_digest)
    except MalformedDocumentError as error:
        raise ReceiptError("receipt.unreadable", detail=str(error)) from error


def _found_to_hold(receipt: VerificationReceipt) -> bool:
    """Say whether the check found each certificate in the file to be what its issuer signed, and no fault."""
    return (
        receipt.outcome in _HELD
        and bool(receipt.checked)
        and all(_was_signed(certificate) for certificate in receipt.checked)
    )


def _was_signed(certificate: CheckedCertificate) -> bool:
    passed = {finding.check for finding in certificate.findings if finding.outcome == Outcome.PASSED.value}
    return certificate.outcome in _HELD and passed >= _SIGNED


def _recognition(issuer: str, receipt: VerificationReceipt, trust: TrustRegistry) -> RecognitionAnswer:
    """Return what makes the word of a verifier count, on the day of its check."""
    answer = trust.recognition(issuer, RECEIPT_TYPE, (), legal_date(receipt.checked_at))
    if answer.state is RecognitionState.UNKNOWN:
        raise ReceiptUnreachableError("receipt.register_unreachable")
    if answer.state is not RecognitionState.RECOGNISED:
        raise ReceiptError("receipt.not_recognised", detail=f"{issuer}: {answer.state}")
    return answer


def _signed_at(
    signed: SecuredDocument, issuer: str, policy: VerificationPolicy, resolver: Resolver, at: datetime
) -> datetime:
    """Verify a receipt and return when it was signed; one that does not say may be of today."""
    try:
        proofs = signed.verify(
            policy=policy,
            resolver=_OnlyKeysOf(issuer, resolver),
            at=at,
            domain=None,
            challenge=None,
        )
    except FetchError as error:
        raise ReceiptUnreachableError("receipt.unreachable", detail=str(error)) from error
    except ProofError as error:
        revoked = error.code == "proof.key_revoked"
        raise ReceiptError(
            "receipt.key_revoked" if revoked else "receipt.not_signed", detail=str(error)
        ) from error
    except (InvalidKeyError, InvalidDidError, MalformedDocumentError) as error:
        raise ReceiptError("receipt.not_signed", detail=str(error)) from error
    # What its holder may leave out could be the finding that it failed.
    if any(proof.selective or is_published_key(proof.key) for proof in proofs):
        raise ReceiptError("receipt.not_signed", detail="in part, or with a key that everybody has")
    return max(proof.created or at for proof in proofs)


def _names(parties: set[str], trust: TrustRegistry) -> frozenset[str]:
    """Return every DID of some parties: those before and after a merger or another name are theirs too."""
    entries = [entry for party in parties for entry in trust.entries_for(party)]
    return frozenset(parties).union(
        *((entry.entity, *entry.former_entities, *entry.successor_entities) for entry in entries)
    )
