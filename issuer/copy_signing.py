"""Step 2 of `issuer.issuing`: a copy's document, built from rows alone, and its signature. Writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from issuer import signing_keys, status_lists
from issuer.awards import claims_of
from issuer.certificates.copies import StatusPlace, copy_document, valid_from_of
from issuer.installation import Installation
from issuer.kept_copies import awards_of
from issuer.models import Award, Credential, Institution, StatusEntry
from keys.controller import ProofPurpose
from keys.proofs import add_proof
from keys.signer import Signer
from schemas.documents import serialize


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedCopy:
    """What step 2 made of an intention."""

    institution_id: str
    credential_id: str
    content: bytes = field(repr=False)
    verification_method: str


def sign(
    session: Session,
    installation: Installation,
    institution: Institution,
    credential: Credential,
    *,
    at: datetime,
) -> SignedCopy:
    """Step 2: build the copy's document from its rows and sign it. Writes nothing."""
    [signed] = sign_all(session, installation, institution, [credential], at=at)
    return signed


def sign_all(
    session: Session,
    installation: Installation,
    institution: Institution,
    copies: Sequence[Credential],
    *,
    at: datetime,
) -> list[SignedCopy]:
    """Do what `sign` does for copies of one institution."""
    if not copies:
        return []
    signer = signing_keys.signer_for(session, installation, institution, at=at)
    awards = awards_of(session, institution.id, copies)
    places = status_lists.places_of_all(session, institution.id, [copy.id for copy in copies])
    return [
        SignedCopy(
            institution_id=institution.id,
            credential_id=copy.id,
            content=_signed_document(
                installation, institution, copy, awards[copy.id], places[copy.id], signer, at
            ),
            verification_method=signer.verification_method,
        )
        for copy in copies
    ]


def _signed_document(
    installation: Installation,
    institution: Institution,
    copy: Credential,
    award: Award,
    places: Sequence[StatusEntry],
    signer: Signer,
    at: datetime,
) -> bytes:
    claims = claims_of(award)
    document = copy_document(
        claims,
        credential_urn=copy.urn,
        valid_from=valid_from_of(claims, issued_at=copy.intended_at),
        places=[
            StatusPlace(
                installation.status_list_url(institution.slug, place.list_id),
                place.position,
                place.purpose.value,
            )
            for place in places
        ],
        holder=copy.holder,
    )
    signed = add_proof(
        document,
        cryptosuite=signing_keys.cryptosuite_of(signer),
        signer=signer,
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=at,
    )
    return serialize(signed)
