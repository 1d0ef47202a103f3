"""What the issuer's commands share: how they open the installation, and how they say no."""

from pathlib import Path
from typing import TYPE_CHECKING

from web.commands import read_settings, ready_database, refusals

if TYPE_CHECKING:
    from issuer.installation import Installation
    from issuer.settings import IssuerSettings
    from web.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"

SENTENCES = {
    "institution.exists": "there is an institution {slug} already",
    "institution.unknown": "there is no institution {slug}; `vakbewijs issuer institution list` names them",
    "institution.slug": "{slug} can't stand in addresses: use 1 to 40 letters a-z, digits and hyphens",
    "institution.identifiers": "--id needs a scheme that we know and a number; the schemes are {schemes}",
    "institution.name": "--name is empty, or --name or --place is too long",
    "staff.login": "--login is no e-mail address",
    "staff.name": "--name is empty or longer than 200 characters",
    "staff.official_id": "--code may hold letters, digits, full stops and hyphens, such as G-08",
    "staff.password": "the password needs at least {characters} characters",
    "staff.roles": "give at least one --role",
    "staff.exists": "this institution has somebody with that e-mail address or code already",
    "keystore.unknown_key": "this institution has no key with that id",
    "keystore.wrong_state": "this key was taken out of use already",
    "keystore.wrong_passphrase": "VAKBEWIJS_ISSUER_KEY_PASSPHRASE does not open the key store",
    "keystore.other_unlock": "the key store opens in another way: with a passphrase, or with a key file",
    "keystore.wrong_key_file": "the key file does not open the key store",
    "api_key.name": "--name is empty or longer than {characters} characters",
    "api_key.scopes": "give at least one --scope",
    "api_key.unknown": "this institution has no API key with that id",
    "instance.exists": "there is an instance {name} already",
    "instance.unknown": "this institution has no instance {name}",
    "instance.key_type": "{fitting} is the key that this suite signs with, not {key_type}",
    "endorsement.form": "this is not the unsigned file that a wallet gave out ({reason})",
    "endorsement.other_issuer": "this file was made for another web address than that of {issuer}",
    "endorsement.in_parts": "{name} signs so that parts can be left out; take an instance of another suite",
    "instance.name": "{name} can't stand in addresses: use 1 to 40 letters a-z, digits and hyphens",
}


def open_installation() -> "tuple[IssuerSettings, Database, Installation]":
    """Open everything that the issuer needs, or say what is wrong."""
    from issuer.installation import Installation
    from issuer.settings import IssuerSettings

    settings = read_settings(IssuerSettings)
    database = ready_database(settings, MIGRATIONS)
    with refusals(SENTENCES):
        return settings, database, Installation.open(settings)


def open_database() -> "Database":
    """Open the issuer's database, or say what is wrong."""
    from issuer.settings import IssuerSettings

    return ready_database(read_settings(IssuerSettings), MIGRATIONS)
