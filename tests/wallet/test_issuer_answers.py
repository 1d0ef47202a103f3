"""What issuers answer, read with suspicion: anything else than the protocol is "try later", never a fault."""

from dataclasses import dataclass

import pytest

from schemas.documents import JsonObject, JsonValue, serialize
from schemas.errors import FetchError
from wallet.errors import IssuerUnavailableError, OfferError
from wallet.issuers import HttpIssuerApi, OfferPreview
from web.outbound import OutboundResponse

OFFER: JsonObject = {
    "issuer": "did:web:roc.example",
    "issuerName": "ROC",
    "kind": "Diploma",
    "title": "Diploma",
    "subjectName": "Samira Voorbeeld",
    "awardedDate": "2026-05-11",
    "expires": "2027-05-11T00:00:00+02:00",
    "state": "open",
}
PREVIEW: JsonObject = {"offer": OFFER, "challenge": "abc", "domain": "https://roc.example"}


@dataclass
class Answering:
    """An outbound client that gives one answer and remembers what it was asked."""

    status: int = 200
    body: bytes = b"{}"
    error: FetchError | None = None
    url: str = ""

    def post(self, url: str, body: bytes, **_options: object) -> OutboundResponse:
        self.url = url
        if self.error:
            raise self.error
        return OutboundResponse(self.status, {}, self.body)


def preview(client: Answering) -> OfferPreview:
    return HttpIssuerApi(client).preview("https://roc.example/uit", "CODE")  # type: ignore[arg-type]


def claim(client: Answering) -> JsonObject:
    return HttpIssuerApi(client).claim("https://roc.example/uit", "CODE", {})  # type: ignore[arg-type]


def test_an_answer_of_the_protocol_is_read() -> None:
    client = Answering(body=serialize(PREVIEW))
    found = preview(client)
    assert client.url == "https://roc.example/uit/api/v1/offers/preview"
    assert (found.title, found.claimed, str(found.awarded_on)) == ("Diploma", False, "2026-05-11")
    assert claim(Answering(body=serialize({"credential": {"a": 1}}))) == {"a": 1}


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (404, "offer.unknown"),
        (409, "offer.claimed"),
        (410, "offer.expired"),
        (410, "offer.withdrawn"),
    ],
)
def test_a_refusal_of_the_protocol_keeps_its_code(status: int, code: str) -> None:
    client = Answering(status, serialize({"code": code, "title": "x"}))
    for ask in (preview, claim):
        with pytest.raises(OfferError) as refused:
            ask(client)
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b""),
        (200, b"<html>"),
        (200, b"[]"),
        (200, b'{"offer": []}'),
        (200, b'{"offer": {"a":1,"a":2}}'),
        (200, b'{"credential": "tekst"}'),
        (404, b"<html>not found</html>"),
        (404, b'{"code": "offer.expired"}'),
        (410, b'{"code": ["offer.expired"]}'),
        (400, b'{"code": "offer.unknown"}'),
        (500, b'{"code": "http.500"}'),
        (429, b"{}"),
        (201, serialize(PREVIEW)),
    ],
)
def test_any_other_answer_means_try_later(status: int, body: bytes) -> None:
    for ask in (preview, claim):
        with pytest.raises(IssuerUnavailableError):
            ask(Answering(status, body))


@pytest.mark.parametrize("name", ["issuer", "title", "challenge", "domain"])
@pytest.mark.parametrize("value", [None, 5, "", "   ", ["x"], {"a": "b"}])
def test_an_answer_that_lacks_what_is_needed_means_try_later(name: str, value: JsonValue) -> None:
    answer: JsonObject = (
        {**PREVIEW, "offer": {**OFFER, name: value}} if name in OFFER else {**PREVIEW, name: value}
    )
    with pytest.raises(IssuerUnavailableError):
        preview(Answering(body=serialize(answer)))


@pytest.mark.parametrize("value", [None, 5, "", "morgen", "2026-02-30", ["x"]])
def test_dates_that_make_no_sense_are_left_out_since_they_are_only_shown(value: JsonValue) -> None:
    answer: JsonObject = {**PREVIEW, "offer": {**OFFER, "awardedDate": value, "expires": value}}
    found = preview(Answering(body=serialize(answer)))
    assert (found.awarded_on, found.expires_at) == (None, None)


def test_long_words_are_cut() -> None:
    answer: JsonObject = {**PREVIEW, "offer": {**OFFER, "title": "x" * 10_000}}
    assert len(preview(Answering(body=serialize(answer))).title) == 200


@pytest.mark.parametrize(
    "code", ["fetch.refused_address", "fetch.timeout", "fetch.too_large", "fetch.redirect"]
)
def test_an_issuer_that_cannot_be_reached_means_try_later(code: str) -> None:
    for ask in (preview, claim):
        with pytest.raises(IssuerUnavailableError) as unavailable:
            ask(Answering(error=FetchError(code)))
        assert unavailable.value.code == "issuer.unreachable"
