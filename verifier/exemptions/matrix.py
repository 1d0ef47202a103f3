"""Course parts x proof: what proves each part, how strongly, and what is proposed about it. Pure.

A proposal is not a decision. Outcomes match by code, then by an equivalence that somebody answers for
(`equivalences`); words that look alike are listed apart, and count only when a person confirms them, which
makes an equivalence of its own.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
from verifier.exemptions.rules import (
    Basis,
    Rule,
    is_older_than,
    months_between,
    rule_for,
    study_years_between,
)
from verifier.exemptions.showing import Showing, Shown


class Proposal(StrEnum):
    """What is proposed about a part."""

    COVERED = "covered"
    PARTLY = "partly"
    NOT = "not"
    CANT_TELL = "cant_tell"


def _identity(person: Person | None) -> tuple[str, str]:
    if person is None:
        return "", ""
    born = person.birth_date.isoformat() if person.birth_date else ""
    return (person.full_name or "").casefold(), born


class Standing(StrEnum):
    """Whether a proof may count: by itself, after a person looked, or not at all."""

    COUNTS = "counts"
    IN_DOUBT = "in_doubt"
    STOPPED = "stopped"


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

        Whose name or birth date is left out may be any of the others: that is for the board to ask.
        """
        named = {_identity(proof.person): proof.person for proof in self.proofs if proof.person is not None}
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
    whose = _Whose(about, {_identity(each.person) for each in counted if _names_somebody(each)})
    weighed = {proof.key: _weigh(proof, rule, school, whose, on) for proof in counted}
    return Matrix(
        programme,
        rule,
        on,
        tuple(_row(part, showing, weighed, rule, school, on) for part in programme.parts),
        counted,
    )


# What an issuer says that nobody vouches for, and what is suspended, is for the board to weigh.
_DOUBTED = frozenset(
    {"issuer.unknown", "issuer.not_recognised", "issuer.other_kind", "issuer.register_unreachable"}
    | {"status.suspended", "status.list_later"}
)
_OWN_WORD = "issuer.own_word"  # a credential that its holder made about herself


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A proof against the rules: once for the whole matrix, since nothing in it depends on a part."""

    standing: Standing
    reasons: tuple[Reason, ...]


_WeighedByKey = Mapping[tuple[str, str], _Weighed]


@dataclass(frozen=True, slots=True)
class _Whose:
    """For whom a request is, and whom its papers name in full."""

    about: Person | None
    named: Collection[tuple[str, str]]

    def weight(self, proof: Proof) -> Iterator[tuple[Reason, Standing]]:
        """Yield what weighs on a paper because of whom it names; the board asks when it hides that."""
        if not _names_somebody(proof):
            return
        if self.about is None and len(self.named) > 1:
            yield Reason("proof.several_people"), Standing.IN_DOUBT
        if self.about is not None and _identity(proof.person) != _identity(self.about):
            yield Reason("proof.other_person"), Standing.STOPPED


def _names_somebody(proof: Proof) -> bool:
    return proof.refused is None and proof.person is not None and all(_identity(proof.person))


def _weigh(proof: Proof, rule: Rule, school: SchoolRule, whose: _Whose, on: date) -> _Weighed:
    if proof.refused is not None:
        return _Weighed(Standing.IN_DOUBT if proof.undecided else Standing.STOPPED, (proof.refused,))
    found = (*whose.weight(proof), *_weights(proof, rule, school, on))
    standings = {standing for _, standing in found}
    decides = (Standing.STOPPED, Standing.IN_DOUBT)
    standing = next((each for each in decides if each in standings), Standing.COUNTS)
    return _Weighed(standing, tuple(reason for reason, _ in found))


def _weights(proof: Proof, rule: Rule, school: SchoolRule, on: date) -> Iterator[tuple[Reason, Standing]]:
    if proof.basis not in rule.bases or (school.bases is not None and proof.basis not in school.bases):
        yield Reason("proof.basis_not_accepted", {"kind": proof.basis.value}), Standing.STOPPED
    if proof.basis is Basis.VRIJSTELLINGSBESLUIT:
        yield Reason("proof.decision"), Standing.IN_DOUBT
    if proof.dated_on is not None:
        yield from _age(proof.basis, proof.dated_on, rule, school, on)
    for code in proof.warnings:
        if code == _OWN_WORD:
            yield Reason("proof.own_word"), Standing.STOPPED
        else:
            doubted = Standing.IN_DOUBT if code in _DOUBTED else Standing.COUNTS
            yield Reason("proof.warning", {"check": code}), doubted


def _age(
    basis: Basis, dated_on: date, rule: Rule, school: SchoolRule, on: date
) -> Iterator[tuple[Reason, Standing]]:
    """The law says from which age on to look twice; only the school says from which age on it is too old."""
    months = months_between(dated_on, on)
    most, old = school.max_age_months.get(basis), rule.old_after_months.get(basis)
    if dated_on > on:
        yield Reason("proof.later", {"on": dated_on.isoformat()}), Standing.IN_DOUBT
    elif most is not None and is_older_than(dated_on, months=most, on=on):
        yield Reason("proof.too_old", {"months": str(months), "most": str(most)}), Standing.STOPPED
    elif old is not None and months >= old:
        yield Reason("proof.old", {"months": str(months)}), Standing.COUNTS


def _row(
    part: CoursePart,
    showing: Showing,
    weighed: _WeighedByKey,
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
    weighed: _WeighedByKey,
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
    weighed: _WeighedByKey,
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
