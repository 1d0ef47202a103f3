"""Which parts of a qualification somebody holds, and which are missing, whatever the number of certificates.

The same judgement of outcomes as in a proposal, without a programme, a school or a load: parts of one
dossier and declared equivalences count here too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from schemas.frameworks import Frameworks, Qualification, QualificationPart
from verifier.exemptions.equivalences import Equivalence, declared
from verifier.exemptions.outcomes import Extent, OutcomeRef, leaves_of
from verifier.exemptions.proofs import Proof, one_per_award
from verifier.exemptions.showing import Showing


@dataclass(frozen=True, slots=True)
class HeldPart:
    """A smallest part of a qualification, how far it is held (None: nothing says anything) and by what."""

    part: QualificationPart | None
    ref: OutcomeRef
    extent: Extent | None
    by: tuple[tuple[Proof, Equivalence | None], ...]


def held_parts(
    qualification: Qualification, proofs: Iterable[Proof], *, on: date, frameworks: Frameworks
) -> tuple[HeldPart, ...]:
    """Return every smallest part of a qualification with what shows it; only proofs that hold are asked.

    A qualification whose parts are not known is one part: itself.
    """
    counted = [proof for proof in one_per_award(proofs) if proof.refused is None]
    showing = Showing(counted, declared(), frameworks, on)
    whole = OutcomeRef(qualification.code_system, qualification.code)
    held = []
    for leaf in leaves_of(whole, frameworks):
        found = showing.of(leaf)
        extent = max((shown.extent for _, shown in found), key=lambda each: each.rank, default=None)
        by = tuple((proof, shown.by) for proof, shown in found if shown.extent is extent)
        held.append(HeldPart(qualification.part(leaf.part or ""), leaf, extent, by))
    return tuple(held)
