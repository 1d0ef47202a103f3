"""What is still open to somebody with fifty documents: reading them, and judging by all rules of a set."""

import copy
from collections.abc import Iterator
from datetime import date
from typing import Any

from bench.measuring import medians
from bench.table import Row, Target
from schemas.credential import CredentialKind
from tests.ecosystem import World
from verifier.entitlement import Declared, assess, current_law, read_history, ser_proposal
from verifier.result import VerifiedCredential

CREDENTIALS = 50
LIMIT_MS = 2.0
ON = date(2026, 7, 1)


def rows() -> Iterator[Row]:
    """Yield what one answer takes, and what asking which questions are worth asking takes."""
    documents = [*_diplomas(World(), CREDENTIALS)]
    history, declared = read_history(documents, on=ON), Declared()
    law, proposal = current_law(), ser_proposal()
    found = medians(
        {
            "current law, documents and all": lambda: assess(
                read_history(documents, on=ON), declared, on=ON, rules=law
            ),
            "current law, history read": lambda: assess(history, declared, on=ON, rules=law),
            "proposal of the SER, history read": lambda: assess(history, declared, on=ON, rules=proposal),
        }
    )
    for name, seconds in found.items():
        yield Row(
            group=f"entitlement by {CREDENTIALS} verified diplomas, ten targets",
            what=name,
            figure=f"{seconds * 1e3:.2f} ms",
            target=Target(f"< {LIMIT_MS:.0f} ms", seconds * 1e3 < LIMIT_MS),
        )


def _diplomas(world: World, number: int) -> Iterator[VerifiedCredential]:
    for position in range(number):

        def change(document: Any, position: int = position) -> None:
            name = f"urn:uuid:{position:08x}-1111-4111-8111-111111111111"
            document |= {"id": name, "awardId": name.replace("1111-4111", "2222-4222")}

        document = world.school.issue(CredentialKind.DIPLOMA, holder=world.samira, change=change)
        yield world.verify(copy.deepcopy(document), presented_by=world.samira.did).require()
