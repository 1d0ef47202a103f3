"""A pytest plugin: which files of the public vectors a run opened, written to the file in VECTORS_READ."""

import os
import sys
from pathlib import Path
from typing import Any

from tests.vectors import vectors_dir

_opened: set[str] = set()


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str):
        _opened.add(arguments[0])


sys.addaudithook(_note)


def pytest_sessionfinish() -> None:
    """Write the paths, relative to the folder of the vectors, one a line."""
    folder = vectors_dir().resolve()
    read = {
        path.relative_to(folder) for name in _opened if (path := Path(name).resolve()).is_relative_to(folder)
    }
    Path(os.environ["VECTORS_READ"]).write_text("\n".join(sorted(map(str, read))), encoding="utf-8")
