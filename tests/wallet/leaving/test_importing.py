"""A ZIP from another wallet: hostile ones are refused within bounds, and each certificate is judged again."""

import io
import stat
import warnings
import zipfile
from collections.abc import Callable

import pytest
from flask import Flask

from schemas.documents import serialize
from tests.ecosystem import DIPLOMA, World
from tests.wallet.browser import Browser, path_of
from tests.wallet.leaving.world import brings
from wallet.errors import RefusedDocumentError
from wallet.importing.bundle import MAX_CERTIFICATES, MAX_MEMBERS, Bundle

GENUINE = b'{"type": ["VerifiableCredential"]}'


def certificates_in(content: bytes) -> tuple[bytes, ...]:
    return tuple(certificate for _, certificate in Bundle.of(content).certificates())


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], manifest: bool = True) -> bytes:
    target = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a name twice, on purpose
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, content in (*members, *([("manifest.json", b"{}")] if manifest else [])):
                bundle.writestr(name, content)
    return target.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


def locked(content: bytes) -> bytes:
    """Set the flag that says that the members are encrypted."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + b"\x01" + content[at + 1 :]


def lying(content: bytes) -> bytes:
    """Let the directory say that the first member is small."""
    at = content.index(b"PK\x01\x02") + 24
    return content[:at] + (10).to_bytes(4, "little") + content[at + 4 :]


NAME = "credentials/001-diploma.json"
BIG = b"\0" * (60 * 1024 * 1024)
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "half a ZIP": (lambda: zipped((NAME, GENUINE))[:60], "document.zip_unreadable"),
    "no manifest": (lambda: zipped((NAME, GENUINE), manifest=False), "document.zip_foreign"),
    "no certificates": (lambda: zipped(("x.txt", b"")), "document.zip_foreign"),
    "a ZIP in a ZIP": (
        lambda: zipped(("credentials/a.zip", zipped((NAME, GENUINE)))),
        "document.zip_foreign",
    ),
    "a way out": (lambda: zipped(("credentials/../../etc/x.json", GENUINE)), "document.zip_foreign"),
    "an absolute name": (lambda: zipped(("/credentials/x.json", GENUINE)), "document.zip_foreign"),
    "another separator": (lambda: zipped(("credentials/..\\x.json", GENUINE)), "document.zip_foreign"),
    "a hidden name": (lambda: zipped(("credentials/.json", GENUINE)), "document.zip_foreign"),
    "a link": (lambda: zipped((link(NAME), b"/etc/passwd")), "document.zip_foreign"),
    "a name twice": (lambda: zipped((NAME, GENUINE), (NAME, b"{}")), "document.zip_unreadable"),
    "a lock": (lambda: locked(zipped((NAME, GENUINE))), "document.zip_locked"),
    "a bomb": (lambda: zipped((NAME, BIG)), "document.zip_too_large"),
    "a bomb that lies": (lambda: lying(zipped((NAME, BIG))), "document.zip_unreadable"),
    "a drawer": (
        lambda: zipped(*[(f"credentials/{n}.json", GENUINE) for n in range(MAX_CERTIFICATES + 1)]),
        "document.zip_too_large",
    ),
    "a cupboard": (
        lambda: zipped(*[(f"x/{n}", b"") for n in range(MAX_MEMBERS + 1)]),
        "document.zip_too_large",
    ),
    "a wall": (
        lambda: zipped(*[(f"credentials/{n}.json", BIG[: 1024 * 1024]) for n in range(51)]),
        "document.zip_too_large",
    ),
}


@pytest.mark.parametrize(("make", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_zip_is_refused_within_bounds(make: Callable[[], bytes], code: str) -> None:
    with pytest.raises(RefusedDocumentError) as caught:
        certificates_in(make())
    assert caught.value.code == code


@pytest.mark.parametrize("cut", range(4, 260, 17))
def test_any_damage_to_a_zip_is_refused_or_harmless(cut: int) -> None:
    whole = zipped((NAME, GENUINE))
    read: tuple[bytes, ...] | str
    try:
        read = certificates_in(whole[:cut] + b"\xff\x7f" + whole[cut + 2 :])
    except RefusedDocumentError as error:
        read = error.code
    assert read in ((GENUINE,), "document.zip_unreadable", "document.zip_foreign", "document.zip_locked")


def test_a_refusal_stands_on_the_page(samira: Browser) -> None:
    page = brings(samira, zipped(("x.txt", b"")))
    assert page.status_code == 422
    assert "In dit ZIP-bestand zitten geen bewijzen uit een wallet." in page.text


def test_another_wallet_judges_everything_again_and_takes_it_once(
    app: Flask, samira: Browser, world: World
) -> None:
    originals = [serialize(world.school.issue(DIPLOMA)), world.school.issue_jwt(DIPLOMA).encode()]
    for content in originals:
        brings(samira, content)
    bundle = samira.send("/account/export").data

    other = Browser(app).signs_up("samira@elders.nl")
    assert path_of(brings(other, bundle)) == "/documents"
    assert "2 bewijzen bewaard." in other.open("/documents").text
    assert path_of(brings(other, bundle)) == "/documents"
    page = other.open("/documents").text
    assert "Je had deze bewijzen al." in page
    taken = zipfile.ZipFile(io.BytesIO(other.send("/account/export").data))
    with taken:
        kept = {taken.read(name) for name in taken.namelist() if name.startswith("credentials/")}
    assert kept == set(originals)


def test_a_forged_certificate_in_a_zip_is_left_out(samira: Browser, world: World) -> None:
    forged = serialize({**world.school.issue(DIPLOMA), "name": "Arts"})
    genuine = serialize(world.school.issue(DIPLOMA))
    response = brings(
        samira, zipped((NAME, forged), ("credentials/2.json", b"{"), ("credentials/3.json", genuine))
    )
    assert samira.open(f"{path_of(response)}/original").data == genuine
    samira_sees = samira.open("/documents").text
    assert "Arts" not in samira_sees


def test_what_belongs_to_another_key_says_so(samira: Browser, world: World) -> None:
    bound = serialize(world.school.issue(DIPLOMA, holder=world.samira))
    document = path_of(brings(samira, zipped((NAME, bound))))
    page = samira.open(document).text
    assert "1 bewijs hoort bij een andere wallet. Vraag de organisatie om een nieuw." in page
    assert "Het hoort bij een andere wallet." in page
