"""What a school has on its table: answers that nobody looked at yet, and its cases. Reading only."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from schemas.presentation_request import PurposeKind
from verifier.models import Answer, ExemptionCase, Request, StoredProgramme
from web.paging import Page, page_of


@dataclass(frozen=True, slots=True)
class Waiting:
    """An answer that nobody looked at yet: where it is, and how its request is called."""

    request_id: str
    answer_id: str
    title: str
    received_at: datetime


def cases_page(session: Session, organisation_id: str, number: int) -> Page[tuple[ExemptionCase, str]]:
    """Return a page of the cases of a school with the title of each one's programme, the newest first."""
    found = (
        select(ExemptionCase, StoredProgramme.title)
        .join(
            StoredProgramme,
            (StoredProgramme.organisation_id == ExemptionCase.organisation_id)
            & (StoredProgramme.id == ExemptionCase.programme_id),
        )
        .where(ExemptionCase.organisation_id == organisation_id)
        .order_by(ExemptionCase.opened_at.desc(), ExemptionCase.id.desc())
    )
    return page_of(session, found, number, read=lambda row: (row[0], row[1]))


def waiting_page(session: Session, organisation_id: str, number: int, *, at: datetime) -> Page[Waiting]:
    """Return a page of the answers with which no case was begun, the oldest first. Opens no seal."""
    begun = exists().where(
        ExemptionCase.organisation_id == Answer.organisation_id, ExemptionCase.answer_id == Answer.id
    )
    found = (
        select(Answer.request_id, Answer.id, Request.title, Answer.received_at)
        .join(
            Request,
            (Request.organisation_id == Answer.organisation_id) & (Request.id == Answer.request_id),
        )
        .where(
            Answer.organisation_id == organisation_id,
            Answer.keep_until > at,
            Request.purpose_kind == PurposeKind.EXEMPTION,
            ~begun,
        )
        .order_by(Answer.received_at, Answer.id)
    )
    return page_of(session, found, number, read=lambda row: Waiting(*row))
