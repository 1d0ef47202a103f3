"""Why something is proposed, as a code and what fills in its sentence (`verifier.exemptions.texts`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. Codes travel, sentences don't."""

    code: str
    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __hash__(self) -> int:
        return hash((self.code, tuple(sorted(self.parameters.items()))))
