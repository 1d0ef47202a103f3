"""Signing copies of awards, so that a kill at any point leaves exactly one copy and one pair of places.

A copy comes about in three steps, of which only the outer two write, each in one transaction:

1. intend  a row says which copy is wanted: its identifier, its places in the status lists, for whom.
           UNIQUE(award, holder) makes a second intention the same one.
2. sign    the document is built from rows alone and signed; nothing is kept (`issuer.copy_signing`).
3. record  the signed bytes, the award's state, the audit row, the offer and its mail, together.

What stands between 1 and 3 when a process dies is found by `resume_interrupted` and goes on at step 2.
A signature that was made and lost was seen by nobody, so it may be made again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from issuer import audit, offers, paper, status_lists
from issuer.award_rules import Action, Actor
from issuer.award_trail import event_of
from issuer.awards import find_award, new_award_urn, require
from issuer.copy_signing import SignedCopy, sign_all
from issuer.errors import ConflictError
from issuer.installation import Installation
from issuer.institutions import get_institution
from issuer.kept_copies import awards_of, copies_by_id, unbound_copy
from issuer.models import Award, AwardState, CopyState, Credential, Institution, StatusPurpose
from web.database import Database
from web.row_ids import new_row_id

RESUME_CHUNK = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedAward:
    """An award that was issued: its signed unbound copy, and what its holder needs to collect it."""

    award_id: str
    credential: bytes = field(repr=False)
    offer_link: str = field(repr=False)
    offer_code: str = field(repr=False)


def issue_award(
    database: Database,
    installation: Installation,
    *,
    institution_id: str,
    award_id: str,
    actor: Actor,
    at: datetime,
) -> IssuedAward:
    """Issue an approved award: sign its unbound copy and make the offer for its holder.

    Opens its own transactions. Repeating it returns what is there already.
    Raises `ForbiddenError` and `ConflictError` when this person may not issue it now.
    """
    with database.transaction() as session:
        award = find_award(session, institution_id, award_id, lock=True)
        if award.state is not AwardState.ISSUED:
            require(award, Action.ISSUE, actor)
        credential_id = intend(session, award, holder=None, at=at).id
    finish(database, installation, institution_id, [credential_id], at=at, by=actor.staff_id)
    with database.reading() as session:
        return issued_award(session, installation, institution_id, award_id)


def issued_award(
    session: Session, installation: Installation, institution_id: str, award_id: str
) -> IssuedAward:
    """Return an issued award's unbound copy and its current offer.

    Raises `ConflictError("award.not_issued")`.
    """
    copy = unbound_copy(session, institution_id, award_id)
    offer = offers.current_offer(session, institution_id, award_id)
    if copy is None or copy.signed is None or offer is None:
        raise ConflictError("award.not_issued")
    opened = offers.reveal(installation, offer)
    return IssuedAward(
        award_id=award_id,
        credential=copy.signed,
        offer_link=installation.offer_link(opened.token),
        offer_code=opened.grouped_code,
    )


def intend(session: Session, award: Award, *, holder: str | None, at: datetime) -> Credential:
    """Step 1: put down which copy is wanted, or return the one that was put down before.

    The caller has locked the award and decided that the copy may exist.
    """
    existing = session.scalars(
        select(Credential).where(
            Credential.institution_id == award.institution_id,
            Credential.award_id == award.id,
            Credential.bound_to == (holder or ""),
        )
    ).one_or_none()
    if existing is not None:
        return existing
    credential = Credential(
        institution_id=award.institution_id,
        urn=new_award_urn(),
        award_id=award.id,
        bound_to=holder or "",
        state=CopyState.INTENDED,
        intended_at=at,
    )
    session.add(credential)
    status_lists.take_places(session, credential, at=at)
    if award.suspended:
        status_lists.set_bits(session, award.institution_id, [credential.id], StatusPurpose.SUSPENSION, at=at)
    return credential


def intend_unbound(session: Session, awards: Sequence[Award], *, at: datetime) -> None:
    """Step 1 for awards of one institution that are made in this very transaction: their unbound copies."""
    if not awards:
        return
    copies = [
        Credential(
            institution_id=award.institution_id,
            id=new_row_id(),
            urn=new_award_urn(),
            award_id=award.id,
            bound_to="",
            state=CopyState.INTENDED,
            intended_at=at,
        )
        for award in awards
    ]
    session.add_all(copies)
    status_lists.take_places_for(session, awards[0].institution_id, [copy.id for copy in copies], at=at)


def finish(
    database: Database,
    installation: Installation,
    institution_id: str,
    credential_ids: Sequence[str],
    *,
    at: datetime,
    by: str,
) -> None:
    """Steps 2 and 3 for copies of one institution: sign them, then record them in one transaction."""
    with database.reading() as session:
        institution = get_institution(session, institution_id)
        copies = [
            copy
            for copy in copies_by_id(session, institution_id, credential_ids)
            if copy.state is CopyState.INTENDED
        ]
        signed = sign_all(session, installation, institution, copies, at=at)
    if signed:
        with database.transaction() as session:
            institution = get_institution(session, institution_id)
            record_all(session, installation, institution, signed, at=at, by=by)


def record(
    session: Session,
    installation: Installation,
    institution: Institution,
    copy: SignedCopy,
    *,
    at: datetime,
    by: str,
) -> None:
    """Step 3: keep the signed bytes and everything that follows from them; nothing if it was done before."""
    record_all(session, installation, institution, [copy], at=at, by=by)


def record_all(
    session: Session,
    installation: Installation,
    institution: Institution,
    signed: Sequence[SignedCopy],
    *,
    at: datetime,
    by: str,
) -> None:
    """Do what `record` does for copies of one institution, leaving out those that were recorded before."""
    contents = {each.credential_id: each for each in signed}
    copies = [
        copy
        for copy in copies_by_id(session, institution.id, list(contents), lock=True)
        if copy.state is CopyState.INTENDED
    ]
    awards = awards_of(session, institution.id, copies, lock=True)
    first = {copy.id: awards[copy.id] for copy in copies if awards[copy.id].state is AwardState.APPROVED}
    made = dict(
        zip(
            first,
            offers.open_offers(session, installation, institution, list(first.values()), at=at),
            strict=True,
        )
    )
    events: list[audit.Event] = []
    for copy in copies:
        award = awards[copy.id]
        copy.state, copy.signed, copy.signed_at = CopyState.SIGNED, contents[copy.id].content, at
        copy.verification_method = contents[copy.id].verification_method
        if copy.holder is None:
            paper.give_address(installation, copy)
        events.append(event_of(award, "credential.signed", by=by, detail=copy.urn))
        if copy.id in made:
            award.state, award.issued_at = AwardState.ISSUED, at
            events.append(event_of(award, "award.issued", by=by))
            events.append(event_of(award, "offer.made", by=by, detail=made[copy.id].id))
    audit.append_all(session, institution.id, events, at=at)


def resume_interrupted(database: Database, installation: Installation, *, at: datetime) -> int:
    """Finish every copy that was intended and never recorded; return how many.

    Safe beside a process that is finishing the same one: who records first wins, the other does nothing.
    """
    resumed = 0
    while True:
        with database.reading() as session:
            waiting = session.execute(
                select(Credential.institution_id, Credential.id)
                .where(Credential.state == CopyState.INTENDED)
                .order_by(Credential.institution_id, Credential.id)
                .limit(RESUME_CHUNK)
            ).all()
        if not waiting:
            return resumed
        for institution_id in dict.fromkeys(row.institution_id for row in waiting):
            ids = [row.id for row in waiting if row.institution_id == institution_id]
            finish(database, installation, institution_id, ids, at=at, by=audit.WORKER)
        resumed += len(waiting)
