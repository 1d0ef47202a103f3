"""The W3C test vectors of vc-di-eddsa and vc-di-ecdsa: canonical forms, hashes and signatures, byte for byte.

Those of ecdsa-sd-2023 and of Ed25519Signature2020 have test modules of their own. The vectors named
`employ` use `https://w3id.org/citizenship/v4rc1`, of which the tests of ecdsa-sd-2023 supply what is needed.
The others use `https://www.w3.org/ns/credentials/examples/v2`, a context with a
`@vocab` that no policy of the product allows; it is supplied by this test.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import pytest

from keys.canonicalization import ContextRules, canonicalize_json, canonicalize_rdf, rdfc10
from keys.cryptosuites import CRYPTOSUITES
from keys.encoding import multibase_decode
from keys.errors import ProofError
from keys.proofs import ProofPurpose, verify_proofs
from keys.signer import PrivateKey, PrivateKeySigner
from schemas.documents import JsonObject
from schemas.errors import ContextError
from tests.keys.ecosystem import StandingResolver
from tests.keys.nquads_reader import read_nquads
from tests.keys.test_ecdsa_sd_vectors import WITH_CITIZENSHIP
from tests.vectors import vectors_dir

VECTORS = vectors_dir()
EXAMPLES_V2 = "https://www.w3.org/ns/credentials/examples/v2"
WITH_EXAMPLES = ContextRules(
    supplied={EXAMPLES_V2: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}}
)
AT = datetime(2026, 6, 1, tzinfo=UTC)
ALL_SUITES = frozenset(CRYPTOSUITES)


@dataclass(frozen=True)
class Vector:
    folder: str
    suffix: str
    suite: str
    key_file: str
    hash_name: str = "sha256"

    def text(self, name: str) -> str:
        return (VECTORS / self.folder / f"{name}{self.suffix}.txt").read_text()

    def json(self, name: str) -> JsonObject:
        document: JsonObject = json.loads((VECTORS / self.folder / f"{name}{self.suffix}.json").read_text())
        return document

    @cached_property
    def private_key(self) -> PrivateKey:
        pair = json.loads((VECTORS / self.key_file).read_text())
        return PrivateKey.from_multikey(pair.get("privateKeyMultibase") or pair["secretKeyMultibase"])

    @property
    def jcs(self) -> bool:
        return "jcs" in self.suite

    def __str__(self) -> str:
        return self.folder.replace("/", "-")


ED, P256, P384 = "w3c-eddsa/keyPair.json", "w3c-ecdsa/p256KeyPair.json", "w3c-ecdsa/p384KeyPair.json"
VECTORS_HERE = [
    Vector("w3c-eddsa/eddsa-rdfc-2022", "DataInt", "eddsa-rdfc-2022", ED),
    Vector("w3c-eddsa/eddsa-jcs-2022", "JCS", "eddsa-jcs-2022", ED),
    Vector("w3c-ecdsa/ecdsa-rdfc-2019-p256", "ECDSAP256", "ecdsa-rdfc-2019", P256),
    Vector("w3c-ecdsa/ecdsa-rdfc-2019-p384", "ECDSAP384", "ecdsa-rdfc-2019", P384, "sha384"),
    Vector("w3c-ecdsa/ecdsa-jcs-2019-p256", "JCSECDSAP256", "ecdsa-jcs-2019", P256),
    Vector("w3c-ecdsa/ecdsa-jcs-2019-p384", "JCSECDSAP384", "ecdsa-jcs-2019", P384, "sha384"),
]
FOREIGN_CONTEXT = [
    Vector("w3c-eddsa/eddsa-rdfc-2022/employ", "DataInt", "eddsa-rdfc-2022", ED),
    Vector("w3c-ecdsa/ecdsa-rdfc-2019-p256/employ", "ECDSAP256", "ecdsa-rdfc-2019", P256),
    Vector("w3c-ecdsa/ecdsa-rdfc-2019-p384/employ", "ECDSAP384", "ecdsa-rdfc-2019", P384, "sha384"),
]
EVERY_VECTOR = VECTORS_HERE + FOREIGN_CONTEXT


def canonical(vector: Vector, document: JsonObject) -> str:
    if vector.jcs:
        return canonicalize_json(document).decode()
    return canonicalize_rdf(document, contexts=WITH_EXAMPLES, hash_name=vector.hash_name).decode()


@pytest.mark.parametrize("vector", VECTORS_HERE, ids=str)
def test_a_changed_claim_in_a_vector_does_not_verify(vector: Vector) -> None:
    signed = vector.json("signed")
    signed["name"] = "Another name"
    with pytest.raises(ProofError) as refused:
        verify_proofs(
            signed,
            purpose=ProofPurpose.ASSERTION_METHOD,
            resolver=StandingResolver(),
            cryptosuites=ALL_SUITES,
            at=AT,
            domain=None,
            challenge=None,
            contexts=WITH_EXAMPLES,
        )
    assert refused.value.code == "proof.signature_mismatch"


@pytest.mark.parametrize("vector", VECTORS_HERE + FOREIGN_CONTEXT, ids=str)
def test_the_product_policy_refuses_the_contexts_of_the_vectors(vector: Vector) -> None:
    with pytest.raises(ContextError) as refused:
        CRYPTOSUITES[vector.suite].verify_proof(
            vector.json("signed"),
            vector.json("signed")["proof"],  # type: ignore[arg-type]
            vector.private_key.public_key,
            contexts=ContextRules(),
        )
    assert refused.value.code == "context.unknown"


@pytest.mark.parametrize("vector", VECTORS_HERE, ids=str)
def test_the_canonical_forms_are_the_published_ones(vector: Vector) -> None:
    document = json.loads((VECTORS / vector.folder.split("/")[0] / "unsigned.json").read_text())
    assert canonical(vector, document) == vector.text("canonDoc")
    assert canonical(vector, vector.json("proofConfig")) == vector.text("proofCanon")


@pytest.mark.parametrize("vector", FOREIGN_CONTEXT, ids=str)
def test_the_canonical_forms_of_the_work_permit_are_the_published_ones(vector: Vector) -> None:
    document = json.loads((VECTORS / vector.folder.split("/")[0] / "employmentAuth.json").read_text())
    for name, value in (("canonDoc", document), ("proofCanon", vector.json("proofConfig"))):
        form = canonicalize_rdf(value, contexts=WITH_CITIZENSHIP, hash_name=vector.hash_name)
        assert form.decode() == vector.text(name)


@pytest.mark.parametrize("vector", FOREIGN_CONTEXT, ids=str)
def test_the_published_statements_get_the_published_names(vector: Vector) -> None:
    statements = read_nquads(vector.text("canonDoc"))
    mixed = [type(q)(*(t.replace("_:c14n", "_:x") for t in q)) for q in reversed(statements)]
    assert rdfc10.canonicalize(mixed, hash_name=vector.hash_name).decode() == vector.text("canonDoc")


@pytest.mark.parametrize("vector", EVERY_VECTOR, ids=str)
def test_the_hashes_and_signatures_are_the_published_ones(vector: Vector) -> None:
    digests = [
        hashlib.new(vector.hash_name, vector.text(name).encode()).hexdigest()
        for name in ("proofCanon", "canonDoc")
    ]
    assert digests == [vector.text("proofHash").strip(), vector.text("docHash").strip()]
    assert "".join(digests) == vector.text("combinedHash").strip()
    signature = bytes.fromhex(vector.text("sigHex").strip())
    vector.private_key.public_key.verify(signature, bytes.fromhex("".join(digests)))
    assert vector.private_key.sign(bytes.fromhex("".join(digests))) == signature
    assert multibase_decode(vector.text("sigBTC58").strip()) == signature


@pytest.mark.parametrize("vector", VECTORS_HERE, ids=str)
def test_signing_gives_the_published_proof(vector: Vector) -> None:
    document = json.loads((VECTORS / vector.folder.split("/")[0] / "unsigned.json").read_text())
    options = {name: value for name, value in vector.json("proofConfig").items() if name != "@context"}
    signer = PrivateKeySigner(vector.private_key, str(options["verificationMethod"]))
    proof = CRYPTOSUITES[vector.suite].create_proof(document, options, signer, contexts=WITH_EXAMPLES)
    assert {**document, "proof": proof} == vector.json("signed")


@pytest.mark.parametrize("vector", VECTORS_HERE, ids=str)
def test_the_signed_document_verifies(vector: Vector) -> None:
    (proof,) = verify_proofs(
        vector.json("signed"),
        purpose=ProofPurpose.ASSERTION_METHOD,
        resolver=StandingResolver(),
        cryptosuites=frozenset({vector.suite}),
        at=AT,
        domain=None,
        challenge=None,
        contexts=WITH_EXAMPLES,
    )
    assert proof.key == vector.private_key.public_key
    assert proof.created == datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC)


@pytest.mark.parametrize(
    "name", ["signedProofSet1", "signedProofSet2", "signedProofChain1", "signedProofChain2"]
)
def test_every_proof_of_the_published_sets_and_chains_verifies(name: str) -> None:
    signed = json.loads((VECTORS / f"w3c-eddsa/proof-set-chain/{name}.json").read_text())
    proofs = verify_proofs(
        signed,
        purpose=ProofPurpose.ASSERTION_METHOD,
        resolver=StandingResolver(),
        cryptosuites=ALL_SUITES,
        at=AT,
        domain=None,
        challenge=None,
        contexts=WITH_EXAMPLES,
    )
    assert len(proofs) == (len(signed["proof"]) if isinstance(signed["proof"], list) else 1)


@pytest.mark.parametrize("number", [1, 2])
def test_the_proofs_of_the_set_are_reproduced(number: int) -> None:
    folder: Path = VECTORS / "w3c-eddsa/proof-set-chain"
    document = json.loads((folder / "unsigned.json").read_text())
    options = json.loads((folder / f"proofSetConfig{number}.json").read_text())
    pairs = json.loads((folder / "multiKeyPairs.json").read_text())
    private_key = PrivateKey.from_multikey(pairs[f"keyPair{number}"]["privateKeyMultibase"])
    options.pop("@context", None)
    signer = PrivateKeySigner(private_key, options["verificationMethod"])
    proof = CRYPTOSUITES["eddsa-rdfc-2022"].create_proof(document, options, signer, contexts=WITH_EXAMPLES)
    published = json.loads((folder / f"proofSetConfigSigned{number}.json").read_text())
    assert proof["proofValue"] == published["proofValue"]


@pytest.mark.parametrize("number", [1, 2])
def test_the_chained_proofs_are_reproduced(number: int) -> None:
    folder: Path = VECTORS / "w3c-eddsa/proof-set-chain"
    document = json.loads((folder / f"proofChainTempDoc{number}.json").read_text())
    options = json.loads((folder / f"proofChainConfig{number}.json").read_text())
    pairs = json.loads((folder / "multiKeyPairs.json").read_text())
    private_key = PrivateKey.from_multikey(pairs[f"keyPair{number + 2}"]["privateKeyMultibase"])
    options.pop("@context", None)
    signer = PrivateKeySigner(private_key, options["verificationMethod"])
    proof = CRYPTOSUITES["eddsa-rdfc-2022"].create_proof(document, options, signer, contexts=WITH_EXAMPLES)
    assert (
        proof["proofValue"]
        == json.loads((folder / f"proofChainConfigSigned{number}.json").read_text())["proofValue"]
    )
