"""What a certificate says, in plain words for its holder. Reads it; does not say whether it is true.

A part that was not recognised is something still to show or to learn, never a failure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import singledispatch

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from schemas.awards import Achievement, QualificationReference, Result
from schemas.credential import Credential
from schemas.deelcertificaat import Deelcertificaat
from schemas.diploma import Diploma
from schemas.documents import JsonObject
from schemas.ervaringscertificaat import Ervaringscertificaat, Judgement
from schemas.frameworks import Frameworks
from schemas.inschrijvingsverklaring import Enrolment, Inschrijvingsverklaring
from schemas.kinds import KindView
from schemas.vrijstellingsbesluit import PartDecision, VrijstellingsBesluit
from wallet.cards import readable_view
from web.languages import format_date

Line = tuple[LazyString, str]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a standard, and what was found about it. `is_done` says whether it needs nothing more."""

    name: str
    code: str
    found: str
    reason: str
    is_done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A certificate in plain words: one sentence, facts, parts, and longer texts."""

    explanation: LazyString
    birth_date: date | None = None
    facts: tuple[Line, ...]
    parts_title: LazyString | str = ""
    parts: tuple[Part, ...] = ()
    texts: tuple[Line, ...] = ()


def content_of(document: JsonObject, frameworks: Frameworks) -> Content:
    """Return what a document says. Call it in a request: the words are in the reader's language.

    Raises `MalformedDocumentError` for a document that is no credential; stored ones always are.
    """
    credential = Credential.from_document(document)
    view = readable_view(credential)
    if view is None:
        return _foreign(credential)
    return replace(_content(view, frameworks), birth_date=view.person.birth_date)


@singledispatch
def _content(view: KindView, frameworks: Frameworks) -> Content:
    raise TypeError(
        f"no words for {type(view).__name__} with {len(frameworks.qualifications)} qualifications"
    )


@_content.register
def _diploma(view: Diploma, frameworks: Frameworks) -> Content:  # noqa: ARG001  (all kinds get the same)
    return Content(
        explanation=_l("Hiermee laat je zien dat je een hele opleiding hebt gehaald."),
        facts=(*_qualification_facts(view.achievement, _l("Opleiding")), *_size(view.achievement)),
        parts_title=_l("Je cijfers"),
        parts=_marks(view.achievement, view.results),
    )


@_content.register
def _deelcertificaat(view: Deelcertificaat, frameworks: Frameworks) -> Content:
    covered = [
        (_l("Onderdeel"), part_name(reference, code, frameworks))
        for reference in view.references
        for code in reference.parts
    ]
    return Content(
        explanation=_l("Hiermee laat je zien dat je een deel van een opleiding hebt gehaald."),
        facts=(
            *_qualification_facts(view.achievement, _l("Deel van de opleiding")),
            *covered,
            *_size(view.achievement),
        ),
        parts_title=_l("Je cijfers"),
        parts=_marks(view.achievement, view.results),
    )


@_content.register
def _ervaringscertificaat(view: Ervaringscertificaat, frameworks: Frameworks) -> Content:
    recognised = sum(judgement.verdict == "erkend" for judgement in view.judgements)
    total = len(view.judgements)
    return Content(
        explanation=_l("Hiermee laat je zien wat je al kunt. Je leerde dat op je werk."),
        facts=(
            *_qualification_facts(view.achievement, _l("Vergeleken met")),
            (
                _l("Erkend"),
                gettext("%(count)s van de %(total)s onderdelen", count=recognised, total=total),
            ),
            (_l("Bekeken door"), ", ".join(f"assessor {name}" for name in view.assessors)),
            (_l("Jouw doel"), view.goal),
        ),
        parts_title=_l("Wat je al kunt"),
        parts=tuple(_judged(view, judgement, frameworks) for judgement in view.judgements),
        texts=tuple(
            (title, text)
            for title, text in (
                (_l("Wat de assessor vindt"), view.conclusion),
                (_l("Tip om verder te leren"), view.advice),
            )
            if text
        ),
    )


@_content.register
def _vrijstellingsbesluit(view: VrijstellingsBesluit, frameworks: Frameworks) -> Content:
    facts: list[Line] = [(_l("Opleiding"), view.programme.name), (_l("Besluit van"), view.board)]
    if view.shortening.remaining.hours is not None:
        facts.append((_l("Wat overblijft"), gettext("%(hours)s uur", hours=view.shortening.remaining.hours)))
    appeal = gettext(
        "Dan kun je in beroep gaan bij: %(authority)s. Doe dat voor of op %(day)s.",
        authority=view.appeal.authority,
        day=format_date(view.appeal.last_day),
    )
    return Content(
        explanation=_l("Hierin staat welke delen van de opleiding je mag overslaan."),
        facts=tuple(facts),
        parts_title=_l("Per onderdeel"),
        parts=tuple(_decided(view, decision, frameworks) for decision in view.decisions),
        texts=((_l("Ben je het er niet mee eens?"), appeal),),
    )


@_content.register
def _inschrijvingsverklaring(view: Inschrijvingsverklaring, frameworks: Frameworks) -> Content:  # noqa: ARG001
    return Content(
        explanation=_l("Hierin staat op welke scholen je hebt gezeten."),
        facts=((_l("Gemaakt op"), format_date(view.reference_date)),),
        parts_title=_l("Je opleidingen"),
        parts=tuple(_enrolled(enrolment) for enrolment in view.enrolments),
    )


def _enrolled(enrolment: Enrolment) -> Part:
    if enrolment.until is None:
        period = gettext("Vanaf %(since)s.", since=format_date(enrolment.since))
    else:
        period = gettext(
            "Van %(since)s tot en met %(until)s.",
            since=format_date(enrolment.since),
            until=format_date(enrolment.until),
        )
    return Part(
        name=enrolment.name,
        code="",
        found=gettext("Diploma gehaald") if enrolment.completed else gettext("Geen diploma"),
        reason=f"{enrolment.institution}. {period}",
        is_done=enrolment.completed,
    )


def _foreign(credential: Credential) -> Content:
    """A kind that is not ours: what Open Badges say in the same place, and nothing that needs trust."""
    facts: list[Line] = []
    for subject in credential.subjects:
        achievement = subject.get("achievement")
        if not isinstance(achievement, dict):
            continue
        for label, name in ((_l("Naam"), "name"), (_l("Uitleg"), "description")):
            value = achievement.get(name)
            if isinstance(value, str) and value.strip():
                facts.append((label, value))
    return Content(explanation=_l("Dit bewijs komt van een andere website."), facts=tuple(facts))


def _qualification_facts(achievement: Achievement, label: LazyString) -> tuple[Line, ...]:
    names = tuple((label, reference.name) for reference in achievement.references)
    level = ((_l("Niveau"), achievement.nlqf_level),) if achievement.nlqf_level else ()
    return (*names, *level)


def _size(achievement: Achievement) -> tuple[Line, ...]:
    if achievement.hours is None:
        return ()
    return ((_l("Hoeveel uur leren"), gettext("%(hours)s uur", hours=achievement.hours)),)


def _marks(achievement: Achievement, results: Iterable[Result]) -> tuple[Part, ...]:
    found = ((achievement.description(result.description), result) for result in results)
    return tuple(
        Part(description.name, "", gettext("Cijfer: %(mark)s", mark=result.value), "", is_done=True)
        for description, result in found
        if description is not None and result.value
    )


_VERDICTS: Mapping[str, LazyString] = {
    "erkend": _l("Erkend: dit kun je."),
    "gedeeltelijk": _l("Voor een deel erkend."),
    "niet-erkend": _l("Nog niet erkend. Je kunt dit later nog laten zien."),
}


def _judged(view: Ervaringscertificaat, judgement: Judgement, frameworks: Frameworks) -> Part:
    description = view.achievement.description(judgement.result.description)
    names = [
        part_name(reference, code, frameworks) for reference in view.references for code in judgement.parts
    ]
    return Part(
        name=", ".join(names) or (description.name if description else judgement.result.description),
        code=", ".join(judgement.parts),
        found=str(_VERDICTS.get(judgement.verdict, judgement.verdict)),
        reason=judgement.reason,
        is_done=judgement.verdict == "erkend",
    )


_DECISIONS: Mapping[str, LazyString] = {
    "verleend": _l("Dit deel mag je overslaan."),
    "gedeeltelijk": _l("Een stuk van dit deel mag je overslaan."),
    "afgewezen": _l("Dit deel doe je nog."),
}


def _decided(view: VrijstellingsBesluit, decision: PartDecision, frameworks: Frameworks) -> Part:
    return Part(
        name=part_name(view.programme, decision.part, frameworks),
        code=decision.part,
        found=str(_DECISIONS.get(decision.verdict, decision.verdict)),
        reason=decision.reason,
        is_done=decision.verdict == "verleend",
    )


def part_name(reference: QualificationReference, code: str, frameworks: Frameworks) -> str:
    """Return what a part is called; its code where the name is not known here."""
    qualification = frameworks.find(reference.code_system, reference.code)
    part = qualification.part(code) if qualification else None
    return part.name if part else code
