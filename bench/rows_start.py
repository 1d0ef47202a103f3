"""How long the command line takes to start."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.table import Row, Target

COMMANDS = {"vakbewijs --help": ["--help"], "vakbewijs verify --help": ["verify", "--help"]}
STARTS = 7
LIMIT_MS = 400


def rows() -> Iterator[Row]:
    """Yield the median time of each command, and that of Python itself beside it."""
    program = str(Path(sys.executable).with_name("vakbewijs"))
    bare = _median_ms([sys.executable, "-c", ""])
    yield Row(group="start", what="python itself", figure=f"{bare:.0f} ms")
    for name, arguments in COMMANDS.items():
        taken = _median_ms([program, *arguments])
        yield Row(
            group="start",
            what=name,
            figure=f"{taken:.0f} ms",
            target=Target(f"< {LIMIT_MS} ms", taken < LIMIT_MS),
        )


def _median_ms(command: list[str]) -> float:
    samples = []
    for _ in range(STARTS):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        samples.append((time.perf_counter() - started) * 1e3)
    return median(samples)
