"""From what was typed to what was decided: one reader per kind of certificate, for every door."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from issuer.certificates.grounds import Grounds
from issuer.entries.enrolments import read_statement
from issuer.entries.experience import read_experience
from issuer.entries.full import read_diploma
from issuer.entries.part import read_part
from issuer.entries.reader import Entry as Entry
from issuer.entries.reader import EntryReader
from issuer.entries.reader import Problem as Problem
from schemas.credential import CredentialKind
from schemas.frameworks import Frameworks

READERS: Mapping[CredentialKind, Callable[[EntryReader, Frameworks, date], Grounds | None]] = {
    CredentialKind.DIPLOMA: read_diploma,
    CredentialKind.DEELCERTIFICAAT: read_part,
    CredentialKind.ERVARINGSCERTIFICAAT: read_experience,
    CredentialKind.INSCHRIJVINGSVERKLARING: read_statement,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What an entry says: the grounds when nothing is wrong with it, the problems otherwise."""

    grounds: Grounds | None
    problems: tuple[Problem, ...]


def read_entry(kind: CredentialKind, entry: Entry, *, frameworks: Frameworks, today: date) -> Reading:
    """Read an entry for one kind of certificate. `today` bounds dates that can't be in the future."""
    reader = EntryReader(entry)
    grounds = READERS[kind](reader, frameworks, today)
    problems = tuple(reader.problems)
    return Reading(None if problems else grounds, problems)
