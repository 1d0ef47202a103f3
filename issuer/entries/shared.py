"""What several kinds of certificate ask: the person, the qualification, its parts, its size."""

import re
from datetime import date

from issuer.certificates.grounds import Person, StudyLoad
from issuer.entries.reader import EntryReader
from schemas.frameworks import Frameworks, Qualification, QualificationPart

MAX_STUDY_HOURS = 20_000  # a doctorate and more
DEFAULT_CODE_SYSTEM = "crebo"

_CREDITS = re.compile(r"(?!0+(?:\.0+)?$)(0|[1-9][0-9]{0,2})(\.[0-9]{1,2})?")


def read_person(reader: EntryReader, today: date) -> Person:
    """Read whom it is about."""
    return Person(
        given_names=reader.line("given_names"),
        family_name=reader.line("family_name"),
        born=reader.day("born", not_after=today),
    )


def read_qualification(reader: EntryReader, frameworks: Frameworks) -> Qualification | None:
    """Read a code such as `crebo:25491`, or 25491 alone, and look it up in the frameworks."""
    code = reader.line("standard", longest=60)
    if not code:
        return None
    system, colon, number = code.partition(":")
    if not colon:
        system, number = DEFAULT_CODE_SYSTEM, code
    qualification = frameworks.find(system.strip().casefold(), number.strip())
    if qualification is None:
        reader.refuse("standard", "entry.unknown_qualification", code=code)
    return qualification


def read_parts(
    reader: EntryReader, qualification: Qualification | None, name: str = "parts"
) -> tuple[QualificationPart, ...]:
    """Read the codes of parts of the qualification; at least one."""
    codes = reader.choices(name)
    if not codes:
        reader.refuse(name, "entry.required")
    if qualification is None:
        return ()
    known = {part.code.casefold(): part for part in qualification.parts}
    for code in codes:
        if code.casefold() not in known:
            reader.refuse(name, "entry.unknown_part", code=code, qualification=qualification.name)
    chosen = {code.casefold() for code in codes}
    return tuple(part for key, part in known.items() if key in chosen)


def read_size(reader: EntryReader) -> StudyLoad:
    """Read the size in study hours or in credits: one of the two, not both."""
    hours = reader.whole_number("hours", largest=MAX_STUDY_HOURS, required=False)
    ects = reader.line("credits", required=False, longest=10).replace(",", ".")
    if ects and not _CREDITS.fullmatch(ects):
        reader.refuse("credits", "entry.not_credits")
        ects = ""
    failed = {problem.path for problem in reader.problems} & {reader.path("hours"), reader.path("credits")}
    if not failed and (hours is None) == (not ects):
        reader.refuse("hours", "entry.one_size")
    return StudyLoad(hours=hours, ects=ects)
