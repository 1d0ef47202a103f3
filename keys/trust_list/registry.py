"""The lists that a verifier trusts together, and the one question that it asks of them.

Was this issuer recognised to issue this kind, for these standards, on that date? A keeper's word counts only
for the kinds that it was configured to vouch for. A list that could not be read makes "not recognised"
unknowable; it never makes anybody recognised.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from keys.trust_list.model import EndReason, Recognition, TrustEntry, TrustList
from schemas.credential import CredentialKind
from schemas.verification_receipt import RECEIPT_TYPE

# What an issuer can be recognised for: a kind of certificate, or receipts of checks that count as evidence of
# time (ADR 50). For a keeper that may vouch for everything; said, not implied.
EVERY_KIND: frozenset[str] = frozenset((*CredentialKind, RECEIPT_TYPE))


class RecognitionState(StrEnum):
    """The answers."""

    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not-recognised"  # on a list, but not for this, or not then
    ANNULLED = "annulled"  # recognised then, and later held never to have been
    UNKNOWN_ISSUER = "unknown-issuer"  # on no list
    UNKNOWN = "unknown"  # a list that might have said so could not be read


@dataclass(frozen=True, slots=True)
class TrustAnchor:
    """A register keeper that is trusted: who, where its list is, and for which kinds its word counts.

    No kinds means that its word counts for nothing; see `EVERY_KIND`.
    """

    did: str
    url: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnchoredList:
    """A list that was verified to come from its anchor."""

    anchor: TrustAnchor
    trust_list: TrustList


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionAnswer:
    """An answer with its grounds.

    `entry` and `keeper`: the list entry that was used. `recognition`: what covers the question (recognised,
    annulled), or else what comes nearest: the same kind in another period or for another standard.
    """

    state: RecognitionState
    on: date
    entry: TrustEntry | None = None
    recognition: Recognition | None = None
    keeper: str | None = None
    list_version: int | None = None
    successor_names: tuple[str, ...] = ()
    """Who goes on for an issuer that closed or merged, by their names on the same list."""

    @property
    def official_name(self) -> str | None:
        """The issuer's name as the register has it."""
        return self.entry.official_name if self.entry else None

    @property
    def recognised_by(self) -> str | None:
        """Who recognised it."""
        return self.recognition.recognised_by if self.recognition else None

    @property
    def end_reason(self) -> EndReason | None:
        """Why the recognition ended, if it did."""
        return self.recognition.end_reason if self.recognition else None


class TrustRegistry:
    """The verified lists, and the anchors whose lists could not be read now."""

    def __init__(self, lists: Iterable[AnchoredList], unavailable: Iterable[TrustAnchor] = ()) -> None:
        """Each list must have been verified to come from its anchor, and to be current."""
        self.lists = tuple(lists)
        self.unavailable = tuple(unavailable)

    def recognition(self, did: str, kind: str, standards: Iterable[str], on: date) -> RecognitionAnswer:
        """Answer whether an issuer was recognised for a kind and ALL of these standards on a date.

        No standards asks for recognition for every standard. A later end of the recognition does not change
        the answer for an earlier date; an annulment does.
        """
        asked: tuple[str | None, ...] = tuple(standards) or (None,)
        best = RecognitionAnswer(state=RecognitionState.UNKNOWN_ISSUER, on=on)
        for anchored in self._lists_for(kind):
            entry = anchored.trust_list.entry_for(did)
            if entry is not None:
                best = min(best, _answer(anchored, entry, kind, asked, on), key=_preference)
        if best.state not in _FINAL and any(kind in anchor.kinds for anchor in self.unavailable):
            return RecognitionAnswer(state=RecognitionState.UNKNOWN, on=on, entry=best.entry)
        return best

    def entries_for(self, did: str) -> tuple[TrustEntry, ...]:
        """Return what each list says about an issuer, whatever the kinds."""
        found = (anchored.trust_list.entry_for(did) for anchored in self.lists)
        return tuple(entry for entry in found if entry is not None)

    def official_name(self, did: str) -> str | None:
        """Return an issuer's name as a register has it; None when it is on no list."""
        return next((entry.official_name for entry in self.entries_for(did)), None)

    def _lists_for(self, kind: str) -> Iterator[AnchoredList]:
        return (anchored for anchored in self.lists if kind in anchored.anchor.kinds)


# What one list says is taken over what another says in this order. An annulment is a finding about the
# past that a second list, which has not heard of it, can't undo.
_ORDER = (
    RecognitionState.ANNULLED,
    RecognitionState.RECOGNISED,
    RecognitionState.NOT_RECOGNISED,
    RecognitionState.UNKNOWN_ISSUER,
)
_FINAL = frozenset({RecognitionState.ANNULLED, RecognitionState.RECOGNISED})


def _preference(answer: RecognitionAnswer) -> int:
    return _ORDER.index(answer.state)


def _answer(
    anchored: AnchoredList, entry: TrustEntry, kind: str, standards: tuple[str | None, ...], on: date
) -> RecognitionAnswer:
    """Answer from one entry: every standard must be covered, each by some recognition."""
    state, ground = RecognitionState.RECOGNISED, None
    for standard in standards:
        covering = [item for item in entry.recognitions if item.covers(kind, standard) and item.in_period(on)]
        annulled = next((item for item in covering if item.annulled_on(on)), None)
        if annulled is not None:
            state, ground = RecognitionState.ANNULLED, annulled
            break
        if not covering:
            state, ground = RecognitionState.NOT_RECOGNISED, _nearest(entry, kind, standard, on)
        elif state is RecognitionState.RECOGNISED:
            ground = covering[0]
    return RecognitionAnswer(
        state=state,
        on=on,
        entry=entry,
        recognition=ground,
        keeper=anchored.trust_list.keeper,
        list_version=anchored.trust_list.version,
        successor_names=_names(anchored.trust_list, entry.successor_entities),
    )


def _names(trust_list: TrustList, dids: Iterable[str]) -> tuple[str, ...]:
    """Return the official names of issuers; one that is not on the list has none to show."""
    found = (trust_list.entry_for(did) for did in dids)
    return tuple(entry.official_name for entry in found if entry is not None)


def _nearest(entry: TrustEntry, kind: str, standard: str | None, on: date) -> Recognition | None:
    """Return the recognition that best explains a "no": same scope first, then the nearest period."""

    def distance(recognition: Recognition) -> tuple[bool, int]:
        edges = [recognition.recognised_from, recognition.recognised_until or recognition.recognised_from]
        return not recognition.covers(kind, standard), min(abs((edge - on).days) for edge in edges)

    same_kind = [recognition for recognition in entry.recognitions if kind in recognition.kinds]
    return min(same_kind, key=distance, default=None)
