"""Which outcomes count as another one though their codes differ, each with who says so and since when.

Two roads lead here, and similar words are neither: what a list declares, and what a person confirmed for one
request. A third is a fact of the Dutch mbo: the qualifications of one dossier share its basis (basisdeel,
parts `B1-...`), so that a part of the basis of one is that part of the others too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from schemas import members
from schemas.documents import JsonValue, parse_object
from schemas.frameworks import CREBO, Frameworks, Qualification
from verifier.exemptions.outcomes import OutcomeRef

BASIS_PREFIX = "B"
DOSSIER = "kwalificatiedossier"


@dataclass(frozen=True, slots=True)
class Equivalence:
    """Whoever holds `held` holds `counts_as` too. It does not hold the other way round.

    `origin` says on whose word: a publication, `kwalificatiedossier`, or the person who confirmed it.
    """

    held: OutcomeRef
    counts_as: OutcomeRef
    origin: str
    since: date

    @classmethod
    def of(cls, entry: Mapping[str, JsonValue], at: str) -> "Equivalence":
        """Read the JSON form. Raises `MalformedDocumentError` with the pointer of the offending member."""
        return cls(
            held=read_ref(members.child(entry, "held", at), f"{at}/held"),
            counts_as=read_ref(members.child(entry, "countsAs", at), f"{at}/countsAs"),
            origin=members.text(entry, "origin", at),
            since=members.calendar_date(entry, "since", at),
        )


def read_ref(entry: Mapping[str, JsonValue], at: str) -> OutcomeRef:
    """Read an outcome: `{codeSystem, qualification, part?}` or `{url}`."""
    url = members.optional_text(entry, "url", at)
    if url is not None:
        return OutcomeRef("url", url)
    return OutcomeRef(
        members.text(entry, "codeSystem", at),
        members.text(entry, "qualification", at),
        members.optional_text(entry, "part", at),
    )


@cache
def declared() -> tuple[Equivalence, ...]:
    """Return the equivalences that come with the product."""
    document = parse_object((Path(__file__).parent / "rules" / "equivalences.json").read_bytes())
    return tuple(
        Equivalence.of(entry, place) for place, entry in members.placed_children(document, "equivalences", "")
    )


def counting_as(
    wanted: OutcomeRef, equivalences: Iterable[Equivalence], frameworks: Frameworks, *, on: date
) -> Iterator[Equivalence]:
    """Yield what counts as an outcome on a day, one step far: an equivalence of an equivalence is none."""
    for each in equivalences:
        if each.counts_as == wanted and each.since <= on:
            yield each
    yield from _same_basis(wanted, frameworks)


def sharing_basis(ref: OutcomeRef, frameworks: Frameworks) -> Iterator[Qualification]:
    """Yield the other qualifications of the dossier that have this part of its basis too."""
    qualification = frameworks.find(ref.code_system, ref.qualification)
    if qualification is None or ref.code_system != CREBO or qualification.dossier is None:
        return
    if ref.part is None or not ref.part.startswith(BASIS_PREFIX):
        return
    for other in frameworks.dossier(qualification.dossier):
        if other.code != qualification.code and other.part(ref.part) is not None:
            yield other


def _same_basis(wanted: OutcomeRef, frameworks: Frameworks) -> Iterator[Equivalence]:
    for other in sharing_basis(wanted, frameworks):
        held = OutcomeRef(CREBO, other.code, wanted.part)
        yield Equivalence(held, wanted, DOSSIER, other.valid_from or date.min)
