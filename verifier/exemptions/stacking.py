"""Which parts of a qualification somebody holds, and which are missing, whatever the number of certificates.

The same judgement of outcomes as in a proposal, without a programme, a school or a load: parts of one
dossier and declared equivalences count here too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from schemas.frameworks import Frameworks, Qualification, QualificationPart
from verifier.exemptions.equivalences import Equivalence, declared
from verifier.exemptions.outcomes import URL, Extent, OutcomeRef, leaves_of
from verifier.exemptions.proofs import Proof, one_per_award
from verifier.exemptions.showing import Showing
from verifier.exemptions.weighing import is_doubted


@dataclass(frozen=True, slots=True)
class HeldPart:
    """A smallest part of a qualification, how far it is held (None: nothing says anything) and by what."""

    part: QualificationPart | None
    ref: OutcomeRef
    extent: Extent | None
    by: tuple[tuple[Proof, Equivalence | None], ...]

    @property
    def is_doubted(self) -> bool:
        """Whether only proofs that somebody has to weigh show it."""
        return bool(self.by) and all(is_doubted(proof) for proof, _ in self.by)


@dataclass(frozen=True, slots=True)
class Stack:
    """A qualification, part by part, with everything that shows some of it together."""

    qualification: Qualification
    parts: tuple[HeldPart, ...]

    @property
    def held(self) -> int:
        """How many parts are shown in full by something that nobody needs to doubt."""
        return sum(part.extent is Extent.FULL and not part.is_doubted for part in self.parts)


def stacks(proofs: Iterable[Proof], *, on: date, frameworks: Frameworks) -> tuple[Stack, ...]:
    """Return every qualification that proofs which hold name, most complete first.

    Does NOT look whose the proofs are: whoever adds up those of two people gets nobody's qualification. One
    whose parts are not known here is a single part. Addresses of other frameworks are left out.
    """
    counted = [proof for proof in one_per_award(proofs) if proof.refused is None]
    named: dict[tuple[str, str], str] = {}
    for proof in counted:
        for outcome in proof.outcomes:
            ref = outcome.ref
            if ref.code_system != URL:
                name = outcome.name if ref.part is None else ""
                key = (ref.code_system, ref.qualification)
                named[key] = named.get(key) or name
    found = [
        Stack(
            qualification=(
                qualification := frameworks.find(*key)
                or Qualification(code_system=key[0], code=key[1], name=name or key[1], level="", kind="")
            ),
            parts=held_parts(qualification, counted, on=on, frameworks=frameworks),
        )
        for key, name in named.items()
    ]
    return tuple(
        sorted(found, key=lambda each: (-each.held / len(each.parts), each.qualification.name.casefold()))
    )


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
