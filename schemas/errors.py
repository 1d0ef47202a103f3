"""The root of all domain errors, and the errors that documents cause.

An error carries a stable `code` for programs, tests and translations; its text is English and meant for
logs only. Which HTTP status or which sentence belongs to a code is decided elsewhere.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.violations import Violation


class DomainError(Exception):
    """Something that the rules of this product refuse, as opposed to a programming error.

    `code` is stable and dotted (`json.duplicate_key`); `pointer` is the JSON pointer (RFC 6901) of the
    offending value, or "" when there is none; `parameters` fill in the sentence for people; `detail` is
    English for logs and is never shown.
    """

    def __init__(self, code: str, /, *, detail: str = "", pointer: str = "", **parameters: str) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.pointer = pointer
        self.parameters: Mapping[str, str] = MappingProxyType(parameters)

    def __str__(self) -> str:
        where = f" at {self.pointer}" if self.pointer else ""
        what = f": {self.detail}" if self.detail else ""
        return f"{self.code}{where}{what}"


class MalformedDocumentError(DomainError):
    """Bytes or JSON that are not the document they should be (`json.*`, `document.*`)."""


class ContextError(MalformedDocumentError):
    """A JSON-LD context that is not allowed or not known here (`context.*`)."""


class UnsignedDataError(MalformedDocumentError):
    """A member that canonicalisation would drop, so that no signature covers it (`unsigned.*`)."""


class TooComplexError(MalformedDocumentError):
    """A document whose judgement would cost too much work (`complexity.*`)."""


class StatusListError(MalformedDocumentError):
    """A status list that can't be read, or does not cover what it is asked about (`status.*`)."""


class FrameworkError(DomainError):
    """A list of qualifications that can't be imported or read (`framework.*`)."""


class ValidationError(DomainError):
    """A well-formed document that breaks its schema or a rule of its kind; carries every violation."""

    def __init__(self, violations: "tuple[Violation, ...]") -> None:
        first = violations[0] if violations else None
        super().__init__(
            "schema.invalid",
            detail=", ".join(f"{violation.code} at {violation.pointer or '/'}" for violation in violations),
            pointer=first.pointer if first else "",
        )
        self.violations = violations


class FetchError(DomainError):
    """Something could not be fetched NOW: not a judgement on anything (`fetch.*`)."""
