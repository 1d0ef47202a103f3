"""Every attack on the engine that SECURITY.md lists has a test that carries its id.

`pytest -k ld_01` runs those of LD-01. Whether a test is any good is for its reader.
"""

import ast
import re
from collections import defaultdict
from pathlib import Path

from tests.vectors import REPOSITORY

TESTS = REPOSITORY / "tests"
ROWS = {"ld": 8, "pf": 11, "dw": 3, "sl": 5, "js": 5}  # LD-01 to LD-08, and so on
_ID = re.compile(r"(?:^|_)(ld|pf|dw|sl|js)_(\d\d)(?=_)")
_TABLE_ROW = re.compile(
    r"^\| (?P<first>[A-Z]{2}-\d\d) to (?P<last>[A-Z]{2}-\d\d) \|[^|]*\|(?P<where>[^|]*)\|", re.M
)


def _tested() -> dict[str, set[str]]:
    """Return the folders with tests of each id."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for file in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for family, number in _ID.findall(node.name):
                    found[f"{family.upper()}-{number}"].add(_folder(file))
    return found


def _folder(file: Path) -> str:
    return f"tests/{file.relative_to(TESTS).parts[0]}"


def _listed() -> set[str]:
    return {f"{family.upper()}-{number:02}" for family, last in ROWS.items() for number in range(1, last + 1)}


def test_every_listed_attack_has_a_test_with_its_id() -> None:
    assert _listed() - _tested().keys() == set()


def test_no_test_carries_an_id_that_is_not_listed() -> None:
    assert _tested().keys() - _listed() == set()


def test_the_table_in_security_md_names_the_rows_and_the_folders_that_have_tests() -> None:
    text = (REPOSITORY / "SECURITY.md").read_text(encoding="utf-8")
    table = {row["first"][:2].lower(): row for row in _TABLE_ROW.finditer(text)}
    tested = _tested()

    for family, last in ROWS.items():
        folders = {folder for row, where in tested.items() if row[:2].lower() == family for folder in where}
        assert table[family]["last"] == f"{family.upper()}-{last:02}"
        assert set(re.findall(r"`([^`]+)`", table[family]["where"])) == folders, family
