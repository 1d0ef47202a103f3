"""Institutions: who issues, under which name and numbers, and which kinds."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from issuer import audit, signing_keys, status_lists
from issuer.certificates.documents import IDENTIFIER_TYPES, IssuerProfile
from issuer.errors import ConflictError, NotFoundError, RefusedInputError
from issuer.installation import Installation
from issuer.models import Institution
from keys.did_key import did_key_for, verification_method_for
from keys.did_web import did_for_url
from keys.key_types import KeyType
from schemas.credential import ISSUED_KINDS, CredentialKind
from web.staff.tables import MAX_NAME_CHARACTERS, MAX_PLACE_CHARACTERS

DEFAULT_OFFER_DAYS = 183  # half a year, as wallets elsewhere keep an unclaimed credential
MAX_OFFER_DAYS = 3 * 366

# What stands in addresses for an institution or an issuing instance.
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


def create_institution(
    session: Session,
    installation: Installation,
    *,
    slug: str,
    name: str,
    kinds: Collection[CredentialKind],
    identifiers: Mapping[str, str],
    at: datetime,
    place: str = "",
    offer_days: int = DEFAULT_OFFER_DAYS,
    key_type: KeyType = KeyType.ED25519,
    named_by_key: bool = False,
) -> Institution:
    """Make an institution with its first signing key, its status lists and its audit trail.

    `identifiers` are registration numbers by scheme (BRIN, RIO, KVK, NKC-EVC-aanbieder), at least one.
    `named_by_key` makes its DID a did:key instead of a did:web: readable without asking us, but then its
    first key is its only one, for good. For conformance tests.
    Raises `RefusedInputError` (`institution.*`) and `ConflictError("institution.exists")`.
    """
    if not SLUG.fullmatch(slug):
        raise RefusedInputError("institution.slug", slug=slug)
    if not kinds or set(kinds) - set(CredentialKind):
        raise RefusedInputError("institution.kinds")
    if not identifiers or set(identifiers) - set(IDENTIFIER_TYPES) or not all(identifiers.values()):
        raise RefusedInputError("institution.identifiers", schemes=", ".join(IDENTIFIER_TYPES))
    if not name.strip() or len(name) > MAX_NAME_CHARACTERS or len(place) > MAX_PLACE_CHARACTERS:
        raise RefusedInputError("institution.name")
    if not 1 <= offer_days <= MAX_OFFER_DAYS:
        raise RefusedInputError("institution.offer_days")
    if session.scalar(select(Institution.id).where(Institution.slug == slug)) is not None:
        raise ConflictError("institution.exists", slug=slug)
    first_key = None
    did = did_for_url(installation.base_url, "issuers", slug)
    if named_by_key:
        first_key = installation.key_store.create(
            slug, key_type, verification_method=verification_method_for, at=at
        )
        did = did_key_for(first_key.public_key)
    institution = Institution(
        slug=slug,
        did=did,
        name=name.strip(),
        place=place.strip(),
        identifiers=dict(identifiers),
        kinds=[kind.value for kind in CredentialKind if kind in kinds],
        offer_days=offer_days,
        created_at=at,
    )
    session.add(institution)
    session.flush()
    audit.start(session, institution.id)
    audit.append(
        session, institution.id, "institution.created", at=at, actor=audit.OPERATOR, object_id=institution.id
    )
    status_lists.open_first(session, institution.id, at=at)
    if first_key is not None:
        signing_keys.enter_key(session, institution, first_key, at=at, signs_from=at)
    else:
        signing_keys.add_key(session, installation, institution, at=at, lead=timedelta(0), key_type=key_type)
    return institution


def find_institution(session: Session, slug: str) -> Institution:
    """Return the institution with this name in addresses. Raises `NotFoundError`."""
    institution = session.scalar(select(Institution).where(Institution.slug == slug))
    if institution is None:
        raise NotFoundError("institution.unknown", slug=slug)
    return institution


def get_institution(session: Session, institution_id: str) -> Institution:
    """Return an institution by its row id. Raises `NotFoundError`."""
    institution = session.get(Institution, institution_id)
    if institution is None:
        raise NotFoundError("institution.unknown")
    return institution


def all_institutions(session: Session) -> list[Institution]:
    """Return every institution of the installation by name, for the page that chooses one."""
    return list(session.scalars(select(Institution).order_by(Institution.name)))


def profile_of(institution: Institution) -> IssuerProfile:
    """Return how the institution names itself in its certificates."""
    return IssuerProfile(
        did=institution.did,
        name=institution.name,
        place=institution.place,
        identifiers=institution.identifiers,
    )


def kinds_of(institution: Institution) -> tuple[CredentialKind, ...]:
    """Return the kinds that the institution issues, decisions of its examination board among them."""
    return tuple(CredentialKind(kind) for kind in institution.kinds)


def written_kinds_of(institution: Institution) -> tuple[CredentialKind, ...]:
    """Return the kinds that its staff writes here by hand or from a sheet; a board decides elsewhere."""
    return tuple(kind for kind in kinds_of(institution) if kind in ISSUED_KINDS)
