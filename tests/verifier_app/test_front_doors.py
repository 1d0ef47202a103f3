"""Three front doors, one engine: a page, the API and the command line give the same verdict on everything."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from schemas.documents import serialize
from schemas.errors import MalformedDocumentError
from tests.carriers import added_to, pdf_with, png_with, svg_json, svg_with, text_chunk
from tests.ecosystem import World
from tests.tampering import manifest as tampering
from tests.tampering.case import Case as Attack
from tests.verifier_app import cases
from tests.verifier_app.cases import CASES, TOKENS, Case, TokenCase
from tests.verifier_app.doors import WorldClient, finding_tones, hand_in, headline, verdict, words_of
from verifier.cli import verify
from verifier.command import EXIT_CODES
from verifier.reading import is_jwt, read_submission
from verifier.result import Outcome

Report = dict[str, Any]

TONES = {
    "passed": "good",
    "warning": "attention",
    "failed": "bad",
    "indeterminate": "unknown",
    "skipped": "neutral",
}
# A link is opened instead of judged, and no door takes files of evidence yet.
ATTACKS = [attack for attack in tampering.CASES if attack.code != "submission.link" and not attack.evidence]
# What is no document at any door, and the code by which each says so.
REFUSED = {
    "nothing": (b"  \n", "submission.empty"),
    "words": (b"Samira kan dit echt heel goed.", "submission.text"),
    "half of a document": (b'{"type": ["VerifiableCredential"', "json.syntax"),
    "a member twice": (b'{"type": "a", "type": "b"}', "json.duplicate_key"),
    "not a number": (b'{"type": NaN}', "json.nan"),
    "an array": (b"[1, 2]", "document.not_an_object"),
    "a web page": (b"<!doctype html><p>hello</p>", "submission.html"),
    "a token of another format": (b"eyJhbGciOiJFUzI1NiJ9.e30.c2ln", "submission.jwt"),
    "half of a token": (b"eyJhbGciOiJFUzI1NiIsInR5cCI6InZjK2p3d", "submission.jwt"),
    "a token and a word": (b"eyJ0eXAiOiJ2Yytqd3QifQ dit is het", "submission.jwt"),
    "a deep well": (b'{"a":' * 3000 + b"1" + b"}" * 3000, "json.too_deep"),
    "other bytes": (b"\xff\xfe{\x00}\x00", "submission.text"),
}


CARRIED = {
    "a diploma": cases.valid_diploma,
    "a changed certificate": cases.changed,
    "a revoked certificate": cases.revoked,
}


class CommandLine:
    """`vakbewijs verify` over the world's network, trusting the world's keeper by its settings."""

    def __init__(self, world: World, folder: Path) -> None:
        self._world, self._folder = world, folder

    def __call__(self, content: bytes, *options: str) -> Result:
        source = self._folder / "document.json"
        source.write_bytes(content)
        return self.run(str(source), *options)

    def run(self, *arguments: str) -> Result:
        anchors = json.dumps([{"did": self._world.keeper.did, "url": self._world.keeper.url}])
        at = self._world.clock().isoformat().replace("+00:00", "Z")
        runner = CliRunner(env={"VAKBEWIJS_VERIFIER_TRUST_ANCHORS": anchors})
        result = runner.invoke(verify, [*arguments, "--at", at])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result


@pytest.fixture
def command_line(
    world: World, network: WorldClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    monkeypatch.setattr("verifier.command.ClientOnDemand", lambda _: network)
    return CommandLine(world, tmp_path)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_door_gives_the_verdict_that_belongs_to_a_case(
    client: FlaskClient, world: World, command_line: CommandLine, case: Case
) -> None:
    report = agreed_report(client, command_line, serialize(case.make(world)))
    assert report["outcome"] == case.outcome.value
    assert case.code in all_codes(report)


@pytest.mark.parametrize("case", TOKENS.values(), ids=TOKENS)
def test_every_door_takes_a_jwt_and_gives_the_verdict_that_belongs_to_it(
    client: FlaskClient, world: World, command_line: CommandLine, case: TokenCase
) -> None:
    token = case.make(world)
    report = agreed_report(client, command_line, token.encode())
    assert report["outcome"] == case.outcome.value
    assert case.code in all_codes(report)
    # Also inside JSON, and pasted with white space around it.
    assert client.post("/api/v1/verify", json={"document": token}).get_json() == report
    assert headline(verdict(client, f"  {token}\r\n")) == report["verdict"]["professional"]


CARRIERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a PDF": ("application/pdf", lambda signed: pdf_with(b"een brief", signed)),
    "a PDF that was added to": ("application/pdf", lambda signed: added_to(pdf_with(signed))),
    "a PNG": ("image/png", lambda signed: png_with(text_chunk(signed))),
    "an SVG": ("image/svg+xml", lambda signed: svg_with(svg_json(signed))),
}


@pytest.mark.parametrize(("media_type", "carry"), CARRIERS.values(), ids=CARRIERS)
@pytest.mark.parametrize("case", ["a diploma", "a changed certificate", "a revoked certificate"])
def test_every_door_takes_what_carries_a_document_and_judges_the_document(
    client: FlaskClient,
    world: World,
    command_line: CommandLine,
    media_type: str,
    carry: Callable[[bytes], bytes],
    case: str,
) -> None:
    signed = serialize(CARRIED[case](world))
    plain = agreed_report(client, command_line, signed)
    carried = agreed_report(client, command_line, carry(signed), media_type=media_type)
    about_the_file = carried.pop("carrier")
    assert carried == {name: value for name, value in plain.items() if name != "carrier"}
    assert (about_the_file is not None) == (media_type == "application/pdf")


def test_a_pdf_that_was_added_to_says_so_at_every_door(
    client: FlaskClient, world: World, command_line: CommandLine
) -> None:
    content = added_to(pdf_with(serialize(cases.valid_diploma(world))))
    report = agreed_report(client, command_line, content, media_type="application/pdf")
    assert report["carrier"]["changedLater"] is True
    assert report["carrier"]["sentence"] in words_of(verdict(client, content))
    assert report["carrier"]["sentence"] in command_line(content).stdout


def test_several_certificates_in_a_pdf_are_judged_one_by_one(
    client: FlaskClient, world: World, command_line: CommandLine
) -> None:
    content = pdf_with(serialize(cases.unbound(world)), serialize(cases.revoked(world)))
    report = agreed_report(client, command_line, content, media_type="application/pdf")
    assert [found["outcome"] for found in report["credentials"]] == ["warning", "failed"]
    assert report["outcome"] == "failed"


def test_a_badge_can_not_stand_for_the_senders_question(client: FlaskClient) -> None:
    badge = png_with(text_chunk(b'{"link": "https://wallet.example/s/abc"}'))
    answer = client.post("/api/v1/verify", data=badge, content_type="image/png")
    assert answer.status_code == 200
    assert answer.get_json()["outcome"] == "failed"


@pytest.mark.parametrize("text", ["", "hallo", "https://wallet.example/s/abc", "{}", "eyJ"])
def test_text_in_the_envelope_of_the_api_is_a_jwt_or_nothing(client: FlaskClient, text: str) -> None:
    answer = client.post("/api/v1/verify", json={"document": text})
    assert answer.status_code == 400
    assert answer.get_json()["code"] in ("submission.envelope", "submission.jwt")


@pytest.mark.parametrize("attack", ATTACKS, ids=[f"{attack.code}: {attack.name}" for attack in ATTACKS])
def test_the_doors_agree_on_every_named_attack(
    client: FlaskClient, world: World, command_line: CommandLine, attack: Attack
) -> None:
    submitted = attack.submit(world)
    content = submitted if isinstance(submitted, bytes) else serialize(submitted)
    try:
        read_submission(content)
    except MalformedDocumentError as error:
        refused_everywhere(client, command_line, content, error.code)
    else:
        agreed_report(client, command_line, content)


def agreed_report(
    client: FlaskClient, command_line: CommandLine, content: bytes, *, media_type: str = ""
) -> Report:
    """Hand something in at all three doors, and return the one report on it."""
    media_type = media_type or ("application/jwt" if is_jwt(content) else "application/json")
    answer = client.post("/api/v1/verify", data=content, content_type=media_type)
    assert answer.status_code == 200, answer.text
    report: Report = answer.get_json()
    by_command = command_line(content, "--json")
    page = verdict(client, content)

    assert json.loads(by_command.stdout) == report
    assert by_command.exit_code == EXIT_CODES[Outcome(report["outcome"])]
    assert headline(page) == report["verdict"]["professional"]
    assert finding_tones(page) == [tone for checks in check_lists(report) for tone in tones_shown(checks)]
    return report


def check_lists(report: Report) -> list[list[dict[str, Any]]]:
    """Return the findings in the order of the page: each certificate's, then those on the selection."""
    sharing = report["presentation"]["checks"] if report["presentation"] else []
    return [*(credential["checks"] for credential in report["credentials"]), sharing]


def tones_shown(checks: list[dict[str, Any]]) -> list[str]:
    """Return the tones of the lines of a list: checks left out after a failure share the last line."""
    left_out = [check for check in checks if check["code"].endswith(".not_believable")]
    return [TONES[check["outcome"]] for check in checks if check not in left_out] + ["neutral"] * bool(
        left_out
    )


def all_checks(report: Report) -> list[dict[str, Any]]:
    return [check for checks in check_lists(report) for check in checks]


def all_codes(report: Report) -> set[str]:
    codes = {check["code"] for check in all_checks(report)}
    return codes | {code.partition(".")[0] for code in codes}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_every_door_refuses_what_is_no_document_by_the_same_code(
    client: FlaskClient, command_line: CommandLine, content: bytes, code: str
) -> None:
    refused_everywhere(client, command_line, content, code)


def refused_everywhere(client: FlaskClient, command_line: CommandLine, content: bytes, code: str) -> None:
    by_command = command_line(content, "--json")
    assert by_command.exit_code == 1
    assert json.loads(by_command.stdout)["code"] == code

    answer = client.post("/api/v1/verify", data=content, content_type="application/json")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["code"] == code

    page = hand_in(client, content)
    assert page.status_code == 400
    assert "error-summary" in page.text
