"""Which objects of a document become blank nodes: those are named before a part of it is looked at."""

import pytest

from keys.canonicalization import ContextRules, canonicalize_rdf, statements_of, unnamed_nodes
from keys.canonicalization.nquads import is_blank
from keys.canonicalization.rdfc10 import canonicalize
from schemas.documents import JsonObject
from schemas.errors import ContextError, MalformedDocumentError, TooComplexError, UnsignedDataError
from tests.schemas import samples

INLINE = ContextRules(inline=True)
CONTEXT: JsonObject = {
    "id": "@id",
    "type": "@type",
    "part": "https://example.org/part",
    "text": "https://example.org/text",
    "data": {"@id": "https://example.org/data", "@type": "@json"},
    "label": {"@id": "https://example.org/label", "@container": "@language"},
    "steps": {"@id": "https://example.org/steps", "@container": "@list"},
    "a~b": "https://example.org/tilde",
}


def test_values_and_named_nodes_are_none_of_them() -> None:
    document: JsonObject = {
        "@context": CONTEXT,
        "text": {"@value": "x", "@language": "nl"},
        "data": {"part": {"text": "x"}},
        "label": {"nl": "x", "en": "y"},
        "part": [
            {"id": "urn:x:1", "part": {"text": "in a named node"}},
            {"text": "x"},
            {"part": [{"text": "y"}, {"text": "z"}]},
        ],
        "steps": [{"text": "a step"}, "b"],
        "a~b": {"text": "x"},
    }
    assert set(unnamed_nodes(document, contexts=INLINE)) == {
        "",
        "/part/0/part",
        "/part/1",
        "/part/2",
        "/part/2/part/0",
        "/part/2/part/1",
        "/steps/0",
        "/a~0b",
    }


@pytest.mark.parametrize(
    "sample",
    [samples.diploma, samples.deelcertificaat, samples.vrijstellingsbesluit],
    ids=lambda s: s.__name__,
)
def test_there_are_as_many_as_blank_nodes(sample: object) -> None:
    document: JsonObject = sample()  # type: ignore[operator]
    blank = {term for statement in statements_of(document) for term in statement if is_blank(term)}
    assert len(unnamed_nodes(document)) == len(blank) >= 5


def test_the_statements_are_those_that_are_canonicalised() -> None:
    document = samples.diploma()
    assert canonicalize(statements_of(document)) == canonicalize_rdf(document)


@pytest.mark.parametrize(
    ("document", "error"),
    [
        ({}, ContextError),
        ({"@context": "https://attacker.example/c"}, ContextError),
        ({"@context": "https://www.w3.org/ns/credentials/v2", "x": None}, UnsignedDataError),
        ({"@context": "https://www.w3.org/ns/credentials/v2", "undefined": "x"}, UnsignedDataError),
        (
            {"@context": "https://www.w3.org/ns/credentials/v2", "name": {"@value": 1, "@type": 7}},
            MalformedDocumentError,
        ),
    ],
)
def test_both_questions_are_guarded(document: JsonObject, error: type[Exception]) -> None:
    for ask in (unnamed_nodes, statements_of):
        with pytest.raises(error):
            ask(document)  # type: ignore[operator]


def test_a_document_that_is_too_deep_is_refused_before_it_is_expanded() -> None:
    document: JsonObject = {"@context": "https://www.w3.org/ns/credentials/v2"}
    inner = document
    for _ in range(100):
        inner["credentialSubject"] = inner = {}
    with pytest.raises(TooComplexError):
        unnamed_nodes(document)
