"""Issuer, wallet and verifier as an operator runs them: processes of their own, on either database.

Set up by nothing but the commands that the README names; the parties meet over HTTP only. Their logs are
searched for what must never be in one (WB-15).
"""

import functools
import http.server
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import quote, urljoin

import psycopg
import pytest
import requests
from click.testing import CliRunner

from tests.databases import postgresql_server  # noqa: F401
from vakbewijs.cli import main

ACTORS = ("issuer", "wallet", "verifier")
PASSWORD = "canary-wachtwoord-staf"
PASSPHRASE = "canary lamp gracht zeven"
KEEPER_PASSPHRASE = "canary-register-sleutel"
START_SECONDS = 60
REPOSITORY = Path(__file__).resolve().parents[2]
_INPUT = re.compile(r"<input[^>]*>")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Installation:
    """Four parties with a folder, an address and an environment; `logs` is where their output goes."""

    environment: Mapping[str, str]
    addresses: Mapping[str, str]
    logs: Path

    def command(self, *arguments: str) -> str:
        """Run a command to its end, in this process to save its start, and return what it printed."""
        done = CliRunner().invoke(main, arguments, env=self.environment, catch_exceptions=False)
        assert done.exit_code == 0, f"{arguments}: {done.output}"
        return done.stdout

    @contextmanager
    def started(self, *arguments: str) -> Iterator[None]:
        """Run a command beside the test, and stop it as an operator does."""
        with (self.logs / "-".join(arguments[:2])).open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "vakbewijs", *arguments],
                cwd=REPOSITORY,
                env=dict(self.environment),
                stdout=log,
                stderr=log,
            )
            try:
                yield
            finally:
                process.send_signal(signal.SIGTERM)
                assert process.wait(timeout=60) == 0, arguments

    def everything_logged(self) -> str:
        return "".join(file.read_text() for file in self.logs.iterdir())


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def static_files(folder: Path, port: int) -> Iterator[None]:
    """Serve a folder as it lies there, like any static host."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def installation(tmp_path: Path, request: pytest.FixtureRequest) -> Installation:
    addresses = {party: f"http://localhost:{_free_port()}" for party in (*ACTORS, "register")}
    own = {name: value for name, value in os.environ.items() if not name.startswith("VAKBEWIJS_")}
    environment = own | {
        "VAKBEWIJS_HOME": str(tmp_path / "home"),
        "VAKBEWIJS_TRUST_PASSPHRASE": KEEPER_PASSPHRASE,
        "VAKBEWIJS_ISSUER_WALLET_URL": addresses["wallet"],
        "VAKBEWIJS_WALLET_VERIFIER_URL": addresses["verifier"],
        "VAKBEWIJS_WALLET_ISSUER_URLS": json.dumps([addresses["issuer"]]),
        "VAKBEWIJS_VERIFIER_WALLET_URLS": json.dumps([addresses["wallet"]]),
    }
    for actor in ACTORS:
        prefix = f"VAKBEWIJS_{actor.upper()}_"
        environment[f"{prefix}PUBLIC_BASE_URL"] = addresses[actor]
        environment[f"{prefix}ALLOW_INSECURE_LOOPBACK"] = "1"
    if request.param == "postgresql":
        server: str = request.getfixturevalue("postgresql_server")
        with psycopg.connect(host=server, user="postgres", dbname="postgres", autocommit=True) as connection:
            for actor in ACTORS:
                name = f"alone_{actor}_{os.getpid()}"
                connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
                environment[f"VAKBEWIJS_{actor.upper()}_DATABASE_URL"] = (
                    f"postgresql+psycopg://postgres@/{name}?host={quote(server, safe='')}"
                )
    logs = tmp_path / "logs"
    logs.mkdir()
    anchor = [{"did": _did_of(addresses["register"]), "url": f"{addresses['register']}/trust-list.json"}]
    for actor in ("WALLET", "VERIFIER"):
        environment[f"VAKBEWIJS_{actor}_TRUST_ANCHORS"] = json.dumps(anchor)
    return Installation(environment, addresses, logs)


def _did_of(address: str, *path: str) -> str:
    return ":".join(["did:web", address.removeprefix("http://").replace(":", "%3A"), *path])


class Visitor:
    """Somebody's browser at one party, without JavaScript."""

    def __init__(self, base_url: str) -> None:
        self._http = requests.Session()
        self._base_url = base_url

    def get(self, address: str) -> requests.Response:
        return self._http.get(urljoin(self._base_url, address), allow_redirects=False, timeout=60)

    def post(self, address: str, fields: Mapping[str, str]) -> requests.Response:
        return self._http.post(
            urljoin(self._base_url, address), data=dict(fields), allow_redirects=False, timeout=60
        )

    def sends(self, page: str, fields: Mapping[str, str], *, to: str | None = None) -> str:
        """Open a page, send its form back with these fields, and return where that leads."""
        shown = self.get(page)
        assert shown.status_code == 200, f"{page}: {shown.status_code}\n{shown.text[:2000]}"
        hidden = {}
        for tag in _INPUT.findall(shown.text):
            attributes = dict(re.findall(r'([a-z_-]+)="([^"]*)"', tag))
            if attributes.get("type") == "hidden" and "name" in attributes:
                hidden[attributes["name"]] = unescape(attributes.get("value", ""))
        answer = self.post(to or page, {**hidden, **fields})
        assert answer.status_code == 303, f"{page}: {answer.status_code}\n{answer.text[:2000]}"
        return answer.headers["Location"]


def _ready(address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        with suppress(requests.ConnectionError):
            assert requests.get(f"{address}/readyz", timeout=5).json()["database"] == "ok"
            return
        assert time.monotonic() < until, f"{address} did not start"
        time.sleep(0.1)


def _set_up(installation: Installation) -> Path:
    """Set everything up as the README says; return the folder that the register publishes."""
    run = installation.command
    for actor in ACTORS:
        run(actor, "migrate")
    run("issuer", "institution", "add", "roc", "--name", "ROC", "--kind", "diploma", "--id", "BRIN=99XX")
    staff = ["--login", "k@roc.example", "--name", "K. de Vries", "--code", "R-01", "--role", "registrar"]
    run("issuer", "add-staff", "roc", *staff, "--password", PASSWORD)
    school = _did_of(installation.addresses["issuer"], "issuers", "roc")
    run("trust", "init", "--base-url", installation.addresses["register"], "--name", "NKC Voorbeeld")
    run("trust", "add-issuer", school, "ROC volgens het register")
    run("trust", "recognise", school, "--kind", "Diploma", "--from", "2010-01-01")
    run("trust", "publish")
    return Path(installation.environment["VAKBEWIJS_HOME"]) / "register" / "public"


def test_the_main_job_works_between_parties_in_processes_of_their_own(installation: Installation) -> None:
    public = _set_up(installation)
    with ExitStack() as running:
        running.enter_context(static_files(public, int(installation.addresses["register"].rsplit(":", 1)[1])))
        for actor in ACTORS:
            port = installation.addresses[actor].rsplit(":", 1)[1]
            running.enter_context(installation.started(actor, "serve", "--port", port))
        running.enter_context(installation.started("issuer", "worker"))
        for actor in ACTORS:
            _ready(installation.addresses[actor])
        secrets = _main_job(installation)
    logged = installation.everything_logged()
    assert '"route": "/s/<token>"' in logged  # something was logged at all
    for secret in secrets:
        assert secret not in logged, f"{secret} stands in a log"


def _main_job(installation: Installation) -> list[str]:
    """Issue, collect, share, verify by three doors, revoke; return what no log may hold."""
    at = installation.addresses
    school, nadia, employer = Visitor(at["issuer"]), Visitor(at["wallet"]), Visitor(at["verifier"])

    school.sends("/sign-in/roc", {"login": "k@roc.example", "password": PASSWORD})
    award = school.sends(
        "/console/roc/new/diploma/form?standard=crebo:25498",
        {
            "given_names": "Nadia",
            "family_name": "Canarina",
            "born": "14-03-1985",
            "awarded_on": "07-07-2017",
            "document": "mbo-diploma",
            "route": "BBL",
            "phase": "initieel",
            "funded": "ja",
            "in_register": "ja",
            "hours": "3200",
        },
    )
    school.sends(award, {}, to=f"{award}/submit")
    code = unescape(
        re.search(r'code--large" translate="no">([^<]+)<', school.get(f"{award}/letter").text)[1]  # type: ignore[index]
    )

    waiting = nadia.sends("/receive/code", {"code": code})
    nadia.sends("/sign-up", {"name": "canary@voorbeeld.example", "passphrase": PASSPHRASE})
    nadia.sends("/recovery-code", {})
    kept = nadia.sends(waiting, {}, to="/receive/accept")
    page = nadia.get(kept).text
    assert "Echt en geldig" in page
    assert "ROC volgens het register" in page

    document = kept.rsplit("/", 1)[-1]
    step = nadia.sends(kept, {"document": document}, to="/share")
    for answer in (
        {"documents": document},
        {"receiver": "Zorggroep Canarius"},
        {"reason": "Om Canarius te overtuigen."},
        {"duration": "1-week"},
        {"how_often": "always"},
        {"wanted": "no"},
        {},
    ):
        step = nadia.sends(step, answer)
    link = unescape(re.search(r'id="link">([^<]+)<', nadia.get(step).text)[1])  # type: ignore[index]

    ticket = Visitor(at["wallet"]).post(link, {}).headers["Location"]
    verdict_page = employer.get(ticket).headers["Location"]
    verdict = employer.get(verdict_page).text
    assert "Echt en geldig" in verdict
    assert "ROC volgens het register" in verdict
    report = json.loads(installation.command("verify", link, "--json"))
    api = requests.post(f"{at['verifier']}/api/v1/verify", json={"link": link}, timeout=60).json()
    assert report["outcome"] == api["outcome"] == "passed"

    school.sends(f"{award}/revoke", {"reason": "Op de verkeerde naam gesteld."})
    again = employer.post(verdict_page, {}).headers["Location"]
    assert "ingetrokken" in employer.get(again).text
    handle, token = verdict_page.rsplit("/", 1)[-1], link.rsplit("/", 1)[-1]
    personal = ["Nadia", "Canarina", "Canarius", "canary@voorbeeld.example", "k@roc.example"]
    return [PASSWORD, PASSPHRASE, KEEPER_PASSPHRASE, code, token, handle, quote(ticket, safe=""), *personal]
