"""A status list of a million entries of which one in a hundred is set: the bits, without the signature."""

import random
from collections.abc import Iterator
from datetime import timedelta

from bench.measuring import medians
from bench.table import Row, Target
from schemas.documents import JsonObject, parse_object, serialize
from schemas.status_list import StatusBits, StatusList, build_status_list_document
from tests.parties import NOW

ENTRIES = 1_048_576
SET = ENTRIES // 100
PUBLISH_MS, LOOK_UP_MS = 5.0, 1.0


def rows() -> Iterator[Row]:
    """Yield what publishing and reading such a list takes."""
    chance = random.Random(1)
    bits = StatusBits(ENTRIES)
    for _ in range(SET):
        bits.set(chance.randrange(ENTRIES))
    encoded, document = bits.encode(), _document(bits)
    data = serialize(document)

    def publish() -> bytes:
        bits.set(ENTRIES // 2, not bits[ENTRIES // 2])
        return serialize(_document(bits))

    found = medians(
        {
            "set one bit and republish": publish,
            "decode and look up one entry": lambda: StatusBits.decode(encoded)[ENTRIES // 3],
            "parse, read and look up one entry": lambda: StatusList.from_document(parse_object(data)).read(
                ENTRIES // 3, "revocation"
            ),
        }
    )
    wanted = {"set one bit and republish": PUBLISH_MS, "decode and look up one entry": LOOK_UP_MS}
    for name, seconds in found.items():
        limit = wanted.get(name)
        yield Row(
            group=f"status list of {ENTRIES:,} entries, {SET:,} set, {len(data):,} bytes",
            what=name,
            figure=f"{seconds * 1e3:.2f} ms",
            target=None if limit is None else Target(f"< {limit:.0f} ms", seconds * 1e3 < limit),
        )


def _document(bits: StatusBits) -> JsonObject:
    return build_status_list_document(
        url="https://roc-voorbeeld.example/status/revocation-1",
        issuer="did:web:roc-voorbeeld.example",
        purpose="revocation",
        bits=bits,
        valid_from=NOW,
        valid_until=NOW + timedelta(days=1),
        ttl=timedelta(minutes=5),
    )
