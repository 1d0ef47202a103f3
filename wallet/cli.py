"""`vakbewijs wallet`: run the wallet, keep its database up to date, and remove what is over.

Only what a command needs is imported, when it runs.
"""

from pathlib import Path
from typing import Unpack

import click

from web import commands

MIGRATIONS = Path(__file__).parent / "migrations"


@click.group()
def wallet() -> None:
    """Run and administer the wallet."""


@wallet.command()
@commands.serve_options(port=8002)
def serve(**options: Unpack[commands.ServeOptions]) -> None:
    """Serve the wallet under gunicorn, by the settings VAKBEWIJS_WALLET_*."""
    from wallet.app import create_app
    from wallet.settings import WalletSettings

    commands.serve(commands.read_settings(WalletSettings), MIGRATIONS, create_app, **options)


@wallet.command()
def migrate() -> None:
    """Bring the wallet's database to the newest form; safe to repeat."""
    from wallet.settings import WalletSettings

    commands.migrate(commands.read_settings(WalletSettings), MIGRATIONS)


@wallet.command()
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
def tidy(dry_run: bool) -> None:
    """Remove once what the worker removes: what is over, by the retention settings."""
    from wallet import retention
    from wallet.settings import WalletSettings
    from web.application import utc_now

    settings = commands.read_settings(WalletSettings)
    database = commands.ready_database(settings, MIGRATIONS)
    with database.transaction() as session:
        over = retention.rules(settings, at=utc_now())
        for subject, number in retention.count(session, over).items():
            click.echo(f"{subject}: {number}")
        if not dry_run:
            retention.remove(session, over)
    click.echo("Nothing was removed." if dry_run else "Removed.")


@wallet.command()
def worker() -> None:
    """Send mail, and remove what is over (see `tidy`) and files of nobody; runs until stopped."""
    from wallet.jobs import wallet_jobs
    from wallet.settings import WalletSettings
    from web.application import utc_now
    from web.jobs import run, stop_on_signals
    from web.logs import configure_logging

    settings = commands.read_settings(WalletSettings)
    database = commands.ready_database(settings, MIGRATIONS)
    configure_logging()
    run(wallet_jobs(settings, database, now=utc_now), stop=stop_on_signals())
