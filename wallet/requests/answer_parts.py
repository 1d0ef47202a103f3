"""What her answer holds, as the organisation gets it: the last page shows this, and sending signs it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from schemas.disclosure import pointers_of
from schemas.own_words import PassedOn
from wallet.requests.fitting import fitting
from wallet.requests.replies import Reply
from wallet.sharing.contract import Selection
from wallet.sharing.offered import accepted_references, finished_items
from wallet.sharing.parts import OwnPart, Parts, gather
from wallet.vault import Vault


def answer_parts(session: Session, vault: Vault, reply: Reply, *, at: datetime) -> Parts:
    """Put together what she chose, as far as it fits the request and is still hers.

    Her own words only where they are welcome, without files; what the request needs is never left out.
    Raises `ShareError("share.cannot_hide")`.
    """
    request, chosen = reply.request, Selection.of(reply.content)
    must_show = pointers_of(request.needs)
    fits = {entry.document_id for entry in fitting(session, vault, request).fits}
    items: set[str] = set()
    references: set[str] = set()
    if request.welcomes_own_words:
        items = {held.item_id for held in finished_items(session, vault)}
        references = {view.request_id for view in accepted_references(session, vault, at=at)}
    selection = Selection(
        document_ids=_those_in(fits, chosen.document_ids),
        item_ids=_those_in(items, chosen.item_ids),
        reference_ids=_those_in(references, chosen.reference_ids),
        hidden={document_id: hidden - must_show for document_id, hidden in chosen.hidden.items()},
    )
    parts = gather(session, vault, selection, at=at)
    return replace(parts, own=tuple(map(_without_witness, parts.own)))


def _those_in(there: set[str], ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(each for each in ids if each in there)


def _without_witness(part: OwnPart) -> OwnPart:
    """Say nothing of the writer's address: her wallet witnesses that, and an answer comes from herself."""
    if isinstance(part.words, PassedOn):
        return replace(part, words=replace(part.words, mail_domain="", mail_confirmed=False))
    return part
