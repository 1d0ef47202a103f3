"""What a log holds, and above all what it does not (WB-15)."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.web.sample import SECRET_TOKEN
from web.logs import Redaction, configure_logging, get_logger


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Configure the process's logging into a buffer, and put everything back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure_logging(stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)


def lines(log: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_a_request_is_logged_by_its_route_without_token_query_or_address(
    app: Flask, log: io.StringIO
) -> None:
    app.test_client().get(f"/s/{SECRET_TOKEN}?naam=Samira", environ_overrides={"REMOTE_ADDR": "203.0.113.9"})
    (line,) = lines(log)
    assert line["route"] == "/s/<token>"
    assert line["status"] == 200
    for secret in (SECRET_TOKEN, "Samira", "203.0.113.9"):
        assert secret not in log.getvalue()


def test_an_address_that_does_not_exist_is_logged_without_its_path(app: Flask, log: io.StringIO) -> None:
    app.test_client().get(f"/S/{SECRET_TOKEN}")
    assert lines(log)[0]["route"] is None
    assert SECRET_TOKEN not in log.getvalue()


def test_a_fault_is_logged_under_the_number_that_the_page_shows(app: Flask, log: io.StringIO) -> None:
    app.testing = False
    page = app.test_client().get("/boom").text
    incident = next(line for line in lines(log) if line["event"] == "incident")
    assert str(incident["incident"]) in page
    assert "RuntimeError" in str(incident["exception"])
    assert len(lines(log)) == 2  # and the request; Flask's own line, with its path, is not there


@pytest.mark.parametrize(
    "text",
    [
        f"GET https://wallet.example.nl/s/{SECRET_TOKEN} failed",
        f"/wallet/s/{SECRET_TOKEN}/print",
        f"ticket=https://wallet.example.nl/t/{SECRET_TOKEN}",
        f"'/verifier/check/{SECRET_TOKEN}?lang=en'",
        f"https://a.nl/issuer/o/{SECRET_TOKEN}, again",
        f"https://a.nl/open?ticket={SECRET_TOKEN}",
        f"DETAIL:  Key (token)=({SECRET_TOKEN}) already exists.",
    ],
)
def test_a_token_in_any_text_is_redacted(text: str, log: io.StringIO) -> None:
    logging.getLogger("some.library").warning("%s", text)
    get_logger("ours").warning("event", text=text, deep={"list": [text]}, error=ValueError(text))
    assert SECRET_TOKEN not in log.getvalue()
    assert "***" in log.getvalue()


def test_a_token_in_a_traceback_is_redacted(log: io.StringIO) -> None:
    error = ValueError(f"could not open /s/{SECRET_TOKEN}")
    logging.getLogger("some.library").error("failed", exc_info=error)
    assert "ValueError" in log.getvalue()
    assert SECRET_TOKEN not in log.getvalue()


def test_a_value_cannot_pretend_to_be_another_line_or_colour_a_terminal(log: io.StringIO) -> None:
    get_logger("ours").info("event", name='x\n{"event": "forged"}\r\x1b[31m\u2028\u202e')
    assert len(log.getvalue().splitlines()) == 1
    assert "\x1b" not in log.getvalue()
    assert "\u202e" not in log.getvalue()
    assert lines(log)[0]["event"] == "event"


def test_what_is_not_secret_stays_readable() -> None:
    assert Redaction().redact("GET /static/web/style.css took 3 ms") == "GET /static/web/style.css took 3 ms"
    assert Redaction().redact({"n": 1, "ok": True, "none": None}) == {"n": 1, "ok": True, "none": None}


def test_an_unconfigured_process_stays_silent(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    app.test_client().get("/")
    captured = capsys.readouterr()
    assert captured.out == captured.err == ""
