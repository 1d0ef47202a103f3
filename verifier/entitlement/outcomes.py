"""What can be asked and what can be answered. The two kinds of answer have no value of each other's type."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar


class Target(StrEnum):
    """What somebody may want to learn, lowest first; and a credit to pay for it."""

    ENTREE = "entree"
    MBO_2 = "mbo-2"
    MBO_3 = "mbo-3"
    MBO_4 = "mbo-4"
    ASSOCIATE_DEGREE = "ad"
    BACHELOR = "bachelor"
    MASTER = "master"
    SECOND_DEGREE = "tweede-graad-onderwijs-zorg"
    PART = "deelcertificaat"
    CREDIT = "levenlanglerenkrediet"


class LawOutcome(StrEnum):
    """What current law says, as far as is known."""

    RIGHT = "recht"
    LIKELY = "waarschijnlijk"
    NO_RIGHT = "geen-recht"
    UNKNOWN = "onbekend"


class ProposalOutcome(StrEnum):
    """What the SER proposed in 2017: never a right."""

    PROPOSED = "voorstel"
    NOT_USABLE = "niet-inzetbaar"
    UNKNOWN = "onbekend"


Outcome = TypeVar("Outcome", bound=LawOutcome | ProposalOutcome)


@dataclass(frozen=True, slots=True)
class Scale(Generic[Outcome]):
    """The outcomes of one rule set, by what they mean to whoever combines rules."""

    granted: Outcome
    likely: Outcome
    refused: Outcome
    unknown: Outcome


LAW: Scale[LawOutcome] = Scale(LawOutcome.RIGHT, LawOutcome.LIKELY, LawOutcome.NO_RIGHT, LawOutcome.UNKNOWN)
PROPOSAL: Scale[ProposalOutcome] = Scale(
    ProposalOutcome.PROPOSED,
    ProposalOutcome.PROPOSED,
    ProposalOutcome.NOT_USABLE,
    ProposalOutcome.UNKNOWN,
)
