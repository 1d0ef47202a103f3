"""The entry of a deelcertificaat: one or more parts of a qualification."""

import re
from datetime import date

from issuer.certificates.grounds import PartGrounds
from issuer.certificates.vocabulary import LEGAL_BASES, PART_DOCUMENTS, PHASES, REGISTER_ANSWERS
from issuer.entries.reader import EntryReader
from issuer.entries.shared import read_parts, read_person, read_qualification, read_size
from schemas.frameworks import Frameworks

_MARK = re.compile(r"10(?:[.,]0)?|[1-9](?:[.,][0-9])?")


def read_part(reader: EntryReader, frameworks: Frameworks, today: date) -> PartGrounds | None:
    """Read the entry of a deelcertificaat."""
    person = read_person(reader, today)
    qualification = read_qualification(reader, frameworks)
    parts = read_parts(reader, qualification)
    awarded_on = reader.day("awarded_on", not_after=today)
    document = reader.choice("document", tuple(PART_DOCUMENTS))
    legal_basis = reader.choice("legal_basis", LEGAL_BASES, required=False)
    phase = reader.choice("phase", PHASES)
    funded = reader.yes_no("funded")
    in_register = reader.choice("in_register", REGISTER_ANSWERS)
    mark = reader.line("mark", required=False)
    if mark and not _MARK.fullmatch(mark):
        reader.refuse("mark", "entry.not_a_mark")
    size = read_size(reader)
    if qualification is None or not document:
        return None
    return PartGrounds(
        person=person,
        qualification=qualification,
        parts=parts,
        awarded_on=awarded_on,
        document=document,
        legal_basis=legal_basis or PART_DOCUMENTS[document].legal_basis,
        phase=phase,
        funded=funded,
        in_register=in_register,
        mark=mark.replace(".", ","),
        size=size,
    )
