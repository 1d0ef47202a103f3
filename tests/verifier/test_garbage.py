"""Whatever is handed over, by anybody: a judgement, and never an exception."""

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.contexts import CREDENTIALS_V2, VAKBEWIJS_V1
from schemas.documents import JsonObject, serialize
from tests.ecosystem import DIPLOMA, ERVARINGSCERTIFICAAT, VRIJSTELLINGSBESLUIT, World
from tests.verifier.english import english
from verifier.report import report
from verifier.result import Outcome

WORLD = World()
SIGNED = [
    WORLD.school.issue(DIPLOMA, holder=WORLD.samira),
    WORLD.evc_provider.issue(ERVARINGSCERTIFICAAT),
    WORLD.school.issue(VRIJSTELLINGSBESLUIT),
]
SHOWN = WORLD.samira.present(SIGNED[:1])

# Words that mean something here, so that random documents get further than the first check.
WORDS = st.sampled_from(
    [
        *("@context", "@id", "@type", "@value", "@list", "id", "type", "issuer", "holder", "proof", "name"),
        *("credentialSubject", "credentialStatus", "evidence", "validFrom", "validUntil", "awardedDate"),
        *("verifiableCredential", "achievement", "VerifiableCredential", "VerifiablePresentation", "Diploma"),
        *("DataIntegrityProof", "eddsa-rdfc-2022", "assertionMethod", "did:web:", "did:key:z6Mk#z6Mk"),
        *("statusListIndex", "2026-01-01T00:00:00Z", "2026-01-01", CREDENTIALS_V2, VAKBEWIJS_V1, "__proto__"),
    ]
)
TEXT = st.text(max_size=20) | WORDS
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXT
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXT, inner, max_size=6),
    max_leaves=25,
)
OBJECTS = st.dictionaries(TEXT, JSON, max_size=10)

relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def _judged(submitted: bytes | JsonObject) -> Outcome:
    """Judge and tell it in both languages; neither may raise."""
    judgement = WORLD.judge(submitted)
    for translate in (str, english):
        report(judgement, translate=translate)
    return judgement.outcome


@relaxed
@given(st.binary(max_size=400))
def test_any_bytes_are_judged(content: bytes) -> None:
    assert _judged(content) is Outcome.FAILED


@relaxed
@given(JSON)
def test_any_json_is_judged(value: Any) -> None:
    # Also what strict JSON has no words for: NaN, lone surrogates, huge integers.
    assert _judged(json.dumps(value).encode()) is Outcome.FAILED


@relaxed
@given(OBJECTS)
def test_any_object_that_a_program_hands_over_is_judged(document: Any) -> None:
    assert _judged(document) is Outcome.FAILED


@relaxed
@given(OBJECTS, st.sampled_from(SIGNED))
def test_a_certificate_with_any_members_replaced_is_judged(members: Any, document: JsonObject) -> None:
    _judged({**copy.deepcopy(document), **members})


@relaxed
@given(st.data())
def test_a_certificate_with_any_value_in_any_place_is_judged(data: st.DataObject) -> None:
    document: Any = copy.deepcopy(data.draw(st.sampled_from([*SIGNED, SHOWN])))
    container = document
    while True:
        steps = list(container) if isinstance(container, dict) else range(len(container))
        step = data.draw(st.sampled_from(steps))
        if not isinstance(container[step], dict | list) or not container[step] or data.draw(st.booleans()):
            break
        container = container[step]
    container[step] = data.draw(JSON)

    _judged(document)


@relaxed
@given(st.data())
def test_a_certificate_with_any_bytes_in_any_place_is_judged(data: st.DataObject) -> None:
    content = serialize(data.draw(st.sampled_from([*SIGNED, SHOWN])))
    start = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 12))

    _judged(content[:start] + data.draw(st.binary(max_size=12)) + content[start + length :])


@relaxed
@given(JSON)
def test_any_answer_in_the_place_of_keys_lists_and_registers_is_judged(value: Any) -> None:
    world = World()
    document = world.school.issue(DIPLOMA)
    answer = json.dumps(value).encode()
    for address in list(world.network.pages):
        world.network.pages[address] = answer

    outcome = world.judge(document).outcome

    assert outcome in (Outcome.FAILED, Outcome.INDETERMINATE)


@pytest.mark.parametrize("depth", [33, 1_000, 100_000])
def test_depth_is_answered_and_not_suffered(depth: int) -> None:
    assert _judged(b'{"a":' * depth + b"1" + b"}" * depth) is Outcome.FAILED


def test_a_number_of_five_thousand_digits_is_answered() -> None:
    assert _judged(b'{"a":' + b"9" * 5_000 + b"}") is Outcome.FAILED
