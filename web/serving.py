"""Running an application under gunicorn, from a command instead of gunicorn's own command line."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from web.tls import ServerCertificate

# A slow client holds a thread, not a process; a request that takes longer than this is stuck.
REQUEST_TIMEOUT_SECONDS = 60
GRACEFUL_STOP_SECONDS = 20


class _OurLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Hands gunicorn's messages to the process's own logging. No access log: paths may open something."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, app_factory: Callable[[], Flask], options: dict[str, Any]) -> None:
        self._app_factory = app_factory
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app_factory()


def serve(
    app_factory: Callable[[], Flask],
    *,
    host: str,
    port: int,
    workers: int = 1,
    threads: int = 8,
    certificate: ServerCertificate | None = None,
) -> None:
    """Serve the application until SIGTERM or SIGINT. Each worker process calls `app_factory` once.

    With a `certificate` it speaks https and nothing else.

    Does not configure logging and does not migrate: the command does so before.
    """
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    tls: dict[str, Any] = {}
    if certificate is not None:
        tls = {"certfile": str(certificate.certificate), "keyfile": str(certificate.private_key)}
    _Server(
        app_factory,
        {
            **tls,
            "bind": bind,
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "logger_class": _OurLogger,
            "accesslog": None,
            "timeout": REQUEST_TIMEOUT_SECONDS,
            "graceful_timeout": GRACEFUL_STOP_SECONDS,
            "limit_request_line": 4094,
            "limit_request_fields": 60,
            # `ProxyFix` judges the forwarded headers, by the configured number of proxies.
            "forwarder_headers": "",
            "forwarded_allow_ips": "",
            "preload_app": False,
            # It would lie outside the instance folder, one for all actors of a user, and nobody needs it.
            "control_socket_disable": True,
        },
    ).run()
