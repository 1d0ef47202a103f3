"""A certificate or selection that is a JWT meets the same checks, with the same findings, as any other."""

import copy
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keys.jose import JwtType, envelope_of
from keys.key_types import KeyType
from keys.signer import PrivateKeySigner, generate
from keys.trust_list import SigningKey
from schemas.contexts import CREDENTIALS_V2
from schemas.credential import CredentialKind
from schemas.documents import JsonObject, serialize
from tests.ecosystem import DIPLOMA, ERVARINGSCERTIFICAAT, NOW, Holder, World
from tests.forging import contents, forge, segment
from tests.tampering.case import drop, put
from tests.verifier.english import english
from verifier.policy import PRODUCT_POLICY
from verifier.report import report
from verifier.result import Check, Outcome, VerificationResult
from verifier.sentences import Audience, verdict

PASSED, WARNING, FAILED, UNKNOWN, SKIPPED = (
    Outcome.PASSED,
    Outcome.WARNING,
    Outcome.FAILED,
    Outcome.INDETERMINATE,
    Outcome.SKIPPED,
)
CREDENTIAL, PRESENTATION = JwtType.CREDENTIAL, JwtType.PRESENTATION


def _envelope(token: str) -> JsonObject:
    return envelope_of(token, CREDENTIAL)


def _codes(checks: tuple[Check, ...]) -> list[tuple[str, Outcome, str]]:
    return [(check.name, check.outcome, check.code) for check in checks]


def _verify(world: World, token: str, **options: Any) -> VerificationResult:
    return world.verify(_envelope(token), **options)


# --- The same findings, whichever way it was secured


@pytest.mark.parametrize("kind", CredentialKind)
@pytest.mark.parametrize("key_type", list(KeyType))
def test_a_certificate_in_a_jwt_is_judged_as_one_with_a_proof_inside(
    world: World, kind: CredentialKind, key_type: KeyType
) -> None:
    issuer = world.issuer_of(kind)
    issuer.rotate_key(generate(key_type))
    embedded = world.verify(issuer.issue(kind, holder=world.samira), presented_by=world.samira.did)
    enveloped = _verify(world, issuer.issue_jwt(kind, holder=world.samira), presented_by=world.samira.did)

    assert enveloped.outcome is PASSED
    assert _codes(enveloped.checks) == _codes(embedded.checks)


@pytest.mark.parametrize(
    "change",
    [
        drop("/credentialStatus"),
        put("/validUntil", "2026-06-01T00:00:00Z"),
        put("/validFrom", "2027-06-01T00:00:00Z"),
        put("/type", ["VerifiableCredential", "BitstringStatusListCredential"]),
        put("/awardedDate", "gisteren"),
        drop("/credentialSubject"),
        drop("/name"),
        put("/issuer/id", "did:web:evil.example"),
    ],
)
def test_what_is_wrong_with_a_certificate_is_wrong_with_it_in_a_jwt(world: World, change: Any) -> None:
    document = world.school.prepare(DIPLOMA)
    change(document)
    token = forge(
        {"alg": "EdDSA", "typ": "vc+jwt", "kid": world.school.signer.verification_method},
        document,
        world.school.signer,
    )

    result = _verify(world, token)

    assert result.outcome in (FAILED, WARNING)
    assert _codes(result.checks) == _codes(world.verify(world.school.sign(document)).checks)


def test_words_that_no_context_defines_make_no_certificate_of_ours(world: World) -> None:
    """The terms are read by name, so the context that gives them their meaning must be there."""
    token = world.school.issue_jwt(DIPLOMA)
    header, payload, _ = contents(token)
    payload["@context"] = [CREDENTIALS_V2]

    found = _verify(world, forge(header, payload, world.school.signer))

    assert found.check("schema").outcome is FAILED


def test_a_foreign_certificate_with_a_member_that_nobody_knows_is_not_refused_for_it(world: World) -> None:
    payload = {
        "@context": [CREDENTIALS_V2],
        "type": ["VerifiableCredential"],
        "issuer": world.stranger.did,
        "credentialSubject": {"id": world.samira.did},
        "somethingElse": True,
    }
    header = {"alg": "EdDSA", "typ": "vc+jwt", "kid": world.stranger.signer.verification_method}

    found = _verify(world, forge(header, payload, world.stranger.signer))

    assert (found.outcome, found.check("proof").code) == (WARNING, "proof.holds")


def test_the_result_keeps_what_was_received_and_reads_what_it_says(world: World) -> None:
    document = _envelope(world.school.issue_jwt(DIPLOMA))

    result = world.verify(document)

    assert result.document is document
    verified = result.require()
    assert verified.credential.kind is DIPLOMA
    assert not {"iss", "iat"} & verified.credential.document.keys()


# --- Keys through time, and the time of the signature


def test_a_replaced_key_keeps_what_it_signed(world: World) -> None:
    token = world.school.issue_jwt(DIPLOMA, holder=world.samira)
    world.school.rotate_key(generate(KeyType.P256))
    world.look_again()

    assert _verify(world, token, presented_by=world.samira.did).outcome is PASSED


def test_iat_is_the_moment_at_which_the_register_must_list_the_key(world: World) -> None:
    signer = world.school.signer
    world.keeper.lists_key(
        world.school.did,
        SigningKey(
            key_id=signer.verification_method,
            public_key=signer.public_key,
            used_from=NOW - timedelta(days=365),
            used_until=NOW + timedelta(days=1),
        ),
    )
    in_time = world.school.issue_jwt(DIPLOMA)
    world.clock.passes(days=30)
    header, payload, _ = contents(world.school.issue_jwt(DIPLOMA))
    undated = {name: value for name, value in payload.items() if name != "iat"}

    assert _verify(world, in_time).check("key").code == "key.of_issuer"
    for claims in (payload, undated):
        assert _verify(world, forge(header, claims, signer)).check("key").code == "key.not_in_use"


def test_a_key_that_can_not_be_fetched_leaves_it_unjudged(world: World) -> None:
    token = world.school.issue_jwt(DIPLOMA)
    world.trust_lists.registry()
    world.network.offline = True

    result = _verify(world, token)

    assert (result.outcome, result.check("proof").code) == (UNKNOWN, "did.unreachable")


def test_no_key_is_fetched_before_header_and_claims_are_found_good(world: World) -> None:
    world.trust_lists.registry()
    header, payload, _ = contents(world.school.issue_jwt(DIPLOMA))
    fetched = len(world.network.asked)
    for changed in ({"alg": "HS256"}, {"alg": "none"}, {"typ": "JWT"}, {"jku": "https://evil.example/keys"}):
        _verify(world, forge({**header, **changed}, payload, world.school.signer))
    _verify(world, forge(header, {**payload, "exp": 1}, world.school.signer))

    assert len(world.network.asked) == fetched


def test_an_algorithm_that_the_policy_leaves_out_fails(world: World) -> None:
    token = world.school.issue_jwt(DIPLOMA)
    for allowed in (frozenset({"ES256"}), frozenset[str]()):
        policy = replace(PRODUCT_POLICY, jose_algorithms=allowed)
        found = _verify(world, token, policy=policy).check("proof")

        assert (found.outcome, found.code) == (FAILED, "proof.algorithm_not_allowed")


# --- Envelopes that are not read here


@pytest.mark.parametrize("media_type", ["application/vc+sd-jwt", "application/vc+cose;base64", "image/png"])
def test_a_format_that_is_not_read_here_is_not_called_false(world: World, media_type: str) -> None:
    document = {**_envelope(""), "id": f"data:{media_type},abc"}

    result = world.verify(document)

    assert (result.outcome, result.check("structure").code) == (UNKNOWN, "envelope.unsupported")
    assert all(check.outcome is SKIPPED for check in result.checks[1:])
    assert "niet openen" in verdict(result, Audience.CITIZEN).message


def test_a_selection_in_a_format_that_is_not_read_here_is_not_called_false(world: World) -> None:
    document = {**envelope_of("", PRESENTATION), "id": "data:application/vp+cose;base64,abc"}

    result = world.verify_shown(document)

    assert (result.outcome, result.checks[0].code) == (UNKNOWN, "envelope.unsupported")
    assert world.judge(document).outcome is UNKNOWN


# --- Selections


def test_a_selection_holds_certificates_of_both_kinds(world: World) -> None:
    mixed: list[Any] = [
        world.school.issue_jwt(DIPLOMA, holder=world.samira),
        world.evc_provider.issue(ERVARINGSCERTIFICAAT, holder=world.samira),
    ]
    for shown in (
        world.samira.present_jwt(mixed).encode(),
        world.samira.present([_envelope(mixed[0]), mixed[1]]),
    ):
        judgement = world.judge(shown)

        assert judgement.outcome is PASSED
        assert [result.check("binding").code for result in judgement.results] == ["binding.holds"] * 2


def test_a_jwt_that_was_swapped_in_a_signed_selection_is_noticed(world: World) -> None:
    first, second = (world.school.issue_jwt(DIPLOMA, holder=world.samira) for _ in range(2))
    shown = world.samira.present([_envelope(first)])
    shown["verifiableCredential"] = [_envelope(second)]

    assert world.judge(shown).outcome is FAILED


def test_one_bad_certificate_leaves_the_others_judged(world: World) -> None:
    good = world.school.issue_jwt(DIPLOMA, holder=world.samira)
    entries: list[Any] = [good, "eyJ.e30.c2ln", {**_envelope(""), "id": "data:application/vc+cose,abc"}]

    judgement = world.judge(world.samira.present_jwt(entries).encode())

    assert [result.outcome for result in judgement.results] == [PASSED, FAILED, UNKNOWN]


def test_somebody_elses_certificate_is_not_shown_to_be_theirs(world: World) -> None:
    token = world.school.issue_jwt(DIPLOMA, holder=world.samira)

    judgement = world.judge(Holder(world.clock).present_jwt([token]).encode())

    assert judgement.results[0].check("binding").code == "binding.other_presenter"


def test_a_selection_without_a_holder_is_by_whoever_signed_it(world: World) -> None:
    token = world.school.issue_jwt(DIPLOMA, holder=world.samira)

    judgement = world.judge(world.samira.present_jwt([token], change=drop("/holder")).encode())

    assert judgement.outcome is PASSED
    assert judgement.presentation is not None
    assert judgement.presentation.holder == world.samira.did


def test_a_certificate_signed_as_a_selection_and_the_other_way_round_is_refused(world: World) -> None:
    diploma = world.school.prepare(DIPLOMA, holder=world.samira)
    kid = world.samira.signer.verification_method
    as_selection = forge({"alg": "EdDSA", "typ": "vp+jwt", "kid": kid}, diploma, world.samira.signer)
    shown = contents(world.samira.present_jwt([]))[1]
    as_certificate = forge({"alg": "EdDSA", "typ": "vc+jwt", "kid": kid}, shown, world.samira.signer)

    for token in (as_selection, as_certificate):
        judgement = world.judge(token.encode())
        assert judgement.outcome is FAILED
        checks = judgement.presentation.checks if judgement.presentation is not None else ()
        found = [*checks, *(check for result in judgement.results for check in result.checks)]
        assert "document.wrong_type" in [check.code for check in found]


# --- Whatever is handed over

WORLD = World()
TOKEN = WORLD.school.issue_jwt(DIPLOMA, holder=WORLD.samira)
SHOWN = WORLD.samira.present_jwt([TOKEN])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def _judged(submitted: bytes | JsonObject) -> Outcome:
    """Judge and tell it in both languages; neither may raise."""
    judgement = WORLD.judge(submitted)
    for translate in (str, english):
        report(judgement, translate=translate)
    return judgement.outcome


@relaxed
@given(st.binary(max_size=200), st.binary(max_size=200), st.binary(max_size=70))
def test_any_segments_are_judged(header: bytes, payload: bytes, signature: bytes) -> None:
    token = ".".join(segment(part) for part in (header, payload, signature))

    assert _judged(b"eyJ" + token.encode()) is FAILED
    assert _judged(_envelope(token)) is FAILED


@relaxed
@given(st.sampled_from([TOKEN, SHOWN]), st.data())
def test_a_jwt_with_any_characters_in_any_place_is_judged(token: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(token)))
    length = data.draw(st.integers(0, 8))
    changed = token[:start] + data.draw(st.text("eyJ.-_=~ A9é\n", max_size=8)) + token[start + length :]

    outcome = _judged(changed.encode())

    assert outcome is FAILED or changed.strip() == token


@relaxed
@given(st.sampled_from([TOKEN, SHOWN]), st.data())
def test_a_signed_jwt_with_any_value_in_any_place_is_judged(token: str, data: st.DataObject) -> None:
    """The issuer itself signs whatever it is: nothing but findings may come of it."""
    parts = [copy.deepcopy(part) for part in contents(token)[:2]]
    container: Any = parts
    step: Any = data.draw(st.sampled_from([0, 1]))
    while isinstance(container[step], dict | list) and container[step] and data.draw(st.booleans()):
        container = container[step]
        step = data.draw(
            st.sampled_from(list(container) if isinstance(container, dict) else range(len(container)))
        )
    container[step] = data.draw(JSON)
    signer = WORLD.samira.signer if token is SHOWN else WORLD.school.signer

    _judged(forge(json.dumps(parts[0]).encode(), json.dumps(parts[1]).encode(), signer).encode())


@relaxed
@given(st.dictionaries(st.sampled_from(["@context", "id", "type", "proof", "issuer"]), JSON))
def test_an_envelope_with_any_member_in_it_is_judged(members: Any) -> None:
    document = {**_envelope(TOKEN), **members}

    outcome = _judged(serialize(document) if not members else document)

    assert outcome is FAILED or document == _envelope(TOKEN)


@pytest.mark.parametrize("layers", [1, 12])
def test_envelopes_in_envelopes_end_at_the_first(layers: int) -> None:
    kid = WORLD.school.signer.verification_method
    header = {"alg": "EdDSA", "typ": "vc+jwt", "kid": kid}
    token = TOKEN
    for _ in range(layers):
        token = forge(header, _envelope(token), PrivateKeySigner(generate(), kid))

    assert _judged(token.encode()) is FAILED
