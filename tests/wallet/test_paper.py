"""A certificate as PDF: the signed file is inside, the words are on it, and a print tells where to check."""

import io
import re
import subprocess

import pikepdf
import pytest

from tests.wallet.browser import Browser
from tests.wallet.ecosystem import (
    Clock,
    MemoryChecker,
    MemoryIssuer,
    diploma,
    ervaringscertificaat,
    offer_link,
)
from wallet.views import paper
from web import pdf

DIPLOMA, EVC = "D" * 43, "E" * 43
needs_pdf = pytest.mark.skipif(
    pdf.unavailable() is not None, reason=f"this machine can't make a PDF: {pdf.unavailable()}"
)


@pytest.fixture
def held(samira: Browser, issuer: MemoryIssuer) -> list[str]:
    issuer.has_ready(DIPLOMA, diploma())
    issuer.has_ready(EVC, ervaringscertificaat())
    return [samira.receives(offer_link(DIPLOMA)), samira.receives(offer_link(EVC))]


def attachments(content: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(content)) as document:
        return {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}


def words(content: bytes) -> str:
    """What a reader of the PDF sees, by poppler where the machine has it."""
    try:
        found = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    except FileNotFoundError:
        pytest.skip("pdftotext (poppler-utils) is not on this machine")
    return re.sub(r"\s+", " ", found.stdout.decode())


@needs_pdf
def test_the_signed_bytes_are_in_the_pdf_as_they_were_received(samira: Browser, held: list[str]) -> None:
    original = samira.open(f"/documents/{held[0]}/original").data
    response = samira.open(f"/documents/{held[0]}/paper.pdf")
    assert response.mimetype == "application/pdf"
    assert list(attachments(response.data).values()) == [original]
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert "no-store" in response.headers["Cache-Control"]


@needs_pdf
def test_the_sheet_says_who_what_and_where_to_check(samira: Browser, held: list[str]) -> None:
    text = words(samira.open(f"/documents/{held[1]}/paper.pdf").data)
    assert "Ervaringscertificaat" in text
    assert "Oordeel per onderdeel" in text
    assert "Dit papier is alleen geldig als de controle op localhost:8000 klopt." in text
    assert "http://localhost:8000/verifier" in text
    assert "je " not in text.lower().split()  # the sheet speaks about her, not to her


@needs_pdf
def test_the_sheet_is_there_in_english_too(samira: Browser, held: list[str]) -> None:
    text = words(samira.open(f"/documents/{held[1]}/paper.pdf?lang=en").data)
    assert "Judgement per part" in text


@needs_pdf
def test_large_print_takes_more_paper(samira: Browser, held: list[str]) -> None:
    ordinary = pikepdf.open(io.BytesIO(samira.open(f"/documents/{held[1]}/paper.pdf").data))
    large = pikepdf.open(io.BytesIO(samira.open(f"/documents/{held[1]}/paper.pdf?size=large").data))
    assert len(large.pages) > len(ordinary.pages)


@needs_pdf
def test_the_paper_of_a_link_holds_all_that_it_shows_and_the_link(samira: Browser, held: list[str]) -> None:
    share = samira.shares(*held)
    content = samira.open(f"/shares/{share}/paper.pdf").data
    assert len(attachments(content)) == 2
    # A line may break at a hyphen, and poppler then takes that for one that ends the line.
    text = words(content).replace(" ", "").replace("-", "")
    assert samira.link_of(share).replace("-", "") in text
    assert "Nederlands" not in text


@needs_pdf
def test_a_link_that_ended_has_no_paper(samira: Browser, held: list[str], clock: Clock) -> None:
    share = samira.shares(held[0], duration="1-day")
    clock.passes(days=3)
    samira.signs_in("samira@voorbeeld.nl")
    response = samira.open(f"/shares/{share}/paper.pdf")
    assert (response.status_code, response.location.endswith(f"/shares/{share}/print")) == (303, True)


@needs_pdf
def test_a_revoked_certificate_says_so_on_paper(
    samira: Browser, held: list[str], checker: MemoryChecker
) -> None:
    checker.says("failed", "status", "status.revoked")
    samira.send(f"/documents/{held[0]}/check")
    assert "Ingetrokken" in words(samira.open(f"/documents/{held[0]}/paper.pdf").data)


def test_somebody_else_gets_no_paper(samira: Browser, johan: Browser, held: list[str]) -> None:
    share = samira.shares(held[0])
    for path in (
        f"/documents/{held[0]}/paper",
        f"/documents/{held[0]}/paper.pdf",
        f"/shares/{share}/paper.pdf",
    ):
        assert johan.open(path).status_code == 404


def test_without_the_libraries_the_page_says_so_and_offers_the_print(
    samira: Browser, held: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper.pdf, "unavailable", lambda: "no pango")
    page = samira.open(f"/documents/{held[0]}/paper").text
    assert "Een PDF maken kan hier nu niet." in page
    assert f"/documents/{held[0]}/print" in page
    assert samira.open(f"/documents/{held[0]}/paper.pdf").status_code == 303
    share = samira.shares(held[0])
    assert "Een PDF maken kan hier nu niet." in samira.open(f"/shares/{share}/print").text
