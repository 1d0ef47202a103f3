"""Organisations themselves: made by an operator, found by their name in addresses."""

import re
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from keys.did_web import did_for_url
from schemas.documents import JsonObject
from verifier.models import Organisation
from verifier.organisations import trail
from verifier.organisations.errors import ConflictError, NotFoundError, RefusedInputError
from web.staff.tables import MAX_NAME_CHARACTERS, MAX_PLACE_CHARACTERS

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


def create_organisation(
    session: Session, *, base_url: str, slug: str, name: str, at: datetime, place: str = ""
) -> Organisation:
    """Make an organisation. `slug` is its name in addresses and in its DID, for good.

    Does NOT say that it is who it says: that is for a trust list, under the DID that it gets here.
    Raises `RefusedInputError` (`organisation.slug`, `organisation.name`) and `ConflictError`
    (`organisation.exists`).
    """
    if not _SLUG.fullmatch(slug):
        raise RefusedInputError("organisation.slug", slug=slug)
    if not name.strip() or len(name) > MAX_NAME_CHARACTERS or len(place) > MAX_PLACE_CHARACTERS:
        raise RefusedInputError("organisation.name")
    if session.scalar(select(Organisation.id).where(Organisation.slug == slug)) is not None:
        raise ConflictError("organisation.exists", slug=slug)
    organisation = Organisation(
        slug=slug,
        did=did_for_url(base_url, "organisations", slug),
        name=name.strip(),
        place=place.strip(),
        created_at=at,
    )
    session.add(organisation)
    session.flush()
    trail.note(
        session,
        organisation.id,
        "organisation.created",
        at=at,
        actor=trail.OPERATOR,
        object_id=organisation.id,
    )
    return organisation


def find_organisation(session: Session, slug: str) -> Organisation:
    """Return the organisation with this name in addresses. Raises `NotFoundError`."""
    organisation = session.scalar(select(Organisation).where(Organisation.slug == slug))
    if organisation is None:
        raise NotFoundError("organisation.unknown", slug=slug)
    return organisation


def get_organisation(session: Session, organisation_id: str) -> Organisation:
    """Return an organisation by its row id. Raises `NotFoundError`."""
    organisation = session.get(Organisation, organisation_id)
    if organisation is None:
        raise NotFoundError("organisation.unknown")
    return organisation


def all_organisations(session: Session) -> list[Organisation]:
    """Return every organisation by name, for the page that chooses one."""
    return list(session.scalars(select(Organisation).order_by(Organisation.name)))


def did_document(organisation: Organisation) -> JsonObject:
    """Return what an organisation's DID resolves to: its identifier. It has no keys, since it signs nothing.

    https://www.w3.org/TR/did-1.0/#core-properties
    """
    return {"@context": ["https://www.w3.org/ns/did/v1"], "id": organisation.did}
