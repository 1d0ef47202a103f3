"""The demo, running: three applications, three databases and a register behind one loopback address."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from vakbewijs.demo.addresses import DemoAddresses
from vakbewijs.demo.command import fill, listen, migrate_all, running
from vakbewijs.demo.seeding import Seeded, read_seeded
from vakbewijs.demo.site import DemoSite, build_site


@dataclass(frozen=True, slots=True)
class RunningDemo:
    """A demo that serves at `addresses.base_url` and was filled."""

    addresses: DemoAddresses
    site: DemoSite
    seeded: Seeded


@contextmanager
def running_demo(home: Path) -> Iterator[RunningDemo]:
    """Serve a new demo on a free port and fill it, as `make demo` does; stop it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    addresses = DemoAddresses(home, f"http://localhost:{port}")
    migrate_all(addresses)
    site = build_site(addresses)
    with running(site, listen(site.wsgi, port)):
        fill(site)
        seeded = read_seeded(home)
        if seeded is None:
            raise RuntimeError("filling the demo left no record")
        yield RunningDemo(addresses, site, seeded)
