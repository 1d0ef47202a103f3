"""What several kinds of certificate ask: the person, the qualification, its parts, its size."""

from datetime import date

from issuer.certificates.grounds import Person, StudyLoad
from issuer.entries.reader import EntryReader
from schemas.frameworks import Frameworks, Qualification, QualificationPart

MAX_STUDY_HOURS = 20_000  # a doctorate and more
MAX_CREDITS = 480
DEFAULT_CODE_SYSTEM = "crebo"


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
    size = StudyLoad(
        hours=reader.whole_number("hours", largest=MAX_STUDY_HOURS, required=False),
        ects=reader.whole_number("credits", largest=MAX_CREDITS, required=False),
    )
    failed = {problem.path for problem in reader.problems} & {reader.path("hours"), reader.path("credits")}
    if not failed and (size.hours is None) == (size.ects is None):
        reader.refuse("hours", "entry.one_size")
    return size
