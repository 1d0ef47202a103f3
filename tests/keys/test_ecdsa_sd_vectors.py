"""The W3C vectors of ecdsa-sd-2023: every step from an unsigned credential to a verified part of it.

Their documents use `https://w3id.org/citizenship/v4rc1`, a context that is in no registry package. The terms
that they need are given here; the published statements show that they mean the same.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cbor2
import pytest

from keys.canonicalization import ContextRules, canonicalize_rdf, statements_of
from keys.canonicalization.rdfc10 import canonicalize_labelled
from keys.cryptosuites.ecdsa_sd import ECDSA_SD_2023
from keys.cryptosuites.ecdsa_sd.base_proof import bytes_of_base_signature, create_base_proof_value
from keys.cryptosuites.ecdsa_sd.derived_proof import disclose, verify_derived_proof_value
from keys.cryptosuites.ecdsa_sd.proof_value import BaseProofValue, DerivedProofValue
from keys.cryptosuites.ecdsa_sd.selection import select
from keys.cryptosuites.ecdsa_sd.statements import NamedStatements, relabelled
from keys.encoding import base64url_decode
from keys.proofs import derive_proof
from keys.signer import PrivateKey, PrivateKeySigner
from schemas.documents import JsonObject
from tests.keys.ecosystem import StandingResolver
from tests.keys.test_proofs import verified
from tests.vectors import vectors_dir

FOLDER = vectors_dir() / "w3c-ecdsa"
CITIZENSHIP = "https://w3id.org/citizenship/v4rc1"


def _term(iri: str, kind: str) -> JsonObject:
    return {"@id": iri, "@type": kind}


_DATE = "http://www.w3.org/2001/XMLSchema#dateTime"
_SCHEMA_ORG = ("additionalName", "familyName", "gender", "givenName", "identifier")
_CITIZENSHIP = (
    *("EmployablePerson", "EmploymentAuthorizationDocument", "EmploymentAuthorizationDocumentCredential"),
    *("PermanentResident", "PermanentResidentCard", "PermanentResidentCardCredential"),
    *("birthCountry", "commuterClassification", "lprCategory", "lprNumber"),
)
WITH_CITIZENSHIP = ContextRules(
    supplied={
        CITIZENSHIP: {
            "@context": {
                "Person": "https://schema.org/Person",
                "image": _term("https://schema.org/image", "@id"),
                "birthDate": _term("https://schema.org/birthDate", _DATE),
                "residentSince": _term("https://w3id.org/citizenship#residentSince", _DATE),
                "employmentAuthorizationDocument": _term(
                    "https://w3id.org/citizenship#employmentAuthorizationDocument", "@id"
                ),
                "permanentResidentCard": _term("https://w3id.org/citizenship#permanentResidentCard", "@id"),
                **{name: f"https://schema.org/{name}" for name in _SCHEMA_ORG},
                **{name: f"https://w3id.org/citizenship#{name}" for name in _CITIZENSHIP},
            }
        }
    }
)


@dataclass(frozen=True)
class Vector:
    folder: str
    inputs: str

    def __str__(self) -> str:
        return self.folder

    def text(self, name: str) -> str:
        return (FOLDER / "ecdsa-sd-2023" / self.folder / name).read_text()

    def json(self, name: str) -> Any:
        return json.loads(self.text(f"{name}.json"))

    def pointers(self, name: str) -> list[str]:
        found: list[str] = json.loads((FOLDER / f"{self.inputs}{name}.json").read_text())
        return found

    @cached_property
    def material(self) -> Any:
        return json.loads((FOLDER / "ecdsa-sd-2023/SDKeyMaterial.json").read_text())

    def key(self, name: str) -> PrivateKey:
        return PrivateKey.from_multikey(self.material[name]["secretKeyMultibase"])

    @property
    def hmac_key(self) -> bytes:
        return bytes.fromhex(self.material["hmacKeyString"])

    @cached_property
    def document(self) -> JsonObject:
        return {name: value for name, value in self.json("addSignedSDBase").items() if name != "proof"}

    @property
    def revealed(self) -> JsonObject:
        unsigned: JsonObject = self.json("derivedUnsignedReveal")
        return unsigned

    def named(self) -> NamedStatements:
        return NamedStatements(self.document, hmac_key=self.hmac_key, contexts=WITH_CITIZENSHIP)

    @property
    def base(self) -> BaseProofValue:
        return BaseProofValue.parse(self.json("addSignedSDBase")["proof"]["proofValue"])

    @property
    def derived(self) -> DerivedProofValue:
        return DerivedProofValue.parse(self.json("derivedRevealDocument")["proof"]["proofValue"])


VECTORS = [Vector("prc", "prCred"), Vector("employ", "employ")]
each = pytest.mark.parametrize("vector", VECTORS, ids=str)


def _map(found: Any) -> dict[int, str]:
    assert found["dataType"] == "Map"
    return dict(found["value"])


# --- the issuer's part


@each
def test_the_canonical_statements_are_the_published_ones(vector: Vector) -> None:
    canonical = canonicalize_rdf(vector.document, contexts=WITH_CITIZENSHIP).decode()
    assert canonical.splitlines(keepends=True) == vector.json("addBaseDocCanon")


@each
def test_the_statements_under_keyed_names_are_the_published_ones(vector: Vector) -> None:
    assert vector.named().lines == vector.json("addBaseDocHMACCanon")


@each
def test_the_mandatory_pointers_select_what_was_published(vector: Vector) -> None:
    for pair in vector.json("addPointerValues"):
        selected = select(vector.document, [pair["pointer"]])
        assert selected is not None
        assert selected[pair["pointer"][1:]] == pair["value"]


@each
def test_the_statements_are_grouped_as_published(vector: Vector) -> None:
    transformed = vector.json("addBaseTransform")
    assert transformed["mandatoryPointers"] == vector.pointers("Mandatory")
    named = vector.named()
    mandatory = named.indexes(vector.pointers("Mandatory"))
    lines = dict(enumerate(named.lines))
    assert {index: lines[index] for index in mandatory} == _map(transformed["mandatory"])
    others = {index: line for index, line in lines.items() if index not in mandatory}
    assert others == _map(transformed["nonMandatory"])


@each
def test_the_hashes_under_the_base_signature_are_the_published_ones(vector: Vector) -> None:
    configuration = vector.json("addProofConfig")
    assert canonicalize_rdf(configuration, contexts=WITH_CITIZENSHIP).decode() == vector.text(
        "addProofConfigCanon.txt"
    )
    named = vector.named()
    key = vector.key("proofKeyPair").public_key
    signed = bytes_of_base_signature(
        configuration,
        proof_public_key=key.encoded,
        mandatory=[named.lines[index] for index in sorted(named.indexes(vector.pointers("Mandatory")))],
        contexts=WITH_CITIZENSHIP,
    )
    hashes = vector.json("addHashData")
    assert signed.hex() == hashes["proofHash"] + "8024" + key.encoded.hex() + hashes["mandatoryHash"]


@each
def test_signing_gives_the_published_base_proof(vector: Vector) -> None:
    key = vector.key("baseKeyPair")
    value = create_base_proof_value(
        vector.document,
        vector.json("addProofConfig"),
        signer=PrivateKeySigner(key, vector.json("addProofConfig")["verificationMethod"]),
        mandatory_pointers=vector.pointers("Mandatory"),
        proof_key=vector.key("proofKeyPair"),
        hmac_key=vector.hmac_key,
        contexts=WITH_CITIZENSHIP,
    )
    raw = vector.json("addRawBaseSignatureInfo")
    assert value.base_signature.hex() == raw["baseSignature"]
    assert [signature.hex() for signature in value.signatures] == raw["signatures"]
    assert raw["publicKey"] == vector.key("proofKeyPair").public_key.to_multikey()
    assert value.encode() == vector.json("addSignedSDBase")["proof"]["proofValue"]


# --- the holder's part


@each
def test_the_base_proof_holds_what_was_published(vector: Vector) -> None:
    published = vector.json("derivedRecoveredBaseData")
    base = vector.base
    assert base.base_signature.hex() == published["baseSignature"]
    assert base.hmac_key.hex() == published["hmacKey"]
    assert [signature.hex() for signature in base.signatures] == published["signatures"]
    assert list(base.mandatory_pointers) == published["mandatoryPointers"]
    assert base.public_key == vector.key("proofKeyPair").public_key.encoded
    assert base.encode() == vector.json("addSignedSDBase")["proof"]["proofValue"]


@each
def test_the_selected_statements_are_the_published_ones(vector: Vector) -> None:
    published = vector.json("derivedGroupIndexes")
    named = vector.named()
    mandatory = named.indexes(vector.pointers("Mandatory"))
    selective = named.indexes(vector.pointers("Selective"))
    combined = named.indexes([*vector.pointers("Mandatory"), *vector.pointers("Selective")])
    assert sorted(mandatory) == published["mandatoryIndexes"]
    assert sorted(selective) == published["selectiveIndexes"]
    assert sorted(combined) == published["combinedIndexes"] == sorted(mandatory | selective)
    groups = vector.json("derivedAllGroupData")["groups"]
    lines = dict(enumerate(named.lines))
    for name, indexes in (("mandatory", mandatory), ("selective", selective), ("combined", combined)):
        assert {index: lines[index] for index in indexes} == _map(groups[name]["matching"])
        others = {index: line for index, line in lines.items() if index not in indexes}
        assert others == _map(groups[name]["nonMatching"])


@each
def test_deriving_gives_the_published_document_and_proof(vector: Vector) -> None:
    revealed, derived = disclose(
        vector.document, vector.base, vector.pointers("Selective"), contexts=WITH_CITIZENSHIP
    )
    assert revealed == vector.revealed
    published = vector.json("derivedDisclosureData")
    assert derived.base_signature.hex() == published["baseSignature"]
    assert [signature.hex() for signature in derived.signatures] == published["signatures"]
    assert derived.labels == _map(published["labelMap"])
    assert list(derived.mandatory_indexes) == published["mandatoryIndexes"]
    assert published["mandatoryIndexes"] == vector.json("derivedAdjMandatoryIndexes")["adjMandatoryIndexes"]
    assert published["signatures"] == vector.json("derivedAdjSignatures")["filteredSignatures"]
    whole = derive_proof(
        vector.json("addSignedSDBase"),
        selective_pointers=vector.pointers("Selective"),
        contexts=WITH_CITIZENSHIP,
    )
    assert whole == vector.json("derivedRevealDocument")


# --- the verifier's part


@each
def test_the_derived_proof_holds_what_was_published(vector: Vector) -> None:
    published = vector.json("verifyDerivedProofValue")
    derived = vector.derived
    assert derived.base_signature.hex() == published["baseSignature"]
    assert [signature.hex() for signature in derived.signatures] == published["signatures"]
    assert derived.labels == dict(published["labelMap"])
    assert list(derived.mandatory_indexes) == published["mandatoryIndexes"]
    assert derived.encode() == vector.json("derivedRevealDocument")["proof"]["proofValue"]


@each
def test_the_statements_of_the_shown_part_are_the_published_ones(vector: Vector) -> None:
    statements = statements_of(vector.revealed, contexts=WITH_CITIZENSHIP)
    _, canonical = canonicalize_labelled(statements)
    names = {blank: vector.derived.labels[name] for blank, name in canonical.items()}
    lines = sorted(statement.line() for statement in relabelled(statements, names))
    assert lines == vector.json("verifyNQuads")
    data = vector.json("verifyCreateVerifyData")
    mandatory = set(vector.derived.mandatory_indexes)
    others = [line for index, line in enumerate(lines) if index not in mandatory]
    assert others == data["nonMandatory"]


@each
def test_the_published_derived_document_verifies(vector: Vector) -> None:
    (proof,) = verified(vector.json("derivedRevealDocument"), StandingResolver(), contexts=WITH_CITIZENSHIP)
    assert proof.key == vector.key("baseKeyPair").public_key
    assert (proof.cryptosuite, proof.selective) == (ECDSA_SD_2023.name, True)


@each
def test_the_whole_document_can_be_shown(vector: Vector) -> None:
    revealed, derived = disclose(vector.document, vector.base, [""], contexts=WITH_CITIZENSHIP)
    assert revealed == vector.document
    verify_derived_proof_value(
        revealed,
        vector.json("addProofConfig"),
        derived,
        key=vector.key("baseKeyPair").public_key,
        contexts=WITH_CITIZENSHIP,
    )


@each
@pytest.mark.parametrize("name", ["addSignedSDBase", "derivedRevealDocument"])
def test_a_general_decoder_reads_the_same_in_the_proof_values(name: str, vector: Vector) -> None:
    text = vector.json(name)["proof"]["proofValue"]
    value = vector.base if name == "addSignedSDBase" else vector.derived
    first, key, *_ = cbor2.loads(base64url_decode(text[1:], max_characters=100_000)[3:])
    assert (first, key) == (value.base_signature, b"\x80\x24" + value.public_key)
