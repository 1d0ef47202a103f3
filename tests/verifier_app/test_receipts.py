"""Receipts: what they say and leave out, that they hold at our own door, and that they vouch for nobody."""

import hashlib
import io
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from flask.testing import FlaskClient

from keys.did_web import did_for_url
from schemas.credential import Credential
from schemas.documents import JsonObject, parse_object, serialize
from schemas.evidence import digest_multibase
from schemas.verification_receipt import VerificationReceipt
from tests.ecosystem import DIPLOMA, World
from tests.verifier_app.cases import CANARY, CASES
from tests.verifier_app.doors import hand_in, headline, verdict, words_of
from verifier.receipts.signing import ReceiptKeys
from verifier.settings import VerifierSettings
from web import pdf

ADDRESS = "https://controle-voorbeeld.example"
DID = "did:web:controle-voorbeeld.example"

needs_pdf = pytest.mark.skipif(pdf.unavailable() is not None, reason="this machine can't make a PDF")


@pytest.fixture
def settings(settings: VerifierSettings) -> VerifierSettings:
    return settings.model_copy(update={"public_base_url": ADDRESS, "trusted_hosts": ("localhost",)})


def _receipt(client: FlaskClient, document: JsonObject | bytes, ending: str = "json") -> bytes:
    response = client.get(f"{hand_in(client, document).location}/receipt.{ending}")
    assert response.status_code == 200
    return response.data


def _read(content: bytes) -> VerificationReceipt:
    receipt = VerificationReceipt.of(Credential.from_document(parse_object(content)))
    assert receipt is not None
    return receipt


@pytest.mark.parametrize(
    "name", ["valid diploma", "unbound", "revoked", "changed", "status unreachable", "three"]
)
def test_a_receipt_says_what_was_found_when_and_by_which_rules(
    client: FlaskClient, world: World, name: str
) -> None:
    document = CASES[name].make(world)
    receipt = _read(_receipt(client, document))

    assert receipt.outcome == CASES[name].outcome
    assert receipt.checked_at == world.clock()
    assert receipt.policy == "vakbewijs-2026"
    assert receipt.file_digest == digest_multibase(serialize(document))
    assert CASES[name].code in {
        finding.code
        for findings in (receipt.sharing, *(certificate.findings for certificate in receipt.checked))
        for finding in findings
    }


def test_a_receipt_keeps_the_day_of_the_status_list_that_it_relied_on(
    client: FlaskClient, world: World
) -> None:
    receipt = _read(_receipt(client, world.school.issue(DIPLOMA)))
    listed = {finding.check: finding.listed_on for finding in receipt.checked[0].findings}
    assert listed["status"] == date(2026, 7, 1)


@pytest.mark.parametrize("name", ["valid experience", "three", "unknown issuer", "recognition ended"])
def test_a_receipt_holds_no_name_and_nothing_of_the_document(
    client: FlaskClient, world: World, name: str
) -> None:
    text = _receipt(client, CASES[name].make(world)).decode()
    for told in ("Samira", "Voorbeeld", "1985", "Helpende", "Verzorgende", "did:key", "ROC", "NKC", CANARY):
        assert told not in text.replace("controle-voorbeeld.example", "")
    for member in ("awardId", "credentialStatus", "achievement"):
        assert member not in text


def test_a_receipt_is_checked_at_our_own_door_and_says_what_it_is(client: FlaskClient, world: World) -> None:
    document = CASES["valid diploma"].make(world)
    made = _receipt(client, document)
    page = verdict(client, parse_object(made))
    words = words_of(page)

    assert headline(page).startswith("Bewijs van controle, ongewijzigd.")
    assert 'class="verdict verdict--attention"' in page
    assert "controle-voorbeeld.example zegt erin wat bij een controle is gevonden" in words
    assert "Uitslag toen Echt en geldig" in words
    assert hashlib.sha256(serialize(document)).hexdigest() in words
    assert "Vraag om een identiteitsbewijs en vergelijk" not in words
    assert "volgens de lijst van 1 juli 2026" in words


def test_a_receipt_of_anybody_reads_as_a_receipt_and_never_as_a_certificate(
    client: FlaskClient, world: World
) -> None:
    made = parse_object(_receipt(client, world.school.issue(DIPLOMA)))
    by_school = {name: value for name, value in made.items() if name != "proof"} | {
        "issuer": world.school.did
    }
    page = verdict(client, world.school.sign(by_school))

    assert headline(page).startswith("Bewijs van controle, ongewijzigd.")
    assert "Echt en geldig, van een erkende uitgever" not in page


def test_a_changed_receipt_is_refused(client: FlaskClient, world: World) -> None:
    document = world.school.issue(DIPLOMA)
    world.school.revoke(document)
    made = parse_object(_receipt(client, document))
    subject = made["credentialSubject"]
    assert isinstance(subject, dict)
    page = verdict(client, {**made, "credentialSubject": {**subject, "outcome": "passed"}})

    assert "verdict--bad" in page
    assert "Uitslag toen" not in page


def test_the_report_of_a_receipt_is_a_warning_without_a_kind(client: FlaskClient, world: World) -> None:
    made = _receipt(client, world.school.issue(DIPLOMA))
    answer = client.post("/api/v1/verify", data=made, content_type="application/vc").get_json()

    assert (answer["outcome"], answer["credentials"][0]["kind"]) == ("warning", None)
    assert "issuer.receipt" in {check["code"] for check in answer["credentials"][0]["checks"]}


def test_the_key_is_published_at_the_address_of_the_did(client: FlaskClient, world: World) -> None:
    made = parse_object(_receipt(client, world.school.issue(DIPLOMA)))
    published = client.get("/.well-known/did.json")

    assert published.mimetype == "application/did+json"
    assert published.get_json()["id"] == made["issuer"] == DID
    proof = made["proof"]
    assert isinstance(proof, dict)
    assert proof["verificationMethod"] in published.get_json()["assertionMethod"]
    assert "Set-Cookie" not in published.headers
    assert client.get("/did.json").data == published.data


def test_the_key_outlives_the_process_and_a_new_one_keeps_old_receipts(
    client: FlaskClient, world: World, settings: VerifierSettings
) -> None:
    made = _receipt(client, world.school.issue(DIPLOMA))
    keys = ReceiptKeys.open(settings)
    before = keys.signer(at=world.clock()).verification_method
    assert before in made.decode()
    keys.renew(at=world.clock())
    world.clock.passes(minutes=20)
    world.keeper.publish()

    assert headline(verdict(client, parse_object(made))).startswith("Bewijs van controle")
    assert before not in _receipt(client, world.school.issue(DIPLOMA)).decode()


def test_private_keys_lie_sealed_in_the_instance_folder(
    client: FlaskClient, world: World, settings: VerifierSettings
) -> None:
    _receipt(client, world.school.issue(DIPLOMA))
    folder = settings.folder / "keys"
    (record,) = folder.rglob("z*.json")
    assert folder.stat().st_mode & 0o077 == 0
    assert record.stat().st_mode & 0o077 == 0
    assert (settings.folder / "keys.key").stat().st_mode & 0o077 == 0


def test_a_receipt_of_a_check_that_is_gone_says_so(client: FlaskClient, world: World) -> None:
    location = hand_in(client, world.school.issue(DIPLOMA)).location
    world.clock.passes(minutes=16)
    for ending in ("json", "pdf"):
        assert client.get(f"{location}/receipt.{ending}").status_code == 410


@needs_pdf
def test_the_pdf_holds_the_signed_receipt_and_is_checked_like_it(client: FlaskClient, world: World) -> None:
    made = _receipt(client, CASES["three"].make(world), "pdf")
    with pikepdf.open(io.BytesIO(made)) as document:
        (name,) = document.attachments
        attached = document.attachments[name].get_file().read_bytes()
    assert name == "bewijs-van-controle.json"
    assert len(_read(attached).checked) == 3
    page = client.get(hand_in(client, made).location).text
    assert headline(page).startswith("Bewijs van controle, ongewijzigd.")


def test_did_of_a_verifier_below_a_path_is_found_below_that_path(tmp_path: Path, world: World) -> None:
    settings = VerifierSettings(home=tmp_path, public_base_url=f"{ADDRESS}/verifier")
    keys = ReceiptKeys.open(settings)
    assert keys.did == did_for_url(settings.public_base_url) == f"{DID}:verifier"
    assert keys.did_document_url == f"{ADDRESS}/verifier/did.json"


@needs_pdf
def test_the_receipt_of_one_certificate_is_one_sheet_without_a_name(
    client: FlaskClient, world: World
) -> None:
    made = _receipt(client, CASES["unbound"].make(world), "pdf")
    with pikepdf.open(io.BytesIO(made)) as document:
        assert len(document.pages) == 1
        told = str(document.docinfo) + str(document.Root.Metadata.read_bytes())
    assert "Samira" not in told
