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

import click

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
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
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
    as_json: bool,
    lang: str,
    allow_insecure_loopback: bool,
) -> None:
    """Check a certificate, a shared selection or a share link (- reads standard input).

    Ends with 0: genuine and valid. 1: not valid. 2: could not be checked. 3: genuine, with a remark.
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
    sys.exit(run(desk, source, at=moment, said=words(lang), as_json=as_json))


@click.group()
def verifier() -> None:
    """Run and administer the verifier."""


@verifier.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8003, show_default=True, help="Port to listen on.")
@click.option("--workers", default=1, show_default=True, help="Processes.")
@click.option("--threads", default=8, show_default=True, help="Threads per process.")
@click.option("--tls", is_flag=True, help="Speak https, by a certificate of our own: for local runs.")
def serve(host: str, port: int, workers: int, threads: int, tls: bool) -> None:
    """Serve the verifier under gunicorn, by the settings VAKBEWIJS_VERIFIER_*."""
    from verifier.app import create_app
    from verifier.settings import VerifierSettings
    from web.logs import configure_logging
    from web.serving import serve as serve_application
    from web.tls import with_local_certificate

    configure_logging()
    settings = VerifierSettings()
    certificate = None
    if tls:
        settings, certificate = with_local_certificate(settings, at=datetime.now(UTC))
    serve_application(
        lambda: create_app(settings),
        host=host,
        port=port,
        workers=workers,
        threads=threads,
        certificate=certificate,
    )


@verifier.command()
def migrate() -> None:
    """Bring the verifier's database to the newest form; safe to repeat."""
    from verifier.settings import VerifierSettings
    from web.database import Database
    from web.migrations import upgrade

    upgrade(Database(VerifierSettings().database_url), MIGRATIONS)
    click.echo("The verifier's database is up to date.")


@verifier.command()
def worker() -> None:
    """Remove what visitors had checked as soon as its quarter of an hour is over; runs until stopped."""
    from verifier.jobs import purging
    from verifier.settings import VerifierSettings
    from web.application import utc_now
    from web.database import Database
    from web.jobs import run, stop_on_signals
    from web.logs import configure_logging

    configure_logging()
    stop = stop_on_signals()
    run([purging(Database(VerifierSettings().database_url), now=utc_now)], stop=stop)
