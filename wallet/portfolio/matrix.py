"""Per qualification: its parts, what shows each of them and at which level, and what is still bare. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from schemas.frameworks import CREBO, Frameworks, Qualification, QualificationPart
from verifier.exemptions.equivalences import declared, sharing_basis
from verifier.exemptions.outcomes import OutcomeRef
from verifier.exemptions.showing import showing
from wallet.portfolio.collection import Collection, RatedDocument, RatedItem
from wallet.portfolio.coverage import FULL, NOT, PARTLY
from wallet.portfolio.trust import TrustLevel

# A part that a hundred items show is shown well enough by the strongest of them; keeps a page below 150 KB.
MAX_PROOFS_PER_PART = 5

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Proof:
    """Something that shows a part. `counts` says whether the part needs nothing more because of it."""

    source: RatedItem | RatedDocument
    level: TrustLevel | None
    found: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the qualification; `group` is the name of the part in which it lies."""

    part: QualificationPart
    group: str
    proofs: tuple[Proof, ...]
    more: int

    @property
    def best(self) -> TrustLevel | None:
        """The highest level among the proofs that count; None is bare."""
        levels = [proof.level for proof in self.proofs if proof.counts and proof.level is not None]
        return max(levels, key=lambda level: level.rank, default=None)


@dataclass(frozen=True, slots=True)
class Matrix:
    """A qualification part by part. `name` is that of the framework, else what a certificate calls it."""

    key: Key
    name: str
    rows: tuple[Row, ...]

    @property
    def shown(self) -> int:
        """How many parts something shows, at whichever level."""
        return sum(row.best is not None for row in self.rows)


def matrices(collection: Collection, frameworks: Frameworks, *, on: date) -> tuple[Matrix, ...]:
    """Return a matrix of every qualification that a certificate or a finished item touches, by name.

    A certificate touches the others in its dossier too when it shows a part of the basis that they share.
    """
    told = _told(collection)
    touched = {_key(ref) for ref in told.proofs}
    touched |= {
        (CREBO, other.code)
        for ref, proofs in told.proofs.items()
        if any(proof.counts and isinstance(proof.source, RatedDocument) for proof in proofs)
        for other in sharing_basis(ref, frameworks)
    }
    found = (_matrix(key, told, frameworks, on) for key in touched)
    return tuple(sorted(found, key=lambda matrix: (matrix.name.casefold(), matrix.key)))


def matrix_of(collection: Collection, key: Key, frameworks: Frameworks, *, on: date) -> Matrix | None:
    """Return one matrix, or None for a qualification that is neither touched nor known here."""
    told = _told(collection)
    if frameworks.find(*key) is None and key not in {_key(ref) for ref in told.proofs}:
        return None
    return _matrix(key, told, frameworks, on)


@dataclass(frozen=True, slots=True)
class _Told:
    """What certificates and items say of outcomes, and what certificates call their qualifications."""

    proofs: Mapping[OutcomeRef, Sequence[Proof]]
    names: Mapping[Key, str]


def _told(collection: Collection) -> _Told:
    proofs: dict[OutcomeRef, list[Proof]] = defaultdict(list)
    names: dict[Key, str] = {}
    for document in collection.documents:
        for covered in document.coverage:
            ref = OutcomeRef(covered.code_system, covered.qualification, covered.part)
            names.setdefault(_key(ref), covered.qualification_name)
            proofs[ref].append(_by_document(document, covered.found))
    for item in collection.finished_items:
        for link in item.held.content.competences:
            ref = OutcomeRef(link.code_system, link.qualification, link.part)
            proofs[ref].append(Proof(item, item.level, FULL, counts=True))
    return _Told(proofs, names)


def _key(ref: OutcomeRef) -> Key:
    return ref.code_system, ref.qualification


def _by_document(document: RatedDocument, found: str) -> Proof:
    """A certificate that is revoked, expired or says "not yet" stays in sight, and counts for nothing."""
    counts = document.level is not None and not document.state.must_be_told and found not in (NOT, PARTLY)
    return Proof(document, document.level, found, counts=counts)


def _matrix(key: Key, told: _Told, frameworks: Frameworks, on: date) -> Matrix:
    qualification = frameworks.find(*key)
    parts = _parts(qualification, [ref.part for ref in told.proofs if _key(ref) == key and ref.part])
    by_code = {part.code: part for part in parts}
    inner = {part.parent for part in parts if part.parent}
    name = qualification.name if qualification else told.names.get(key, key[1])
    rows = []
    for part in parts:
        if part.code not in inner:
            parent = by_code.get(part.parent or "")
            rows.append(
                _row(
                    part,
                    parent.name if parent else "",
                    _shown(OutcomeRef(*key, part.code), told, frameworks, on),
                )
            )
    if not rows:  # nothing is known of its parts: the whole is one row
        rows = [_row(QualificationPart(key[1], name), "", _shown(OutcomeRef(*key), told, frameworks, on))]
    return Matrix(key, name, tuple(rows))


def _parts(qualification: Qualification | None, named: Iterable[str]) -> tuple[QualificationPart, ...]:
    """The parts that the framework knows, and after them the codes that only a certificate names."""
    known = qualification.parts if qualification else ()
    codes = {part.code for part in known}
    return (*known, *(QualificationPart(code, code) for code in sorted(set(named) - codes)))


def _shown(leaf: OutcomeRef, told: _Told, frameworks: Frameworks, on: date) -> Iterator[Proof]:
    for ref in showing(leaf, declared(), frameworks, on=on):
        yield from told.proofs.get(ref, ())


def _row(part: QualificationPart, group: str, shown: Iterable[Proof]) -> Row:
    found = sorted(shown, key=lambda proof: (not proof.counts, -(proof.level.rank if proof.level else -1)))
    return Row(part, group, tuple(found[:MAX_PROOFS_PER_PART]), max(0, len(found) - MAX_PROOFS_PER_PART))
