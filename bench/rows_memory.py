"""Whether memory stays flat over many verifications, of documents that are all different."""

import resource
import sys
from collections.abc import Iterator

from bench.table import Row, Target
from schemas.credential import CredentialKind
from schemas.documents import parse_object, serialize
from tests.ecosystem import World
from tests.parties import Holder

VERIFICATIONS = 6_000
DOCUMENTS = 300  # each of another holder, so that caches by holder fill and turn over
GROWTH_MIB = 8


def rows() -> Iterator[Row]:
    """Yield the peak after the first sixth and the growth from there to the end."""
    world = World()
    holders = [Holder(world.clock) for _ in range(DOCUMENTS)]
    documents = [serialize(world.school.issue(CredentialKind.DIPLOMA, holder=each)) for each in holders]
    peaks = []
    for number in range(VERIFICATIONS):
        world.verify(
            parse_object(documents[number % DOCUMENTS]), presented_by=holders[number % DOCUMENTS].did
        )
        if number in (VERIFICATIONS // 6, VERIFICATIONS - 1):
            peaks.append(peak_mib())
    warm, end = peaks
    group = f"memory over {VERIFICATIONS:,} verifications of {DOCUMENTS} documents"
    yield Row(group=group, what=f"peak after {VERIFICATIONS // 6:,}", figure=f"{warm:.0f} MiB")
    yield Row(
        group=group,
        what="growth from there to the end",
        figure=f"{end - warm:.1f} MiB",
        target=Target(f"flat (< {GROWTH_MIB} MiB)", end - warm < GROWTH_MIB),
    )


def peak_mib() -> float:
    """Return the most memory that this process has had, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
