"""`vakbewijs entitlement`: verifies first, prints an indication, and refuses facts that no rule asks."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from schemas.documents import serialize
from tests.ecosystem import DIPLOMA, INSCHRIJVINGSVERKLARING, World
from tests.verifier_app.doors import WorldClient
from verifier.entitlement_command import entitlement

ON = "2026-07-01"


@pytest.fixture(autouse=True)
def over_the_world(network: WorldClient, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verifier.command.ClientOnDemand", lambda _: network)
    monkeypatch.setattr("verifier.entitlement_command.now", world.clock)


@pytest.fixture
def trust(world: World, tmp_path: Path) -> str:
    path = tmp_path / "trust.json"
    path.write_bytes(world.network.pages[world.keeper.url])
    return str(path)


@pytest.fixture
def diploma(world: World, tmp_path: Path) -> str:
    path = tmp_path / "diploma.json"
    path.write_bytes(serialize(world.school.issue(DIPLOMA, holder=world.samira)))
    return str(path)


@pytest.fixture
def statement(world: World, tmp_path: Path) -> str:
    path = tmp_path / "statement.json"
    path.write_bytes(serialize(world.register.issue(INSCHRIJVINGSVERKLARING, holder=world.samira)))
    return str(path)


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(entitlement, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def outcomes(result: Result) -> dict[str, str]:
    return {each["target"]: each["outcome"] for each in json.loads(result.output)["conclusions"]}


def test_a_statement_gives_a_right_with_its_rule_and_source(diploma: str, statement: str, trust: str) -> None:
    result = run(diploma, statement, "--trust", trust, "--on", ON, "--json")

    assert result.exit_code == 0
    found = json.loads(result.output)
    assert found["ruleSet"] == {"code": "nl", "name": "Huidig recht"}
    bachelor = next(each for each in found["conclusions"] if each["target"] == "bachelor")
    assert (bachelor["outcome"], bachelor["rule"]["id"]) == ("recht", "R1")
    assert bachelor["rule"]["law"] == "WHW 7.45a lid 1"
    assert bachelor["counted"] == ["urn:uuid:55555555-5555-4555-8555-555555555555"]


def test_own_words_make_it_likely_and_no_more(diploma: str, trust: str) -> None:
    facts = ("--facts", "degrees=none", "--facts", "nationality=yes")

    result = run(diploma, "--trust", trust, "--on", ON, *facts, "--json")

    assert outcomes(result)["bachelor"] == "waarschijnlijk"


def test_the_proposal_speaks_in_outcomes_of_its_own(diploma: str, trust: str) -> None:
    facts = ("--facts", "initial-education=yes", "--facts", "work=yes")

    found = outcomes(run(diploma, "--trust", trust, "--on", ON, "--rules", "ser", *facts, "--json"))

    assert found["mbo-3"] == "voorstel"
    assert not {"recht", "waarschijnlijk", "geen-recht"} & set(found.values())


def test_without_json_it_is_text_for_people(diploma: str, trust: str) -> None:
    dutch = run(diploma, "--trust", trust, "--on", ON)
    english = run(diploma, "--trust", trust, "--on", ON, "--lang", "en")

    assert "Dit is een indicatie" in dutch.output
    assert "Mbo niveau 3: Kan waarschijnlijk" in dutch.output
    assert "[R1, WHW 7.45a lid 1, L1945-1946, L1008-1009, 2010-09-01 →]" in dutch.output
    assert "Mbo level 3: Probably open" in english.output


def test_a_revoked_diploma_does_not_count_and_is_named(world: World, diploma: str, trust: str) -> None:
    world.school.revoke(json.loads(Path(diploma).read_bytes()))

    result = run(diploma, "--trust", trust, "--on", ON, "--json")

    assert result.exit_code == 1
    assert [each["code"] for each in json.loads(result.output)["refused"]] == ["status.revoked"]


def test_what_could_not_be_checked_does_not_count_and_is_told_apart(
    world: World, diploma: str, trust: str
) -> None:
    world.network.unreachable.add(world.school.list_url("revocation"))

    assert run(diploma, "--trust", trust, "--on", ON).exit_code == 2


@pytest.mark.parametrize("content", [b"", b"{}", b"not json", b"\x00" * 100, b'{"a":' * 5000])
def test_a_file_that_is_no_document_does_not_stop_the_others(
    diploma: str, trust: str, tmp_path: Path, content: bytes
) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(content)

    result = run(str(broken), diploma, "--trust", trust, "--on", ON, "--json")

    assert result.exit_code == 1
    assert len(json.loads(result.output)["refused"]) == 1


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (["shoe-size=42"], "facts.unknown"),
        (["nationality"], "facts.answer"),
        (["nationality=maybe"], "facts.answer"),
        (["birth-date=yesterday"], "facts.answer"),
        (["work=yes", "work=no"], "facts.twice"),
    ],
)
def test_a_fact_that_nobody_asks_is_a_wrong_option(diploma: str, facts: list[str], code: str) -> None:
    result = run(diploma, *(word for fact in facts for word in ("--facts", fact)))

    assert result.exit_code == 2
    assert code in result.output


def test_a_file_that_is_not_there_is_a_wrong_option(trust: str) -> None:
    assert run("nowhere.json", "--trust", trust).exit_code == 2
