"""Logs: one JSON object per line, about routes and codes, never about people (WB-15).

What a request line holds is the route as it is declared (`/s/<token>`), so no token, name or query
reaches it. Whatever else is logged, by us or by a library, passes `Redaction` first. JSON escapes
line breaks and terminal controls, so no value can pretend to be another line.
"""

import logging
import re
import sys
import time
from collections.abc import Iterable
from typing import TextIO

import structlog
from flask import Flask, Response, request
from structlog.typing import EventDict, Processor, WrappedLogger

REDACTED = "***"
# The parts of addresses that open something: shares, offers, tickets, checks, questions to somebody.
SECRET_PATHS = ("/s/", "/o/", "/t/", "/check/", "/r/confirm/", "/r/")
# PostgreSQL quotes the offending row in this line of its errors.
_ROW_VALUES = re.compile(r"DETAIL:[^\n]*")
_QUERY = re.compile(r"(?<=[\w/])\?[^\s\"'<>]+")

_SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
)


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """Return a logger that takes an event and its values: `log.info("refused", code=error.code)`.

    It writes through the standard library's logging, so it is silent until a command configures that.
    """
    logger: structlog.stdlib.BoundLogger = structlog.wrap_logger(
        logging.getLogger(name),
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    return logger


request_log = get_logger("vakbewijs.requests")


class Redaction:
    """A log processor that takes tokens out of paths, queries off addresses and rows out of errors."""

    def __init__(self, secret_paths: Iterable[str] = SECRET_PATHS) -> None:
        alternatives = "|".join(re.escape(path.strip("/")) for path in secret_paths)
        self._secret = re.compile(rf"(/(?:{alternatives})/)[^\s/\"'<>?&#,;)]+")

    def __call__(self, logger: WrappedLogger, method: str, event: EventDict) -> EventDict:  # noqa: ARG002
        """Return the event with every text redacted, also inside lists and mappings."""
        return {key: self.redact(value) for key, value in event.items()}

    def redact(self, value: object) -> object:
        """Return the value with its texts redacted; other values become text where they are no JSON."""
        if isinstance(value, str):
            value = self._secret.sub(rf"\1{REDACTED}", _ROW_VALUES.sub(f"DETAIL: {REDACTED}", value))
            return _QUERY.sub(f"?{REDACTED}", value)
        if isinstance(value, dict):
            return {str(key): self.redact(item) for key, item in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self.redact(item) for item in value]
        return value if value is None or isinstance(value, bool | int | float) else self.redact(str(value))


def configure_logging(
    stream: TextIO | None = None,
    *,
    level: int = logging.INFO,
    secret_paths: Iterable[str] = SECRET_PATHS,
) -> None:
    """Send all logs of this process, ours and those of libraries, through one JSON formatter.

    For commands, once at their start; applications and tests do not touch the process's logging.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_SHARED,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                Redaction(secret_paths),
                structlog.processors.JSONRenderer(sort_keys=True),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.captureWarnings(capture=True)


def init_request_log(app: Flask, *, actor: str) -> None:
    """Write one line per request: actor, method, route, status and milliseconds."""

    def start() -> None:
        request.environ["vakbewijs.started"] = time.perf_counter()

    def finish(response: Response) -> Response:
        started: float = request.environ.get("vakbewijs.started", time.perf_counter())
        request_log.info(
            "request",
            actor=actor,
            method=request.method,
            route=request.url_rule.rule if request.url_rule else None,
            status=response.status_code,
            milliseconds=round((time.perf_counter() - started) * 1000, 1),
        )
        return response

    app.before_request(start)
    app.after_request(finish)
