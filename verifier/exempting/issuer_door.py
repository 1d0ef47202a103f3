"""Handing a decision to the school's own issuer, which makes a signed document of it (docs/adr/0043).

A port, and its client over HTTP. Where the issuer is and its key stand with the organisation, set by whoever
runs this server; the key is sealed, and is opened only here.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from schemas import members
from schemas.documents import JsonObject, parse_object, serialize
from schemas.errors import DomainError, FetchError, MalformedDocumentError
from verifier.exempting.contents import Issued
from verifier.models import Organisation
from verifier.organisations import trail
from verifier.organisations.errors import ConflictError, RefusedInputError
from verifier.requests.sealing import AnswerSeal
from web.outbound import OutboundClient
from web.qr import MAX_TEXT_CHARACTERS

MAX_URL_CHARACTERS = 500  # as wide as its column
MAX_ANSWER_BYTES = 256 * 1024
_PLACE = "issuer key"


class IssuerRefusedError(DomainError):
    """The issuer did not take the decision (`decision.refused`, with the issuer's own code)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMail:
    """A decision as it goes out. The same case gives the same bytes under the same key."""

    url: str
    key: str = field(repr=False)
    body: bytes = field(repr=False)
    idempotency_key: str


class DecisionDoor(Protocol):
    """Whoever can hand a decision over."""

    def hand_over(self, mail: DecisionMail) -> Issued:
        """Return what the issuer made. Raises `FetchError` and `IssuerRefusedError`."""
        ...


@dataclass(frozen=True, slots=True)
class HttpDecisionDoor:
    """The issuer over HTTP, through the one client that guards against private addresses."""

    client: OutboundClient

    def hand_over(self, mail: DecisionMail) -> Issued:
        """Send it, and read what came back in one place."""
        answer = self.client.post(
            mail.url,
            mail.body,
            content_type="application/json",
            max_bytes=MAX_ANSWER_BYTES,
            headers={"Authorization": f"Bearer {mail.key}", "Idempotency-Key": mail.idempotency_key},
        )
        try:
            found = parse_object(answer.body)
            if answer.status == 201:
                return _issued(found)
            code = members.text(found, "code")
        except MalformedDocumentError as error:
            raise FetchError("fetch.status", detail=mail.url, status=str(answer.status)) from error
        raise IssuerRefusedError("decision.refused", detail=f"{answer.status} {code}", reason=code[:60])


def mail_of(
    organisation: Organisation,
    seal: AnswerSeal,
    *,
    case_id: str,
    document: JsonObject,
    prepared_by: str,
    decided_by: str,
) -> DecisionMail:
    """Put a decision in the form of the issuer's door. Raises `ConflictError("decision.no_issuer")`."""
    if organisation.issuer_url is None or organisation.sealed_issuer_key is None:
        raise ConflictError("decision.no_issuer")
    body = serialize({"credential": document, "preparedBy": prepared_by, "decidedBy": decided_by})
    return DecisionMail(
        url=organisation.issuer_url,
        key=seal.open(organisation.sealed_issuer_key, organisation.id, _PLACE).decode(),
        body=body,
        idempotency_key=case_id,
    )


def set_issuer(
    session: Session, organisation: Organisation, seal: AnswerSeal, *, url: str, key: str, at: datetime
) -> None:
    """Say where this organisation's decisions are signed, and with which key it may ask for that.

    Raises `RefusedInputError("organisation.issuer")`.
    """
    if not url.startswith(("https://", "http://")) or len(url) > MAX_URL_CHARACTERS or not key:
        raise RefusedInputError("organisation.issuer")
    trail.note(
        session,
        organisation.id,
        "organisation.issuer_set",
        at=at,
        actor=trail.OPERATOR,
        object_id=organisation.id,
    )
    organisation.issuer_url = url
    organisation.sealed_issuer_key = seal.seal(key.encode(), organisation.id, _PLACE)


def _issued(answer: JsonObject) -> Issued:
    offer = members.child(answer, "offer")
    link = members.text(offer, "link")
    if not link.startswith(("https://", "http://")) or len(link) > MAX_TEXT_CHARACTERS:
        raise members.malformed("decision.answer", "/offer/link", link)
    return Issued(
        award_id=members.text(answer, "awardId"),
        offer_link=link,
        offer_code=members.text(offer, "code"),
        paper=members.text(answer, "paper"),
    )
