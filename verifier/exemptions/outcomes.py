"""What can be learned, by its code: a qualification, a part of one, or an address of somebody's framework."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import singledispatch

from schemas.awards import Achievement, QualificationReference
from schemas.credential import Credential
from schemas.deelcertificaat import Deelcertificaat
from schemas.diploma import Diploma
from schemas.documents import JsonValue
from schemas.ervaringscertificaat import Ervaringscertificaat
from schemas.frameworks import Frameworks, QualificationPart
from schemas.kinds import KindView
from schemas.vrijstellingsbesluit import VrijstellingsBesluit

# The code system of outcomes that an Open Badge names by an address (`targetUrl` of an alignment).
URL = "url"


class Extent(StrEnum):
    """How far a document says that an outcome was reached. `NOT` is something still to show, no failure."""

    FULL = "full"
    PARTLY = "partly"
    NOT = "not"

    @property
    def rank(self) -> int:
        """More is further."""
        return {Extent.NOT: 0, Extent.PARTLY: 1, Extent.FULL: 2}[self]


@dataclass(frozen=True, slots=True)
class OutcomeRef:
    """An outcome by code. `part` None is the whole qualification, or an address under the system `url`."""

    code_system: str
    qualification: str
    part: str | None = None

    def __str__(self) -> str:
        if self.code_system == URL:
            return self.qualification
        whole = f"{self.code_system}:{self.qualification}"
        return f"{whole}/{self.part}" if self.part else whole


@dataclass(frozen=True, slots=True)
class ProvenOutcome:
    """How far an outcome was reached, by a document. The name is for people, never for matching."""

    ref: OutcomeRef
    extent: Extent
    name: str = field(default="", compare=False)


_JUDGED: Mapping[str, Extent] = {"erkend": Extent.FULL, "gedeeltelijk": Extent.PARTLY}
_DECIDED: Mapping[str, Extent] = {"verleend": Extent.FULL, "gedeeltelijk": Extent.PARTLY}


def proven_outcomes(view: KindView | None) -> Iterator[ProvenOutcome]:
    """Yield what a certificate of ours says about outcomes; nothing for a kind that says nothing of them."""
    return _of_view(view)


@singledispatch
def _of_view(view: KindView | None) -> Iterator[ProvenOutcome]:  # noqa: ARG001  (what every kind gets)
    yield from ()


@_of_view.register
def _diploma(view: Diploma) -> Iterator[ProvenOutcome]:
    for reference in view.references:
        yield ProvenOutcome(_ref(reference), Extent.FULL, reference.name)


@_of_view.register
def _deelcertificaat(view: Deelcertificaat) -> Iterator[ProvenOutcome]:
    """A certificate that names no part of its qualification does not say which part it covers."""
    names = _names(view.achievement)
    for reference in view.references:
        for part in reference.parts:
            yield ProvenOutcome(_ref(reference, part), Extent.FULL, names.get(part, view.achievement.name))


@_of_view.register
def _ervaringscertificaat(view: Ervaringscertificaat) -> Iterator[ProvenOutcome]:
    names = _names(view.achievement)
    for judgement in view.judgements:
        extent = _JUDGED.get(judgement.verdict, Extent.NOT)
        for reference in view.references:
            for part in judgement.parts:
                if part in reference.parts or len(view.references) == 1:
                    yield ProvenOutcome(_ref(reference, part), extent, names.get(part, ""))


@_of_view.register
def _vrijstellingsbesluit(view: VrijstellingsBesluit) -> Iterator[ProvenOutcome]:
    for decision in view.decisions:
        yield ProvenOutcome(
            _ref(view.programme, decision.part), _DECIDED.get(decision.verdict, Extent.NOT), decision.part
        )


def aligned_outcomes(credential: Credential) -> Iterator[ProvenOutcome]:
    """Yield the addresses that an Open Badge of somebody else says its achievement is aligned with."""
    for subject in credential.subjects:
        for achievement in _objects(subject.get("achievement")):
            for alignment in _objects(achievement.get("alignment")):
                url, name = alignment.get("targetUrl"), alignment.get("targetName")
                if isinstance(url, str):
                    yield ProvenOutcome(
                        OutcomeRef(URL, url), Extent.FULL, name if isinstance(name, str) else ""
                    )


def leaves_of(ref: OutcomeRef, frameworks: Frameworks) -> tuple[OutcomeRef, ...]:
    """Return the smallest outcomes that one consists of, as far as its framework is known; else itself.

    A kerntaak is held when each of its work processes is, however many certificates that takes; and a
    whole qualification when each of its parts is.
    """
    qualification = frameworks.find(ref.code_system, ref.qualification)
    if qualification is None:
        return (ref,)
    children: dict[str | None, list[str]] = {}
    for part in qualification.parts:
        children.setdefault(part.parent, []).append(part.code)
    found = tuple(
        OutcomeRef(ref.code_system, ref.qualification, code) for code in _leaves(ref.part, children, set())
    )
    return found or (ref,)


def around(ref: OutcomeRef, frameworks: Frameworks) -> Iterator[OutcomeRef]:
    """Yield an outcome and all that it lies in, from the inside out: whoever holds those holds it too."""
    yield ref
    if ref.part is None:
        return
    qualification = frameworks.find(ref.code_system, ref.qualification)
    by_code: Mapping[str, QualificationPart] = (
        {part.code: part for part in qualification.parts} if qualification else {}
    )
    seen, part = {ref.part}, by_code.get(ref.part)
    while part is not None and part.parent and part.parent not in seen:
        seen.add(part.parent)
        yield OutcomeRef(ref.code_system, ref.qualification, part.parent)
        part = by_code.get(part.parent)
    yield OutcomeRef(ref.code_system, ref.qualification)


def _leaves(code: str | None, children: Mapping[str | None, list[str]], seen: set[str]) -> Iterator[str]:
    """A circle of parents in a list of somebody else ends where it began."""
    for child in children.get(code, ()):
        if child in seen:
            continue
        seen.add(child)
        if child in children:
            yield from _leaves(child, children, seen)
        else:
            yield child


def _ref(reference: QualificationReference, part: str | None = None) -> OutcomeRef:
    return OutcomeRef(reference.code_system, reference.code, part)


def _names(achievement: Achievement) -> dict[str, str]:
    return {part: description.name for description in achievement.descriptions for part in description.parts}


def _objects(value: JsonValue) -> Iterator[Mapping[str, JsonValue]]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield each
