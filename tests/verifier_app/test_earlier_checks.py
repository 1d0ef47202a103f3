"""The receipt of an earlier check at the page, the API and the command line: one evidence (PF-10)."""

import io
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from schemas.documents import JsonObject, serialize
from tests.carriers import pdf_with
from tests.ecosystem import DIPLOMA, World
from tests.verifier.earlier import CHECKER_NAME, checker_in, content_of_check, receipt_by
from tests.verifier_app.doors import WorldClient, hand_in, headline, words_of
from verifier.cli import verify
from verifier.earlier_checks import MAX_RECEIPT_BYTES


@dataclass
class LostKey:
    """A diploma of which the key was lost ten days after it was checked, and the receipt of that check."""

    document: JsonObject
    receipt: JsonObject
    of_another: JsonObject


@pytest.fixture
def lost(world: World) -> LostKey:
    checker = checker_in(world)
    document = world.samira.present([world.school.issue(DIPLOMA, holder=world.samira)], challenge=None)
    other = world.samira.present([world.school.issue(DIPLOMA, holder=world.samira)], challenge=None)
    receipts = [receipt_by(checker, content_of_check(world, serialize(each))) for each in (document, other)]
    world.clock.passes(days=10)
    world.school.compromise_key(world.clock())
    world.school.rotate_key()
    world.look_again()
    return LostKey(document, *receipts)


def _hand_in_receipt(client: FlaskClient, location: str, content: bytes) -> TestResponse:
    response = client.post(f"{location}/receipt", data={"receipt": (io.BytesIO(content), "bewijs.json")})
    response.request.environ["wsgi.input"].close()  # the test client leaves the file that it made open
    return response


def test_the_page_of_a_lost_key_says_what_it_means_and_asks_for_a_receipt(
    client: FlaskClient, lost: LostKey
) -> None:
    page = client.get(hand_in(client, lost.document).location).text
    words = words_of(page)

    assert headline(page).startswith("Niet te vertrouwen: de sleutel van de uitgever lekte uit")
    assert "is sinds 11 juli 2026 niet meer te vertrouwen" in words
    assert "Dat zegt niets over de eigenaar" in words
    assert "Vraag de eigenaar om een nieuw bewijs" in words
    assert 'name="receipt"' in page


def test_other_verdicts_ask_for_no_receipt(client: FlaskClient, world: World) -> None:
    page = client.get(hand_in(client, world.school.issue(DIPLOMA)).location).text
    assert 'name="receipt"' not in page


@pytest.mark.parametrize("as_pdf", [False, True], ids=["json", "pdf"])
def test_a_receipt_on_the_page_makes_the_document_hold_and_names_who_and_when(
    client: FlaskClient, lost: LostKey, as_pdf: bool
) -> None:
    content = serialize(lost.receipt)
    location = hand_in(client, lost.document).location
    response = _hand_in_receipt(client, location, pdf_with(content) if as_pdf else content)
    assert response.status_code == 303
    assert response.location != location
    page = client.get(response.location).text

    assert headline(page).startswith("Echt en geldig. De sleutel is later ingetrokken")
    assert f"een bewijs van controle van {CHECKER_NAME}, van 1 juli 2026" in words_of(page)
    assert 'name="receipt"' not in page
    assert client.get(f"{response.location}/original").data == serialize(lost.document)
    # The first check stays as it was: its address may be with somebody else.
    assert headline(client.get(location).text).startswith("Niet te vertrouwen")


def test_a_receipt_that_does_not_count_says_why_and_another_can_be_given(
    client: FlaskClient, lost: LostKey
) -> None:
    location = hand_in(client, lost.document).location
    page = client.get(_hand_in_receipt(client, location, serialize(lost.of_another)).location).text

    assert headline(page).startswith("Niet te vertrouwen")
    assert "gaat over een ander bestand" in words_of(page)
    assert 'name="receipt"' in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Kies een bestand."),
        (b"hallo", "Dit is geen bewijs van controle."),
        (b"{}", "Dit is geen bewijs van controle."),
        (b"\xff\xd8\xff", "Dit is geen bewijs van controle."),
        (b"%PDF-1.7 ...", "Dit is geen bewijs van controle."),
        (
            b'{"a":"' + b"x" * MAX_RECEIPT_BYTES + b'"}',
            "Dit bestand is te groot voor een bewijs van controle.",
        ),
        (b"x" * (5 * 1024 * 1024 + 1), "Dit bestand is te groot."),
    ],
    ids=["nothing", "words", "empty", "photo", "pdf", "large", "huge"],
)
def test_a_file_that_is_no_receipt_is_refused_at_the_field(
    client: FlaskClient, lost: LostKey, content: bytes, said: str
) -> None:
    location = hand_in(client, lost.document).location
    response = _hand_in_receipt(client, location, content)
    assert response.status_code == 400
    assert said in words_of(response.text)
    assert headline(response.text).startswith("Niet te vertrouwen")


def test_text_in_the_place_of_a_file_is_refused(client: FlaskClient, lost: LostKey) -> None:
    location = hand_in(client, lost.document).location
    assert client.post(f"{location}/receipt", data={"receipt": "{}"}).status_code == 400
    assert client.post(f"{location}/receipt").status_code == 400


def test_a_receipt_for_a_check_that_is_gone_is_refused(client: FlaskClient, lost: LostKey) -> None:
    response = _hand_in_receipt(client, f"/check/{'A' * 43}", serialize(lost.receipt))
    assert response.status_code == 410


def test_the_page_for_citizens_stays_the_one_for_citizens(client: FlaskClient, lost: LostKey) -> None:
    location = hand_in(client, lost.document).location
    page = client.get(f"{location}/for/citizen").text
    assert f'action="{location}/receipt/for/citizen"' in page
    response = client.post(
        f"{location}/receipt/for/citizen",
        data={"receipt": (io.BytesIO(serialize(lost.receipt)), "bewijs.json")},
    )
    response.request.environ["wsgi.input"].close()
    assert response.location.endswith("/for/citizen")
    assert headline(client.get(response.location).text).startswith("Dit bewijs is echt en geldig.")


def _ask(client: FlaskClient, body: JsonObject) -> TestResponse:
    # Not `json=`, which sorts the members: a receipt is about a document as it was written.
    return client.post("/api/v1/verify", data=serialize(body), content_type="application/json")


def test_the_api_takes_the_receipt_beside_the_document(client: FlaskClient, lost: LostKey) -> None:
    alone = _ask(client, {"document": lost.document}).get_json()
    with_receipt = _ask(client, {"document": lost.document, "receipt": lost.receipt}).get_json()

    assert [alone["outcome"], with_receipt["outcome"]] == ["failed", "passed"]
    proof = next(check for check in with_receipt["credentials"][0]["checks"] if check["name"] == "proof")
    assert proof["code"] == "proof.holds_by_receipt"
    assert proof["parameters"] == {"since": "2026-07-11", "by": CHECKER_NAME, "checked_on": "2026-07-01"}


def test_the_api_takes_the_receipt_beside_a_link(
    client: FlaskClient, network: WorldClient, lost: LostKey
) -> None:
    link = network.shares(lost.document)
    assert _ask(client, {"link": link, "receipt": lost.receipt}).get_json()["outcome"] == "passed"


def test_the_api_says_why_a_receipt_does_not_count(client: FlaskClient, lost: LostKey) -> None:
    report = _ask(client, {"document": lost.document, "receipt": lost.of_another}).get_json()
    assert report["outcome"] == "failed"
    assert {"receipt.other_document"} <= {check["code"] for check in report["credentials"][0]["checks"]}


@pytest.mark.parametrize(
    ("receipt", "code"),
    [
        ({}, "receipt.unreadable"),
        ({"type": ["VerifiableCredential"]}, "receipt.unreadable"),
        ({"a": "x" * MAX_RECEIPT_BYTES}, "receipt.too_large"),
        ([], "submission.envelope"),
        (None, "submission.envelope"),
        ("eyJ", "submission.envelope"),
        (7, "submission.envelope"),
    ],
    ids=["empty", "another type", "large", "array", "null", "text", "number"],
)
def test_the_api_refuses_what_is_no_receipt(
    client: FlaskClient, lost: LostKey, receipt: object, code: str
) -> None:
    response = client.post("/api/v1/verify", json={"document": lost.document, "receipt": receipt})
    assert response.status_code == 400
    assert response.get_json()["code"] == code


def test_a_receipt_alone_is_no_question(client: FlaskClient, lost: LostKey) -> None:
    response = _ask(client, {"receipt": lost.receipt})
    assert (response.status_code, response.get_json()["code"]) == (400, "submission.envelope")


@pytest.fixture
def command(
    world: World, network: WorldClient, lost: LostKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """The arguments that verify the diploma, trusting the world's keeper."""
    monkeypatch.setattr("verifier.command.ClientOnDemand", lambda _: network)
    trust, document = tmp_path / "trust.json", tmp_path / "diploma.json"
    page = world.network.pages[world.keeper.url]
    assert isinstance(page, bytes)
    trust.write_bytes(page)
    document.write_bytes(serialize(lost.document))
    return [str(document), "--trust", str(trust), "--at", "2026-07-11T12:00:00Z"]


def test_the_command_takes_a_receipt(command: list[str], lost: LostKey, tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.json"
    receipt.write_bytes(serialize(lost.receipt))

    assert CliRunner().invoke(verify, command).exit_code == 1
    result = CliRunner().invoke(verify, [*command, "--receipt", str(receipt)])
    assert result.exit_code == 0, result.output
    assert CHECKER_NAME in result.output


def test_the_command_says_that_a_receipt_is_none(command: list[str], tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.json"
    receipt.write_bytes(b"hallo")

    result = CliRunner().invoke(verify, [*command, "--receipt", str(receipt), "--json"])
    assert (result.exit_code, json.loads(result.output)["code"]) == (2, "receipt.unreadable")
    result = CliRunner().invoke(verify, [*command, "--receipt", str(receipt)])
    assert "geen bewijs van controle" in result.output
    assert CliRunner().invoke(verify, [*command, "--receipt", str(tmp_path / "no")]).exit_code == 2
    assert CliRunner().invoke(verify, [*command, "--receipt", str(receipt), "--bulk"]).exit_code == 2


def test_a_verifier_signs_a_receipt_that_counts_at_another(
    client: FlaskClient, world: World, lost: LostKey
) -> None:
    """What this very application hands out, when a register recognises it, and not before."""
    checker_in(world)
    location = hand_in(client, lost.document).location
    own = client.get(f"{location}/receipt.json").data
    page = client.get(_hand_in_receipt(client, location, own).location).text
    assert "die eerdere controle" in words_of(page)  # it was made after the loss, and says so
