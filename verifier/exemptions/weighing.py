"""What weighs on a proof, whatever part it is for: by law, by the school, and by whom it names. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from schemas.awards import Person
from verifier.exemptions.programme import SchoolRule
from verifier.exemptions.proofs import Proof
from verifier.exemptions.reasons import Reason
from verifier.exemptions.rules import Basis, Rule, is_older_than, months_between


class Standing(StrEnum):
    """Whether a proof may count: by itself, after a person looked, or not at all."""

    COUNTS = "counts"
    IN_DOUBT = "in_doubt"
    STOPPED = "stopped"


def identity_of(person: Person | None) -> tuple[str, str]:
    """Return by what people are told apart: full name, in any case of letters, and birth date; "" unknown."""
    if person is None:
        return "", ""
    born = person.birth_date.isoformat() if person.birth_date else ""
    return (person.full_name or "").casefold(), born


# What an issuer says that nobody vouches for, and what is suspended, is for the board to weigh.
_DOUBTED = frozenset(
    {"issuer.unknown", "issuer.not_recognised", "issuer.other_kind", "issuer.register_unreachable"}
    | {"status.suspended", "status.list_later"}
)


def is_doubted(proof: Proof) -> bool:
    """Say whether a proof that holds is for a person to weigh: nobody vouches for it, or it is suspended."""
    return any(code in _DOUBTED for code in proof.warnings)


_OWN_WORD = "issuer.own_word"  # a credential that its holder made about herself


@dataclass(frozen=True, slots=True)
class Weighed:
    """A proof against the rules: once for the whole matrix, since nothing in it depends on a part."""

    standing: Standing
    reasons: tuple[Reason, ...]


WeighedByKey = Mapping[tuple[str, str], Weighed]


def weigh(
    proofs: Iterable[Proof], rule: Rule, school: SchoolRule, *, about: Person | None, on: date
) -> WeighedByKey:
    """Weigh each proof once, by its key, against the rules of a day. `about` is whom the request is for."""
    found = tuple(proofs)
    whose = _Whose(about, {identity_of(each.person) for each in found if _names_somebody(each)})
    return {proof.key: _weighed(proof, rule, school, whose, on) for proof in found}


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
        if self.about is not None and identity_of(proof.person) != identity_of(self.about):
            yield Reason("proof.other_person"), Standing.STOPPED


def _names_somebody(proof: Proof) -> bool:
    return proof.refused is None and proof.person is not None and all(identity_of(proof.person))


def _weighed(proof: Proof, rule: Rule, school: SchoolRule, whose: _Whose, on: date) -> Weighed:
    if proof.refused is not None:
        return Weighed(Standing.IN_DOUBT if proof.undecided else Standing.STOPPED, (proof.refused,))
    found = (*whose.weight(proof), *_weights(proof, rule, school, on))
    standings = {standing for _, standing in found}
    decides = (Standing.STOPPED, Standing.IN_DOUBT)
    standing = next((each for each in decides if each in standings), Standing.COUNTS)
    return Weighed(standing, tuple(reason for reason, _ in found))


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
