"""`vakbewijs issuer`: run the issuer, keep its database up to date, and administer institutions."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from issuer import audit, bulk, claiming, instances, institutions, issuing, services, signing_keys
from issuer.app import SESSION_ABSOLUTE, SESSION_IDLE, create_app
from issuer.door_cli import api_key, instance
from issuer.installation import Installation
from issuer.models import OutboxMessage, Role, StaffSession
from issuer.refusals import refusals
from issuer.settings import IssuerSettings
from keys.key_types import KeyType
from web import outbox
from web.database import Database
from web.jobs import Job, run, stop_on_signals
from web.logs import configure_logging
from web.migrations import upgrade
from web.passwords import PasswordCost, Passwords
from web.serving import serve as serve_application
from web.sessions import Sessions
from web.tls import with_local_certificate

MIGRATIONS = Path(__file__).parent / "migrations"
_KEY_TYPES = [each.value for each in KeyType]
_ROLES = [role.value for role in Role]
_KINDS = {kind.value.lower(): kind for kind in institutions.ISSUED_KINDS}


@click.group()
def issuer() -> None:
    """Run and administer the issuer."""


@issuer.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8001, show_default=True, help="Port to listen on.")
@click.option("--workers", default=1, show_default=True, help="Processes.")
@click.option("--threads", default=8, show_default=True, help="Threads per process.")
@click.option("--tls", is_flag=True, help="Speak https, by a certificate of our own: for local runs.")
def serve(host: str, port: int, workers: int, threads: int, tls: bool) -> None:
    """Serve the issuer under gunicorn, by the settings VAKBEWIJS_ISSUER_*."""
    configure_logging()
    settings = IssuerSettings()
    certificate = None
    if tls:
        settings, certificate = with_local_certificate(settings, at=_now())
    serve_application(
        lambda: create_app(settings),
        host=host,
        port=port,
        workers=workers,
        threads=threads,
        certificate=certificate,
    )


@issuer.command()
def migrate() -> None:
    """Bring the issuer's database to the newest form; safe to repeat."""
    upgrade(Database(IssuerSettings().database_url), MIGRATIONS)
    click.echo("The issuer's database is up to date.")


@issuer.command()
def worker() -> None:
    """Issue batches, finish what was interrupted, send mail and tidy up, until told to stop."""
    configure_logging()
    settings = IssuerSettings()
    run(
        worker_jobs(settings, Database(settings.database_url), Installation.open(settings)),
        stop=stop_on_signals(),
    )


def worker_jobs(settings: IssuerSettings, database: Database, installation: Installation) -> list[Job]:
    """Return what a worker does; for the command, and for a demo that runs a worker of its own."""
    mail = outbox.MailFolder(settings.folder / "outbox")
    sessions = Sessions(StaffSession, settings, idle=SESSION_IDLE, absolute=SESSION_ABSOLUTE)

    def send() -> bool:
        with database.transaction() as session:
            return outbox.deliver_next(session, OutboxMessage, mail, sender=settings.mail_sender, at=_now())

    def tidy() -> bool:
        with database.transaction() as session:
            claiming.remove_expired_challenges(session, at=_now())
            sessions.remove_expired(session, at=_now())
            for institution in institutions.all_institutions(session):
                signing_keys.retire_superseded(session, installation, institution, at=_now())
        return False

    return [
        Job("batches", lambda: bulk.run_next(database, installation, at=_now())),
        Job("interrupted", lambda: issuing.resume_interrupted(database, installation, at=_now()) > 0),
        Job("mail", send),
        Job("tidy", tidy),
    ]


@issuer.group()
def institution() -> None:
    """Add an institution, or list them."""


@institution.command("add")
@click.argument("slug")
@click.option("--name", required=True)
@click.option("--place", default="")
@click.option("--kind", "kinds", multiple=True, required=True, type=click.Choice(list(_KINDS)))
@click.option("--id", "identifiers", multiple=True, required=True, help="SCHEME=NUMBER, such as BRIN=99XX.")
@click.option("--key-type", default=KeyType.ED25519.value, type=click.Choice(_KEY_TYPES))
def add_institution(
    slug: str, name: str, place: str, kinds: tuple[str, ...], identifiers: tuple[str, ...], key_type: str
) -> None:
    """Add an institution with its first signing key; SLUG is its name in addresses, for good."""
    numbers = dict(_pair(identifier) for identifier in identifiers)
    settings = IssuerSettings()
    installation = Installation.open(settings)
    with refusals(), Database(settings.database_url).transaction() as session:
        made = institutions.create_institution(
            session,
            installation,
            slug=slug,
            name=name,
            place=place,
            kinds=[_KINDS[kind] for kind in kinds],
            identifiers=numbers,
            key_type=KeyType(key_type),
            at=_now(),
        )
        click.echo(f"{made.name}: {made.did}")


@institution.command("list")
def list_institutions() -> None:
    """List the institutions and their DIDs."""
    with Database(IssuerSettings().database_url).reading() as session:
        for each in institutions.all_institutions(session):
            click.echo(f"{each.slug}\t{each.name}\t{each.did}\t{', '.join(each.kinds)}")


@issuer.command("add-staff")
@click.argument("slug")
@click.option("--login", required=True, help="An e-mail address.")
@click.option("--name", required=True)
@click.option("--code", required=True, help="Names this person on certificates that they approve.")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice(_ROLES))
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
def add_staff(slug: str, login: str, name: str, code: str, roles: tuple[str, ...], password: str) -> None:
    """Add a member of staff to the institution SLUG."""
    passwords = Passwords(PasswordCost.interactive())
    with refusals(), Database(IssuerSettings().database_url).transaction() as session:
        member = services.create_staff(
            session,
            institutions.find_institution(session, slug),
            login=login,
            name=name,
            official_id=code,
            password=password,
            roles=[Role(role) for role in roles],
            passwords=passwords,
            at=_now(),
        )
        click.echo(f"{member.name} can sign in as {member.login}.")


for group in (api_key, instance):
    issuer.add_command(group)


@issuer.group()
def key() -> None:
    """Rotate, retire or disown an institution's signing keys."""


@key.command("rotate")
@click.argument("slug")
@click.option("--instance", "instance_name", help="The issuing instance whose own key is rotated.")
@click.option("--key-type", default=KeyType.ED25519.value, type=click.Choice(_KEY_TYPES))
@click.option(
    "--lead-minutes",
    default=signing_keys.PUBLICATION_LEAD // timedelta(minutes=1),
    show_default=True,
    help="How long the new key is published before it signs.",
)
def rotate_key(slug: str, lead_minutes: int, instance_name: str | None, key_type: str) -> None:
    """Publish a new key; it takes over after the lead time, and the worker then retires the old one."""
    settings = IssuerSettings()
    installation = Installation.open(settings)
    with refusals(), Database(settings.database_url).transaction() as session:
        institution = institutions.find_institution(session, slug)
        if instance_name is not None:
            instances.require_fitting_key(session, institution.id, instance_name, KeyType(key_type))
        made = signing_keys.add_key(
            session,
            installation,
            institution,
            at=_now(),
            lead=timedelta(minutes=lead_minutes),
            key_type=KeyType(key_type),
            instance_name=instance_name,
        )
        click.echo(f"{made.key_id} signs from {made.signs_from.isoformat(timespec='seconds')}.")


@key.command("compromised")
@click.argument("slug")
@click.argument("key_id")
@click.confirmation_option(prompt="Proofs by this key will no longer hold by themselves. Go on?")
def compromised_key(slug: str, key_id: str) -> None:
    """Publish a key as revoked from now on; make a new one first."""
    settings = IssuerSettings()
    installation = Installation.open(settings)
    with refusals(), Database(settings.database_url).transaction() as session:
        found = institutions.find_institution(session, slug)
        signing_keys.compromise_key(session, installation, found, key_id, at=_now())
        click.echo(f"{key_id} is published as revoked.")


@issuer.group("audit")
def audit_trail() -> None:
    """Check the audit trail."""


@audit_trail.command("verify")
def verify_audit() -> None:
    """Follow every institution's chain; name the first bad row, and exit with 1 when there is one."""
    broken = False
    with Database(IssuerSettings().database_url).reading() as session:
        for each in institutions.all_institutions(session):
            link = audit.first_broken_link(session, each.id)
            broken = broken or link is not None
            click.echo(f"{each.slug}: " + (f"row {link.sequence} is {link.reason}" if link else "intact"))
    if broken:
        raise SystemExit(1)


def _now() -> datetime:
    return datetime.now(UTC)


def _pair(identifier: str) -> tuple[str, str]:
    scheme, equals, number = identifier.partition("=")
    if not equals or not number:
        raise click.BadParameter(f"{identifier!r} is not SCHEME=NUMBER")
    return scheme, number
