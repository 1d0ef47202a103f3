"""Work that happens beside requests: a loop that asks each job for its next piece until told to stop.

The database is the truth about what is to be done; a job looks there, does one piece in its own
transaction and says whether there was any. Nothing starts by itself: the command `worker` runs this.
"""

import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from schemas.errors import DomainError
from web.logs import get_logger

log = get_logger("vakbewijs.jobs")

IDLE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Job:
    """A name for the log, and a step: does one piece of work, returns whether there was any."""

    name: str
    step: Callable[[], bool]


@dataclass(slots=True)
class _Rest:
    """How long a failing job is left alone: twice as long each time."""

    pause: timedelta = timedelta(0)
    until: float = 0.0

    def begin(self, idle: timedelta) -> None:
        self.pause = min(max(self.pause * 2, idle), LONGEST_PAUSE)
        self.until = time.monotonic() + self.pause.total_seconds()


def run(jobs: Sequence[Job], *, stop: threading.Event, idle: timedelta = IDLE) -> None:
    """Run the jobs in turn until `stop` is set; a piece that was begun is finished.

    A job whose step fails for a reason outside the program (database, disk, network, a refusal) is
    logged and left alone for a while. Programming errors are not caught.
    """
    rests = {job.name: _Rest() for job in jobs}
    while not stop.is_set():
        worked = False
        for job in jobs:
            rest = rests[job.name]
            if stop.is_set() or time.monotonic() < rest.until:
                continue
            try:
                worked = job.step() or worked
                rest.pause = timedelta(0)
            except (DomainError, SQLAlchemyError, OSError) as error:
                rest.begin(idle)
                log.warning("job_failed", job=job.name, exc_info=error)
        if not worked:
            stop.wait(idle.total_seconds())


def run_until_idle(jobs: Sequence[Job], *, at_most: int = 10_000) -> int:
    """Run the jobs until none has work left; return how many pieces were done. For tests and commands.

    Raises what a step raises, and `RuntimeError` when there is no end to it.
    """
    for done in range(at_most):
        if not any(job.step() for job in jobs):
            return done
    raise RuntimeError("the jobs do not come to an end")


def stop_on_signals() -> threading.Event:
    """Return an event that SIGTERM and SIGINT set. For the main thread of a command."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop
