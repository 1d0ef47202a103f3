"""`vakbewijs demo`: set up what is missing, fill it once, serve it, and say where to click."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from werkzeug.serving import BaseWSGIServer

import issuer
import verifier
import wallet
from issuer.cli import worker_jobs
from issuer.installation import Installation
from vakbewijs.demo.addresses import DemoAddresses
from vakbewijs.demo.seeding import clear_unfinished, read_seeded, seed
from vakbewijs.demo.site import DemoSite, build_site
from vakbewijs.demo.world import EVC, JOHAN, ROC, SAMIRA
from vakbewijs.instance import Instance, InstanceError, home_from_environment
from vakbewijs.local_server import listen
from web.application import utc_now
from web.database import Database
from web.jobs import run, stop_on_signals
from web.logs import configure_logging
from web.migrations import upgrade
from web.tls import local_certificate


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--tls", is_flag=True, help="Speak https; browsers warn about our own certificate.")
def demo(port: int, tls: bool) -> None:
    """Run issuer, wallet and verifier with the running example.

    Everything is kept in the folder that VAKBEWIJS_HOME names; the next start goes on with it.
    """
    configure_logging(level=logging.WARNING)
    try:
        scheme = "https" if tls else "http"
        instance = Instance.open(home_from_environment(), base_url=f"{scheme}://localhost:{port}")
    except InstanceError as error:
        raise click.ClickException(_explained(error)) from error
    certificate = local_certificate(instance.home, at=utc_now()) if tls else None
    addresses = DemoAddresses(
        instance.home, instance.base_url, certificate.certificate if certificate else None
    )
    clear_unfinished(instance.home)
    migrate_all(addresses)
    site = build_site(addresses)
    try:
        server = listen(site.wsgi, port, certificate)
    except (OSError, SystemExit) as error:
        raise click.ClickException(
            f"port {port} is in use; choose another folder and port with VAKBEWIJS_HOME=... and PORT=..."
        ) from error
    with running(site, server):
        if read_seeded(instance.home) is None:
            click.echo("Filling the demo for the first time ...")
            fill(site)
        _say_where_to_click(addresses)
        stop_on_signals().wait()
    click.echo("Stopped. Start again to go on where you were.")


def migrate_all(addresses: DemoAddresses) -> None:
    """Bring the three databases to their newest form, making them at the first start."""
    for party in (issuer, wallet, verifier):
        name = party.__name__
        folder = addresses.home / name
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        upgrade(Database(f"sqlite:///{folder / name}.sqlite3"), Path(party.__path__[0]) / "migrations")


def fill(site: DemoSite) -> None:
    """Fill a demo whose server runs."""
    settings = site.addresses.issuer_settings()
    seed(
        site.addresses,
        issuer_database=Database(settings.database_url),
        installation=Installation.open(settings),
        wallet_app=site.wallet,
        clock=utc_now,
    )


@contextmanager
def running(site: DemoSite, server: BaseWSGIServer) -> Iterator[None]:
    """Serve, and work off batches, in threads of this process; stop both at the end."""
    stop = threading.Event()
    settings = site.addresses.issuer_settings()
    threads = [
        threading.Thread(target=server.serve_forever, name="server"),
        threading.Thread(
            target=run,
            name="worker",
            args=(worker_jobs(settings, Database(settings.database_url), Installation.open(settings)),),
            kwargs={"stop": stop},
        ),
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        server.shutdown()
        for thread in threads:
            thread.join()
        server.server_close()


def _say_where_to_click(addresses: DemoAddresses) -> None:
    lines = [
        "",
        f"  Vakbewijs runs. Start here:  {addresses.base_url}/",
        "",
        f"  Wallet     {addresses.wallet}/",
        *(f"             {holder.account}  /  {holder.passphrase}" for holder in (SAMIRA, JOHAN)),
        f"  Issuer     {addresses.issuer}/",
        *(
            f"             {person.login}  /  {person.password}   ({institution.name})"
            for institution in (ROC, EVC)
            for person in institution.staff
        ),
        f"  Verifier   {addresses.verifier}/   (no account)",
        "",
        f"  All people are fictional. Files: {_short(addresses.home)}. Ctrl-C stops.",
        "",
    ]
    for line in lines:
        click.echo(line)


def _short(path: Path) -> str:
    """Return a path as people type it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _explained(error: InstanceError) -> str:
    if error.code == "instance.other_address":
        return (
            f"this folder was started as {error.parameters['stored']}, and that address stands inside every "
            f"document that it signed. Use that one, or another folder with VAKBEWIJS_HOME=..."
        )
    return str(error)
