"""A share in the making: her answers are kept, so that going back, or coming back later, loses nothing."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from wallet.contents import ShareAnswers
from wallet.errors import NotInThisWalletError
from wallet.models import ShareDraft
from wallet.vault import Place, Vault
from web.database import new_row_id

# What was not finished within a week will be started anew.
KEPT = timedelta(days=7)


def start(session: Session, vault: Vault, answers: ShareAnswers, *, at: datetime) -> str:
    """Begin a draft with what she came from ticked, and return its id; drafts that are too old go."""
    session.execute(
        delete(ShareDraft).where(ShareDraft.wallet_id == vault.wallet_id, ShareDraft.created_at <= at - KEPT)
    )
    draft_id = new_row_id()
    session.add(
        ShareDraft(
            wallet_id=vault.wallet_id,
            draft_id=draft_id,
            sealed_answers=vault.seal_content(answers, _place(draft_id)),
            created_at=at,
        )
    )
    session.flush()
    return draft_id


def answers_of(session: Session, vault: Vault, draft_id: str) -> ShareAnswers:
    """Return the answers so far; raises `NotInThisWalletError`."""
    return vault.open_content(ShareAnswers, _row(session, vault, draft_id).sealed_answers, _place(draft_id))


def record(session: Session, vault: Vault, draft_id: str, answers: ShareAnswers) -> None:
    """Replace the answers; raises `NotInThisWalletError`."""
    _row(session, vault, draft_id).sealed_answers = vault.seal_content(answers, _place(draft_id))


def discard(session: Session, vault: Vault, draft_id: str) -> None:
    """Forget a draft; one that is gone already is no mistake."""
    session.execute(
        delete(ShareDraft).where(ShareDraft.wallet_id == vault.wallet_id, ShareDraft.draft_id == draft_id)
    )


def _row(session: Session, vault: Vault, draft_id: str) -> ShareDraft:
    row = session.get(ShareDraft, (vault.wallet_id, draft_id))
    if row is None:
        raise NotInThisWalletError("wallet.not_found", detail="share draft")
    return row


def _place(draft_id: str) -> Place:
    return Place("share_draft", draft_id, "answers")
