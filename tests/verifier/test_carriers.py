"""PDFs and badges: what is signed in them is taken out within bounds, and nothing else is believed."""

import contextlib
import io
import tracemalloc

import pikepdf
import pytest

from schemas.documents import serialize
from schemas.errors import MalformedDocumentError
from tests.carriers import added_to, pdf_with, png_with, svg_json, svg_with, text_chunk
from verifier.pdf_attachments import MAX_ATTACHMENTS, MAX_PDF_BYTES, attached_files
from verifier.reading import SubmissionKind, read_submission

CREDENTIAL = serialize({"type": ["VerifiableCredential", "Diploma"]})
PRESENTATION = serialize({"type": ["VerifiablePresentation"]})
PDF_ENCRYPTED = pdf_with(CREDENTIAL, password="geheim")


def bomb() -> bytes:
    """A file of 64 MB of nothing, which takes 64 kB in a PDF."""
    return pdf_with(b"\0" * (64 * 1024 * 1024))


@pytest.mark.parametrize(
    ("handed_over", "code"),
    [
        (pdf_with(), "submission.pdf"),
        (pdf_with(b"Beste Samira", b'{"type": "Factuur"}', b"https://wallet.example/s/x"), "submission.pdf"),
        (pdf_with(pdf_with(CREDENTIAL)), "submission.pdf"),
        (pdf_with(CREDENTIAL[:-1]), "json.syntax"),
        (pdf_with(b'{"type":"VerifiableCredential","type":"x"}'), "json.duplicate_key"),
        (pdf_with(b"eyJhbGciOiJub25lIn0.e30."), "submission.jwt"),
        (pdf_with(CREDENTIAL, PRESENTATION), "pdf.several_selections"),
        (pdf_with(PRESENTATION, PRESENTATION), "pdf.several_selections"),
        (pdf_with(*[CREDENTIAL] * (MAX_ATTACHMENTS + 1)), "pdf.too_many_attachments"),
        (PDF_ENCRYPTED, "pdf.encrypted"),
        (pdf_with(CREDENTIAL)[:-200], "pdf.unreadable"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf.unreadable"),
        (pdf_with(CREDENTIAL) + b"/F#69lter /#4cZWDecode", "pdf.unreadable"),
        (pdf_with(CREDENTIAL) + b" " * MAX_PDF_BYTES + b"x", "pdf.too_large"),
        (png_with(), "submission.image"),
        (png_with(text_chunk(CREDENTIAL, keyword=b"comment")), "submission.image"),
        (png_with(text_chunk(b"")), "submission.text"),
        (png_with(text_chunk(b"https://wallet.example/s/x")), "submission.image"),
        (png_with(text_chunk(CREDENTIAL), text_chunk(CREDENTIAL)), "badge.several"),
        (png_with(text_chunk(CREDENTIAL).replace(b"Diploma", b"Diplomb")), "badge.damaged"),
        (png_with(text_chunk(b"x" * 5_000_000, packed=True)), "badge.too_large"),
        (png_with(text_chunk(CREDENTIAL)[:60]), "badge.damaged"),
        (svg_with(), "submission.image"),
        (svg_with(svg_json(CREDENTIAL), svg_json(CREDENTIAL)), "badge.several"),
        (svg_with(svg_json(CREDENTIAL), before="<!DOCTYPE svg [<!ENTITY a 'b'>]>"), "badge.damaged"),
        (svg_with("<openbadges:credential>"), "badge.damaged"),
        (svg_with('<openbadges:credential verify="https://x.example/b.json"/>'), "submission.image"),
    ],
)
def test_a_carrier_without_one_clear_signed_file_says_why(handed_over: bytes, code: str) -> None:
    with pytest.raises(MalformedDocumentError) as caught:
        read_submission(handed_over)
    assert caught.value.code == code


def test_a_file_that_explodes_is_refused_before_it_does() -> None:
    small = bomb()
    assert len(small) < MAX_PDF_BYTES
    tracemalloc.start()
    with pytest.raises(MalformedDocumentError) as caught:
        attached_files(small)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert caught.value.code == "pdf.unreadable"
    assert peak < 8 * 1024 * 1024


@pytest.mark.parametrize("cut", range(0, 700, 53))
def test_any_damage_is_a_domain_error(cut: int) -> None:
    whole = pdf_with(CREDENTIAL)
    for damaged in (whole[:cut] + whole[cut + 7 :], whole[:cut] + b"\xff\x00<<[" + whole[cut:]):
        with contextlib.suppress(MalformedDocumentError):
            read_submission(damaged)


def test_the_signed_files_of_a_pdf_are_its_documents_and_keep_their_bytes() -> None:
    other = serialize({"type": ["VerifiableCredential"], "id": "urn:uuid:2"})
    read = read_submission(pdf_with(CREDENTIAL, b"een brief", other))
    assert read.kind is SubmissionKind.PDF
    assert [attached.original for attached in read.attached] == [CREDENTIAL, other]
    assert not read.changed_later


def test_a_pdf_that_was_added_to_later_says_so() -> None:
    assert read_submission(added_to(pdf_with(CREDENTIAL))).changed_later


def test_a_pdf_made_for_the_web_was_not_added_to() -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_with(CREDENTIAL))) as pdf:
        pdf.save(target, linearize=True)
    assert not read_submission(target.getvalue()).changed_later


@pytest.mark.parametrize(
    "badge",
    [
        png_with(text_chunk(CREDENTIAL)),
        png_with(text_chunk(CREDENTIAL, packed=True)),
        svg_with(svg_json(CREDENTIAL)),
    ],
    ids=["png", "packed png", "svg"],
)
def test_a_badge_is_the_document_that_was_baked_into_it(badge: bytes) -> None:
    read = read_submission(badge)
    assert (read.kind, read.original) == (SubmissionKind.CREDENTIAL, CREDENTIAL)
