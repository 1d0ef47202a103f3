"""What a case of the manifest is, and small words to write one in: change this member, sign, hand it over."""

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from schemas.credential import CredentialKind
from schemas.documents import JsonObject, JsonValue, serialize
from tests.ecosystem import DIPLOMA, World
from verifier.result import Outcome

Change = Callable[[JsonObject], object]
Submit = Callable[[World], bytes | JsonObject]


@dataclass(frozen=True, kw_only=True)
class Case:
    """One thing that can be wrong: what is handed over, and which check must say what about it."""

    name: str
    submit: Submit
    check: str
    code: str
    outcome: Outcome = Outcome.FAILED
    evidence: Mapping[str, bytes] = field(default_factory=dict)
    """Files handed over with it, by the id of the evidence."""


def case(
    check: str, code: str, name: str, submit: Submit, *, outcome: Outcome = Outcome.FAILED, **further: Any
) -> Case:
    """Return a case; in the order in which one reads it."""
    return Case(name=name, submit=submit, check=check, code=code, outcome=outcome, **further)


def put(pointer: str, value: JsonValue) -> Change:
    """Set the member or item at a JSON pointer."""

    def change(document: JsonObject) -> None:
        container, step = _place(document, pointer)
        if isinstance(container, list) and step == "-":
            container.append(copy.deepcopy(value))
        else:
            container[_key(container, step)] = copy.deepcopy(value)

    return change


def drop(pointer: str) -> Change:
    """Remove the member or item at a JSON pointer."""

    def change(document: JsonObject) -> None:
        container, step = _place(document, pointer)
        del container[_key(container, step)]

    return change


def tampered(*changes: Change, kind: CredentialKind = DIPLOMA) -> Submit:
    """Hand over a certificate that was changed after it was signed."""

    def submit(world: World) -> JsonObject:
        document = copy.deepcopy(world.issuer_of(kind).issue(kind, holder=world.samira))
        for change in changes:
            change(document)
        return document

    return submit


def signed(*changes: Change, kind: CredentialKind = DIPLOMA, cryptosuite: str | None = None) -> Submit:
    """Hand over a certificate that its issuer signed like this."""

    def submit(world: World) -> JsonObject:
        document = world.issuer_of(kind).prepare(kind, holder=world.samira)
        for change in changes:
            change(document)
        return world.issuer_of(kind).sign(document, cryptosuite=cryptosuite)

    return submit


def shown(*changes: Change) -> Submit:
    """Hand over a presentation that was changed after its holder signed it."""

    def submit(world: World) -> JsonObject:
        document = world.samira.present([world.school.issue(DIPLOMA, holder=world.samira)])
        for change in changes:
            change(document)
        return document

    return submit


def as_bytes(edit: Callable[[bytes], bytes]) -> Submit:
    """Hand over the bytes of a good certificate after an edit that no JSON object can hold."""
    return lambda world: edit(serialize(world.school.issue(DIPLOMA, holder=world.samira)))


def raw(content: bytes) -> Submit:
    """Hand over these bytes."""
    return lambda _world: content


def _place(document: JsonObject, pointer: str) -> tuple[Any, str]:
    *steps, last = pointer.removeprefix("/").split("/")
    container: Any = document
    for step in steps:
        container = container[_key(container, step)]
    return container, last


def _key(container: Any, step: str) -> str | int:
    return int(step) if isinstance(container, list) else step
