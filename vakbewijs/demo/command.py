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
from issuer.installation import Installation
from issuer.models import Role
from issuer.worker import worker_jobs
from vakbewijs.demo.addresses import DemoAddresses
from vakbewijs.demo.learners import LEARNERS
from vakbewijs.demo.organisations import ORGANISATIONS, DemoMember
from vakbewijs.demo.seeding import clear_unfinished, read_seeded, seed
from vakbewijs.demo.site import DemoSite, build_site
from vakbewijs.demo.world import BRANCH, EVC, HOLDERS, ROC, DemoStaff
from vakbewijs.local_server import listen, serve
from verifier.app import staff_sessions
from verifier.context import current_verifier
from verifier.jobs import verifier_jobs
from verifier.organisations.roles import Role as OrganisationRole
from verifier.views.desk import current_desk
from wallet.context import current_wallet
from wallet.jobs import wallet_jobs
from web.application import utc_now
from web.database import Database
from web.instance import Instance, InstanceError, home_from_environment, stored_address
from web.jobs import run, stop_on_signals
from web.logs import configure_logging
from web.migrations import upgrade
from web.tls import local_certificate

_FIRST_PORT = 8000

# What each role does, for the list of sign-ins.
_TASKS = {
    Role.REGISTRAR: "issues",
    Role.APPROVER: "approves",
    Role.ADMIN: "manages staff",
}
_MEMBER_TASKS = {
    OrganisationRole.CHECKER: "asks and checks",
    OrganisationRole.ADVISER: "advises on exemptions",
    OrganisationRole.BOARD: "decides on exemptions",
    OrganisationRole.ADMIN: "manages staff",
}


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help=f"The port of a new demo; a demo that was started before keeps its own.  [default: {_FIRST_PORT}]",
)
@click.option("--tls", is_flag=True, help="Speak https; browsers warn about our own certificate.")
def demo(port: int | None, tls: bool) -> None:
    """Run issuer, wallet and verifier with the running example.

    Everything is kept in the folder that VAKBEWIJS_HOME names; the next start goes on with it.
    """
    configure_logging(level=logging.WARNING)
    home = home_from_environment()
    try:
        clear_unfinished(home)
        stored = stored_address(home)
        address = _address(port, tls=tls, stored=stored)
        if stored is not None:
            Instance.open(home, base_url=address)
        # The address is for life, so a new one is written down only once the port is ours.
        listening = listen(int(address.rpartition(":")[2]))
        instance = Instance.open(home, base_url=address)
    except InstanceError as error:
        raise click.ClickException(_explained(error)) from error
    certificate = local_certificate(instance.home, at=utc_now()) if address.startswith("https") else None
    addresses = DemoAddresses(
        instance.home, instance.base_url, certificate.certificate if certificate else None
    )
    migrate_all(addresses)
    site = build_site(addresses)
    with running(site, serve(site.wsgi, listening, certificate)):
        if read_seeded(instance.home) is None:
            click.echo("Filling the demo for the first time ...")
            fill(site)
        _say_where_to_click(addresses)
        stop_on_signals().wait()
    click.echo("Stopped. Start again to go on where you were.")


def _address(port: int | None, *, tls: bool, stored: str | None) -> str:
    """Return the address of the demo: as asked, else as it was, else on the usual port."""
    if port is None and not tls and stored is not None:
        return stored
    scheme = "https" if tls else "http"
    return f"{scheme}://localhost:{port or (stored or '').rpartition(':')[2] or _FIRST_PORT}"


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
        verifier_app=site.verifier,
        clock=utc_now,
    )


@contextmanager
def running(site: DemoSite, server: BaseWSGIServer) -> Iterator[None]:
    """Serve, and do the work of all workers, in threads of this process; stop all at the end."""
    stop = threading.Event()
    settings = site.addresses.issuer_settings()
    with site.wallet.app_context():
        wallet_settings = current_wallet().settings
    wallet_database = Database(wallet_settings.database_url)
    with site.verifier.app_context():
        verifier_settings, verifier_seal = current_verifier().settings, current_verifier().seal
        verifier_desk, frameworks = current_desk(), current_verifier().frameworks
    threads = [
        threading.Thread(target=server.serve_forever, name="server"),
        threading.Thread(
            target=run,
            name="worker",
            args=(worker_jobs(settings, Database(settings.database_url), Installation.open(settings)),),
            kwargs={"stop": stop},
        ),
        threading.Thread(
            target=run,
            name="wallet-worker",
            args=(wallet_jobs(wallet_settings, wallet_database, now=utc_now),),
            kwargs={"stop": stop},
        ),
        threading.Thread(
            target=run,
            name="verifier-worker",
            args=(
                verifier_jobs(
                    Database(verifier_settings.database_url),
                    staff_sessions(verifier_settings),
                    desk=verifier_desk,
                    seal=verifier_seal,
                    frameworks=frameworks,
                    now=utc_now,
                ),
            ),
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
        f"  Wallet    {addresses.wallet}/",
        *(_sign_in(each.person.given_names, each.account, each.passphrase) for each in (*HOLDERS, *LEARNERS)),
        f"  Issuer    {addresses.issuer}/",
    ]
    for institution in (ROC, EVC, BRANCH):
        lines.append(f"    {institution.name}")
        lines.extend(_sign_in(_who(person), person.login, person.password) for person in institution.staff)
    lines += [
        f"  Verifier  {addresses.verifier}/   (no account needed to check)",
    ]
    for organisation in ORGANISATIONS:
        lines.append(f"    {organisation.name}")
        lines.extend(
            _sign_in(_member(person), person.login, person.password) for person in organisation.staff
        )
    lines += [
        "",
        f"  All people are fictional. Files: {_short(addresses.home)}. Ctrl-C stops.",
        "",
    ]
    for line in lines:
        click.echo(line)


def _sign_in(who: str, login: str, password: str) -> str:
    return f"      {login:<30}{password:<28}{who}"


def _member(person: DemoMember) -> str:
    return f"{person.name}: {', '.join(_MEMBER_TASKS[role] for role in person.roles)}"


def _who(person: DemoStaff) -> str:
    return f"{person.name}: {', '.join(_TASKS[role] for role in person.roles)}"


def _short(path: Path) -> str:
    """Return a path as people type it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _explained(error: InstanceError) -> str:
    match error.code:
        case "instance.other_address":
            return (
                f"this folder was started as {error.parameters['stored']}, and that address stands inside "
                f"every document that it signed. Leave the port out, or use another folder as well with "
                f"VAKBEWIJS_HOME=..."
            )
        case "instance.port_in_use":
            port = error.parameters["port"]
            return (
                f"port {port} is in use. Does this demo run already? Then open http://localhost:{port}/. "
                f"If another program has the port, choose one for a new demo: PORT=8010, and "
                f"VAKBEWIJS_HOME=... when this folder has a demo in it."
            )
        case "instance.not_a_demo":
            return (
                f"{error.parameters['home']} holds an installation that is no demo, and a demo would mix "
                f"with it. Name another folder with VAKBEWIJS_HOME=..."
            )
        case _:
            return str(error)
