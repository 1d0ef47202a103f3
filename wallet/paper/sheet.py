"""What a certificate says on paper, in words for whoever is handed it: neutral, complete, in reading order.

The wallet's own pages speak to their owner (`wallet.plain`); a sheet of paper speaks about her. Reads the
document and does not say whether it is true: the state beside it does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import singledispatch

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from schemas.awards import Achievement, Result
from schemas.credential import Credential
from schemas.deelcertificaat import Deelcertificaat
from schemas.diploma import Diploma
from schemas.ervaringscertificaat import Ervaringscertificaat, Judgement
from schemas.frameworks import Frameworks
from schemas.inschrijvingsverklaring import Enrolment, Inschrijvingsverklaring
from schemas.kinds import KindView
from schemas.vrijstellingsbesluit import PartDecision, Size, VrijstellingsBesluit
from wallet.cards import readable_view
from wallet.plain import part_name
from web.languages import format_date

Line = tuple[LazyString, str]


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of a standard or programme: its name and code, what was found, and why."""

    name: str
    code: str
    found: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A certificate on paper. `parts_headers` head the two columns of the parts."""

    facts: tuple[Line, ...]
    parts_title: LazyString | str = ""
    parts_headers: tuple[LazyString, LazyString] | None = None
    parts: tuple[PartLine, ...] = ()
    texts: tuple[Line, ...] = ()
    evidence: tuple[str, ...] = ()


def sheet_of(credential: Credential, frameworks: Frameworks) -> Sheet:
    """Return what a certificate says. Call it in a request: the words are in the reader's language."""
    view = readable_view(credential)
    if view is None:
        return Sheet(facts=tuple(_foreign_facts(credential)))
    person = _filled(
        (_l("Naam"), view.person.full_name),
        (_l("Geboren op"), format_date(view.person.birth_date) if view.person.birth_date else None),
    )
    sheet = _sheet(view, frameworks)
    return Sheet(
        facts=(*person, *sheet.facts, (_l("Datum"), format_date(view.dated_on))),
        parts_title=sheet.parts_title,
        parts_headers=sheet.parts_headers,
        parts=sheet.parts,
        texts=sheet.texts,
        evidence=sheet.evidence,
    )


@singledispatch
def _sheet(view: KindView, frameworks: Frameworks) -> Sheet:  # noqa: ARG001  (all kinds get the same)
    raise TypeError(f"no sheet for {type(view).__name__}")


@_sheet.register
def _diploma(view: Diploma, frameworks: Frameworks) -> Sheet:  # noqa: ARG001
    return Sheet(
        facts=(*_qualification(view.achievement, _l("Opleiding")), *_degree(view), *_size(view.achievement)),
        parts_title=_l("Cijfers"),
        parts_headers=(_l("Onderdeel"), _l("Cijfer")),
        parts=_marks(view.achievement, view.results),
    )


@_sheet.register
def _deelcertificaat(view: Deelcertificaat, frameworks: Frameworks) -> Sheet:
    covered = (
        (_l("Onderdeel"), part_name(reference, code, frameworks))
        for reference in view.references
        for code in reference.parts
    )
    return Sheet(
        facts=(
            *_qualification(view.achievement, _l("Deel van de opleiding")),
            *covered,
            *_size(view.achievement),
        ),
        parts_title=_l("Cijfers"),
        parts_headers=(_l("Onderdeel"), _l("Cijfer")),
        parts=_marks(view.achievement, view.results),
    )


@_sheet.register
def _ervaringscertificaat(view: Ervaringscertificaat, frameworks: Frameworks) -> Sheet:
    numbers = {piece.id: number for number, piece in enumerate(view.evidence, start=1)}
    return Sheet(
        facts=(
            *_qualification(view.achievement, _l("Beoordeeld volgens")),
            (_l("Versie van de standaard"), view.standard_version),
            (_l("Overeenkomst van"), format_date(view.agreed_on)),
            (_l("Onderzocht met"), ", ".join(view.instruments)),
            (_l("Assessor"), ", ".join(view.assessors)),
            (_l("Goedgekeurd door"), ", ".join(view.approvers)),
            *(((_l("Nummer in het register"), view.register_number),) if view.register_number else ()),
        ),
        parts_title=_l("Oordeel per onderdeel"),
        parts_headers=(_l("Onderdeel"), _l("Oordeel")),
        parts=tuple(_judged(view, judgement, frameworks, numbers) for judgement in view.judgements),
        texts=_filled(
            (_l("Doel van de kandidaat"), view.goal),
            (_l("Conclusie"), view.conclusion),
            (_l("Advies"), view.advice),
        ),
        evidence=tuple(
            f"{piece.name} ({format_date(piece.dated_on)})" if piece.dated_on else piece.name
            for piece in view.evidence
        ),
    )


@_sheet.register
def _vrijstellingsbesluit(view: VrijstellingsBesluit, frameworks: Frameworks) -> Sheet:
    appeal = gettext(
        "Beroep kan tot en met %(day)s bij: %(authority)s.",
        day=format_date(view.appeal.last_day),
        authority=view.appeal.authority,
    )
    return Sheet(
        facts=(
            (_l("Opleiding"), f"{view.programme.name} ({view.programme.code})"),
            (_l("Examencommissie"), view.board),
            (_l("Gevraagd op"), format_date(view.requested_on)),
            (_l("Totaal"), _amount(view.shortening.total)),
            (_l("Vrijgesteld"), _amount(view.shortening.exempted)),
            (_l("Nog te doen"), _amount(view.shortening.remaining)),
        ),
        parts_title=_l("Besluit per onderdeel"),
        parts_headers=(_l("Onderdeel"), _l("Besluit")),
        parts=tuple(_decided(view, decision, frameworks) for decision in view.decisions),
        texts=((_l("Niet eens met dit besluit?"), appeal),),
    )


_SECTORS: Mapping[str, LazyString] = {
    "vo": _l("middelbare school"),
    "mbo": _l("mbo"),
    "ho": _l("hbo en universiteit"),
}


@_sheet.register
def _inschrijvingsverklaring(view: Inschrijvingsverklaring, frameworks: Frameworks) -> Sheet:  # noqa: ARG001
    complete = tuple(
        (
            _l("Compleet, zegt de organisatie"),
            gettext(
                "%(sector)s, van %(since)s tot en met %(until)s",
                sector=_SECTORS.get(coverage.sector, coverage.sector),
                since=format_date(coverage.since),
                until=format_date(coverage.until),
            ),
        )
        for coverage in view.coverage
    )
    return Sheet(
        facts=((_l("Bron"), view.source), *complete),
        parts_title=_l("Opleidingen"),
        parts_headers=(_l("Opleiding"), _l("Diploma")),
        parts=tuple(_enrolled(enrolment) for enrolment in view.enrolments),
    )


def _enrolled(enrolment: Enrolment) -> PartLine:
    until = format_date(enrolment.until) if enrolment.until else "…"
    return PartLine(
        name=enrolment.name,
        code=enrolment.programme,
        found=gettext("Behaald") if enrolment.completed else gettext("Niet behaald"),
        reason=f"{enrolment.institution}, {format_date(enrolment.since)} - {until}",
    )


def _foreign_facts(credential: Credential) -> Iterable[Line]:
    """A kind that is not ours: what Open Badges say in the same place."""
    for subject in credential.subjects:
        achievement = subject.get("achievement")
        if isinstance(achievement, dict):
            for label, member in ((_l("Wat"), "name"), (_l("Uitleg"), "description")):
                value = achievement.get(member)
                if isinstance(value, str) and value.strip():
                    yield label, value


def _filled(*lines: tuple[LazyString, str | None]) -> tuple[Line, ...]:
    return tuple((label, text) for label, text in lines if text and text.strip())


def _qualification(achievement: Achievement, label: LazyString) -> tuple[Line, ...]:
    names = tuple((label, f"{reference.name} ({reference.code})") for reference in achievement.references)
    level = ((_l("Niveau"), f"NLQF {achievement.nlqf_level}"),) if achievement.nlqf_level else ()
    return (*names, *level)


def _degree(view: Diploma) -> tuple[Line, ...]:
    return ((_l("Graad"), view.degree),) if view.degree else ()


def _size(achievement: Achievement) -> tuple[Line, ...]:
    if achievement.hours is not None:
        return ((_l("Omvang"), gettext("%(hours)s uur studie", hours=achievement.hours)),)
    if achievement.credits is not None:
        return ((_l("Omvang"), gettext("%(credits)s studiepunten", credits=achievement.credits)),)
    return ()


def _amount(size: Size) -> str:
    if size.hours is not None:
        return str(gettext("%(hours)s uur studie", hours=size.hours))
    return str(gettext("%(credits)s studiepunten", credits=size.credits))


def _marks(achievement: Achievement, results: Iterable[Result]) -> tuple[PartLine, ...]:
    found = ((achievement.description(result.description), result.value) for result in results)
    return tuple(PartLine(about.name, "", value, "") for about, value in found if about is not None and value)


_VERDICTS: Mapping[str, LazyString] = {
    "erkend": _l("Erkend"),
    "gedeeltelijk": _l("Deels erkend"),
    "niet-erkend": _l("Nog niet erkend"),
}


def _judged(
    view: Ervaringscertificaat,
    judgement: Judgement,
    frameworks: Frameworks,
    numbers: Mapping[str | None, int],
) -> PartLine:
    about = view.achievement.description(judgement.result.description)
    names = [
        part_name(reference, code, frameworks) for reference in view.references for code in judgement.parts
    ]
    pieces = ", ".join(str(numbers[piece]) for piece in judgement.based_on if piece in numbers)
    rests_on = gettext("Bewijs: %(numbers)s.", numbers=pieces) if pieces else ""
    return PartLine(
        name=", ".join(names) or (about.name if about else judgement.result.description),
        code=", ".join(judgement.parts),
        found=str(_VERDICTS.get(judgement.verdict, judgement.verdict)),
        reason=f"{judgement.reason} {rests_on}".strip(),
    )


_DECISIONS: Mapping[str, LazyString] = {
    "verleend": _l("Vrijstelling"),
    "gedeeltelijk": _l("Deels vrijstelling"),
    "afgewezen": _l("Geen vrijstelling"),
}


def _decided(view: VrijstellingsBesluit, decision: PartDecision, frameworks: Frameworks) -> PartLine:
    return PartLine(
        name=part_name(view.programme, decision.part, frameworks),
        code=decision.part,
        found=str(_DECISIONS.get(decision.verdict, decision.verdict)),
        reason=decision.reason,
    )
