"""A threaded server on loopback in this process: for the demo and for conformance tests."""

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
