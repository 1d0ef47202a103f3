"""`vakbewijs verify`: check a certificate, a shared selection or a link. `vakbewijs verifier`: run the page.

Exit codes of `verify`, for scripts:

    0  genuine and valid
    1  not valid, or no certificate at all
    2  could not be checked: a key, list or link was out of reach (wrong options end with 2 as well)
    3  genuine, with something to read: expired, suspended, unknown issuer, belongs to nobody here

Only what a command needs is imported, when it runs.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Unpack

import click

from verifier.organisation_cli import organisation
from web import commands

MIGRATIONS = Path(__file__).parent / "migrations"


class Moment(click.ParamType[datetime]):
    """A calendar date, or an instant with its zone."""

    name = "time"

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the instant; a date is its first moment in the Netherlands."""
        from schemas.dates import parse_calendar_date, parse_instant, start_of_day
        from schemas.errors import MalformedDocumentError

        if isinstance(value, datetime):
            return value
        try:
            return parse_instant(value) if "T" in value else start_of_day(parse_calendar_date(value))
        except MalformedDocumentError:
            self.fail("write it as 2026-12-01 or as 2026-12-01T14:30:00Z", param, ctx)


@click.command()
@click.argument("source", metavar="FILE|URL")
@click.option("--at", type=Moment(), help="Judge as of this time instead of now; lists must be of then.")
@click.option(
    "--trust",
    multiple=True,
    metavar="FILE|URL",
    help="A trust list to go by, whose keeper you trust. Default: VAKBEWIJS_VERIFIER_TRUST_ANCHORS.",
)
@click.option(
    "--receipt",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The receipt of an earlier check (JSON or PDF): evidence for what a lost key signed.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--bulk", is_flag=True, help="SOURCE is a CSV or XLSX of links, a ZIP of files, or a folder.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With --bulk: write the table to this .csv, .xlsx or .json.",
)
@click.option("--lang", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option(
    "--allow-insecure-loopback",
    is_flag=True,
    envvar="VAKBEWIJS_VERIFIER_ALLOW_INSECURE_LOOPBACK",
    help="Demo and tests only: http and private addresses, for this machine itself.",
)
def verify(
    source: str,
    at: datetime | None,
    trust: tuple[str, ...],
    receipt: Path | None,
    as_json: bool,
    bulk: bool,
    output: Path | None,
    lang: str,
    allow_insecure_loopback: bool,
) -> None:
    """Check a certificate, a shared selection or a share link (- reads standard input).

    Ends with 0: genuine and valid. 1: not valid. 2: could not be checked. 3: genuine, with a remark. With
    --bulk that is about the worst row.
    """
    from verifier.command import ClientOnDemand, make_desk, run
    from verifier.words import words

    moment = at or datetime.now(UTC)
    desk = make_desk(
        trust,
        client=ClientOnDemand(allow_insecure_loopback),
        at=moment,
        allow_insecure_loopback=allow_insecure_loopback,
    )
    if bulk and receipt is not None:
        raise click.UsageError("--receipt is for one certificate or selection")
    if bulk:
        from verifier.bulk.command import run as run_batch

        sys.exit(run_batch(desk, source, at=moment, said=words(lang), output=output))
    if output is not None:
        raise click.UsageError("--output goes with --bulk")
    sys.exit(run(desk, source, at=moment, said=words(lang), as_json=as_json, receipt=receipt))


@click.group()
def verifier() -> None:
    """Run and administer the verifier."""


@verifier.command()
@commands.serve_options(port=8003)
def serve(**options: Unpack[commands.ServeOptions]) -> None:
    """Serve the verifier under gunicorn, by the settings VAKBEWIJS_VERIFIER_*."""
    from verifier.app import create_app
    from verifier.settings import VerifierSettings

    commands.serve(commands.read_settings(VerifierSettings), MIGRATIONS, create_app, **options)


@verifier.command()
def migrate() -> None:
    """Bring the verifier's database to the newest form; safe to repeat."""
    from verifier.settings import VerifierSettings

    commands.migrate(commands.read_settings(VerifierSettings), MIGRATIONS)


@verifier.command("renew-key")
def renew_key() -> None:
    """Make a new key for receipts and retire the old one; what that signed stays valid."""
    from verifier.receipts.signing import ReceiptKeys
    from verifier.settings import VerifierSettings

    record = ReceiptKeys.open(commands.read_settings(VerifierSettings)).renew(at=datetime.now(UTC))
    click.echo(f"Receipts are signed from now on with {record.verification_method}")


@verifier.command()
def worker() -> None:
    """Check batches, and remove what was kept as long as was promised; runs until stopped."""
    from schemas.frameworks import Frameworks
    from verifier.app import staff_sessions
    from verifier.installed_desk import installed_desk
    from verifier.jobs import verifier_jobs
    from verifier.receipts.signing import ReceiptKeys
    from verifier.requests.sealing import AnswerSeal
    from verifier.settings import VerifierSettings
    from web.application import utc_now
    from web.jobs import run, stop_on_signals
    from web.logs import configure_logging

    settings = commands.read_settings(VerifierSettings)
    database = commands.ready_database(settings, MIGRATIONS)
    configure_logging()
    jobs = verifier_jobs(
        database,
        staff_sessions(settings),
        desk=installed_desk(settings, database, now=utc_now, receipt_keys=ReceiptKeys.open(settings)),
        seal=AnswerSeal(settings.answers_key()),
        frameworks=Frameworks.load(settings.home / "frameworks" / "crebo.json"),
        now=utc_now,
    )
    run(jobs, stop=stop_on_signals())


verifier.add_command(organisation)
