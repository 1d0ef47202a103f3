"""The columns of a spreadsheet per kind of certificate, and how a row becomes an entry. Pure.

Most columns are fixed. An ervaringscertificaat also has columns per piece of evidence ("bewijs 1 naam")
and per part of its standard ("B1-K1-W1 oordeel"), an inschrijvingsverklaring per enrolment
("inschrijving 1 niveau").
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from issuer.certificates.vocabulary import USUAL_STEPS
from issuer.entries.reader import Entry, Path
from issuer.errors import RefusedInputError
from schemas.credential import CredentialKind
from schemas.documents import JsonObject, JsonValue
from schemas.frameworks import Qualification
from web.spreadsheets import Row

ERRORS_HEADING = "fouten"
"""Stands in the file with errors that we hand out; ignored when that file comes back."""
TEMPLATE_EVIDENCE = 3
TEMPLATE_ENROLMENTS = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, the field of the entry that it fills, and an example for the template."""

    heading: str
    field: str
    example: str
    required: bool = True


_PERSON = (
    Column("voornamen", "given_names", "Voorbeeld"),
    Column("geslachtsnaam", "family_name", "de Vries"),
    Column("geboortedatum", "born", "14-03-1985"),
)
_ORIGIN = (
    Column("fase", "phase", "postinitieel"),
    Column("bekostigd", "funded", "nee"),
    Column("diplomaregister", "in_register", "ja"),
    Column("sbu", "hours", "240", required=False),
    Column("ec", "credits", "", required=False),
)
_EMAIL = Column("e-mail", "email", "", required=False)

COLUMNS: Mapping[CredentialKind, tuple[Column, ...]] = {
    CredentialKind.DIPLOMA: (
        *_PERSON,
        Column("opleiding", "standard", "crebo:25491"),
        Column("datum", "awarded_on", "06-07-2026"),
        Column("document", "document", "mbo-diploma"),
        Column("leerweg", "route", "BBL", required=False),
        Column("graad", "degree", "", required=False),
        Column("accreditatie", "accredited_on", "", required=False),
        *_ORIGIN,
        _EMAIL,
    ),
    CredentialKind.DEELCERTIFICAAT: (
        *_PERSON,
        Column("opleiding", "standard", "crebo:25340"),
        Column("delen", "parts", "B1-K2"),
        Column("datum", "awarded_on", "06-07-2026"),
        Column("document", "document", "mbo-certificaat"),
        Column("grondslag", "legal_basis", "WEB-7.2.3", required=False),
        Column("cijfer", "mark", "7", required=False),
        *_ORIGIN,
        _EMAIL,
    ),
    CredentialKind.ERVARINGSCERTIFICAAT: (
        *_PERSON,
        Column("standaard", "standard", "crebo:25491"),
        Column("standaardtype", "standard_type", "onderwijsstandaard"),
        Column("overeenkomst", "agreed_on", "15-01-2026"),
        Column("datum", "awarded_on", "11-05-2026"),
        Column("route", "route", "arbeidsmarktroute"),
        Column("loopbaandoel", "goal", "Doorgroeien in het werk"),
        Column("stappen", "steps", ", ".join(USUAL_STEPS)),
        Column("instrumenten", "instruments", "portfolio, criteriumgericht interview"),
        Column("conclusie", "conclusion", "Het werkproces is erkend; dat past bij het doel."),
        Column("ontwikkeladvies", "advice", "", required=False),
        Column("assessoren", "assessors", "A-17"),
        Column("begeleiders", "guides", "B-03"),
        Column("registernummer", "register_number", "", required=False),
        _EMAIL,
    ),
    CredentialKind.INSCHRIJVINGSVERKLARING: (
        *_PERSON,
        Column("peildatum", "reference_date", "01-10-2025"),
        _EMAIL,
    ),
}

_EVIDENCE_FIELDS = {
    "naam": "name",
    "soort": "sort",
    "datum": "dated",
    "vingerafdruk": "digest",
    "vraak": "qualities",
}
_JUDGEMENT_FIELDS = {"oordeel": "verdict", "onderbouwing": "reason", "bewijs": "based_on"}
_ENROLMENT_FIELDS = {
    "opleiding": "name",
    "niveau": "programme",
    "vakgebied": "field",
    "van": "since",
    "tot en met": "until",
    "fase": "phase",
    "bekostigd": "funded",
    "diploma": "completed",
}
_EVIDENCE = re.compile(rf"bewijs ([1-9][0-9]?) ({'|'.join(_EVIDENCE_FIELDS)})")
_JUDGEMENT = re.compile(rf"(\S{{1,60}}) ({'|'.join(_JUDGEMENT_FIELDS)})")
_ENROLMENT = re.compile(rf"inschrijving ([1-9][0-9]?) ({'|'.join(_ENROLMENT_FIELDS)})")
_FIRST_HEADINGS = {
    "evidence": "bewijs 1 naam",
    "judgements": "oordeel",
    "enrolments": "inschrijving 1 opleiding",
}
_EVIDENCE_EXAMPLES = {
    "naam": "Referentie van de teamleider",
    "soort": "referentie",
    "datum": "02-11-2025",
    "vingerafdruk": "",
    "vraak": "relevantie, actualiteit",
}
_JUDGEMENT_EXAMPLES = {
    "oordeel": "erkend",
    "onderbouwing": "De referentie beschrijft drie situaties.",
    "bewijs": "1",
}
_ENROLMENT_EXAMPLES = {
    "opleiding": "Helpende Zorg en Welzijn",
    "niveau": "mbo-2",
    "vakgebied": "gezondheidszorg",
    "van": "01-08-2015",
    "tot en met": "06-07-2017",
    "fase": "initieel",
    "bekostigd": "ja",
    "diploma": "ja",
}


def check_headings(kind: CredentialKind, headings: Sequence[str]) -> None:
    """Raise `RefusedInputError` for a heading that means nothing, or one that is missing."""
    known = {column.heading for column in COLUMNS[kind]} | {ERRORS_HEADING}
    folded = [heading.casefold() for heading in headings]
    for heading, shown in zip(folded, headings, strict=True):
        if heading not in known and not _is_dynamic(kind, heading):
            raise RefusedInputError("sheet.unknown_heading", heading=shown[:60])
    missing = [column.heading for column in COLUMNS[kind] if column.required and column.heading not in folded]
    if missing:
        raise RefusedInputError("sheet.missing_headings", headings=", ".join(missing))


def template(kind: CredentialKind, qualification: Qualification | None = None) -> tuple[tuple[str, str], ...]:
    """Return headings with an example each. For an ervaringscertificaat, those of one standard."""
    pairs = [(column.heading, column.example) for column in COLUMNS[kind]]
    if kind is CredentialKind.ERVARINGSCERTIFICAAT:
        for number in range(1, TEMPLATE_EVIDENCE + 1):
            pairs += [
                (f"bewijs {number} {word}", _EVIDENCE_EXAMPLES[word] if number == 1 else "")
                for word in _EVIDENCE_FIELDS
            ]
        for part in qualification.parts if qualification else ():
            pairs += [(f"{part.code} {word}", _JUDGEMENT_EXAMPLES[word]) for word in _JUDGEMENT_FIELDS]
    if kind is CredentialKind.INSCHRIJVINGSVERKLARING:
        for number in range(1, TEMPLATE_ENROLMENTS + 1):
            pairs += [
                (f"inschrijving {number} {word}", example if number == 1 else "")
                for word, example in _ENROLMENT_EXAMPLES.items()
            ]
    return tuple(pairs)


def is_example(kind: CredentialKind, row: Row) -> bool:
    """Say whether a row is the template's example, left behind."""
    return all(row.cells.get(column.heading, column.example) == column.example for column in COLUMNS[kind])


def entry_of(kind: CredentialKind, cells: Mapping[str, str]) -> JsonObject:
    """Return the entry that a row stands for."""
    entry: JsonObject = {column.field: cells.get(column.heading, "") for column in COLUMNS[kind]}
    if kind is CredentialKind.INSCHRIJVINGSVERKLARING:
        entry["enrolments"] = _enrolments(cells)
    if kind is not CredentialKind.ERVARINGSCERTIFICAAT:
        return entry
    entry["steps"] = "\n".join(_items(str(entry["steps"])))
    for role in ("assessors", "guides"):
        entry[role] = [{"code": code} for code in _items(str(entry[role]))]
    evidence: dict[str, JsonObject] = {}
    judgements: dict[str, JsonObject] = {}
    for heading, cell in cells.items():
        if match := _EVIDENCE.fullmatch(heading):
            evidence.setdefault(match[1], {})[_EVIDENCE_FIELDS[match[2]]] = cell
        elif match := _JUDGEMENT.fullmatch(heading):
            judgements.setdefault(match[1], {"part": match[1]})[_JUDGEMENT_FIELDS[match[2]]] = cell
    entry["evidence"] = [row | {"number": number} for number, row in evidence.items() if any(row.values())]
    entry["judgements"] = list(judgements.values())
    return entry


def heading_of(kind: CredentialKind, entry: Entry, path: Path) -> str:
    """Return the heading under which the field of a problem stands in the spreadsheet."""
    name, *rest = path.split("/")
    if len(rest) == 2 and name in ("evidence", "judgements"):
        rows = entry.get(name)
        found = rows[int(rest[0])] if isinstance(rows, list) else None
        row = found if isinstance(found, dict) else {}
        if name == "evidence":
            return f"bewijs {row.get('number')} {_word(_EVIDENCE_FIELDS, rest[1])}"
        return f"{row.get('part')} {_word(_JUDGEMENT_FIELDS, rest[1])}"
    if len(rest) == 2 and name == "enrolments":
        return f"inschrijving {int(rest[0]) + 1} {_word(_ENROLMENT_FIELDS, rest[1])}"
    for column in COLUMNS[kind]:
        if column.field == name:
            return column.heading
    return _FIRST_HEADINGS.get(name, name)


def _word(fields: Mapping[str, str], field: str) -> str:
    return next((word for word, each in fields.items() if each == field), field)


def _enrolments(cells: Mapping[str, str]) -> list[JsonValue]:
    """Return a row for every number up to the highest, so that its place tells under which heading it stood.

    Rows in which nothing was filled in are skipped by the reader.
    """
    numbered: dict[int, JsonObject] = {}
    for heading, cell in cells.items():
        if match := _ENROLMENT.fullmatch(heading):
            numbered.setdefault(int(match[1]), {})[_ENROLMENT_FIELDS[match[2]]] = cell
    return [numbered.get(number, {}) for number in range(1, max(numbered, default=0) + 1)]


def _is_dynamic(kind: CredentialKind, heading: str) -> bool:
    if kind is CredentialKind.INSCHRIJVINGSVERKLARING:
        return bool(_ENROLMENT.fullmatch(heading))
    if kind is not CredentialKind.ERVARINGSCERTIFICAAT:
        return False
    return bool(_EVIDENCE.fullmatch(heading) or _JUDGEMENT.fullmatch(heading))


def _items(cell: str) -> Iterable[str]:
    return [item.strip() for item in re.split(r"[,;\n]", cell) if item.strip()]
