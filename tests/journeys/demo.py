"""The demo, running: three applications, three databases and a register behind one loopback address."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from vakbewijs.demo.addresses import DemoAddresses
from vakbewijs.demo.command import fill, migrate_all, running
from vakbewijs.demo.seeding import Seeded, read_seeded
from vakbewijs.demo.site import DemoSite, build_site
from vakbewijs.local_server import listen, serve


@dataclass(frozen=True, slots=True)
class RunningDemo:
    """A demo that serves at `addresses.base_url` and was filled."""

    addresses: DemoAddresses
    site: DemoSite
    seeded: Seeded


@contextmanager
def running_demo(home: Path) -> Iterator[RunningDemo]:
    """Serve a new demo on a free port and fill it, as `make demo` does; stop it at the end."""
    listening = listen(0)
    addresses = DemoAddresses(home, f"http://localhost:{listening.getsockname()[1]}")
    migrate_all(addresses)
    site = build_site(addresses)
    with running(site, serve(site.wsgi, listening)):
        fill(site)
        seeded = read_seeded(home)
        if seeded is None:
            raise RuntimeError("filling the demo left no record")
        yield RunningDemo(addresses, site, seeded)
