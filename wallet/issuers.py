"""The issuer as the wallet sees it: look at an offer, claim it. A port, and its client over HTTP.

An issuer's answer is untrusted: it is read in one place, and what it says is shown as its own words until
the certificate itself has been verified.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from schemas.dates import parse_calendar_date, parse_instant
from schemas.documents import JsonObject
from schemas.errors import DomainError
from wallet.counterparts import MAX_CHALLENGE_CHARACTERS, Counterpart
from wallet.errors import IssuerUnavailableError, OfferError
from web.outbound import OutboundClient

# What a name or a title may be at most; longer ones are cut, since they are only shown.
MAX_SHOWN_CHARACTERS = 200

_REFUSALS: Mapping[int, frozenset[str]] = {
    404: frozenset({"offer.unknown"}),
    409: frozenset({"offer.claimed"}),
    410: frozenset({"offer.expired", "offer.withdrawn"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPreview:
    """What an issuer says it offers, and what to sign to get it. Nothing of it is verified."""

    issuer_id: str
    issuer_name: str
    kind: str
    title: str
    subject_name: str
    awarded_on: date | None
    expires_at: datetime | None
    claimed: bool
    challenge: str
    domain: str


class IssuerApi(Protocol):
    """Whoever can answer for an issuer's address."""

    def preview(self, issuer_url: str, offer: str) -> OfferPreview:
        """Return what is offered; claims nothing.

        Raises `OfferError` (the issuer refuses) or `IssuerUnavailableError` (it could not be asked).
        """
        ...

    def claim(self, issuer_url: str, offer: str, presentation: JsonObject) -> JsonObject:
        """Return the copy bound to the key that signed the presentation; the same key may ask again.

        Raises as `preview` does.
        """
        ...


class HttpIssuerApi:
    """Asks an issuer over HTTP, through the one outbound client."""

    def __init__(self, client: OutboundClient) -> None:
        self._issuer = Counterpart(client, "issuer", _REFUSALS, OfferError, IssuerUnavailableError)

    def preview(self, issuer_url: str, offer: str) -> OfferPreview:
        """POST the offer to `/api/v1/offers/preview`."""
        return read_preview(self._issuer.post(f"{issuer_url}/api/v1/offers/preview", {"offer": offer}))

    def claim(self, issuer_url: str, offer: str, presentation: JsonObject) -> JsonObject:
        """POST the signed presentation to `/api/v1/offers/claim`."""
        answer = self._issuer.post(
            f"{issuer_url}/api/v1/offers/claim", {"offer": offer, "presentation": presentation}
        )
        credential = answer.get("credential")
        if not isinstance(credential, dict):
            raise IssuerUnavailableError("issuer.unreadable", detail="no credential in the answer")
        return credential


def read_preview(answer: JsonObject) -> OfferPreview:
    """Read an issuer's answer; raises `IssuerUnavailableError("issuer.unreadable")`."""
    offer = answer.get("offer")
    if not isinstance(offer, dict):
        raise IssuerUnavailableError("issuer.unreadable", detail="no offer in the answer")
    return OfferPreview(
        issuer_id=_text(offer, "issuer"),
        issuer_name=_text(offer, "issuerName", required=False),
        kind=_text(offer, "kind", required=False),
        title=_text(offer, "title"),
        subject_name=_text(offer, "subjectName", required=False),
        awarded_on=_date(offer, "awardedDate"),
        expires_at=_instant(offer, "expires"),
        claimed=offer.get("state") == "claimed",
        challenge=_text(answer, "challenge", limit=MAX_CHALLENGE_CHARACTERS),
        domain=_text(answer, "domain", limit=MAX_CHALLENGE_CHARACTERS),
    )


def _text(source: JsonObject, name: str, *, required: bool = True, limit: int = MAX_SHOWN_CHARACTERS) -> str:
    value = source.get(name)
    if not isinstance(value, str) or not value.strip():
        if required:
            raise IssuerUnavailableError("issuer.unreadable", detail=f"no {name} in the answer")
        return ""
    return value[:limit]


def _date(source: JsonObject, name: str) -> date | None:
    """Read an optional date; one that can't be read is left out, since it is only shown."""
    value = source.get(name)
    try:
        return parse_calendar_date(value) if isinstance(value, str) else None
    except DomainError:
        return None


def _instant(source: JsonObject, name: str) -> datetime | None:
    value = source.get(name)
    try:
        return parse_instant(value) if isinstance(value, str) else None
    except DomainError:
        return None
