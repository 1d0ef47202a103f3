"""`vakbewijs conformance`: set up, say where everything is, serve until told to stop, and leave nothing."""

import json
import logging
import tempfile
import threading
from pathlib import Path

import click

from vakbewijs.conformance.server import build_site
from vakbewijs.local_server import listen, serve
from web.instance import InstanceError
from web.jobs import stop_on_signals
from web.logs import configure_logging


@click.command()
@click.option("--port", default=8443, show_default=True, type=click.IntRange(1, 65535))
def conformance(port: int) -> None:
    """Serve one throw-away issuer per cryptosuite, and a verifier, over https on this machine.

    Prints each issuer's DID and every address as JSON. Nothing is kept: keys, certificate and database are
    in a temporary folder that is removed at the end.
    """
    configure_logging(level=logging.WARNING)
    # From here on a signal only asks to stop, so that the folder goes in any case.
    stop = stop_on_signals()
    with tempfile.TemporaryDirectory(prefix="vakbewijs-conformance-") as folder:
        try:
            listening = listen(port)
        except InstanceError as error:
            raise click.ClickException(f"port {port} is in use; choose another one with --port") from error
        site = build_site(Path(folder), port)
        server = serve(site.wsgi, listening, site.certificate)
        serving = threading.Thread(target=server.serve_forever, name="server")
        serving.start()
        try:
            click.echo(json.dumps(site.description, indent=2))
            stop.wait()
        finally:
            server.shutdown()
            serving.join()
            server.server_close()
