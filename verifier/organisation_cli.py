"""`vakbewijs verifier organisation`: who may ask for certificates here, who works there, which systems."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verifier.organisations.roles import Role
from web.commands import read_settings, ready_database, refusals

if TYPE_CHECKING:
    from verifier.settings import VerifierSettings
    from web.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"

_ROLES = [role.value for role in Role]

SENTENCES = {
    "organisation.exists": "there is an organisation {slug} already",
    "organisation.unknown": "there is no organisation {slug}; `... organisation list` names them",
    "organisation.slug": "{slug} can't stand in addresses: use 1 to 40 letters a-z, digits and hyphens",
    "organisation.name": "--name is empty, or --name or --place is too long",
    "staff.login": "--login is no e-mail address",
    "staff.name": "--name is empty or longer than 200 characters",
    "staff.official_id": "--code may hold letters, digits, full stops and hyphens, such as G-08",
    "staff.password": "the password needs at least {characters} characters",
    "staff.roles": "give at least one --role",
    "staff.exists": "this organisation has somebody with that e-mail address or code already",
    "api_key.name": "--name is empty or longer than {characters} characters",
    "organisation.issuer": "--url is no address, or --key is empty",
    "api_key.unknown": "this organisation has no API key with that id",
}


@click.group()
def organisation() -> None:
    """Administer organisations that ask workers for certificates."""


@organisation.command("add")
@click.argument("slug")
@click.option("--name", required=True)
@click.option("--place", default="")
def add_organisation(slug: str, name: str, place: str) -> None:
    """Add an organisation; SLUG is its name in addresses, for good. Prints its DID, for a trust list."""
    from verifier.organisations import registering

    settings, database = _open()
    with refusals(SENTENCES), database.transaction() as session:
        made = registering.create_organisation(
            session, base_url=settings.public_base_url, slug=slug, name=name, place=place, at=_now()
        )
        click.echo(f"{made.name}: {made.did}")


@organisation.command("list")
def list_organisations() -> None:
    """List the organisations and their DIDs."""
    from verifier.organisations import registering

    with _open()[1].reading() as session:
        for each in registering.all_organisations(session):
            click.echo(f"{each.slug}\t{each.name}\t{each.did}")


@organisation.command("staff")
@click.argument("slug")
@click.option("--login", required=True, help="An e-mail address.")
@click.option("--name", required=True)
@click.option("--code", required=True, help="Names this person in decisions.")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice(_ROLES))
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
def add_staff(slug: str, login: str, name: str, code: str, roles: tuple[str, ...], password: str) -> None:
    """Add a member of staff to the organisation SLUG."""
    from verifier.organisations import registering
    from verifier.organisations.staff import accounts
    from web.passwords import PasswordCost, Passwords

    with refusals(SENTENCES), _open()[1].transaction() as session:
        member = accounts.create(
            session,
            registering.find_organisation(session, slug),
            login=login,
            name=name,
            official_id=code,
            password=password,
            roles=[Role(role) for role in roles],
            passwords=Passwords(PasswordCost.interactive()),
            at=_now(),
        )
        click.echo(f"{member.name} can sign in as {member.login}.")


@organisation.command("api-key")
@click.argument("slug")
@click.option("--name", required=True, help="Which system it is for.")
def add_api_key(slug: str, name: str) -> None:
    """Make a key for another system of the organisation SLUG, and print it: it is shown once."""
    from verifier.organisations import registering
    from verifier.organisations.api_keys import api_keys

    with refusals(SENTENCES), _open()[1].transaction() as session:
        made = api_keys.create(session, registering.find_organisation(session, slug), name=name, at=_now())
        click.echo(made.text)


@organisation.command("end-api-key")
@click.argument("slug")
@click.argument("key_id")
def end_api_key(slug: str, key_id: str) -> None:
    """End a key of the organisation SLUG, for good."""
    from verifier.organisations import registering
    from verifier.organisations.api_keys import api_keys

    with refusals(SENTENCES), _open()[1].transaction() as session:
        found = registering.find_organisation(session, slug)
        key = api_keys.end(session, found.id, key_id, at=_now())
        click.echo(f"The key for {key.name} opens nothing any more.")


@organisation.command("issuer")
@click.argument("slug")
@click.option("--url", required=True, help="Such as https://issuer.example.nl/issuers/SLUG/decisions.")
@click.option("--key", prompt=True, hide_input=True, help="A key of the issuer with the scope `decide`.")
def set_issuer(slug: str, url: str, key: str) -> None:
    """Say where the decisions on exemptions of the organisation SLUG are signed."""
    from verifier.exempting import issuer_door
    from verifier.organisations import registering
    from verifier.requests.sealing import AnswerSeal

    settings, database = _open()
    with refusals(SENTENCES), database.transaction() as session:
        found = registering.find_organisation(session, slug)
        issuer_door.set_issuer(
            session,
            found,
            AnswerSeal(settings.answers_key()),
            url=url.strip(),
            key=key.strip(),
            at=_now(),
        )
        click.echo(f"Decisions of {found.name} go to {url}.")


def _open() -> "tuple[VerifierSettings, Database]":
    from verifier.settings import VerifierSettings

    settings = read_settings(VerifierSettings)
    return settings, ready_database(settings, MIGRATIONS)


def _now() -> datetime:
    return datetime.now(UTC)
