"""Handing a decision over: what goes out under which key, and what a bad answer of the issuer becomes."""

import json
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from schemas.errors import DomainError
from verifier.exempting.issuer_door import DecisionMail, HttpDecisionDoor
from web.outbound import OutboundClient, OutboundResponse

GOOD: dict[str, Any] = {
    "awardId": "urn:uuid:4aaaaaaa-4444-4444-8444-444444444444",
    "offer": {"link": "https://issuer.example/o/x", "code": "ABCD"},
    "paper": "https://issuer.example/p/x",
}
MAIL = DecisionMail(url="https://issuer.example/d", key="secret", body=b"{}", idempotency_key="case-1")


class Client(OutboundClient):
    """A server that says one thing."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__()
        self.answer, self.seen = OutboundResponse(status, {}, body), SimpleNamespace(headers={})

    def post(self, url: str, body: bytes, **options: Any) -> OutboundResponse:
        headers: Mapping[str, str] = options["headers"]
        self.seen = SimpleNamespace(url=url, body=body, headers=headers)
        return self.answer


def test_the_key_goes_in_a_header_with_the_case_as_idempotency_key() -> None:
    client = Client(201, json.dumps(GOOD).encode())
    issued = HttpDecisionDoor(client).hand_over(MAIL)
    assert client.seen.headers == {"Authorization": "Bearer secret", "Idempotency-Key": "case-1"}
    assert (issued.offer_link, issued.offer_code) == ("https://issuer.example/o/x", "ABCD")
    assert "secret" not in repr(MAIL)


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (422, b'{"code": "decision.unknown_person"}', "decision.refused"),
        (422, b"<html>", "fetch.status"),
        (500, b"{}", "fetch.status"),
        (201, b"", "fetch.status"),
        (201, json.dumps({**GOOD, "offer": {"code": "A"}}).encode(), "fetch.status"),
        (201, json.dumps({**GOOD, "offer": {"link": "javascript:x", "code": "A"}}).encode(), "fetch.status"),
        (
            201,
            json.dumps({**GOOD, "offer": {"link": "https://a/" + "x" * 300, "code": "A"}}).encode(),
            "fetch.status",
        ),
    ],
    ids=["refused", "page", "no-code", "empty", "no-link", "script", "long-link"],
)
def test_any_other_answer_is_a_refusal_or_nothing_that_counts(status: int, body: bytes, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        HttpDecisionDoor(Client(status, body)).hand_over(MAIL)
    assert refused.value.code == code
