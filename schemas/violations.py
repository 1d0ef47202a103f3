"""One finding about a document that breaks its schema or a rule of its kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Severity(StrEnum):
    """How bad a violation is: an error makes a document unfit, a warning asks for a closer look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Violation:
    """Where (`pointer`, RFC 6901), what (`keyword` of JSON Schema, or "rule"), and a stable `code`.

    `parameters` fill in the sentence that `schemas.sentences.sentence` has for the code.
    """

    pointer: str
    keyword: str
    code: str
    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    severity: Severity = Severity.ERROR


def rule_broken(
    pointer: str, code: str, /, *, severity: Severity = Severity.ERROR, **parameters: str
) -> Violation:
    """Return the violation of a rule that JSON Schema can't say."""
    return Violation(pointer, "rule", code, MappingProxyType(parameters), severity)


def pointer_to(*path: str | int) -> str:
    """Return the JSON pointer (RFC 6901) of a path of member names and indexes."""
    pointer = ""
    for step in path:
        pointer += "/" + str(step).replace("~", "~0").replace("/", "~1")
    return pointer
