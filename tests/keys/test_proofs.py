"""PF-01, PF-02, PF-03, PF-06, PF-07: what may be wrong with a proof, and that each of it is refused."""

import copy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keys.canonicalization import PRODUCT_CONTEXT_RULES
from keys.canonicalization.shape import MAX_VALUES
from keys.controller import ProofPurpose, build_did_document
from keys.cryptosuites import CRYPTOSUITES
from keys.encoding import base58_encode, multibase_decode
from keys.errors import InvalidDidError, ProofError, ResolutionError, VerificationMethodError
from keys.key_types import KeyType
from keys.proofs import VerifiedProof, add_proof, verify_proofs
from keys.signer import Signer
from schemas.documents import JsonObject, JsonValue
from schemas.errors import DomainError, UnsignedDataError
from tests.keys.ecosystem import ISSUER, NOW, StandingResolver, did_of, holder_signer, issuer_signer
from tests.schemas import samples

ALL_SUITES = frozenset(CRYPTOSUITES)
KEY_TYPES = {
    "eddsa-rdfc-2022": [KeyType.ED25519],
    "eddsa-jcs-2022": [KeyType.ED25519],
    "ecdsa-rdfc-2019": [KeyType.P256, KeyType.P384],
    "ecdsa-jcs-2019": [KeyType.P256, KeyType.P384],
}
COMBINATIONS = [(suite, key_type) for suite, key_types in KEY_TYPES.items() for key_type in key_types]


@pytest.fixture
def resolver() -> StandingResolver:
    return StandingResolver()


@pytest.fixture
def signer(resolver: StandingResolver) -> Signer:
    return issuer_signer(resolver)


def signed(signer: Signer, *, document: JsonObject | None = None, **options: Any) -> Any:
    return add_proof(
        document or samples.diploma(issuer=ISSUER),
        **{
            "cryptosuite": "eddsa-rdfc-2022",
            "signer": signer,
            "purpose": ProofPurpose.ASSERTION_METHOD,
            "created": NOW,
            **options,
        },
    )


def verified(document: JsonObject, resolver: StandingResolver, **options: Any) -> tuple[VerifiedProof, ...]:
    return verify_proofs(
        document,
        **{
            "purpose": ProofPurpose.ASSERTION_METHOD,
            "resolver": resolver,
            "cryptosuites": ALL_SUITES,
            "at": NOW,
            "domain": None,
            "challenge": None,
            **options,
        },
    )


def refusal(document: JsonObject, resolver: StandingResolver, **options: Any) -> DomainError:
    with pytest.raises(DomainError) as refused:
        verified(document, resolver, **options)
    return refused.value


# --- PF-06: a proof must be there, and every one must hold


@pytest.mark.parametrize("proof", [None, [], {}], ids=repr)
def test_pf_06_no_proof_is_never_a_valid_proof(
    proof: JsonValue, signer: Signer, resolver: StandingResolver
) -> None:
    document = {**signed(signer), "proof": proof}
    assert refusal(document, resolver).code == "proof.missing"


def test_pf_06_an_unsigned_document_has_no_proof(resolver: StandingResolver) -> None:
    assert refusal(samples.diploma(), resolver).code == "proof.missing"


@pytest.mark.parametrize("proof", ["proof", 7, True, [7], ["proof"], [[]], [None]], ids=repr)
def test_pf_06_a_proof_that_is_no_object_is_refused(
    proof: JsonValue, signer: Signer, resolver: StandingResolver
) -> None:
    assert refusal({**signed(signer), "proof": proof}, resolver).code == "proof.malformed"


@pytest.mark.parametrize("bad", [0, 1])
def test_pf_06_one_bad_proof_of_two_fails_the_document(
    bad: int, signer: Signer, resolver: StandingResolver
) -> None:
    document = signed(holder_signer(), document=signed(signer))
    assert len(verified(document, resolver)) == 2
    document["proof"][bad]["proofValue"] = document["proof"][1 - bad]["proofValue"]
    assert refusal(document, resolver).code == "proof.signature_mismatch"


def test_pf_06_two_proofs_with_one_id_are_refused(signer: Signer, resolver: StandingResolver) -> None:
    document = signed(signer)
    document["proof"] = [document["proof"] | {"id": "urn:x:1"}, document["proof"] | {"id": "urn:x:1"}]
    assert refusal(document, resolver).code == "proof.duplicate_id"


@pytest.mark.parametrize(
    ("previous", "code"),
    [
        ("urn:x:gone", "proof.previous_missing"),
        (["urn:x:1", "urn:x:gone"], "proof.previous_missing"),
        ("urn:x:2", "proof.previous_cycle"),
        (7, "proof.malformed"),
        ([], "proof.malformed"),
        ([7], "proof.malformed"),
        (["urn:x:1", "urn:x:1"], "proof.malformed"),
        (None, "proof.malformed"),
    ],
)
def test_pf_06_a_chain_must_name_other_proofs_of_the_document(
    previous: JsonValue, code: str, signer: Signer, resolver: StandingResolver
) -> None:
    document = signed(signer)
    document["proof"] = [
        document["proof"] | {"id": "urn:x:1"},
        document["proof"] | {"id": "urn:x:2", "previousProof": previous},
    ]
    assert refusal(document, resolver).code == code


def test_pf_06_a_proof_that_follows_another_covers_it(signer: Signer, resolver: StandingResolver) -> None:
    first = signed(signer)
    first["proof"]["id"] = "urn:x:1"
    first["proof"] = _signed_again(first, signer)
    options = {**first["proof"], "id": "urn:x:2", "previousProof": "urn:x:1"}
    del options["proofValue"]
    covered = {**first, "proof": [first["proof"]]}
    second = CRYPTOSUITES["eddsa-rdfc-2022"].create_proof(
        covered, options, signer, contexts=PRODUCT_CONTEXT_RULES
    )
    document = {**first, "proof": [first["proof"], second]}
    assert len(verified(document, resolver)) == 2
    # The same second proof under a first one that says something else: the first is covered too.
    other = copy.deepcopy(first)
    other["proof"]["created"] = "2026-05-01T00:00:00Z"
    other["proof"] = _signed_again(other, signer)
    assert refusal({**other, "proof": [other["proof"], second]}, resolver).code == "proof.signature_mismatch"


def _signed_again(document: JsonObject, signer: Signer) -> JsonObject:
    options = {name: value for name, value in document["proof"].items() if name != "proofValue"}  # type: ignore[union-attr]
    bare = {name: value for name, value in document.items() if name != "proof"}
    return CRYPTOSUITES["eddsa-rdfc-2022"].create_proof(bare, options, signer, contexts=PRODUCT_CONTEXT_RULES)


def test_pf_06_too_many_proofs_are_refused(signer: Signer, resolver: StandingResolver) -> None:
    document = signed(signer)
    assert refusal({**document, "proof": [document["proof"]] * 17}, resolver).code == "proof.too_many"


def test_ld_04_many_proofs_over_a_large_document_are_refused_before_any_is_verified(
    resolver: StandingResolver,
) -> None:
    document = signed(issuer_signer(resolver))
    values: list[JsonValue] = [f"urn:x:{number}" for number in range(MAX_VALUES // 16)]
    large = {**document, "termsOfUse": values, "proof": [document["proof"]] * 16}
    assert refusal(large, resolver).code == "complexity.size"


# --- PF-01, PF-02: the right key of the right party for the right purpose


def test_pf_01_a_proof_of_another_purpose_is_refused(signer: Signer, resolver: StandingResolver) -> None:
    holder = holder_signer()
    assert (
        refusal(signed(holder, purpose=ProofPurpose.AUTHENTICATION), resolver).code == "proof.wrong_purpose"
    )
    assert (
        refusal(signed(signer), resolver, purpose=ProofPurpose.AUTHENTICATION).code == "proof.wrong_purpose"
    )


def test_pf_01_a_key_that_is_listed_for_another_purpose_only_is_refused(resolver: StandingResolver) -> None:
    signer = issuer_signer(resolver, purposes=(ProofPurpose.AUTHENTICATION,))
    error = refusal(signed(signer), resolver)
    assert (error.code, type(error)) == ("proof.purpose_not_allowed", VerificationMethodError)


def test_pf_02_a_method_that_another_party_controls_is_refused(resolver: StandingResolver) -> None:
    signer = issuer_signer(resolver, controller="did:web:attacker.example")
    assert refusal(signed(signer), resolver).code == "proof.foreign_controller"


def test_pf_02_the_controller_is_told_so_that_the_caller_can_compare_it_with_the_issuer(
    resolver: StandingResolver,
) -> None:
    attacker = issuer_signer(resolver, did="did:web:attacker.example")
    (proof,) = verified(signed(attacker), resolver)
    assert proof.controller == "did:web:attacker.example" != ISSUER


def test_pf_02_a_method_that_is_not_in_the_document_is_refused(
    signer: Signer, resolver: StandingResolver
) -> None:
    document = signed(signer)
    resolver.put(build_did_document(ISSUER, []))
    assert refusal(document, resolver).code == "proof.unknown_method"


@pytest.mark.parametrize(
    "method",
    [
        "#key-1",
        "key-1",
        ISSUER,
        f"{ISSUER}#",
        f"{ISSUER}#key-1#key-1",
        f" {ISSUER}#key-1",
        f"{ISSUER}/path#key-1",
        f"{ISSUER}?versionId=1#key-1",
        "https://roc-voorbeeld.example/keys/1",
        "did:web:" + "a" * 5000 + "#key-1",
    ],
)
def test_pf_02_a_method_that_is_no_did_url_is_refused(
    method: str, signer: Signer, resolver: StandingResolver
) -> None:
    document = signed(signer)
    document["proof"]["verificationMethod"] = method
    assert refusal(document, resolver).code == "proof.malformed"


def test_a_key_that_could_not_be_fetched_is_no_verdict(signer: Signer, resolver: StandingResolver) -> None:
    class Unreachable(StandingResolver):
        def resolve(self, did: str) -> Any:
            raise ResolutionError("did.unreachable", detail=did)

    assert isinstance(refusal(signed(signer), Unreachable()), ResolutionError)


# --- PF-03: the algorithm comes from the key


@pytest.mark.parametrize(("suite", "key_type"), COMBINATIONS)
def test_pf_03_a_suite_takes_only_its_own_keys(
    suite: str, key_type: KeyType, resolver: StandingResolver
) -> None:
    for other in set(KeyType) - set(KEY_TYPES[suite]):
        with pytest.raises(ProofError) as refused:
            signed(issuer_signer(resolver, key_type=other), cryptosuite=suite)
        assert refused.value.code == "proof.wrong_key_type"
    # A good proof under a document that lists another type of key for the same id.
    document = signed(issuer_signer(resolver, key_type=key_type), cryptosuite=suite)
    issuer_signer(resolver, key_type=next(iter(set(KeyType) - set(KEY_TYPES[suite]))))
    assert refusal(document, resolver).code == "proof.wrong_key_type"


def test_pf_03_a_proof_of_one_curve_does_not_hold_for_another(resolver: StandingResolver) -> None:
    document = signed(issuer_signer(resolver, key_type=KeyType.P256), cryptosuite="ecdsa-rdfc-2019")
    issuer_signer(resolver, key_type=KeyType.P384)
    assert refusal(document, resolver).code == "proof.signature_encoding"


@pytest.mark.parametrize(
    "suite", ["none", "eddsa-2022", "bbs-2023", "ECDSA-SD-2023", "EDDSA-RDFC-2022", "eddsa-rdfc-2022 "]
)
def test_pf_03_an_unknown_cryptosuite_is_refused(
    suite: str, signer: Signer, resolver: StandingResolver
) -> None:
    document = signed(signer)
    document["proof"]["cryptosuite"] = suite
    assert refusal(document, resolver).code == "proof.unknown_cryptosuite"
    with pytest.raises(ProofError):
        signed(signer, cryptosuite=suite)


def test_pf_03_a_suite_that_the_policy_does_not_allow_is_refused(
    signer: Signer, resolver: StandingResolver
) -> None:
    error = refusal(signed(signer), resolver, cryptosuites=frozenset({"ecdsa-rdfc-2019"}))
    assert error.code == "proof.cryptosuite_not_allowed"


@pytest.mark.parametrize(
    "kind", ["eddsa-rdfc-2022", "JsonWebSignature2020", "", None, ["DataIntegrityProof"], {}]
)
def test_an_unknown_type_of_proof_is_refused(
    kind: JsonValue, signer: Signer, resolver: StandingResolver
) -> None:
    document = signed(signer)
    document["proof"]["type"] = kind
    assert refusal(document, resolver).code == "proof.unknown_type"


# --- PF-07: the proof's own options are signed


@pytest.mark.parametrize(("suite", "key_type"), COMBINATIONS)
@pytest.mark.parametrize(
    "change",
    [
        {"created": "2026-06-01T12:00:01Z"},
        {"expires": "2030-01-01T00:00:00Z"},
        {"domain": "https://verifier.example"},
        {"challenge": "x"},
        {"nonce": "x"},
        {"id": "urn:x:1"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_pf_07_a_changed_or_added_option_is_refused(
    change: JsonObject, suite: str, key_type: KeyType, resolver: StandingResolver
) -> None:
    document = signed(issuer_signer(resolver, key_type=key_type), cryptosuite=suite)
    document["proof"] |= change
    assert refusal(document, resolver).code == "proof.signature_mismatch"


@pytest.mark.parametrize("member", ["cryptosuite", "verificationMethod", "proofPurpose", "proofValue"])
def test_pf_07_a_proof_without_a_needed_member_is_refused(
    member: str, signer: Signer, resolver: StandingResolver
) -> None:
    document = signed(signer)
    del document["proof"][member]
    assert refusal(document, resolver).code == "proof.malformed"


def test_pf_07_a_removed_creation_time_is_refused(signer: Signer, resolver: StandingResolver) -> None:
    document = signed(signer)
    del document["proof"]["created"]
    assert refusal(document, resolver).code == "proof.signature_mismatch"


@pytest.mark.parametrize("member", ["jws", "foo", "@context", "@type", "Created", "creator"])
def test_pf_07_an_unknown_member_is_refused(member: str, signer: Signer, resolver: StandingResolver) -> None:
    document = signed(signer)
    document["proof"][member] = "x"
    assert refusal(document, resolver).code == "proof.unknown_member"


@pytest.mark.parametrize("member", ["created", "expires"])
@pytest.mark.parametrize(
    "text", ["yesterday", "2026-02-30T00:00:00Z", "2026-06-01", "2026-06-01 12:00:00Z", "", 7, None]
)
def test_pf_07_a_time_that_is_no_time_is_refused(
    member: str, text: JsonValue, signer: Signer, resolver: StandingResolver
) -> None:
    document = signed(signer)
    document["proof"][member] = text
    assert refusal(document, resolver).code == "proof.malformed"


def test_a_time_without_offset_is_read_as_utc(signer: Signer, resolver: StandingResolver) -> None:
    document = signed(signer)
    document["proof"]["created"] = "2026-06-01T12:00:00"
    document["proof"] = _signed_again(document, signer)
    assert verified(document, resolver)[0].created == NOW


def test_a_proof_does_not_hold_from_its_end_on(signer: Signer, resolver: StandingResolver) -> None:
    document = signed(signer, expires=NOW + timedelta(hours=1))
    assert verified(document, resolver, at=NOW + timedelta(minutes=59))
    assert refusal(document, resolver, at=NOW + timedelta(hours=1)).code == "proof.expired"


@pytest.mark.parametrize("name", ["expires", "revoked"])
def test_a_key_does_not_hold_from_its_end_on(name: str, resolver: StandingResolver) -> None:
    document = signed(issuer_signer(resolver, **{name: NOW}), created=NOW - timedelta(days=1))  # type: ignore[arg-type]
    code = {"expires": "proof.key_expired", "revoked": "proof.key_revoked"}[name]
    assert refusal(document, resolver).code == code
    assert verified(document, resolver, at=NOW - timedelta(seconds=1))


# --- PF-04: the signature's bytes


@pytest.mark.parametrize(
    "value",
    ["", "z", "u" + "A" * 86, "z" + "0" * 80, " z1", "z1 ", "m" + "A" * 88, "z" + "1" * 64, 7, None, ["z1"]],
    ids=repr,
)
def test_pf_04_a_proof_value_of_another_form_is_refused(
    value: JsonValue, signer: Signer, resolver: StandingResolver
) -> None:
    document = signed(signer)
    document["proof"]["proofValue"] = value
    assert refusal(document, resolver).code in {
        "proof.malformed",
        "proof.signature_encoding",
        "proof.signature_mismatch",
    }


def test_pf_04_the_same_signature_in_another_text_is_refused(
    signer: Signer, resolver: StandingResolver
) -> None:
    document = signed(signer)
    value = document["proof"]["proofValue"]
    signature = multibase_decode(value)
    others = [value + "\n", value + "=", value[0] + "1" + value[1:], "z" + base58_encode(b"\0" + signature)]
    for other in (*others, "z" + base58_encode(signature[:-1]), "z" + base58_encode(signature + b"\0")):
        document["proof"]["proofValue"] = other
        assert refusal(document, resolver).code == "proof.signature_encoding", other


# --- domain and challenge


def test_pf_08_domain_and_challenge_must_be_the_expected_ones(resolver: StandingResolver) -> None:
    holder = holder_signer()
    document = signed(holder, purpose=ProofPurpose.AUTHENTICATION, domain="https://a.example", challenge="1")
    fine = {"purpose": ProofPurpose.AUTHENTICATION, "domain": "https://a.example", "challenge": "1"}
    (proof,) = verified(document, resolver, **fine)
    assert proof.controller == did_of(holder)
    assert refusal(document, resolver, **fine | {"domain": "https://b.example"}).code == "proof.wrong_domain"
    assert refusal(document, resolver, **fine | {"challenge": "2"}).code == "proof.wrong_challenge"
    bare = signed(holder, purpose=ProofPurpose.AUTHENTICATION)
    assert refusal(bare, resolver, **fine).code == "proof.wrong_domain"
    assert refusal(bare, resolver, **fine | {"domain": None}).code == "proof.wrong_challenge"


def test_pf_08_a_proof_for_two_domains_is_for_neither(signer: Signer, resolver: StandingResolver) -> None:
    document = signed(signer)
    document["proof"]["domain"] = ["https://a.example", "https://b.example"]
    document["proof"] = _signed_again(document, signer)
    assert refusal(document, resolver, domain="https://a.example").code == "proof.wrong_domain"
    assert verified(document, resolver)


# --- the document


@pytest.mark.parametrize(("suite", "key_type"), COMBINATIONS)
def test_a_changed_claim_is_refused_under_every_suite(
    suite: str, key_type: KeyType, resolver: StandingResolver
) -> None:
    document = signed(issuer_signer(resolver, key_type=key_type), cryptosuite=suite)
    (proof,) = verified(document, resolver)
    assert (proof.cryptosuite, proof.key.key_type, proof.created) == (suite, key_type, NOW)
    document["credentialSubject"]["voornamen"] = "Samirah"
    assert refusal(document, resolver).code == "proof.signature_mismatch"


def test_ld_01_an_undefined_term_is_not_signed_and_not_verified(
    signer: Signer, resolver: StandingResolver
) -> None:
    with pytest.raises(UnsignedDataError):
        signed(signer, document={**samples.diploma(), "degree": "PhD"})
    error = refusal({**signed(signer), "degree": "PhD"}, resolver)
    assert (error.code, error.pointer) == ("unsigned.undefined_term", "/degree")


def test_ld_02_a_reordered_or_extended_context_is_noticed(signer: Signer, resolver: StandingResolver) -> None:
    document = signed(signer, cryptosuite="eddsa-jcs-2022")
    contexts = document["@context"]
    assert document["proof"]["@context"] == contexts
    # The specification lets a document gain contexts after the proof's own: it is verified under those.
    longer = {**document, "@context": [*contexts, "https://w3id.org/security/multikey/v1"]}
    assert verified(longer, resolver)
    reordered = {**document, "@context": [contexts[0], contexts[2], contexts[1]]}
    assert refusal(reordered, resolver).code == "proof.context_mismatch"
    shorter = {**document, "@context": contexts[:2]}
    assert refusal(shorter, resolver).code == "proof.context_mismatch"


def test_ld_02_jcs_documents_may_use_allowed_contexts_only(
    signer: Signer, resolver: StandingResolver
) -> None:
    document = signed(signer, cryptosuite="eddsa-jcs-2022")
    longer = {**document, "@context": [*document["@context"], "https://attacker.example/context"]}
    assert refusal(longer, resolver).code == "context.unknown"


def test_jcs_protects_the_order_of_arrays(signer: Signer, resolver: StandingResolver) -> None:
    document = signed(signer, cryptosuite="eddsa-jcs-2022")
    document["type"].reverse()
    assert refusal(document, resolver).code == "proof.signature_mismatch"


def test_a_resolver_that_knows_no_such_did_is_not_could_not_check(signer: Signer) -> None:
    assert isinstance(refusal(signed(signer), StandingResolver()), InvalidDidError)


def test_times_are_written_in_utc_with_whole_seconds(signer: Signer, resolver: StandingResolver) -> None:
    amsterdam = datetime.fromisoformat("2026-06-01T14:00:00.750+02:00")
    document = signed(signer, created=amsterdam)
    assert document["proof"]["created"] == "2026-06-01T12:00:00Z"
    assert verified(document, resolver)[0].created == datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_a_credential_of_the_older_data_model_is_signed_and_verified(
    signer: Signer, resolver: StandingResolver
) -> None:
    credential: JsonObject = {
        "@context": ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/security/data-integrity/v2"],
        "type": ["VerifiableCredential"],
        "issuer": ISSUER,
        "issuanceDate": "2026-06-01T12:00:00Z",
        "credentialSubject": {"id": "did:example:1"},
    }
    document = signed(signer, document=credential)
    assert verified(document, resolver)
    assert (
        refusal({**document, "issuanceDate": "2026-06-01T12:00:01Z"}, resolver).code
        == "proof.signature_mismatch"
    )


def test_adding_a_proof_leaves_the_given_document_as_it_was(signer: Signer) -> None:
    document = samples.diploma(issuer=ISSUER)
    before = copy.deepcopy(document)
    signed(signer, document=document)
    assert document == before


@pytest.mark.parametrize("outer", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
@pytest.mark.parametrize("inner", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_a_presentation_covers_its_credentials_and_their_proofs(
    inner: str, outer: str, signer: Signer, resolver: StandingResolver
) -> None:
    presentation: JsonObject = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [
            signed(signer, cryptosuite=inner),
            signed(signer, cryptosuite=inner, document=samples.ervaringscertificaat(issuer=ISSUER)),
        ],
    }
    holder = holder_signer()
    purpose = ProofPurpose.AUTHENTICATION
    document = signed(holder, document=presentation, cryptosuite=outer, purpose=purpose)
    assert verified(document, resolver, purpose=purpose)
    for credential in document["verifiableCredential"]:
        assert verified(credential, resolver)
    other = copy.deepcopy(document)
    other["verifiableCredential"][1]["proof"]["created"] = "2026-06-01T12:00:01Z"
    assert refusal(other, resolver, purpose=purpose).code == "proof.signature_mismatch"
    fewer = {**document, "verifiableCredential": document["verifiableCredential"][:1]}
    assert refusal(fewer, resolver, purpose=purpose).code == "proof.signature_mismatch"


def test_a_presentation_of_twenty_alike_credentials_is_no_poison_graph(
    signer: Signer, resolver: StandingResolver
) -> None:
    credentials: list[JsonValue] = []
    for number in range(20):
        diploma = samples.diploma(issuer=ISSUER, index=number)
        diploma["id"] = f"urn:uuid:{number:08}-0000-4000-8000-000000000000"
        credentials.append(signed(signer, document=diploma))
    presentation: JsonObject = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": credentials,
    }
    purpose = ProofPurpose.AUTHENTICATION
    assert verified(
        signed(holder_signer(), document=presentation, purpose=purpose), resolver, purpose=purpose
    )


PROOF_MEMBERS = [
    *("id", "type", "cryptosuite", "created", "expires", "verificationMethod", "proofPurpose", "proofValue"),
    *("domain", "challenge", "nonce", "previousProof", "@context", "jws"),
]
PROOF_VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=30)
    | st.lists(st.text(max_size=5), max_size=2)
)


@given(
    st.dictionaries(
        st.sampled_from(PROOF_MEMBERS),
        PROOF_VALUES,
        min_size=1,
    )
)
def test_any_change_of_any_proof_member_is_a_domain_error(changes: dict[str, JsonValue]) -> None:
    document = {**SIGNED_ONCE, "proof": {**SIGNED_ONCE["proof"], **changes}}
    if document["proof"] != SIGNED_ONCE["proof"]:
        refusal(document, STANDING)


STANDING = StandingResolver()
SIGNED_ONCE = signed(issuer_signer(STANDING))
