"""ecdsa-sd-2023: what a holder can and can't do with a base proof, and what is refused of a derived one."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from keys.algorithms import PublicKey
from keys.canonicalization import ContextRules, statements_of
from keys.canonicalization.rdfc10 import canonicalize_labelled
from keys.controller import ProofPurpose
from keys.cryptosuites.ecdsa_sd import ECDSA_SD_2023
from keys.cryptosuites.ecdsa_sd.proof_value import MAX_POINTERS, BaseProofValue, DerivedProofValue
from keys.cryptosuites.ecdsa_sd.selection import select
from keys.cryptosuites.ecdsa_sd.statements import NamedStatements, relabelled
from keys.errors import ProofError, SelectionError
from keys.key_types import KeyType
from keys.proofs import add_proof, derive_proof
from keys.signer import Signer, generate
from schemas.documents import JsonObject, JsonValue
from schemas.errors import (
    ContextError,
    DomainError,
    MalformedDocumentError,
    TooComplexError,
    UnsignedDataError,
)
from schemas.violations import pointer_to
from tests.keys.ecosystem import ISSUER, NOW, StandingResolver, holder_signer, issuer_signer
from tests.keys.test_proofs import refusal, signed, verified
from tests.schemas import samples

SUITE = "ecdsa-sd-2023"
MANDATORY = ("/issuer", "/validFrom", "/credentialStatus", "/credentialSubject/achievement")
SHOWN = ("/credentialSubject/voornamen", "/credentialSubject/result/0/value", "/name")
NAMES = ("diploma", "deelcertificaat", "ervaringscertificaat", "vrijstellingsbesluit")


@cache
def _party() -> tuple[StandingResolver, Signer]:
    resolver = StandingResolver()
    return resolver, issuer_signer(resolver, key_type=KeyType.P256)


@cache
def _based(name: str = "diploma", mandatory: tuple[str, ...] = MANDATORY) -> JsonObject:
    document = getattr(samples, name)(issuer=ISSUER)
    return based(document, mandatory)


def based(document: JsonObject, mandatory: tuple[str, ...] = MANDATORY, **options: Any) -> JsonObject:
    """Return a document with a base proof that demands exactly these parts."""
    signer = _party()[1]
    proof: JsonObject = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": "2026-06-01T12:00:00Z",
        "verificationMethod": signer.verification_method,
        "proofPurpose": "assertionMethod",
    }
    contexts = options.pop("contexts", ContextRules())
    value = ECDSA_SD_2023.create_proof(
        document, proof, signer, contexts=contexts, mandatory_pointers=mandatory, **options
    )
    return {**document, "proof": value}


def added(document: JsonObject, *mandatory: str, **options: Any) -> Any:
    """Return a document with a base proof as an issuer adds it."""
    return add_proof(
        document,
        cryptosuite=SUITE,
        signer=_party()[1],
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=NOW,
        mandatory_pointers=mandatory,
        **options,
    )


@pytest.fixture
def base() -> Any:
    return copy.deepcopy(_based())


@cache
def _shown() -> JsonObject:
    return derive_proof(_based(), selective_pointers=SHOWN)


@pytest.fixture
def shown() -> Any:
    return copy.deepcopy(_shown())


def holds(document: JsonObject) -> bool:
    return verified(document, _party()[0])[0].selective


def refused(document: JsonObject) -> str:
    return refusal(document, _party()[0]).code


def with_value(document: Any, **changes: Any) -> Any:
    """Return a derived document whose proof value was changed."""
    value = replace(DerivedProofValue.parse(document["proof"]["proofValue"]), **changes)
    return {**document, "proof": {**document["proof"], "proofValue": value.encode()}}


def value_of(document: Any) -> DerivedProofValue:
    return DerivedProofValue.parse(document["proof"]["proofValue"])


def lines_of(document: Any) -> list[str]:
    """Return the statements of a derived document as they were signed."""
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    statements = statements_of(unsigned)
    _, canonical = canonicalize_labelled(statements)
    names = {blank: value_of(document).labels[name] for blank, name in canonical.items()}
    return sorted(statement.line() for statement in relabelled(statements, names))


# --- what is shown


def test_what_was_not_chosen_is_gone_and_the_proof_still_holds(shown: Any) -> None:
    assert holds(shown)
    assert shown["credentialSubject"]["voornamen"] == "Samira"
    for hidden in ("geboortedatum", "geslachtsnaam", "examenuitslag"):
        assert hidden not in shown["credentialSubject"]
    assert "awardedDate" not in shown
    assert shown["credentialStatus"] == samples.diploma()["credentialStatus"]
    assert shown["credentialSubject"]["result"] == [{"type": ["Result"], "value": "7,5"}]


def test_nothing_of_what_is_kept_back_is_in_the_derived_document(shown: Any) -> None:
    born = next(line for line in lines_of(derive_proof(_based(), selective_pointers=("",))) if "1985" in line)
    assert "1985" not in str(shown)
    key = PublicKey(KeyType.P256, value_of(shown).public_key)
    for signature in value_of(shown).signatures:
        with pytest.raises(ProofError):
            key.verify(signature, born.encode())


def test_ids_types_and_contexts_come_along(shown: Any) -> None:
    whole = samples.diploma(issuer=ISSUER)
    for member in ("@context", "id", "type"):
        assert shown[member] == whole[member]
    assert shown["credentialSubject"]["id"] == samples.HOLDER
    assert shown["credentialSubject"]["type"] == ["AchievementSubject", "NLSubject"]


@pytest.mark.parametrize("name", NAMES)
def test_the_whole_document_can_be_shown(name: str) -> None:
    whole = derive_proof(_based(name, ("/issuer",)), selective_pointers=("",))
    assert {**whole, "proof": None} == {**getattr(samples, name)(issuer=ISSUER), "proof": None}
    assert holds(whole)


def test_without_a_choice_the_mandatory_part_is_shown() -> None:
    shown = derive_proof(_based(mandatory=("/issuer",)), selective_pointers=())
    assert shown.keys() == {"@context", "id", "type", "issuer", "proof"}
    assert holds(shown)
    assert value_of(shown).signatures == ()


def _pointers(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[str]:
    yield pointer_to(*path)
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _pointers(item, (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _pointers(item, (*path, index))


def test_every_pointer_into_a_document_selects_a_part_that_verifies() -> None:
    document = _based("vrijstellingsbesluit", ("/issuer",))
    unsigned = {member: value for member, value in document.items() if member != "proof"}
    for pointer in _pointers(unsigned):
        shown = derive_proof(document, selective_pointers=(pointer,))
        assert holds(shown), pointer


def test_an_ordered_list_is_shown_whole_or_not_at_all() -> None:
    document = _based("ervaringscertificaat", ("/issuer",))
    steps = "/credentialSubject/procedurestap"
    shown: Any = derive_proof(document, selective_pointers=(steps,))
    assert holds(shown)
    assert shown["credentialSubject"]["procedurestap"] == document["credentialSubject"]["procedurestap"]  # type: ignore[call-overload,index]
    with pytest.raises(SelectionError) as refused_:
        derive_proof(document, selective_pointers=(f"{steps}/1",))
    assert refused_.value.code == "selection.indivisible"


def test_items_of_an_array_are_chosen_by_their_place_and_stay_in_order() -> None:
    document = _based("ervaringscertificaat", ("/issuer",))
    whole: Any = document["credentialSubject"]
    pointers = ("/credentialSubject/result/2", "/credentialSubject/result/0/oordeel", "/evidence/1/name")
    shown: Any = derive_proof(document, selective_pointers=pointers)
    assert holds(shown)
    first, last = shown["credentialSubject"]["result"]
    assert first == {name: whole["result"][0][name] for name in ("type", "oordeel")}
    assert last == whole["result"][2]
    assert [piece["name"] for piece in shown["evidence"]] == ["Werkplekbezoek door de assessor"]


def test_a_text_with_its_language_is_one_statement() -> None:
    document = {**samples.diploma(issuer=ISSUER), "name": {"@value": "Diploma", "@language": "en"}}
    signed_ = based(document, ("/issuer",))
    assert holds(derive_proof(signed_, selective_pointers=("/name",)))
    with pytest.raises(SelectionError) as refused_:
        derive_proof(signed_, selective_pointers=("/name/@value",))
    assert refused_.value.code == "selection.indivisible"


def test_overlapping_and_repeated_pointers_are_one_choice() -> None:
    pointers = ("/credentialSubject/achievement", "/credentialSubject/achievement/name", "/issuer", "/issuer")
    assert holds(derive_proof(_based(), selective_pointers=pointers))


def test_members_with_slashes_and_tildes_are_named_by_escapes() -> None:
    document: JsonObject = {"a/b": 1, "a~b": 2, "~1": 3, "": 4, "type": "x"}
    for pointer, member in (("/a~1b", "a/b"), ("/a~0b", "a~b"), ("/~01", "~1"), ("/", "")):
        assert select(document, [pointer]) == {member: document[member], "type": "x"}


def test_each_base_proof_has_keys_of_its_own() -> None:
    first, second = (BaseProofValue.parse(based(samples.diploma())["proof"]["proofValue"]) for _ in "ab")  # type: ignore[call-overload,index]
    assert first.public_key != second.public_key
    assert first.hmac_key != second.hmac_key
    assert set(first.signatures) & set(second.signatures) == set()


FOREIGN: JsonObject = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiableCredential"],
    "issuer": ISSUER,
    "validFrom": "2020-01-01T00:00:00Z",
    "validUntil": "2099-01-01T00:00:00Z",
    "name": "Certificate",
    "credentialStatus": {"id": "https://list.example/1#7", "type": "BitstringStatusListEntry"},
    "credentialSubject": {"id": "did:example:abc", "name": "Samira", "description": "x"},
}
OLD: JsonObject = {
    "@context": ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/security/data-integrity/v2"],
    "type": ["VerifiableCredential"],
    "issuer": ISSUER,
    "issuanceDate": "2020-01-01T00:00:00Z",
    "expirationDate": "2099-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abc"},
}


@pytest.mark.parametrize(
    ("document", "limits"),
    [
        (FOREIGN, ("/issuer", "/validFrom", "/validUntil", "/credentialStatus")),
        (OLD, ("/issuer", "/issuanceDate", "/expirationDate")),
    ],
    ids=["2.0", "1.1"],
)
def test_what_limits_a_credential_is_mandatory_whatever_the_issuer_asks(
    document: JsonObject, limits: tuple[str, ...]
) -> None:
    for asked in ((), ("/credentialSubject/id",), ("/issuer", "/credentialSubject/id")):
        signed_ = added(document, *asked)
        mandatory = BaseProofValue.parse(signed_["proof"]["proofValue"]).mandatory_pointers
        assert mandatory == (*limits, *(pointer for pointer in asked if pointer not in limits))
        shown = derive_proof(signed_, selective_pointers=("/credentialSubject/id",))
        assert {pointer[1:] for pointer in limits} <= shown.keys()
        assert holds(shown)


def test_of_a_certificate_of_ours_all_is_mandatory_but_who_its_holder_is() -> None:
    shown: Any = derive_proof(added(samples.diploma(issuer=ISSUER), "/issuer"), selective_pointers=())
    whole: Any = samples.diploma(issuer=ISSUER)
    for hidden in ("voornamen", "geslachtsnaam", "geboortedatum"):
        del whole["credentialSubject"][hidden]
    assert {name: value for name, value in shown.items() if name != "proof"} == whole
    assert holds(shown)


# --- pointers


@pytest.mark.parametrize(
    ("pointer", "code"),
    [
        ("/credentialSubject/bsn", "selection.unknown_pointer"),
        ("/credentialSubject/voornamen/x", "selection.unknown_pointer"),
        ("/credentialSubject/result/1", "selection.unknown_pointer"),
        ("/credentialSubject/result/-1", "selection.unknown_pointer"),
        ("/credentialSubject/result/-", "selection.unknown_pointer"),
        ("/credentialSubject/result/00", "selection.unknown_pointer"),
        ("/credentialSubject/result/+0", "selection.unknown_pointer"),
        ("/credentialSubject/result/0 ", "selection.unknown_pointer"),
        ("/credentialSubject/result/٠", "selection.unknown_pointer"),
        ("/credentialSubject/result/0/value/0", "selection.unknown_pointer"),
        ("/credentialSubject/result/value", "selection.unknown_pointer"),
        ("/credentialSubject/0", "selection.unknown_pointer"),
        ("/credentialSubject/achievement/criteria/id", "selection.unknown_pointer"),
        ("/proof", "selection.unknown_pointer"),
        ("/proof/created", "selection.unknown_pointer"),
        ("/", "selection.unknown_pointer"),
        ("/@context/9", "selection.unknown_pointer"),
        ("/id/0", "selection.unknown_pointer"),
        ("/non/existent/path", "selection.unknown_pointer"),
        ("credentialSubject", "selection.malformed_pointer"),
        ("#/credentialSubject", "selection.malformed_pointer"),
        ("$.credentialSubject", "selection.malformed_pointer"),
        ("/credentialSubject/~2", "selection.malformed_pointer"),
        ("/credentialSubject/~", "selection.malformed_pointer"),
        ("/" + "a" * 1024, "selection.malformed_pointer"),
        (7, "selection.malformed_pointer"),
        (None, "selection.malformed_pointer"),
        ({}, "selection.malformed_pointer"),
    ],
)
def test_a_pointer_to_nothing_is_refused_by_issuer_and_holder(pointer: Any, code: str, base: Any) -> None:
    for attempt in (
        lambda: added(samples.diploma(issuer=ISSUER), "/issuer", pointer),
        lambda: derive_proof(base, selective_pointers=("/name", pointer)),
    ):
        with pytest.raises(SelectionError) as refused_:
            attempt()
        assert refused_.value.code == code
        if code == "selection.unknown_pointer":
            assert refused_.value.pointer == pointer


def test_more_pointers_than_a_proof_can_hold_are_refused(base: Any) -> None:
    many = ("/issuer",) * (MAX_POINTERS + 1)
    for attempt in (
        lambda: based(samples.diploma(issuer=ISSUER), many),
        lambda: derive_proof(base, selective_pointers=many),
    ):
        with pytest.raises(SelectionError) as refused_:
            attempt()
        assert refused_.value.code == "selection.too_many"


def test_more_statements_than_a_proof_can_hold_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keys.cryptosuites.ecdsa_sd.base_proof.MAX_SIGNATURES", 5)
    with pytest.raises(SelectionError) as refused_:
        based(samples.diploma(issuer=ISSUER))
    assert refused_.value.code == "selection.too_many_statements"


def test_a_context_is_always_shown_whole(base: Any) -> None:
    shown = derive_proof(base, selective_pointers=("/@context", "/@context/1"))
    assert shown["@context"] == samples.diploma()["@context"]


def test_pointers_are_refused_for_a_suite_that_signs_documents_whole() -> None:
    with pytest.raises(ProofError) as refused_:
        signed(holder_signer(), mandatory_pointers=("/issuer",))
    assert refused_.value.code == "proof.no_selective_disclosure"


# --- what can be signed


@pytest.mark.parametrize("key_type", [KeyType.ED25519, KeyType.P384])
def test_only_p256_keys_sign_and_verify(key_type: KeyType, shown: Any) -> None:
    resolver = StandingResolver()
    signer = issuer_signer(resolver, key_type=key_type)
    with pytest.raises(ProofError) as refused_:
        signed(signer, cryptosuite=SUITE)
    assert refused_.value.code == "proof.wrong_key_type"
    assert refusal(shown, resolver).code == "proof.wrong_key_type"


def test_an_undefined_term_is_neither_signed_nor_verified(shown: Any) -> None:
    with pytest.raises(UnsignedDataError):
        based({**samples.diploma(issuer=ISSUER), "degree": "PhD"})
    assert refused({**shown, "degree": "PhD"}) == "unsigned.undefined_term"


def test_a_context_that_the_rules_do_not_allow_is_refused(shown: Any) -> None:
    with pytest.raises(ContextError):
        based({**samples.diploma(), "@context": "https://attacker.example/context"})
    assert refused({**shown, "@context": [*shown["@context"], "https://x.example/c"]}) == "context.unknown"


def test_a_document_with_graphs_of_its_own_is_refused() -> None:
    document = signed(holder_signer(), proof_id="urn:x:1")
    with pytest.raises(SelectionError) as refused_:
        added(document, previous_proof="urn:x:1")
    assert refused_.value.code == "selection.graph"


_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_CELLS: dict[str, list[JsonObject]] = {
    "a circle": [{"id": "urn:x:0", "first": "urn:x:1", "rest": "urn:x:0"}],
    "a shared end": [
        {"id": "urn:x:0", "first": "urn:x:2", "rest": "urn:x:1"},
        {"id": "urn:x:1", "first": "urn:x:0", "rest": "urn:x:end"},
        {"id": "urn:x:2", "rest": "urn:x:1"},
    ],
    "thousands in each other": [
        {"id": f"urn:x:{number}", "first": f"urn:x:{number + 1}", "rest": "urn:x:end"}
        for number in range(2_000)
    ],
}


@pytest.mark.parametrize("cells", _CELLS.values(), ids=_CELLS.keys())
def test_ld_04_lists_that_no_array_makes_are_refused_and_not_walked_for_ever(cells: list[JsonObject]) -> None:
    document, mandatory, rules = _handwritten_lists(cells)
    with pytest.raises(SelectionError) as refused_:
        based(document, mandatory, contexts=rules)
    assert refused_.value.code == "selection.ambiguous_list"


def test_ld_04_a_list_cell_without_an_item_is_no_fault_of_ours() -> None:
    document, mandatory, rules = _handwritten_lists([{"id": "urn:x:0", "rest": "urn:x:end"}])

    assert NamedStatements(document, hmac_key=bytes(32), contexts=rules).indexes(mandatory)


def _handwritten_lists(cells: list[JsonObject]) -> tuple[JsonObject, tuple[str, ...], ContextRules]:
    """Return a document whose own context calls members rdf:first and rdf:rest."""
    own: JsonObject = {name: {"@id": _RDF + name, "@type": "@id"} for name in ("first", "rest")}
    subjects: list[JsonValue] = [*cells]
    document: JsonObject = {
        "@context": ["https://www.w3.org/ns/credentials/v2", own],
        "type": ["VerifiableCredential"],
        "issuer": ISSUER,
        "credentialSubject": subjects,
    }
    return document, ("/issuer",), ContextRules(inline=True)


def test_two_ordered_lists_of_one_member_of_one_node_are_refused() -> None:
    rules = ContextRules(inline=True)
    node = {"id": "urn:x:node", "steps": ["a", "b"]}
    document: JsonObject = {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            {
                "steps": {"@id": "https://example.org/steps", "@container": "@list"},
                "one": "https://example.org/one",
                "two": "https://example.org/two",
                "grid": {"@id": "https://example.org/grid", "@container": "@list"},
            },
        ],
        "type": ["VerifiableCredential"],
        "issuer": ISSUER,
        "credentialSubject": {"one": node, "two": {"id": "urn:x:node"}},
    }
    shown = derive_proof(
        based(document, ("/issuer",), contexts=rules),
        selective_pointers=("/credentialSubject/one/steps",),
        contexts=rules,
    )
    assert verified(shown, _party()[0], contexts=rules)
    document["credentialSubject"] = {"one": node, "two": {**node, "steps": ["c"]}}
    with pytest.raises(SelectionError) as refused_:
        based(document, ("/issuer",), contexts=rules)
    assert refused_.value.code == "selection.ambiguous_list"
    document["credentialSubject"] = {"grid": [["a", "b"], ["c"], []]}
    shown = derive_proof(
        based(document, ("/issuer",), contexts=rules),
        selective_pointers=("/credentialSubject/grid",),
        contexts=rules,
    )
    assert verified(shown, _party()[0], contexts=rules)


# --- base proofs are for the holder, derived ones for verifiers


def test_a_base_proof_is_never_a_proof_to_show(base: Any) -> None:
    assert refused(base) == "proof.not_derived"


def test_a_base_proof_under_the_header_of_a_derived_one_is_refused(base: Any, shown: Any) -> None:
    base_value, derived_value = base["proof"]["proofValue"], shown["proof"]["proofValue"]
    base["proof"]["proofValue"] = derived_value[:5] + base_value[5:]
    assert refused(base) == "proof.signature_encoding"
    shown["proof"]["proofValue"] = base_value[:5] + derived_value[5:]
    assert refused(shown) == "proof.not_derived"


def test_nothing_is_derived_from_a_derived_proof(shown: Any) -> None:
    with pytest.raises(ProofError) as refused_:
        derive_proof(shown, selective_pointers=("/name",))
    assert refused_.value.code == "proof.not_a_base_proof"


@pytest.mark.parametrize(
    ("proof", "code"),
    [
        (None, "proof.missing"),
        ([], "proof.missing"),
        ("x", "proof.malformed"),
        ([7], "proof.malformed"),
        ({"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022"}, "proof.no_selective_disclosure"),
        ({"type": "Ed25519Signature2020", "cryptosuite": SUITE}, "proof.no_selective_disclosure"),
        ({"type": "DataIntegrityProof", "cryptosuite": [SUITE]}, "proof.no_selective_disclosure"),
        ({"type": "DataIntegrityProof", "cryptosuite": SUITE}, "proof.signature_encoding"),
        ({"type": "DataIntegrityProof", "cryptosuite": SUITE, "proofValue": 7}, "proof.signature_encoding"),
    ],
)
def test_a_document_without_a_base_proof_is_refused(proof: Any, code: str) -> None:
    with pytest.raises(DomainError) as refused_:
        derive_proof({**samples.diploma(), "proof": proof}, selective_pointers=("/name",))
    assert refused_.value.code == code


def test_two_base_proofs_leave_open_which_is_meant(base: Any) -> None:
    with pytest.raises(ProofError) as refused_:
        derive_proof(added(base), selective_pointers=("/name",))
    assert refused_.value.code == "proof.no_selective_disclosure"


def test_a_proof_beside_the_base_proof_is_left_out(base: Any) -> None:
    twice = signed(holder_signer(), document=base)
    shown: Any = derive_proof(twice, selective_pointers=SHOWN)
    assert shown["proof"]["cryptosuite"] == SUITE
    assert holds(shown)


def test_a_base_proof_of_another_document_gives_nothing_that_holds(base: Any) -> None:
    base["credentialSubject"]["voornamen"] = "Sandra"
    assert refused(derive_proof(base, selective_pointers=SHOWN)) == "proof.signature_mismatch"
    assert holds(derive_proof(base, selective_pointers=("/name",)))  # what it shows is as it was signed
    del base["credentialSubject"]["geboortedatum"]
    with pytest.raises(ProofError) as refused_:
        derive_proof(base, selective_pointers=SHOWN)
    assert refused_.value.code == "proof.signature_mismatch"


def test_deriving_leaves_the_given_document_as_it_was(base: Any) -> None:
    before = copy.deepcopy(base)
    shown: Any = derive_proof(base, selective_pointers=SHOWN)
    shown["credentialSubject"]["achievement"]["name"] = "Other"
    shown["@context"].append("x")
    assert base == before


# --- tampering with the derived proof value

_Value = DerivedProofValue


def _swapped(items: tuple[Any, ...], first: int = 0, second: int = 1) -> tuple[Any, ...]:
    changed = list(items)
    changed[first], changed[second] = changed[second], changed[first]
    return tuple(changed)


def _swapped_labels(value: _Value) -> dict[str, str]:
    first, second, *_ = value.labels
    return {**value.labels, first: value.labels[second], second: value.labels[first]}


TAMPERING: dict[str, Callable[[_Value], dict[str, Any]]] = {
    "signatures swapped": lambda value: {"signatures": _swapped(value.signatures)},
    "a signature dropped": lambda value: {"signatures": value.signatures[1:]},
    "all signatures dropped": lambda _: {"signatures": ()},
    "a signature doubled": lambda value: {"signatures": (*value.signatures, value.signatures[-1])},
    "a signature for another": lambda value: {"signatures": (value.signatures[1], *value.signatures[1:])},
    "the base signature for another": lambda value: {
        "signatures": (value.base_signature,) * len(value.signatures)
    },
    "a signature as base signature": lambda value: {"base_signature": value.signatures[0]},
    "a zero signature": lambda value: {"signatures": (bytes(64), *value.signatures[1:])},
    "another key": lambda _: {"public_key": generate(KeyType.P256).public_key.encoded},
    "the issuer's key": lambda _: {"public_key": _party()[1].public_key.encoded},
    "no key": lambda _: {"public_key": bytes(33)},
    "no index": lambda _: {"mandatory_indexes": ()},
    "an index dropped": lambda value: {"mandatory_indexes": value.mandatory_indexes[1:]},
    "an index moved": lambda value: {"mandatory_indexes": (*value.mandatory_indexes[:-1], 8000)},
    "an index doubled": lambda value: {
        "mandatory_indexes": (value.mandatory_indexes[0], *value.mandatory_indexes)
    },
    "indexes out of order": lambda value: {"mandatory_indexes": _swapped(value.mandatory_indexes)},
    "every index": lambda value: {
        "mandatory_indexes": tuple(range(len(value.mandatory_indexes) + len(value.signatures)))
    },
    "no labels": lambda _: {"labels": {}},
    "a label dropped": lambda value: {"labels": dict(list(value.labels.items())[1:])},
    "a label too many": lambda value: {"labels": {**value.labels, "c14n500": "u" + "A" * 43}},
    "labels swapped": lambda value: {"labels": _swapped_labels(value)},
    "another label": lambda value: {"labels": {**value.labels, "c14n0": "u" + "A" * 43}},
}


@pytest.mark.parametrize("change", TAMPERING.values(), ids=list(TAMPERING))
def test_a_changed_proof_value_is_refused(change: Callable[[_Value], dict[str, Any]], shown: Any) -> None:
    assert holds(shown)
    assert refused(with_value(shown, **change(value_of(shown)))) == "proof.signature_mismatch"


def test_two_blank_nodes_of_one_label_are_refused(shown: Any) -> None:
    labels = dict.fromkeys(value_of(shown).labels, next(iter(value_of(shown).labels.values())))
    assert refused(with_value(shown, labels=labels)) == "proof.signature_encoding"


def test_a_statement_shown_in_the_place_of_another_is_refused(shown: Any) -> None:
    other = copy.deepcopy(shown)
    other["credentialSubject"]["voornamen"] = shown["name"]
    other["name"] = shown["credentialSubject"]["voornamen"]
    assert refused(other) == "proof.signature_mismatch"


@pytest.mark.parametrize("pointer", ["/name", "/credentialSubject/voornamen", "/credentialSubject/result"])
def test_an_optional_part_can_not_be_taken_out_of_a_derived_document_alone(pointer: str, shown: Any) -> None:
    *path, last = pointer.split("/")[1:]
    container = shown
    for step in path:
        container = container[step]
    del container[last]
    assert refused(shown) == "proof.signature_mismatch"


@pytest.mark.parametrize("member", ["issuer", "validFrom", "credentialStatus"])
def test_a_mandatory_part_can_not_be_left_out(member: str, shown: Any) -> None:
    before = lines_of(shown)
    value = value_of(shown)
    del shown[member]
    assert refused(shown) == "proof.signature_mismatch"
    # Also not with indexes, labels and signatures made to fit what is left.
    canonical = canonicalize_labelled(
        statements_of({name: part for name, part in shown.items() if name != "proof"})
    )[1]
    if len(canonical) == len(value.labels):
        left = lines_of(shown)
        mandatory = {before[index] for index in value.mandatory_indexes}
        indexes = tuple(index for index, line in enumerate(left) if line in mandatory)
        assert refused(with_value(shown, mandatory_indexes=indexes)) == "proof.signature_mismatch"


def test_a_mandatory_statement_can_not_be_shown_as_an_optional_one(shown: Any) -> None:
    value = value_of(shown)
    demoted = with_value(
        shown,
        mandatory_indexes=value.mandatory_indexes[:-1],
        signatures=(*value.signatures, value.signatures[-1]),
    )
    assert refused(demoted) == "proof.signature_mismatch"


def test_a_part_of_one_credential_does_not_fit_into_another() -> None:
    other = based({**samples.diploma(issuer=ISSUER, index=8)})
    mine: Any = derive_proof(_based(), selective_pointers=SHOWN)
    theirs: Any = derive_proof(other, selective_pointers=SHOWN)
    assert holds(theirs)
    assert refused({**mine, "proof": theirs["proof"]}) == "proof.signature_mismatch"
    mixed = with_value(mine, signatures=value_of(theirs).signatures)
    assert refused(mixed) == "proof.signature_mismatch"
    mixed = with_value(mine, signatures=value_of(theirs).signatures, public_key=value_of(theirs).public_key)
    assert refused(mixed) == "proof.signature_mismatch"


def test_a_holder_can_not_sign_statements_with_a_key_of_her_own(shown: Any) -> None:
    mine = generate(KeyType.P256)
    shown["credentialSubject"]["voornamen"] = "Sandra"
    mandatory = set(value_of(shown).mandatory_indexes)
    forged = with_value(
        shown,
        public_key=mine.public_key.encoded,
        signatures=tuple(
            mine.sign(line.encode()) for index, line in enumerate(lines_of(shown)) if index not in mandatory
        ),
    )
    assert refused(forged) == "proof.signature_mismatch"


@pytest.mark.parametrize(
    "change",
    [
        {"created": "2026-06-01T12:00:01Z"},
        {"expires": "2030-01-01T00:00:00Z"},
        {"domain": "https://verifier.example"},
        {"nonce": "x"},
        {"id": "urn:x:1"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_pf_07_the_options_of_the_proof_are_signed(change: JsonObject, shown: Any) -> None:
    shown["proof"].update(change)
    assert refused(shown) == "proof.signature_mismatch"


def test_pf_03_a_policy_must_allow_it(shown: Any) -> None:
    error = refusal(shown, _party()[0], cryptosuites=frozenset({"ecdsa-rdfc-2019"}))
    assert error.code == "proof.cryptosuite_not_allowed"


def test_pf_03_a_proof_by_another_suite_is_none_of_this_one(shown: Any) -> None:
    other: Any = signed(_party()[1], cryptosuite="ecdsa-rdfc-2019", document=samples.diploma(issuer=ISSUER))
    other["proof"]["cryptosuite"] = SUITE
    assert refused(other) == "proof.signature_encoding"
    shown["proof"]["cryptosuite"] = "ecdsa-rdfc-2019"
    assert refused(shown) == "proof.signature_encoding"


@pytest.mark.parametrize(
    "value", [None, "", "u", "z", "u2V0B", "zabc", 7, [], "u2V0BhVhA", "u===="], ids=repr
)
def test_a_proof_value_of_another_form_is_refused(value: Any, shown: Any) -> None:
    shown["proof"]["proofValue"] = value
    assert refused(shown) in {"proof.malformed", "proof.signature_encoding"}


def test_where_nothing_is_mandatory_something_must_be_chosen(base: Any) -> None:
    value = BaseProofValue.parse(base["proof"]["proofValue"])
    base["proof"]["proofValue"] = replace(value, mandatory_pointers=()).encode()
    with pytest.raises(SelectionError) as refused_:
        derive_proof(base, selective_pointers=())
    assert refused_.value.code == "selection.nothing"


def test_mandatory_pointers_that_the_holder_made_up_do_not_help_her(base: Any) -> None:
    value = BaseProofValue.parse(base["proof"]["proofValue"])
    fewer = replace(value, mandatory_pointers=value.mandatory_pointers[:2])
    base["proof"]["proofValue"] = fewer.encode()
    with pytest.raises(ProofError) as refused_:
        derive_proof(base, selective_pointers=SHOWN)
    assert refused_.value.code == "proof.signature_mismatch"  # signatures are of other statements
    padded = replace(fewer, signatures=(value.signatures * 9)[: _optional(fewer)])
    base["proof"]["proofValue"] = padded.encode()
    assert refused(derive_proof(base, selective_pointers=SHOWN)) == "proof.signature_mismatch"


def _optional(value: BaseProofValue) -> int:
    named = NamedStatements(samples.diploma(issuer=ISSUER), hmac_key=value.hmac_key, contexts=ContextRules())
    return len(named.statements) - len(named.indexes(value.mandatory_pointers))


def test_a_document_that_is_too_deep_is_refused_before_it_is_taken_apart(base: Any) -> None:
    inner = base["credentialSubject"]
    for _ in range(2000):
        inner["credentialSubject"] = inner = {}
    for attempt in (lambda: derive_proof(base, selective_pointers=("",)), lambda: based(base)):
        with pytest.raises(TooComplexError):
            attempt()


def test_a_bad_document_gives_a_domain_error_at_every_door() -> None:
    for document in ({}, {"@context": 7}, {"@context": []}, {"@context": "x", "proof": {}}, {"type": 7}):
        with pytest.raises(MalformedDocumentError):
            based(document)
