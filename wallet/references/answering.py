"""The other one's side of a reference: read the question, answer once, confirm the mail address.

No account and no data key: what opens the question is in the address alone, and what is written can be read
by its owner alone. Looking changes nothing, so a preview in a chat uses nothing up.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from keys import sealing
from wallet import links
from wallet.contents import ReferenceQuestion, ReferenceWords
from wallet.errors import ReferenceEndedError, UnknownLinkError
from wallet.models import OutboxMessage, Reference, ReferenceRequest
from wallet.references.asking import question_context
from wallet.references.letterbox import drop
from web import outbox

MAX_TEXT_CHARACTERS = 1_500
MAX_NAME_CHARACTERS = 100


def open_question(session: Session, token: str, *, at: datetime) -> ReferenceQuestion:
    """Return who asks what.

    Raises `UnknownLinkError` (`reference.unknown`), and `ReferenceEndedError` (`reference.answered`,
    `reference.expired`) only to who has the right token.
    """
    return _question(_open_request(session, token, at), token)


def answer(
    session: Session,
    token: str,
    *,
    text: str,
    name: str,
    role: str,
    organisation: str,
    email: str,
    mail: Callable[[str], tuple[str, str]],
    at: datetime,
) -> None:
    """Leave an answer, and have a mail sent by which its writer confirms the address.

    `mail` makes subject and text of that mail from the token of its link. Of two answers at once exactly one
    is kept. Raises as `open_question` does.
    """
    row = _take(session, token, at)
    words = ReferenceWords(
        request_id=row.request_id, text=text, name=name, role=role, organisation=organisation, email=email
    )
    confirmation = links.new_token()
    _keep(session, row, words, confirmation=confirmation, confirmed_at=None, at=at)
    subject, body = mail(confirmation)
    outbox.put(
        session, OutboxMessage, tenant=row.wallet_id, recipient=email, subject=subject, body=body, at=at
    )
    session.flush()


def answer_signed(session: Session, token: str, words: ReferenceWords, *, at: datetime) -> None:
    """Leave the answer of an organisation, whose proof `signing.check_signed` found good: no mail is needed.

    Raises as `answer`.
    """
    row = _take(session, token, at)
    tied = words.model_copy(update={"request_id": row.request_id})
    # Nobody is sent this token, so nobody confirms by it; the signature did.
    _keep(session, row, tied, confirmation=links.new_token(), confirmed_at=at, at=at)
    session.flush()


def find_confirmation(session: Session, token: str) -> Reference:
    """Return what a link in a mail confirms. Raises `UnknownLinkError` (`reference.unknown`)."""
    row = None
    if links.is_token(token):
        row = session.execute(
            select(Reference).where(Reference.confirm_lookup == links.confirmation_lookup(token))
        ).scalar_one_or_none()
    if row is None:
        raise UnknownLinkError("reference.unknown", detail="confirmation")
    return row


def confirm(session: Session, token: str, *, at: datetime) -> None:
    """Note that who answered reads the mail of the address given; twice changes nothing.

    Raises `UnknownLinkError`.
    """
    row = find_confirmation(session, token)
    row.confirmed_at = row.confirmed_at or at


def _open_request(session: Session, token: str, at: datetime) -> ReferenceRequest:
    row = None
    if links.is_token(token):
        row = session.execute(
            select(ReferenceRequest).where(ReferenceRequest.lookup == links.reference_lookup(token))
        ).scalar_one_or_none()
    if row is None:
        raise UnknownLinkError("reference.unknown")
    if row.answered_at is not None:
        raise ReferenceEndedError("reference.answered")
    if at >= row.expires_at:
        raise ReferenceEndedError("reference.expired")
    return row


def _take(session: Session, token: str, at: datetime) -> ReferenceRequest:
    """Use a link up: of two at once exactly one goes on."""
    row = _open_request(session, token, at)
    taken = session.execute(
        update(ReferenceRequest)
        .where(
            ReferenceRequest.wallet_id == row.wallet_id,
            ReferenceRequest.request_id == row.request_id,
            ReferenceRequest.answered_at.is_(None),
        )
        .values(answered_at=at)
        .execution_options(synchronize_session=False)
    )
    if not _changed_one(taken):
        raise ReferenceEndedError("reference.answered")
    return row


def _keep(
    session: Session,
    row: ReferenceRequest,
    words: ReferenceWords,
    *,
    confirmation: str,
    confirmed_at: datetime | None,
    at: datetime,
) -> None:
    session.add(
        Reference(
            wallet_id=row.wallet_id,
            request_id=row.request_id,
            confirm_lookup=links.confirmation_lookup(confirmation),
            sealed_words=drop(session, row.wallet_id, words.model_dump_json().encode()),
            written_at=at,
            confirmed_at=confirmed_at,
        )
    )


def _question(row: ReferenceRequest, token: str) -> ReferenceQuestion:
    opened = sealing.unseal(
        links.question_key(token),
        row.sealed_question,
        context=question_context(row.wallet_id, row.request_id),
    )
    return ReferenceQuestion.model_validate_json(opened)


def _changed_one(result: object) -> bool:
    return isinstance(result, CursorResult) and result.rowcount == 1
