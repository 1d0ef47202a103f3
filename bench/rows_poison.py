"""What a document costs that was made to cost as much as possible: refused, or judged, within 100 ms."""

import base64
import gzip
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import combinations

from bench.table import Row, Target
from keys.canonicalization import canonicalize_rdf, compiled, rdfc10
from keys.canonicalization.nquads import Quad
from schemas.documents import JsonObject, JsonValue, parse, serialize
from schemas.errors import DomainError
from schemas.status_list import StatusBits
from tests.ecosystem import DIPLOMA, World
from verifier.checks.presentation import MAX_CREDENTIALS

SECONDS = 0.1
ROUNDS = 5
_P = "<https://example.org/p>"


def rows() -> Iterator[Row]:
    """Yield the processor time of each poison: the least of some rounds, since all that is more is noise."""
    for what, poison in _poisons().items():
        seconds = min(_seconds(poison) for _ in range(ROUNDS))
        yield Row(
            group="documents made to cost as much as possible",
            what=what,
            figure=f"{seconds * 1000:.1f} ms",
            target=Target("< 100 ms", seconds < SECONDS),
        )


def _seconds(poison: Callable[[], object]) -> float:
    started = time.process_time()
    with suppress(DomainError):
        poison()
    return time.process_time() - started


def _poisons() -> dict[str, Callable[[], object]]:
    world = World()
    clique = [Quad(f"_:n{a}", _P, f"_:n{b}") for a in range(10) for b in range(10) if a != b]
    ring = [Quad(f"_:n{n}", _P, f"_:n{(n + 1) % 1000}") for n in range(1000)]
    rows: list[JsonValue] = [_equal_children(5) for _ in range(16)]
    nested = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    strings = serialize([f"{number}" for number in range(49_000)])
    bomb = _bomb()
    shown = _full_of_proofs(world)
    return {
        "graph: ten blank nodes, each joined to all others": lambda: rdfc10.canonicalize(clique),
        "graph: a ring of a thousand equal nodes": lambda: rdfc10.canonicalize(ring),
        "document: equal rows of equal items": lambda: canonicalize_rdf(_credential(rows)),
        "document: another combination of types in every object": lambda: canonicalize_rdf(_typed()),
        "document: a hundred thousand levels": lambda: parse(nested),
        "document: forty-nine thousand items": lambda: parse(strings),
        "presentation: the most certificates with the most proofs each": lambda: world.judge(shown),
        "status list: 64 MiB of zeros, packed small": lambda: StatusBits.decode(bomb),
    }


def _equal_children(count: int) -> JsonObject:
    children: list[JsonValue] = [{"type": "Alignment"} for _ in range(count)]
    return {"type": "Result", "alignment": children}


def _credential(results: list[JsonValue]) -> JsonObject:
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            "https://w3id.org/vakbewijs/v1",
        ],
        "type": ["VerifiableCredential"],
        "issuer": "did:web:roc-voorbeeld.example",
        "credentialSubject": {"type": "AchievementSubject", "result": results},
    }


_SCOPED = ("Achievement", "Address", "Alignment", "Evidence", "Image", "Profile", "Related", "EVCBewijs")


def _typed() -> JsonObject:
    """Return what costs the most contexts that are allowed, and no table that was made before."""
    for cache in (compiled._with_addresses, compiled._with_types, compiled._scoped_by):
        cache.cache_clear()
    subjects: list[JsonValue] = [
        {"id": f"urn:x:{number}-{size}", "type": [*types]}
        for size in range(1, 9)
        for number, types in enumerate(combinations(_SCOPED, size))
    ]
    return {**_credential([]), "credentialSubject": subjects}


def _full_of_proofs(world: World) -> JsonObject:
    diploma = world.school.issue(DIPLOMA, holder=world.samira)
    proofs: list[JsonValue] = [diploma["proof"]] * 16
    shown: list[JsonValue] = [{**diploma, "proof": proofs} for _ in range(MAX_CREDENTIALS)]
    return world.samira.present([diploma]) | {"verifiableCredential": shown}


def _bomb() -> str:
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(64 * 1024 * 1024))).rstrip(b"=").decode()
