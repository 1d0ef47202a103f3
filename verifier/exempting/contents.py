"""What a case holds, and its form at rest: JSON, which `verifier.requests.sealing` seals for its own row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from schemas import members
from schemas.awards import Person
from schemas.documents import JsonObject, JsonValue, parse_object, serialize
from verifier.exemptions.equivalences import Equivalence
from verifier.exemptions.outcomes import URL, OutcomeRef


class Verdict(StrEnum):
    """What is proposed or decided about a part, in the words of the document (`besluit`)."""

    GRANTED = "verleend"
    PARTLY = "gedeeltelijk"
    REFUSED = "afgewezen"


@dataclass(frozen=True, slots=True)
class Source:
    """A certificate that a choice rests on: its identifier, and the digest of it as it was sent."""

    credential_id: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChoice:
    """What people chose for one part. `load` is what need not be done of it, in the programme's unit."""

    part_id: str
    verdict: Verdict
    load: Decimal
    reason: str
    rests_on: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """How the person gets the decision: what the issuer answered."""

    award_id: str
    offer_link: str = field(repr=False)
    offer_code: str = field(repr=False)
    paper: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseContent:
    """The content of a case. `person` is None until somebody chose for whom it is."""

    requested_on: date
    person: Person | None = None
    confirmed: tuple[Equivalence, ...] = ()
    choices: tuple[PartChoice, ...] = ()
    note: str = ""
    decided_on: date | None = None
    issued: Issued | None = None

    def choice(self, part_id: str) -> PartChoice | None:
        """Return what was chosen for a part."""
        return next((each for each in self.choices if each.part_id == part_id), None)

    @property
    def sources(self) -> tuple[Source, ...]:
        """All that the decision rests on, each once, in a fixed order."""
        found = {each for choice in self.choices for each in choice.rests_on}
        return tuple(sorted(found, key=lambda each: (each.credential_id, each.digest)))

    def to_bytes(self) -> bytes:
        """Return the form at rest."""
        return serialize(
            {
                "requestedOn": self.requested_on.isoformat(),
                "person": _person_out(self.person) if self.person else None,
                "confirmed": [
                    {
                        "held": _ref_out(each.held),
                        "countsAs": _ref_out(each.counts_as),
                        "origin": each.origin,
                        "since": each.since.isoformat(),
                    }
                    for each in self.confirmed
                ],
                "choices": [_choice_out(each) for each in self.choices],
                "note": self.note,
                "decidedOn": self.decided_on.isoformat() if self.decided_on else None,
                "issued": _issued_out(self.issued) if self.issued else None,
            }
        )

    @classmethod
    def from_bytes(cls, content: bytes) -> "CaseContent":
        """Read what `to_bytes` wrote."""
        document = parse_object(content)
        decided, issued = document["decidedOn"], document["issued"]
        return cls(
            requested_on=members.calendar_date(document, "requestedOn"),
            person=Person.of(members.child(document, "person")) if document["person"] else None,
            confirmed=tuple(
                Equivalence.of(entry, at) for at, entry in members.placed_children(document, "confirmed", "")
            ),
            choices=tuple(_choice(entry) for _, entry in members.placed_children(document, "choices", "")),
            note=str(document["note"]),
            decided_on=date.fromisoformat(decided) if isinstance(decided, str) else None,
            issued=_issued(members.child(document, "issued")) if issued else None,
        )


def _person_out(person: Person) -> JsonObject:
    return {
        "voornamen": person.given_names,
        "geslachtsnaam": person.family_name,
        "geboortedatum": person.birth_date.isoformat() if person.birth_date else None,
    }


def _ref_out(ref: OutcomeRef) -> JsonObject:
    if ref.code_system == URL:
        return {"url": ref.qualification}
    whole: JsonObject = {"codeSystem": ref.code_system, "qualification": ref.qualification}
    return {**whole, "part": ref.part} if ref.part else whole


def _choice_out(choice: PartChoice) -> JsonObject:
    return {
        "partId": choice.part_id,
        "verdict": choice.verdict.value,
        "load": str(choice.load),
        "reason": choice.reason,
        "restsOn": [{"id": each.credential_id, "digest": each.digest} for each in choice.rests_on],
    }


def _choice(entry: Mapping[str, JsonValue]) -> PartChoice:
    return PartChoice(
        part_id=members.text(entry, "partId"),
        verdict=Verdict(members.text(entry, "verdict")),
        load=Decimal(members.text(entry, "load")),
        reason=str(entry["reason"]),
        rests_on=tuple(
            Source(members.text(each, "id"), members.text(each, "digest"))
            for _, each in members.placed_children(entry, "restsOn", "")
        ),
    )


def _issued_out(issued: Issued) -> JsonObject:
    return {
        "awardId": issued.award_id,
        "link": issued.offer_link,
        "code": issued.offer_code,
        "paper": issued.paper,
    }


def _issued(entry: Mapping[str, JsonValue]) -> Issued:
    return Issued(
        award_id=members.text(entry, "awardId"),
        offer_link=members.text(entry, "link"),
        offer_code=members.text(entry, "code"),
        paper=members.text(entry, "paper"),
    )
