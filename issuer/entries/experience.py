"""The entry of an ervaringscertificaat: what was looked at, what was found per part, by whom."""

import re
from collections.abc import Mapping
from datetime import date

from issuer.certificates.grounds import EvidencePiece, ExperienceGrounds, Judgement, Verdict
from issuer.certificates.vocabulary import EVC_ROUTES, EVIDENCE_SORTS, PORTFOLIO, STANDARD_TYPES, VRAAK
from issuer.entries.reader import EntryReader
from issuer.entries.shared import read_person, read_qualification
from schemas.evidence import is_digest
from schemas.frameworks import Frameworks, Qualification, QualificationPart

MIN_INSTRUMENTS = 2

_URN = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def read_experience(reader: EntryReader, frameworks: Frameworks, today: date) -> ExperienceGrounds | None:
    """Read the entry of an ervaringscertificaat. Who approved it is added when somebody does."""
    person = read_person(reader, today)
    qualification = read_qualification(reader, frameworks)
    agreed_on = reader.day("agreed_on", not_after=today)
    awarded_on = reader.day("awarded_on", not_after=today)
    if date.min < awarded_on < agreed_on:
        reader.refuse("awarded_on", "entry.before_agreement")
    evidence = _read_evidence(reader, awarded_on)
    judgements = _read_judgements(reader, qualification, evidence)
    instruments = tuple(dict.fromkeys(reader.choices("instruments")))
    if len(instruments) < MIN_INSTRUMENTS or PORTFOLIO not in instruments:
        reader.refuse("instruments", "entry.instruments")
    assessors, guides = _read_officials(reader)
    grounds_of = {
        "standard_type": reader.choice("standard_type", STANDARD_TYPES),
        "route": reader.choice("route", EVC_ROUTES),
        "goal": reader.text("goal"),
        "conclusion": reader.text("conclusion"),
        "advice": reader.text("advice", required=False),
        "register_number": reader.line("register_number", required=False),
    }
    steps = reader.lines("steps")
    if qualification is None:
        return None
    return ExperienceGrounds(
        person=person,
        qualification=qualification,
        awarded_on=awarded_on,
        agreed_on=agreed_on,
        steps=steps,
        instruments=instruments,
        evidence=tuple(evidence.values()),
        judgements=judgements,
        assessors=assessors,
        guides=guides,
        **grounds_of,
    )


def _read_evidence(reader: EntryReader, awarded_on: date) -> Mapping[str, EvidencePiece]:
    """Read the pieces by the number that judgements refer to."""
    pieces: dict[str, EvidencePiece] = {}
    latest = None if awarded_on == date.min else awarded_on
    for row in reader.rows("evidence"):
        number = row.line("number", longest=10)
        digest = row.line("digest", required=False)
        if digest and not is_digest(digest):
            row.refuse("digest", "entry.not_a_digest")
        qualities = row.choices("qualities")
        if set(qualities) - set(VRAAK):
            row.refuse("qualities", "entry.not_a_choice", allowed=", ".join(VRAAK))
        name = row.line("name")
        sort = row.choice("sort", EVIDENCE_SORTS)
        dated = row.day("dated", not_after=latest)
        if number in pieces:
            row.refuse("number", "entry.twice")
        pieces[number] = EvidencePiece(
            number=number,
            name=name,
            sort=sort,
            dated=dated,
            digest=digest,
            qualities=qualities,
        )
    if not pieces:
        reader.refuse("evidence", "entry.no_evidence")
    return pieces


def _read_judgements(
    reader: EntryReader, qualification: Qualification | None, evidence: Mapping[str, EvidencePiece]
) -> tuple[Judgement, ...]:
    known = {part.code.casefold(): part for part in qualification.parts} if qualification else {}
    judgements: list[Judgement] = []
    seen: set[str] = set()
    for row in reader.rows("judgements", besides=("part", "part_name")):
        code = row.line("part", longest=60)
        name = row.line("part_name", required=not known)
        part = known.get(code.casefold()) or QualificationPart(code=code, name=name)
        if known and code and code.casefold() not in known:
            row.refuse(
                "part",
                "entry.unknown_part",
                code=code,
                qualification=qualification.name if qualification else "",
            )
        if code.casefold() in seen:
            row.refuse("part", "entry.twice")
        seen.add(code.casefold())
        verdict = row.choice("verdict", [verdict.value for verdict in Verdict])
        numbers = row.choices("based_on")
        for number in numbers:
            if number not in evidence:
                row.refuse("based_on", "entry.unknown_evidence", number=number)
        if not numbers:
            row.refuse("based_on", "entry.required")
        taken_over_from = row.line("taken_over_from", required=False)
        if taken_over_from and not _URN.fullmatch(taken_over_from):
            row.refuse("taken_over_from", "entry.not_a_urn")
        judgements.append(
            Judgement(
                part=part,
                verdict=Verdict(verdict or Verdict.NOT_RECOGNISED),
                reason=row.text("reason"),
                evidence=tuple(number for number in numbers if number in evidence),
                taken_over_from=taken_over_from,
            )
        )
    if not judgements:
        reader.refuse("judgements", "entry.no_judgements")
    return tuple(judgements)


def _read_officials(reader: EntryReader) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read the codes of assessors and guides, who are never the same person (norm 4.1)."""
    assessors = tuple(dict.fromkeys(row.line("code") for row in reader.rows("assessors")))
    guides = tuple(dict.fromkeys(row.line("code") for row in reader.rows("guides")))
    if not assessors:
        reader.refuse("assessors", "entry.required")
    if not guides:
        reader.refuse("guides", "entry.required")
    folded = {code.casefold() for code in assessors}
    for code in guides:
        if code and code.casefold() in folded:
            reader.refuse("guides", "entry.assessor_is_guide", code=code)
    return assessors, guides
