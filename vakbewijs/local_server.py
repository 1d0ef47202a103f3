"""A threaded server on loopback in this process: for the demo and for conformance tests."""

import signal
import threading
from types import FrameType
from wsgiref.types import WSGIApplication

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from web.tls import ServerCertificate

# "localhost" is the one name for this machine that every browser treats as secure and did:web can hold.
_HOST = "127.0.0.1"


class _QuietHandler(WSGIRequestHandler):
    """No line per request: paths may open something, and the applications log for themselves."""

    # One connection serves many requests: over https a handshake costs more than a request.
    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002  (werkzeug's signature)
        """Drop the line."""


def listen(
    application: WSGIApplication, port: int, certificate: ServerCertificate | None = None
) -> BaseWSGIServer:
    """Return a threaded server; parties call each other while they serve."""
    return make_server(
        _HOST,
        port,
        application,
        threaded=True,
        request_handler=_QuietHandler,
        ssl_context=certificate.server_context() if certificate else None,
    )


def wait_for_the_end() -> None:
    """Wait for Ctrl-C or a request to end."""
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    ended.wait()
