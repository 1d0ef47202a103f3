"""Asking somebody else's system with one JSON object and reading its one answer, whoever it is.

What it says is untrusted: here it becomes an object, a refusal with a code that we know, or "not available".
"""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas import documents
from schemas.documents import JsonObject
from schemas.errors import DomainError, FetchError
from web.outbound import OutboundClient

JSON = "application/json"
# What we sign of theirs is opaque; longer than this is no challenge.
MAX_CHALLENGE_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A kind of system that is asked: `family` begins our codes, `refusals` are its own, per status."""

    client: OutboundClient
    family: str
    refusals: Mapping[int, frozenset[str]]
    refused: type[DomainError]
    unavailable: type[DomainError]

    def post(self, url: str, body: JsonObject, *, good: int = 200) -> JsonObject:
        """Return the object that it answers, with the one status that means that it did as it was asked.

        Raises `refused` with the code of its refusal, and `unavailable` with `<family>.unreachable`,
        `<family>.unreadable` or `<family>.unexpected_answer`.
        """
        try:
            response = self.client.post(
                url,
                documents.serialize(body),
                content_type=JSON,
                accept=JSON,
                max_bytes=documents.DOCUMENT_LIMITS.max_bytes,
            )
        except FetchError as error:
            raise self.unavailable(
                f"{self.family}.unreachable", detail=f"{error.code} {error.detail}"
            ) from error
        try:
            answer = documents.parse_object(response.body)
        except DomainError as error:
            raise self.unavailable(
                f"{self.family}.unreadable", detail=f"status {response.status}: {error.code}"
            ) from error
        if response.status == good:
            return answer
        code = answer.get("code")
        if isinstance(code, str) and code in self.refusals.get(response.status, ()):
            raise self.refused(code)
        raise self.unavailable(f"{self.family}.unexpected_answer", detail=f"status {response.status}")
