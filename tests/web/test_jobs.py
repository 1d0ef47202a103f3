"""The loop that does what is waiting."""

import signal
import threading
from datetime import timedelta

import pytest

from schemas.errors import FetchError
from web.jobs import Job, run, run_until_idle, stop_on_signals

QUICK = timedelta(milliseconds=5)


def counting(pieces: int, stop: threading.Event | None = None) -> tuple[Job, list[int]]:
    done: list[int] = []

    def step() -> bool:
        if len(done) == pieces:
            if stop:
                stop.set()
            return False
        done.append(len(done))
        return True

    return Job("counting", step), done


def test_a_failing_job_rests_and_does_not_hold_up_the_others() -> None:
    stop = threading.Event()
    failures: list[int] = []

    def fail() -> bool:
        failures.append(1)
        raise FetchError("fetch.timeout")

    job, done = counting(50, stop)
    run([Job("failing", fail), job], stop=stop, idle=timedelta(seconds=1))
    assert len(done) == 50
    assert len(failures) == 1


def test_a_job_that_failed_is_tried_again() -> None:
    stop = threading.Event()
    tries: list[int] = []

    def fail_once() -> bool:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("disk full")
        stop.set()
        return True

    run([Job("once", fail_once)], stop=stop, idle=QUICK)
    assert len(tries) == 2


def test_a_programming_error_ends_the_loop() -> None:
    def broken() -> bool:
        raise KeyError("typo")

    with pytest.raises(KeyError):
        run([Job("broken", broken)], stop=threading.Event(), idle=QUICK)


def test_a_loop_that_is_told_to_stop_begins_nothing() -> None:
    stop = threading.Event()
    stop.set()
    job, done = counting(3)
    run([job], stop=stop, idle=QUICK)
    assert done == []


def test_jobs_run_until_none_has_work_left() -> None:
    job, done = counting(3)
    assert run_until_idle([job]) == 3
    assert len(done) == 3


def test_jobs_that_never_end_are_noticed() -> None:
    with pytest.raises(RuntimeError, match="end"):
        run_until_idle([Job("endless", lambda: True)], at_most=10)


def test_the_usual_signals_stop_the_loop() -> None:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        stop = stop_on_signals()
        signal.raise_signal(signal.SIGTERM)
        assert stop.is_set()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
