"""The register keeper: its folder, its key, its published files, and its commands."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from keys.cli import trust
from keys.controller import ControllerDocument
from keys.cryptosuites import CRYPTOSUITES
from keys.did_web import did_web_url
from keys.errors import InvalidDidError, KeyStoreError, TrustListError
from keys.key_store import KeyStore
from keys.proofs import ProofPurpose, verify_proofs
from keys.sealing import PassphraseCost
from keys.signer import generate
from keys.trust_keeper import OWNER, TrustKeeper
from keys.trust_list import EndReason, Registration, SigningKey, TrustList
from keys.unlocking import KeyFile, Passphrase
from schemas.credential import CredentialKind
from schemas.documents import parse_object
from schemas.errors import DomainError
from tests.keys.ecosystem import StandingResolver

BASE = "http://localhost:8000/register"
DID = "did:web:localhost%3A8000:register"
ROC = "did:web:roc.example.nl"
AT = datetime(2026, 6, 1, tzinfo=UTC)
UNLOCK = Passphrase("x")
COST = PassphraseCost.for_tests()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "register"


@pytest.fixture
def keeper(home: Path) -> TrustKeeper:
    return TrustKeeper.init(home, base_url=BASE, name="NKC Voorbeeld", unlock=UNLOCK, at=AT, cost=COST)


def published(keeper: TrustKeeper) -> tuple[StandingResolver, dict[str, object]]:
    resolver = StandingResolver()
    resolver.put(parse_object((keeper.home / "public/did.json").read_bytes()))
    return resolver, parse_object((keeper.home / "public/trust-list.json").read_bytes())  # type: ignore[return-value]


def test_a_folder_holds_one_keeper(keeper: TrustKeeper, home: Path) -> None:
    with pytest.raises(TrustListError) as refused:
        TrustKeeper.init(home, base_url=BASE, name="x", unlock=UNLOCK, at=AT)
    assert refused.value.code == "trust.exists"


def test_a_folder_without_keeper_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrustListError) as refused:
        TrustKeeper.open(tmp_path, unlock=UNLOCK)
    assert refused.value.code == "trust.no_keeper"


def test_an_address_that_no_did_can_name_leaves_no_folder(home: Path) -> None:
    with pytest.raises(InvalidDidError):
        TrustKeeper.init(home, base_url="https://10.0.0.1/", name="x", unlock=UNLOCK, at=AT)
    assert not home.exists()


def test_a_wrong_passphrase_does_not_open_the_keeper(keeper: TrustKeeper, home: Path) -> None:
    with pytest.raises(KeyStoreError):
        TrustKeeper.open(home, unlock=Passphrase("y"))


def test_a_first_start_that_was_cut_short_is_made_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_args: object, **_options: object) -> None:
        raise OSError("killed")

    monkeypatch.setattr(TrustKeeper, "_save", crash)
    with pytest.raises(OSError, match="killed"):
        TrustKeeper.init(home, base_url=BASE, name="x", unlock=UNLOCK, at=AT, cost=COST)
    monkeypatch.undo()
    keeper = TrustKeeper.init(home, base_url=BASE, name="x", unlock=UNLOCK, at=AT, cost=COST)
    keys: KeyStore = keeper._keys
    assert len(keys.records(OWNER)) == 1


@pytest.mark.parametrize(
    "did", ["", "roc", "did:web:", "did:web:10.0.0.1", "did:ethr:1", "https://roc.example.nl"]
)
def test_an_issuer_without_a_usable_did_is_refused(did: str, keeper: TrustKeeper) -> None:
    with pytest.raises(InvalidDidError):
        keeper.add_issuer(did, "ROC")
    assert keeper.trust_list.entries == ()


def test_a_refused_change_leaves_the_register_as_it_was(keeper: TrustKeeper, home: Path) -> None:
    keeper.add_issuer(ROC, "ROC Voorbeeldstad")
    before = (home / "register.json").read_bytes()
    with pytest.raises(TrustListError):
        keeper.add_issuer(ROC, "ROC Voorbeeldstad")
    with pytest.raises(TrustListError):
        keeper.recognise(
            ROC, kinds=[CredentialKind.ERVARINGSCERTIFICAAT], standards=None, recognised_from=AT.date()
        )
    assert (home / "register.json").read_bytes() == before


def test_what_is_published_verifies_and_says_what_was_decided(keeper: TrustKeeper, home: Path) -> None:
    key = SigningKey(key_id=ROC + "#1", public_key=generate().public_key, used_from=AT)
    registrations = [Registration(scheme="BRIN", number="99XX")]
    keeper.add_issuer(ROC, "ROC Voorbeeldstad", registrations=registrations, signing_keys=[key])
    keeper.recognise(ROC, kinds=[CredentialKind.DIPLOMA], standards=None, recognised_from=date(2015, 8, 1))
    publication = keeper.publish(at=AT, valid_for=timedelta(days=7))
    assert publication.version == 1
    resolver, document = published(keeper)
    (proof,) = verify_proofs(
        document,  # type: ignore[arg-type]
        purpose=ProofPurpose.ASSERTION_METHOD,
        resolver=resolver,
        cryptosuites=frozenset(CRYPTOSUITES),
        at=AT,
        domain=None,
        challenge=None,
    )
    assert proof.controller == DID == keeper.did
    read = TrustList.from_document(document)  # type: ignore[arg-type]
    assert read == keeper.trust_list == TrustKeeper.open(home, unlock=UNLOCK).trust_list
    assert (read.url, read.keeper) == (f"{BASE}/trust-list.json", DID)
    assert (read.valid_from, read.valid_until) == (AT, AT + timedelta(days=7))
    assert read.entries[0].recognitions[0].recognised_by == "NKC Voorbeeld"
    assert read.entries[0].status_list_publishers == (ROC,)
    anchor = keeper.anchor([CredentialKind.DIPLOMA])
    assert (anchor.did, anchor.url, anchor.kinds) == (DID, read.url, {"Diploma"})


def test_every_publication_has_a_higher_version_also_after_a_crash(
    keeper: TrustKeeper, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [keeper.publish(at=AT).version for _ in range(2)] == [1, 2]

    def crash(*_args: object, **_options: object) -> None:
        raise OSError("killed")

    monkeypatch.setattr(TrustKeeper, "_did_document", crash)
    with pytest.raises(OSError, match="killed"):
        keeper.publish(at=AT)
    monkeypatch.undo()
    assert TrustKeeper.open(home, unlock=UNLOCK).publish(at=AT).version == 4


def test_a_keeper_without_an_active_key_publishes_nothing(keeper: TrustKeeper) -> None:
    (record,) = keeper._keys.records(OWNER)
    keeper.publish(at=AT)
    keeper._keys.compromise(OWNER, record.key_id, at=AT)
    with pytest.raises(TrustListError) as refused:
        keeper.publish(at=AT)
    assert refused.value.code == "trust.no_active_key"
    document = ControllerDocument.from_document(keeper._did_document(), expected_id=DID)
    assert document.verification_methods[record.verification_method].revoked == AT


def test_ending_and_annulling_are_kept(keeper: TrustKeeper, home: Path) -> None:
    keeper.add_issuer(ROC, "ROC Voorbeeldstad")
    for kind in (CredentialKind.DIPLOMA, CredentialKind.DEELCERTIFICAAT):
        keeper.recognise(ROC, kinds=[kind], standards=None, recognised_from=date(2015, 8, 1))
    keeper.end(ROC, kinds=[CredentialKind.DIPLOMA], until=date(2025, 1, 1), reason=EndReason.LAPSED)
    keeper.annul(
        ROC,
        kinds=[CredentialKind.DEELCERTIFICAAT],
        annulled_from=date(2020, 1, 1),
        decided_on=date(2026, 1, 1),
    )
    diploma, deel = TrustKeeper.open(home, unlock=UNLOCK).trust_list.entries[0].recognitions
    assert (diploma.recognised_until, diploma.end_reason) == (date(2025, 1, 1), EndReason.LAPSED)
    assert (deel.recognised_until, deel.annulled_from) == (date(2026, 1, 1), date(2020, 1, 1))


# --- the commands


def run(*arguments: str, **environment: str) -> Result:
    defaults = {
        "VAKBEWIJS_TRUST_PASSPHRASE": "",
        "VAKBEWIJS_TRUST_KEY_FILE": "",
        "VAKBEWIJS_HOME": "",
    }
    return CliRunner().invoke(trust, arguments, env={**defaults, **environment})


@pytest.fixture
def key_file(tmp_path: Path) -> str:
    return str(tmp_path / "keeper.key")


def test_a_refusal_is_a_message_with_its_code_and_no_traceback(tmp_path: Path, key_file: str) -> None:
    KeyFile.create(Path(key_file))
    result = run("show", "--home", str(tmp_path), "--key-file", key_file)
    assert result.exit_code == 1
    assert "trust.no_keeper" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["init"],
        ["recognise", ROC],
        ["recognise", ROC, "--kind", "Zwemdiploma", "--from", "2020-01-01"],
        ["recognise", ROC, "--kind", "Diploma", "--from", "1 januari"],
        ["end", ROC, "--kind", "Diploma", "--until", "2020-01-01", "--reason", "annulled"],
        ["publish", "--days", "0"],
    ],
    ids=" ".join,
)
def test_a_command_that_is_written_wrongly_says_so(
    arguments: list[str], tmp_path: Path, key_file: str
) -> None:
    result = run(*arguments, "--home", str(tmp_path), "--key-file", key_file)
    assert result.exit_code == 2
    assert "Usage:" in result.output


def test_a_registration_without_a_number_is_refused(keeper: TrustKeeper, home: Path) -> None:
    result = run(
        "add-issuer",
        ROC,
        "ROC",
        "--registration",
        "BRIN",
        "--home",
        str(home),
        VAKBEWIJS_TRUST_PASSPHRASE="x",
    )
    assert result.exit_code == 2


def test_the_commands_keep_and_publish_a_list(tmp_path: Path, key_file: str) -> None:
    options = ["--home", str(tmp_path / "register"), "--key-file", key_file]
    scope = ["--kind", "Diploma", "--kind", "Deelcertificaat"]
    steps = [
        ["init", "--base-url", "https://nkc.example.nl", "--name", "NKC Voorbeeld"],
        [
            "add-issuer",
            ROC,
            "ROC Voorbeeldstad",
            "--registration",
            "BRIN=99XX",
            "--former",
            "did:web:oud.example.nl",
        ],
        ["recognise", ROC, *scope, "--standard", "crebo:25498", "--from", "2015-08-01", "--by", "OCW"],
        ["end", ROC, "--kind", "Diploma", "--until", "2025-01-01", "--reason", "withdrawn"],
        ["annul", ROC, "--kind", "Deelcertificaat", "--from", "2020-01-01"],
        ["publish", "--days", "7"],
        ["show"],
    ]
    for step in steps:
        result = run(*step, *options)
        assert result.exit_code == 0, result.output
    assert "Diploma: crebo:25498, from 2015-08-01 until 2025-01-01 (withdrawn), by OCW" in result.output
    document = json.loads((tmp_path / "register/public/trust-list.json").read_bytes())
    assert TrustList.from_document(document).entries[0].former_entities == ("did:web:oud.example.nl",)
    did_document = json.loads((tmp_path / "register/public/.well-known/did.json").read_bytes())
    assert did_document["id"] == "did:web:nkc.example.nl"


def test_the_commands_let_one_issuer_speak_as_the_register_and_no_other(
    tmp_path: Path, key_file: str
) -> None:
    options = ("--home", str(tmp_path / "register"), "--key-file", key_file)
    register, kind = "did:web:register.example.nl", ("--kind", "Inschrijvingsverklaring")
    scope = ("--standard", "register:onderwijsdeelnemers")
    steps = [
        ["init", "--base-url", "https://nkc.example.nl", "--name", "NKC Voorbeeld"],
        ["add-issuer", register, "Register Voorbeeld"],
        ["add-issuer", ROC, "ROC Voorbeeldstad"],
        ["recognise", register, *kind, *scope, "--from", "2015-08-01"],
        ["recognise", ROC, *kind, "--from", "2015-08-01"],
        ["end", register, *kind, *scope, "--until", "2025-01-01", "--reason", "withdrawn"],
    ]
    for step in steps:
        assert run(*step, *options).exit_code == 0, step
    asked = {
        (did, day): run("ask", did, *kind, *scope, "--on", day, *options).exit_code
        for did in (register, ROC)
        for day in ("2024-12-31", "2025-01-01")
    }
    assert asked == {
        (register, "2024-12-31"): 0,
        (register, "2025-01-01"): 1,
        (ROC, "2024-12-31"): 1,
        (ROC, "2025-01-01"): 1,
    }


def test_a_verifier_can_be_recognised_for_its_receipts(tmp_path: Path, key_file: str) -> None:
    options = ["--home", str(tmp_path / "register"), "--key-file", key_file]
    checker, kind = "did:web:controle.example.nl", ["--kind", "VerificationReceipt"]
    for step in (
        ["init", "--base-url", "https://nkc.example.nl", "--name", "NKC Voorbeeld"],
        ["add-issuer", checker, "Controle Voorbeeld"],
        ["recognise", checker, *kind, "--from", "2026-01-01"],
        ["publish"],
        ["ask", checker, *kind, "--on", "2026-06-01"],
    ):
        result = run(*step, *options)
        assert result.exit_code == 0, result.output
    assert "VerificationReceipt: every standard, from 2026-01-01" in result.output
    assert run("ask", checker, "--kind", "Diploma", "--on", "2026-06-01", *options).exit_code == 1


def test_the_instance_folder_and_a_typed_passphrase_are_used(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        trust,
        ["init", "--base-url", "https://nkc.example.nl", "--name", "NKC"],
        env={"VAKBEWIJS_HOME": str(tmp_path)},
        input="typed passphrase\ntyped passphrase\n",
    )
    assert result.exit_code == 0, result.output
    assert "typed passphrase" not in result.output
    assert (tmp_path / "register/keeper.json").exists()


# --- what would make a list that nobody reads


@pytest.mark.parametrize(
    ("did", "name", "options"),
    [
        (ROC, "", {}),
        (ROC, "   ", {}),
        ("did:key:zz", "ROC", {}),
        ("did:jwk:e30", "ROC", {}),
        (ROC, "ROC", {"former_entities": ["x"]}),
        (ROC, "ROC", {"former_entities": ["did:key:zz"]}),
        (ROC, "ROC", {"former_entities": ["did:web:oud.example.nl", "did:web:oud.example.nl"]}),
        (ROC, "ROC", {"former_entities": [ROC]}),
        (ROC, "ROC", {"registrations": [Registration(scheme="", number="1")]}),
    ],
)
def test_an_entry_that_verifiers_could_not_read_never_enters_the_register(
    keeper: TrustKeeper, home: Path, did: str, name: str, options: dict[str, list[object]]
) -> None:
    with pytest.raises(DomainError):
        keeper.add_issuer(did, name, **options)  # type: ignore[arg-type]
    assert TrustKeeper.open(home, unlock=UNLOCK).trust_list.entries == ()


@pytest.mark.parametrize("standard", ["", "rommel", "crebo:", "crebo: 25491", ":25491"])
def test_a_standard_that_is_none_is_refused(keeper: TrustKeeper, standard: str) -> None:
    keeper.add_issuer(ROC, "ROC Voorbeeldstad")
    with pytest.raises(TrustListError) as refused:
        keeper.recognise(
            ROC, kinds=[CredentialKind.DIPLOMA], standards=[standard], recognised_from=date(2015, 8, 1)
        )
    assert refused.value.code == "trust.invalid"
    assert keeper.trust_list.entries[0].recognitions == ()


def test_an_address_that_verifiers_would_not_fetch_from_is_refused(home: Path) -> None:
    with pytest.raises(InvalidDidError):
        TrustKeeper.init(home, base_url="http://nkc.example.nl", name="NKC", unlock=UNLOCK, at=AT, cost=COST)
    with pytest.raises(TrustListError):
        TrustKeeper.init(home, base_url=BASE, name=" ", unlock=UNLOCK, at=AT, cost=COST)
    assert not home.exists()


@pytest.mark.parametrize(
    ("base_url", "below"),
    [
        ("https://nkc.example.nl", ".well-known/did.json"),
        ("https://nkc.example.nl/", ".well-known/did.json"),
        ("https://nkc.example.nl/register", "did.json"),
    ],
)
def test_the_published_folder_is_served_as_it_lies_there(home: Path, base_url: str, below: str) -> None:
    keeper = TrustKeeper.init(home, base_url=base_url, name="NKC", unlock=UNLOCK, at=AT, cost=COST)
    keeper.publish(at=AT)
    resolved_at = did_web_url(keeper.did, allow_insecure_loopback=False)
    assert resolved_at == f"{base_url.rstrip('/')}/{below}"
    assert (home / "public" / below).exists()


@pytest.mark.parametrize("file", ["keeper.json", "register.json"])
def test_a_damaged_folder_is_told(keeper: TrustKeeper, home: Path, file: str) -> None:
    (home / file).unlink()
    (home / file).mkdir()
    result = run("show", "--home", str(home), VAKBEWIJS_TRUST_PASSPHRASE="x")
    assert result.exit_code == 1
    assert "trust.unreadable" in result.output
    assert isinstance(result.exception, SystemExit)


def test_questions_about_the_past_have_the_answers_of_then(keeper: TrustKeeper, home: Path) -> None:
    standards = ["crebo:25491"]
    evc = [CredentialKind.ERVARINGSCERTIFICAAT]
    keeper.add_issuer(ROC, "EVC Voorbeeld")
    keeper.recognise(ROC, kinds=evc, standards=standards, recognised_from=date(2020, 1, 1))
    keeper.end(ROC, kinds=evc, until=date(2024, 3, 13), reason=EndReason.WITHDRAWN)

    def asked(did: str, day: str, standard: str = "crebo:25491") -> tuple[int, str]:
        result = run(
            *("ask", did, "--kind", evc[0].value, "--standard", standard, "--on", day, "--home", str(home)),
            VAKBEWIJS_TRUST_PASSPHRASE="x",
        )
        return result.exit_code, result.output.splitlines()[0]

    assert asked(ROC, "2019-12-31") == (1, "EVC Voorbeeld on 2019-12-31: not recognised for this")
    assert asked(ROC, "2020-01-01") == (0, "EVC Voorbeeld on 2020-01-01: recognised")
    assert asked(ROC, "2024-03-12") == (0, "EVC Voorbeeld on 2024-03-12: recognised")
    assert asked(ROC, "2024-03-13")[0] == 1
    assert asked(ROC, "2024-03-12", "crebo:25498")[0] == 1
    assert asked("did:web:x.example.nl", "2024-03-12") == (
        1,
        "did:web:x.example.nl on 2024-03-12: not on the list",
    )
    keeper = TrustKeeper.open(home, unlock=UNLOCK)
    keeper.annul(ROC, kinds=evc, annulled_from=date(2023, 1, 1), decided_on=date(2026, 1, 1))
    assert asked(ROC, "2024-03-12")[1].endswith("recognised then, which was annulled later")
    assert asked(ROC, "2022-12-31")[0] == 0
