"""Which language a page is in, and how dates are written."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import gettext

from tests.catalogues import untranslated
from tests.web.sample import SECRET_TOKEN
from web.languages import (
    READER_LANGUAGES,
    address_in,
    current_language,
    format_date,
    format_instant,
    init_languages,
    is_unchecked,
    offered_languages,
)


def language_of(page: str) -> str:
    return page.partition('<html lang="')[2][:2]


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", "nl"),
        ("en", "en"),
        ("en-GB,nl;q=0.5", "en"),
        ("fr", "nl"),
        ("de, en;q=0.3", "en"),
        ("*", "nl"),
        ("x" * 999, "nl"),
    ],
)
def test_the_browser_decides_when_nobody_chose(client: FlaskClient, accepted: str, expected: str) -> None:
    assert language_of(client.get("/", headers={"Accept-Language": accepted}).text) == expected


def test_a_choice_is_remembered_and_goes_back_to_the_page(client: FlaskClient) -> None:
    import re

    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/form").text)
    assert token
    chosen = client.post("/language", data={"lang": "en", "next": "/sample/form?x=1", "csrf_token": token[1]})
    assert chosen.status_code == 303
    assert chosen.headers["Location"] == "/sample/form?x=1"
    assert language_of(client.get("/form").text) == "en"


@pytest.mark.parametrize("target", ["https://evil.nl", "//evil.nl", "/\\evil.nl", "/\t/evil.nl", "", "evil"])
def test_the_language_switch_is_no_open_redirect(client: FlaskClient, target: str) -> None:
    import re

    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/form").text)
    assert token
    chosen = client.post("/language", data={"lang": "en", "next": target, "csrf_token": token[1]})
    assert chosen.headers["Location"] == "/sample/"


def test_a_language_that_we_do_not_have_is_refused(client: FlaskClient) -> None:
    import re

    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/form").text)
    assert token
    assert client.post("/language", data={"lang": "xx", "csrf_token": token[1]}).status_code == 400
    assert language_of(client.get("/?lang=xx").text) == "nl"


def test_a_public_page_is_switched_by_its_address_and_ignores_cookies(client: FlaskClient) -> None:
    page = client.get(f"/s/{SECRET_TOKEN}").text
    assert 'href="?lang=en"' in page
    client.set_cookie("lang", "en", path="/sample")
    assert language_of(client.get(f"/s/{SECRET_TOKEN}").text) == "nl"
    assert language_of(client.get(f"/s/{SECRET_TOKEN}?lang=en").text) == "en"


def test_the_language_of_a_public_page_goes_along_to_the_next_one(client: FlaskClient) -> None:
    page = client.get(f"/s/{SECRET_TOKEN}?lang=en").text
    assert 'href="/sample/search?lang=en"' in page
    assert "style.css?lang" not in page
    moved = client.post(f"/s/{SECRET_TOKEN}?lang=en")
    assert moved.headers["Location"] == f"/sample/s/{SECRET_TOKEN}?lang=en"


def test_dates_are_written_as_people_write_them(app: Flask) -> None:
    summer = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)  # already 2 July in the Netherlands
    with app.test_request_context("/"):
        assert format_date(date(2026, 12, 1)) == "1 december 2026"
        assert format_date(summer) == "2 juli 2026"
        assert format_instant(summer) == "2 juli 2026 om 00:30 uur"
    with app.test_request_context("/?lang=en"):
        assert format_instant(summer) == "2 July 2026 at 00:30"


@pytest.mark.parametrize("package", ["web", "web/staff"])
def test_every_sentence_of_the_shell_has_an_english_translation(package: str) -> None:
    assert untranslated(package) == []


def catalogue(folder: Path, language: str, sentences: dict[str, str], checked_by: str = "machine") -> None:
    catalog = Catalog(locale=language, last_translator=checked_by)
    for sentence, translated in sentences.items():
        catalog.add(sentence, translated)
    path = folder / language / "LC_MESSAGES"
    path.mkdir(parents=True)
    with (path / "messages.mo").open("wb") as file:
        write_mo(file, catalog)


def speaking(folder: Path) -> Flask:
    app = Flask("speaking")
    init_languages(app, [folder], READER_LANGUAGES)
    return app


def test_a_sentence_that_a_language_misses_is_english_and_then_dutch(tmp_path: Path) -> None:
    catalogue(tmp_path, "en", {"Delen": "Share", "Stop": "Stop it"})
    catalogue(tmp_path, "pl", {"Delen": "Udostępnij"})
    with speaking(tmp_path).test_request_context("/?lang=pl"):
        assert [gettext(sentence) for sentence in ("Delen", "Stop", "Zoek")] == [
            "Udostępnij",
            "Stop it",
            "Zoek",
        ]
    with speaking(tmp_path).test_request_context("/?lang=nl"):
        assert gettext("Delen") == "Delen"


def test_languages_without_a_catalogue_are_not_offered(tmp_path: Path) -> None:
    catalogue(tmp_path, "uk", {"Delen": "Поділитися"})
    with speaking(tmp_path).test_request_context("/?lang=tr", headers={"Accept-Language": "uk-UA"}):
        assert offered_languages() == {"nl": "Nederlands", "uk": "Українська"}
        assert current_language() == "uk"


def test_only_a_catalogue_that_nobody_checked_says_so(tmp_path: Path) -> None:
    catalogue(tmp_path, "tr", {"Delen": "Paylaş"})
    catalogue(tmp_path, "pl", {"Delen": "Udostępnij"}, checked_by="Zofia Przykład <zofia@voorbeeld.example>")
    for language, unchecked in {"tr": True, "pl": False, "nl": False}.items():
        with speaking(tmp_path).test_request_context(f"/?lang={language}"):
            assert is_unchecked() is unchecked


def test_another_language_keeps_the_rest_of_the_address(tmp_path: Path) -> None:
    with speaking(tmp_path).test_request_context("/?q=a%26b&lang=en&q=c"):
        assert address_in("nl") == "?q=a%26b&q=c&lang=nl"


def test_consoles_stay_dutch_and_english(client: FlaskClient) -> None:
    page = client.get("/?lang=ar", headers={"Accept-Language": "ar"}).text
    assert language_of(page) == "nl"
    assert "العربية" not in page
