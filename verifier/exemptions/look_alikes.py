"""Names that look alike, for a person to decide about: a like name counts for nothing."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from verifier.exemptions.outcomes import Extent, OutcomeRef, ProvenOutcome
from verifier.exemptions.programme import CoursePart
from verifier.exemptions.proofs import Proof

# At least half of the words of both names together are in both.
LEAST_SHARED = 0.5
MAX_LOOK_ALIKES = 5
_WORD = re.compile(r"\w{3,}")
_SAY_NOTHING = frozenset({"voorbeeld", "van", "het", "een", "met", "voor", "bij", "aan", "the", "and", "for"})


@dataclass(frozen=True, slots=True)
class LookAlike:
    """That the name of what a proof shows is like the name of a part. `outcomes` are what it might show."""

    proof: Proof
    said: ProvenOutcome
    outcomes: tuple[OutcomeRef, ...]


def look_alikes(
    part: CoursePart,
    leaves: Sequence[OutcomeRef],
    proofs: Sequence[Proof],
    matched: Collection[tuple[str, str]],
) -> Iterator[LookAlike]:
    """Yield at most `MAX_LOOK_ALIKES` outcomes with a like name, of proofs that match by no code."""
    wanted = _words(part.title)
    left = MAX_LOOK_ALIKES
    for proof in proofs:
        if proof.key in matched or proof.refused is not None:
            continue
        for said in proof.outcomes:
            if said.extent is not Extent.NOT and _alike(wanted, _words(said.name)):
                yield LookAlike(proof, said, tuple(leaves))
                left -= 1
                if left == 0:
                    return
                break


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.casefold())) - _SAY_NOTHING


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and len(one & other) / len(one | other) >= LEAST_SHARED
