"""The bundled contexts: pinned, listed, offline, and ours says every member of every kind."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pyld import jsonld

import schemas.contexts
from schemas.contexts import (
    CONFORMANCE_CONTEXTS,
    EXAMPLES_V2,
    PRODUCT_CONTEXTS,
    VAKBEWIJS_V1,
    context_bytes,
    load_context,
)
from schemas.documents import JsonObject, JsonValue
from schemas.errors import ContextError
from tests.schemas import samples

SOURCES = Path(schemas.contexts.__file__).parent / "SOURCES.md"
OUR_NAMESPACE = "https://w3id.org/vakbewijs/v1#"


def load_offline(url: str, _options: object) -> dict[str, object]:
    return {"contextUrl": None, "documentUrl": url, "document": load_context(url)}


@pytest.mark.parametrize(
    "url",
    [
        "https://www.w3.org/ns/credentials/examples/v1",
        "http://www.w3.org/ns/credentials/v2",
        "https://www.w3.org/ns/credentials/v2#",
        "https://www.w3.org/ns/credentials/../credentials/v2",
        "file:///etc/passwd",
        "",
    ],
)
def test_a_context_that_is_not_on_the_list_is_unknown(url: str) -> None:
    with pytest.raises(ContextError) as caught:
        load_context(url)
    assert caught.value.code == "context.unknown"


def test_a_file_that_is_not_the_pinned_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "vakbewijs-v1.json").write_bytes(context_bytes(VAKBEWIJS_V1) + b" ")
    monkeypatch.setattr(schemas.contexts, "_FOLDER", tmp_path)
    with pytest.raises(ContextError) as caught:
        context_bytes(VAKBEWIJS_V1)
    assert caught.value.code == "context.altered"


@pytest.mark.parametrize("url", sorted(PRODUCT_CONTEXTS | CONFORMANCE_CONTEXTS))
def test_every_context_is_listed_in_sources_with_its_hash(url: str) -> None:
    digest = hashlib.sha256(context_bytes(url)).hexdigest()
    row = next(line for line in SOURCES.read_text().splitlines() if f"| {url} |" in line)
    assert f"`{digest}`" in row


def test_every_bundled_file_is_a_context_on_the_list() -> None:
    files = {path.name for path in (SOURCES.parent / "contexts").iterdir()}
    listed = {pinned.file for pinned in schemas.contexts._BUNDLED.values()}
    assert files == listed


@pytest.mark.parametrize("url", sorted(PRODUCT_CONTEXTS))
def test_no_context_gives_a_meaning_to_unknown_members(url: str) -> None:
    """A context with `@vocab` or `@base` would defeat the guard against unsigned data; `@import` fetches."""

    def definitions(context: JsonValue) -> list[str]:
        if isinstance(context, list):
            return [name for each in context for name in definitions(each)]
        if not isinstance(context, dict):
            return []
        nested = [
            value["@context"] for value in context.values() if isinstance(value, dict) and "@context" in value
        ]
        return [*context, *(name for each in nested for name in definitions(each))]

    document = load_context(url)
    assert isinstance(document, dict)
    assert not {"@vocab", "@base", "@import"} & set(definitions(document["@context"]))


def test_the_context_that_gives_every_word_a_meaning_is_none_of_the_product() -> None:
    assert load_context(EXAMPLES_V2) == {
        "@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}
    }
    assert {EXAMPLES_V2} == CONFORMANCE_CONTEXTS
    assert not CONFORMANCE_CONTEXTS & PRODUCT_CONTEXTS


def test_every_term_of_ours_lies_in_our_namespace_and_is_protected() -> None:
    text = context_bytes(VAKBEWIJS_V1).decode()
    foreign = {iri for iri in re.findall(r'"@id": "([^@"]+)"', text) if not iri.startswith(OUR_NAMESPACE)}
    assert foreign == set()
    document = json.loads(text)["@context"]
    assert document.pop("@protected") is True
    scoped = [value["@context"] for value in document.values() if "@context" in value]
    assert all(context["@protected"] is True for context in scoped)


DOCUMENTS: list[Callable[[], JsonObject]] = [
    samples.diploma,
    lambda: samples.diploma(subject_id=None),
    samples.deelcertificaat,
    lambda: samples.deelcertificaat(subject_id=None),
    samples.ervaringscertificaat,
    lambda: samples.ervaringscertificaat(subject_id=None),
    samples.vrijstellingsbesluit,
    lambda: samples.vrijstellingsbesluit(subject_id=None),
    samples.trust_list,
]


@pytest.mark.parametrize("make", DOCUMENTS)
def test_no_member_of_a_sample_is_dropped_by_expansion(make: Callable[[], JsonObject]) -> None:
    document, dropped = make(), []
    jsonld.expand(
        document,
        {"documentLoader": load_offline, "on_property_dropped": lambda name, *_: dropped.append(name)},
    )
    assert dropped == []


@pytest.mark.parametrize("make", DOCUMENTS)
def test_no_term_type_or_address_of_a_sample_is_undefined(make: Callable[[], JsonObject]) -> None:
    document = make()
    contexts = document["@context"]
    assert isinstance(contexts, list)
    document["@context"] = [*contexts, {"@vocab": "urn:undefined#"}]
    options = {"documentLoader": load_offline, "base": "https://relative.invalid/"}
    expanded = json.dumps(jsonld.expand(document, options))
    assert "urn:undefined#" not in expanded
    assert "relative.invalid" not in expanded


def test_the_order_of_the_steps_is_part_of_what_is_signed() -> None:
    def canonical(document: JsonObject) -> str:
        options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load_offline}
        text = jsonld.normalize(document, options)
        assert isinstance(text, str)
        return text

    swapped = samples.ervaringscertificaat()
    steps = swapped["credentialSubject"]["procedurestap"]  # type: ignore[index, call-overload]
    steps[0], steps[1] = steps[1], steps[0]  # type: ignore[index]
    assert canonical(swapped) != canonical(samples.ervaringscertificaat())
