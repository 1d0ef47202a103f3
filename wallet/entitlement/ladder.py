"""The ladder of levels: the picture that needs no reading. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from verifier.entitlement import History, LawOutcome, ProposalOutcome, Target
from verifier.entitlement.assessing import AnyConclusion
from verifier.entitlement.history import SUPPOSED

# From the top of the ladder down. What is no level stands beside it.
RUNGS = (
    Target.MASTER,
    Target.BACHELOR,
    Target.ASSOCIATE_DEGREE,
    Target.MBO_4,
    Target.MBO_3,
    Target.MBO_2,
    Target.ENTREE,
)
_LEVELS: Mapping[Target, str] = {Target.ENTREE: "mbo-1"}


class Rung(StrEnum):
    """How a rung looks."""

    OPEN = "open"
    LIKELY = "likely"
    CLOSED = "closed"
    UNKNOWN = "unknown"


LOOKS: Mapping[LawOutcome | ProposalOutcome, Rung] = {
    LawOutcome.RIGHT: Rung.OPEN,
    LawOutcome.LIKELY: Rung.LIKELY,
    LawOutcome.NO_RIGHT: Rung.CLOSED,
    LawOutcome.UNKNOWN: Rung.UNKNOWN,
    ProposalOutcome.PROPOSED: Rung.LIKELY,
    ProposalOutcome.NOT_USABLE: Rung.CLOSED,
    ProposalOutcome.UNKNOWN: Rung.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One target as the picture shows it."""

    conclusion: AnyConclusion
    look: Rung
    is_held: bool
    is_changed: bool = False

    @property
    def is_used(self) -> bool:
        """Whether it is closed because she has it already."""
        return self.is_held and self.look is Rung.CLOSED


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs from top to bottom, and what stands beside them."""

    rungs: tuple[Step, ...]
    beside: tuple[Step, ...]

    @property
    def changed(self) -> tuple[Step, ...]:
        """The steps that differ from those that they were compared with."""
        return tuple(step for step in (*self.rungs, *self.beside) if step.is_changed)


def ladder(
    conclusions: Iterable[AnyConclusion], history: History, *, before: Iterable[AnyConclusion] = ()
) -> Ladder:
    """Return the picture of conclusions; `before` are those to compare with."""
    held = {level for each in history.holdings if each.credential != SUPPOSED for level in each.levels}
    completed = {
        each.programme for statement in history.statements for each in statement.enrolments if each.completed
    }
    former = {each.target: each.outcome for each in before}
    steps = {
        each.target: Step(
            each,
            LOOKS[each.outcome],
            is_held=each.target.value in completed or _LEVELS.get(each.target, each.target.value) in held,
            is_changed=former.get(each.target, each.outcome) != each.outcome,
        )
        for each in conclusions
    }
    return Ladder(
        tuple(steps[target] for target in RUNGS),
        tuple(step for target, step in steps.items() if target not in RUNGS),
    )
