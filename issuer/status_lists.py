"""Status lists: taking places in them, setting bits, and publishing them signed.

A place is drawn at random (VCR_17), so that it tells nothing about when or for whom it was taken, and it
is never given out again. The published list is a cache: signed again only when a bit changed or when it
nears the end of its validity. https://www.w3.org/TR/vc-bitstring-status-list/
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from issuer import signing_keys
from issuer.errors import NotFoundError
from issuer.installation import Installation
from issuer.models import Credential, Institution, StatusEntry, StatusList, StatusPurpose
from keys.controller import ProofPurpose
from keys.proofs import add_proof
from schemas.documents import serialize
from schemas.status_list import MINIMUM_ENTRIES, StatusBits, build_status_list_document
from web.database import UtcDateTime

VALIDITY = timedelta(hours=24)  # after which a verifier says that it could not check
RENEW_BEFORE_END = timedelta(hours=12)
TIME_TO_LIVE = timedelta(minutes=5)  # how long a verifier may use the list without asking again

# A list is as good as full when this many draws in a row hit taken places: at about four fifths.
MAX_DRAWS = 20

# The one insert of this actor in which two writers may meet: the database decides who was first.
_INSERTS: Mapping[str, Callable[[Any], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
_OPEN = text(
    "INSERT INTO status_list (institution_id, id, purpose, number, version, created_at) "
    "VALUES (:institution_id, :id, :purpose, :number, 1, :created_at) "
    "ON CONFLICT (institution_id, id) DO NOTHING"
).bindparams(bindparam("created_at", type_=UtcDateTime()))


@dataclass(frozen=True, slots=True)
class PublishedList:
    """A signed status list as it is served."""

    content: bytes = field(repr=False)
    etag: str


def open_first(session: Session, institution_id: str, *, at: datetime) -> None:
    """Open the first list of each purpose."""
    for purpose in StatusPurpose:
        _open_list(session, institution_id, purpose, 1, at)


def take_places(
    session: Session,
    credential: Credential,
    *,
    at: datetime,
    purposes: Iterable[StatusPurpose] = tuple(StatusPurpose),
) -> tuple[StatusEntry, ...]:
    """Take one random free place for the copy in a list of each of the purposes.

    Safe against other writers: UNIQUE in the database decides, and a lost draw is drawn again.
    """
    session.flush()
    for purpose in purposes:
        _take(session, credential.institution_id, [credential.id], purpose, at)
    return places_of(session, credential)


def take_places_for(
    session: Session, institution_id: str, credential_ids: Sequence[str], *, at: datetime
) -> None:
    """Take for each copy what `take_places` takes for one, with a statement per purpose."""
    session.flush()
    for purpose in StatusPurpose:
        _take(session, institution_id, credential_ids, purpose, at)


def places_of(session: Session, credential: Credential) -> tuple[StatusEntry, ...]:
    """Return the places of a copy, revocation first."""
    return places_of_all(session, credential.institution_id, [credential.id])[credential.id]


def places_of_all(
    session: Session, institution_id: str, credential_ids: Sequence[str]
) -> dict[str, tuple[StatusEntry, ...]]:
    """Return the places of every copy, revocation first."""
    found: dict[str, tuple[StatusEntry, ...]] = dict.fromkeys(credential_ids, ())
    for place in session.scalars(
        select(StatusEntry)
        .where(StatusEntry.institution_id == institution_id, StatusEntry.credential_id.in_(credential_ids))
        .order_by(StatusEntry.purpose)
    ):
        found[place.credential_id] += (place,)
    return found


def set_bits(
    session: Session,
    institution_id: str,
    credential_ids: Iterable[str],
    purpose: StatusPurpose,
    *,
    at: datetime,
) -> None:
    """Set the bit of every given copy; one that is set already stays as it is."""
    _change_bits(session, institution_id, credential_ids, purpose, at)


def lift_suspension(session: Session, institution_id: str, credential_ids: Iterable[str]) -> None:
    """Clear the suspension bit of every given copy. There is no such function for revocation."""
    _change_bits(session, institution_id, credential_ids, StatusPurpose.SUSPENSION, None)


def published_list(
    session: Session, institution: Institution, list_id: str, *, at: datetime
) -> PublishedList | None:
    """Return the signed list if the cached one is still good, None if it must be signed again.

    Raises `NotFoundError` for a list that does not exist.
    """
    row = session.get(StatusList, (institution.id, list_id))
    if row is None:
        raise NotFoundError("status_list.unknown", list=list_id[:40])
    fresh = row.valid_until is not None and at < row.valid_until - RENEW_BEFORE_END
    if row.signed is None or row.signed_version != row.version or not fresh:
        return None
    return _published(row.signed)


def sign_list(
    session: Session, installation: Installation, institution: Institution, list_id: str, *, at: datetime
) -> PublishedList:
    """Sign the list over the bits as they are now, and keep the signed bytes."""
    row = session.scalars(
        select(StatusList)
        .where(StatusList.institution_id == institution.id, StatusList.id == list_id)
        .with_for_update()
    ).one()
    bits = StatusBits(MINIMUM_ENTRIES)
    for position in session.scalars(
        select(StatusEntry.position).where(
            StatusEntry.institution_id == institution.id,
            StatusEntry.list_id == list_id,
            StatusEntry.set_at.is_not(None),
        )
    ):
        bits.set(position)
    valid_until = at + VALIDITY
    document = build_status_list_document(
        url=installation.status_list_url(institution.slug, list_id),
        issuer=institution.did,
        purpose=row.purpose.value,
        bits=bits,
        valid_from=at,
        valid_until=valid_until,
        ttl=TIME_TO_LIVE,
    )
    signer = signing_keys.signer_for(session, installation, institution, at=at)
    signed = add_proof(
        document,
        cryptosuite=signing_keys.cryptosuite_of(signer),
        signer=signer,
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=at,
    )
    row.signed, row.signed_version, row.valid_until = serialize(signed), row.version, valid_until
    return _published(row.signed)


def _published(signed: bytes) -> PublishedList:
    return PublishedList(signed, hashlib.sha256(signed).hexdigest()[:32])


def _newest_number(session: Session, institution_id: str, purpose: StatusPurpose) -> int:
    number = session.scalar(
        select(func.max(StatusList.number)).where(
            StatusList.institution_id == institution_id, StatusList.purpose == purpose
        )
    )
    if number is None:
        raise NotFoundError("status_list.unknown")
    return number


def _list_id(purpose: StatusPurpose, number: int) -> str:
    return f"{purpose.value}-{number}"


def _open_list(
    session: Session, institution_id: str, purpose: StatusPurpose, number: int, at: datetime
) -> None:
    session.execute(
        _OPEN,
        {
            "institution_id": institution_id,
            "id": _list_id(purpose, number),
            "purpose": purpose.value,
            "number": number,
            "created_at": at,
        },
    )


def _take(
    session: Session, institution_id: str, credential_ids: Sequence[str], purpose: StatusPurpose, at: datetime
) -> None:
    """Take a place for every copy: in the newest list, and in the next ones for those that find it full."""
    number = _newest_number(session, institution_id, purpose)
    while credential_ids := _take_in(session, institution_id, credential_ids, purpose, number):
        number += 1
        _open_list(session, institution_id, purpose, number, at)


def _take_in(
    session: Session, institution_id: str, credential_ids: Sequence[str], purpose: StatusPurpose, number: int
) -> Sequence[str]:
    """Draw until every copy has a place in this list; return those that still have none after many draws."""
    for _ in range(MAX_DRAWS):
        if not credential_ids:
            break
        draws: list[dict[str, object]] = [
            {
                "institution_id": institution_id,
                "list_id": _list_id(purpose, number),
                "position": position,
                "credential_id": credential_id,
                "purpose": purpose,
            }
            # In order of position, so that two writers who meet twice do not wait for each other.
            for position, credential_id in sorted(
                (secrets.randbelow(MINIMUM_ENTRIES), credential_id) for credential_id in credential_ids
            )
        ]
        statement = (
            _INSERTS[session.get_bind().dialect.name](StatusEntry.__table__)
            .on_conflict_do_nothing(index_elements=["institution_id", "list_id", "position"])
            .returning(StatusEntry.credential_id)
        )
        taken = set(session.scalars(statement, draws))
        credential_ids = [each for each in credential_ids if each not in taken]
    return credential_ids


def _change_bits(
    session: Session,
    institution_id: str,
    credential_ids: Iterable[str],
    purpose: StatusPurpose,
    set_at: datetime | None,
) -> None:
    session.flush()
    ids = list(credential_ids)
    unchanged = StatusEntry.set_at.is_(None) if set_at else StatusEntry.set_at.is_not(None)
    mine = (StatusEntry.institution_id == institution_id, StatusEntry.purpose == purpose)
    entries = session.scalars(
        select(StatusEntry).where(*mine, StatusEntry.credential_id.in_(ids), unchanged)
    ).all()
    for entry in entries:
        entry.set_at = set_at
    if lists := {entry.list_id for entry in entries}:
        session.execute(
            update(StatusList)
            .where(StatusList.institution_id == institution_id, StatusList.id.in_(lists))
            .values(version=StatusList.version + 1)
        )
