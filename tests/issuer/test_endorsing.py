"""An institution signs the file that a wallet gave out, and nothing that only resembles it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from issuer.cli import issuer
from issuer.models import AuditEntry, Credential
from issuer.settings import IssuerSettings
from schemas.documents import JsonObject, parse_object, serialize
from schemas.endorsement import Endorsement, endorsement_of, unsigned
from web.database import Database

IDENTIFIER = "urn:uuid:00000000-0000-4000-8000-000000000001"
SAMIRA = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"

Sign = Callable[..., Result]


@pytest.fixture
def sign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sign:
    monkeypatch.setenv("VAKBEWIJS_HOME", str(tmp_path))
    monkeypatch.setenv("VAKBEWIJS_ISSUER_PUBLIC_BASE_URL", "https://issuer.example")

    def run(*arguments: str) -> None:
        made = CliRunner().invoke(issuer, list(arguments))
        assert made.exit_code == 0, made.output

    run("migrate")
    run("institution", "add", "roc", "--name", "ROC", "--kind", "diploma", "--id", "BRIN=99XX")
    run("instance", "add", "roc", "roc-words", "--cryptosuite", "eddsa-rdfc-2022")
    run("instance", "add", "roc", "roc-sd", "--cryptosuite", "ecdsa-sd-2023", "--key-type", "P-256")

    def signed(data: bytes | JsonObject, instance: str = "roc-words") -> Result:
        file = tmp_path / "referentie.json"
        file.write_bytes(data if isinstance(data, bytes) else serialize(data))
        return CliRunner().invoke(issuer, ["endorse", instance, str(file)])

    return signed


@pytest.fixture
def file(sign: Sign) -> JsonObject:
    """The file as a wallet gives it out, for the institution that is there."""
    with Database(IssuerSettings().database_url).reading() as session:
        from issuer.institutions import find_institution

        did = find_institution(session, "roc").did
    return unsigned(
        Endorsement(
            identifier=IDENTIFIER,
            issuer=did,
            organisation="De minister",
            subject=SAMIRA,
            name="Samira H.",
            question="Hoe werkt zij?",
            comment="Zij werkt goed.\u001b[2J",
        ),
        at=datetime(2020, 1, 1, tzinfo=UTC),
    )


def trail() -> list[AuditEntry]:
    with Database(IssuerSettings().database_url).reading() as session:
        found = session.scalars(select(AuditEntry).where(AuditEntry.action == "endorsement.signed"))
        assert session.scalars(select(Credential)).all() == []
        return list(found)


CHANGES: dict[str, Callable[[JsonObject], object]] = {
    "another issuer": lambda file: file.update(issuer={"id": "did:web:elders.example"}),
    "another issuer as text": lambda file: file.update(issuer="did:web:elders.example"),
    "signed already": lambda file: file.update(proof={"type": "DataIntegrityProof"}),
    "a diploma as well": lambda file: file["type"].append("Diploma"),  # type: ignore[union-attr]
    "evidence": lambda file: file.update(evidence=[{"type": ["Evidence"]}]),
    "an end": lambda file: file.update(validUntil="2036-01-01T00:00:00Z"),
    "a status": lambda file: file.update(credentialStatus={"type": "BitstringStatusListEntry"}),
    "another context": lambda file: file["@context"].append("https://w3id.org/vakbewijs/v1"),  # type: ignore[union-attr]
    "no name": lambda file: file["credentialSubject"].pop("name"),  # type: ignore[union-attr, call-arg, arg-type]
    "no words": lambda file: file["credentialSubject"].update(endorsementComment=" "),  # type: ignore[union-attr]
    "a person in its identifier": lambda file: file.update(id="urn:x:samira"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_anything_but_the_file_that_a_wallet_gives_is_not_signed(
    sign: Sign, file: JsonObject, change: str
) -> None:
    CHANGES[change](file)
    result = sign(file)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: this ")
    assert result.stderr.count("\n") == 1
    assert trail() == []


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b"{}", b"[" * 60_000, b" " * 70_000])
def test_any_other_file_is_refused_in_one_line(sign: Sign, data: bytes) -> None:
    result = sign(data)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: this is not the unsigned file")


def test_a_proof_of_which_parts_can_be_left_out_is_never_made(sign: Sign, file: JsonObject) -> None:
    result = sign(file, "roc-sd")
    assert result.exit_code == 1
    assert "take an instance of another suite" in result.stderr
    assert sign(file, "nobody").stderr == "Error: this institution has no instance nobody\n"


@pytest.mark.parametrize("without", [(), ("issuer", "validFrom")], ids=["as-given", "without-issuer"])
def test_it_is_signed_in_the_name_of_the_institution_and_of_now(
    sign: Sign, file: JsonObject, without: tuple[str, ...]
) -> None:
    sent = {name: value for name, value in file.items() if name not in without}
    result = sign(sent)
    assert result.exit_code == 0, result.output
    signed = parse_object(result.stdout.encode())
    said = endorsement_of(signed)
    assert said.organisation == "ROC"
    assert (said.subject, said.name) == (SAMIRA, "Samira H.")
    assert str(signed["validFrom"]) > "2020-01-02"
    assert isinstance(signed["proof"], dict)
    assert signed["proof"]["cryptosuite"] == "eddsa-rdfc-2022"


def test_who_signs_reads_about_whom_and_the_trail_knows_the_document_alone(
    sign: Sign, file: JsonObject
) -> None:
    result = sign(file)
    assert "about Samira H.: Zij werkt goed." in result.stderr
    assert "\u001b" not in result.stderr
    (entry,) = trail()
    assert entry.detail == IDENTIFIER
    assert entry.subject == ""
