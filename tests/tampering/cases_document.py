"""What is no certificate at all, or says what no signature can cover."""

from functools import partial
from itertools import permutations

from schemas.contexts import CREDENTIALS_V1, CREDENTIALS_V2
from schemas.documents import JsonObject, JsonValue
from schemas.evidence import digest_multibase
from tests.carriers import pdf_with, png_with, text_chunk
from tests.ecosystem import ERVARINGSCERTIFICAAT
from tests.tampering.case import Submit, as_bytes, case, drop, put, raw, signed, tampered
from verifier.pdf_attachments import MAX_PDF_BYTES

structure = partial(case, "structure")
proof = partial(case, "proof")
SUBJECT = "/credentialSubject"
LIST = "https://roc-voorbeeld.example/status/revocation-1"


def _nested(depth: int) -> JsonValue:
    value: JsonValue = "x"
    for _ in range(depth):
        value = {"achievement": value}
    return value


def _of_many_types() -> JsonValue:
    """Objects each of which changes the meaning of its words in another way."""
    types = ("Achievement", "Address", "Alignment", "Evidence", "Image", "Profile", "Related", "EVCBewijs")
    return [
        {"id": f"urn:x:{first}:{number}", "type": [*names]}
        for first in range(6)
        for number, names in enumerate(permutations(types, 3))
    ]


def _with_status(**members: JsonValue) -> Submit:
    """A diploma whose status entry has these members."""
    entry: JsonObject = {
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "7",
        "statusListCredential": LIST,
    }
    return tampered(put("/credentialStatus", {**entry, **members}))


def _with_resources(*digests: JsonObject) -> Submit:
    """A diploma that names one resource, once for each of these digests."""
    named: list[JsonValue] = [{"id": "https://school.example/gids.pdf", **digest} for digest in digests]
    return tampered(put("/relatedResource", named))


CASES = (
    # Bytes that are no document.
    structure("submission.empty", "nothing", raw(b" \n ")),
    structure("submission.pdf", "a PDF", raw(pdf_with(b"Gefeliciteerd met je diploma!"))),
    # What carries a document, and hides, breaks or multiplies it.
    structure("pdf.unreadable", "half a PDF", raw(b"%PDF-1.7 ...")),
    structure("pdf.encrypted", "a PDF that is locked", as_bytes(lambda data: pdf_with(data, password="x"))),
    structure(
        "pdf.too_large",
        "a PDF with a book in it",
        as_bytes(lambda data: pdf_with(data).ljust(MAX_PDF_BYTES) + b"%"),
    ),
    structure("pdf.too_many_attachments", "a PDF as a drawer", as_bytes(lambda data: pdf_with(*[data] * 21))),
    structure(
        "pdf.several_selections",
        "a PDF with two shared selections",
        raw(pdf_with(*[b'{"type":"VerifiablePresentation"}'] * 2)),
    ),
    structure("badge.damaged", "half a badge", as_bytes(lambda data: png_with(text_chunk(data))[:-99])),
    structure(
        "badge.several",
        "two certificates in a badge",
        as_bytes(lambda data: png_with(*[text_chunk(data)] * 2)),
    ),
    structure(
        "badge.too_large", "a badge that explodes", raw(png_with(text_chunk(b"x" * 2_000_000, packed=True)))
    ),
    structure("submission.image", "a photo", raw(b"\x89PNG\r\n\x1a\n...")),
    structure("submission.html", "a web page", raw(b"<!doctype html><p>Diploma</p>")),
    structure("submission.jwt", "a JWT", raw(b"eyJhbGciOiJFUzI1NiJ9.e30.c2ln")),
    structure("submission.text", "a message", raw(b"Gefeliciteerd met je diploma!")),
    structure("submission.link", "a link", raw(b"https://wallet-voorbeeld.example/s/abc")),
    # Bytes that two readers could read in two ways (JS-01 to JS-03, LD-05).
    structure("json.syntax", "half a file", as_bytes(lambda data: data[:-20])),
    structure("json.not_utf8", "another encoding", as_bytes(lambda data: data[:-1] + b',"x":"\xe9"}')),
    structure(
        "json.duplicate_key",
        "a name twice",
        as_bytes(lambda data: b'{"name":"Arts",' + data[1:]),
    ),
    structure("json.nan", "not a number", as_bytes(lambda data: data[:-1] + b',"sbu":NaN}')),
    structure(
        "json.number_out_of_range",
        "a number that is rounded",
        as_bytes(lambda data: data[:-1] + b',"sbu":9007199254740993}'),
    ),
    structure(
        "json.lone_surrogate",
        "half a character",
        as_bytes(lambda data: data[:-1] + b',"x":"\\ud800"}'),
    ),
    structure("json.too_deep", "a hundred levels", raw(b'{"a":' * 100 + b"1" + b"}" * 100)),
    structure("json.too_large", "two megabytes", raw(b'{"a":"' + b"x" * 2_000_000 + b'"}')),
    structure("json.too_many_values", "a flood", raw(b'{"a":[' + b"1," * 60_000 + b"1]}")),
    structure("json.string_too_long", "a long text", raw(b'{"a":"' + b"x" * 300_000 + b'"}')),
    structure("document.not_an_object", "an array", raw(b'["VerifiableCredential"]')),
    # JSON that is no credential.
    structure(
        "document.base_context",
        "the first context replaced",
        tampered(put("/@context/0", "x:y")),
    ),
    structure("document.wrong_type", "no longer a credential", tampered(put("/type", ["Diploma"]))),
    structure("document.no_issuer", "the issuer taken out", tampered(drop("/issuer"))),
    structure("document.no_subject", "the subject taken out", tampered(drop(SUBJECT))),
    structure("document.not_text", "a number for an id", tampered(put("/id", 7))),
    structure("document.instant", "an end without a time", tampered(put("/validUntil", "2030-01-01"))),
    structure(
        "document.date",
        "evidence of a day that never was",
        tampered(put("/evidence/0/datumBewijs", "2025-02-30"), kind=ERVARINGSCERTIFICAAT),
    ),
    structure("document.several_kinds", "two kinds in one", tampered(put("/type/-", "Deelcertificaat"))),
    structure(
        "document.status_index",
        "an index that some read as twelve (SL-02)",
        tampered(put("/credentialStatus/0/statusListIndex", "12abc")),
    ),
    # JSON that the data model forbids; `tests.schemas.test_data_model` has every case.
    structure(
        "document.not_an_array",
        "a context outside a list",
        tampered(put("/@context", CREDENTIALS_V2)),
    ),
    structure("document.url", "an issuer that is no address", tampered(put("/issuer/id", "fake-issuer"))),
    structure("document.no_id", "a schema without an address", tampered(drop("/credentialSchema/0/id"))),
    structure("document.no_type", "a status of no type", tampered(drop("/credentialStatus/0/type"))),
    structure("document.empty_array", "evidence, but none", tampered(put("/evidence", []))),
    structure(
        "document.language_text",
        "a name that is more than text",
        tampered(put("/name", {"@value": "Diploma", "@id": "urn:uuid:1"})),
    ),
    structure(
        "document.validity_order",
        "an end before the beginning",
        tampered(put("/validUntil", "1999-01-01T00:00:00Z")),
    ),
    structure(
        "document.no_issuance_date",
        "VC Data Model 1.1 without its date",
        tampered(put("/@context/0", CREDENTIALS_V1)),
    ),
    structure("document.status_id", "a status that is the list", _with_status(id=LIST)),
    structure("document.status_size", "a status of no bits", _with_status(statusSize=0)),
    structure("document.status_message", "three bits without words", _with_status(statusSize=3)),
    structure(
        "document.duplicate_id",
        "a resource named twice",
        _with_resources(
            {"digestMultibase": digest_multibase(b"x")}, {"digestSRI": "sha256-" + "A" * 43 + "="}
        ),
    ),
    structure("document.no_digest", "a resource without a digest", _with_resources({})),
    structure(
        "document.other_digest",
        "a context with the digest of another",
        tampered(
            put("/relatedResource", [{"id": CREDENTIALS_V2, "digestMultibase": digest_multibase(b"another")}])
        ),
    ),
    # LD-06: documents that carry the system's own facts are no certificates.
    structure(
        "structure.wrong_type",
        "a status list",
        lambda world: world.school.status_list("revocation"),
    ),
    structure("structure.wrong_type", "a trust list", lambda world: world.keeper.publish()),
    structure(
        "structure.wrong_type",
        "a trust list as a diploma",
        signed(put("/type/-", "TrustListCredential")),
    ),
    # Data that no signature covers (LD-01), in every place where somebody might try.
    proof("unsigned.undefined_term", "a degree at the top", tampered(put("/degree", "PhD"))),
    proof(
        "unsigned.undefined_term",
        "a degree in the subject",
        tampered(put(f"{SUBJECT}/degree", "PhD")),
    ),
    proof(
        "unsigned.undefined_term",
        "a degree in an array",
        tampered(put(f"{SUBJECT}/result/0/degree", "PhD")),
    ),
    proof("unsigned.undefined_term", "a degree in the issuer", tampered(put("/issuer/degree", "PhD"))),
    proof(
        "unsigned.undefined_term",
        "a degree in a status",
        tampered(put("/credentialStatus/0/degree", "PhD")),
    ),
    proof("unsigned.undefined_type", "an undefined type", tampered(put(f"{SUBJECT}/type/-", "Doctor"))),
    proof("unsigned.keyword", "a word that looks like JSON-LD", tampered(put("/@degree", "PhD"))),
    proof(
        "unsigned.not_a_term",
        "a full address as a name",
        tampered(put("/https:~1~1schema.org~1name", "x")),
    ),
    proof("unsigned.relative_iri", "a relative id", tampered(put(f"{SUBJECT}/achievement/id", "/arts"))),
    proof("unsigned.null", "a null", tampered(put(f"{SUBJECT}/voornamen", None))),
    proof("unsigned.empty_array", "an empty array", tampered(put(f"{SUBJECT}/result", []))),
    proof("unsigned.nested_array", "an array in an array", tampered(put(f"{SUBJECT}/result", [[]]))),
    proof(
        "unsigned.duplicate_item",
        "a quality twice",
        tampered(put("/evidence/0/vraak/-", "relevantie"), kind=ERVARINGSCERTIFICAAT),
    ),
    proof(
        "unsigned.number",
        "an integer as a fraction (LD-07)",
        tampered(put(f"{SUBJECT}/achievement/sbu", 3200.0)),
    ),
    proof("unsigned.json_type", "text for a boolean", tampered(put(f"{SUBJECT}/bekostigd", "true"))),
    # Contexts (LD-02, LD-03).
    proof(
        "context.unknown",
        "a context of somebody else",
        tampered(put("/@context/-", "https://evil.example/v1")),
    ),
    proof("context.inline", "a context in the document", tampered(put("/@context/-", {"name": "x:y"}))),
    structure("context.malformed", "a number for a context", tampered(put("/@context/-", 7))),
    proof(
        "context.misplaced",
        "a context further down",
        tampered(put(f"{SUBJECT}/@context", CREDENTIALS_V2)),
    ),
    proof("context.too_many", "a hundred contexts", tampered(put("/@context", [CREDENTIALS_V2] * 100))),
    proof(
        "context.invalid", "contexts that contradict each other", tampered(put("/@context/-", CREDENTIALS_V1))
    ),
    proof(
        "document.json_ld",
        "a value that is an object",
        tampered(put(f"{SUBJECT}/achievement/name", {"@value": {"a": 1}, "@language": "nl"})),
    ),
    proof(
        "document.language", "no language", tampered(put("/name", {"@value": "x", "@language": "een taal"}))
    ),
    # Work (LD-04, LD-05).
    proof(
        "complexity.blank_nodes",
        "a thousand nodes without a name",
        tampered(put(f"{SUBJECT}/result", [{"type": ["Result"]}] * 1_100)),
    ),
    proof(
        "complexity.contexts",
        "another combination of types in every object",
        tampered(put(f"{SUBJECT}/result", _of_many_types())),
    ),
    proof("complexity.size", "30,000 numbers", tampered(put(f"{SUBJECT}/voornamen", [*range(30_000)]))),
    proof("complexity.depth", "too deep to sign", tampered(put(f"{SUBJECT}/achievement", _nested(31)))),
)
