"""LD-02 and LD-03: only the contexts that the caller allows, only where they belong, and never a socket."""

import copy
import json
import socket

import pytest

from keys.canonicalization import ContextRules, canonicalize_rdf, warm_up
from schemas.contexts import CREDENTIALS_V2, OPEN_BADGES_V3, VAKBEWIJS_V1, context_bytes
from schemas.documents import JsonObject, JsonValue
from schemas.errors import ContextError
from tests.schemas import samples

INLINE: JsonObject = {"degree": "https://example.org/degree"}


@pytest.fixture(autouse=True)
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise AssertionError("canonicalisation opened a socket")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def with_context(context: JsonValue) -> JsonObject:
    return {**samples.vrijstellingsbesluit(), "@context": context}


def refusal(document: JsonObject, rules: ContextRules | None = None) -> ContextError:
    with pytest.raises(ContextError) as refused:
        canonicalize_rdf(document, contexts=rules or ContextRules())
    return refused.value


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000/context",
        "http://localhost/",
        "file:///etc/passwd",
        "https://example.org/context/v1",
        "https://www.w3.org/ns/credentials/v2#",
        "https://www.w3.org/ns/credentials/examples/v2",
        "contexts/v1",
        "https ://not-a-url/",
        "",
    ],
)
def test_ld_03_a_context_that_is_not_on_the_list_is_refused_without_a_socket(url: str) -> None:
    error = refusal(with_context([CREDENTIALS_V2, VAKBEWIJS_V1, url]))
    assert (error.code, error.pointer) == ("context.unknown", "/@context/2")


def test_ld_03_a_context_that_names_another_is_refused_without_a_socket() -> None:
    rules = ContextRules(inline=True)
    imports = refusal(with_context([CREDENTIALS_V2, {"@import": "http://127.0.0.1/"}]), rules)
    assert imports.code == "context.malformed"
    scoped: JsonObject = {"Doctor": {"@id": "https://x.example/D", "@context": "http://127.0.0.1/"}}
    assert refusal(with_context([CREDENTIALS_V2, scoped]), rules).pointer == "/@context/1/Doctor/@context"


def test_ld_03_a_supplied_context_can_not_name_an_unknown_one() -> None:
    rules = ContextRules(supplied={"https://x.example/c": {"@context": ["http://127.0.0.1/"]}})
    assert refusal(with_context([CREDENTIALS_V2, "https://x.example/c"]), rules).code == "context.invalid"


def test_ld_02_an_inline_context_is_refused_by_the_product() -> None:
    error = refusal(with_context([CREDENTIALS_V2, INLINE, VAKBEWIJS_V1]))
    assert (error.code, error.pointer) == ("context.inline", "/@context/1")


@pytest.mark.parametrize("context", [7, True, None, 1.5, [CREDENTIALS_V2]], ids=repr)
def test_ld_02_a_context_of_the_wrong_type_is_refused(context: JsonValue) -> None:
    for rules in (ContextRules(), ContextRules(inline=True)):
        with pytest.raises(Exception) as refused:
            canonicalize_rdf(with_context([CREDENTIALS_V2, context]), contexts=rules)
        assert refused.value.code in {"context.malformed", "unsigned.null"}  # type: ignore[attr-defined]


def test_ld_02_a_document_without_context_is_refused() -> None:
    document = samples.diploma()
    del document["@context"]
    assert refusal(document).code == "context.missing"


def test_ld_02_a_context_in_the_middle_of_a_document_is_refused() -> None:
    document = samples.diploma()
    document["credentialSubject"]["@context"] = OPEN_BADGES_V3  # type: ignore[index,call-overload]
    error = refusal(document)
    assert (error.code, error.pointer) == ("context.misplaced", "/credentialSubject/@context")


def test_ld_02_too_many_contexts_are_refused() -> None:
    assert refusal(with_context([CREDENTIALS_V2] * 17)).code == "context.too_many"


def test_a_vocabulary_that_defines_every_word_is_refused_also_inline() -> None:
    rules = ContextRules(inline=True)
    error = refusal(with_context([CREDENTIALS_V2, {"@vocab": "https://x.example/#"}]), rules)
    assert (error.code, error.pointer) == ("context.vocab", "/@context/1/@vocab")
    scoped: JsonObject = {"X": {"@id": "https://x.example/X", "@context": {"@vocab": "https://x.example/#"}}}
    assert refusal(with_context([CREDENTIALS_V2, scoped]), rules).code == "context.vocab"


def test_an_inline_context_works_where_the_caller_allows_it() -> None:
    document = with_context([CREDENTIALS_V2, VAKBEWIJS_V1, INLINE, {"@vocab": None}])  # type: ignore[list-item]
    document["degree"] = "PhD"
    form = canonicalize_rdf(document, contexts=ContextRules(inline=True)).decode()
    assert '<https://example.org/degree> "PhD" .' in form


def test_an_inline_context_does_not_stay_behind_for_other_documents() -> None:
    canonicalize_rdf(with_context([CREDENTIALS_V2, VAKBEWIJS_V1, INLINE]), contexts=ContextRules(inline=True))
    document = samples.vrijstellingsbesluit()
    document["degree"] = "PhD"
    with pytest.raises(Exception, match=r"unsigned\.undefined_term"):
        canonicalize_rdf(document)


def test_ld_02_a_supplied_context_does_not_stay_behind_under_a_pinned_address() -> None:
    document = samples.vrijstellingsbesluit()
    form = canonicalize_rdf(document)
    renamed = json.loads(context_bytes(VAKBEWIJS_V1).replace(b"/vakbewijs/v1#", b"/other#"))
    assert canonicalize_rdf(document, contexts=ContextRules(supplied={VAKBEWIJS_V1: renamed})) != form
    assert canonicalize_rdf(document) == form


def test_every_pinned_context_can_be_processed_before_the_first_document() -> None:
    warm_up()


def test_embedded_credentials_bring_their_own_contexts() -> None:
    presentation: JsonObject = {
        "@context": [CREDENTIALS_V2],
        "type": "VerifiablePresentation",
        "verifiableCredential": [samples.diploma(), samples.vrijstellingsbesluit()],
    }
    before = copy.deepcopy(presentation)
    assert canonicalize_rdf(presentation)
    assert presentation == before
