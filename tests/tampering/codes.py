"""Every code that the code of schemas, keys and the engine names, read from its source.

A code is a text of its family and its name. That also finds some that no verification reaches;
`tests.tampering.manifest` lists those with the reason.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = (
    "schemas",
    "keys",
    "verifier/checks",
    "verifier/reading.py",
    "verifier/pdf_attachments.py",
    "verifier/baked_badges.py",
    "verifier/securing.py",
    "verifier/earlier_checks.py",
    "verifier/judging.py",
    "verifier/sources.py",
)

_CODE = re.compile(r"[a-z]+\.[a-z0-9_]+")
# Every family of codes that a finding can have. Others are of key stores, imports and registers.
FAMILIES = frozenset(
    {
        *(
            "submission",
            "pdf",
            "badge",
            "json",
            "jose",
            "envelope",
            "document",
            "structure",
            "presentation",
            "freshness",
        ),
        *("unsigned", "context", "complexity", "encoding", "proof", "did", "key", "fetch"),
        *("issuer", "validity", "status", "schema", "binding", "evidence", "receipt"),
    }
)


@cache
def emitted_codes() -> frozenset[str]:
    """Return the codes that stand in the source of everything that takes part in a verification."""
    return frozenset(code for source in SOURCES for path in _modules(source) for code in _codes(path))


def _modules(source: str) -> Iterator[Path]:
    path = REPOSITORY / source
    yield from path.rglob("*.py") if path.is_dir() else (path,)


def _codes(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and _CODE.fullmatch(text) and text.partition(".")[0] in FAMILIES:
            yield text
