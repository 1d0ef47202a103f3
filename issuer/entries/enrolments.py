"""The entry of an inschrijvingsverklaring: somebody's enrolments at the institution itself."""

from datetime import date

from issuer.certificates.grounds import EnrolmentGrounds, StatementGrounds
from issuer.certificates.vocabulary import PHASES, PROGRAMMES, STUDY_FIELDS
from issuer.entries.reader import EntryReader
from issuer.entries.shared import read_person
from schemas.frameworks import Frameworks
from schemas.inschrijvingsverklaring import octobers_between

MAX_OCTOBERS = 60  # of one enrolment, as the schema has it


def read_statement(
    reader: EntryReader,
    frameworks: Frameworks,  # noqa: ARG001  (programmes are named as the school names them)
    today: date,
) -> StatementGrounds:
    """Read the entry of an inschrijvingsverklaring. Every enrolment began on or before the reference date."""
    person = read_person(reader, today)
    reference_date = reader.day("reference_date", not_after=today)
    latest = today if reference_date == date.min else reference_date
    enrolments: list[EnrolmentGrounds] = []
    for row in reader.rows("enrolments"):
        enrolment = _read_enrolment(row, person.born, latest)
        if enrolment in enrolments:
            row.refuse("name", "entry.twice")
        enrolments.append(enrolment)
    if not enrolments:
        reader.refuse("enrolments", "entry.no_enrolments")
    return StatementGrounds(person=person, reference_date=reference_date, enrolments=tuple(enrolments))


def _read_enrolment(row: EntryReader, born: date, latest: date) -> EnrolmentGrounds:
    name = row.line("name")
    programme = row.choice("programme", PROGRAMMES)
    field = row.choice("field", STUDY_FIELDS, required=False)
    since = row.day("since", not_after=latest)
    until = row.optional_day("until", not_after=latest)
    if date.min < since < born:
        row.refuse("since", "entry.before_birth")
    if until is not None and date.min < until < since:
        row.refuse("until", "entry.ends_before_start")
    elif since > date.min and len(list(octobers_between(since, until or latest))) > MAX_OCTOBERS:
        row.refuse("since", "entry.enrolment_too_long", years=str(MAX_OCTOBERS))
    return EnrolmentGrounds(
        name=name,
        programme=programme,
        field=field,
        since=since,
        until=until,
        phase=row.choice("phase", PHASES),
        funded=row.yes_no("funded"),
        completed=row.yes_no("completed"),
    )
