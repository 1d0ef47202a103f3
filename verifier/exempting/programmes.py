"""A school's programmes: imported as JSON, listed, retired. Never changed: decisions name its parts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from schemas.documents import parse_object
from verifier.exemptions import Programme, read_programme
from verifier.exemptions.programme import LoadUnit
from verifier.models import StoredProgramme
from verifier.models.exemptions import TITLE_LENGTH
from verifier.organisations import trail
from verifier.organisations.errors import NotFoundError, RefusedInputError

MAX_PROGRAMMES = 1_000
MAX_DOCUMENT_BYTES = 256 * 1024  # three hundred parts with all their outcomes are 100 kB


def read(document: bytes) -> Programme:
    """Read a programme of which decisions can be written: in hours of study, loads are whole hours.

    Raises `MalformedDocumentError` as `read_programme`, `RefusedInputError`: `programme.too_large`,
    `programme.load`.
    """
    if len(document) > MAX_DOCUMENT_BYTES:
        raise RefusedInputError("programme.too_large")
    programme = read_programme(parse_object(document))
    for part in programme.parts:
        whole = programme.load_unit is LoadUnit.EC or part.load == part.load.to_integral_value()
        if part.load <= 0 or not whole:
            raise RefusedInputError("programme.load", part=part.part_id)
    return programme


def add_programme(
    session: Session,
    organisation_id: str,
    *,
    document: bytes,
    board: str,
    appeal_body: str,
    actor: str,
    at: datetime,
) -> StoredProgramme:
    """Import a programme. Raises as `read`, and `RefusedInputError`: `programme.board`,
    `programme.appeal_body`, `programme.too_many`.
    """
    programme = read(document)
    for text, code in ((board, "programme.board"), (appeal_body, "programme.appeal_body")):
        if not 0 < len(text.strip()) <= TITLE_LENGTH:
            raise RefusedInputError(code)
    have = select(func.count()).where(StoredProgramme.organisation_id == organisation_id)
    if (session.scalar(have) or 0) >= MAX_PROGRAMMES:
        raise RefusedInputError("programme.too_many")
    row = StoredProgramme(
        organisation_id=organisation_id,
        title=programme.title,
        document=document,
        board=board.strip(),
        appeal_body=appeal_body.strip(),
        created_by=actor,
        created_at=at,
    )
    session.add(row)
    session.flush()
    trail.note(session, organisation_id, "programme.added", at=at, actor=actor, object_id=row.id)
    return row


def retire(session: Session, row: StoredProgramme, *, actor: str, at: datetime) -> None:
    """Begin no case with a programme any more. Done twice is done once."""
    if row.retired_at is None:
        row.retired_at = at
        trail.note(session, row.organisation_id, "programme.retired", at=at, actor=actor, object_id=row.id)


def find_programme(session: Session, organisation_id: str, programme_id: str) -> StoredProgramme:
    """Return a programme of this school, also a retired one. Raises `NotFoundError`."""
    row = session.get(StoredProgramme, (organisation_id, programme_id))
    if row is None:
        raise NotFoundError("programme.unknown")
    return row


def all_programmes(session: Session, organisation_id: str) -> Sequence[StoredProgramme]:
    """Return the programmes by title, those in use first."""
    return session.scalars(
        select(StoredProgramme)
        .where(StoredProgramme.organisation_id == organisation_id)
        .order_by(StoredProgramme.retired_at.is_not(None), StoredProgramme.title, StoredProgramme.id)
    ).all()


def programme_of(row: StoredProgramme) -> Programme:
    """Return what a row says. It was read before it was kept."""
    return read_programme(parse_object(row.document))
