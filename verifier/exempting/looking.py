"""An answer, judged anew now, beside a programme: what each part rests on, and whom the papers name."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.awards import Person
from schemas.documents import serialize
from schemas.evidence import digest_multibase
from schemas.frameworks import Frameworks
from verifier.exempting.contents import CaseContent, Source
from verifier.exemptions import Matrix, Programme, proof_of, propose
from verifier.exemptions.matrix import PartProposal
from verifier.exemptions.weighing import Standing
from verifier.judging import Judgement
from verifier.own_words import certificates
from verifier.result import VerificationResult


@dataclass(frozen=True, slots=True)
class Look:
    """What there is to see, once: the proposal of the engine, and the digest of each certificate as sent."""

    matrix: Matrix
    digests: Mapping[str, str]
    unread: int
    """How many documents say nothing that can be used here."""
    judged: tuple[VerificationResult, ...]
    """All that was sent, for who wants to read it. Her own words are there, and prove nothing."""

    @property
    def people(self) -> tuple[Person, ...]:
        """The different people whom papers that hold name in full: for one of them the decision is."""
        return tuple(person for person in self.matrix.people if is_whole(person))

    @property
    def hides_who(self) -> bool:
        """Whether some paper leaves a name or a birth date out, so that nobody can tell whose it is."""
        return any(proof.person is None or not is_whole(proof.person) for proof in self.matrix.proofs)

    def row(self, part_id: str) -> PartProposal:
        """Return what is proposed about a part of the programme."""
        return next(row for row in self.matrix.rows if row.part.part_id == part_id)

    def sources(self, part_id: str) -> tuple[Source, ...]:
        """Return what a choice about a part can rest on now: never what was refused or may not count."""
        return tuple(
            Source(name, self.digests[name])
            for cell in self.row(part_id).cells
            if cell.standing is not Standing.STOPPED
            and (name := cell.proof.credential_id or "") in self.digests
        )

    def fallen(self, sources: tuple[Source, ...]) -> tuple[Source, ...]:
        """Return those of the sources of a decision that do not hold now, or are not there any more.

        What can't be checked at this moment has not fallen: that says nothing about it.
        """
        standing = {
            proof.credential_id for proof in self.matrix.proofs if proof.refused is None or proof.undecided
        }
        return tuple(each for each in sources if each.credential_id not in standing)


def is_whole(person: Person) -> bool:
    """Say whether both names and the birth date are there."""
    return bool(person.given_names and person.family_name and person.birth_date)


def look(judgement: Judgement, programme: Programme, content: CaseContent, *, frameworks: Frameworks) -> Look:
    """Put an answer that was just judged beside a programme, as on the day of the request.

    What she says herself is no proof, whatever it says: the engine does not see it.

    Raises `NoRuleError` for a day on which no rule is known.
    """
    proofs = [(proof_of(result), result) for result in certificates(judgement.results)]
    digests = {
        proof.credential_id: digest_multibase(serialize(result.document))
        for proof, result in proofs
        if proof is not None and proof.credential_id is not None
    }
    found = [proof for proof, _ in proofs if proof is not None]
    matrix = propose(
        programme,
        found,
        on=content.requested_on,
        frameworks=frameworks,
        confirmed=content.confirmed,
        about=content.person,
    )
    return Look(matrix, digests, len(proofs) - len(found), judgement.results)


def key_of(person: Person) -> str:
    """Return what stands for a person in a form."""
    born = person.birth_date.isoformat() if person.birth_date else ""
    return "|".join((person.given_names or "", person.family_name or "", born))
