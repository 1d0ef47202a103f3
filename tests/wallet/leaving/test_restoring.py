"""A whole wallet that comes in as a ZIP: everything by its own door, nothing twice, nothing on its word."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from schemas.documents import serialize
from tests.ecosystem import DIPLOMA, World
from tests.wallet.browser import Browser, path_of
from tests.wallet.evidence.samples import jpeg, pdf
from tests.wallet.leaving.test_exporting import exported, unpacked, verified
from tests.wallet.leaving.world import brings
from tests.wallet.portfolio.writing import writes
from tests.wallet.references.people import answers, asks, confirmation_link, link_of, local
from wallet.settings import WalletSettings
from web.context import current_database

BRING = "/bring"


def adds_file(
    person: Browser, content: bytes, name: str, item_id: str = "", title: str = "Mijn foto"
) -> None:
    response = person.client.post(
        "/files/add",
        base_url="http://localhost:8000/wallet",
        data={
            "csrf_token": person.form_token(),
            "files": (io.BytesIO(content), name),
            "title": title,
            "item": item_id,
        },
        buffered=True,
    )
    assert response.status_code == 303, response.text


@pytest.fixture
def full(app: Flask, samira: Browser, world: World) -> Browser:
    """Samira with a certificate, an item with a photo and a linked certificate, a paper, and a reference."""
    document = path_of(brings(samira, serialize(world.school.issue(DIPLOMA)))).rsplit("/", 1)[-1]
    item_id = writes(samira)
    samira.send(f"/portfolio/items/{item_id}/documents", {"chosen": [document]})
    adds_file(samira, jpeg(), "foto.jpg", item_id)
    adds_file(samira, pdf(), "brief.pdf", title="Een brief")
    request_id = asks(samira, item=item_id)
    answers(app, link_of(samira, request_id))
    with app.app_context():
        link = confirmation_link(current_database())
    app.test_client().post(local(link), base_url="http://localhost:8000/wallet")
    samira.send(f"/references/{request_id}/accept")
    return samira


@pytest.fixture
def other(app: Flask) -> Browser:
    return Browser(app).signs_up("samira@elders.nl")


def changed(bundle: bytes, name: str, change: Callable[[Any], Any]) -> bytes:
    """Change one JSON member of a ZIP, as its owner could."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bundle)) as before, zipfile.ZipFile(target, "w") as after:
        for member in before.namelist():
            content = before.read(member)
            after.writestr(member, json.dumps(change(json.loads(content))) if member == name else content)
    return target.getvalue()


def members(person: Browser) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(exported(person))) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def item_page(person: Browser) -> str:
    """The page of her only item."""
    (address,) = set(re.findall(r"/portfolio/items/[0-9a-f-]{36}", person.open("/portfolio").text))
    return address


def level_of(page: str) -> str:
    """The first badge below the title."""
    match = re.search(r'</h1>.*?class="badge[^>]*>.*?<span>([^<]+)</span>', page, re.DOTALL)
    assert match
    return match[1]


def test_everything_is_there_again_and_the_same_twice_adds_nothing(full: Browser, other: Browser) -> None:
    bundle = exported(full)
    page = other.open(path_of(brings(other, bundle, BRING))).text
    for sentence in (
        "Bewaard in je wallet.",
        "1 eigen verhaal bewaard.",
        "2 bestanden bewaard.",
        "1 bericht van een ander bewaard.",
    ):
        assert sentence in page
    once = members(other)
    brings(other, bundle, BRING)
    twice = members(other)
    names = {name for name in once if name.split("/")[0] in ("credentials", "files", "portfolio")}
    assert {name for name in twice if name.split("/")[0] in ("credentials", "files", "portfolio")} == names
    assert once["portfolio/items.json"] == twice["portfolio/items.json"]
    assert once["files/index.json"] == twice["files/index.json"]
    assert once["references/index.json"] == twice["references/index.json"]
    assert "bewaard." not in other.open(path_of(brings(other, bundle, BRING))).text


def test_its_own_zip_adds_nothing_to_a_wallet(full: Browser) -> None:
    bundle = exported(full)
    page = full.open(path_of(brings(full, bundle, BRING))).text
    assert "Je had dit bewijs al." in page
    assert "bewaard." not in page


def test_an_item_keeps_its_certificate_its_photo_and_its_words(full: Browser, other: Browser) -> None:
    brings(other, exported(full), BRING)
    page = other.open(item_page(other)).text
    assert "Hulp in de thuiszorg" in page
    assert "/documents/" in page
    assert "Mijn foto" in page
    assert "Samira bleef altijd rustig." in page


def test_the_digest_that_a_certificate_names_survives_the_move(full: Browser, other: Browser) -> None:
    before = json.loads(members(full)["files/index.json"])["files"]
    brings(other, exported(full), BRING)
    after = json.loads(members(other)["files/index.json"])["files"]
    assert {each["originalDigest"] for each in before} == {each["originalDigest"] for each in after}


def test_a_digest_that_does_not_fit_the_bytes_is_not_believed(full: Browser, other: Browser) -> None:
    claimed = "uEi" + "A" * 43

    def lie(index: Any) -> Any:
        for entry in index["files"]:
            entry |= {"originalDigest": claimed, "keptDigest": claimed}
        return index

    brings(other, changed(exported(full), "files/index.json", lie), BRING)
    assert claimed not in members(other)["files/index.json"].decode()


def test_someone_elses_word_is_brought_along_and_counts_for_nothing(full: Browser, other: Browser) -> None:
    assert level_of(full.open(item_page(full)).text) == "Iemand anders zegt het"

    def boast(index: Any) -> Any:
        for entry in index["references"]:
            entry["answer"] |= {"emailConfirmed": True, "name": "De minister"}
        return index

    brings(other, changed(exported(full), "references/index.json", boast), BRING)
    assert level_of(other.open(item_page(other)).text) == "Eigen woorden"
    (request_id,) = set(re.findall(r"/references/([0-9a-f-]{36})", other.open("/references").text))
    page = other.open(f"/references/{request_id}").text
    assert "Meegenomen uit een andere wallet" in page
    assert "Iemand anders zegt het" not in page


def test_what_a_page_would_refuse_is_left_out_and_said(full: Browser, other: Browser) -> None:
    good = json.loads(members(full)["portfolio/items.json"])["items"][0]
    bad = [
        good | {"id": "11111111-1111-4111-8111-111111111111", "title": "x" * 5_000},
        good | {"id": "22222222-2222-4222-8222-222222222222", "since": {"year": 10**9, "month": 77}},
        good | {"id": "33333333-3333-4333-8333-333333333333", "kind": "minister"},
        good | {"id": "../../x"},
        good | {"id": "44444444-4444-4444-8444-444444444444", "title": "a\u202eb"},
        good | {"id": "55555555-5555-4555-8555-555555555555", "situation": "niet gevraagd"},
        good | {"id": "66666666-6666-4666-8666-666666666666", "level": "issued"},
    ]
    bundle = changed(exported(full), "portfolio/items.json", lambda index: index | {"items": [good, *bad]})
    page = other.open(path_of(brings(other, bundle, BRING))).text
    assert "1 eigen verhaal bewaard." in page
    assert "7 onderdelen konden we niet lezen." in page
    assert other.open("/portfolio/timeline").status_code == 200


@pytest.mark.parametrize(
    "index",
    [[], {"files": 3}, {"files": [3, None, {"file": 7}]}, {"files": [{"file": "../x"}]}],
    ids=["a list", "a number", "odd entries", "a way out"],
)
def test_an_odd_index_gives_no_fault(full: Browser, other: Browser, index: Any) -> None:
    answer = brings(other, changed(exported(full), "files/index.json", lambda _: index), BRING)
    assert answer.status_code in (303, 422)
    assert "files/index.json" not in members(other)


def test_a_file_that_is_no_photo_any_more_is_left_out(full: Browser, other: Browser) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(exported(full))) as before, zipfile.ZipFile(target, "w") as after:
        for member in before.namelist():
            is_photo = member.endswith(".jpg")
            after.writestr(member, b"MZ\x90\0 a program" if is_photo else before.read(member))
    page = other.open(path_of(brings(other, target.getvalue(), BRING))).text
    assert "1 bestand bewaard." in page
    assert "1 onderdeel konden we niet lezen." in page


def test_a_wallet_without_room_keeps_what_fits_and_says_so(
    full: Browser, other: Browser, settings: WalletSettings, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = exported(full)
    monkeypatch.setattr(WalletSettings, "room_bytes", 1_000)
    page = other.open(path_of(brings(other, bundle, BRING))).text
    assert "Niet alle bestanden pasten in je wallet." in page
    assert "1 eigen verhaal bewaard." in page


def test_nothing_chosen_and_something_else_are_refused_at_the_field(other: Browser) -> None:
    assert "Kies eerst het ZIP-bestand" in other.send(BRING).text
    page = brings(other, b"geen zip", BRING)
    assert page.status_code == 422
    assert "Dit ZIP-bestand" in page.text


def test_a_zip_above_the_room_is_refused_with_its_size(
    other: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WalletSettings, "room_bytes", -63 * 1024 * 1024)
    assert brings(other, b"PK\x03\x04" + bytes(2 * 1024 * 1024), BRING).status_code == 413


def test_nobody_sends_much_without_being_signed_in(app: Flask) -> None:
    assert brings(Browser(app), bytes(13 * 1024 * 1024), BRING).status_code == 413


def test_the_script_checks_the_files_too(full: Browser, tmp_path: Any) -> None:
    folder = unpacked(full, tmp_path / "bundle")
    code, said = verified(folder)
    assert (code, "ok photos, films and papers" in said) == (0, True), said
    for page in ("index.html", "index.en.html"):
        text = (folder / page).read_text()
        assert 'href="files/' in text
        assert "Samira bleef altijd rustig." in text
    photo = next(folder.glob("files/*.jpg"))
    photo.write_bytes(photo.read_bytes() + b"x")
    code, said = verified(folder)
    assert code == 1
    assert "X  photos, films and papers" in said


def test_a_file_that_the_store_lost_stays_behind_and_is_named(
    full: Browser, settings: WalletSettings, tmp_path: Any
) -> None:
    next((settings.folder / "files").glob("??/*")).unlink()
    folder = unpacked(full, tmp_path / "bundle")
    assert len(list(folder.glob("files/*"))) == 2
    assert "Dit bestand is niet meer te lezen." in (folder / "index.html").read_text()
    code, said = verified(folder)
    assert (code, "was lost before this export" in said) == (2, True), said
