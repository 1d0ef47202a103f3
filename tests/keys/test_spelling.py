"""LD-01: what rewrites a signed document without changing its canonical form is refused, or is harmless.

Each test of the second part names a change that the signature does not notice, and why that is no matter.
"""

import copy
from collections import defaultdict
from collections.abc import Iterator

import pytest

from keys.canonicalization import ContextRules, canonicalize_rdf
from schemas.contexts import PRODUCT_CONTEXTS, load_context
from schemas.documents import JsonObject, JsonValue
from schemas.errors import MalformedDocumentError
from tests.keys.test_lossless import Path, at, changed, refusal
from tests.schemas import samples

V1 = "https://www.w3.org/2018/credentials/v1"
V2 = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
XSD = "http://www.w3.org/2001/XMLSchema#"
DIPLOMA_TYPE = "https://w3id.org/vakbewijs/v1#Diploma"


def renamed(document: JsonObject, path: Path, name: str) -> JsonObject:
    """Return the document with another name for one member."""
    result = copy.deepcopy(document)
    holder = at(result, path[:-1])
    assert isinstance(holder, dict)
    holder[name] = holder.pop(str(path[-1]))
    return result


def credential_v1(**members: JsonValue) -> JsonObject:
    return {
        "@context": [V1],
        "type": ["VerifiableCredential"],
        "issuer": "did:web:roc-voorbeeld.example",
        "issuanceDate": "2020-01-01T00:00:00Z",
        "credentialSubject": {"id": "urn:x:subject"},
        **members,
    }


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("type", 2), DIPLOMA_TYPE, "not_a_term"),
        (
            ("credentialSubject", "achievement", "type", 1),
            "https://w3id.org/vakbewijs/v1#NLAchievement",
            "not_a_term",
        ),
        (
            ("type",),
            ["VerifiableCredential", "OpenBadgeCredential", "AchievementCredential"],
            "duplicate_item",
        ),
        (("name",), {"@value": "x", "@type": f"{XSD}string"}, "not_a_term"),
        (("name",), {"@value": "x", "@language": ""}, "language"),
        (
            ("name",),
            [{"@value": "x", "@language": "nl"}, {"@value": "x", "@language": "nl"}],
            "duplicate_item",
        ),
        (
            ("name",),
            [{"@value": "x", "@language": "nl"}, {"@value": "x", "@language": "NL"}],
            "duplicate_item",
        ),
        (("name",), ["x", "y", "x"], "duplicate_item"),
        (("credentialStatus", "statusListCredential"), ["urn:x:y", {"id": "urn:x:y"}], "duplicate_item"),
    ],
    ids=[
        "a type by its IRI",
        "a nested type by its IRI",
        "two terms for one type",
        "plain text with its datatype",
        "an empty language",
        "text in one language twice",
        "text in one language twice, in capitals",
        "text twice, apart",
        "a reference twice, as text and as an object",
    ],
)
def test_ld_01_another_spelling_of_the_same_statements_is_refused(
    path: Path, value: JsonValue, code: str
) -> None:
    document = changed(samples.diploma(), path, value)
    with pytest.raises(MalformedDocumentError) as refused:
        canonicalize_rdf(document)
    assert refused.value.code in {f"unsigned.{code}", f"document.{code}"}
    assert refused.value.pointer.startswith("/" + "/".join(map(str, path)))


def test_ld_01_a_member_by_the_name_of_a_class_with_the_same_iri_is_refused() -> None:
    path = ("credentialSubject", "achievement", "criteria")
    error = refusal(renamed(samples.diploma(), path, "Criteria"))
    assert (error.code, error.pointer) == ("unsigned.not_a_term", "/credentialSubject/achievement/Criteria")


def test_ld_01_a_type_by_the_name_of_a_property_with_the_same_iri_is_refused() -> None:
    rules = ContextRules(inline=True)
    terms: JsonValue = {"Rules": "https://x.example/rules", "rules": "https://x.example/rules"}
    document: JsonObject = {"@context": [V2, terms], "type": ["VerifiableCredential", "Rules"]}
    assert canonicalize_rdf(document, contexts=rules)
    with pytest.raises(MalformedDocumentError) as refused:
        canonicalize_rdf(changed(document, ("type", 1), "rules"), contexts=rules)
    assert (refused.value.code, refused.value.pointer) == ("unsigned.not_a_term", "/type/1")


def test_ld_01_a_compact_iri_as_a_type_is_refused() -> None:
    rules = ContextRules(inline=True)
    document: JsonObject = {"@context": [V2, {"x": "https://x.example/#"}], "type": "VerifiableCredential"}
    document["type"] = ["VerifiableCredential", "https://x.example/#Rules"]
    assert canonicalize_rdf(document, contexts=rules)
    with pytest.raises(MalformedDocumentError) as refused:
        canonicalize_rdf(changed(document, ("type", 1), "x:Rules"), contexts=rules)
    assert (refused.value.code, refused.value.pointer) == ("unsigned.not_a_term", "/type/1")


def test_ld_01_a_language_map_with_one_language_in_two_cases_is_refused() -> None:
    context: JsonValue = [V2, {"title": {"@id": "https://x.example/title", "@container": "@language"}}]
    document: JsonObject = {"@context": context, "type": "VerifiableCredential"}
    document["title"] = {"nl": "x", "NL": "x"}
    with pytest.raises(MalformedDocumentError) as refused:
        canonicalize_rdf(document, contexts=ContextRules(inline=True))
    assert (refused.value.code, refused.value.pointer) == ("unsigned.duplicate_item", "/title/NL")


@pytest.mark.parametrize(
    ("members", "pointer"),
    [
        ({"id": "cred:1"}, "/id"),
        ({"issuer": "cred:1"}, "/issuer"),
        ({"evidence": {"id": "cred:x"}}, "/evidence/id"),
    ],
    ids=["an id", "a value", "a reference"],
)
def test_ld_01_a_compact_iri_is_refused(members: JsonObject, pointer: str) -> None:
    assert canonicalize_rdf(credential_v1())
    error = refusal(credential_v1(**members))
    assert error.code == "unsigned.not_a_term"
    assert error.pointer == pointer


def test_ld_01_a_compact_iri_as_a_datatype_is_refused() -> None:
    rules = ContextRules(inline=True)
    context: JsonValue = [V2, {"xsd": XSD, "made": "https://x.example/made"}]
    document: JsonObject = {"@context": context, "type": "VerifiableCredential"}
    document["made"] = {"@value": "2020-01-01", "@type": f"{XSD}date"}
    assert canonicalize_rdf(document, contexts=rules)
    document["made"] = {"@value": "2020-01-01", "@type": "xsd:date"}
    with pytest.raises(MalformedDocumentError) as refused:
        canonicalize_rdf(document, contexts=rules)
    assert refused.value.code == "unsigned.not_a_term"


@pytest.mark.parametrize(
    "embedded", ["urn:x:1", {"id": "urn:x:1"}, {"@context": [V2], "id": "urn:x:1"}, {}], ids=repr
)
def test_ld_01_an_embedded_document_that_states_nothing_is_refused(embedded: JsonValue) -> None:
    # Its statements would be those of a graph that nobody names, so not even its id would be signed.
    presentation: JsonObject = {"@context": [V2], "type": ["VerifiablePresentation"]}
    presentation["verifiableCredential"] = [samples.diploma(), embedded]
    with pytest.raises(MalformedDocumentError) as refused:
        canonicalize_rdf(presentation)
    assert refused.value.code in {"unsigned.nothing", "unsigned.undefined_term", "unsigned.keyword"}


def test_ld_07_two_doubles_with_one_literal_are_refused() -> None:
    # Sixteen digits do not tell these two apart.
    assert canonicalize_rdf(changed(samples.diploma(), ("name",), 0.3))
    assert refusal(changed(samples.diploma(), ("name",), 0.1 + 0.2)).code == "unsigned.number"


@pytest.mark.parametrize("number", [2**53, -(2**53), 10**21], ids=str)
def test_ld_07_an_integer_that_some_readers_would_round_is_refused(number: int) -> None:
    assert refusal(changed(samples.diploma(), ("name",), number)).code == "unsigned.number"


def _terms(context: JsonValue) -> Iterator[tuple[str, str]]:
    """Yield every term of a context and of those inside it, with its IRI as it is written there."""
    if isinstance(context, list):
        for item in context:
            yield from _terms(item)
    elif isinstance(context, dict):
        for name, definition in context.items():
            if isinstance(definition, dict) and not name.startswith("@"):
                yield from _terms(definition.get("@context"))
                yield name, str(definition.get("@id", name))
            elif isinstance(definition, str):
                yield name, definition


def test_no_pinned_context_has_two_members_or_two_types_for_one_iri_but_open_badges_two_names() -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for url in PRODUCT_CONTEXTS:
        document = load_context(url)
        assert isinstance(document, dict)
        for name, iri in _terms(document["@context"]):
            if not iri.startswith("@"):
                names[iri].add(name)
    shared = {
        iri: kind
        for iri, all_names in names.items()
        for kind in ({n for n in all_names if n[0].isupper()}, {n for n in all_names if not n[0].isupper()})
        if len(kind) > 1
    }
    # "AchievementCredential" points at the term "OpenBadgeCredential": Open Badges makes them synonyms.
    assert shared == {}
    assert "AchievementCredential" in names["OpenBadgeCredential"]


def same(document: JsonObject, path: Path, value: JsonValue) -> bool:
    return canonicalize_rdf(changed(document, path, value)) == canonicalize_rdf(document)


def test_harmless_an_array_of_one_is_the_item_itself_for_every_reader_of_credentials() -> None:
    document = samples.diploma()
    status = document["credentialStatus"]
    assert same(document, ("credentialStatus",), [status])
    assert same(
        document,
        ("credentialSubject", "achievement", "kwalificatieRef"),
        at(document, ("credentialSubject", "achievement", "kwalificatieRef", 0)),
    )


def test_harmless_the_order_of_types_and_of_sets_has_no_meaning() -> None:
    document = samples.diploma()
    assert same(document, ("type",), ["Diploma", "OpenBadgeCredential", "VerifiableCredential"])


def test_harmless_an_issuer_as_text_or_as_an_object_with_nothing_but_its_id_is_the_same_issuer() -> None:
    document = credential_v1()
    assert same(document, ("issuer",), {"id": document["issuer"]})


def test_harmless_language_tags_do_not_differ_by_case() -> None:
    # https://www.rfc-editor.org/rfc/rfc5646#section-2.1.1
    document = changed(samples.diploma(), ("name",), {"@value": "x", "@language": "nl-NL"})
    assert same(document, ("name", "@language"), "nl-nl")


def test_harmless_open_badges_gives_one_type_two_names() -> None:
    # https://www.imsglobal.org/spec/ob/v3p0/#achievementcredential: either one makes it an achievement.
    assert same(samples.diploma(), ("type", 1), "AchievementCredential")


def test_harmless_a_thing_may_be_described_wherever_it_is_named() -> None:
    # What is said about an id is said about that thing, whichever mention it stands at.
    document: JsonObject = {"@context": [V2, OB], "type": ["VerifiableCredential"]}
    described: JsonObject = {"id": "urn:x:p", "type": "Profile", "name": "P"}
    first: JsonObject = {**document, "issuer": described, "credentialSubject": {"id": "urn:x:p"}}
    second: JsonObject = {**document, "issuer": "urn:x:p", "credentialSubject": described}
    assert canonicalize_rdf(first) == canonicalize_rdf(second)


def test_harmless_a_context_that_no_word_depends_on_may_come_and_go() -> None:
    # Contexts are pinned and their terms protected: another list of them can't change what a word means.
    document = samples.diploma()
    contexts = document["@context"]
    assert isinstance(contexts, list)
    assert same(document, ("@context",), [*contexts, "https://w3id.org/security/multikey/v1"])
