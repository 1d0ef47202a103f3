"""A diploma: a whole qualification, or the getuigschrift of a programme in higher education."""

from dataclasses import dataclass
from datetime import date

from schemas import members
from schemas.award_rules import award_violations, size_is_hours_or_credits
from schemas.awards import (
    SUBJECT,
    Achievement,
    Person,
    QualificationReference,
    Result,
    awarded_on,
    only_subject,
    results_of,
)
from schemas.credential import Credential
from schemas.violations import Violation

# Documents of secondary schools, whose programmes are not measured in hours or credits.
SECONDARY_SCHOOL = frozenset({"havo-diploma", "vwo-diploma", "vmbo-diploma"})


@dataclass(frozen=True, slots=True)
class Diploma:
    """A typed view on a diploma; what it says, not whether that is so."""

    credential: Credential
    person: Person
    achievement: Achievement
    results: tuple[Result, ...]
    legal_date: date  # the day on which it was awarded
    outcome: str  # examenuitslag
    degree: str | None  # graad
    accredited_on: date | None  # laatsteAccreditatie
    funded: bool  # bekostigd
    phase: str  # opleidingsfase: initieel or postinitieel
    in_register: str  # diplomaregister: ja, nee or onbekend; a claim, to be checked there

    @property
    def dated_on(self) -> date:
        """The day on which it was awarded."""
        return self.legal_date

    @property
    def references(self) -> tuple[QualificationReference, ...]:
        """The qualifications that were obtained."""
        return self.achievement.references

    @property
    def level(self) -> str | None:
        """The NLQF level that it states for the qualification."""
        return self.achievement.nlqf_level

    @classmethod
    def of(cls, credential: Credential) -> "Diploma":
        """Read the view. Raises `MalformedDocumentError` for members that are absent or of another type."""
        subject = only_subject(credential)
        return cls(
            credential=credential,
            person=Person.of(subject),
            achievement=Achievement.of(subject),
            results=results_of(subject),
            legal_date=awarded_on(credential),
            outcome=members.text(subject, "examenuitslag", SUBJECT),
            degree=members.optional_text(subject, "graad", SUBJECT),
            accredited_on=members.optional_calendar_date(subject, "laatsteAccreditatie", SUBJECT),
            funded=members.boolean(subject, "bekostigd", SUBJECT),
            phase=members.text(subject, "opleidingsfase", SUBJECT),
            in_register=members.text(subject, "diplomaregister", SUBJECT),
        )


def violations(diploma: Diploma) -> tuple[Violation, ...]:
    """Return the rules that a diploma of the right shape breaks."""
    return (
        *award_violations(
            diploma.credential,
            person=diploma.person,
            achievement=diploma.achievement,
            results=diploma.results,
            day=diploma.legal_date,
        ),
        *size_is_hours_or_credits(
            diploma.achievement, required=diploma.achievement.document_type not in SECONDARY_SCHOOL
        ),
    )
