"""The commands of the machine door: make, list and end keys; add and list instances."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from issuer.api_keys import api_keys
from issuer.cli import issuer
from issuer.errors import UnauthorizedError
from issuer.settings import IssuerSettings
from web.database import Database

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("VAKBEWIJS_HOME", str(tmp_path))
    monkeypatch.setenv("VAKBEWIJS_ISSUER_PUBLIC_BASE_URL", "https://issuer.example")

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(issuer, list(arguments))

    assert invoke("migrate").exit_code == 0
    made = invoke("institution", "add", "roc", "--name", "ROC", "--kind", "diploma", "--id", "BRIN=99XX")
    assert made.exit_code == 0, made.output
    return invoke


def test_a_key_is_shown_once_listed_without_its_secret_and_ended(run: Run) -> None:
    text = run("api-key", "add", "roc", "--name", "Administratie").stdout.strip()

    with Database(IssuerSettings().database_url).reading() as session:
        key = api_keys.authenticate(session, text)
    listed = run("api-key", "list", "roc").stdout
    assert "Administratie" in listed
    assert "issue,status" in listed
    assert text.rpartition(".")[2] not in listed
    assert run("api-key", "end", "roc", key.id).exit_code == 0
    with Database(IssuerSettings().database_url).reading() as session, pytest.raises(UnauthorizedError):
        api_keys.authenticate(session, text)


def test_an_instance_says_its_address_and_rotates_its_own_key(run: Run) -> None:
    made = run(
        "instance", "add", "roc", "roc-p256", "--cryptosuite", "ecdsa-rdfc-2019", "--key-type", "P-256"
    )

    assert made.stdout.strip() == "https://issuer.example/issuers/roc-p256/credentials/issue"
    assert "ecdsa-rdfc-2019" in run("instance", "list", "roc").stdout
    assert run("key", "rotate", "roc", "--instance", "roc-p256", "--key-type", "P-256").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("instance", "add", "roc", "Not A Name", "--cryptosuite", "eddsa-rdfc-2022"),
            "Not A Name can't stand in addresses",
        ),
        (
            ("instance", "add", "roc", "x", "--cryptosuite", "ecdsa-rdfc-2019"),
            "P-256, P-384 is the key that this suite signs with, not Ed25519",
        ),
        (("key", "rotate", "roc", "--instance", "nobody"), "this institution has no instance nobody"),
        (("api-key", "end", "roc", "nobody"), "this institution has no API key with that id"),
        (("api-key", "list", "nobody"), "there is no institution nobody"),
    ],
)
def test_a_refusal_is_one_line_that_says_what_is_wrong(
    run: Run, arguments: tuple[str, ...], sentence: str
) -> None:
    result = run(*arguments)

    assert result.exit_code == 1
    assert result.output.startswith(f"Error: {sentence}")
    assert result.output.count("\n") == 1
