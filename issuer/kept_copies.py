"""The rows of signed copies: those of an award, and the awards that copies are of."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from issuer.models import Award, Credential


def unbound_copy(session: Session, institution_id: str, award_id: str) -> Credential | None:
    """Return the copy that is bound to no key: the one of the letter and the PDF."""
    return session.scalars(
        select(Credential).where(
            Credential.institution_id == institution_id,
            Credential.award_id == award_id,
            Credential.bound_to == "",
        )
    ).one_or_none()


def copies_of(session: Session, institution_id: str, award_id: str) -> list[Credential]:
    """Return all copies of an award, the oldest first."""
    return list(
        session.scalars(
            select(Credential)
            .where(Credential.institution_id == institution_id, Credential.award_id == award_id)
            .order_by(Credential.id)
        )
    )


def copies_by_id(
    session: Session, institution_id: str, credential_ids: Sequence[str], *, lock: bool = False
) -> list[Credential]:
    """Return these copies, in the order in which they were intended."""
    statement = (
        select(Credential)
        .where(Credential.institution_id == institution_id, Credential.id.in_(credential_ids))
        .order_by(Credential.id)
    )
    return list(session.scalars(statement.with_for_update() if lock else statement))


def awards_of(
    session: Session, institution_id: str, copies: Sequence[Credential], *, lock: bool = False
) -> dict[str, Award]:
    """Return the award of each copy by the copy's id, locked in one order when they are to be changed.

    What another system had signed rests on no award, and is not among them.
    """
    ids = {copy.award_id for copy in copies if copy.award_id is not None}
    statement = (
        select(Award).where(Award.institution_id == institution_id, Award.id.in_(ids)).order_by(Award.id)
    )
    found = session.scalars(statement.with_for_update() if lock else statement)
    by_id = {award.id: award for award in found}
    return {copy.id: by_id[copy.award_id] for copy in copies if copy.award_id is not None}
