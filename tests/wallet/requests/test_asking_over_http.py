"""What verifiers answer, read with suspicion: a refusal that we know, or else "try later"; never a fault."""

import base64
from datetime import UTC, datetime

import pytest

from schemas.documents import JsonObject, serialize
from schemas.errors import FetchError
from tests.wallet.requests.organisation import LINK, VERIFIER, MemoryAsker
from tests.wallet.test_issuer_answers import Answering
from wallet.errors import RequestRefusedError, VerifierUnavailableError
from wallet.requests.askers import Asked, HttpAskerApi
from wallet.requests.links import read_link

ASKED_AT = read_link(LINK, verifier_url=VERIFIER)


def prepare(client: Answering) -> Asked:
    return HttpAskerApi(client).prepare(ASKED_AT)  # type: ignore[arg-type]


def answer(client: Answering) -> datetime:
    api = HttpAskerApi(client)  # type: ignore[arg-type]
    return api.answer(ASKED_AT, digest="d", challenge="c" * 16, presentation={})


def prepared() -> JsonObject:
    original = MemoryAsker().prepare(ASKED_AT).original
    return {
        "request": base64.b64encode(original).decode(),
        "challenge": "challenge-of-the-day",
        "domain": ASKED_AT.origin,
    }


def test_an_answer_of_the_protocol_is_read() -> None:
    client = Answering(body=serialize(prepared()))
    assert prepare(client).challenge == "challenge-of-the-day"
    assert client.url == f"{VERIFIER}/api/v1/answers/prepare"
    taken = Answering(201, serialize({"keepUntil": "2026-12-22T12:00:00Z"}))
    assert answer(taken) == datetime(2026, 12, 22, 12, tzinfo=UTC)
    assert taken.url == f"{VERIFIER}/api/v1/answers"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (404, "request.unknown"),
        (409, "answer.twice"),
        (410, "request.closed"),
        (422, "answer.not_asked"),
        (422, "answer.no_certificate"),
        (422, "answer.hides_needed"),
    ],
)
def test_a_refusal_is_known_by_its_code(status: int, code: str) -> None:
    with pytest.raises(RequestRefusedError) as refused:
        answer(Answering(status, serialize({"code": code})))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"[]"),
        (200, b"{}"),
        (201, b'{"keepUntil": 5}'),
        (422, b'{"code": "answer.strange"}'),
        (404, b'{"code": "answer.twice"}'),
        (410, b'{"code": ["request.closed"]}'),
        (500, b"<html>"),
    ],
    ids=["array", "empty", "number", "unknown-code", "other-status", "array-of-codes", "html"],
)
def test_any_other_answer_means_try_later(status: int, body: bytes) -> None:
    for ask in (prepare, answer):
        with pytest.raises(VerifierUnavailableError):
            ask(Answering(status, body))


def test_who_does_not_answer_can_be_asked_later() -> None:
    for ask in (prepare, answer):
        with pytest.raises(VerifierUnavailableError, match=r"verifier\.unreachable"):
            ask(Answering(error=FetchError("fetch.unreachable")))
