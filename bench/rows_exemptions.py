"""A proposal on exemptions: sixty course parts against forty documents."""

from collections.abc import Iterator
from datetime import date

from bench.measuring import medians
from bench.table import Row, Target
from schemas.documents import JsonObject, JsonValue
from schemas.frameworks import Frameworks
from tests.verifier.exemptions.material import part, programme, proof
from verifier.exemptions import Proof, propose, read_programme
from verifier.exemptions.outcomes import Extent, OutcomeRef

PARTS, DOCUMENTS = 60, 40
LIMIT_MS = 50
ON = date(2026, 9, 1)


def rows() -> Iterator[Row]:
    """Yield the time of one matrix, and that of a programme without proof beside it."""
    frameworks = Frameworks.shipped()
    asked = read_programme(programme(*(_part(number) for number in range(PARTS))))
    proofs = [_proof(number) for number in range(DOCUMENTS)]
    taken = medians(
        {
            "nothing sent": lambda: propose(asked, (), on=ON, frameworks=frameworks),
            "all": lambda: propose(asked, proofs, on=ON, frameworks=frameworks),
        }
    )
    group = f"exemptions: {PARTS} course parts x {DOCUMENTS} documents"
    yield Row(
        group=group, what="the same parts, nothing sent", figure=f"{taken['nothing sent'] * 1e3:.2f} ms"
    )
    milliseconds = taken["all"] * 1e3
    yield Row(
        group=group,
        what="the whole matrix with its proposals",
        figure=f"{milliseconds:.2f} ms",
        target=Target(f"< {LIMIT_MS} ms", milliseconds < LIMIT_MS),
    )


def _part(number: int) -> JsonObject:
    codes = [f"B1-K{1 + number % 2}-W{1 + number % 3}", f"P1-K1-W{1 + number % 3}"]
    outcomes: list[JsonValue] = [
        {"codeSystem": "crebo", "qualification": code, "part": each}
        for each in codes
        for code in ("25491", "25342", "25340")
    ]
    return part(f"P{number}", outcomes=outcomes)


def _proof(number: int) -> Proof:
    qualification = ("25491", "25342", "25340")[number % 3]
    outcomes = [
        OutcomeRef("crebo", qualification, f"B1-K{1 + each % 2}-W{1 + each % 3}") for each in range(6)
    ]
    return proof(*outcomes, ("P1-K1-W1", Extent.PARTLY), award=f"award-{number}", name=f"Onderdeel {number}")
