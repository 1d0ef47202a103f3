"""What holds for every test: no sockets outside this machine, and the same examples every time."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from tests.browser_setup import CHROMIUM_ARGUMENTS, chromium
from tests.compiled import compiled_routes

# Deadlines are off, since they would judge the machine; a profile is chosen with --hypothesis-profile.
_SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "ci", derandomize=True, database=None, deadline=None, max_examples=60, suppress_health_check=_SLOW_IS_FINE
)
# `make fuzz`: other examples every time, those that failed first.
settings.register_profile(
    "fuzz", deadline=None, max_examples=1_500, print_blob=True, suppress_health_check=_SLOW_IS_FINE
)
settings.load_profile("ci")


def _leaves_this_machine(address: Any) -> bool:
    if not isinstance(address, tuple):  # a unix socket is a path
        return False
    host = address[0]
    if host in ("localhost", ""):
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return True


@pytest.fixture(autouse=True, scope="session")
def routes_compiled_once() -> Iterator[None]:
    """Make applications quickly."""
    with compiled_routes():
        yield


@pytest.fixture(autouse=True, scope="session")
def no_sockets_outside_loopback() -> Iterator[None]:
    """Refuse every connection that would leave the machine, whatever library tries it."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if _leaves_this_machine(address):
            raise PermissionError(f"a test tried to connect to {address!r}")
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        if _leaves_this_machine(address):
            raise PermissionError(f"a test tried to connect to {address!r}")
        return connect_ex(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def chromium_process() -> Iterator[Browser]:
    """Start one headless Chromium for all browser tests of a worker: Playwright runs once per process."""
    executable = chromium()
    if executable is None:
        pytest.skip("no Chromium on this machine; `make test` says how it looked for one")
    with sync_playwright() as playwright:
        process = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        yield process
        process.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that have a browser or a whole demo in them: few tests, and each of them long.

    Two processes take files from one queue; what is long and comes last is waited for by one of them alone.
    """
    long = {
        item.path for item in items if item.get_closest_marker("browser") or "journeys" in item.path.parts
    }
    items.sort(key=lambda item: item.path not in long)
