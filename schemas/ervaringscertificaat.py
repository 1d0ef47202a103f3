"""An ervaringscertificaat: what somebody was found able to do, judged against a national standard.

Its content is fixed by norm 3.10 of the quality code for EVC: the candidate's goal, the standard, the
steps and instruments, what was recognised per part, on which evidence and why, and a conclusion that
matches the goal.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from schemas import members
from schemas.award_rules import award_violations, size_is_hours_or_credits
from schemas.awards import (
    ACHIEVEMENT,
    SUBJECT,
    Achievement,
    Person,
    QualificationReference,
    Result,
    awarded_on,
    only_subject,
    results_of,
)
from schemas.credential import Credential
from schemas.documents import JsonValue
from schemas.evidence import EvidencePiece, is_digest
from schemas.violations import Violation, rule_broken

# The word of each verdict in our own member, and the name of the level that it must agree with.
VERDICTS: Mapping[str, str] = {
    "erkend": "erkend",
    "gedeeltelijk": "gedeeltelijk erkend",
    "niet-erkend": "niet erkend",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one part of the standard, the evidence under it, and why that convinces."""

    result: Result
    verdict: str  # oordeel
    reason: str  # onderbouwing
    based_on: tuple[str, ...]  # gebaseerdOp: identifiers of evidence
    taken_over_from: str | None  # overgenomenUit: an earlier certificate
    parts: tuple[str, ...]  # codes of the parts that its description names


@dataclass(frozen=True, slots=True)
class Ervaringscertificaat:
    """A typed view on an ervaringscertificaat; what it says, not whether that is so."""

    credential: Credential
    person: Person
    achievement: Achievement
    awarded_on: date
    agreed_on: date  # datumOvereenkomst
    route: str
    goal: str  # loopbaandoel
    standard_type: str  # standaardtype
    standard_version: str  # standaardVersie
    steps: tuple[str, ...]  # procedurestap, in order
    instruments: tuple[str, ...]
    conclusion: str
    advice: str | None  # ontwikkeladvies
    assessors: tuple[str, ...]
    guides: tuple[str, ...]  # begeleider
    approvers: tuple[str, ...]  # goedkeurder
    register_number: str | None  # registernummer; a claim, to be checked in the register
    judgements: tuple[Judgement, ...]
    evidence: tuple[EvidencePiece, ...]

    @property
    def legal_date(self) -> date:
        """The day of the agreement: recognition is judged on it (article 9 of the policy rule on EVC)."""
        return self.agreed_on

    @property
    def dated_on(self) -> date:
        """The day on which it was awarded."""
        return self.awarded_on

    @property
    def references(self) -> tuple[QualificationReference, ...]:
        """The standard against which was judged."""
        return self.achievement.references

    @property
    def level(self) -> str | None:
        """The NLQF level that it states for the standard."""
        return self.achievement.nlqf_level

    @classmethod
    def of(cls, credential: Credential) -> "Ervaringscertificaat":
        """Read the view. Raises `MalformedDocumentError` for members that are absent or of another type."""
        subject = only_subject(credential)
        stated = members.child(subject, "achievement", SUBJECT)
        achievement = Achievement.of(subject)
        return cls(
            credential=credential,
            person=Person.of(subject),
            achievement=achievement,
            awarded_on=awarded_on(credential),
            agreed_on=members.calendar_date(subject, "datumOvereenkomst", SUBJECT),
            route=members.text(subject, "route", SUBJECT),
            goal=members.text(subject, "loopbaandoel", SUBJECT),
            standard_type=members.text(stated, "standaardtype", ACHIEVEMENT),
            standard_version=members.text(stated, "standaardVersie", ACHIEVEMENT),
            steps=members.texts(subject, "procedurestap", SUBJECT),
            instruments=members.texts(subject, "instrument", SUBJECT),
            conclusion=members.text(subject, "conclusie", SUBJECT),
            advice=members.optional_text(subject, "ontwikkeladvies", SUBJECT),
            assessors=_officials(subject, "assessor"),
            guides=_officials(subject, "begeleider"),
            approvers=_officials(subject, "goedkeurder"),
            register_number=members.optional_text(subject, "registernummer", SUBJECT),
            judgements=tuple(_judgements(subject, achievement)),
            evidence=credential.evidence,
        )

    @property
    def evidence_period(self) -> tuple[date | None, date | None]:
        """The days of its oldest and its newest dated piece of evidence."""
        days = [piece.dated_on for piece in self.evidence if piece.dated_on is not None]
        return min(days, default=None), max(days, default=None)

    def evidence_for(self, judgement: Judgement) -> tuple[EvidencePiece, ...]:
        """Return the pieces of evidence on which a judgement rests."""
        return tuple(piece for piece in self.evidence if piece.id in judgement.based_on)


def violations(certificate: Ervaringscertificaat) -> tuple[Violation, ...]:
    """Return the rules that an ervaringscertificaat of the right shape breaks."""
    return (
        *award_violations(
            certificate.credential,
            person=certificate.person,
            achievement=certificate.achievement,
            results=[judgement.result for judgement in certificate.judgements],
            day=certificate.awarded_on,
        ),
        *size_is_hours_or_credits(certificate.achievement, required=False),
        *_roles_are_apart(certificate),
        *_every_part_has_one_judgement(certificate),
        *_verdicts_agree_with_levels(certificate),
        *_evidence_exists_and_is_older(certificate),
        *_agreement_came_first(certificate),
    )


def _roles_are_apart(certificate: Ervaringscertificaat) -> Iterator[Violation]:
    """Who judges does not guide (norm 4.1), and who approves did neither."""
    assessors = {_same_person(name): name for name in certificate.assessors}
    guides = {_same_person(name): name for name in certificate.guides}
    for key in assessors.keys() & guides.keys():
        yield rule_broken(f"{SUBJECT}/assessor", "schema.assessor_is_guide", person=assessors[key])
    for name in certificate.approvers:
        if _same_person(name) in assessors.keys() | guides.keys():
            yield rule_broken(f"{SUBJECT}/goedkeurder", "schema.approver_took_part", person=name)


def _every_part_has_one_judgement(certificate: Ervaringscertificaat) -> Iterator[Violation]:
    assessed = [code for reference in certificate.references for code in reference.parts]
    judged = Counter(code for judgement in certificate.judgements for code in judgement.parts)
    for code in assessed:
        if judged[code] == 0:
            yield rule_broken(f"{ACHIEVEMENT}/kwalificatieRef", "schema.part_without_result", part=code)
        elif judged[code] > 1:
            yield rule_broken(f"{SUBJECT}/result", "schema.part_judged_twice", part=code)
    for code in judged.keys() - set(assessed):
        yield rule_broken(f"{SUBJECT}/result", "schema.unlisted_part", part=code)


def _verdicts_agree_with_levels(certificate: Ervaringscertificaat) -> Iterator[Violation]:
    """The verdict stands in our own word and as an Open Badges level: both must say the same."""
    for judgement in certificate.judgements:
        description = certificate.achievement.description(judgement.result.description)
        level = description.levels.get(judgement.result.level or "") if description else None
        if level is not None and VERDICTS.get(judgement.verdict) != level:
            yield rule_broken(
                f"{judgement.result.pointer}/oordeel",
                "schema.verdict_mismatch",
                verdict=judgement.verdict,
                level=level,
            )


def _evidence_exists_and_is_older(certificate: Ervaringscertificaat) -> Iterator[Violation]:
    seen: set[str] = set()
    for piece in certificate.evidence:
        if piece.id in seen:
            yield rule_broken(piece.pointer, "schema.duplicate_id", id=piece.id or "")
        seen.add(piece.id or "")
        if piece.digest is not None and not is_digest(piece.digest):
            yield rule_broken(f"{piece.pointer}/digestMultibase", "schema.unreadable_digest")
        if piece.dated_on is not None and piece.dated_on > certificate.awarded_on:
            yield rule_broken(
                f"{piece.pointer}/datumBewijs", "schema.evidence_after_award", evidence=piece.name
            )
    for judgement in certificate.judgements:
        if not seen.issuperset(judgement.based_on):
            yield rule_broken(f"{judgement.result.pointer}/gebaseerdOp", "schema.unknown_evidence")


def _agreement_came_first(certificate: Ervaringscertificaat) -> Iterator[Violation]:
    if certificate.awarded_on < certificate.agreed_on:
        agreed = certificate.agreed_on.isoformat()
        yield rule_broken("/awardedDate", "schema.award_before_agreement", agreed=agreed)


def _officials(subject: Mapping[str, JsonValue], role: str) -> tuple[str, ...]:
    return tuple(
        members.text(official, "functionarisId", place)
        for place, official in members.placed_children(subject, role, SUBJECT)
    )


def _same_person(identifier: str) -> str:
    """Return what two spellings of one official's code have in common."""
    return "".join(identifier.casefold().split())


def _judgements(subject: Mapping[str, JsonValue], achievement: Achievement) -> Iterator[Judgement]:
    entries = members.placed_children(subject, "result", SUBJECT)
    for (place, entry), result in zip(entries, results_of(subject), strict=True):
        description = achievement.description(result.description)
        yield Judgement(
            result=result,
            verdict=members.text(entry, "oordeel", place),
            reason=members.text(entry, "onderbouwing", place),
            based_on=members.texts(entry, "gebaseerdOp", place),
            taken_over_from=members.optional_text(entry, "overgenomenUit", place),
            parts=description.parts if description else (),
        )
