"""`vakbewijs trust`: keep and publish a trust list. Each command is one call of the keeper."""

import functools
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Concatenate, ParamSpec

import click

from keys.trust_keeper import DEFAULT_VALIDITY, TrustKeeper
from keys.trust_list import EndReason, Recognition, RecognitionState, Registration
from keys.unlocking import KeyFile, Passphrase, Unlock
from schemas.credential import CredentialKind
from schemas.errors import DomainError
from schemas.inschrijvingsverklaring import REGISTER_SCOPE
from schemas.verification_receipt import RECEIPT_TYPE

Arguments = ParamSpec("Arguments")

_KINDS = click.Choice([*(kind.value for kind in CredentialKind), RECEIPT_TYPE])
_REASONS = click.Choice([reason.value for reason in EndReason if reason is not EndReason.ANNULLED])


@click.group()
def trust() -> None:
    """Keep and publish a trust list, as a register keeper."""


def _keeper_options(
    command: Callable[Concatenate[Path, Unlock, Arguments], None],
) -> Callable[..., None]:
    """Add the options that find and open a keeper's folder, and turn refusals into messages."""

    @click.option(
        "--home",
        type=click.Path(path_type=Path, file_okay=False),
        help="The keeper's folder; else `register` in the folder that VAKBEWIJS_HOME names.",
    )
    @click.option(
        "--key-file",
        type=click.Path(path_type=Path, dir_okay=False),
        envvar="VAKBEWIJS_TRUST_KEY_FILE",
        help="A file that opens the key store; made by `init` when it is not there.",
    )
    @click.option("--passphrase", envvar="VAKBEWIJS_TRUST_PASSPHRASE", hidden=True)
    @click.option("--instance", envvar="VAKBEWIJS_HOME", default=".instance", hidden=True)
    @functools.wraps(command)
    def opened(
        home: Path | None,
        key_file: Path | None,
        passphrase: str | None,
        instance: str,
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> None:
        folder = home or Path(instance).expanduser() / "register"
        unlock = KeyFile(key_file) if key_file else Passphrase(passphrase or _ask_passphrase(folder))
        try:
            command(folder, unlock, *args, **kwargs)
        except DomainError as error:
            raise click.ClickException(_said(error)) from error

    return opened


@trust.command()
@_keeper_options
@click.option("--base-url", required=True, help="Where the published files will be served.")
@click.option("--name", required=True, help="The keeper's name, as verifiers show it.")
def init(home: Path, unlock: Unlock, base_url: str, name: str) -> None:
    """Make a register keeper with a key of its own and an empty list."""
    if isinstance(unlock, KeyFile) and not unlock.path.exists():
        KeyFile.create(unlock.path)
        click.echo(f"Made the key file {unlock.path}; keep a copy in a safe place.")
    keeper = TrustKeeper.init(home, base_url=base_url, name=name, unlock=unlock, at=_now())
    click.echo(f"Keeper    {keeper.did}")
    click.echo(f"List      {keeper.trust_list.url}")


@trust.command("add-issuer")
@_keeper_options
@click.argument("did")
@click.argument("official_name")
@click.option("--registration", multiple=True, metavar="SCHEME=NUMBER", help="Such as BRIN=99XX.")
@click.option("--former", multiple=True, metavar="DID", help="A DID under which it issued before.")
def add_issuer(
    home: Path,
    unlock: Unlock,
    did: str,
    official_name: str,
    registration: tuple[str, ...],
    former: tuple[str, ...],
) -> None:
    """Put an issuer on the list, as yet recognised for nothing."""
    keeper = TrustKeeper.open(home, unlock=unlock)
    keeper.add_issuer(
        did,
        official_name,
        registrations=[_registration(text) for text in registration],
        former_entities=former,
    )
    click.echo(f"Added {official_name}; publish to make it known.")


@trust.command()
@_keeper_options
@click.argument("did")
@click.option("--kind", "kinds", multiple=True, required=True, type=_KINDS)
@click.option(
    "--standard",
    "standards",
    multiple=True,
    help=f"Such as crebo:25491; none means every one. {REGISTER_SCOPE} lets an issuer of statements of "
    "enrolments speak as that register; it is never included in every one.",
)
@click.option("--from", "first_day", required=True, type=click.DateTime(["%Y-%m-%d"]))
@click.option("--by", "recognised_by", help="Who recognised it, when that is not the keeper.")
def recognise(
    home: Path,
    unlock: Unlock,
    did: str,
    kinds: tuple[str, ...],
    standards: tuple[str, ...],
    first_day: datetime,
    recognised_by: str | None,
) -> None:
    """Recognise an issuer for kinds and standards, from a day on.

    VerificationReceipt is for a verifier: its receipts then prove that a document existed on a day.
    """
    keeper = TrustKeeper.open(home, unlock=unlock)
    keeper.recognise(
        did,
        kinds=kinds,
        standards=standards or None,
        recognised_from=first_day.date(),
        recognised_by=recognised_by,
    )
    click.echo("Recognised; publish to make it known.")


@trust.command()
@_keeper_options
@click.argument("did")
@click.option("--kind", "kinds", multiple=True, required=True, type=_KINDS)
@click.option("--standard", "standards", multiple=True, help="None means all of them.")
@click.option("--until", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The first day without.")
@click.option("--reason", required=True, type=_REASONS)
def end(
    home: Path,
    unlock: Unlock,
    did: str,
    kinds: tuple[str, ...],
    standards: tuple[str, ...],
    until: datetime,
    reason: str,
) -> None:
    """End a recognition; what was issued before stays recognised."""
    keeper = TrustKeeper.open(home, unlock=unlock)
    keeper.end(did, kinds=kinds, standards=standards or None, until=until.date(), reason=EndReason(reason))
    click.echo("Ended; publish to make it known.")


@trust.command()
@_keeper_options
@click.argument("did")
@click.option("--kind", "kinds", multiple=True, required=True, type=_KINDS)
@click.option("--standard", "standards", multiple=True, help="None means all of them.")
@click.option("--from", "first_day", required=True, type=click.DateTime(["%Y-%m-%d"]))
def annul(
    home: Path,
    unlock: Unlock,
    did: str,
    kinds: tuple[str, ...],
    standards: tuple[str, ...],
    first_day: datetime,
) -> None:
    """Hold a recognition never to have been, for what is dated from a day on."""
    keeper = TrustKeeper.open(home, unlock=unlock)
    keeper.annul(
        did,
        kinds=kinds,
        standards=standards or None,
        annulled_from=first_day.date(),
        decided_on=_now().date(),
    )
    click.echo("Annulled; publish to make it known.")


@trust.command()
@_keeper_options
@click.option("--days", default=DEFAULT_VALIDITY.days, type=click.IntRange(1, 366), show_default=True)
def publish(home: Path, unlock: Unlock, days: int) -> None:
    """Sign the list as a new version and write the files to serve."""
    publication = TrustKeeper.open(home, unlock=unlock).publish(at=_now(), valid_for=timedelta(days=days))
    click.echo(f"Version {publication.version}")
    click.echo(publication.did_document)
    click.echo(publication.trust_list)


@trust.command()
@_keeper_options
def show(home: Path, unlock: Unlock) -> None:
    """Show the list as it stands, published or not."""
    keeper = TrustKeeper.open(home, unlock=unlock)
    click.echo(f"{keeper.name}  {keeper.did}  version {keeper.trust_list.version}")
    for entry in keeper.trust_list.entries:
        click.echo(f"\n{entry.official_name}  {entry.entity}")
        for recognition in entry.recognitions:
            click.echo(f"  {_describe(recognition)}")


@trust.command()
@_keeper_options
@click.argument("did")
@click.option("--kind", required=True, type=_KINDS)
@click.option(
    "--standard",
    "standards",
    multiple=True,
    help=f"Such as crebo:25491 or {REGISTER_SCOPE}; none asks for every standard.",
)
@click.option("--on", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Past or present.")
def ask(home: Path, unlock: Unlock, did: str, kind: str, standards: tuple[str, ...], day: datetime) -> None:
    """Say whether an issuer was recognised on a day, by the list as it stands.

    Ends with 0 when it was, and with 1 when it was not.
    """
    keeper = TrustKeeper.open(home, unlock=unlock)
    answer = keeper.recognition(did, kind, standards, on=day.date())
    click.echo(f"{answer.official_name or did} on {answer.on}: {_ANSWERS[answer.state]}")
    if answer.recognition:
        click.echo(f"  {_describe(answer.recognition)}")
    sys.exit(0 if answer.state is RecognitionState.RECOGNISED else 1)


_ANSWERS = {
    RecognitionState.RECOGNISED: "recognised",
    RecognitionState.NOT_RECOGNISED: "not recognised for this",
    RecognitionState.ANNULLED: "recognised then, which was annulled later",
    RecognitionState.UNKNOWN_ISSUER: "not on the list",
}


def _ask_passphrase(folder: Path) -> str:
    """Ask for the passphrase, twice where a new store will be made with it."""
    new = not (folder / "keys").exists()
    answer: str = click.prompt("Passphrase of the key store", hide_input=True, confirmation_prompt=new)
    return answer


_SENTENCES = {
    "trust.exists": "this folder holds a register keeper already",
    "trust.no_keeper": "there is no register keeper here; `vakbewijs trust init` makes one",
    "trust.unreadable": "a file of the register keeper can't be read",
    "trust.invalid": "this would make a list that nobody accepts",
    "trust.duplicate_entry": "this DID is on the list already, or was given twice",
    "trust.unknown_issuer": "this DID is not on the list; `vakbewijs trust add-issuer` puts it there",
    "trust.already_recognised": "this issuer is recognised for that in this period already",
    "trust.not_recognised": "this issuer is not recognised for that",
    "trust.contradiction": "these dates and kinds contradict each other",
    "trust.no_active_key": "the keeper has no key that signs",
    "did.invalid": "this is no DID, or no address that one can name",
    "did.refused_host": "no verifier would fetch from this host",
    "did.method_not_supported": "the DID must be a did:web, did:key or did:jwk",
    "keystore.wrong_passphrase": "the passphrase does not open the key store",
    "keystore.other_unlock": "the key store opens in another way",
    "keystore.wrong_key_file": "the key file does not open the key store",
    "keystore.no_key_file": "the key file can't be read",
    "keystore.damaged": "the key store is damaged",
}


def _said(error: DomainError) -> str:
    """Return a line that says what is wrong, and the code to look it up by."""
    sentence = _SENTENCES.get(error.code)
    return f"{sentence} ({error})" if sentence else str(error)


def _describe(recognition: Recognition) -> str:
    scope = ", ".join(sorted(recognition.standards)) if recognition.standards else "every standard"
    until = recognition.recognised_until
    period = f"from {recognition.recognised_from}" + (f" until {until}" if until else "")
    reason = f" ({recognition.end_reason})" if recognition.end_reason else ""
    if recognition.annulled_from:
        reason = f" (annulled from {recognition.annulled_from})"
    return (
        f"{', '.join(sorted(recognition.kinds))}: {scope}, {period}{reason}, by {recognition.recognised_by}"
    )


def _registration(text: str) -> Registration:
    scheme, separator, number = text.partition("=")
    if not (scheme and separator and number):
        raise click.BadParameter("write SCHEME=NUMBER", param_hint="--registration")
    return Registration(scheme=scheme, number=number)


def _now() -> datetime:
    return datetime.now(UTC)
