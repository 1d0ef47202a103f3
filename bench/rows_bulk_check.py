"""Checking many certificates that are at hand: a ZIP read, judged row by row, and written as a table."""

import io
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC

from bench.table import Row, Target
from schemas.documents import serialize
from tests.ecosystem import ERVARINGSCERTIFICAAT, World
from tests.verifier_app.doors import WorldClient
from verifier.bulk.batches import read_batch
from verifier.bulk.checking import check_items
from verifier.bulk.tables import as_xlsx, line_of
from verifier.result import Outcome
from verifier.sources import InMemorySeenVersions
from verifier.wiring import open_desk, trust_anchor
from verifier.words import words

CERTIFICATES = 500
SECONDS = 10


def rows() -> Iterator[Row]:
    """Yield how long 500 ervaringscertificaten take, from the bytes of a ZIP to those of a workbook."""
    world = World()
    archive = _archive(world)
    desk = open_desk(
        [trust_anchor(world.keeper.did, world.keeper.url)],
        client=WorldClient(world.network),
        wallet_urls=(),
        seen=InMemorySeenVersions(),
        now=world.clock,
        allow_insecure_loopback=False,
    )
    started = time.perf_counter()
    found = list(check_items(desk, read_batch(archive), at=world.clock().astimezone(UTC)))
    as_xlsx((line_of(row, words("nl")) for row in found), words("nl"))
    seconds = time.perf_counter() - started
    assert {row.outcome for row in found} == {Outcome.WARNING}, "each is unbound and otherwise good"
    yield Row(
        group="checking many at once",
        what=f"{CERTIFICATES} ervaringscertificaten, ZIP to workbook",
        figure=f"{seconds:.1f} s",
        target=Target(f"under {SECONDS} s", seconds < SECONDS),
    )


def _archive(world: World) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(CERTIFICATES):
            document = world.evc_provider.issue(ERVARINGSCERTIFICAAT)
            archive.writestr(f"bewijs-{number}.json", serialize(document))
    return target.getvalue()
