"""How long the command line takes to start: processor time, as on a machine that does nothing else."""

import resource
import subprocess
import sys
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
    commands = {name: [program, *arguments] for name, arguments in COMMANDS.items()}
    commands["all that a check on the command line loads"] = [sys.executable, "-c", "import verifier.command"]
    for name, command in commands.items():
        taken = _median_ms(command)
        yield Row(
            group="start",
            what=name,
            figure=f"{taken:.0f} ms",
            target=Target(f"< {LIMIT_MS} ms", taken < LIMIT_MS),
        )


def _median_ms(command: list[str]) -> float:
    samples = []
    for _ in range(STARTS):
        before = _children_seconds()
        subprocess.run(command, check=True, capture_output=True)
        samples.append((_children_seconds() - before) * 1e3)
    return median(samples)


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
