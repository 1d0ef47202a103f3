"""The verifier of an organisation as the wallet sees it: ask, answer. A port, and its client over HTTP.

What it says is untrusted: it is read in one place, and its words are shown as its own.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from schemas.dates import parse_instant
from schemas.documents import JsonObject
from schemas.errors import DomainError
from schemas.presentation_request import PresentationRequest
from wallet.counterparts import MAX_CHALLENGE_CHARACTERS, Counterpart
from wallet.errors import RequestRefusedError, VerifierUnavailableError
from wallet.requests.links import RequestLink
from web.outbound import OutboundClient

_REFUSALS: Mapping[int, frozenset[str]] = {
    404: frozenset({"request.unknown"}),
    409: frozenset({"request.answered", "answer.twice"}),
    410: frozenset({"request.closed", "request.expired"}),
    422: frozenset(
        {
            "answer.request_changed",
            "answer.challenge",
            "answer.not_by_holder",
            "answer.not_yours",
            "answer.not_asked",
            "answer.no_certificate",
            "answer.hides_needed",
            "answer.not_genuine",
            "answer.not_checked",
        }
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked, byte for byte, and what to sign to answer it."""

    original: bytes
    request: PresentationRequest
    challenge: str


class AskerApi(Protocol):
    """Whoever can answer for a verifier's address."""

    def prepare(self, link: RequestLink) -> Asked:
        """Return what is asked; answers nothing.

        Raises `RequestRefusedError` (the verifier refuses) or `VerifierUnavailableError` (no answer).
        """
        ...

    def answer(self, link: RequestLink, *, digest: str, challenge: str, presentation: JsonObject) -> datetime:
        """Send an answer; return until when it is kept. Raises as `prepare` does."""
        ...


class HttpAskerApi:
    """Asks a verifier over HTTP, through the one outbound client."""

    def __init__(self, client: OutboundClient) -> None:
        self._verifier = Counterpart(
            client, "verifier", _REFUSALS, RequestRefusedError, VerifierUnavailableError
        )

    def prepare(self, link: RequestLink) -> Asked:
        """POST the token to `/api/v1/answers/prepare`."""
        answer = self._verifier.post(f"{link.verifier_url}/api/v1/answers/prepare", {"request": link.token})
        return read_asked(answer, link)

    def answer(self, link: RequestLink, *, digest: str, challenge: str, presentation: JsonObject) -> datetime:
        """POST the answer to `/api/v1/answers`."""
        answer = self._verifier.post(
            f"{link.verifier_url}/api/v1/answers",
            {
                "request": link.token,
                "digest": digest,
                "challenge": challenge,
                "presentation": presentation,
            },
            good=201,
        )
        try:
            return parse_instant(str(answer.get("keepUntil")))
        except DomainError as error:
            raise VerifierUnavailableError("verifier.unreadable", detail="keepUntil") from error


def read_asked(answer: JsonObject, link: RequestLink) -> Asked:
    """Read a verifier's answer; raises `VerifierUnavailableError("verifier.unreadable")`.

    The domain to sign for must be the one that was asked: otherwise another party could have her sign for
    the organisation that it passes itself off as.
    """
    encoded, challenge, domain = answer.get("request"), answer.get("challenge"), answer.get("domain")
    if not isinstance(encoded, str) or not isinstance(challenge, str) or domain != link.origin:
        raise VerifierUnavailableError("verifier.unreadable", detail="request, challenge or domain")
    if not 16 <= len(challenge) <= MAX_CHALLENGE_CHARACTERS:
        raise VerifierUnavailableError("verifier.unreadable", detail="challenge")
    try:
        original = base64.b64decode(encoded, validate=True)
        request = PresentationRequest.from_bytes(original)
    except (binascii.Error, ValueError, DomainError) as error:
        raise VerifierUnavailableError("verifier.unreadable", detail="request") from error
    return Asked(original=original, request=request, challenge=challenge)
