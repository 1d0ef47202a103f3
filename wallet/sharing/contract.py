"""What is agreed before a link is made: what, to whom, why, until when, how often, with a PIN or not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from wallet.contents import Chosen
from wallet.durations import Duration, end_of
from wallet.errors import ShareError
from web.text import has_hidden_characters

# A receiver reads a few certificates, not a pile; ten large ones stay far below what verifiers accept.
MAX_DOCUMENTS = 10
# Items, files and references together: all of these and ten certificates are fewer than verifiers accept.
MAX_OWN = 20
MAX_RECEIVER_CHARACTERS = 100
MAX_REASON_CHARACTERS = 300
# Who wants more looks than this wants no limit.
MAX_LOOKS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is shown, by id; `hidden` is what is left out of a document, as JSON pointers."""

    document_ids: tuple[str, ...] = ()
    item_ids: tuple[str, ...] = ()
    file_ids: tuple[str, ...] = ()
    reference_ids: tuple[str, ...] = ()
    hidden: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, answers: Chosen) -> Self:
        """Return what was chosen so far, each thing once."""
        return cls(
            document_ids=tuple(dict.fromkeys(answers.document_ids)),
            item_ids=tuple(dict.fromkeys(answers.item_ids)),
            file_ids=tuple(dict.fromkeys(answers.file_ids)),
            reference_ids=tuple(dict.fromkeys(answers.reference_ids)),
            hidden={key: frozenset(pointers) for key, pointers in (answers.hidden or {}).items()},
        )

    def problem(self) -> str | None:
        """Return the code of what is wrong with how much was chosen, or None."""
        own = len(self.item_ids) + len(self.file_ids) + len(self.reference_ids)
        if not (self.document_ids or own):
            return "share.nothing_chosen"
        if len(self.document_ids) > MAX_DOCUMENTS:
            return "share.too_much"
        return "share.too_much_own" if own > MAX_OWN else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """All that is agreed but the PIN, whose slow hash is made before (`wallet.sharing.pins`).

    `looks` is None for as many as they like. `takes_suggestions`: whoever has the link may leave suggestions.
    """

    selection: Selection
    receiver: str
    duration: Duration
    reason: str = ""
    looks: int | None = None
    takes_suggestions: bool = False

    def expires_at(self, at: datetime) -> datetime:
        """Return the end of a share that is made now."""
        return end_of(self.duration, at=at)

    def check(self) -> None:
        """Raise `ShareError` with the code of what is wrong: nothing or too much chosen, or a bad answer."""
        problem = (
            self.selection.problem()
            or receiver_problem(self.receiver)
            or reason_problem(self.reason)
            or looks_problem(self.looks)
        )
        if problem:
            raise ShareError(problem)


def receiver_problem(receiver: str) -> str | None:
    """Return the code of what is wrong with the name of a receiver, or None."""
    if not receiver.strip():
        return "share.receiver_missing"
    if len(receiver.strip()) > MAX_RECEIVER_CHARACTERS:
        return "share.receiver_long"
    return "share.receiver_characters" if has_hidden_characters(receiver) else None


def reason_problem(reason: str) -> str | None:
    """Return the code of what is wrong with a reason, or None; she may leave it out."""
    if len(reason.strip()) > MAX_REASON_CHARACTERS:
        return "share.reason_long"
    return "share.receiver_characters" if has_hidden_characters(reason) else None


def looks_problem(looks: int | None) -> str | None:
    """Return the code of what is wrong with a number of looks, or None."""
    return None if looks is None or 1 <= looks <= MAX_LOOKS else "share.looks"
