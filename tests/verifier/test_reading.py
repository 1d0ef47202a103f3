"""What somebody handed over: each wrong thing has a code of its own, and nothing is fetched."""

import pytest

from schemas.documents import JsonObject, serialize
from schemas.errors import MalformedDocumentError
from verifier.reading import MAX_LINK_CHARACTERS, SubmissionKind, document_submission, read_submission

CREDENTIAL = serialize({"type": ["VerifiableCredential", "Diploma"]})
PRESENTATION = serialize({"type": "VerifiablePresentation"})


@pytest.mark.parametrize(
    ("handed_over", "code"),
    [
        (b"", "submission.empty"),
        (b" \r\n\t ", "submission.empty"),
        (b"\xef\xbb\xbf", "submission.empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf.unreadable"),
        (b"\x89PNG\r\n\x1a\n", "submission.image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "submission.image"),
        (b"RIFF\x00\x00\x00\x00WEBP", "submission.image"),
        (b"GIF89a", "submission.image"),
        (b"<!DOCTYPE html><html></html>", "submission.html"),
        (b"\n <html lang='nl'>", "submission.html"),
        (b"eyJhbGciOiJFZERTQSJ9.e30.c2lnbmF0dXJl", "submission.jwt"),
        (b"Beste Samira, gefeliciteerd!", "submission.text"),
        ("Beste José".encode(), "submission.text"),
        (b"\x00\x01\x02\x03", "submission.text"),
        (b"true", "submission.text"),
        (b"42", "submission.text"),
        (b'"https://wallet.example/s/abc"', "submission.text"),
        (b"javascript:alert(1)", "submission.text"),
        (b"file:///etc/passwd", "submission.text"),
        (b"https://", "submission.text"),
        (b"https://[::1", "submission.text"),
        (b"https://wallet.example/s/abc en nog iets", "submission.text"),
        (b"https://wallet.example/" + b"a" * MAX_LINK_CHARACTERS, "submission.text"),
        (b"{", "json.syntax"),
        (b"[]", "document.not_an_object"),
        (b'{"a":1,"a":2}', "json.duplicate_key"),
        (b'{"a":"\xe9"}', "json.not_utf8"),
        (b"{" + b" " * 2_000_000 + b"}", "json.too_large"),
    ],
)
def test_what_is_no_document_and_no_link_has_a_code_that_says_what_it_is(
    handed_over: bytes, code: str
) -> None:
    with pytest.raises(MalformedDocumentError) as caught:
        read_submission(handed_over)

    assert caught.value.code == code


@pytest.mark.parametrize(
    "link",
    [
        "https://wallet.example/s/abc",
        "HTTPS://WALLET.EXAMPLE/S/ABC",
        "http://localhost:8000/wallet/s/abc",
        "https://wallet.example/s/abc?lang=nl#x",
    ],
)
def test_a_link_is_a_link_and_is_not_followed(link: str) -> None:
    read = read_submission(f"  {link}\n".encode())

    assert (read.kind, read.link, read.document) == (SubmissionKind.LINK, link, None)


@pytest.mark.parametrize(
    ("document", "kind"),
    [(CREDENTIAL, SubmissionKind.CREDENTIAL), (PRESENTATION, SubmissionKind.PRESENTATION)],
)
@pytest.mark.parametrize("before", [b"", b"\n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_a_document_is_told_by_its_type_whatever_an_editor_put_in_front(
    document: bytes, kind: SubmissionKind, before: bytes
) -> None:
    assert read_submission(before + document).kind is kind


@pytest.mark.parametrize(
    "document",
    [{}, {"type": None}, {"type": 7}, {"type": []}, {"type": {}}, {"type": [None, {}, []]}, {"type": "x"}],
)
def test_what_says_nothing_of_itself_is_taken_for_a_certificate_and_judged_as_one(
    document: JsonObject,
) -> None:
    assert document_submission(document).kind is SubmissionKind.CREDENTIAL
