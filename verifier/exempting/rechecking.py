"""The job that checks again what decisions rest on, while it is still kept. It changes no decision."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select

from schemas.frameworks import Frameworks
from verifier.exempting import cases, programmes
from verifier.exempting.case_rules import CaseState
from verifier.exempting.looking import look
from verifier.models import Answer, ExemptionCase
from verifier.organisations import trail
from verifier.requests import answers
from verifier.requests.sealing import AnswerSeal
from verifier.services import Desk
from web.database import Database

CHECK_AGAIN_AFTER = timedelta(days=1)


def check_next_case(
    database: Database, desk: Desk, seal: AnswerSeal, frameworks: Frameworks, *, at: datetime
) -> bool:
    """Check the sources of one decision whose turn it is; say whether there was one.

    The network is used outside any transaction. What could not be checked now has not fallen. A case
    whose check ends in an error has had its turn, and holds up no other one; tomorrow it is tried again.
    """
    with database.transaction() as session:
        row = session.scalars(
            select(ExemptionCase)
            .join(
                Answer,
                (Answer.organisation_id == ExemptionCase.organisation_id)
                & (Answer.request_id == ExemptionCase.request_id)
                & (Answer.id == ExemptionCase.answer_id),
            )
            .where(
                ExemptionCase.state.in_([CaseState.DECIDED, CaseState.ISSUED]),
                Answer.keep_until > at,
                or_(
                    ExemptionCase.checked_again_at.is_(None),
                    ExemptionCase.checked_again_at <= at - CHECK_AGAIN_AFTER,
                ),
            )
            .limit(1)
            .with_for_update(of=ExemptionCase, skip_locked=True)
        ).one_or_none()
        if row is None:
            return False
        row.checked_again_at = at
        organisation_id, case_id = row.organisation_id, row.id
        answer = answers.find_answer(
            session, seal, organisation_id, row.request_id, row.answer_id, at=at
        ).handed_in
        programme = programmes.programme_of(
            programmes.find_programme(session, organisation_id, row.programme_id)
        )
        content = cases.content_of(seal, row)
    found = look(desk.check(answer, at=at), programme, content, frameworks=frameworks)
    fallen = len(found.fallen(content.sources))
    with database.transaction() as session:
        row = cases.find_case(session, organisation_id, case_id, lock=True)
        cases.record_check(session, row, fallen=fallen, actor=trail.WORKER, at=at)
    return True
