"""What was decided about somebody: the typed input from which a certificate's document is built. Pure.

These hold no identifiers, no signatures and no dates of issue; `documents` turns them into a document.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from schemas.frameworks import Qualification, QualificationPart


class Verdict(StrEnum):
    """How far a part of a standard was shown. Not recognised is not a failure, and is never called one."""

    RECOGNISED = "erkend"
    PARTLY = "gedeeltelijk"
    NOT_RECOGNISED = "niet-erkend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whom a certificate is about. Names and birth date are what identifies: there is no BSN anywhere."""

    given_names: str
    family_name: str
    born: date

    @property
    def full_name(self) -> str:
        """Given names and family name, as on an identity document."""
        return f"{self.given_names} {self.family_name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyLoad:
    """The size of a programme or part: in study hours (sbu), or in European credits (ec)."""

    hours: int | None = None
    ects: str = ""
    """A fraction is possible, so it is text: `7.5`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiplomaGrounds:
    """A complete qualification that somebody was awarded."""

    person: Person
    qualification: Qualification
    awarded_on: date
    document: str
    """The `waardedocument`, such as `mbo-diploma`."""
    route: str = ""
    """The `leerweg` of an mbo programme."""
    degree: str = ""
    """The `graad` of higher education."""
    accredited_on: date | None = None
    phase: str
    funded: bool
    in_register: str
    size: StudyLoad


@dataclass(frozen=True, slots=True, kw_only=True)
class PartGrounds:
    """A part of a qualification that somebody was awarded, with its result."""

    person: Person
    qualification: Qualification
    parts: tuple[QualificationPart, ...]
    awarded_on: date
    document: str
    legal_basis: str
    phase: str
    funded: bool
    in_register: str
    mark: str = ""
    """A mark from 1 to 10 as text, or empty when the part was passed without one."""
    size: StudyLoad


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePiece:
    """A piece of evidence: what it is called and the digest of its file, never the file."""

    number: str
    """By which judgements refer to it."""
    name: str
    sort: str
    dated: date
    digest: str = ""
    qualities: tuple[str, ...] = ()
    """Which of the VRAAK criteria it meets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was found about one part of the standard, on which evidence, and why that convinces."""

    part: QualificationPart
    verdict: Verdict
    reason: str
    evidence: tuple[str, ...]
    """The numbers of the pieces of evidence."""
    taken_over_from: str = ""
    """The earlier certificate from which this finding was taken over, if any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperienceGrounds:
    """An assessment of what somebody can do, against a standard: all of norm 3.10 of the quality code."""

    person: Person
    qualification: Qualification
    standard_type: str
    awarded_on: date
    agreed_on: date
    route: str
    goal: str
    steps: tuple[str, ...]
    instruments: tuple[str, ...]
    evidence: tuple[EvidencePiece, ...]
    judgements: tuple[Judgement, ...]
    conclusion: str
    advice: str = ""
    assessors: tuple[str, ...]
    guides: tuple[str, ...]
    register_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentGrounds:
    """One enrolment at the institution itself, up to and including `until`; None while it runs."""

    name: str
    programme: str
    """The `soortOpleiding`, such as `mbo-2` or `bachelor`."""
    field: str = ""
    """The `vakgebied`, when it is known."""
    since: date
    until: date | None
    phase: str
    funded: bool
    completed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementGrounds:
    """Enrolments as the institution's own records have them. Says nothing of what is not in it."""

    person: Person
    reference_date: date
    enrolments: tuple[EnrolmentGrounds, ...]


Grounds = DiplomaGrounds | PartGrounds | ExperienceGrounds | StatementGrounds
