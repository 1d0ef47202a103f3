"""Taking an answer in: a wallet sends a presentation that was made for one request, once.

An answer, in order:

1. The request exists and takes answers.
2. What the worker agreed to is what is asked: the digest of the request's bytes.
3. The challenge is one of ours, for this request, in time.
4. The engine finds that the presentation is signed by its holder for our domain and this challenge, and that
   every certificate in it is hers. What each certificate is worth is for the organisation to read.
5. Every certificate in it is as its issuer signed it, was asked for, and shows what the request needs to see;
   there is one at least. Her own words are taken only where the request welcomes them, and no files.
   What was not asked for is not taken.
6. In one transaction: the challenge is used up, the holder has not answered before, a single request is still
   open, the answer is kept.

https://www.w3.org/TR/vc-data-model-2.0/#verifiable-presentations
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from schemas.documents import JsonObject, serialize
from schemas.errors import MalformedDocumentError
from schemas.kinds import KindView, view_of
from schemas.own_words import KeptFile
from schemas.presentation_request import PresentationRequest, digest_of
from verifier.checks.binding import OTHER_PRESENTER
from verifier.judging import Judgement
from verifier.models import Answer, AnswerChallenge, Organisation, Request
from verifier.organisations import trail
from verifier.organisations.errors import (
    AnswerRefusedError,
    ConflictError,
    NotFoundError,
    RequestEndedError,
)
from verifier.own_words import certificates, said_in
from verifier.requests.asking import RequestState, state_of
from verifier.requests.sealing import AnswerSeal
from verifier.result import Outcome, VerificationResult, worst
from verifier.services import HandedIn
from web.database import Database, new_row_id

CHALLENGE_LIFETIME = timedelta(hours=1)  # she reads, chooses and looks again in between
CHALLENGE_BYTES = 32

Check = Callable[[HandedIn, datetime], Judgement]

_ENDED = {
    RequestState.CLOSED: "request.closed",
    RequestState.EXPIRED: "request.expired",
}


@dataclass(frozen=True, slots=True)
class Received:
    """What a wallet hears when its answer was taken in: until when it is kept."""

    answer_id: str
    keep_until: datetime


def find_asked(session: Session, token: str) -> tuple[Organisation, Request]:
    """Return the request behind a link, whatever its state. Raises `NotFoundError("request.unknown")`."""
    row = session.scalar(select(Request).where(Request.token == token))
    if row is None:
        raise NotFoundError("request.unknown")
    return session.get_one(Organisation, row.organisation_id), row


def require_open(row: Request, *, at: datetime) -> None:
    """Raise `RequestEndedError` or `ConflictError("request.answered")` unless it takes answers."""
    state = state_of(row, at=at)
    if state is RequestState.ANSWERED:
        raise ConflictError("request.answered")
    if state is not RequestState.OPEN:
        raise RequestEndedError(_ENDED[state])


def new_challenge(session: Session, token: str, *, at: datetime) -> tuple[Request, str]:
    """Return a request and a challenge for an answer to it; only its hash is stored.

    Raises as `find_asked` and `require_open`.
    """
    _, row = find_asked(session, token)
    require_open(row, at=at)
    challenge = secrets.token_urlsafe(CHALLENGE_BYTES)
    session.add(
        AnswerChallenge(
            organisation_id=row.organisation_id,
            challenge_hash=_hash(challenge),
            request_id=row.id,
            expires_at=at + CHALLENGE_LIFETIME,
        )
    )
    session.flush()
    return row, challenge


def receive(
    database: Database,
    token: str,
    presentation: JsonObject,
    *,
    challenge: str,
    agreed_digest: str,
    domain: str,
    check: Check,
    seal: AnswerSeal,
    at: datetime,
) -> Received:
    """Judge an answer and keep it. `check` may use the network, so it is called outside any transaction.

    Raises `NotFoundError("request.unknown")`, `RequestEndedError` (`request.closed`, `request.expired`),
    `ConflictError` (`request.answered`, `answer.twice`) and `AnswerRefusedError` (`answer.request_changed`,
    `answer.challenge`, `answer.not_by_holder`, `answer.not_genuine`, `answer.not_checked`,
    `answer.not_yours`, `answer.not_asked`, `answer.no_certificate`, `answer.hides_needed`).
    """
    with database.reading() as session:
        _, row = find_asked(session, token)
        require_open(row, at=at)
        if not hmac.compare_digest(digest_of(row.document), agreed_digest):
            raise AnswerRefusedError("answer.request_changed")
        if _challenge(session, row, challenge, at) is None:
            raise AnswerRefusedError("answer.challenge")
    handed_in = HandedIn(
        document=serialize(presentation), expected_domain=domain, expected_challenge=challenge
    )
    judgement = check(handed_in, at)
    holder = _require_good(judgement, PresentationRequest.from_bytes(row.document))
    with database.transaction() as session:
        return _keep(session, row, handed_in, judgement, challenge, holder, seal, at)


def _require_good(judgement: Judgement, asked: PresentationRequest) -> str:
    """Return the holder of a presentation that is by her, of what is hers, and of what was asked.

    Own words are judged here as every other document: signed, and hers.
    """
    presentation = judgement.presentation
    if presentation is None or presentation.holder is None:
        raise AnswerRefusedError("answer.not_by_holder", detail=_first_code(judgement))
    if any(each.outcome is not Outcome.PASSED for each in presentation.checks):
        raise AnswerRefusedError("answer.not_by_holder", detail=_first_code(judgement))
    if unproven := [result for result in judgement.results if not result.content_is_proven]:
        failed = any(result.outcome is Outcome.FAILED for result in unproven)
        raise AnswerRefusedError("answer.not_genuine" if failed else "answer.not_checked")
    if any(_is_of_another(result) for result in judgement.results):
        raise AnswerRefusedError("answer.not_yours")
    said = said_in(judgement.results)
    if said and (not asked.welcomes_own_words or any(isinstance(each, KeptFile) for each in said)):
        raise AnswerRefusedError("answer.not_asked", detail="own words")
    _require_asked(certificates(judgement.results), asked)
    return presentation.holder


def _require_asked(sent: Sequence[VerificationResult], asked: PresentationRequest) -> None:
    if not sent:
        raise AnswerRefusedError("answer.no_certificate")
    for result in sent:
        view = _view(result)
        if view is None or not asked.fits(view):
            raise AnswerRefusedError("answer.not_asked")
        if not asked.shows_enough(view):
            raise AnswerRefusedError("answer.hides_needed")


def _first_code(judgement: Judgement) -> str:
    checks = judgement.presentation.checks if judgement.presentation is not None else ()
    return next((each.code for each in checks if each.outcome is not Outcome.PASSED), "no presentation")


def _is_of_another(result: VerificationResult) -> bool:
    return any(each.code == OTHER_PRESENTER for each in result.checks)


def _view(result: VerificationResult) -> KindView | None:
    try:
        return view_of(result.credential) if result.credential else None
    except MalformedDocumentError:
        return None


def _keep(
    session: Session,
    seen: Request,
    handed_in: HandedIn,
    judgement: Judgement,
    challenge: str,
    holder: str,
    seal: AnswerSeal,
    at: datetime,
) -> Received:
    row = session.get_one(
        Request, (seen.organisation_id, seen.id), with_for_update=True, populate_existing=True
    )
    require_open(row, at=at)
    used = session.execute(
        delete(AnswerChallenge)
        .where(
            AnswerChallenge.organisation_id == row.organisation_id,
            AnswerChallenge.challenge_hash == _hash(challenge),
        )
        .execution_options(synchronize_session=False)
    )
    if not isinstance(used, CursorResult) or used.rowcount != 1:
        raise AnswerRefusedError("answer.challenge", detail="used at the same moment")
    answer_id, keep_until = new_row_id(), at + timedelta(days=row.keep_days)
    # Compact JSON has no line break, so the first one ends the head; the presentation follows untouched.
    head = serialize({"domain": handed_in.expected_domain, "challenge": challenge})
    answer = Answer(
        organisation_id=row.organisation_id,
        request_id=row.id,
        id=answer_id,
        holder_digest=seal.holder_digest(row.id, holder),
        sealed=seal.seal(
            head + b"\n" + handed_in.document, row.organisation_id, row.id, answer_id, "presentation"
        ),
        # Of the certificates alone: what she says herself makes them neither better nor worse.
        outcome=worst(result.outcome for result in certificates(judgement.results)).value,
        received_at=at,
        keep_until=keep_until,
    )
    try:
        with session.begin_nested():
            session.add(answer)
    except IntegrityError as error:
        raise ConflictError("answer.twice") from error
    session.execute(
        update(Request)
        .where(Request.organisation_id == row.organisation_id, Request.id == row.id)
        .values(answers_received=Request.answers_received + 1)
    )
    trail.note(
        session, row.organisation_id, "answer.received", at=at, actor=trail.HOLDER, object_id=answer_id
    )
    return Received(answer_id, keep_until)


def _challenge(session: Session, row: Request, challenge: str, at: datetime) -> AnswerChallenge | None:
    return session.scalar(
        select(AnswerChallenge).where(
            AnswerChallenge.organisation_id == row.organisation_id,
            AnswerChallenge.challenge_hash == _hash(challenge),
            AnswerChallenge.request_id == row.id,
            AnswerChallenge.expires_at > at,
        )
    )


def _hash(challenge: str) -> str:
    return hashlib.sha256(challenge.encode()).hexdigest()
