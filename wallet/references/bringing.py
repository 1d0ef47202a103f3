"""What others wrote about her, brought along from another wallet.

A ZIP proves who took it along, by a key that its owner can hold in her own hands; it proves nothing about who
wrote what, or who read which mail. So these words are kept and shown as brought along, with no confirmed
address, and count for nothing above her own word ([ADR 38](../../docs/adr/0038-what-a-zip-may-bring.md)).
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from keys import sealing
from schemas.dates import legal_date
from wallet import links
from wallet.contents import ReferenceDescription, ReferenceQuestion, ReferenceWords
from wallet.models import Reference, ReferenceRequest, Wallet
from wallet.references.asking import question_context
from wallet.references.letterbox import drop, ensure_letterbox
from wallet.vault import Place, Vault
from web.text import has_hidden_characters

# Twice what the form that he filled in takes.
MAX_TEXT_CHARACTERS = 3_000
# Nobody was ever seen to ask this many people; a page opens them all.
MAX_BROUGHT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtReference:
    """A question and its answer as a ZIP states them."""

    request_id: str
    item_id: str | None
    asker: str
    referee: str
    question: str
    is_accepted: bool
    text: str
    name: str
    role: str
    organisation: str
    email: str

    @property
    def is_plain(self) -> bool:
        """Whether somebody could have written this on our pages."""
        texts = [getattr(self, each.name) for each in fields(self)]
        return bool(self.text.strip() and self.name.strip()) and not any(
            len(text) > MAX_TEXT_CHARACTERS or has_hidden_characters(text)
            for text in texts
            if isinstance(text, str)
        )


def bring(session: Session, vault: Vault, brought: Sequence[BroughtReference], *, at: datetime) -> int:
    """Keep answers under the ids of their questions; return how many are new here.

    A question that stands here already, answered or not, stays as it is here.
    """
    if not brought:
        return 0
    ensure_letterbox(session, vault, at=at)
    # One at a time per wallet, so that the same ZIP twice at once meets its first self.
    session.execute(select(Wallet.wallet_id).where(Wallet.wallet_id == vault.wallet_id).with_for_update())
    present = set(
        session.scalars(
            select(ReferenceRequest.request_id).where(ReferenceRequest.wallet_id == vault.wallet_id)
        )
    )
    new = {each.request_id: each for each in brought if each.request_id not in present}
    kept = list(new.values())[: max(0, MAX_BROUGHT - len(present))]
    session.add_all(_request(vault, each, at) for each in kept)
    session.flush()
    session.add_all(_answer(session, vault, each, at) for each in kept)
    session.flush()
    return len(kept)


def _request(vault: Vault, brought: BroughtReference, at: datetime) -> ReferenceRequest:
    """The question, answered and over, under a link that nobody gets to see."""
    token = links.new_token()
    question = ReferenceQuestion(asker=brought.asker, question=brought.question)
    description = ReferenceDescription(
        asker=brought.asker,
        referee=brought.referee,
        question=brought.question,
        token=token,
        brought_on=legal_date(at).isoformat(),
    )
    return ReferenceRequest(
        wallet_id=vault.wallet_id,
        request_id=brought.request_id,
        item_id=brought.item_id,
        lookup=links.reference_lookup(token),
        sealed_question=sealing.seal(
            links.question_key(token),
            question.model_dump_json().encode(),
            context=question_context(vault.wallet_id, brought.request_id),
        ),
        sealed_description=vault.seal_content(
            description, Place("reference_request", brought.request_id, "description")
        ),
        created_at=at,
        expires_at=at,
        answered_at=at,
    )


def _answer(session: Session, vault: Vault, brought: BroughtReference, at: datetime) -> Reference:
    words = ReferenceWords(
        request_id=brought.request_id,
        text=brought.text,
        name=brought.name,
        role=brought.role,
        organisation=brought.organisation,
        email=brought.email,
    )
    return Reference(
        wallet_id=vault.wallet_id,
        request_id=brought.request_id,
        confirm_lookup=links.confirmation_lookup(links.new_token()),
        sealed_words=drop(session, vault.wallet_id, words.model_dump_json().encode()),
        written_at=at,
        confirmed_at=None,
        accepted_at=at if brought.is_accepted else None,
    )
