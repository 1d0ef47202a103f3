"""Timing side by side: the calls of all subjects alternate, so that a busy moment hits them alike.

What is counted is the processor time of this process: waiting for others that want the same cores is not.
"""

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median

Subject = Callable[[], object]

ROUNDS = 15
# A round of each subject takes about this long, so that the clock's own grain does not count.
ROUND_SECONDS = 0.04


def medians(subjects: Mapping[str, Subject]) -> dict[str, float]:
    """Return the median seconds of processor time of one call of each subject."""
    repeats = {name: _repeats(subject) for name, subject in subjects.items()}
    samples: dict[str, list[float]] = {name: [] for name in subjects}
    gc.collect()
    gc.disable()
    try:
        for _ in range(ROUNDS):
            for name, subject in subjects.items():
                started = time.process_time()
                for _ in range(repeats[name]):
                    subject()
                samples[name].append((time.process_time() - started) / repeats[name])
    finally:
        gc.enable()
    return {name: median(values) for name, values in samples.items()}


def _repeats(subject: Subject) -> int:
    subject()  # whatever is made at the first call is not what is measured
    started = time.process_time()
    subject()
    return max(1, int(ROUND_SECONDS / max(time.process_time() - started, 1e-7)))
