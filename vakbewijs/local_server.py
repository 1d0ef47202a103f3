"""A threaded server on loopback in this process: for the demo and for conformance tests."""

import errno
import socket
from wsgiref.types import WSGIApplication

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from web.instance import InstanceError
from web.tls import ServerCertificate

# "localhost" is the one name for this machine that every browser treats as secure and did:web can hold.
_HOST = "127.0.0.1"
_WAITING_CONNECTIONS = 128


class _QuietHandler(WSGIRequestHandler):
    """No line per request: paths may open something, and the applications log for themselves."""

    # One connection serves many requests: over https a handshake costs more than a request.
    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002  (werkzeug's signature)
        """Drop the line."""


def listen(port: int) -> socket.socket:
    """Take a port on loopback, 0 for any that is free.

    Raises `InstanceError` (`instance.port_in_use`, `instance.port_refused`).
    """
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((_HOST, port))
        listening.listen(_WAITING_CONNECTIONS)
    except OSError as error:
        listening.close()
        taken = error.errno == errno.EADDRINUSE
        raise InstanceError(
            "instance.port_in_use" if taken else "instance.port_refused", detail=str(error), port=str(port)
        ) from error
    return listening


def serve(
    application: WSGIApplication, listening: socket.socket, certificate: ServerCertificate | None = None
) -> BaseWSGIServer:
    """Return a threaded server on a port that was taken; parties call each other while they serve."""
    with listening:
        return make_server(
            _HOST,
            listening.getsockname()[1],
            application,
            threaded=True,
            request_handler=_QuietHandler,
            ssl_context=certificate.server_context() if certificate else None,
            fd=listening.fileno(),
        )
