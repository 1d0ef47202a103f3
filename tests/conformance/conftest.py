"""The conformance server, started once by its command as anybody would, on a free port of this machine."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conformance.client import Json, Key, Server

STARTS_WITHIN_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def start(port: int, folder: Path) -> tuple["subprocess.Popen[str]", Json]:
    """Start the command and read what it prints."""
    process = subprocess.Popen(
        [sys.executable, "-m", "vakbewijs", "conformance", "--port", str(port)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(folder), "VAKBEWIJS_HOME": str(folder / "unused")},
    )
    assert process.stdout is not None
    watchdog = threading.Timer(STARTS_WITHIN_SECONDS, process.kill)
    watchdog.start()
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line == "}\n":
            break
    watchdog.cancel()
    return process, json.loads("".join(lines))


def stop(process: "subprocess.Popen[str]", number: int = signal.SIGTERM) -> int:
    process.send_signal(number)
    code = process.wait(timeout=30)
    if process.stdout is not None:
        process.stdout.close()
    return code


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    process, description = start(free_port(), tmp_path_factory.mktemp("conformance"))
    running = Server(description)
    yield running
    running.session.close()
    stop(process)


@pytest.fixture(scope="session")
def stranger() -> Key:
    """An issuer of other people's: the verifier knows it by its did:key alone."""
    return Key.from_seed(7)
