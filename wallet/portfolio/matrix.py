"""Per qualification: its parts, what shows each of them and at which level, and what is still bare. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from schemas.frameworks import Frameworks, Qualification, QualificationPart
from wallet.portfolio.collection import Collection, RatedDocument, RatedItem
from wallet.portfolio.coverage import NOT, PARTLY
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


def matrices(collection: Collection, frameworks: Frameworks) -> tuple[Matrix, ...]:
    """Return a matrix of every qualification that a certificate or a finished item touches, by name."""
    proofs, names = _gathered(collection)
    found = (_matrix(key, proofs[key], names, frameworks) for key in proofs)
    return tuple(sorted(found, key=lambda matrix: (matrix.name.casefold(), matrix.key)))


def matrix_of(collection: Collection, key: Key, frameworks: Frameworks) -> Matrix | None:
    """Return one matrix, or None for a qualification that is neither touched nor known here."""
    proofs, names = _gathered(collection)
    if key not in proofs and frameworks.find(*key) is None:
        return None
    return _matrix(key, proofs.get(key, {}), names, frameworks)


_ByPart = dict[str | None, list[Proof]]


def _gathered(collection: Collection) -> tuple[dict[Key, _ByPart], dict[Key, str]]:
    proofs: dict[Key, _ByPart] = defaultdict(lambda: defaultdict(list))
    names: dict[Key, str] = {}
    for document in collection.documents:
        for covered in document.coverage:
            key = (covered.code_system, covered.qualification)
            names.setdefault(key, covered.qualification_name)
            proofs[key][covered.part].append(_by_document(document, covered.found))
    for item in collection.finished_items:
        for link in item.held.content.competences:
            proofs[link.code_system, link.qualification][link.part].append(
                Proof(item, item.level, "full", counts=True)
            )
    return proofs, names


def _by_document(document: RatedDocument, found: str) -> Proof:
    """A certificate that is revoked, expired or says "not yet" stays in sight, and counts for nothing."""
    counts = document.level is not None and not document.state.must_be_told and found not in (NOT, PARTLY)
    return Proof(document, document.level, found, counts=counts)


def _matrix(
    key: Key, proofs: Mapping[str | None, Sequence[Proof]], names: Mapping[Key, str], frameworks: Frameworks
) -> Matrix:
    qualification = frameworks.find(*key)
    parts = _parts(qualification, [part for part in proofs if part is not None])
    by_code = {part.code: part for part in parts}
    inner = {part.parent for part in parts if part.parent}
    rows = tuple(_row(part, by_code, proofs) for part in parts if part.code not in inner)
    if not rows:  # nothing is known of its parts: the whole is one row
        name = qualification.name if qualification else names.get(key, key[1])
        rows = (_row(QualificationPart(key[1], name), {}, proofs),)
    return Matrix(key, qualification.name if qualification else names.get(key, key[1]), rows)


def _parts(qualification: Qualification | None, named: Iterable[str]) -> tuple[QualificationPart, ...]:
    """The parts that the framework knows, and after them the codes that only a certificate names."""
    known = qualification.parts if qualification else ()
    codes = {part.code for part in known}
    return (*known, *(QualificationPart(code, code) for code in sorted(set(named) - codes)))


def _row(
    part: QualificationPart,
    by_code: Mapping[str, QualificationPart],
    proofs: Mapping[str | None, Sequence[Proof]],
) -> Row:
    """What shows a larger part shows the smaller ones in it, and a whole diploma shows everything."""
    found = [proof for code in (part.code, *_around(part, by_code), None) for proof in proofs.get(code, ())]
    found.sort(key=lambda proof: (not proof.counts, -(proof.level.rank if proof.level else -1)))
    parent = by_code.get(part.parent or "")
    return Row(
        part,
        parent.name if parent else "",
        tuple(found[:MAX_PROOFS_PER_PART]),
        max(0, len(found) - MAX_PROOFS_PER_PART),
    )


def _around(part: QualificationPart, by_code: Mapping[str, QualificationPart]) -> Iterator[str]:
    """The codes of the parts in which a part lies, from the inside out; a circle of parents ends."""
    seen = {part.code}
    while part.parent and part.parent in by_code and part.parent not in seen:
        seen.add(part.parent)
        yield part.parent
        part = by_code[part.parent]
