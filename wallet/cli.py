"""`vakbewijs wallet`: run the wallet and bring its database up to date."""

from datetime import UTC, datetime
from pathlib import Path

import click

from wallet.app import create_app
from wallet.settings import WalletSettings
from web.database import Database
from web.logs import configure_logging
from web.migrations import upgrade
from web.serving import serve as serve_application
from web.tls import with_local_certificate

MIGRATIONS = Path(__file__).parent / "migrations"


@click.group()
def wallet() -> None:
    """Run and administer the wallet."""


@wallet.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8002, show_default=True, help="Port to listen on.")
@click.option("--workers", default=1, show_default=True, help="Processes.")
@click.option("--threads", default=8, show_default=True, help="Threads per process.")
@click.option("--tls", is_flag=True, help="Speak https, by a certificate of our own: for local runs.")
def serve(host: str, port: int, workers: int, threads: int, tls: bool) -> None:
    """Serve the wallet under gunicorn, by the settings VAKBEWIJS_WALLET_*."""
    configure_logging()
    settings = WalletSettings()
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


@wallet.command()
def migrate() -> None:
    """Bring the wallet's database to the newest form; safe to repeat."""
    database = Database(WalletSettings().database_url)
    upgrade(database, MIGRATIONS)
    click.echo("The wallet's database is up to date.")
