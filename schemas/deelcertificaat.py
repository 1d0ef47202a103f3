"""A deelcertificaat: a part of a qualification that has a value of its own.

Whether it is `robuust` and has civil effect follows from its ground in law and from what the trust list
says of its issuer; a document never says so about itself.
"""

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
from schemas.frameworks import Frameworks
from schemas.violations import Violation

MBO_CERTIFICATE_BASIS = "WEB-7.2.3"
HIGHER_EDUCATION_BASIS = "WHW-7.11"
NLQF_BASIS = "NLQF-ingeschaald"


@dataclass(frozen=True, slots=True)
class Deelcertificaat:
    """A typed view on a deelcertificaat; what it says, not whether that is so."""

    credential: Credential
    person: Person
    achievement: Achievement
    results: tuple[Result, ...]
    legal_date: date  # the day on which it was awarded
    funded: bool  # bekostigd
    phase: str  # opleidingsfase
    in_register: str  # diplomaregister; a claim, to be checked there

    @property
    def dated_on(self) -> date:
        """The day on which it was awarded."""
        return self.legal_date

    @property
    def references(self) -> tuple[QualificationReference, ...]:
        """The qualifications of which it covers parts."""
        return self.achievement.references

    @property
    def level(self) -> None:
        """None: the level that it states is that of the part."""
        return None

    @classmethod
    def of(cls, credential: Credential) -> "Deelcertificaat":
        """Read the view. Raises `MalformedDocumentError` for members that are absent or of another type."""
        subject = only_subject(credential)
        return cls(
            credential=credential,
            person=Person.of(subject),
            achievement=Achievement.of(subject),
            results=results_of(subject),
            legal_date=awarded_on(credential),
            funded=members.boolean(subject, "bekostigd", SUBJECT),
            phase=members.text(subject, "opleidingsfase", SUBJECT),
            in_register=members.text(subject, "diplomaregister", SUBJECT),
        )


def violations(certificate: Deelcertificaat) -> tuple[Violation, ...]:
    """Return the rules that a deelcertificaat of the right shape breaks."""
    return (
        *award_violations(
            certificate.credential,
            person=certificate.person,
            achievement=certificate.achievement,
            results=certificate.results,
            day=certificate.legal_date,
        ),
        *size_is_hours_or_credits(certificate.achievement, required=True),
    )


def is_robuust(certificate: Deelcertificaat, *, programme_accredited: bool, issuer_registered: bool) -> bool:
    """Derive whether it is a part of a registered qualification with value of its own.

    `programme_accredited`: the programme in higher education was accredited on the day of the award;
    `issuer_registered`: the issuer stood in the register of the NLQF then. Both are facts from elsewhere,
    never from the document.
    """
    basis = certificate.achievement.legal_basis
    return (
        basis == MBO_CERTIFICATE_BASIS
        or (basis == HIGHER_EDUCATION_BASIS and programme_accredited)
        or (basis == NLQF_BASIS and issuer_registered)
    )


def has_civil_effect(*, robuust: bool, issuer_recognised: bool) -> bool:
    """Derive civil effect: robuust, and by an issuer that was recognised for it on the day of the award."""
    return robuust and issuer_recognised


def is_stackable(certificate: Deelcertificaat, frameworks: Frameworks) -> bool:
    """Say whether every part that it names is a known part of a qualification known here.

    False for a qualification whose parts are not known: nothing can then be said about stacking it.
    """
    for reference in certificate.references:
        qualification = frameworks.find(reference.code_system, reference.code)
        if qualification is None or any(qualification.part(code) is None for code in reference.parts):
            return False
    return bool(certificate.references)
