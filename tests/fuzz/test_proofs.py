"""Canonicalisation, proofs, JWTs and what a holder derives: each on changed documents."""

import copy
import random
from typing import Any

from hypothesis import given

from keys.canonicalization import (
    PRODUCT_CONTEXT_RULES,
    ContextRules,
    canonicalize_json,
    canonicalize_rdf,
    statements_of,
    unnamed_nodes,
)
from keys.controller import ProofPurpose
from keys.cryptosuites.ecdsa_sd.proof_value import BaseProofValue, DerivedProofValue
from keys.encoding import base64url_encode
from keys.jose import JwtType, SecuredJwt, verify_jwt
from keys.proofs import add_proof, derive_proof, verify_proofs
from schemas.documents import JsonObject
from schemas.errors import DomainError
from tests.forging import opened
from tests.fuzz.material import (
    CHANCES,
    credentials,
    damaged,
    documents,
    drawn_from,
    forged_token,
    in_bounded_time,
    pointers,
    world,
)
from verifier.policy import VC_API_POLICY

RULES = (PRODUCT_CONTEXT_RULES, ContextRules(inline=True))
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SELECTIVE = "u2V0"  # how the proof values of ecdsa-sd-2023 begin
# What a document may bring along where its own contexts are allowed.
OWN_TERMS: dict[str, Any] = {
    "own": {"@id": "https://x.example/own", "@type": "@id"},
    "steps": {"@id": "https://x.example/steps", "@container": "@list"},
    "texts": {"@id": "https://x.example/texts", "@container": "@language"},
    "nested": "@nest",
    "first": {"@id": f"{RDF}first", "@type": "@id"},
    "rest": {"@id": f"{RDF}rest", "@type": "@id"},
    "back": {"@reverse": "https://x.example/back"},
    "kind": "@type",
    "graph": {"@id": "https://x.example/graph", "@container": ["@graph", "@id"]},
    "Typed": {"@id": "https://x.example/Typed", "@context": {"name": "https://x.example/n"}},
    "name": None,
    "json": {"@id": "https://x.example/json", "@type": "@json"},
}


def _with_own_terms(chance: random.Random, document: JsonObject) -> JsonObject:
    chosen = chance.sample(sorted(OWN_TERMS), chance.randrange(1, 5))
    contexts = document.get("@context")
    entries = contexts if isinstance(contexts, list) else [contexts]
    own: JsonObject = {name: copy.deepcopy(OWN_TERMS[name]) for name in chosen}
    document["@context"] = [*entries, own]
    subject = document.get("credentialSubject")
    values = [
        ["a", ["b"]],
        "urn:x:a",
        {"id": "urn:x:a", "rest": "urn:x:a"},
        {"nl": "a"},
        {"own": "urn:x:b"},
        1,
    ]
    if isinstance(subject, dict):
        subject.update({name: copy.deepcopy(chance.choice(values)) for name in chosen})
    return document


def _changed(chance: random.Random) -> tuple[JsonObject, ContextRules]:
    document, rules = drawn_from(chance, documents()), chance.choice(RULES)
    return (_with_own_terms(chance, document) if rules.inline else document), rules


@given(CHANCES)
def test_changed_documents_are_canonicalised_or_refused(chance: random.Random) -> None:
    document, rules = _changed(chance)
    for work in (canonicalize_rdf, statements_of, unnamed_nodes):
        with in_bounded_time():
            try:
                work(document, contexts=rules)
            except DomainError:
                continue
    try:
        canonicalize_json(document)
    except DomainError:
        return


@given(CHANCES)
def test_changed_documents_have_no_proof_that_raises_anything_else(chance: random.Random) -> None:
    document, rules = _changed(chance)
    proof = document.get("proof")
    value = str(proof.get("proofValue")) if isinstance(proof, dict) else ""
    if isinstance(proof, dict) and value.startswith(SELECTIVE) and chance.random() < 0.4:
        proof["proofValue"] = "u" + base64url_encode(damaged(chance, opened(value[1:])))
    with in_bounded_time():
        try:
            verify_proofs(
                document,
                purpose=chance.choice(list(ProofPurpose)),
                resolver=world().resolver,
                cryptosuites=VC_API_POLICY.cryptosuites,
                at=world().clock(),
                domain=None,
                challenge=None,
                contexts=rules,
            )
        except DomainError:
            return


@given(CHANCES)
def test_forged_jwts_are_verified_or_refused(chance: random.Random) -> None:
    token = forged_token(chance)
    if chance.random() < 0.3:
        token = damaged(chance, token.encode()).decode("latin-1")
    with in_bounded_time():
        try:
            verify_jwt(
                SecuredJwt.read(token, expected=chance.choice(list(JwtType))),
                resolver=world().resolver,
                algorithms=VC_API_POLICY.jose_algorithms,
                at=world().clock(),
                domain=None,
                challenge=None,
            )
        except DomainError:
            return


@given(CHANCES)
def test_a_holder_derives_something_or_is_refused(chance: random.Random) -> None:
    based = next(each for each in credentials() if _suite_of(each) == "ecdsa-sd-2023")
    document, rules = copy.deepcopy(based), chance.choice(RULES)
    if chance.random() < 0.7:
        document = drawn_from(chance, (based,))
    if rules.inline:
        document = _with_own_terms(chance, document)
    with in_bounded_time():
        try:
            derive_proof(
                document,
                selective_pointers=pointers(chance, document, count=chance.randrange(4)),
                contexts=rules,
            )
        except DomainError:
            return


@given(CHANCES)
def test_an_issuer_signs_for_disclosure_or_is_refused(chance: random.Random) -> None:
    document, rules = _changed(chance)
    document.pop("proof", None)
    with in_bounded_time():
        try:
            add_proof(
                document,
                cryptosuite="ecdsa-sd-2023",
                signer=world().branch.signer,
                purpose=ProofPurpose.ASSERTION_METHOD,
                created=world().clock(),
                mandatory_pointers=pointers(chance, document, count=chance.randrange(4)),
                contexts=rules,
            )
        except DomainError:
            return


@given(CHANCES)
def test_damaged_proof_values_are_read_or_refused(chance: random.Random) -> None:
    values = [each["proof"] for each in credentials() if _suite_of(each) == "ecdsa-sd-2023"]
    value = chance.choice(values)
    assert isinstance(value, dict)
    text = "u" + base64url_encode(damaged(chance, opened(str(value["proofValue"])[1:])))
    for kind in (BaseProofValue, DerivedProofValue):
        try:
            read = kind.parse(text)
        except DomainError:
            continue
        assert read.encode() == text


def _suite_of(document: JsonObject) -> str:
    proof = document["proof"]
    return str(proof.get("cryptosuite")) if isinstance(proof, dict) else ""
