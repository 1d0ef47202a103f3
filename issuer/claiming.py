"""Collecting an offer: a wallet proves that it holds a key, and gets its own copy bound to that key.

A claim, in order:

1. The offer exists and can still be collected.
2. The presentation answers a challenge of ours, for this offer, in time, for the first time. The
   challenge is used up here, whatever comes after.
3. It is signed by one did:key for our domain, holds no credentials, and names that DID as its holder.
4. The offer is open, or was collected by this very key before.
5. The copy for this key is intended, signed and recorded (`issuing`).

https://www.w3.org/TR/vc-data-model-2.0/#verifiable-presentations
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from issuer import audit, issuing, offers
from issuer.award_trail import note
from issuer.awards import find_award
from issuer.errors import ClaimRefusedError, ConflictError, OfferEndedError
from issuer.installation import Installation
from issuer.institutions import get_institution
from issuer.models import AwardState, CopyState, Credential, Offer, OfferChallenge, OfferState
from keys.errors import InvalidDidError, InvalidKeyError, ProofError
from keys.proofs import ProofPurpose, verify_proofs
from keys.resolver import Resolver
from schemas.documents import JsonObject
from schemas.errors import FetchError
from schemas.presentation import Presentation
from verifier.policy import PRODUCT_POLICY
from web.database import Database

CHALLENGE_LIFETIME = timedelta(minutes=10)
CHALLENGE_BYTES = 32
HOLDER_METHOD = "did:key:"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPreview:
    """What can be seen of an offer before it is collected."""

    issuer_did: str
    issuer_name: str
    kind: str
    title: str
    subject_name: str
    awarded_on: date | None
    expires_at: datetime
    last_day: date
    state: OfferState


def preview(session: Session, installation: Installation, reference: str, *, at: datetime) -> OfferPreview:
    """Show what is offered. Raises `UnknownOfferError`, `OfferEndedError`."""
    offer = offers.find_offer(session, installation, reference)
    offers.require_collectable(offer, at=at)
    institution = get_institution(session, offer.institution_id)
    award = find_award(session, offer.institution_id, offer.award_id)
    return OfferPreview(
        issuer_did=institution.did,
        issuer_name=institution.name,
        kind=award.kind.value,
        title=award.title,
        subject_name=award.subject_name,
        awarded_on=award.legal_date,
        expires_at=offer.expires_at,
        last_day=offer.last_day,
        state=offer.state,
    )


def new_challenge(session: Session, installation: Installation, reference: str, *, at: datetime) -> str:
    """Make a challenge for this offer; only its hash is stored. Raises as `preview`."""
    offer = offers.find_offer(session, installation, reference)
    offers.require_collectable(offer, at=at)
    nonce = secrets.token_urlsafe(CHALLENGE_BYTES)
    session.add(
        OfferChallenge(
            institution_id=offer.institution_id,
            offer_id=offer.id,
            nonce_hash=_nonce_hash(nonce),
            expires_at=at + CHALLENGE_LIFETIME,
        )
    )
    return nonce


def claim(
    database: Database,
    installation: Installation,
    resolver: Resolver,
    *,
    reference: str,
    presentation: JsonObject,
    at: datetime,
) -> bytes:
    """Return the copy for the wallet that signed the presentation; the same copy when it asks again.

    Opens its own transactions. Raises `UnknownOfferError`, `OfferEndedError`, `OfferClaimedError`,
    `ClaimRefusedError` (`claim.*`), `MalformedDocumentError`.
    """
    challenge = _challenge_in(presentation)
    with database.transaction() as session:
        offer = offers.find_offer(session, installation, reference)
        offers.require_collectable(offer, at=at)
        accepted = _use_up(session, offer, challenge, at)
    if not accepted:
        raise ClaimRefusedError("claim.challenge")
    holder = _proven_holder(presentation, resolver, domain=installation.origin, challenge=challenge, at=at)
    with database.transaction() as session:
        credential = _intend_for(session, installation, reference, holder, at)
    issuing.finish(database, installation, credential.institution_id, [credential.id], at=at, by=audit.HOLDER)
    with database.reading() as session:
        signed = session.get_one(Credential, (credential.institution_id, credential.id)).signed
    if signed is None:
        raise ConflictError("credential.not_signed")
    return signed


def remove_expired_challenges(session: Session, *, at: datetime) -> None:
    """Delete the challenges whose time is over, used or not. For the worker."""
    session.execute(delete(OfferChallenge).where(OfferChallenge.expires_at <= at))


def _challenge_in(presentation: JsonObject) -> str:
    """Return the challenge that the presentation says it answers; the proof over it is checked later."""
    proof = presentation.get("proof")
    challenge = proof.get("challenge") if isinstance(proof, dict) else None
    if not isinstance(challenge, str):
        raise ClaimRefusedError("claim.challenge")
    return challenge


def _use_up(session: Session, offer: Offer, challenge: str, at: datetime) -> bool:
    """Mark the challenge as used; say whether this was the first time and in time. One statement."""
    used = session.scalar(
        update(OfferChallenge)
        .where(
            OfferChallenge.institution_id == offer.institution_id,
            OfferChallenge.offer_id == offer.id,
            OfferChallenge.nonce_hash == _nonce_hash(challenge),
            OfferChallenge.used_at.is_(None),
            OfferChallenge.expires_at > at,
        )
        .values(used_at=at)
        .returning(OfferChallenge.nonce_hash)
    )
    return used is not None


def _proven_holder(
    presentation: JsonObject, resolver: Resolver, *, domain: str, challenge: str, at: datetime
) -> str:
    read = Presentation.from_document(presentation)
    if read.credentials:
        raise ClaimRefusedError("claim.holds_credentials")
    if read.holder is None or not read.holder.startswith(HOLDER_METHOD):
        raise ClaimRefusedError("claim.holder")
    try:
        proofs = verify_proofs(
            presentation,
            purpose=ProofPurpose.AUTHENTICATION,
            resolver=resolver,
            cryptosuites=PRODUCT_POLICY.cryptosuites_for_whole_documents,
            at=at,
            domain=domain,
            challenge=challenge,
        )
    except (ProofError, InvalidDidError, InvalidKeyError, FetchError) as error:
        raise ClaimRefusedError(
            "claim.proof", detail=f"{error.code}: {error.detail}", reason=error.code
        ) from error
    if {proof.controller for proof in proofs} != {read.holder}:
        raise ClaimRefusedError("claim.holder")
    return read.holder


def _intend_for(
    session: Session, installation: Installation, reference: str, holder: str, at: datetime
) -> Credential:
    offer = offers.find_offer(session, installation, reference, lock=True)
    offers.require_collectable(offer, at=at, holder=holder)
    award = find_award(session, offer.institution_id, offer.award_id, lock=True)
    if award.state is not AwardState.ISSUED:
        raise OfferEndedError("offer.withdrawn")
    credential = issuing.intend(session, award, holder=holder, at=at)
    if credential.state is CopyState.ENDED:
        raise OfferEndedError("offer.withdrawn")
    if offer.state is OfferState.OPEN:
        offer.state, offer.claimed_by, offer.claimed_at = OfferState.CLAIMED, holder, at
        offer.credential_id = credential.id
        note(session, award, "offer.claimed", at=at, by=audit.HOLDER, detail=offer.id)
    return credential


def _nonce_hash(nonce: str) -> str:
    return hashlib.sha256(nonce.encode("utf-8", "replace")).hexdigest()
