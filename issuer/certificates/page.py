"""What a certificate says, laid out for a page: the preview, the print and the detail page show this. Pure.

Reads the award's document and nothing else, so that a preview shows what will be signed. It reads
leniently: what is missing or of another shape is not shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schemas.credential import CredentialKind
from schemas.dates import legal_date
from schemas.documents import JsonObject, JsonValue
from schemas.errors import MalformedDocumentError


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """A piece of evidence by the number that findings refer to."""

    number: int
    name: str
    sort: str
    dated: date | None
    qualities: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found about one part."""

    part: str
    verdict: str
    reason: str
    evidence: tuple[int, ...]
    taken_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A line of a statement of enrolments."""

    programme: str
    institution: str
    level: str
    field: str
    phase: str
    funded: bool
    since: date | None
    until: date | None
    completed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePage:
    """A certificate as people read it."""

    kind: CredentialKind
    title: str
    subject_name: str
    born: date | None
    awarded_on: date | None
    agreed_on: date | None
    issuer_name: str
    issuer_place: str
    issuer_numbers: tuple[tuple[str, str], ...]
    qualification: str
    qualification_code: str
    level: str
    details: Mapping[str, str]
    """Single values by the member's name; the template has a label for each."""
    parts: tuple[str, ...]
    steps: tuple[str, ...]
    instruments: tuple[str, ...]
    findings: tuple[Finding, ...]
    evidence: tuple[EvidenceLine, ...]
    enrolments: tuple[Enrolment, ...]
    complete_for: tuple[tuple[str, date | None, date | None], ...]
    """For which sectors, and from when to when, a statement of enrolments says that it is all there is."""
    officials: tuple[tuple[str, str], ...]
    """Role and code."""
    mark: str


_DETAILS = (
    "examencommissie",
    "bron",
    "examenuitslag",
    "graad",
    "opleidingsfase",
    "diplomaregister",
    "route",
    "registernummer",
)
_LONG_DETAILS = ("loopbaandoel", "conclusie", "ontwikkeladvies")
_ACHIEVEMENT_DETAILS = ("waardedocument", "grondslag", "leerweg", "standaardtype", "standaardVersie", "ec")


def certificate_page(document: JsonObject, kind: CredentialKind) -> CertificatePage:
    """Lay a document out. Never raises for a document that `checking` or a form let through."""
    subject = _object(document.get("credentialSubject"))
    achievement = _object(subject.get("achievement"))
    issuer = _object(document.get("issuer"))
    reference = _first(achievement.get("kwalificatieRef")) or _object(subject.get("opleiding"))
    evidence = _evidence(document)
    return CertificatePage(
        kind=kind,
        title=_text(document.get("name")),
        subject_name=f"{_text(subject.get('voornamen'))} {_text(subject.get('geslachtsnaam'))}".strip(),
        born=_day(subject.get("geboortedatum")),
        awarded_on=_day(
            document.get("awardedDate") or subject.get("besluitdatum") or subject.get("peildatum")
        ),
        agreed_on=_day(subject.get("datumOvereenkomst")),
        issuer_name=_text(issuer.get("name")),
        issuer_place=_text(_object(issuer.get("address")).get("addressLocality")),
        issuer_numbers=tuple(
            (_text(each.get("identifierType")).removeprefix("ext:"), _text(each.get("identifier")))
            for each in _objects(issuer.get("otherIdentifier"))
        ),
        qualification=_text(reference.get("naam")) or _text(achievement.get("name")),
        qualification_code=f"{_text(reference.get('codeStelsel'))} {_text(reference.get('code'))}".strip(),
        level=_text(achievement.get("nlqfNiveau")),
        details=_details(subject, achievement),
        parts=_texts(reference.get("onderdeel")),
        steps=_texts(subject.get("procedurestap")),
        instruments=_texts(subject.get("instrument")),
        findings=_findings(subject, achievement, evidence) or _decisions(subject),
        evidence=tuple(evidence.values()),
        enrolments=tuple(
            Enrolment(
                programme=_text(each.get("naam")),
                institution=_text(each.get("instelling")),
                level=_text(each.get("soortOpleiding")),
                field=_text(each.get("vakgebied")),
                phase=_text(each.get("opleidingsfase")),
                funded=each.get("bekostigd") is True,
                since=_day(each.get("van")),
                until=_day(each.get("totEnMet")),
                completed=each.get("diplomaBehaald") is True,
            )
            for each in _objects(subject.get("inschrijving"))
        ),
        complete_for=tuple(
            (_text(each.get("sector")), _day(each.get("van")), _day(each.get("totEnMet")))
            for each in _objects(subject.get("dekking"))
        ),
        officials=tuple(
            (role, _text(person.get("functionarisId")))
            for role in ("assessor", "begeleider", "goedkeurder")
            for person in _objects(subject.get(role))
        ),
        mark=_text(_first(subject.get("result")).get("value")),
    )


def _details(subject: JsonObject, achievement: JsonObject) -> Mapping[str, str]:
    found = {name: _text(subject.get(name)) for name in (*_DETAILS, *_LONG_DETAILS)}
    found |= {name: _text(achievement.get(name)) for name in _ACHIEVEMENT_DETAILS}
    if isinstance(hours := achievement.get("sbu"), int):
        found["sbu"] = str(hours)
    if isinstance(funded := subject.get("bekostigd"), bool):
        found["bekostigd"] = "ja" if funded else "nee"
    return {name: value for name, value in found.items() if value}


def _evidence(document: JsonObject) -> Mapping[str, EvidenceLine]:
    return {
        _text(piece.get("id")): EvidenceLine(
            number=number,
            name=_text(piece.get("name")),
            sort=_text(piece.get("bewijssoort")),
            dated=_day(piece.get("datumBewijs")),
            qualities=_texts(piece.get("vraak")),
            digest=_text(piece.get("digestMultibase")),
        )
        for number, piece in enumerate(_objects(document.get("evidence")), start=1)
    }


def _findings(
    subject: JsonObject, achievement: JsonObject, evidence: Mapping[str, EvidenceLine]
) -> tuple[Finding, ...]:
    names = {
        _text(each.get("id")): _text(each.get("name"))
        for each in _objects(achievement.get("resultDescription"))
    }
    return tuple(
        Finding(
            part=names.get(_text(result.get("resultDescription")), ""),
            verdict=_text(result.get("oordeel")),
            reason=_text(result.get("onderbouwing")),
            evidence=tuple(
                evidence[urn].number for urn in _texts(result.get("gebaseerdOp")) if urn in evidence
            ),
            taken_over="overgenomenUit" in result,
        )
        for result in _objects(subject.get("result"))
        if "oordeel" in result
    )


def _decisions(subject: JsonObject) -> tuple[Finding, ...]:
    """What an examination board decided, part by part."""
    return tuple(
        Finding(
            part=_text(each.get("onderdeel")),
            verdict=_text(each.get("besluit")),
            reason=_text(each.get("motivering")),
            evidence=(),
            taken_over=False,
        )
        for each in _objects(subject.get("onderdeelbesluit"))
    )


def _object(value: JsonValue) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _objects(value: JsonValue) -> list[JsonObject]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def _first(value: JsonValue) -> JsonObject:
    return next(iter(_objects(value)), {})


def _text(value: JsonValue) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: JsonValue) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    return tuple(item for item in items if isinstance(item, str))


def _day(value: JsonValue) -> date | None:
    try:
        return legal_date(value) if isinstance(value, str) else None
    except MalformedDocumentError:
        return None
