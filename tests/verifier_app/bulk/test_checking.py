"""A verdict and a reason per row, whatever the other rows hold; tables that are safe to open; the command."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from schemas.documents import serialize
from schemas.errors import FetchError
from tests.ecosystem import DIPLOMA, World
from tests.verifier_app.bulk.test_batches import packed
from tests.verifier_app.cases import CASES, HIDDEN
from tests.verifier_app.doors import SHARE, WALLET, Answer, WorldClient
from verifier.bulk.batches import Item, read_batch
from verifier.bulk.checking import CheckedRow, check_items, worst_row
from verifier.bulk.tables import as_csv, as_json, as_xlsx, line_of
from verifier.cli import verify
from verifier.result import Outcome
from verifier.services import Desk
from verifier.sources import InMemorySeenVersions
from verifier.wiring import open_desk, trust_anchor
from verifier.words import words

AT = "2026-07-01T12:00:00Z"
PASSED, WARNING, FAILED, UNKNOWN = (
    Outcome.PASSED,
    Outcome.WARNING,
    Outcome.FAILED,
    Outcome.INDETERMINATE,
)


@pytest.fixture
def desk(world: World, network: WorldClient) -> Desk:
    return open_desk(
        [trust_anchor(world.keeper.did, world.keeper.url)],
        client=network,
        wallet_urls=(WALLET,),
        seen=InMemorySeenVersions(),
        now=world.clock,
        allow_insecure_loopback=False,
    )


def checked(desk: Desk, world: World, content: bytes) -> list[CheckedRow]:
    return list(check_items(desk, read_batch(content), at=world.clock()))


def found(rows: list[CheckedRow]) -> list[tuple[str, Outcome, str]]:
    return [(row.label, row.outcome, row.code) for row in rows]


def test_each_file_has_its_own_verdict_and_one_broken_file_stops_no_other(desk: Desk, world: World) -> None:
    names = ("valid diploma", "changed", "revoked", "unbound", "unknown issuer")
    files = [(f"{name}.json", serialize(CASES[name].make(world))) for name in names]
    files[2:2] = [("leeg.json", b""), ("foto.jpg", b"\xff\xd8\xff"), ("kapot.json", b'{"a": 1, "a": 2}')]
    files.append(("link.txt", SHARE.encode()))

    assert found(checked(desk, world, packed(*files))) == [
        ("valid diploma.json", PASSED, ""),
        ("changed.json", FAILED, "proof.signature_mismatch"),
        ("leeg.json", FAILED, "submission.empty"),
        ("foto.jpg", FAILED, "submission.image"),
        ("kapot.json", FAILED, "json.duplicate_key"),
        ("revoked.json", FAILED, "status.revoked"),
        ("unbound.json", WARNING, "binding.unbound"),
        ("unknown issuer.json", WARNING, "issuer.unknown"),
        ("link.txt", UNKNOWN, "batch.link_in_file"),
    ]


def test_links_are_fetched_and_judged_for_the_place_that_they_lead_to(
    desk: Desk, world: World, network: WorldClient
) -> None:
    diploma = world.school.issue(DIPLOMA, holder=world.samira)
    network.posts[SHARE] = Answer(200, serialize(world.samira.present([diploma])))
    network.posts[f"{SHARE}2"] = Answer(410)
    network.posts[f"{SHARE}3"] = FetchError("fetch.timeout", host="wallet")
    sheet = f"naam;link\na;{SHARE}\nb;{SHARE}2\nc;{SHARE}3\nd;ftp://x\ne;http://10.0.0.1/\nf;=1+1\n".encode()

    assert found(checked(desk, world, sheet)) == [
        ("a", PASSED, ""),
        ("b", UNKNOWN, "link.stopped"),
        ("c", UNKNOWN, "fetch.timeout"),
        ("d", UNKNOWN, "link.unreadable"),
        ("e", UNKNOWN, "link.not_https"),
        ("f", UNKNOWN, "batch.formula"),
    ]


def test_when_time_is_up_the_rest_could_not_be_checked_and_nothing_more_is_fetched(
    desk: Desk, world: World, network: WorldClient
) -> None:
    items = [Item(number=number, label="", link=f"{SHARE}{number}") for number in range(20)]
    answers = iter((True, False, False))
    rows = list(check_items(desk, items, at=world.clock(), may_go_on=lambda: next(answers)))
    assert [row.code for row in rows] == ["link.unknown"] * 8 + ["batch.no_time"] * 12
    assert {row.outcome for row in rows} == {UNKNOWN}
    assert len(network.asked) == 8


def test_a_row_in_words_names_kind_and_issuer_and_nobody(desk: Desk, world: World) -> None:
    (row,) = checked(desk, world, packed(("x.json", serialize(CASES["unbound"].make(world)))))
    line = line_of(row, words("nl"))
    assert (line.result, line.kinds, line.issuers) == ("Let op", "Ervaringscertificaat", "EVC Voorbeeld")
    assert line.reason == "Echt en geldig. Ga met een identiteitsbewijs na van wie het is."
    assert "Samira" not in str(line)
    assert line_of(row, words("en")).result == "Take note"


def test_what_is_not_proven_is_not_in_the_table(desk: Desk, world: World) -> None:
    (row,) = checked(desk, world, packed(("x.json", serialize(CASES["changed"].make(world)))))
    line = line_of(row, words("nl"))
    assert (line.kinds, line.issuers, line.result) == ("", "", "Niet geldig")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝"])
def test_no_cell_of_the_result_is_a_formula(desk: Desk, world: World, start: str) -> None:
    name = f'{start}HYPERLINK("https://x.example")'
    rows = list(check_items(desk, [Item(number=1, label=name, content=b"x")], at=world.clock()))
    lines = [line_of(row, words("nl")) for row in rows]
    (_, line) = csv.reader(io.StringIO(as_csv(lines, words("nl")).decode("utf-8-sig")), delimiter=";")
    assert line[1] == f"'{name}"
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(lines, words("nl"))))
    assert book.active is not None
    cell = book.active.cell(2, 2)
    assert cell.data_type == "s"


def test_a_workbook_can_hold_any_name(desk: Desk, world: World) -> None:
    items = [Item(number=1, label="\x00\x01" + HIDDEN[0] + "a" * 5000, content=b"")]
    rows = list(check_items(desk, items, at=world.clock()))
    lines = [line_of(row, words("nl")) for row in rows]
    assert openpyxl.load_workbook(io.BytesIO(as_xlsx(lines, words("nl")))).active is not None


def test_the_json_holds_a_report_per_row_and_no_claims(desk: Desk, world: World) -> None:
    files = packed(("a.json", serialize(CASES["valid diploma"].make(world))), ("b.json", b"{"))
    first, second = as_json(checked(desk, world, files), words("nl"))
    assert first["outcome"] == "passed"
    assert isinstance(first["report"], dict)
    assert (second["code"], second["report"]) == ("json.syntax", None)
    assert "Samira" not in json.dumps([first, second])


def test_the_outcome_of_a_batch_is_that_of_its_worst_row(desk: Desk, world: World) -> None:
    rows = checked(desk, world, packed(("a.json", serialize(CASES["valid diploma"].make(world)))))
    assert worst_row(rows) is PASSED
    assert worst_row([*rows, *checked(desk, world, packed(("b.json", b"x")))]) is FAILED


def test_the_same_row_has_the_same_verdict_as_on_its_own(desk: Desk, world: World) -> None:
    for name, case in CASES.items():
        content = serialize(case.make(world))
        (row,) = check_items(desk, [Item(number=1, label=name, content=content)], at=world.clock())
        assert row.judgement == desk.judge.judge(content, at=world.clock()), name


# The command.


@pytest.fixture(autouse=True)
def over_the_world(network: WorldClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verifier.command.ClientOnDemand", lambda _: network)


@pytest.fixture
def trust(world: World, tmp_path: Path) -> str:
    path = tmp_path / "trust.json"
    path.write_bytes(world.network.pages[world.keeper.url])
    return str(path)


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(verify, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_a_folder_is_checked_from_the_command_line(world: World, trust: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("valid diploma", "revoked"):
        (folder / f"{name}.json").write_bytes(serialize(CASES[name].make(world)))
    (folder / ".hidden").write_bytes(b"x")
    result = run(str(folder), "--bulk", "--trust", trust, "--at", AT)

    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("✗ Niet geldig  1. revoked.json: Niet geldig: ingetrokken")
    assert lines[1].startswith("✓ Echt en geldig  2. valid diploma.json")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_the_table_goes_into_a_file(world: World, trust: str, tmp_path: Path, ending: str) -> None:
    (tmp_path / "in.zip").write_bytes(packed(("a.json", serialize(CASES["unbound"].make(world)))))
    output = tmp_path / f"out.{ending}"
    result = run(str(tmp_path / "in.zip"), "--bulk", "--trust", trust, "--at", AT, "--output", str(output))
    assert (result.exit_code, result.output) == (3, "")
    assert output.stat().st_size > 100


@pytest.mark.parametrize(
    ("content", "output", "said"),
    [
        (b"naam\nx\n", "o.csv", "batch.no_links"),
        (b"link\nhttps://a.example/\n", "o.exe", "--output ends in"),
        (b"", "o.csv", "batch.empty"),
    ],
    ids=["no links", "no format", "empty"],
)
def test_the_command_says_what_is_wrong_with_a_batch(
    trust: str, tmp_path: Path, content: bytes, output: str, said: str
) -> None:
    (tmp_path / "in").write_bytes(content)
    result = run(str(tmp_path / "in"), "--bulk", "--trust", trust, "--output", str(tmp_path / output))
    assert result.exit_code == 2
    assert said in result.output


def test_output_without_bulk_is_a_mistake_that_is_said(trust: str, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(b"{}")
    assert run(str(tmp_path / "in"), "--trust", trust, "--output", str(tmp_path / "o.csv")).exit_code == 2
