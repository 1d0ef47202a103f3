"""How to read an ervaringscertificaat: what a skilled worker was found able to do, by which standard. Pure.

It is about somebody who practises the trade ("vakvolwassen"), a diploma about somebody who begins in it;
neither is the lesser. So nothing here is compared with a diploma and nothing is a grade. What the law leaves
to the reader, how old is too old, is given as dates and not as a judgement.
"""

from dataclasses import dataclass
from datetime import date

from schemas.ervaringscertificaat import Ervaringscertificaat

_RECOGNISED, _PARTLY = "erkend", "gedeeltelijk"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperienceReading:
    """The facts by which an employer weighs an ervaringscertificaat."""

    trade: str | None
    """The name of the standard, when there is one standard."""
    level: str | None
    """The NLQF level of the standard."""
    standard_type: str
    standard_version: str
    route: str
    agreed_on: date
    """The day on which the provider had to be recognised."""
    recognised: int
    partly: int
    judged: int
    """Parts of the standard that were looked at; parts that are not named were not."""
    oldest_evidence: date | None
    newest_evidence: date | None
    register_number: str | None
    """A claim of the issuer. The register of certificates itself was NOT asked."""


def reading_of(certificate: Ervaringscertificaat) -> ExperienceReading:
    """Return the reading of a certificate that is proven to be its issuer's word."""
    verdicts = [judgement.verdict for judgement in certificate.judgements]
    oldest, newest = certificate.evidence_period
    names = {reference.name for reference in certificate.references}
    return ExperienceReading(
        trade=names.pop() if len(names) == 1 else None,
        level=certificate.level,
        standard_type=certificate.standard_type,
        standard_version=certificate.standard_version,
        route=certificate.route,
        agreed_on=certificate.agreed_on,
        recognised=verdicts.count(_RECOGNISED),
        partly=verdicts.count(_PARTLY),
        judged=len(verdicts),
        oldest_evidence=oldest,
        newest_evidence=newest,
        register_number=certificate.register_number,
    )
