"""`vakbewijs issuer api-key`, `instance` and `endorse`: what is signed outside the console (ADR 29, 51)."""

from datetime import UTC, datetime
from typing import BinaryIO

import click

from issuer.choices import SUITE_KEY_TYPES, ApiScope, StatusPurpose
from issuer.operating import SENTENCES, open_database, open_installation
from keys.key_types import KeyType
from web.commands import refusals

_KEY_TYPES = [each.value for each in KeyType]
_SCOPES = [scope.value for scope in ApiScope]
_PURPOSES = [purpose.value for purpose in StatusPurpose]


@click.group("api-key")
def api_key() -> None:
    """Make, list or end the keys with which an institution's other systems issue."""


@api_key.command("add")
@click.argument("slug")
@click.option("--name", required=True, help="Which system it is for.")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(_SCOPES), default=_SCOPES)
def add_api_key(slug: str, name: str, scopes: tuple[str, ...]) -> None:
    """Make a key for a system of the institution SLUG, and show it once."""
    from issuer import institutions
    from issuer.api_keys import create_api_key

    with refusals(SENTENCES), open_database().transaction() as session:
        made = create_api_key(
            session,
            institutions.find_institution(session, slug),
            name=name,
            scopes=[ApiScope(scope) for scope in scopes],
            at=_now(),
        )
    click.echo(made.text)
    click.echo("This key is shown once. Keep it where that system keeps its secrets.", err=True)


@api_key.command("list")
@click.argument("slug")
def list_api_keys(slug: str) -> None:
    """List the keys of the institution SLUG: id, name, what for, last used, ended."""
    from issuer import institutions
    from issuer.api_keys import api_keys

    with refusals(SENTENCES), open_database().reading() as session:
        for each in api_keys.all_of(session, institutions.find_institution(session, slug).id):
            ended = f"ended {each.ended_at:%Y-%m-%d}" if each.ended_at else "active"
            used = f"used {each.last_used_at:%Y-%m-%d}" if each.last_used_at else "never used"
            click.echo(f"{each.id}\t{each.name}\t{','.join(each.scopes)}\t{used}\t{ended}")


@api_key.command("end")
@click.argument("slug")
@click.argument("key_id")
def end_api_key(slug: str, key_id: str) -> None:
    """End a key of the institution SLUG, for good."""
    from issuer import institutions
    from issuer.api_keys import api_keys

    with refusals(SENTENCES), open_database().transaction() as session:
        found = institutions.find_institution(session, slug)
        api_keys.end(session, found.id, key_id, at=_now())
    click.echo(f"{key_id} is ended.")


@click.group()
def instance() -> None:
    """Add or list the ways in which an institution signs for its other systems."""


@instance.command("add")
@click.argument("slug")
@click.argument("name")
@click.option("--cryptosuite", required=True, type=click.Choice(list(SUITE_KEY_TYPES)))
@click.option(
    "--key-type", type=click.Choice(_KEY_TYPES), help="Make a key of its own. Default: the institution's key."
)
@click.option(
    "--status", "purposes", multiple=True, type=click.Choice(_PURPOSES), help="Give status entries."
)
def add_instance(
    slug: str, name: str, cryptosuite: str, key_type: str | None, purposes: tuple[str, ...]
) -> None:
    """Add an instance; NAME is its place in addresses, /issuers/NAME/credentials/issue, for good."""
    from issuer import instances, institutions

    _, database, installation = open_installation()
    with refusals(SENTENCES), database.transaction() as session:
        made = instances.create_instance(
            session,
            installation,
            institutions.find_institution(session, slug),
            name=name,
            cryptosuite=cryptosuite,
            key_type=KeyType(key_type) if key_type else None,
            status_purposes=[StatusPurpose(purpose) for purpose in purposes],
            at=_now(),
        )
    click.echo(installation.issuing_url(made.name))


@instance.command("list")
@click.argument("slug")
def list_instances(slug: str) -> None:
    """List the instances of the institution SLUG with their addresses."""
    from issuer import instances, institutions

    _, database, installation = open_installation()
    with refusals(SENTENCES), database.reading() as session:
        for each in instances.instances_of(session, institutions.find_institution(session, slug).id):
            status = ",".join(each.status_purposes) or "no status"
            click.echo(f"{each.name}\t{each.cryptosuite}\t{status}\t{installation.issuing_url(each.name)}")


@click.command()
@click.argument("instance_name", metavar="INSTANCE")
@click.argument("file", type=click.File("rb"))
def endorse(instance_name: str, file: BinaryIO) -> None:
    """Sign the reference in FILE, as a wallet gave it out, by INSTANCE; the signed file goes to stdout.

    Whom it is about and what it says are told first: what is signed stays signed.
    """
    from issuer import endorsing
    from schemas.endorsement import MAX_ENDORSEMENT_BYTES
    from web.text import display_text

    _, database, installation = open_installation()
    data = file.read(MAX_ENDORSEMENT_BYTES + 1)
    with refusals(SENTENCES), database.transaction() as session:
        said, signed = endorsing.endorse(session, installation, instance_name, data, at=_now())
    click.echo(f"Signed, about {display_text(said.name)}: {display_text(said.comment)}", err=True)
    click.echo(signed)


def _now() -> datetime:
    return datetime.now(UTC)
