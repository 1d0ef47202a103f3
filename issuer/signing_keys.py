"""The signing keys of an institution through time, and the DID document that publishes them.

A new key is published before it first signs, so that whoever has cached the document knows it in time.
Until then the old one signs; after that the old one is retired: still published for what it signed, its
private half destroyed. Only a compromised key is published as revoked.

A key signs for one thing: the institution's awards and status lists, or one issuing instance.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from issuer import audit
from issuer.errors import ConflictError
from issuer.installation import Installation
from issuer.models import Institution, InstitutionKey, StatusList
from keys.controller import VerificationMethod, build_did_document
from keys.did_key import PREFIX as DID_KEY
from keys.key_store import KeyId, KeyRecord, KeyState
from keys.key_types import KeyType
from keys.signer import Signer
from schemas.documents import JsonObject

# Verifiers keep a DID document for minutes; an hour is also enough for those that keep it longer.
PUBLICATION_LEAD = timedelta(hours=1)

_CRYPTOSUITES: Mapping[KeyType, str] = {
    KeyType.ED25519: "eddsa-rdfc-2022",
    KeyType.P256: "ecdsa-rdfc-2019",
    KeyType.P384: "ecdsa-rdfc-2019",
}


def add_key(
    session: Session,
    installation: Installation,
    institution: Institution,
    *,
    at: datetime,
    lead: timedelta = PUBLICATION_LEAD,
    key_type: KeyType = KeyType.ED25519,
    instance_name: str | None = None,
    actor: str = audit.OPERATOR,
) -> InstitutionKey:
    """Make and publish a new key that signs once `lead` has passed; older ones sign until then.

    Raises `ConflictError("key.did_key")` for an institution whose DID is its one key.
    """
    if institution.did.startswith(DID_KEY):
        raise ConflictError("key.did_key", detail=institution.slug)
    record = installation.key_store.create(
        institution.slug,
        key_type,
        verification_method=lambda key: f"{institution.did}#{key.to_multikey()}",
        at=at,
    )
    return enter_key(
        session, institution, record, at=at, signs_from=at + lead, instance_name=instance_name, actor=actor
    )


def enter_key(
    session: Session,
    institution: Institution,
    record: KeyRecord,
    *,
    at: datetime,
    signs_from: datetime,
    instance_name: str | None = None,
    actor: str = audit.OPERATOR,
) -> InstitutionKey:
    """Put a key of the key store on the institution's timetable."""
    key = InstitutionKey(
        institution_id=institution.id,
        key_id=record.key_id,
        published_at=at,
        signs_from=signs_from,
        instance_name=instance_name,
    )
    session.add(key)
    audit.append(
        session,
        institution.id,
        "key.added",
        at=at,
        actor=actor,
        object_id=institution.id,
        detail=record.key_id,
    )
    return key


def cryptosuite_of(signer: Signer) -> str:
    """Return the suite that this installation uses for a key of this type."""
    return _CRYPTOSUITES[signer.public_key.key_type]


def signer_for(
    session: Session,
    installation: Installation,
    institution: Institution,
    *,
    at: datetime,
    instance_name: str | None = None,
) -> Signer:
    """Return the signer of the newest active key for this use whose time to sign has come.

    Raises `ConflictError("key.none")` when there is none: issuing stops, the rest goes on.
    """
    for record, timetable in _timetable(session, installation, institution):
        if timetable.instance_name != instance_name:
            continue
        if record.state is KeyState.ACTIVE and timetable.signs_from <= at:
            return installation.key_store.signer(institution.slug, record.key_id)
    raise ConflictError("key.none", detail=institution.slug)


def retire_superseded(
    session: Session, installation: Installation, institution: Institution, *, at: datetime
) -> int:
    """Retire every key that a newer one for the same use has taken over from; return how many."""
    in_use: set[str | None] = set()
    retired = 0
    for record, timetable in _timetable(session, installation, institution):
        if record.state is not KeyState.ACTIVE or timetable.signs_from > at:
            continue
        if timetable.instance_name in in_use:
            installation.key_store.retire(institution.slug, record.key_id, at=at)
            _note(session, institution, "key.retired", record, at)
            retired += 1
        in_use.add(timetable.instance_name)
    return retired


def compromise_key(
    session: Session, installation: Installation, institution: Institution, key_id: str, *, at: datetime
) -> None:
    """Publish a key as revoked from now on, and have the status lists signed again by another one.

    Does NOT make a new key, and does not revoke what the key signed.
    Raises `KeyStoreError` for a key that is unknown or already destroyed.
    """
    record = installation.key_store.compromise(institution.slug, KeyId(key_id), at=at)
    for listed in session.scalars(select(StatusList).where(StatusList.institution_id == institution.id)):
        listed.signed_version = None
    _note(session, institution, "key.compromised", record, at)


def did_document(installation: Installation, institution: Institution) -> JsonObject:
    """Return the public DID document: every key that was ever published and not destroyed."""
    published = [
        record
        for record in installation.key_store.records(institution.slug)
        if record.state is not KeyState.DESTROYED
    ]
    return build_did_document(
        institution.did,
        (
            VerificationMethod(
                id=record.verification_method,
                controller=institution.did,
                public_key=record.public_key,
                revoked=record.compromised,
            )
            for record in published
        ),
    )


def _timetable(
    session: Session, installation: Installation, institution: Institution
) -> list[tuple[KeyRecord, InstitutionKey]]:
    """Return the keys with their timetables, the last one to begin signing first."""
    timetables = {
        key.key_id: key
        for key in session.scalars(
            select(InstitutionKey).where(InstitutionKey.institution_id == institution.id)
        )
    }
    known = [
        (record, timetables[record.key_id])
        for record in installation.key_store.records(institution.slug)
        if record.key_id in timetables
    ]
    return sorted(known, key=lambda pair: (pair[1].signs_from, pair[0].key_id), reverse=True)


def _note(session: Session, institution: Institution, action: str, record: KeyRecord, at: datetime) -> None:
    audit.append(
        session,
        institution.id,
        action,
        at=at,
        actor=audit.OPERATOR,
        object_id=institution.id,
        detail=record.key_id,
    )
