"""Addresses: those that others use come from the settings, never from the request (WB-12, WB-16)."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import current_app, has_request_context, request

from web.context import current_settings

# Browsers drop these from an address before they read it, so "/\t/evil" would mean "//evil".
_IGNORED_IN_ADDRESSES = "\t\r\n"


def external_url(endpoint: str, **values: Any) -> str:
    """Return the full public address of an endpoint. Works outside a request too, in a job or a command."""
    settings = current_settings()
    address = settings.public_address
    if endpoint.startswith(".") and has_request_context() and request.blueprint:
        endpoint = request.blueprint + endpoint
    routes = current_app.url_map.bind(
        address.netloc, script_name=address.path or "/", url_scheme=address.scheme
    )
    return routes.build(endpoint, values, force_external=True)


def own_path(candidate: str | None, *, default: str) -> str:
    """Return the candidate when it is a path on this very site, else the default (no open redirect).

    Refuses other hosts in every spelling that a browser accepts: `//evil`, `/\\evil`, `https:evil`.
    """
    if not candidate or not candidate.startswith("/") or candidate.startswith(("//", "/\\")):
        return default
    if "\\" in candidate or any(character in candidate for character in _IGNORED_IN_ADDRESSES):
        return default
    parts = urlsplit(candidate)
    return default if parts.scheme or parts.netloc else candidate


class PublicPath:
    """WSGI middleware for an application whose public address has a path, such as `/wallet`.

    Takes the path off the request when nothing in front of us did so already.
    """

    def __init__(self, application: WSGIApplication, path: str) -> None:
        self._application = application
        self._path = path.rstrip("/")

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Move the public path from PATH_INFO to SCRIPT_NAME."""
        path: str = environ.get("PATH_INFO", "")
        if not environ.get("SCRIPT_NAME") and (path == self._path or path.startswith(self._path + "/")):
            environ = {**environ, "SCRIPT_NAME": self._path, "PATH_INFO": path[len(self._path) :] or "/"}
        return self._application(environ, start_response)


class WithoutNullCharacters:
    """WSGI middleware that puts U+FFFD for every U+0000 in an address, as HTML does in a document.

    No name of ours has either, so what is asked for is simply not found. PostgreSQL has no U+0000 and can't
    even be asked for it. Form fields refuse it by themselves (`web.forms`), since there it was pasted.
    """

    _REPLACEMENT = "\ufffd".encode()

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Replace it in PATH_INFO, which is decoded, and in QUERY_STRING, which is not."""
        path: str = environ.get("PATH_INFO", "")
        query: str = environ.get("QUERY_STRING", "")
        if "\0" in path or "%00" in query:
            environ = {
                **environ,
                "PATH_INFO": path.replace("\0", self._REPLACEMENT.decode("latin-1")),
                "QUERY_STRING": query.replace("%00", quote(self._REPLACEMENT)),
            }
        return self._application(environ, start_response)
