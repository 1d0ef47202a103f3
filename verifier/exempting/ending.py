"""How cases end: what was never decided goes with the answer it is about, a decision some years later.

The decision itself is a document of the school's issuer and the student's; what is kept here is how it came
about. The trail keeps that there was a case, without whose it was.
"""

from datetime import datetime

from sqlalchemy import and_, delete, exists, or_
from sqlalchemy.orm import Session

from verifier.models import Answer, ExemptionCase
from verifier.organisations import trail


def remove_over(session: Session, *, at: datetime) -> int:
    """Delete the cases that are over; return how many. For a job."""
    has_answer = exists().where(
        Answer.organisation_id == ExemptionCase.organisation_id,
        Answer.request_id == ExemptionCase.request_id,
        Answer.id == ExemptionCase.answer_id,
        Answer.keep_until > at,
    )
    over = or_(ExemptionCase.keep_until <= at, and_(ExemptionCase.keep_until.is_(None), ~has_answer))
    gone = session.execute(
        delete(ExemptionCase)
        .where(over)
        .returning(ExemptionCase.organisation_id, ExemptionCase.id)
        .execution_options(synchronize_session=False)
    ).all()
    for organisation_id, case_id in gone:
        trail.note(session, organisation_id, "case.ended", at=at, actor=trail.WORKER, object_id=case_id)
    return len(gone)
