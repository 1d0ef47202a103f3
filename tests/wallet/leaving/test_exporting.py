"""The ZIP of a whole wallet: complete, signed, and verified by its own script with public packages alone."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from schemas.documents import JsonObject, serialize
from tests.ecosystem import DIPLOMA, ERVARINGSCERTIFICAAT, World
from tests.wallet.browser import Browser, path_of
from tests.wallet.leaving.world import brings
from tests.wallet.portfolio.writing import writes


def exported(samira: Browser) -> bytes:
    response = samira.send("/account/export")
    assert (response.status_code, response.mimetype) == (200, "application/zip")
    return response.data


def unpacked(samira: Browser, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(exported(samira))) as bundle:
        bundle.extractall(folder)
    return folder


def verified(folder: Path) -> tuple[int, str]:
    """Run the script that came along, as its README says."""
    done = subprocess.run(
        [sys.executable, "-I", str(folder / "verify.py"), str(folder)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.fixture
def filled(samira: Browser, world: World) -> Browser:
    """Samira's wallet with a diploma as JSON, one as JWT, and an ervaringscertificaat, one of them shared."""
    for content in (
        serialize(world.school.issue(DIPLOMA)),
        world.school.issue_jwt(DIPLOMA).encode(),
        serialize(world.evc_provider.issue(ERVARINGSCERTIFICAAT)),
    ):
        document = path_of(brings(samira, content)).rsplit("/", 1)[-1]
    samira.shares(document, receiver="Zorggroep De Linde")
    return samira


def edit(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        path = next(folder.glob(name))
        path.write_bytes(change(path.read_bytes()))

    return apply


def forge(folder: Path) -> None:
    """Change a certificate and the digest of it, as somebody would who knows how it works."""
    import hashlib

    path = next(folder.glob("credentials/*.json"))
    manifest = json.loads((folder / "manifest.json").read_bytes())
    changed = path.read_bytes().replace(b"Samira", b"Amira")
    path.write_bytes(changed)
    for entry in manifest["files"]:
        if entry["name"] == str(path.relative_to(folder)):
            entry["sha256"] = hashlib.sha256(changed).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))


ATTACKS: dict[str, Callable[[Path], object]] = {
    "a changed certificate": edit("credentials/*.json", lambda content: content.replace(b"Samira", b"Amira")),
    "a changed JWT": edit("credentials/*.jwt", lambda content: content.replace(b".", b".e", 1)),
    "a member that nobody signed": edit("credentials/*.json", lambda c: b'{"graad":"Arts",' + c[1:]),
    "a name twice": edit("credentials/*.json", lambda content: b'{"name":"Arts",' + content[1:]),
    "a changed fact": edit("facts/001.json", lambda content: content + b" "),
    "a changed context": edit("contexts/01.json", lambda content: content + b" "),
    "a changed page": edit("index.html", lambda content: content.replace(b"Samira", b"Amira")),
    "a file that was added": lambda folder: (folder / "credentials" / "x.json").write_text("{}"),
    "a file that was taken out": lambda folder: next(folder.glob("credentials/*.jwt")).unlink(),
    "a changed share log": edit("shares.json", lambda content: content.replace(b"Linde", b"Iep")),
    "a manifest that was adapted": forge,
    "a signature of another export": edit(
        "manifest.proof.json", lambda c: c.replace(b"sha256:", b"sha256:0")
    ),
    "no signature": lambda folder: (folder / "manifest.proof.json").unlink(),
    "an address outside the folder": edit("facts/index.json", lambda c: c.replace(b"facts/", b"../../etc/")),
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_the_script_finds_everything_that_was_changed(
    filled: Browser, tmp_path: Path, attack: Callable[[Path], object]
) -> None:
    folder = unpacked(filled, tmp_path / "bundle")
    attack(folder)
    code, said = verified(folder)
    assert (code, "X  " in said) == (1, True), said


@pytest.mark.parametrize(
    "name", ["a changed certificate", "a changed JWT", "a member that nobody signed", "a name twice"]
)
def test_the_script_does_not_rest_on_the_manifest_alone(filled: Browser, tmp_path: Path, name: str) -> None:
    folder = unpacked(filled, tmp_path / "bundle")
    ATTACKS[name](folder)
    _, said = verified(folder)
    assert "X  credentials/" in said


def test_the_script_verifies_a_whole_export_without_us(filled: Browser, tmp_path: Path) -> None:
    code, said = verified(unpacked(filled, tmp_path / "bundle"))
    assert code == 0, said
    assert said.count("ok credentials/") == 3
    assert "Not checked: whether an issuer is recognised" in said


def test_the_script_says_what_was_revoked_when_the_export_was_made(
    samira: Browser, world: World, tmp_path: Path
) -> None:
    diploma = world.school.issue(DIPLOMA)
    brings(samira, serialize(diploma))
    world.school.revoke(diploma)
    code, said = verified(unpacked(samira, tmp_path / "bundle"))
    assert (code, "ended by its issuer (revocation)" in said) == (1, True), said


def test_what_could_not_be_fetched_is_said_and_not_taken_for_good(
    samira: Browser, world: World, tmp_path: Path
) -> None:
    brings(samira, serialize(world.school.issue(DIPLOMA)))
    world.network.pages.pop(world.school.list_url("revocation"))
    folder = unpacked(samira, tmp_path / "bundle")
    assert (
        world.school.list_url("revocation")
        in json.loads((folder / "facts/index.json").read_bytes())["missing"]
    )
    code, said = verified(folder)
    assert (code, "could not be checked" in said) == (2, True), said


def test_a_proof_that_the_script_does_not_know_is_not_taken_for_good(
    samira: Browser, world: World, tmp_path: Path
) -> None:
    base: JsonObject = world.school.sign(world.school.prepare(DIPLOMA), cryptosuite="ecdsa-sd-2023")
    brings(samira, serialize(base))
    code, said = verified(unpacked(samira, tmp_path / "bundle"))
    assert (code, "ecdsa-sd-2023" in said) == (2, True), said


def test_the_signed_bytes_are_in_the_file_as_they_were_received(
    samira: Browser, world: World, tmp_path: Path
) -> None:
    originals = {serialize(world.school.issue(DIPLOMA)), world.school.issue_jwt(DIPLOMA).encode()}
    for content in originals:
        brings(samira, content)
    folder = unpacked(samira, tmp_path / "bundle")
    assert {path.read_bytes() for path in (folder / "credentials").iterdir()} == originals


def test_the_page_reads_without_a_network_and_in_two_languages(filled: Browser, tmp_path: Path) -> None:
    folder = unpacked(filled, tmp_path / "bundle")
    for page, heading in (("index.html", "Je bewijzen"), ("index.en.html", "Your certificates")):
        content = (folder / page).read_text()
        assert f"<h1>{heading}</h1>" in content
        assert "<script" not in content
        assert "&lt;" not in content
        assert "http" not in content.replace("http-equiv", "")
        assert "Zorggroep De Linde" in content


def test_the_share_log_holds_no_link_and_no_key_is_in_the_file(app: Flask, filled: Browser) -> None:
    with zipfile.ZipFile(io.BytesIO(exported(filled))) as bundle:
        everything = b"".join(bundle.read(name) for name in bundle.namelist())
        log = json.loads(bundle.read("shares.json"))
    assert log["shares"][0]["receiver"] == "Zorggroep De Linde"
    assert b"/s/" not in everything
    assert b"privateKey" not in everything


def test_whoever_finds_the_wallet_open_later_does_not_get_everything(filled: Browser, world: World) -> None:
    world.clock.passes(minutes=20)
    for response in (filled.open("/account/export"), filled.send("/account/export")):
        assert response.status_code == 303
        assert path_of(response).startswith("/account/confirm")


def test_an_empty_wallet_can_leave_too(samira: Browser, tmp_path: Path) -> None:
    code, said = verified(unpacked(samira, tmp_path / "bundle"))
    assert code == 0, said


def test_what_she_wrote_goes_along_as_plain_json(samira: Browser, tmp_path: Path) -> None:
    item_id = writes(samira)
    folder = unpacked(samira, tmp_path / "bundle")
    (item,) = json.loads((folder / "portfolio" / "items.json").read_bytes())["items"]
    code, said = verified(folder)
    assert code == 0, said
    assert item["id"] == item_id
    assert item["did"] == "Ik hielp mensen met wassen."
    assert item["since"] == {"year": 2019, "month": 3}
