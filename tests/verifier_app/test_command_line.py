"""`vakbewijs verify`: exit codes for scripts, trust lists by name, and text that is safe in a terminal."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from schemas.documents import serialize
from schemas.errors import FetchError
from tests.ecosystem import DIPLOMA, World
from tests.verifier_app.cases import CASES, HIDDEN, hostile, valid_diploma
from tests.verifier_app.doors import SHARE, Answer, WorldClient
from verifier.cli import verify

AT = "2026-07-01T12:00:00Z"


@pytest.fixture(autouse=True)
def over_the_world(network: WorldClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verifier.command.ClientOnDemand", lambda _: network)


@pytest.fixture
def trust(world: World, tmp_path: Path) -> str:
    path = tmp_path / "trust.json"
    path.write_bytes(world.network.pages[world.keeper.url])
    return str(path)


@pytest.fixture
def diploma(world: World, tmp_path: Path) -> str:
    path = tmp_path / "diploma.json"
    path.write_bytes(serialize(valid_diploma(world)))
    return str(path)


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(verify, arguments, input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize(
    ("name", "code"),
    [("valid diploma", 0), ("changed", 1), ("revoked", 1), ("status unreachable", 2), ("unbound", 3)],
)
def test_the_exit_code_tells_valid_from_not_valid_from_unknown_from_read_this(
    world: World, trust: str, tmp_path: Path, name: str, code: int
) -> None:
    path = tmp_path / "document.json"
    path.write_bytes(serialize(CASES[name].make(world)))
    assert run(str(path), "--trust", trust, "--at", AT).exit_code == code


def test_a_trust_list_may_be_a_file_or_an_address(world: World, diploma: str, trust: str) -> None:
    for source in (trust, world.keeper.url):
        assert run(diploma, "--trust", source, "--at", AT).exit_code == 0
    assert run(diploma, "--at", AT).exit_code == 3  # trusting nobody: an issuer that no register names


def test_a_trust_list_that_was_changed_recognises_nobody(diploma: str, trust: str) -> None:
    changed = json.loads(Path(trust).read_bytes())
    changed["credentialSubject"]["trustEntry"][0]["officialName"] = "Harvard"
    Path(trust).write_text(json.dumps(changed))
    result = run(diploma, "--trust", trust, "--at", AT)
    assert result.exit_code == 2
    assert "Harvard" not in result.output


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"not json", b'{"type": "TrustListCredential"}'])
def test_a_trust_list_that_can_not_be_read_is_a_wrong_option(
    diploma: str, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(content)
    result = run(diploma, "--trust", str(path))
    assert result.exit_code == 2
    assert "is no trust list that can be read" in result.output


def test_at_judges_as_of_a_day_or_an_instant(world: World, trust: str, tmp_path: Path) -> None:
    path = tmp_path / "document.json"
    path.write_bytes(
        serialize(world.school.issue(DIPLOMA, change=lambda d: d.update(validUntil="2026-08-01T00:00:00Z")))
    )
    assert "verlopen" not in run(str(path), "--trust", trust, "--at", "2026-07-02").output
    for wrong in ("yesterday", "2026-02-30", "2026-07-01 12:00"):
        assert run(str(path), "--at", wrong).exit_code == 2


def test_standard_input_and_links_are_checked_as_well(
    world: World, network: WorldClient, trust: str, diploma: str
) -> None:
    assert run("-", "--trust", trust, "--at", AT, stdin=Path(diploma).read_bytes()).exit_code == 0
    link = "https://elders.example/diploma.json"
    network.gets[link] = Answer(200, Path(diploma).read_bytes())
    assert run(link, "--trust", trust, "--at", AT, "--json").exit_code == 1  # made for no place, found at one


@pytest.mark.parametrize(
    ("answer", "code", "sentence"),
    [
        (Answer(410, b'{"code": "share.expired"}'), "link.expired", "Deze link werkt niet meer."),
        (Answer(200, b"<html>"), "link.no_document", "Achter deze link staat geen bewijs."),
        (FetchError("fetch.timeout"), "fetch.timeout", "Wij konden dit nu niet ophalen."),
        (FetchError("fetch.refused_address"), "link.refused", "Dit is geen link die wij kunnen openen."),
    ],
)
def test_a_link_that_fails_could_not_be_checked_and_says_how(
    network: WorldClient, trust: str, answer: Answer | FetchError, code: str, sentence: str
) -> None:
    network.posts[SHARE] = answer
    network.gets[SHARE] = FetchError("fetch.content_type")
    result = run(SHARE, "--trust", trust)
    assert result.exit_code == 2
    assert sentence in result.output
    assert code in result.output
    assert json.loads(run(SHARE, "--trust", trust, "--json").stdout)["code"] == code


@pytest.mark.parametrize("source", ["no-such-file.json", "ftp://a.example/x", "https://", ""])
def test_what_is_neither_a_file_nor_an_address_is_a_wrong_argument(source: str) -> None:
    result = run(source)
    assert result.exit_code == 2
    assert "there is no file" in result.output


def test_the_text_says_who_what_and_every_check(diploma: str, trust: str) -> None:
    lines = run(diploma, "--trust", trust, "--at", AT).output.splitlines()
    assert lines[0] == "✓ Echt en geldig, van een erkende uitgever."
    text = "\n".join(lines)
    assert "Samira Voorbeeld, Geboren op 14 maart 1985" in text
    assert "Gegeven door ROC Voorbeeldstad" in text
    assert "✓ Het bewijs is ondertekend en daarna niet veranderd." in text
    assert "identiteitsbewijs" in text
    assert "Gecontroleerd op 1 juli 2026, 14:00." in text


def test_the_text_is_in_english_when_asked(diploma: str, trust: str) -> None:
    text = run(diploma, "--trust", trust, "--at", AT, "--lang", "en").output
    assert text.startswith("✓ Genuine and valid, from a recognised issuer.")
    assert "Issued by ROC Voorbeeldstad" in text
    assert "Checked on 1 July 2026, 14:00." in text


def test_nothing_unproven_is_printed(world: World, trust: str, tmp_path: Path) -> None:
    path = tmp_path / "document.json"
    path.write_bytes(serialize(CASES["changed"].make(world)))
    assert "Kanarie" not in run(str(path), "--trust", trust, "--at", AT).output


def test_a_certificate_can_not_steer_the_terminal(world: World, trust: str, tmp_path: Path) -> None:
    path = tmp_path / "document.json"
    path.write_bytes(serialize(hostile(world)))
    output = run(str(path), "--trust", trust, "--at", AT).output
    assert not any(sign in output for sign in HIDDEN if not sign.isprintable())
    escapes = serialize(
        world.school.issue(DIPLOMA, change=lambda document: document.update(name="\x1b[2J\x07Diploma\r"))
    )
    path.write_bytes(escapes)
    output = run(str(path), "--trust", trust, "--at", AT).output
    assert "[2JDiploma" in output
    assert "\x1b" not in output
    assert "\r" not in output


def test_the_command_loads_no_web_framework_and_no_database() -> None:
    program = (
        "import sys, verifier.command;"
        "print([name for name in ('flask', 'sqlalchemy', 'jinja2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
