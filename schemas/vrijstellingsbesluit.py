"""A decision on exemptions: which parts of a programme somebody need not do, and why. Not an Open Badge.

It holds at the institution that took it, for the programme that it names.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from schemas import members
from schemas.award_rules import validity_starts_at_or_after
from schemas.awards import SUBJECT, Person, QualificationReference, only_subject, optional_credits
from schemas.credential import Credential
from schemas.documents import JsonValue
from schemas.violations import Violation, rule_broken

REJECTED = "afgewezen"


@dataclass(frozen=True, slots=True)
class Size:
    """How much of a programme, in hours (sbu) or in credits (ec)."""

    hours: int | None
    credits: Decimal | None

    @property
    def is_one_unit(self) -> bool:
        """Whether it is written in exactly one of the two units."""
        return (self.hours is None) != (self.credits is None)


@dataclass(frozen=True, slots=True)
class PartDecision:
    """What was decided about one part of the programme, and on which documents that rests."""

    part: str
    verdict: str  # besluit: verleend, gedeeltelijk or afgewezen
    size: Size
    reason: str  # motivering
    based_on: tuple[str, ...]  # bewijsCredential: identifiers of credentials, not their content
    pointer: str


@dataclass(frozen=True, slots=True)
class Shortening:
    """What the exemptions leave of the programme."""

    total: Size
    exempted: Size
    remaining: Size


@dataclass(frozen=True, slots=True)
class Appeal:
    """Where and until when somebody may object to the decision."""

    authority: str  # instantie
    term: timedelta
    last_day: date  # uiterlijk


@dataclass(frozen=True, slots=True)
class VrijstellingsBesluit:
    """A typed view on a decision; what it says, not whether that is so."""

    credential: Credential
    person: Person
    programme: QualificationReference  # opleiding
    requested_on: date
    decided_on: date
    board: str  # examencommissie
    legal_basis: str  # grondslag
    decisions: tuple[PartDecision, ...]
    shortening: Shortening
    appeal: Appeal

    @property
    def legal_date(self) -> date:
        """The day of the decision."""
        return self.decided_on

    @property
    def dated_on(self) -> date:
        """The day of the decision."""
        return self.decided_on

    @property
    def references(self) -> tuple[QualificationReference, ...]:
        """The programme that the decision is about."""
        return (self.programme,)

    @property
    def level(self) -> None:
        """None: a decision states no level."""
        return None

    @classmethod
    def of(cls, credential: Credential) -> "VrijstellingsBesluit":
        """Read the view. Raises `MalformedDocumentError` for members that are absent or of another type."""
        subject = only_subject(credential)
        return cls(
            credential=credential,
            person=Person.of(subject),
            programme=QualificationReference.of(
                members.child(subject, "opleiding", SUBJECT), f"{SUBJECT}/opleiding"
            ),
            requested_on=members.calendar_date(subject, "verzoekdatum", SUBJECT),
            decided_on=members.calendar_date(subject, "besluitdatum", SUBJECT),
            board=members.text(subject, "examencommissie", SUBJECT),
            legal_basis=members.text(subject, "grondslag", SUBJECT),
            decisions=tuple(
                _part_decision(entry, place)
                for place, entry in members.placed_children(subject, "onderdeelbesluit", SUBJECT)
            ),
            shortening=_shortening(members.child(subject, "verkorting", SUBJECT), f"{SUBJECT}/verkorting"),
            appeal=_appeal(members.child(subject, "rechtsmiddel", SUBJECT), f"{SUBJECT}/rechtsmiddel"),
        )


def violations(decision: VrijstellingsBesluit) -> tuple[Violation, ...]:
    """Return the rules that a decision of the right shape breaks."""
    return (
        *validity_starts_at_or_after(decision.credential, decision.decided_on),
        *_dates_follow_each_other(decision),
        *_parts_are_decided_once_and_measured(decision),
        *_shortening_adds_up(decision),
    )


def _dates_follow_each_other(decision: VrijstellingsBesluit) -> Iterator[Violation]:
    if decision.decided_on < decision.requested_on:
        requested = decision.requested_on.isoformat()
        yield rule_broken(f"{SUBJECT}/besluitdatum", "schema.decision_before_request", requested=requested)
    if decision.appeal.last_day < decision.decided_on + decision.appeal.term:
        weeks = str(decision.appeal.term // timedelta(weeks=1))
        yield rule_broken(f"{SUBJECT}/rechtsmiddel/uiterlijk", "schema.appeal_term", weeks=weeks)


def _parts_are_decided_once_and_measured(decision: VrijstellingsBesluit) -> Iterator[Violation]:
    for code, times in Counter(each.part for each in decision.decisions).items():
        if times > 1:
            yield rule_broken(f"{SUBJECT}/onderdeelbesluit", "schema.part_decided_twice", part=code)
    for each in decision.decisions:
        if each.verdict == REJECTED:
            if each.size != Size(None, None):
                yield rule_broken(each.pointer, "schema.rejected_with_size", part=each.part)
        elif not each.size.is_one_unit:
            yield rule_broken(each.pointer, "schema.granted_without_size", part=each.part)


def _shortening_adds_up(decision: VrijstellingsBesluit) -> Iterator[Violation]:
    """Total is exempted and remaining together, and exempted is the sum of the parts, in one unit."""
    shortening, at = decision.shortening, f"{SUBJECT}/verkorting"
    sizes = (shortening.total, shortening.exempted, shortening.remaining)
    in_hours = shortening.total.hours is not None
    if not all(size.is_one_unit and (size.hours is not None) == in_hours for size in sizes):
        yield rule_broken(at, "schema.size")
        return
    total, exempted, remaining = (_amount(size) for size in sizes)
    if exempted + remaining != total:
        yield rule_broken(
            at, "schema.shortening_sum", total=str(total), exempted=str(exempted), remaining=str(remaining)
        )
    granted = [each.size for each in decision.decisions if each.verdict != REJECTED]
    same_unit = all((size.hours is not None) == in_hours for size in granted)
    parts = sum((_amount(size) for size in granted), Decimal(0))
    if not same_unit or parts != exempted:
        yield rule_broken(at, "schema.shortening_parts", sum=str(parts), exempted=str(exempted))


def _amount(size: Size) -> Decimal:
    return Decimal(size.hours) if size.hours is not None else size.credits or Decimal(0)


def _part_decision(entry: Mapping[str, JsonValue], at: str) -> PartDecision:
    return PartDecision(
        part=members.text(entry, "onderdeel", at),
        verdict=members.text(entry, "besluit", at),
        size=_size(entry, at, "omvangSbu", "omvangEc"),
        reason=members.text(entry, "motivering", at),
        based_on=members.texts(entry, "bewijsCredential", at),
        pointer=at,
    )


def _shortening(entry: Mapping[str, JsonValue], at: str) -> Shortening:
    return Shortening(
        total=_size(entry, at, "sbuTotaal", "ecTotaal"),
        exempted=_size(entry, at, "sbuVrijgesteld", "ecVrijgesteld"),
        remaining=_size(entry, at, "sbuResterend", "ecResterend"),
    )


def _appeal(entry: Mapping[str, JsonValue], at: str) -> Appeal:
    return Appeal(
        authority=members.text(entry, "instantie", at),
        term=timedelta(weeks=members.optional_integer(entry, "termijnWeken", at) or 0),
        last_day=members.calendar_date(entry, "uiterlijk", at),
    )


def _size(entry: Mapping[str, JsonValue], at: str, in_hours: str, in_credits: str) -> Size:
    return Size(members.optional_integer(entry, in_hours, at), optional_credits(entry, in_credits, at))
