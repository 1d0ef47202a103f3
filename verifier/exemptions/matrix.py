"""Course parts x proof: what proves each part, how strongly, and what is proposed about it. Pure.

A proposal is not a decision. Outcomes match by code, then by an equivalence that somebody answers for
(`equivalences`); words that look alike are listed apart, and count only when a person confirms them, which
makes an equivalence of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from schemas.awards import Person
from schemas.frameworks import Frameworks
from verifier.exemptions.equivalences import Equivalence, declared
from verifier.exemptions.look_alikes import LookAlike, look_alikes
from verifier.exemptions.outcomes import Extent, OutcomeRef, leaves_of
from verifier.exemptions.programme import CoursePart, Programme, SchoolRule
from verifier.exemptions.proofs import Proof, one_per_award
from verifier.exemptions.reasons import Reason
from verifier.exemptions.rules import Basis, Rule, rule_for, study_years_between
from verifier.exemptions.showing import Showing, Shown
from verifier.exemptions.weighing import Standing, WeighedByKey, identity_of, weigh


class Proposal(StrEnum):
    """What is proposed about a part."""

    COVERED = "covered"
    PARTLY = "partly"
    NOT = "not"
    CANT_TELL = "cant_tell"


@dataclass(frozen=True, slots=True)
class Cell:
    """One proof about one part, whether it may count there, and all that weighs on it."""

    proof: Proof
    shown: tuple[Shown, ...]
    standing: Standing
    reasons: tuple[Reason, ...]

    @property
    def extent(self) -> Extent:
        """How far this proof alone reaches: full when it shows every outcome that it touches in full."""
        return min((each.extent for each in self.shown), key=lambda extent: extent.rank)


@dataclass(frozen=True, slots=True)
class PartProposal:
    """What is proposed about one part, why, and what it rests on."""

    part: CoursePart
    proposal: Proposal
    reasons: tuple[Reason, ...]
    cells: tuple[Cell, ...]
    look_alikes: tuple[LookAlike, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The proposal about a whole programme on one day."""

    programme: Programme
    rule: Rule
    on: date
    rows: tuple[PartProposal, ...]
    proofs: tuple[Proof, ...]

    @property
    def people(self) -> tuple[Person, ...]:
        """The different people that the proofs name: proof of two people never adds up to one exemption.

        Papers that do not hold name nobody. Whose name or birth date is left out may be any of the others:
        that is for the board to ask.
        """
        named = {
            identity_of(proof.person): proof.person
            for proof in self.proofs
            if proof.refused is None and proof.person is not None
        }
        return tuple(named[key] for key in sorted(named))

    @property
    def covered_load(self) -> Decimal:
        """The load of the parts that are covered; what is partly covered is for people to weigh."""
        return sum((row.part.load for row in self.rows if row.proposal is Proposal.COVERED), Decimal(0))

    @property
    def remaining_load(self) -> Decimal:
        """What would be left of the programme."""
        return self.programme.total_load - self.covered_load


def propose(
    programme: Programme,
    proofs: Iterable[Proof],
    *,
    on: date,
    frameworks: Frameworks,
    confirmed: Iterable[Equivalence] = (),
    about: Person | None = None,
) -> Matrix:
    """Return what is proposed about every part of a programme, on the day of the request.

    `confirmed` are the equivalences that a person answered for in this request; `about` is whom it is for,
    None as long as nobody said so: papers of two people never add up. Does NOT verify anything: proofs
    come from `proof_of`. Raises `NoRuleError` for a day on which no rule is known.
    """
    rule, school = rule_for(programme.sector, on), programme.school_rule(on)
    counted = one_per_award(proofs)
    showing = Showing(counted, (*declared(), *confirmed), frameworks, on)
    weighed = weigh(counted, rule, school, about=about, on=on)
    return Matrix(
        programme,
        rule,
        on,
        tuple(_row(part, showing, weighed, rule, school, on) for part in programme.parts),
        counted,
    )


def _row(
    part: CoursePart,
    showing: Showing,
    weighed: WeighedByKey,
    rule: Rule,
    school: SchoolRule,
    on: date,
) -> PartProposal:
    leaves = [leaf for outcome in part.outcomes for leaf in leaves_of(outcome, showing.frameworks)]
    cells = tuple(_cells(leaves, showing, weighed))
    alike = tuple(look_alikes(part, leaves, showing.proofs, {cell.proof.key for cell in cells}))
    if part.part_id in school.not_exemptable:
        return PartProposal(part, Proposal.NOT, (Reason("part.not_exemptable"),), cells, alike)
    if part.category in rule.general:
        proposal, reasons = _general(part, showing.proofs, weighed, rule, on)
        return PartProposal(part, proposal, reasons, cells, alike)
    proposal, reasons = _judged(leaves, cells)
    return PartProposal(part, proposal, reasons, cells, alike)


def _cells(
    leaves: Sequence[OutcomeRef],
    showing: Showing,
    weighed: WeighedByKey,
) -> Iterator[Cell]:
    shown: dict[tuple[str, str], dict[OutcomeRef, Shown]] = defaultdict(dict)
    by_key: dict[tuple[str, str], Proof] = {}
    for leaf in leaves:
        for proof, found in showing.of(leaf):
            by_key[proof.key] = proof
            known = shown[proof.key].get(leaf)
            if known is None or found.extent.rank > known.extent.rank:
                shown[proof.key][leaf] = found
    for key, proof in by_key.items():
        yield Cell(proof, tuple(shown[key].values()), weighed[key].standing, weighed[key].reasons)


def _judged(leaves: Sequence[OutcomeRef], cells: Sequence[Cell]) -> tuple[Proposal, tuple[Reason, ...]]:
    if not leaves:
        return Proposal.CANT_TELL, (Reason("part.no_outcomes"),)
    best = _best(cell for cell in cells if cell.standing is Standing.COUNTS)
    full = sum(best.get(leaf) is Extent.FULL for leaf in leaves)
    count = {"full": str(full), "of": str(len(leaves))}
    if full == len(leaves):
        return Proposal.COVERED, (Reason("part.covered", count),)
    doubted = _best(cell for cell in cells if cell.standing is Standing.IN_DOUBT)
    open_question = (Reason("part.undecided"),) if any(_is_something(doubted)) else ()
    if any(_is_something(best)):
        return Proposal.PARTLY, (Reason("part.partly", count), *open_question)
    if open_question:
        return Proposal.CANT_TELL, open_question
    if best:
        return Proposal.NOT, (Reason("part.judged_not_held"),)
    return Proposal.NOT, (Reason("part.nothing_counts" if cells else "part.bare"),)


def _best(cells: Iterable[Cell]) -> dict[OutcomeRef, Extent]:
    best: dict[OutcomeRef, Extent] = {}
    for cell in cells:
        for each in cell.shown:
            if each.outcome not in best or each.extent.rank > best[each.outcome].rank:
                best[each.outcome] = each.extent
    return best


def _is_something(best: Mapping[OutcomeRef, Extent]) -> Iterator[bool]:
    return (extent is not Extent.NOT for extent in best.values())


def _general(
    part: CoursePart,
    proofs: Iterable[Proof],
    weighed: WeighedByKey,
    rule: Rule,
    on: date,
) -> tuple[Proposal, tuple[Reason, ...]]:
    """Only a recent earlier exam counts, and its mark and level are the board's to look at."""
    general = rule.general[part.category]
    recent = any(
        proof.basis in _EXAMS
        and proof.dated_on is not None
        and 0 <= study_years_between(proof.dated_on, on) < general.study_years
        and weighed[proof.key].standing is not Standing.STOPPED
        for proof in proofs
    )
    years = {"years": str(general.study_years), "basis": general.legal_basis}
    if recent:
        return Proposal.CANT_TELL, (Reason("part.general_look", years),)
    return Proposal.NOT, (Reason("part.general", years),)


_EXAMS = frozenset({Basis.DIPLOMA, Basis.DEELCERTIFICAAT})
