"""What a counsellor suggests by the link of a share that takes suggestions: left, read, kept or thrown away.

Whoever has the link has no account and changes nothing of hers. What is left is sealed at once to the
wallet's own encryption key (`wallet.references.letterbox`), so that it waits for her and nobody else can
read it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from keys.errors import SealError
from wallet.contents import SuggestionWords
from wallet.errors import NotInThisWalletError, SuggestionError
from wallet.models import Share, Suggestion
from wallet.references.letterbox import OpenLetterbox, drop, open_letterbox
from wallet.sharing import log
from wallet.sharing.log import EventKind
from wallet.vault import Vault
from web.database import new_row_id
from web.text import has_hidden_characters

# As many as a person would read in one evening; she makes room by keeping or throwing away.
MAX_UNREAD = 30
MAX_NAME_CHARACTERS = 100
MAX_ABOUT_CHARACTERS = 100
MAX_TEXT_CHARACTERS = 1_500


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """A suggestion as its owner reads it."""

    suggestion_id: str
    share_id: str
    words: SuggestionWords
    written_at: datetime
    is_kept: bool


def problem_of(*texts: str) -> str | None:
    """Return the code of what is wrong with what a counsellor typed, or None; lengths are for forms."""
    return "suggestion.characters" if any(map(has_hidden_characters, texts)) else None


def leave(session: Session, share: Share, *, name: str, about: str, text: str, at: datetime) -> None:
    """Leave a suggestion at an open share; the caller has the key that opens it.

    Raises `SuggestionError`: `suggestion.not_taken`, `suggestion.too_many`, `suggestion.characters`.
    """
    if not share.takes_suggestions:
        raise SuggestionError("suggestion.not_taken")
    if problem := problem_of(name, about, text):
        raise SuggestionError(problem)
    unread = session.execute(
        select(func.count())
        .select_from(Suggestion)
        .where(
            Suggestion.wallet_id == share.wallet_id,
            Suggestion.share_id == share.share_id,
            Suggestion.kept_at.is_(None),
        )
    ).scalar_one()
    if unread >= MAX_UNREAD:
        raise SuggestionError("suggestion.too_many")
    words = SuggestionWords(share_id=share.share_id, about=about, text=text, name=name)
    session.add(
        Suggestion(
            wallet_id=share.wallet_id,
            share_id=share.share_id,
            suggestion_id=new_row_id(),
            sealed_words=drop(session, share.wallet_id, words.model_dump_json().encode()),
            written_at=at,
        )
    )
    log.note(session, share, EventKind.SUGGESTED, at=at)


def suggestions(session: Session, vault: Vault, share_id: str) -> tuple[SuggestionView, ...]:
    """Return what was left at a share, the newest first."""
    rows = session.scalars(
        select(Suggestion)
        .where(Suggestion.wallet_id == vault.wallet_id, Suggestion.share_id == share_id)
        .order_by(Suggestion.written_at.desc(), Suggestion.suggestion_id.desc())
    ).all()
    if not rows:
        return ()
    letterbox = open_letterbox(session, vault)
    return tuple(_view(letterbox, row) for row in rows)


def unread(session: Session, vault: Vault) -> dict[str, int]:
    """Return how many suggestions wait at each share, by one statement."""
    rows = session.execute(
        select(Suggestion.share_id, func.count())
        .where(Suggestion.wallet_id == vault.wallet_id, Suggestion.kept_at.is_(None))
        .group_by(Suggestion.share_id)
    )
    return {share_id: int(number) for share_id, number in rows}


def keep(session: Session, vault: Vault, share_id: str, suggestion_id: str, *, at: datetime) -> None:
    """Keep a suggestion; keeping twice changes nothing. Raises `NotInThisWalletError`."""
    row = session.get(Suggestion, (vault.wallet_id, share_id, suggestion_id))
    if row is None:
        raise NotInThisWalletError("wallet.not_found", detail="suggestion")
    row.kept_at = row.kept_at or at


def remove(session: Session, vault: Vault, share_id: str, suggestion_id: str) -> None:
    """Throw a suggestion away; one that is gone already is no mistake."""
    session.execute(
        delete(Suggestion).filter_by(
            wallet_id=vault.wallet_id, share_id=share_id, suggestion_id=suggestion_id
        )
    )


def _view(letterbox: OpenLetterbox, row: Suggestion) -> SuggestionView:
    words = SuggestionWords.model_validate_json(letterbox.take(row.sealed_words))
    if words.share_id != row.share_id:
        raise SealError("seal.broken", detail="a suggestion at another share")
    return SuggestionView(row.suggestion_id, row.share_id, words, row.written_at, row.kept_at is not None)
