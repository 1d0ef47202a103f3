"""LD-01: whatever JSON-LD would drop or merge is refused, with the pointer of the member."""

import copy
import json
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keys.canonicalization import ContextRules, canonicalize_rdf
from schemas.documents import JsonObject, JsonValue
from schemas.errors import ContextError, DomainError, MalformedDocumentError, UnsignedDataError
from tests.schemas import samples

KINDS: list[Callable[[], JsonObject]] = [
    samples.diploma,
    samples.deelcertificaat,
    samples.ervaringscertificaat,
    samples.vrijstellingsbesluit,
]
Path = tuple[str | int, ...]


def at(document: JsonValue, path: Path) -> JsonValue:
    for step in path:
        document = document[step]  # type: ignore[index,call-overload]
    return document


def changed(document: JsonObject, path: Path, value: JsonValue) -> JsonObject:
    changed_document = copy.deepcopy(document)
    at(changed_document, path[:-1])[path[-1]] = value  # type: ignore[index,call-overload]
    return changed_document


def refusal(document: JsonObject) -> UnsignedDataError:
    with pytest.raises(UnsignedDataError) as refused:
        canonicalize_rdf(document)
    return refused.value


CASES: list[tuple[str, Path, JsonValue, str, str]] = [
    ("an undefined term at the top", ("degree",), "PhD", "undefined_term", "/degree"),
    (
        "one in the subject",
        ("credentialSubject", "degree"),
        "PhD",
        "undefined_term",
        "/credentialSubject/degree",
    ),
    ("one in the issuer", ("issuer", "motto"), "x", "undefined_term", "/issuer/motto"),
    (
        "one inside an array",
        ("issuer", "otherIdentifier", 0, "degree"),
        "PhD",
        "undefined_term",
        "/issuer/otherIdentifier/0/degree",
    ),
    ("one that needs escaping", ("a/b~c",), "x", "undefined_term", "/a~1b~0c"),
    (
        "one in the status",
        ("credentialStatus", "degree"),
        "PhD",
        "undefined_term",
        "/credentialStatus/degree",
    ),
    ("an undefined type", ("type", 2), "Doctor", "undefined_type", "/type/2"),
    (
        "an undefined type alone",
        ("credentialStatus", "type"),
        "Doctor",
        "undefined_type",
        "/credentialStatus/type",
    ),
    ("a relative type", ("type", 2), "../Doctor", "undefined_type", "/type/2"),
    ("a type with a space", ("type", 2), "https ://not-a-url/#X", "undefined_type", "/type/2"),
    ("a blank node as a type", ("type", 2), "_:b0", "undefined_type", "/type/2"),
    ("a number as a type", ("type", 2), 7, "undefined_type", "/type/2"),
    ("an unknown keyword", ("@degree",), "PhD", "keyword", "/@degree"),
    ("the keyword behind a term", ("@id",), "urn:uuid:1", "keyword", "/@id"),
    ("the keyword for a type", ("@type",), "urn:x", "keyword", "/@type"),
    ("an index", ("@index",), "x", "keyword", "/@index"),
    ("nested members", ("@nest",), {"name": "x"}, "keyword", "/@nest"),
    ("included nodes", ("@included",), [{"id": "urn:x:y"}], "keyword", "/@included"),
    ("a graph", ("@graph",), [{"id": "urn:x:y"}], "keyword", "/@graph"),
    ("reverse members", ("@reverse",), {}, "keyword", "/@reverse"),
    ("a set object", ("credentialStatus",), {"@set": []}, "keyword", "/credentialStatus/@set"),
    ("an IRI for a term", ("https://schema.org/name",), "x", "not_a_term", "/https:~1~1schema.org~1name"),
    ("a needless value object", ("name",), {"@value": "x"}, "not_a_term", "/name"),
    ("an indexed value", ("name",), {"@value": "x", "@index": "y"}, "keyword", "/name/@index"),
    ("a relative id", ("id",), "diploma-1", "relative_iri", "/id"),
    ("an id with a space", ("id",), "urn:uuid:a b", "relative_iri", "/id"),
    ("an id with a broken scheme", ("id",), "https ://x", "relative_iri", "/id"),
    ("a blank node as id", ("id",), "_:b0", "relative_iri", "/id"),
    ("an empty id", ("id",), "", "relative_iri", "/id"),
    (
        "a relative value of an IRI term",
        ("credentialStatus", "statusListCredential"),
        "lists/1",
        "relative_iri",
        "/credentialStatus/statusListCredential",
    ),
    ("null", ("name",), None, "null", "/name"),
    ("null in an array", ("type", 1), None, "null", "/type/1"),
    ("an empty array", ("evidence",), [], "empty_array", "/evidence"),
    ("a type twice", ("type", 1), "VerifiableCredential", "duplicate_item", "/type/1"),
    (
        "an array in an array",
        ("issuer", "otherIdentifier"),
        [[]],
        "nested_array",
        "/issuer/otherIdentifier/0",
    ),
    (
        "a number that RDF writes as another",
        ("credentialSubject", "bekostigd"),
        1.0,
        "number",
        "/credentialSubject/bekostigd",
    ),
    (
        "text for a boolean",
        ("credentialSubject", "bekostigd"),
        "true",
        "json_type",
        "/credentialSubject/bekostigd",
    ),
    (
        "text for a number",
        ("credentialSubject", "achievement", "sbu"),
        "3200",
        "json_type",
        "/credentialSubject/achievement/sbu",
    ),
    (
        "a number for a date",
        ("credentialSubject", "geboortedatum"),
        1985,
        "json_type",
        "/credentialSubject/geboortedatum",
    ),
]


@pytest.mark.parametrize(
    ("path", "value", "code", "pointer"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_ld_01_what_would_get_lost_is_refused_with_its_pointer(
    path: Path, value: JsonValue, code: str, pointer: str
) -> None:
    error = refusal(changed(samples.diploma(), path, value))
    assert (error.code, error.pointer) == (f"unsigned.{code}", pointer)


def test_ld_01_an_item_that_is_there_already_is_refused() -> None:
    document = samples.diploma()
    document["credentialSchema"].append(copy.deepcopy(document["credentialSchema"][0]))  # type: ignore[union-attr,index,call-overload]
    error = refusal(document)
    assert error.code == "unsigned.duplicate_item"
    assert error.pointer.startswith("/credentialSchema/")


def test_ld_01_a_relative_iri_in_an_array_is_named_by_its_index() -> None:
    document = samples.ervaringscertificaat()
    found = [path for path, value in leaves(document) if path[-2:-1] == ("gebaseerdOp",)]
    path = found[-1]
    error = refusal(changed(document, path, "not an address"))
    assert error.code == "unsigned.relative_iri"
    assert error.pointer == "/" + "/".join(map(str, path))


def test_ld_01_undefined_terms_inside_an_embedded_credential_are_named_from_the_top() -> None:
    presentation: JsonObject = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [samples.diploma(), changed(samples.deelcertificaat(), ("degree",), "PhD")],
    }
    assert refusal(presentation).pointer == "/verifiableCredential/1/degree"


def test_the_same_credential_may_be_presented_twice() -> None:
    presentation: JsonObject = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [samples.diploma()],
    }
    once = canonicalize_rdf(presentation)
    assert canonicalize_rdf({**presentation, "verifiableCredential": [samples.diploma()] * 2}) != once


@pytest.mark.parametrize("texts", [[], ["x", "x"], [["x"]]], ids=repr)
def test_ld_01_a_language_map_loses_nothing(texts: JsonValue) -> None:
    document: JsonObject = {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            {"title": {"@id": "https://x.example/title", "@container": "@language"}},
        ],
        "type": ["VerifiableCredential"],
        "title": {"nl": texts, "en": "y"},
    }
    with pytest.raises(UnsignedDataError) as refused:
        canonicalize_rdf(document, contexts=ContextRules(inline=True))
    assert refused.value.pointer.startswith("/title/nl")
    document["title"] = {"nl": ["x", "z"], "en": "y"}
    assert b'"z"@nl' in canonicalize_rdf(document, contexts=ContextRules(inline=True))


def test_ld_01_a_credential_without_its_own_context_in_a_presentation_is_refused() -> None:
    credential = samples.diploma()
    del credential["@context"]
    presentation: JsonObject = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [credential],
    }
    assert refusal(presentation).pointer.startswith("/verifiableCredential/0/")


@pytest.mark.parametrize("document", [{}, {"id": "urn:x:y"}], ids=["empty", "only an id"])
def test_ld_01_a_document_that_states_nothing_is_refused(document: JsonObject) -> None:
    assert (
        refusal({"@context": "https://www.w3.org/ns/credentials/v2", **document}).code == "unsigned.nothing"
    )


def test_ld_01_an_inline_base_does_not_make_relative_ids_absolute() -> None:
    document: JsonObject = {
        "@context": ["https://www.w3.org/ns/credentials/v2", {"@base": "https://issuer.example/"}],
        "type": ["VerifiableCredential"],
        "id": "credential-1",
    }
    with pytest.raises(UnsignedDataError) as refused:
        canonicalize_rdf(document, contexts=ContextRules(inline=True))
    assert refused.value.pointer == "/id"


def test_a_base_direction_is_signed() -> None:
    def named(value: JsonValue) -> bytes:
        return canonicalize_rdf(changed(samples.diploma(), ("name",), value))

    forms = {
        named("x"),
        named({"@value": "x", "@language": "nl"}),
        named({"@value": "x", "@language": "en"}),
        named({"@value": "x", "@language": "nl", "@direction": "rtl"}),
        named({"@value": "x", "@direction": "rtl"}),
        named({"@value": "x", "@direction": "ltr"}),
    }
    assert len(forms) == 6


@pytest.mark.parametrize(
    "text", ["\x00", "\x08", "\x0b", "\x7f", "\ufffe", "\n", '"', "\\", "\\n", "\\u0000"]
)
def test_control_characters_are_signed_and_told_apart(text: str) -> None:
    form = canonicalize_rdf(changed(samples.diploma(), ("name",), f"a{text}b"))
    assert form != canonicalize_rdf(changed(samples.diploma(), ("name",), "ab"))
    assert form.decode().count("\n") == len(canonicalize_rdf(samples.diploma()).splitlines())


def leaves(value: JsonValue, path: Path = ()) -> Iterator[tuple[Path, JsonValue]]:
    if isinstance(value, dict):
        for name, child in value.items():
            yield from leaves(child, (*path, name))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from leaves(child, (*path, index))
    else:
        yield path, value


OTHER_VALUES: list[JsonValue] = ["zzz", "https://zzz.example/", 7, 7.5, True, [], {}, {"zzz": 1}, [["zzz"]]]


@pytest.mark.parametrize("sample", KINDS, ids=lambda sample: sample.__name__)
def test_every_changed_or_removed_leaf_changes_the_canonical_form(sample: Callable[[], JsonObject]) -> None:
    document = sample()
    form = canonicalize_rdf(document)
    for number, (path, value) in enumerate(leaves(document)):
        if path[0] == "@context":
            continue
        # Every leaf meets two of the other values; all leaves together meet each value often.
        others = OTHER_VALUES[number % 5 :: 5]
        removed = copy.deepcopy(document)
        del at(removed, path[:-1])[path[-1]]  # type: ignore[union-attr]
        for mutant in (
            removed,
            *(changed(document, path, other) for other in others if other != value),
        ):
            try:
                assert canonicalize_rdf(mutant) != form, (path, at(mutant, path[:-1]))
            except MalformedDocumentError:
                continue


@pytest.mark.parametrize("sample", KINDS, ids=lambda sample: sample.__name__)
def test_the_order_of_members_does_not_matter(sample: Callable[[], JsonObject]) -> None:
    def reordered(value: JsonValue) -> JsonValue:
        if isinstance(value, dict):
            return {name: reordered(child) for name, child in reversed(value.items())}
        return [reordered(child) for child in value] if isinstance(value, list) else value

    document = sample()
    assert canonicalize_rdf(reordered(document)) == canonicalize_rdf(document)  # type: ignore[arg-type]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda children: (
        st.lists(children, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["id", "type", "name", "proof", "@context", "@value", "@list", "issuer", "evidence", "x"]
            ),
            children,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(JSON)
def test_any_json_is_canonicalised_or_refused_and_nothing_else(value: JsonValue) -> None:
    document = json.loads(
        json.dumps({"@context": "https://www.w3.org/ns/credentials/v2", "credentialSubject": value})
    )
    for rules in (ContextRules(), ContextRules(inline=True)):
        with suppress(DomainError):
            canonicalize_rdf(document, contexts=rules)


def test_a_protected_term_can_not_be_redefined() -> None:
    document = changed(
        samples.vrijstellingsbesluit(), ("@context", 1), {"VerifiableCredential": "https://x.example/V"}
    )
    with pytest.raises(ContextError) as refused:
        canonicalize_rdf(document, contexts=ContextRules(inline=True))
    assert refused.value.code == "context.invalid"


def test_a_name_may_be_an_object_with_nothing_but_text_for_those_who_speak_all_of_json_ld() -> None:
    document = changed(samples.diploma(), ("name",), {"@value": "Mbo-diploma"})
    plain = changed(samples.diploma(), ("name",), "Mbo-diploma")
    everything = ContextRules(inline=True)

    assert canonicalize_rdf(document, contexts=everything) == canonicalize_rdf(plain, contexts=everything)


def test_a_typed_member_may_never_be_an_object_with_nothing_but_text() -> None:
    document = changed(samples.diploma(), ("validFrom",), {"@value": "2020-01-01T00:00:00Z"})

    with pytest.raises(UnsignedDataError, match="not_a_term"):
        canonicalize_rdf(document, contexts=ContextRules(inline=True))
