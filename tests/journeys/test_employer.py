"""An employer at the desk: one certificate by phone from a printed PDF, and ten at once by HR."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from schemas.documents import JsonObject, parse_object
from tests.journeys.demo import RunningDemo
from tests.journeys.people import Person, Worker
from vakbewijs.demo.organisations import DE_LINDE
from vakbewijs.demo.seeding import cases_folder
from vakbewijs.demo.world import JOHAN
from web import pdf, qr

pytestmark = pytest.mark.browser

needs_pdf = pytest.mark.skipif(pdf.unavailable() is not None, reason="this machine can't make a PDF")

# A name that a spreadsheet program would run, if it were let.
_HOSTILE_NAME = "=cmd|' C'!A0.json"
_BAD = {"ingetrokken.json", "een-letter-veranderd.json", _HOSTILE_NAME}


class Employer(Person):
    """Somebody who wants to know whether a certificate is real."""

    def submits(self) -> None:
        """Press the button of the form; a link in the menu has the same name."""
        self.page.locator("main").get_by_role("button", name="Controleren").click()
        self.page.wait_for_load_state()
        self.look(self.page)

    def hands_in(self, file: Path | dict[str, Any]) -> None:
        self.goes_to(f"{self.addresses.verifier}/")
        self.page.get_by_label("Of een bestand of foto").set_input_files(file)  # type: ignore[arg-type]
        self.submits()

    def takes(self, link: Locator) -> bytes:
        """Download what a link or button gives."""
        with self.page.expect_download() as download:
            link.click()
        return download.value.path().read_bytes()

    def takes_the_receipt(self) -> tuple[bytes, JsonObject]:
        """Return the receipt as PDF and as JSON."""
        on_paper = self.takes(self.page.locator(".actions a", has_text="Bewijs van deze controle"))
        self.page.get_by_text("Bewaren voor uw administratie").click()
        signed = self.takes(self.page.get_by_role("link", name="Hetzelfde als bestand"))
        return on_paper, parse_object(signed)


class Recruiter(Employer):
    """An employer with an account."""

    def signs_in(self) -> None:
        self.goes_to(f"{self.addresses.verifier}/sign-in/{DE_LINDE.slug}")
        self.page.get_by_label("E-mailadres").fill(DE_LINDE.staff[0].login)
        self.page.get_by_label("Wachtwoord").fill(DE_LINDE.staff[0].password)
        self.presses("Inloggen")

    def hands_in_many(self, content: bytes) -> None:
        self.presses("Veel tegelijk")
        self.submits()  # too soon: nothing is chosen
        self.reads("Er klopt iets nog niet")
        self.page.locator("input[type=file]").set_input_files(
            {"name": "sollicitanten.zip", "mimeType": "application/zip", "buffer": content}
        )
        self.page.locator("main").get_by_role("button", name="Controleren").click()
        self.page.wait_for_url("**/bulk/*")
        refresh = self.page.get_by_role("link", name="Vernieuwen")
        if refresh.count():  # not done yet
            refresh.focus()  # a page in use is not shown anew, so that it can be looked at
            self.look(self.page)
            refresh.click()
        expect(self.page.locator("main h1")).to_contain_text("Klaar: 10 gecontroleerd", timeout=40_000)
        self.look(self.page)


@needs_pdf
def test_an_employer_with_a_phone_checks_a_printed_pdf_and_keeps_a_receipt(
    demo: RunningDemo, open_page: Callable[..., Page], accessible: Callable[[Page], None], tmp_path: Path
) -> None:
    johan = Worker(open_page(), demo.addresses, lambda _page: None)
    johan.signs_in(JOHAN)
    johan.page.locator(".card__link").first.click()
    paper = tmp_path / "bewijs.pdf"
    paper.write_bytes(johan.page.request.get(f"{johan.page.url.partition('?')[0]}/paper.pdf").body())
    employer = Employer(open_page(width=390), demo.addresses, accessible)

    employer.hands_in(paper)
    employer.reads("Echt")
    verdict = employer.page.locator("h1").inner_text()
    on_paper, signed = employer.takes_the_receipt()

    with pikepdf.open(io.BytesIO(on_paper)) as document:
        (name,) = document.attachments
        inside = parse_object(document.attachments[name].get_file().read_bytes())
    subject, told = signed["credentialSubject"], inside["credentialSubject"]
    assert isinstance(subject, dict)
    assert isinstance(told, dict)
    assert told["fileDigest"] == subject["fileDigest"]
    for written in (json.dumps(signed), json.dumps(inside)):
        assert JOHAN.person.given_names not in written

    receipt = tmp_path / "bewijs-van-controle.pdf"
    receipt.write_bytes(on_paper)
    for kept in (
        receipt,
        {"name": "receipt.json", "mimeType": "application/json", "buffer": json.dumps(signed).encode()},
    ):
        employer.hands_in(kept)
        employer.reads("Bewijs van controle, ongewijzigd.")
        assert employer.page.locator("h1").inner_text() != verdict
        employer.reads("zegt erin wat bij een controle is gevonden")


def test_an_employer_with_a_phone_checks_a_photo_of_the_code_on_paper(
    demo: RunningDemo, open_page: Callable[..., Page], accessible: Callable[[Page], None], tmp_path: Path
) -> None:
    photo = tmp_path / "foto.png"
    photo.write_bytes(qr.png(demo.seeded.open_share))
    employer = Employer(open_page(width=390), demo.addresses, accessible)

    employer.hands_in(photo)

    employer.reads("Echt en geldig, van een erkende uitgever.")
    employer.presses("Lees de uitslag in gewone woorden")
    employer.reads("Dit bewijs is echt en geldig.")


@pytest.mark.parametrize("width", [390, 1280])
def test_hr_checks_ten_at_once_and_takes_the_table_along(
    demo: RunningDemo, open_page: Callable[..., Page], accessible: Callable[[Page], None], width: int
) -> None:
    hr = Recruiter(open_page(width=width), demo.addresses, accessible)
    hr.signs_in()

    hr.hands_in_many(_ten(cases_folder(demo.addresses.home)))

    hr.reads("7 let op")
    hr.reads("3 niet geldig of geen bewijs")
    by_csv = _csv_rows(hr.takes(hr.page.get_by_role("link", name="Download als CSV")))
    by_excel, formulas = _excel_rows(hr.takes(hr.page.get_by_role("link", name="Download als Excel")))
    on_page = [row.locator("td").nth(2).inner_text().strip() for row in hr.page.locator("tbody tr").all()]
    assert len(by_csv) == 11
    assert formulas == 0
    assert not any(cell.startswith("=") for row in by_csv for cell in row)
    assert [[cell.removeprefix("'") for cell in row] for row in by_csv] == by_excel
    headings, *rows = by_excel
    labels, results, reasons = (headings.index(name) for name in ("Omschrijving", "Uitslag", "Reden"))
    bad = {row[labels] for row in rows if row[results] in ("Niet geldig", "Geen bewijs")}
    assert bad == _BAD
    assert [_plain(row[reasons]) for row in rows] == [_plain(reason) for reason in on_page]
    assert "Samira" not in str(rows)

    hr.presses("Nu weggooien")
    hr.reads("Veel bewijzen tegelijk controleren")


def _ten(cases: Path) -> bytes:
    """Pack seven certificates that hold, two that do not, and one file that is none."""
    good = ["samira-ervaring", "samira-helpende", "gepauzeerd", "onbekende-uitgever"]
    good += ["erkenning-later-vervallen", "voor-de-opleiding-bestond", "samira-helpende"]
    files = [
        (f"{place}-{name}.json", (cases / f"{name}.json").read_bytes()) for place, name in enumerate(good)
    ]
    files.insert(1, ("een-letter-veranderd.json", (cases / "een-letter-veranderd.json").read_bytes()))
    files.insert(4, (_HOSTILE_NAME, b"dit is geen bewijs"))
    files.append(("ingetrokken.json", (cases / "ingetrokken.json").read_bytes()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def _csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def _excel_rows(content: bytes) -> tuple[list[list[str]], int]:
    """Return the cells of a workbook as text, and how many of them are formulas."""
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    cells = [list(row) for row in sheet.iter_rows()]
    formulas = sum(cell.data_type == "f" for row in cells for cell in row)
    return [["" if cell.value is None else str(cell.value) for cell in row] for row in cells], formulas


def _plain(text: str) -> str:
    """Return a text without the marks that keep foreign words in their own direction."""
    return re.sub(r"[\u2066-\u2069\u00ad]", "", re.sub(r"\s+", " ", text)).strip()
