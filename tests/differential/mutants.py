"""Thousands of changed documents from fixed seeds, most of them nearly right: there engines differ."""

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

from schemas.documents import JsonObject, JsonValue
from tests.schemas.paths import at as value_at
from tests.schemas.paths import places

TEXTS: list[JsonValue] = [
    "x",
    "",
    " y ",
    "2020-02-30",
    "een 'lange' \"tekst\" met é, 🎓, \\ en \n een nieuwe regel",
    "\x00\x0b\x7f\ufffe",
    "nl-NL",
    "urn:uuid:11111111-1111-4111-8111-111111111111",
    "did:web:evc-voorbeeld.example#key-1",
    "https://evc-voorbeeld.example/é?x=%20#y",
    "cred:x",
    "xsd:date",
    "../relative",
    "_:b0",
    "https ://x",
    "@id",
    "@context",
]
NUMBERS: list[JsonValue] = [0, 5, -1, 2**53 - 1, 0.5, 1e-7, 0.30000000000000004, 1.0]
SCALARS: list[JsonValue] = [
    *TEXTS,
    0,
    5,
    -1,
    2**53 - 1,
    0.5,
    1e-7,
    0.30000000000000004,
    1.0,
    True,
    False,
    None,
]
KEYWORDS = ["@id", "@type", "@value", "@list", "@set", "@graph", "@index", "@context", "@nest", "@language"]
DATATYPES: list[JsonValue] = [
    "http://www.w3.org/2001/XMLSchema#date",
    "http://www.w3.org/2001/XMLSchema#integer",
    "http://www.w3.org/2001/XMLSchema#string",
    "https://www.w3.org/2001/XMLSchema#float",
    "https://x.example/datatype",
    "@json",
]
NAMES = [
    "proof",
    "name",
    "description",
    "Criteria",
    "image",
    "result",
    "evidence",
    "termsOfUse",
    "undefined",
    "",
]

Mutation = Callable[[random.Random, Any, Any, "Pool"], None]


class Pool:
    """Names, types and parts of the document to mutate with, so that a change often makes sense."""

    def __init__(self, document: JsonObject) -> None:
        found = {path: value_at(document, path) for path in places(document) if "@context" not in path}
        self.names = sorted({str(path[-1]) for path in found if isinstance(path[-1], str)})
        self.types = sorted(
            {text for path, text in found.items() if "type" in path and isinstance(text, str)}
        )
        self.parts: list[JsonValue] = list(found.values())


def mutants(document: JsonObject, *, count: int, seed: int) -> Iterator[JsonObject]:
    """Yield `count` documents, each with one to three changes; the same ones for the same seed."""
    pool, chance = Pool(document), random.Random(seed)
    for _ in range(count):
        mutant = copy.deepcopy(document)
        mutate(mutant, chance, pool)
        yield mutant


def mutate(document: JsonObject, chance: random.Random, pool: Pool) -> None:
    """Change a document in one to three places."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        if document:
            _change(chance, document, pool)


def trimmed(value: JsonValue, *, inside: str = "") -> JsonValue:
    """Return a smaller document of the same form: the first item of each array but types and contexts."""
    if isinstance(value, dict):
        return {name: trimmed(child, inside=name) for name, child in value.items()}
    if isinstance(value, list) and inside not in ("@context", "type"):
        return [trimmed(item) for item in value[:1]]
    return value


def _change(chance: random.Random, document: JsonObject, pool: Pool) -> None:
    paths = list(places(document))
    path = chance.choice(paths)
    if "@context" in path and chance.random() < 0.7:
        path = chance.choice(paths)
    chance.choice(MUTATIONS)(chance, value_at(document, path[:-1]), path[-1], pool)


def _another_scalar(chance: random.Random, holder: Any, at: Any, pool: Pool) -> None:
    holder[at] = chance.choice(SCALARS)


def _another_text(chance: random.Random, holder: Any, at: Any, pool: Pool) -> None:
    holder[at] = chance.choice(pool.types if at == "type" else TEXTS[:10])


def _another_part(chance: random.Random, holder: Any, at: Any, pool: Pool) -> None:
    holder[at] = copy.deepcopy(chance.choice(pool.parts))


def _remove(chance: random.Random, holder: Any, at: Any, pool: Pool) -> None:
    del holder[at]


def _rename(chance: random.Random, holder: Any, at: Any, pool: Pool) -> None:
    if isinstance(holder, dict):
        holder[chance.choice([*pool.names, *pool.names, *NAMES, *KEYWORDS])] = holder.pop(at)


def _insert(chance: random.Random, holder: Any, at: Any, pool: Pool) -> None:
    part = copy.deepcopy(chance.choice([*pool.parts, *SCALARS]))
    if isinstance(holder, dict):
        holder.setdefault(chance.choice([*pool.names, *NAMES]), part)
    else:
        holder.insert(chance.randrange(len(holder) + 1), part)


def _repeat(chance: random.Random, holder: Any, at: Any, pool: Pool) -> None:
    if isinstance(holder, list):
        holder.append(copy.deepcopy(holder[at]))
    elif at != "@context":
        holder[at] = [holder[at], copy.deepcopy(holder[at])]


def _wrap(chance: random.Random, holder: Any, at: Any, pool: Pool) -> None:
    value = holder[at]
    choices: list[JsonValue] = [
        [value],
        [value, chance.choice(SCALARS)],
        {"id": value},
        {"@value": value},
        {"@value": value, "@language": chance.choice(["nl", "en-GB", "", "x y", ["nl"]])},
        {"@value": value, "@language": "ar", "@direction": chance.choice(["rtl", "ltr", "up", ""])},
        {"@value": value, "@direction": "rtl"},
        {"@value": value, "@type": chance.choice(DATATYPES)},
        {"@list": [value]},
        {"type": chance.choice(pool.types), "name": value},
    ]
    holder[at] = chance.choice(choices)


def _unwrap(chance: random.Random, holder: Any, at: Any, pool: Pool) -> None:
    value: Any = holder[at]
    if isinstance(value, list) and value:
        holder[at] = value[0]
    elif isinstance(value, dict) and value:
        holder[at] = next(iter(value.values()))


def _reorder(chance: random.Random, holder: Any, at: Any, pool: Pool) -> None:
    if isinstance(holder, list):
        chance.shuffle(holder)
    else:
        members: list[Any] = list(holder.items())
        chance.shuffle(members)
        holder.clear()
        holder.update(members)


def _retype(chance: random.Random, holder: Any, at: Any, pool: Pool) -> None:
    if isinstance(holder, dict):
        holder["type"] = chance.sample(pool.types, min(len(pool.types), chance.choice((1, 2, 2, 3))))


# The changes that often leave a good document stand twice.
MUTATIONS: list[Mutation] = [
    _another_scalar,
    _another_text,
    _another_text,
    _another_text,
    _another_part,
    _remove,
    _remove,
    _remove,
    _rename,
    _insert,
    _repeat,
    _wrap,
    _unwrap,
    _unwrap,
    _reorder,
    _reorder,
    _retype,
]
