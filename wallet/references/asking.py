"""Her side of a reference: ask for one, see what came in, accept it or throw it away."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from keys import sealing
from keys.did_web import host_of
from keys.errors import SealError
from wallet import links
from wallet.contents import ReferenceDescription, ReferenceQuestion, ReferenceWords
from wallet.errors import NotInThisWalletError, ReferenceRefusedError
from wallet.holder import holder_of
from wallet.models import Reference, ReferenceRequest
from wallet.references.letterbox import OpenLetterbox, ensure_letterbox, open_letterbox
from wallet.vault import Place, Vault
from web.database import new_row_id

OPEN_FOR = timedelta(days=30)
# Each open question is a mail that somebody could have us send; nobody waits for more people than this.
MAX_OPEN = 20

_TABLE = "reference_request"


class ReferenceState(StrEnum):
    """How far a question is."""

    ASKED = "asked"
    EXPIRED = "expired"
    WRITTEN = "written"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceView:
    """A question and, once there is one, the answer. `words.email` is for her eyes alone."""

    request_id: str
    item_id: str | None
    description: ReferenceDescription
    state: ReferenceState
    created_at: datetime
    expires_at: datetime
    words: ReferenceWords | None
    written_at: datetime | None
    email_confirmed: bool

    @property
    def is_brought(self) -> bool:
        """Whether she brought it from another wallet: it counts for nothing above her own word."""
        return self.description.brought_on is not None

    @property
    def is_signed(self) -> bool:
        """Whether an organisation signed it with its key, which was checked when it came in."""
        return self.words is not None and self.words.signed is not None

    @property
    def signer_host(self) -> str:
        """The web address whose key signed it, or nothing: the one name that nobody chose to type."""
        return host_of(self.words.signer) if self.words and self.words.signer else ""

    @property
    def email_domain(self) -> str:
        """Where the writer's mail is kept: what others may see of the address."""
        return self.words.email.rpartition("@")[2] if self.words else ""


def ask(
    session: Session,
    vault: Vault,
    *,
    asker: str,
    referee: str,
    question: str,
    item_id: str | None,
    at: datetime,
) -> str:
    """Make a question with a link of its own and return its id.

    Raises `ReferenceRefusedError("reference.too_many")`.
    """
    waiting = session.execute(
        select(func.count())
        .select_from(ReferenceRequest)
        .where(
            ReferenceRequest.wallet_id == vault.wallet_id,
            ReferenceRequest.answered_at.is_(None),
            ReferenceRequest.expires_at > at,
        )
    ).scalar_one()
    if waiting >= MAX_OPEN:
        raise ReferenceRefusedError("reference.too_many")
    ensure_letterbox(session, vault, at=at)
    request_id, token = new_row_id(), links.new_token()
    subject = holder_of(session, vault).did
    shown = ReferenceQuestion(asker=asker, question=question, subject=subject)
    description = ReferenceDescription(asker=asker, referee=referee, question=question, token=token)
    session.add(
        ReferenceRequest(
            wallet_id=vault.wallet_id,
            request_id=request_id,
            item_id=item_id,
            lookup=links.reference_lookup(token),
            sealed_question=sealing.seal(
                links.question_key(token),
                shown.model_dump_json().encode(),
                context=question_context(vault.wallet_id, request_id),
            ),
            sealed_description=vault.seal_content(description, Place(_TABLE, request_id, "description")),
            created_at=at,
            expires_at=at + OPEN_FOR,
        )
    )
    session.flush()
    return request_id


def references(session: Session, vault: Vault, *, at: datetime) -> tuple[ReferenceView, ...]:
    """Return all questions with their answers, the newest first."""
    return _views(session, vault, at)


def references_of(session: Session, vault: Vault, item_id: str, *, at: datetime) -> tuple[ReferenceView, ...]:
    """Return the accepted references of one item: what "Iemand anders zegt het" rests on."""
    return tuple(
        view for view in _views(session, vault, at, item_id=item_id) if view.state is ReferenceState.ACCEPTED
    )


def reference(session: Session, vault: Vault, request_id: str, *, at: datetime) -> ReferenceView:
    """Return one question with its answer. Raises `NotInThisWalletError`."""
    found = _views(session, vault, at, request_id=request_id)
    if not found:
        raise NotInThisWalletError("wallet.not_found", detail="reference")
    return found[0]


def accept(session: Session, vault: Vault, request_id: str, *, at: datetime) -> None:
    """Let an answer count; accepting twice changes nothing.

    Raises `NotInThisWalletError`, also when nothing was written yet.
    """
    row = session.get(Reference, (vault.wallet_id, request_id))
    if row is None:
        raise NotInThisWalletError("wallet.not_found", detail="reference")
    row.accepted_at = row.accepted_at or at


def remove(session: Session, vault: Vault, request_id: str) -> None:
    """Take back a question and throw away its answer: the link opens nothing any more.

    Raises `NotInThisWalletError`.
    """
    row = session.get(ReferenceRequest, (vault.wallet_id, request_id))
    if row is None:
        raise NotInThisWalletError("wallet.not_found", detail="reference")
    session.execute(
        delete(Reference).where(Reference.wallet_id == vault.wallet_id, Reference.request_id == request_id)
    )
    session.delete(row)
    session.flush()


def question_context(wallet_id: str, request_id: str) -> str:
    """Return the place to which a question is sealed for the one who is asked."""
    return "|".join((wallet_id, _TABLE, request_id, "question"))


def _views(
    session: Session,
    vault: Vault,
    at: datetime,
    *,
    item_id: str | None = None,
    request_id: str | None = None,
) -> tuple[ReferenceView, ...]:
    answer = (Reference.wallet_id == ReferenceRequest.wallet_id) & (
        Reference.request_id == ReferenceRequest.request_id
    )
    chosen = (
        select(ReferenceRequest, Reference)
        .outerjoin(Reference, answer)
        .where(ReferenceRequest.wallet_id == vault.wallet_id)
        .order_by(ReferenceRequest.created_at.desc(), ReferenceRequest.request_id.desc())
    )
    if item_id is not None:
        chosen = chosen.where(ReferenceRequest.item_id == item_id)
    if request_id is not None:
        chosen = chosen.where(ReferenceRequest.request_id == request_id)
    rows = session.execute(chosen).all()
    # Opened once, whatever the number of answers; there is one as soon as something was asked.
    letterbox = open_letterbox(session, vault) if rows else None
    return tuple(_view(vault, letterbox, row, written, at) for row, written in rows)


def _view(
    vault: Vault,
    letterbox: OpenLetterbox | None,
    row: ReferenceRequest,
    written: Reference | None,
    at: datetime,
) -> ReferenceView:
    description = vault.open_content(
        ReferenceDescription, row.sealed_description, Place(_TABLE, row.request_id, "description")
    )
    if written is None:
        state = ReferenceState.ASKED if at < row.expires_at else ReferenceState.EXPIRED
    else:
        state = ReferenceState.ACCEPTED if written.accepted_at else ReferenceState.WRITTEN
    words = _words(letterbox, written) if written and letterbox else None
    is_signed = words is not None and words.signed is not None
    return ReferenceView(
        request_id=row.request_id,
        item_id=row.item_id,
        description=description,
        state=state,
        created_at=row.created_at,
        expires_at=row.expires_at,
        words=words,
        written_at=written.written_at if written else None,
        email_confirmed=written is not None and written.confirmed_at is not None and not is_signed,
    )


def _words(letterbox: OpenLetterbox, written: Reference) -> ReferenceWords:
    words = ReferenceWords.model_validate_json(letterbox.take(written.sealed_words))
    if words.request_id != written.request_id:
        raise SealError("seal.broken", detail="the answer to another question")
    return words
