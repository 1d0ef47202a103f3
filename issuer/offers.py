"""Offers: how an award reaches its holder, by link, QR, code on a letter or mail.

An offer is found by its link or its code and ends by being claimed, withdrawn or expired. At most one
offer of an award is open; a new one withdraws the one before it.
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from issuer import letters
from issuer.award_rules import Action, Actor
from issuer.award_trail import note
from issuer.awards import require
from issuer.errors import ConflictError, OfferClaimedError, OfferEndedError, UnknownOfferError
from issuer.installation import Installation
from issuer.models import Award, Institution, Offer, OfferState
from issuer.offer_secrets import OfferSecrets, lookup_hash, read_reference
from keys import sealing
from schemas.dates import legal_date, start_of_day
from web.row_ids import new_row_id


def make_offer(
    session: Session,
    installation: Installation,
    institution: Institution,
    award: Award,
    *,
    at: datetime,
    by: str,
) -> Offer:
    """Make a new open offer, withdrawing an open one; mail it if the award has an address."""
    [offer] = open_offers(session, installation, institution, [award], at=at)
    note(session, award, "offer.made", at=at, by=by, detail=offer.id)
    return offer


def open_offers(
    session: Session,
    installation: Installation,
    institution: Institution,
    awards: Sequence[Award],
    *,
    at: datetime,
) -> list[Offer]:
    """Do what `make_offer` does for awards of one institution. Does NOT note it in their trails."""
    ids = [award.id for award in awards]
    for earlier in session.scalars(
        select(Offer).where(
            Offer.institution_id == institution.id, Offer.award_id.in_(ids), Offer.state == OfferState.OPEN
        )
    ):
        earlier.state = OfferState.WITHDRAWN
    return [_open_offer(session, installation, institution, award, at) for award in awards]


def _open_offer(
    session: Session, installation: Installation, institution: Institution, award: Award, at: datetime
) -> Offer:
    drawn = OfferSecrets.draw()
    offer = Offer(
        institution_id=award.institution_id,
        id=new_row_id(),
        award_id=award.id,
        token_hash=lookup_hash(installation.lookup_key, "token", drawn.token),
        code_hash=lookup_hash(installation.lookup_key, "code", drawn.code),
        sealed=b"",
        state=OfferState.OPEN,
        expires_at=start_of_day(legal_date(at) + timedelta(days=institution.offer_days + 1)),
        created_at=at,
    )
    plain = json.dumps({"token": drawn.token, "code": drawn.code}).encode()
    offer.sealed = sealing.seal(installation.sealing_key, plain, context=_seal_context(offer))
    session.add(offer)
    if award.email:
        letters.put_offer_mail(session, installation, institution, award, offer, drawn, at=at)
    return offer


def renew(
    session: Session,
    installation: Installation,
    institution: Institution,
    award: Award,
    *,
    actor: Actor,
    at: datetime,
) -> Offer:
    """Make a new offer, for a letter that was lost or came too late, or a wallet that was lost."""
    require(award, Action.OFFER, actor)
    return make_offer(session, installation, institution, award, at=at, by=actor.staff_id)


def withdraw(session: Session, award: Award, *, actor: Actor, at: datetime) -> None:
    """End the open offer. Raises `ConflictError("offer.none_open")`."""
    require(award, Action.WITHDRAW_OFFER, actor)
    offer = current_offer(session, award.institution_id, award.id)
    if offer is None or offer.state is not OfferState.OPEN:
        raise ConflictError("offer.none_open")
    offer.state = OfferState.WITHDRAWN
    note(session, award, "offer.withdrawn", at=at, by=actor.staff_id, detail=offer.id)


def withdraw_all(session: Session, award: Award) -> None:
    """End every open offer of an award that was revoked."""
    for offer in session.scalars(
        _offers(award.institution_id, award.id).where(Offer.state == OfferState.OPEN)
    ):
        offer.state = OfferState.WITHDRAWN


def current_offer(session: Session, institution_id: str, award_id: str) -> Offer | None:
    """Return the newest offer of an award, whatever became of it."""
    return session.scalars(_offers(institution_id, award_id).order_by(Offer.id.desc()).limit(1)).one_or_none()


def find_offer(session: Session, installation: Installation, reference: str, *, lock: bool = False) -> Offer:
    """Return the offer that a link or a code points at, in whatever state.

    Raises `UnknownOfferError`, the same for a wrong secret as for text that is none.
    """
    read = read_reference(reference)
    if read is None:
        raise UnknownOfferError("offer.unknown")
    hashed = lookup_hash(installation.lookup_key, read.kind, read.secret)
    column = Offer.token_hash if read.kind == "token" else Offer.code_hash
    statement = select(Offer).where(column == hashed)
    offer = session.scalars(statement.with_for_update() if lock else statement).one_or_none()
    if offer is None:
        raise UnknownOfferError("offer.unknown")
    return offer


def require_collectable(offer: Offer, *, at: datetime, holder: str | None = None) -> None:
    """Raise unless the offer can be collected now, by this holder if one is given.

    A holder who has collected it may do so again, also after the last day. Raises `OfferEndedError`
    (`offer.withdrawn`, `offer.expired`) and `OfferClaimedError`.
    """
    if offer.state is OfferState.WITHDRAWN:
        raise OfferEndedError("offer.withdrawn")
    if offer.state is OfferState.CLAIMED:
        if holder is not None and holder != offer.claimed_by:
            raise OfferClaimedError("offer.claimed")
    elif at >= offer.expires_at:
        raise OfferEndedError("offer.expired")


def reveal(installation: Installation, offer: Offer) -> OfferSecrets:
    """Open the sealed link and code, to print the letter again. Raises `SealError` if it was changed."""
    plain = json.loads(sealing.unseal(installation.sealing_key, offer.sealed, context=_seal_context(offer)))
    return OfferSecrets(token=plain["token"], code=plain["code"])


def _offers(institution_id: str, award_id: str) -> Select[Offer]:
    return select(Offer).where(Offer.institution_id == institution_id, Offer.award_id == award_id)


def _seal_context(offer: Offer) -> str:
    return f"issuer:{offer.institution_id}:offer:{offer.id}"
