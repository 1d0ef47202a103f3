"""Signing credentials for other systems of an institution: the machine door (docs/adr/0029).

One transaction does everything: the idempotency key, the places in the status lists, the signature, the
signed bytes and the audit row. A signature that is not committed was seen by nobody, so nothing is ever
signed without being on record, and a kill leaves nothing to finish.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from issuer import audit, signing_keys, status_lists
from issuer.api_keys import Caller
from issuer.award_trail import note_direct
from issuer.awards import new_award_urn
from issuer.certificates.copies import StatusPlace
from issuer.direct_documents import prepared, with_status
from issuer.errors import ConflictError, NotFoundError
from issuer.installation import Installation
from issuer.instances import find_instance, purposes_of
from issuer.institutions import get_institution
from issuer.models import (
    ApiScope,
    CopyState,
    Credential,
    DirectIssuance,
    Institution,
    IssuingInstance,
    StatusList,
    StatusPurpose,
)
from keys.canonicalization import ContextRules
from keys.controller import ProofPurpose
from keys.proofs import add_proof
from schemas.documents import JsonObject, serialize
from web.database import Database
from web.json_requests import RequestError


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRequest:
    """What another system asks to have signed."""

    credential: JsonObject
    mandatory_pointers: Sequence[str] = ()
    """What every derived proof will show; for selective disclosure only."""
    status_name: str | None = None
    """The identifier by which its status will be set; the credential's own `id` when none is given."""
    idempotency_key: str | None = None
    body: bytes = field(repr=False)
    """The request as it came in: what a repetition must equal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """What is to become of the status of a credential."""

    name: str
    purpose: StatusPurpose
    set: bool = True


def issue(
    database: Database,
    installation: Installation,
    caller: Caller,
    instance_name: str,
    request: IssueRequest,
    *,
    contexts: ContextRules,
    at: datetime,
) -> bytes:
    """Return the credential with its proof, as the bytes that are kept.

    The same idempotency key with the same request gives the same bytes again.

    Raises `NotFoundError("instance.unknown")`, `ForbiddenError` (`api_key.scope`, `direct.kind`),
    `ConflictError("request.idempotency_key")` for a key that was used for something else, and
    `MalformedDocumentError` and `ProofError` for a credential that can't be signed.
    """
    caller.require(ApiScope.ISSUE)
    with database.reading() as session:
        instance = find_instance(session, caller.institution_id, instance_name)
        institution = get_institution(session, instance.institution_id)
    # Most of what is refused is refused here, before anything is locked.
    document = prepared(request.credential, issuer_did=institution.did, contexts=contexts, at=at)
    with database.transaction() as session:
        if (earlier := _earlier(session, instance, request)) is not None:
            return earlier
        credential = _new_credential(session, instance, caller, request, at)
        places = _take_places(session, installation, institution, instance, credential, at)
        signer = signing_keys.signer_for(
            session,
            installation,
            institution,
            at=at,
            instance_name=instance.key_use,
        )
        signed = add_proof(
            with_status(document, places, contexts=contexts),
            cryptosuite=instance.cryptosuite,
            signer=signer,
            purpose=ProofPurpose.ASSERTION_METHOD,
            created=at,
            contexts=contexts,
            mandatory_pointers=request.mandatory_pointers,
        )
        credential.signed = serialize(signed)
        credential.verification_method = signer.verification_method
        note_direct(
            session,
            credential,
            "direct.signed",
            at=at,
            by=caller.name_in_trail,
            detail=f"{credential.urn} {instance.name}",
        )
        return credential.signed


def set_status(session: Session, caller: Caller, change: StatusChange, *, at: datetime) -> None:
    """Set or lift the status of every credential that was signed for this caller under a name.

    Finds only what came in through this door: an award is revoked in the console, by its rules.

    Raises `NotFoundError("credential.unknown")`, `ForbiddenError("api_key.scope")` and
    `RequestError("status.final")` for lifting a revocation.
    """
    caller.require(ApiScope.STATUS)
    if not change.set and change.purpose is StatusPurpose.REVOCATION:
        raise RequestError("status.final", pointer="/status")
    statement = (
        select(Credential)
        .join(
            DirectIssuance,
            (DirectIssuance.institution_id == Credential.institution_id)
            & (DirectIssuance.credential_id == Credential.id),
        )
        .where(DirectIssuance.name_hash == _digest(change.name.encode()))
    )
    if caller.institution_id is not None:
        statement = statement.where(Credential.institution_id == caller.institution_id)
    placed = [
        credential
        for credential in session.scalars(statement).all()
        if change.purpose in {place.purpose for place in status_lists.places_of(session, credential)}
    ]
    if not placed:
        raise NotFoundError("credential.unknown", pointer="/credentialId")
    for credential in placed:
        if change.set:
            status_lists.set_bits(session, credential.institution_id, [credential.id], change.purpose, at=at)
        else:
            status_lists.lift_suspension(session, credential.institution_id, [credential.id])
        note_direct(
            session,
            credential,
            f"direct.{change.purpose.value}_{'set' if change.set else 'lifted'}",
            at=at,
            by=caller.name_in_trail,
            detail=credential.urn,
        )


def publish_list(
    session: Session, installation: Installation, caller: Caller, slug: str, list_id: str, *, at: datetime
) -> None:
    """Sign a status list now, instead of at its next request.

    Raises `NotFoundError("status_list.unknown")`, also for a list of another institution.
    """
    caller.require(ApiScope.STATUS)
    institution = session.scalar(select(Institution).where(Institution.slug == slug))
    mine = institution is not None and caller.institution_id in (None, institution.id)
    if institution is None or not mine or session.get(StatusList, (institution.id, list_id)) is None:
        raise NotFoundError("status_list.unknown", list=list_id[:40])
    status_lists.sign_list(session, installation, institution, list_id, at=at)


def _earlier(session: Session, instance: IssuingInstance, request: IssueRequest) -> bytes | None:
    """Return what the same idempotency key gave before, waiting for whoever is using it now."""
    if request.idempotency_key is None:
        return None
    audit.lock(session, instance.institution_id)
    found = session.scalar(
        select(DirectIssuance).where(
            DirectIssuance.institution_id == instance.institution_id,
            DirectIssuance.instance_name == instance.name,
            DirectIssuance.idempotency_hash == _digest(request.idempotency_key.encode()),
        )
    )
    if found is None:
        return None
    if found.request_hash != _digest(request.body):
        raise ConflictError("request.idempotency_key")
    credential = session.get(Credential, (found.institution_id, found.credential_id))
    return credential.signed if credential else None


def _new_credential(
    session: Session, instance: IssuingInstance, caller: Caller, request: IssueRequest, at: datetime
) -> Credential:
    credential = Credential(
        institution_id=instance.institution_id,
        urn=new_award_urn(),
        award_id=None,
        bound_to="",
        state=CopyState.SIGNED,
        intended_at=at,
        signed_at=at,
    )
    session.add(credential)
    session.flush()
    own_id = request.credential.get("id")
    name = request.status_name or (own_id if isinstance(own_id, str) else None)
    session.add(
        DirectIssuance(
            institution_id=instance.institution_id,
            credential_id=credential.id,
            instance_name=instance.name,
            api_key_id=caller.api_key_id,
            name_hash=_digest(name.encode()) if name else None,
            idempotency_hash=(_digest(request.idempotency_key.encode()) if request.idempotency_key else None),
            request_hash=_digest(request.body),
        )
    )
    return credential


def _take_places(
    session: Session,
    installation: Installation,
    institution: Institution,
    instance: IssuingInstance,
    credential: Credential,
    at: datetime,
) -> list[StatusPlace]:
    if not (purposes := purposes_of(instance)):
        return []
    return [
        StatusPlace(
            installation.status_list_url(institution.slug, place.list_id), place.position, place.purpose.value
        )
        for place in status_lists.take_places(session, credential, at=at, purposes=purposes)
    ]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
