"""The subject of an inschrijvingsverklaring: the enrolments that an institution has in its own records. Pure.

It never claims to be complete: only a register can (docs/adr/0041). It leaves out whether the nationality
rule is met as well, which a school need not know.
"""

from issuer.certificates import pieces
from issuer.certificates.grounds import EnrolmentGrounds, StatementGrounds
from schemas.documents import JsonObject
from schemas.inschrijvingsverklaring import OWN_RECORDS, octobers_between

STATEMENT_NAME = "Verklaring van inschrijvingen"


def statement_subject(grounds: StatementGrounds, institution: str) -> JsonObject:
    """Return the subject. Every enrolment is at `institution`, the name of the one that states it."""
    return {
        "type": "InschrijvingSubject",
        **pieces.person(grounds.person),
        "bron": OWN_RECORDS,
        "peildatum": grounds.reference_date.isoformat(),
        "inschrijving": [_enrolment(each, grounds, institution) for each in grounds.enrolments],
    }


def _enrolment(enrolment: EnrolmentGrounds, grounds: StatementGrounds, institution: str) -> JsonObject:
    described: JsonObject = {
        "type": "Inschrijving",
        "instelling": institution,
        "naam": enrolment.name,
        "soortOpleiding": enrolment.programme,
        "bekostigd": enrolment.funded,
        "opleidingsfase": enrolment.phase,
        "van": enrolment.since.isoformat(),
        "diplomaBehaald": enrolment.completed,
    }
    if enrolment.field:
        described["vakgebied"] = enrolment.field
    if enrolment.until is not None:
        described["totEnMet"] = enrolment.until.isoformat()
    until = enrolment.until or grounds.reference_date
    if octobers := [day.isoformat() for day in octobers_between(enrolment.since, until)]:
        described["eenOktober"] = [*octobers]
    return described
