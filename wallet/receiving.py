"""Receiving a certificate: look at what is offered, prove the key, get the copy, judge it BEFORE keeping it.

    1. read the offer (`wallet.offers`) and decide whom to ask
    2. ask the issuer what it offers; nothing of it is believed yet
    3. sign the issuer's challenge for the issuer's own origin, so that no one else can use the signature
    4. get the copy; asking again with the same key gives the same copy, so a lost answer is no loss
    5. judge it; what fails is refused and nothing of it is kept, what could not be checked is kept as such
    6. keep it (`wallet.shelf`), in the caller's transaction

The network is asked outside any transaction, so 2-5 take no session.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from keys.jose import UnsupportedEnvelopeError
from schemas import documents
from schemas.credential import Credential
from schemas.documents import JsonObject
from schemas.errors import MalformedDocumentError
from schemas.own_words import OwnWordsKind
from verifier.securing import open_credential
from wallet.checking import Checker
from wallet.contents import Verdict
from wallet.errors import IssuerUnavailableError, OfferError, RefusedDocumentError
from wallet.holder import Holder
from wallet.issuers import IssuerApi, OfferPreview
from wallet.offers import OfferCode, origin_of
from wallet.pending import PendingOffer
from wallet.presenting import present_key


@dataclass(frozen=True, slots=True)
class Received:
    """A copy that was judged and may be kept."""

    credential: Credential
    original: bytes
    verdict: Verdict


def find_code(api: IssuerApi, code: OfferCode, *, issuer_urls: Sequence[str]) -> PendingOffer:
    """Ask the configured issuers in turn whose code this is.

    Raises `OfferError`: what the issuer that knows the code says, else `offer.unknown`;
    `IssuerUnavailableError` when nobody knew it and not everybody could be asked.
    """
    unavailable: IssuerUnavailableError | None = None
    for issuer_url in issuer_urls:
        try:
            api.preview(issuer_url, code.text)
        except OfferError as error:
            if error.code != "offer.unknown":
                raise
        except IssuerUnavailableError as error:
            unavailable = error
        else:
            return PendingOffer(code.text, issuer_url)
    raise unavailable or OfferError("offer.unknown")


def preview(api: IssuerApi, pending: PendingOffer) -> OfferPreview:
    """Return what the issuer says it offers.

    Raises `OfferError`, and `IssuerUnavailableError` also when it names another origin than its own:
    signing that would give a stranger a proof for somebody else's desk.
    """
    offered = api.preview(pending.issuer_url, pending.offer)
    if origin_of(offered.domain) != origin_of(pending.issuer_url):
        raise IssuerUnavailableError("issuer.foreign_domain", detail=offered.domain[:100])
    return offered


def receive(
    api: IssuerApi, checker: Checker, pending: PendingOffer, *, holder: Holder, at: datetime
) -> Received:
    """Claim the offer for the holder's key and judge the copy (steps 2 to 5).

    Raises `OfferError`, `IssuerUnavailableError`, and `RefusedDocumentError`: `document.refused_*`.
    """
    offered = preview(api, pending)
    proof_of_key = present_key(holder=holder, challenge=offered.challenge, domain=offered.domain, created=at)
    document = api.claim(pending.issuer_url, pending.offer, proof_of_key)
    received = judge(checker, document, holder=holder, at=at)
    if received.credential.issuer_id != offered.issuer_id:
        raise RefusedDocumentError("document.refused_other_offer")
    if received.credential.subject_ids != (holder.did,):
        raise RefusedDocumentError("document.refused_other_holder")
    if received.verdict.outcome == "failed":
        raise RefusedDocumentError(refusal_code(received.verdict))
    return received


def judge(
    checker: Checker,
    document: JsonObject,
    *,
    holder: Holder,
    at: datetime,
    original: bytes | None = None,
) -> Received:
    """Return the document (or the envelope of a JWT) as a credential with its verdict.

    Raises `RefusedDocumentError`: `document.refused_changed` when it can't be read as a credential,
    `document.refused_own_words` for what somebody says of herself.
    """
    try:
        credential = Credential.from_document(open_credential(document).document)
    except (MalformedDocumentError, UnsupportedEnvelopeError) as error:
        raise RefusedDocumentError(
            "document.refused_changed", detail=error.code, pointer=error.pointer
        ) from error
    if any(kind in credential.types for kind in OwnWordsKind):
        # The wallet writes these itself when she shares. Taken in, they would pass for words that it saw.
        raise RefusedDocumentError("document.refused_own_words")
    verdict = checker.check(document, presented_by=holder.did, at=at)
    return Received(credential, original or documents.serialize(document), verdict)


# Which finding gives which sentence; anything else that fails means that the document is not what was signed.
_REFUSALS_BY_CODE = {"status.revoked": "document.refused_ended"}
_REFUSALS_BY_CHECK = {"issuer": "document.refused_issuer"}


def refusal_code(verdict: Verdict) -> str:
    """Return the code of why a failed document is refused; the first check that failed counts."""
    for finding in verdict.findings:
        if finding.outcome == "failed":
            return (
                _REFUSALS_BY_CODE.get(finding.code)
                or _REFUSALS_BY_CHECK.get(finding.name)
                or "document.refused_changed"
            )
    return "document.refused_changed"
