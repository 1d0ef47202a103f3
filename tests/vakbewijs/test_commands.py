"""The actors' commands: what is wrong is said in one line, nothing ends in a traceback, help is quick."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from issuer.cli import SENTENCES
from vakbewijs.cli import main
from web.instance import Instance

ACTORS = ("issuer", "wallet", "verifier")
_ANCHOR = {"did": "did:web:nkc.example.nl", "url": "https://nkc.example.nl/trust-list.json"}
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that runs a command in a new instance folder; a fault of ours fails the test."""
    monkeypatch.setenv("VAKBEWIJS_HOME", str(tmp_path / "home"))
    for actor in ACTORS:
        monkeypatch.setenv(f"VAKBEWIJS_{actor.upper()}_PUBLIC_BASE_URL", f"https://{actor}.example.nl")
    monkeypatch.setenv("VAKBEWIJS_WALLET_VERIFIER_URL", "https://verifier.example.nl")

    def ran(*arguments: str, **environment: str) -> Result:
        with monkeypatch.context() as changed:
            for name, value in environment.items():
                changed.setenv(name, value)
            return CliRunner().invoke(main, list(arguments), catch_exceptions=False)

    return ran


def refused(result: Result, *words: str) -> None:
    assert result.exit_code in (1, 2), result.output
    assert "Traceback" not in result.output
    for word in words:
        assert word in result.output


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("command", ["serve", "worker", "migrate"])
def test_settings_that_are_missing_or_wrong_are_named(run: Run, actor: str, command: str) -> None:
    prefix = f"VAKBEWIJS_{actor.upper()}_"
    refused(
        run(actor, command, **{f"{prefix}PUBLIC_BASE_URL": "http://x.example"}), f"{prefix}PUBLIC_BASE_URL"
    )
    refused(run(actor, command, **{f"{prefix}TRUST_ANCHORS": "not json"}), "trust_anchors", "JSON")
    refused(
        run(actor, command, **{f"{prefix}TRUST_ANCHORS": '[{"did": "did:web:nkc.example.nl"}]'}),
        f"{prefix}TRUST_ANCHORS.0.url",
    )
    for anchor in (
        {"did": "x", "url": "https://nkc.example.nl/trust-list.json"},
        {"did": "did:web:nkc.example.nl", "url": "trust-list.json"},
        *([{**_ANCHOR, "kinds": ["Diplom"]}] if actor != "issuer" else []),  # the issuer trusts nobody
    ):
        refused(
            run(actor, command, **{f"{prefix}TRUST_ANCHORS": json.dumps([anchor])}), f"{prefix}TRUST_ANCHORS"
        )
    for address in ("nonsense", "sqlite://", "oracle://x/y", "postgresql+psycopg://u:hush@localhost:1/x"):
        result = run(actor, command, **{f"{prefix}DATABASE_URL": address})
        refused(result, "database")
        assert "hush" not in result.output


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_database_that_was_not_migrated_is_not_served(run: Run, actor: str, command: str) -> None:
    refused(run(actor, command), f"vakbewijs {actor} migrate")


@pytest.mark.parametrize(
    "arguments",
    [
        ("institution", "list"),
        ("institution", "add", "roc", "--name", "ROC", "--kind", "diploma", "--id", "BRIN=99XX"),
        (
            "add-staff",
            "roc",
            "--login=k@roc.example",
            "--name=K",
            "--code=R-1",
            "--role=admin",
            "--password=x",
        ),
        ("key", "rotate", "roc"),
        ("key", "compromised", "roc", "z", "--yes"),
        ("audit", "verify"),
    ],
)
def test_no_command_of_the_issuer_works_before_the_database_is_migrated(
    run: Run, arguments: tuple[str, ...]
) -> None:
    refused(run("issuer", *arguments), "vakbewijs issuer migrate")


def test_a_database_of_a_newer_version_is_left_alone(run: Run, tmp_path: Path) -> None:
    assert run("verifier", "migrate").exit_code == 0
    newer = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
        "c.execute(\"update alembic_version set version_num = '9999'\"); c.commit(); c.close()"
    )
    database = tmp_path / "home" / "verifier" / "verifier.sqlite3"
    subprocess.run([sys.executable, "-c", newer, str(database)], check=True)

    refused(run("verifier", "migrate"), "older than the database")
    refused(run("verifier", "serve"), "vakbewijs verifier migrate")


@pytest.mark.parametrize("actor", ACTORS)
def test_another_public_address_than_at_the_first_start_is_refused(
    run: Run, actor: str, tmp_path: Path
) -> None:
    run(actor, "migrate")
    folder = tmp_path / "home" / actor
    Instance.open(folder, base_url=f"https://{actor}.example.nl")  # as the first start does
    other = {f"VAKBEWIJS_{actor.upper()}_PUBLIC_BASE_URL": "https://elsewhere.example.nl"}
    refused(run(actor, "serve", **other), "https://elsewhere.example.nl")


@pytest.mark.parametrize("option", ["--port=0", "--port=99999", "--workers=0", "--threads=-1", "--threads=x"])
@pytest.mark.parametrize("actor", ACTORS)
def test_numbers_out_of_range_are_refused(run: Run, actor: str, option: str) -> None:
    refused(run(actor, "serve", option), option.split("=")[0])


@pytest.fixture
def school(run: Run) -> Run:
    assert run("issuer", "migrate").exit_code == 0
    added = run(
        "issuer", "institution", "add", "roc", "--name", "ROC", "--kind", "diploma", "--id", "BRIN=99XX"
    )
    assert added.exit_code == 0, added.output
    return run


STAFF = {
    "--login": "k@roc.example",
    "--name": "K. de Vries",
    "--code": "R-01",
    "--password": "een lang wachtwoord",
}


def _staff(slug: str = "roc", **changes: str) -> list[str]:
    options = STAFF | {f"--{name}": value for name, value in changes.items()}
    return [
        "issuer",
        "add-staff",
        slug,
        "--role",
        "registrar",
        *(part for pair in options.items() for part in pair),
    ]


def test_refusals_of_the_issuer_are_sentences(school: Run) -> None:
    assert school(*_staff()).exit_code == 0
    for arguments, code in (
        (_staff(), "staff.exists"),
        (_staff("nobody"), "institution.unknown"),
        (_staff(login="k"), "staff.login"),
        (_staff(name=" "), "staff.name"),
        (_staff(code="?"), "staff.official_id"),
        (_staff(login="b@roc.example", code="R-02", password="kort"), "staff.password"),
        (["issuer", "key", "rotate", "nobody"], "institution.unknown"),
        (["issuer", "key", "compromised", "roc", "nothing", "--yes"], "keystore.unknown_key"),
    ):
        result = school(*arguments)
        refused(result, SENTENCES[code].split("{")[0])
        assert code not in result.output
    add = ["issuer", "institution", "add"]
    rest = ["--kind", "diploma", "--id"]
    refused(school(*add, "roc", "--name", "ROC", *rest, "BRIN=99XX"), "there is an institution roc already")
    refused(school(*add, "R C", "--name", "ROC", *rest, "BRIN=99XX"), "R C can't stand in addresses")
    refused(school(*add, "r2", "--name", "", *rest, "BRIN=99XX"), "--name is empty")
    refused(school(*add, "r2", "--name", "x" * 201, *rest, "BRIN=99XX"), "too long")
    refused(school(*add, "r2", "--name", "ROC", *rest, "NONE=1"), "NKC-EVC-aanbieder")
    refused(school(*add, "r2", "--name", "ROC", *rest, "BRIN"), "SCHEME=NUMBER")
    refused(school("issuer", "key", "rotate", "roc", "--lead-minutes", "99999999999"), "--lead-minutes")


def test_a_key_store_that_does_not_open_stops_the_issuer_before_it_serves(school: Run) -> None:
    refused(school("issuer", "serve", VAKBEWIJS_ISSUER_KEY_PASSPHRASE="another way in"), "key file")
    refused(school("issuer", "serve", VAKBEWIJS_ISSUER_KEY_FILE="/nonexistent/key"), "/nonexistent/key")


def test_the_wallets_worker_exists_like_the_others(run: Run) -> None:
    for actor in ACTORS:
        assert run(actor, "worker", "--help").exit_code == 0


@pytest.mark.parametrize(
    "value", ["not json", '[{"did": "x"}]', json.dumps([{**_ANCHOR, "kinds": ["Diplom"]}])]
)
def test_verify_explains_trust_anchors_that_are_wrong(run: Run, tmp_path: Path, value: str) -> None:
    document = tmp_path / "x.json"
    document.write_text(json.dumps({}))
    result = run("verify", str(document), VAKBEWIJS_VERIFIER_TRUST_ANCHORS=value)
    refused(result)
    assert "trust_anchors" in result.output.lower()


@pytest.mark.parametrize("name", ["verify", *ACTORS, "frameworks"])
def test_help_of_a_command_imports_no_framework(name: str) -> None:
    code = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from vakbewijs.cli import main\n"
        f"assert CliRunner().invoke(main, [{name!r}, '--help']).exit_code == 0\n"
        "heavy = {'flask', 'sqlalchemy', 'pyld', 'gunicorn', 'pydantic'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
