"""Issuing instances: under which name, by which suite and key, and with which status an institution signs.

The W3C CCG VC-API has one address per such choice. An instance signs with keys of its own, or with the key
that also signs the institution's awards.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from issuer import audit, signing_keys
from issuer.choices import SUITE_KEY_TYPES, StatusPurpose
from issuer.errors import ConflictError, NotFoundError, RefusedInputError
from issuer.installation import Installation
from issuer.institutions import SLUG
from issuer.models import Institution, IssuingInstance
from keys.key_types import KeyType


def create_instance(
    session: Session,
    installation: Installation,
    institution: Institution,
    *,
    name: str,
    cryptosuite: str,
    at: datetime,
    key_type: KeyType | None = None,
    status_purposes: Collection[StatusPurpose] = (),
    actor: str = audit.OPERATOR,
) -> IssuingInstance:
    """Make an instance. With a `key_type` it gets a key of its own, which signs at once.

    Raises `RefusedInputError`: `instance.name`, `instance.cryptosuite`, `instance.key_type`; and
    `ConflictError("instance.exists")`.
    """
    if not SLUG.fullmatch(name):
        raise RefusedInputError("instance.name", name=name[:40])
    if cryptosuite not in SUITE_KEY_TYPES:
        raise RefusedInputError("instance.cryptosuite", suites=", ".join(SUITE_KEY_TYPES))
    _require_fitting(cryptosuite, key_type or _key_type_of(session, installation, institution, at))
    if session.scalar(select(IssuingInstance.name).where(IssuingInstance.name == name)) is not None:
        raise ConflictError("instance.exists", name=name)
    instance = IssuingInstance(
        institution_id=institution.id,
        name=name,
        cryptosuite=cryptosuite,
        own_key=key_type is not None,
        status_purposes=sorted(purpose.value for purpose in set(status_purposes)),
        created_at=at,
    )
    session.add(instance)
    session.flush()
    audit.append(
        session,
        institution.id,
        "instance.created",
        at=at,
        actor=actor,
        object_id=institution.id,
        detail=f"{name} {cryptosuite}",
    )
    if key_type is not None:
        signing_keys.add_key(
            session,
            installation,
            institution,
            at=at,
            lead=timedelta(0),
            key_type=key_type,
            instance_name=name,
            actor=actor,
        )
    return instance


def find_instance(session: Session, institution_id: str | None, name: str) -> IssuingInstance:
    """Return an instance of this institution, or of any when the caller speaks for none.

    Raises `NotFoundError("instance.unknown")`, also for an instance of another institution.
    """
    statement = select(IssuingInstance).where(IssuingInstance.name == name)
    if institution_id is not None:
        statement = statement.where(IssuingInstance.institution_id == institution_id)
    instance = session.scalar(statement)
    if instance is None:
        raise NotFoundError("instance.unknown", name=name[:40])
    return instance


def require_fitting_key(session: Session, institution_id: str, name: str, key_type: KeyType) -> None:
    """Return when an instance has keys of its own, and a key of this type fits its suite.

    Raises `NotFoundError("instance.unknown")` and `RefusedInputError`: `instance.no_own_key`,
    `instance.key_type`.
    """
    instance = find_instance(session, institution_id, name)
    if not instance.own_key:
        raise RefusedInputError("instance.no_own_key", name=name)
    _require_fitting(instance.cryptosuite, key_type)


def instances_of(session: Session, institution_id: str) -> list[IssuingInstance]:
    """Return the institution's instances by name."""
    return list(
        session.scalars(
            select(IssuingInstance)
            .where(IssuingInstance.institution_id == institution_id)
            .order_by(IssuingInstance.name)
        )
    )


def purposes_of(instance: IssuingInstance) -> tuple[StatusPurpose, ...]:
    """Return the purposes of the status lists in which its credentials get a place, revocation first."""
    return tuple(purpose for purpose in StatusPurpose if purpose.value in instance.status_purposes)


def _key_type_of(
    session: Session, installation: Installation, institution: Institution, at: datetime
) -> KeyType:
    signer = signing_keys.signer_for(session, installation, institution, at=at)
    return signer.public_key.key_type


def _require_fitting(cryptosuite: str, key_type: KeyType) -> None:
    fitting = SUITE_KEY_TYPES[cryptosuite]
    if key_type not in fitting:
        raise RefusedInputError("instance.key_type", key_type=key_type, fitting=", ".join(sorted(fitting)))
