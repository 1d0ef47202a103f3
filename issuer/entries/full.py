"""The entry of a diploma: a complete qualification."""

from datetime import date

from issuer.certificates.grounds import DiplomaGrounds
from issuer.certificates.vocabulary import (
    FULL_DOCUMENTS,
    HIGHER_EDUCATION,
    LEERWEGEN,
    PHASES,
    REGISTER_ANSWERS,
)
from issuer.entries.reader import EntryReader
from issuer.entries.shared import read_person, read_qualification, read_size
from schemas.frameworks import Frameworks, Qualification

MBO_DIPLOMA = "mbo-diploma"


def read_diploma(reader: EntryReader, frameworks: Frameworks, today: date) -> DiplomaGrounds | None:
    """Read the entry of a diploma."""
    person = read_person(reader, today)
    qualification = read_qualification(reader, frameworks)
    awarded_on = reader.day("awarded_on", not_after=today)
    higher = qualification is not None and qualification.code_system in HIGHER_EDUCATION
    document = reader.choice("document", _documents(qualification))
    route = "" if higher else reader.choice("route", LEERWEGEN)
    degree = reader.line("degree", required=higher)
    accredited_on = reader.day("accredited_on", not_after=today) if higher else None
    phase = reader.choice("phase", PHASES)
    funded = reader.yes_no("funded")
    in_register = reader.choice("in_register", REGISTER_ANSWERS)
    size = read_size(reader)
    if qualification is None:
        return None
    return DiplomaGrounds(
        person=person,
        qualification=qualification,
        awarded_on=awarded_on,
        document=document,
        route=route,
        degree=degree,
        accredited_on=accredited_on,
        phase=phase,
        funded=funded,
        in_register=in_register,
        size=size,
    )


def _documents(qualification: Qualification | None) -> tuple[str, ...]:
    if qualification is None:
        return tuple(FULL_DOCUMENTS)
    if qualification.code_system in HIGHER_EDUCATION:
        return tuple(name for name in FULL_DOCUMENTS if name != MBO_DIPLOMA)
    return (MBO_DIPLOMA,)
