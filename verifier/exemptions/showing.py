"""Which proofs show which outcome: by its own code, by what it lies in, and by what counts as it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from schemas.frameworks import Frameworks
from verifier.exemptions.equivalences import Equivalence, counting_as
from verifier.exemptions.outcomes import Extent, OutcomeRef, around
from verifier.exemptions.proofs import Proof


@dataclass(frozen=True, slots=True)
class Shown:
    """That a proof says how far an outcome was reached; `by` is the equivalence that it took, if any."""

    outcome: OutcomeRef
    extent: Extent
    by: Equivalence | None


class Showing:
    """Which proofs show which outcome; asked per leaf, so that a part costs what it names and no more."""

    def __init__(
        self, proofs: Sequence[Proof], equivalences: Sequence[Equivalence], frameworks: Frameworks, on: date
    ) -> None:
        self.proofs, self.frameworks, self._on = proofs, frameworks, on
        self._equivalences: dict[OutcomeRef, list[Equivalence]] = defaultdict(list)
        for each in equivalences:
            self._equivalences[each.counts_as].append(each)
        self._said: dict[OutcomeRef, list[tuple[Proof, Extent]]] = defaultdict(list)
        for proof in proofs:
            for outcome in proof.outcomes:
                self._said[outcome.ref].append((proof, outcome.extent))
        self._known: dict[OutcomeRef, tuple[tuple[Proof, Shown], ...]] = {}

    def of(self, leaf: OutcomeRef) -> tuple[tuple[Proof, Shown], ...]:
        """Return what each proof says of a smallest outcome: itself, what it lies in, what counts as it."""
        if leaf not in self._known:
            self._known[leaf] = tuple(self._showing(leaf))
        return self._known[leaf]

    def _showing(self, leaf: OutcomeRef) -> Iterator[tuple[Proof, Shown]]:
        for wanted in around(leaf, self.frameworks):
            for proof, extent in self._said.get(wanted, ()):
                yield proof, Shown(leaf, extent, None)
            declared_here = self._equivalences.get(wanted, ())
            for equal in counting_as(wanted, declared_here, self.frameworks, on=self._on):
                for held in around(equal.held, self.frameworks):
                    for proof, extent in self._said.get(held, ()):
                        yield proof, Shown(leaf, extent, equal)
