"""Her files on their pages: add, see, download, delete; refused ones are named; nobody else sees any."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from schemas.documents import JsonObject
from schemas.evidence import digest_multibase
from tests.wallet.browser import BASE, Browser, path_of
from tests.wallet.ecosystem import MemoryIssuer, ervaringscertificaat, offer_link
from tests.wallet.evidence.samples import CANARY, GOOD, docx, film, jpeg, pdf, png
from tests.wallet.test_hostile_content import ATTACKS, LIVE
from wallet.evidence import adding
from wallet.evidence.chunks import CHUNK_BYTES
from wallet.evidence.sweeping import UNNAMED_FOR, sweep
from wallet.models import EvidenceFile
from wallet.settings import WalletSettings
from web.database import Database


def add(person: Browser, *contents: tuple[bytes, str], **fields: str) -> TestResponse:
    files = [FileStorage(BytesIO(content), name) for content, name in contents]
    return send_form(person.client, {"csrf_token": person.form_token(), "files": files, **fields})


def send_form(client: FlaskClient, values: dict[str, object]) -> TestResponse:
    """POST a form as bytes: the test client would put a large one into a temporary file."""
    boundary, body = encode_multipart(values)
    content_type = f"multipart/form-data; boundary={boundary}"
    return client.post("/files/add", base_url=BASE, data=body, content_type=content_type, buffered=True)


def added(person: Browser, content: bytes, name: str = "foto.jpg", **fields: str) -> str:
    return path_of(add(person, (content, name), **fields))


def stored(settings: WalletSettings) -> list[Path]:
    return [path for path in (settings.folder / "files").rglob("*") if path.is_file()]


def count(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(EvidenceFile)) or 0


def test_a_bad_file_is_refused_on_the_page_and_leaves_nothing(
    samira: Browser, settings: WalletSettings, database: Database
) -> None:
    for content in (
        b"<svg onload=alert(1)/>",
        b"",
        docx("../x"),
        pdf(password="geheim"),
        film(b"heic", b"heic"),
    ):
        response = add(samira, (content, "x.jpg"))
        assert response.status_code == 422
        assert "Er klopt iets nog niet" in response.text
    assert add(samira).status_code == 422
    assert "files" in samira.send("/files/add", {"files": "text"}).text
    assert count(database) == 0
    assert stored(settings) == []


def test_of_several_files_the_good_ones_stay_and_the_others_are_named(
    samira: Browser, database: Database
) -> None:
    response = add(samira, (jpeg(), "goed.jpg"), (b"MZ", "fout.exe"), (png(), "ook-goed.png"))
    assert response.status_code == 422
    assert "2 bestanden zijn bewaard." in response.text
    assert "fout.exe: Deze soort kunnen we niet bewaren." in response.text
    assert count(database) == 2


def test_more_than_twenty_at_once_is_too_much(samira: Browser, database: Database) -> None:
    assert add(samira, *[(jpeg(), f"{number}.jpg") for number in range(21)]).status_code == 422
    assert count(database) == 0


@pytest.mark.parametrize("media_type", GOOD)
def test_a_file_comes_back_as_a_download_that_no_browser_opens(samira: Browser, media_type: str) -> None:
    place = added(samira, GOOD[media_type], "naam.html")
    response = samira.open(f"{place}/content")
    assert response.data == adding.read_file(GOOD[media_type], "x").content
    assert response.mimetype == media_type
    assert re.fullmatch(r'attachment; filename="naam\.[a-z0-9]+"', response.headers["Content-Disposition"])
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cache-Control"] == "no-store"
    assert samira.open(place).status_code == 200


def test_a_photo_is_shown_small_in_the_list_and_large_on_its_page(samira: Browser) -> None:
    place = added(samira, jpeg(), title="De muur")
    assert f"{place}/thumbnail" in samira.open("/files").text
    assert f"{place}/picture" in samira.open(place).text
    for path, media_type in ((f"{place}/thumbnail", "image/webp"), (f"{place}/picture", "image/jpeg")):
        response = samira.open(path)
        assert response.mimetype == media_type
        assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert CANARY not in response.data


def test_only_a_photo_is_shown_inside_a_page(samira: Browser) -> None:
    place = added(samira, pdf(), "cv.pdf")
    assert samira.open(f"{place}/picture").status_code == 404
    assert samira.open(f"{place}/thumbnail").status_code == 404
    assert "<img" not in samira.open("/files").text


def test_a_second_click_keeps_one_file(samira: Browser, settings: WalletSettings, database: Database) -> None:
    assert added(samira, jpeg()) == added(samira, jpeg())
    assert count(database) == len(stored(settings)) == 1


def test_deleting_removes_row_and_bytes(
    samira: Browser, settings: WalletSettings, database: Database
) -> None:
    place = added(samira, jpeg())
    assert samira.open(f"{place}/delete").status_code == 200
    assert len(stored(settings)) == 1
    assert path_of(samira.send(f"{place}/delete")) == "/files"
    assert count(database) == len(stored(settings)) == 0
    assert samira.open(place).status_code == 404


def test_a_full_wallet_says_so_and_has_room_again_after_deleting(
    samira: Browser, settings: WalletSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WalletSettings, "room_bytes", len(pdf()) + 10)
    place = added(samira, pdf())
    response = add(samira, (docx(), "x.docx"))
    assert response.status_code == 422
    assert "Je wallet is vol." in response.text
    assert len(stored(settings)) == 1
    samira.send(f"{place}/delete")
    added(samira, docx())


def test_bytes_that_are_lost_or_changed_are_told(samira: Browser, settings: WalletSettings) -> None:
    place = added(samira, pdf())
    (path,) = stored(settings)
    path.unlink()
    response = samira.open(f"{place}/content")
    assert response.status_code == 503
    assert "We kunnen dit bestand niet vinden." in response.text


def test_a_certificate_names_the_file_that_it_rests_on(samira: Browser, issuer: MemoryIssuer) -> None:
    photo = jpeg()  # what the assessor was given is what was signed, with its notes
    assert digest_multibase(photo) != digest_multibase(adding.read_file(photo, "x").content)
    document: JsonObject = {
        **ervaringscertificaat(),
        "evidence": [
            {"id": f"urn:uuid:{number}", "type": ["Evidence"], "name": name, "digestMultibase": digest}
            for number, (name, digest) in enumerate(
                (("De muur", digest_multibase(photo)), ("Iets anders", digest_multibase(b"iets anders")))
            )
        ],
    }
    issuer.has_ready("E" * 43, document)
    certificate = samira.receives(offer_link("E" * 43))
    assert "Dit bestand hoort bij dit bewijs." not in samira.open(f"/documents/{certificate}").text
    place = added(samira, photo)
    page = samira.open(f"/documents/{certificate}").text
    assert page.count("Dit bestand hoort bij dit bewijs.") == 1
    assert f"{place}" in page
    assert "Jouw bestanden bij dit bewijs" in page


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_name_or_title_stays_text(samira: Browser, attack: str) -> None:
    place = added(samira, jpeg(), attack.replace("\0", "").replace('"', "%22") + ".jpg")
    for path in ("/files", place, f"{place}/delete"):
        page = samira.open(path).text
        assert not [live for live in LIVE if live in page]
        assert ">49<" not in page
    disposition = samira.open(f"{place}/content").headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.jpg"', disposition)


def test_nothing_readable_reaches_the_disk(
    samira: Browser,
    settings: WalletSettings,
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_file(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a temporary file")

    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", no_file)
    secret = b"canary-in-a-large-file" * 60_000
    film_with_it = film() + len(secret + bytes(8)).to_bytes(4, "big") + b"mdat" + secret
    assert len(film_with_it) > 4 * CHUNK_BYTES
    added(samira, film_with_it, "canary-name.mp4", title="canary title")
    database.close()
    raw = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for canary in (b"canary", b"FRAMES", b"ftypisom", b"video/mp4"):
        assert canary not in raw, canary


def test_a_film_may_be_larger_than_other_forms_and_only_for_who_is_signed_in(
    app: Flask, samira: Browser
) -> None:
    large = film() + (13 * 1024**2).to_bytes(4, "big") + b"mdat" + bytes(13 * 1024**2 - 8)
    added(samira, large, "film.mp4")
    stranger = send_form(app.test_client(), {"files": [FileStorage(BytesIO(large), "x.mp4")]})
    assert stranger.status_code in (400, 413)


@pytest.fixture
def statements(database: Database) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(database.engine, "before_cursor_execute", note)


def test_the_list_asks_as_often_for_one_file_as_for_ten(samira: Browser, statements: list[str]) -> None:
    added(samira, jpeg())
    statements.clear()
    samira.open("/files")
    once = len(statements)
    for number in range(9):
        added(samira, jpeg(size=(20 + number, 20)))
    statements.clear()
    samira.open("/files")
    assert len(statements) == once


def test_the_sweep_removes_what_no_row_names_and_nothing_else(
    app: Flask, samira: Browser, settings: WalletSettings, database: Database
) -> None:
    place = added(samira, jpeg())
    store = settings.file_storage()
    store.put("0" * 32, [b"left behind"])
    (written,) = {each.written_at for each in store.list() if each.key == "0" * 32}
    assert sweep(database, store, at=written) == 0
    assert sweep(database, store, at=written + UNNAMED_FOR * 2) == 1
    assert len(stored(settings)) == 1
    assert samira.open(f"{place}/content").status_code == 200


def test_a_file_is_added_for_an_item_and_found_by_it(samira: Browser, database: Database) -> None:
    item = "0190aaaa-0000-7000-8000-000000000001"
    assert item in samira.open(f"/files/add?item={item}").text
    added(samira, jpeg(), item=item)
    added(samira, png(), "x.png", item="' or 1=1 --")
    with database.reading() as session:
        assert set(session.scalars(select(EvidenceFile.item_id))) == {item, None}
