"""`vakbewijs issuer`: run the issuer, keep its database up to date, and administer institutions.

Only what a command needs is imported, when it runs.
"""

from datetime import UTC, datetime, timedelta
from typing import Unpack

import click

from issuer.choices import Role
from issuer.door_cli import api_key, endorse, instance
from issuer.operating import MIGRATIONS, SENTENCES, open_database, open_installation
from keys.key_types import KeyType
from schemas.credential import CredentialKind
from web import commands
from web.commands import read_settings, refusals

_KEY_TYPES = [each.value for each in KeyType]
_ROLES = [role.value for role in Role]
_KINDS = {kind.value.lower(): kind for kind in CredentialKind}
_MINUTES_IN_A_YEAR = 366 * 24 * 60


@click.group()
def issuer() -> None:
    """Run and administer the issuer."""


@issuer.command()
@commands.serve_options(port=8001)
def serve(**options: Unpack[commands.ServeOptions]) -> None:
    """Serve the issuer under gunicorn, by the settings VAKBEWIJS_ISSUER_*."""
    from issuer.app import create_app

    settings, database, _ = open_installation()  # a key store that stays shut is told now
    database.close()
    commands.serve(settings, MIGRATIONS, create_app, **options)


@issuer.command()
def migrate() -> None:
    """Bring the issuer's database to the newest form; safe to repeat."""
    from issuer.settings import IssuerSettings

    commands.migrate(read_settings(IssuerSettings), MIGRATIONS)


@issuer.command()
def worker() -> None:
    """Issue batches, finish what was interrupted, send mail and tidy up, until told to stop."""
    from issuer.worker import worker_jobs
    from web.jobs import run, stop_on_signals
    from web.logs import configure_logging

    settings, database, installation = open_installation()
    configure_logging()
    run(worker_jobs(settings, database, installation), stop=stop_on_signals())


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
    from issuer import institutions

    numbers = dict(_pair(identifier) for identifier in identifiers)
    _, database, installation = open_installation()
    with refusals(SENTENCES), database.transaction() as session:
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
    from issuer import institutions

    with open_database().reading() as session:
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
    from issuer import institutions, services
    from web.passwords import PasswordCost, Passwords

    passwords = Passwords(PasswordCost.interactive())
    with refusals(SENTENCES), open_database().transaction() as session:
        member = services.accounts.create(
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


for command in (api_key, instance, endorse):
    issuer.add_command(command)


@issuer.group()
def key() -> None:
    """Rotate, retire or disown an institution's signing keys."""


@key.command("rotate")
@click.argument("slug")
@click.option("--instance", "instance_name", help="The issuing instance whose own key is rotated.")
@click.option("--key-type", default=KeyType.ED25519.value, type=click.Choice(_KEY_TYPES))
@click.option(
    "--lead-minutes",
    type=click.IntRange(0, _MINUTES_IN_A_YEAR),
    help="How long the new key is published before it signs; by default as long as others keep the old list.",
)
def rotate_key(slug: str, lead_minutes: int | None, instance_name: str | None, key_type: str) -> None:
    """Publish a new key; it takes over after the lead time, and the worker then retires the old one."""
    from issuer import instances, institutions, signing_keys

    lead = signing_keys.PUBLICATION_LEAD if lead_minutes is None else timedelta(minutes=lead_minutes)
    _, database, installation = open_installation()
    with refusals(SENTENCES), database.transaction() as session:
        institution = institutions.find_institution(session, slug)
        if instance_name is not None:
            instances.require_fitting_key(session, institution.id, instance_name, KeyType(key_type))
        made = signing_keys.add_key(
            session,
            installation,
            institution,
            at=_now(),
            lead=lead,
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
    from issuer import institutions, signing_keys

    _, database, installation = open_installation()
    with refusals(SENTENCES), database.transaction() as session:
        found = institutions.find_institution(session, slug)
        signing_keys.compromise_key(session, installation, found, key_id, at=_now())
        click.echo(f"{key_id} is published as revoked.")


@issuer.group("audit")
def audit_trail() -> None:
    """Check the audit trail."""


@audit_trail.command("verify")
def verify_audit() -> None:
    """Follow every institution's chain; name the first bad row, and exit with 1 when there is one."""
    from issuer import audit, institutions

    broken = False
    with open_database().reading() as session:
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
