"""Checking over HTTP, beside an endpoint of the same server that does nothing with the same body.

Loopback only. The load comes from this machine too, so both figures are lower than a server's own would be;
their ratio is what counts. On a busy machine the clock on the wall tells most about what else it does, so
the processor time of the server stands beside it where the system tells it (Linux).
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.http_server import DOCUMENT, EMPTY, THREADS, VERIFY, WORKERS
from bench.table import Row, Target

CLIENTS, SECONDS, TURNS = 6, 2.0, 3
START_SECONDS, STOP_SECONDS = 60, 30
WANTED = 0.5


def rows() -> Iterator[Row]:
    """Yield what both endpoints do, which take turns."""
    with tempfile.TemporaryDirectory() as folder, _server(Path(folder)) as server:
        document = (Path(folder) / DOCUMENT).read_bytes()
        rates: dict[str, list[float]] = {EMPTY: [], VERIFY: []}
        costs: dict[str, list[float]] = {EMPTY: [], VERIFY: []}
        for path in rates:
            _load(server.port, path, document, seconds=0.5)
        for _ in range(TURNS):
            for path, found in rates.items():
                before = server.processor_seconds()
                found.append(_load(server.port, path, document, seconds=SECONDS))
                costs[path].append((server.processor_seconds() - before) / (found[-1] * SECONDS))
    nothing, verifying = (max(found) for found in rates.values())
    cost_of_nothing, cost = (min(found) for found in costs.values())
    group = f"HTTP: gunicorn, {WORKERS} workers with {THREADS} threads, {len(document):,} bytes posted"
    yield Row(group=group, what="an endpoint that does nothing", figure=f"{nothing:,.0f}/s")
    yield Row(
        group=group,
        what="POST /api/v1/verify",
        figure=f"{verifying:,.0f}/s ({verifying / nothing:.0%})",
        target=Target(f">= {WANTED:.0%} of doing nothing", verifying >= WANTED * nothing),
    )
    if cost:
        yield Row(
            group=group,
            what="the same in the server's processor time",
            figure=f"{cost_of_nothing * 1e6:,.0f} µs and {cost * 1e6:,.0f} µs ({cost_of_nothing / cost:.0%})",
        )


@dataclass(frozen=True, slots=True)
class _Server:
    """The server that runs: where, and which processes it is."""

    port: int
    process: int

    def processor_seconds(self) -> float:
        """Return what its workers have used so far; 0 where the system does not tell."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children")
        if not children.exists():
            return 0.0
        workers = children.read_text(encoding="ascii").split()
        ticks = 0
        for worker in workers:
            # The name of the program is in parentheses and may hold spaces; user and system time follow.
            fields = Path(f"/proc/{worker}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def _server(folder: Path) -> Iterator[_Server]:
    """Run the server of `bench.http_server`, and end it whatever happens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.http_server", str(port), str(folder)], stdout=log, stderr=log
        )
        try:
            _await(port, process)
            yield _Server(port, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server of the benchmark did not start")


def _load(port: int, path: str, body: bytes, *, seconds: float) -> float:
    """Return the requests per second that a few clients get answered."""
    until = time.monotonic() + seconds
    counts: list[int] = []
    clients = [
        threading.Thread(target=lambda: counts.append(_client(port, path, body, until)))
        for _ in range(CLIENTS)
    ]
    started = time.monotonic()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    if len(counts) != CLIENTS:
        raise RuntimeError(f"a client of the benchmark got no answer from {path}")
    return sum(counts) / (time.monotonic() - started)


def _client(port: int, path: str, body: bytes, until: float) -> int:
    """Send one request after the other over one connection; return how many were answered with 200."""
    message = (
        f"POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body
    answered = 0
    connection = None
    while time.monotonic() < until:
        if connection is None:
            connection = socket.create_connection(("127.0.0.1", port), timeout=10)
        connection.sendall(message)
        if not _read_answer(connection):
            connection.close()
            connection = None
        answered += 1
    if connection is not None:
        connection.close()
    return answered


def _read_answer(connection: socket.socket) -> bool:
    """Read one answer to its end; return whether the connection stays open. Raises for anything but 200."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += _receive(connection)
    head, _, content = received.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.decode("latin-1")[:500] + content.decode("latin-1")[:500])
    headers = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    missing = int(headers[b"content-length"]) - len(content)
    while missing > 0:
        missing -= len(_receive(connection))
    return headers.get(b"connection") != b"close"


def _receive(connection: socket.socket) -> bytes:
    received = connection.recv(65_536)
    if not received:
        raise RuntimeError("the server of the benchmark hung up")
    return received
