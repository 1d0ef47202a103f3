"""What a certificate says about parts of qualifications, read once when it is kept. Pure; judges nothing."""

from collections.abc import Iterator, Mapping
from functools import singledispatch
from itertools import islice

from schemas.awards import QualificationReference
from schemas.deelcertificaat import Deelcertificaat
from schemas.diploma import Diploma
from schemas.ervaringscertificaat import Ervaringscertificaat
from schemas.kinds import KindView
from schemas.vrijstellingsbesluit import VrijstellingsBesluit
from wallet.contents import Coverage

FULL, PARTLY, NOT = "full", "partly", "not"

# Twice the parts of the largest qualification; what a document names beyond that is not shown in a matrix.
MAX_PARTS = 200

_JUDGED: Mapping[str, str] = {"erkend": FULL, "gedeeltelijk": PARTLY}
_DECIDED: Mapping[str, str] = {"verleend": FULL, "gedeeltelijk": PARTLY}


def coverage_of(view: KindView | None) -> tuple[Coverage, ...]:
    """Return what a certificate covers; nothing for a foreign kind."""
    return tuple(islice(_coverage(view), MAX_PARTS))


@singledispatch
def _coverage(view: KindView | None) -> Iterator[Coverage]:  # noqa: ARG001  (what every kind gets)
    yield from ()


@_coverage.register
def _diploma(view: Diploma) -> Iterator[Coverage]:
    for reference in view.references:
        yield _covers(reference, None, FULL)


@_coverage.register
def _deelcertificaat(view: Deelcertificaat) -> Iterator[Coverage]:
    """A part of a qualification that names no parts says nothing that a matrix can show."""
    for reference in view.references:
        for part in reference.parts:
            yield _covers(reference, part, FULL)


@_coverage.register
def _ervaringscertificaat(view: Ervaringscertificaat) -> Iterator[Coverage]:
    for judgement in view.judgements:
        found = _JUDGED.get(judgement.verdict, NOT)
        for reference in view.references:
            for part in judgement.parts:
                if part in reference.parts or len(view.references) == 1:
                    yield _covers(reference, part, found)


@_coverage.register
def _vrijstellingsbesluit(view: VrijstellingsBesluit) -> Iterator[Coverage]:
    for decision in view.decisions:
        yield _covers(view.programme, decision.part, _DECIDED.get(decision.verdict, NOT))


def _covers(reference: QualificationReference, part: str | None, found: str) -> Coverage:
    return Coverage(
        code_system=reference.code_system,
        qualification=reference.code,
        qualification_name=reference.name,
        part=part,
        found=found,
    )
