"""The command `vakbewijs`: it starts light, and imports lists of qualifications."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.vectors import vectors_dir
from vakbewijs.cli import COMMANDS, main

ROW = {
    "crebo": "25078",
    "naam": "Betonboorder",
    "niveau": 3,
    "soort": "vakopleiding",
    "leerwegen": ["BOL", "BBL"],
    "dossierCrebo": "23045",
    "dossier": "Betonboren",
    "domein": ["79000", "Bouw en infra"],
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAKBEWIJS_HOME", str(tmp_path))
    return tmp_path


def _import(tmp_path: Path, content: str) -> object:
    file = tmp_path / "list.json"
    file.write_text(content)
    return CliRunner().invoke(main, ["frameworks", "import", str(file)])


def test_help_loads_no_web_framework_and_no_cryptography() -> None:
    code = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from vakbewijs.cli import main\n"
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0\n"
        "heavy = {'flask', 'sqlalchemy', 'cryptography', 'pyld'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_exists_and_explains_itself(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])

    assert result.exit_code == 0, result.output
    assert "Usage:" in result.output


def test_importing_the_same_list_twice_adds_nothing(home: Path) -> None:
    first = _import(home, json.dumps([ROW]))
    before = (home / "frameworks" / "crebo.json").read_bytes()
    second = _import(home, json.dumps([ROW]))

    assert first.exit_code == second.exit_code == 0, first.output + second.output
    assert "1 of them new" in first.output
    assert "0 of them new" in second.output
    assert (home / "frameworks" / "crebo.json").read_bytes() == before


def test_the_national_list_of_470_qualifications_is_imported_whole(home: Path) -> None:
    published = vectors_dir().parent / "data" / "crebo2015.json"

    result = CliRunner().invoke(main, ["frameworks", "import", str(published)])

    assert result.exit_code == 0, result.output
    assert "470 qualifications read" in result.output
    found = CliRunner().invoke(main, ["frameworks", "search", "betonboorder"])
    assert "crebo:25078  level 3  Betonboorder" in found.output


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "json.syntax"),
        ("[]", "framework.not_a_list"),
        ("{}", "framework.not_a_list"),
        (json.dumps([ROW, ROW]), "framework.duplicate"),
        (json.dumps([ROW, {**ROW, "crebo": "1"}]), "framework.row"),
        ('[{"crebo": "25078", "crebo": "25079"}]', "json.duplicate_key"),
    ],
)
def test_a_list_with_anything_wrong_is_refused_as_a_whole(home: Path, content: str, code: str) -> None:
    result = _import(home, content)

    assert result.exit_code == 1
    assert code in result.output
    assert not (home / "frameworks").exists()


def test_a_search_without_a_match_says_so(home: Path) -> None:
    result = CliRunner().invoke(main, ["frameworks", "search", "sterrenkijker"])

    assert result.exit_code == 1
    assert "no qualification matches 'sterrenkijker'" in result.output
