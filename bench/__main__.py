"""`make bench`: every figure, as a ratio where there is something to compare it with. See README.md."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from bench import (
    rows_bulk,
    rows_bulk_check,
    rows_checks,
    rows_entitlement,
    rows_exemptions,
    rows_http,
    rows_memory,
    rows_poison,
    rows_proofs,
    rows_start,
    rows_status_lists,
    rows_wallet,
)
from bench.table import Row, markdown

RESULTS = Path(__file__).parent / "results.json"


def main(arguments: list[str]) -> int:
    """Measure, print tables and write the same figures to `results.json`."""
    chosen = _parse(arguments)
    sections: Mapping[str, Callable[[], Iterable[Row]]] = {
        "proofs": rows_proofs.rows,
        "checks": rows_checks.rows,
        "entitlement": rows_entitlement.rows,
        "status-lists": rows_status_lists.rows,
        "memory": rows_memory.rows,
        "poison": rows_poison.rows,
        "bulk": lambda: rows_bulk.rows(chosen.credentials),
        "bulk-check": rows_bulk_check.rows,
        "http": rows_http.rows,
        "exemptions": rows_exemptions.rows,
        "wallet": rows_wallet.rows,
        "start": rows_start.rows,
    }
    unknown = set(chosen.sections) - set(sections)
    if unknown:
        print(f"no such section: {', '.join(sorted(unknown))}; there are {', '.join(sections)}")
        return 2
    print(_machine())
    rows: list[Row] = []
    for name in chosen.sections or sections:
        found = list(sections[name]())
        for group, members in groupby(found, key=lambda row: row.group):
            print(f"\n**{group}**\n\n{markdown(members)}", flush=True)
        rows += found
    _write(rows)
    return 0


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("sections", nargs="*", help="which figures to take; all of them by default")
    parser.add_argument(
        "--credentials",
        type=int,
        default=rows_bulk.CREDENTIALS,
        help="how many to issue in bulk (%(default)s; the target speaks of 1000000)",
    )
    return parser.parse_args(arguments)


def _machine() -> str:
    today = datetime.now(UTC).strftime("%Y-%m-%d")
    version = sys.version.split()[0]
    return f"{today}, {os.cpu_count()} cores, CPython {version}, {platform.system()} {platform.machine()}"


def _write(rows: Iterable[Row]) -> None:
    run = {"taken": _machine(), "rows": [row.as_json() for row in rows]}
    RESULTS.write_text(json.dumps(run, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
