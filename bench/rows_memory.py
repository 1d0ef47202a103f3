"""Whether memory stays flat over many verifications, of documents that are all different."""

from collections.abc import Iterator

from bench.memory import resident_mib
from bench.table import Row, Target
from schemas.credential import CredentialKind
from schemas.documents import parse_object, serialize
from tests.ecosystem import World
from tests.parties import Holder

VERIFICATIONS = 6_000
DOCUMENTS = 300  # each of another holder, so that caches by holder fill and turn over
GROWTH_MIB = 8


def rows() -> Iterator[Row]:
    """Yield the most memory of the first sixth, and how much more it became until the end."""
    world = World()
    holders = [Holder(world.clock) for _ in range(DOCUMENTS)]
    documents = [serialize(world.school.issue(CredentialKind.DIPLOMA, holder=each)) for each in holders]
    early = late = 0.0
    for number in range(VERIFICATIONS):
        which = number % DOCUMENTS
        world.verify(parse_object(documents[which]), presented_by=holders[which].did)
        if number % 50 == 0:
            late = max(late, resident_mib())
            if number <= VERIFICATIONS // 6:
                early = late
    group = f"memory over {VERIFICATIONS:,} verifications of {DOCUMENTS} documents"
    yield Row(group=group, what=f"most in the first {VERIFICATIONS // 6:,}", figure=f"{early:.0f} MiB")
    yield Row(
        group=group,
        what="growth from there to the end",
        figure=f"{late - early:.1f} MiB",
        target=Target(f"flat (< {GROWTH_MIB} MiB)", late - early < GROWTH_MIB),
    )
