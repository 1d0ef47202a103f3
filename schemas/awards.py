"""What the three Open Badges kinds have in common: a person, an achievement and results.

Typed and read-only, over the subject of a credential. Reading raises `MalformedDocumentError` for members
of the wrong type; whether the values make sense together is asked by `schemas.award_rules`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from schemas import members
from schemas.credential import Credential
from schemas.documents import JsonObject, JsonValue
from schemas.errors import MalformedDocumentError

SUBJECT = "/credentialSubject"
ACHIEVEMENT = f"{SUBJECT}/achievement"

# The target types of an alignment that names a part of the standard; others name skills or levels.
PART_TYPES = frozenset({"ext:Kerntaak", "ext:Werkproces", "ext:Keuzedeel", "ext:Onderdeel"})


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a document is about, by what an identity document can confirm. Never a BSN.

    The schema demands all three; what is None was left out by the holder (`schemas.disclosure`).
    """

    given_names: str | None
    family_name: str | None
    birth_date: date | None

    @property
    def full_name(self) -> str | None:
        """Given names and family name, in that order, as far as they are shown."""
        return " ".join(name for name in (self.given_names, self.family_name) if name) or None

    @classmethod
    def of(cls, subject: Mapping[str, JsonValue]) -> "Person":
        """Read the person from a subject."""
        return cls(
            members.optional_text(subject, "voornamen", SUBJECT),
            members.optional_text(subject, "geslachtsnaam", SUBJECT),
            members.optional_calendar_date(subject, "geboortedatum", SUBJECT),
        )


@dataclass(frozen=True, slots=True)
class QualificationReference:
    """A `kwalificatieRef`: the qualification that a document is about, and in what way."""

    code_system: str
    code: str
    name: str
    dossier: str | None
    relation: str | None
    parts: tuple[str, ...]
    valid_from: date | None
    pointer: str

    @property
    def standard(self) -> str:
        """The name by which trust lists recognise an issuer for it, such as `crebo:25491`."""
        return f"{self.code_system}:{self.code}"

    @classmethod
    def of(cls, reference: Mapping[str, JsonValue], at: str) -> "QualificationReference":
        """Read one reference."""
        return cls(
            code_system=members.text(reference, "codeStelsel", at),
            code=members.text(reference, "code", at),
            name=members.text(reference, "naam", at),
            dossier=members.optional_text(reference, "dossier", at),
            relation=members.optional_text(reference, "relatie", at),
            parts=members.texts(reference, "onderdeel", at),
            valid_from=members.optional_calendar_date(reference, "geldigVan", at),
            pointer=at,
        )


@dataclass(frozen=True, slots=True)
class Alignment:
    """How something relates to a framework: `target_type` such as `ext:NLQF`, `code` such as "3"."""

    target_type: str | None
    name: str
    code: str | None
    pointer: str

    @classmethod
    def of(cls, alignment: Mapping[str, JsonValue], at: str) -> "Alignment":
        """Read one alignment."""
        return cls(
            members.optional_text(alignment, "targetType", at),
            members.text(alignment, "targetName", at),
            members.optional_text(alignment, "targetCode", at),
            at,
        )


@dataclass(frozen=True, slots=True)
class ResultDescription:
    """What a result is about: a part of the standard or an exam, with its scale or levels."""

    id: str
    name: str
    result_type: str
    minimum: str | None
    maximum: str | None
    levels: Mapping[str, str]  # identifier of a level -> its name
    parts: tuple[str, ...]  # codes of the parts of the standard that it is about
    pointer: str

    @classmethod
    def of(cls, description: Mapping[str, JsonValue], at: str) -> "ResultDescription":
        """Read one description."""
        levels = members.placed_children(description, "rubricCriterionLevel", at)
        alignments = members.placed_children(description, "alignment", at)
        return cls(
            id=members.text(description, "id", at),
            name=members.text(description, "name", at),
            result_type=members.text(description, "resultType", at),
            minimum=members.optional_text(description, "valueMin", at),
            maximum=members.optional_text(description, "valueMax", at),
            levels={
                members.text(level, "id", place): members.text(level, "name", place)
                for place, level in levels
            },
            parts=tuple(
                code
                for place, alignment in alignments
                if members.optional_text(alignment, "targetType", place) in PART_TYPES
                and (code := members.optional_text(alignment, "targetCode", place)) is not None
            ),
            pointer=at,
        )


@dataclass(frozen=True, slots=True)
class Result:
    """A mark, a level or a status for what a result description describes. Marks are text."""

    description: str
    value: str | None
    level: str | None
    status: str | None
    pointer: str

    @classmethod
    def of(cls, result: Mapping[str, JsonValue], at: str) -> "Result":
        """Read one result."""
        return cls(
            members.text(result, "resultDescription", at),
            members.optional_text(result, "value", at),
            members.optional_text(result, "achievedLevel", at),
            members.optional_text(result, "status", at),
            at,
        )


@dataclass(frozen=True, slots=True)
class Achievement:
    """What was achieved: the document of value, its ground in law, its level, size and qualifications."""

    id: str
    name: str
    document_type: str  # waardedocument
    legal_basis: str  # grondslag
    nlqf_level: str | None
    eqf_level: int | None
    hours: int | None  # sbu
    credits: Decimal | None  # ec
    learning_route: str | None  # leerweg
    references: tuple[QualificationReference, ...]
    identifiers: Mapping[str, str]  # identifier type such as ext:CREBO -> identifier
    alignments: tuple[Alignment, ...]
    descriptions: tuple[ResultDescription, ...]
    _described: Mapping[str, ResultDescription] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        described = {found.id: found for found in reversed(self.descriptions)}
        object.__setattr__(self, "_described", described)

    @classmethod
    def of(cls, subject: Mapping[str, JsonValue]) -> "Achievement":
        """Read the achievement of a subject."""
        achievement, at = members.child(subject, "achievement", SUBJECT), ACHIEVEMENT

        def placed(name: str) -> tuple[tuple[str, JsonObject], ...]:
            return members.placed_children(achievement, name, at)

        return cls(
            id=members.text(achievement, "id", at),
            name=members.text(achievement, "name", at),
            document_type=members.text(achievement, "waardedocument", at),
            legal_basis=members.text(achievement, "grondslag", at),
            nlqf_level=members.optional_text(achievement, "nlqfNiveau", at),
            eqf_level=members.optional_integer(achievement, "eqfNiveau", at),
            hours=members.optional_integer(achievement, "sbu", at),
            credits=optional_credits(achievement, "ec", at),
            learning_route=members.optional_text(achievement, "leerweg", at),
            references=tuple(
                QualificationReference.of(found, place) for place, found in placed("kwalificatieRef")
            ),
            identifiers={
                members.text(found, "identifierType", place): members.text(found, "identifier", place)
                for place, found in placed("otherIdentifier")
            },
            alignments=tuple(Alignment.of(found, place) for place, found in placed("alignment")),
            descriptions=tuple(
                ResultDescription.of(found, place) for place, found in placed("resultDescription")
            ),
        )

    def description(self, identifier: str) -> ResultDescription | None:
        """Return the (first) result description with this identifier."""
        return self._described.get(identifier)


def results_of(subject: Mapping[str, JsonValue]) -> tuple[Result, ...]:
    """Return the results of a subject."""
    return tuple(
        Result.of(found, place) for place, found in members.placed_children(subject, "result", SUBJECT)
    )


def awarded_on(credential: Credential) -> date:
    """Return the legal date of an award (`document.not_awarded` when it has none)."""
    if credential.awarded_on is None:
        raise MalformedDocumentError("document.not_awarded", pointer="/awardedDate")
    return credential.awarded_on


def only_subject(credential: Credential) -> Mapping[str, JsonValue]:
    """Return the one subject that a document of ours has (`document.several_subjects`)."""
    if len(credential.subjects) != 1:
        raise MalformedDocumentError("document.several_subjects", pointer=SUBJECT)
    return credential.subjects[0]


def optional_credits(holder: Mapping[str, JsonValue], name: str, at: str) -> Decimal | None:
    """Return a number of credits, which documents hold as text such as "7.5" (`document.credits`)."""
    written = members.optional_text(holder, name, at)
    if written is None:
        return None
    try:
        number = Decimal(written)
    except InvalidOperation as error:
        raise MalformedDocumentError("document.credits", pointer=f"{at}/{name}") from error
    if not number.is_finite():
        raise MalformedDocumentError("document.credits", pointer=f"{at}/{name}")
    return number
