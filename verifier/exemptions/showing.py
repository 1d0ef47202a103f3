"""Which outcomes show another one, and which proofs say something of those."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from schemas.frameworks import Frameworks
from verifier.exemptions.equivalences import Equivalence, counting_as
from verifier.exemptions.outcomes import Extent, OutcomeRef, around
from verifier.exemptions.proofs import Proof


def showing(
    leaf: OutcomeRef, equivalences: Iterable[Equivalence], frameworks: Frameworks, *, on: date
) -> Mapping[OutcomeRef, Equivalence | None]:
    """Return the outcomes that show a smallest one: itself, all that it lies in, and what counts as those.

    Each with the equivalence that it takes, None for those of its own qualification.
    """
    found: dict[OutcomeRef, Equivalence | None] = dict.fromkeys(around(leaf, frameworks))
    for wanted in tuple(found):
        for equal in counting_as(wanted, equivalences, frameworks, on=on):
            for held in around(equal.held, frameworks):
                found.setdefault(held, equal)
    return found


@dataclass(frozen=True, slots=True)
class Shown:
    """That a proof says how far an outcome was reached; `by` is the equivalence that it took, if any."""

    outcome: OutcomeRef
    extent: Extent
    by: Equivalence | None


class Showing:
    """What some proofs say, asked per smallest outcome, so that a part costs what it names and no more."""

    def __init__(
        self, proofs: Sequence[Proof], equivalences: Sequence[Equivalence], frameworks: Frameworks, on: date
    ) -> None:
        self.proofs, self.frameworks, self._equivalences, self._on = proofs, frameworks, equivalences, on
        self._said: dict[OutcomeRef, list[tuple[Proof, Extent]]] = defaultdict(list)
        for proof in proofs:
            for outcome in proof.outcomes:
                self._said[outcome.ref].append((proof, outcome.extent))
        self._known: dict[OutcomeRef, tuple[tuple[Proof, Shown], ...]] = {}

    def of(self, leaf: OutcomeRef) -> tuple[tuple[Proof, Shown], ...]:
        """Return what each proof says of a smallest outcome."""
        if leaf not in self._known:
            self._known[leaf] = tuple(self._of(leaf))
        return self._known[leaf]

    def _of(self, leaf: OutcomeRef) -> Iterator[tuple[Proof, Shown]]:
        for ref, by in showing(leaf, self._equivalences, self.frameworks, on=self._on).items():
            for proof, extent in self._said.get(ref, ()):
                yield proof, Shown(leaf, extent, by)
