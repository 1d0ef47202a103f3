"""The server of the HTTP figures: the verifier under gunicorn, with an endpoint beside it that does nothing.

    python -m bench.http_server PORT FOLDER

Writes the document to post into the folder, then serves on loopback until SIGTERM.
"""

import sys
from pathlib import Path

from flask import Flask, Response, jsonify, request

from bench.documents import usual_subject
from tests.verifier_app.doors import WorldClient
from verifier.app import create_app
from verifier.cli import MIGRATIONS
from verifier.settings import VerifierSettings
from web.areas import api_blueprint
from web.database import Database
from web.logs import configure_logging
from web.migrations import upgrade
from web.serving import serve
from web.settings import TrustAnchorSetting

DOCUMENT = "document.json"
VERIFY, EMPTY = "/api/v1/verify", "/api/v1/empty"
WORKERS, THREADS = 2, 8

empty = api_blueprint("empty", __name__)


@empty.post(EMPTY)
def nothing() -> Response:
    """Take the same body and answer with an empty object."""
    request.get_data()
    return jsonify({})


def main(port: int, folder: Path) -> None:
    """Serve until somebody ends it."""
    subject = usual_subject()
    world = subject.world
    settings = VerifierSettings(
        home=folder,
        public_base_url=f"http://localhost:{port}",
        allow_insecure_loopback=True,
        trust_anchors=(TrustAnchorSetting(did=world.keeper.did, url=world.keeper.url),),
        rate_limits=False,
    )
    database = Database(settings.database_url)
    upgrade(database, MIGRATIONS)
    database.close()
    (folder / DOCUMENT).write_bytes(subject.data)
    configure_logging()

    def make() -> Flask:
        app = create_app(settings, clock=world.clock, client=WorldClient(world.network))
        app.register_blueprint(empty)
        return app

    serve(make, host="127.0.0.1", port=port, workers=WORKERS, threads=THREADS)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
