"""Signatures that do not hold, and signatures by somebody else."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from keys.controller import ProofPurpose
from keys.did_key import did_key_for, verification_method_for
from keys.did_web import did_web_url
from keys.encoding import multibase_encode
from keys.formats import multikey_encode
from keys.key_types import KeyType
from keys.proofs import add_proof
from keys.signer import PrivateKey, PrivateKeySigner, generate
from keys.trust_list import SigningKey
from schemas.documents import JsonObject, parse_object, serialize
from tests.ecosystem import DIPLOMA, NOW, World
from tests.schemas import samples
from tests.tampering.case import Submit, case, drop, put, tampered
from tests.vectors import vectors_dir
from verifier.result import Outcome

proof = partial(case, "proof")
key = partial(case, "key")
SUBJECT = "/credentialSubject"
SCHOOL = samples.SCHOOL
# The neutral point: signatures can be made that hold for it over any message (PF-05).
SMALL_ORDER = multikey_encode(KeyType.ED25519, bytes([1] + [0] * 31))


def _proved(**options: Any) -> Submit:
    """A diploma that the school signed with these options of the proof."""

    def submit(world: World) -> JsonObject:
        given = {
            "cryptosuite": "eddsa-rdfc-2022",
            "signer": world.school.signer,
            "purpose": ProofPurpose.ASSERTION_METHOD,
            "created": NOW,
        }
        return add_proof(world.school.prepare(DIPLOMA, holder=world.samira), **(given | options))

    return submit


def _second_proof(*, of: str = "school", **changed: Any) -> Submit:
    """A diploma with two proofs, the second of them changed (PF-06)."""

    def submit(world: World) -> JsonObject:
        once = world.school.issue(DIPLOMA, holder=world.samira)
        twice = getattr(world, of).sign(once)
        proofs = twice["proof"]
        assert isinstance(proofs, list)
        return {**twice, "proof": [proofs[0], {**proofs[1], **changed}]}

    return submit


def _two_of_one_name(world: World) -> JsonObject:
    document = world.school.issue(DIPLOMA, holder=world.samira)
    proof = document["proof"]
    assert isinstance(proof, dict)
    return {**document, "proof": [{**proof, "id": "urn:uuid:1"}, {**proof, "id": "urn:uuid:1"}]}


def _followed_by_itself(world: World) -> JsonObject:
    document = world.school.issue(DIPLOMA, holder=world.samira)
    proof = document["proof"]
    assert isinstance(proof, dict)
    first, second = "urn:uuid:1", "urn:uuid:2"
    return {
        **document,
        "proof": [
            {**proof, "id": first, "previousProof": second},
            {**proof, "id": second, "previousProof": first},
        ],
    }


def _keys_of_school(pointer: str, value: Any) -> Submit:
    """A good diploma of a school that publishes its keys like this."""

    def submit(world: World) -> JsonObject:
        document = world.school.issue(DIPLOMA, holder=world.samira)
        address = did_web_url(world.school.did, allow_insecure_loopback=False)
        page = world.network.pages[address]
        assert isinstance(page, bytes)
        keys = parse_object(page)
        (drop(pointer) if value is None else put(pointer, value))(keys)
        world.network.pages[address] = serialize(keys)
        return document

    return submit


def _unreachable_keys(world: World) -> JsonObject:
    document = world.school.issue(DIPLOMA, holder=world.samira)
    world.network.unreachable.add(did_web_url(world.school.did, allow_insecure_loopback=False))
    return document


def _error_page_for_keys(world: World) -> JsonObject:
    document = world.school.issue(DIPLOMA, holder=world.samira)
    world.network.pages[did_web_url(world.school.did, allow_insecure_loopback=False)] = (
        b"<h1>Even geduld</h1>"
    )
    return document


def _signed_by(method: str) -> Submit:
    """A diploma whose proof names this key."""
    return tampered(put("/proof/verificationMethod", method))


def _by_stranger(world: World) -> JsonObject:
    """The school's diploma, signed well by somebody else (PF-02)."""
    return world.stranger.sign(world.school.prepare(DIPLOMA, holder=world.samira))


def _self_signed(world: World) -> JsonObject:
    """The school's diploma, signed by the worker herself."""
    return world.school.sign(world.school.prepare(DIPLOMA), signer=world.samira.signer)


def _method_of_other_document(world: World) -> JsonObject:
    """The stranger lists a key under the school's name in its own document."""
    key = generate()
    document = world.school.sign(
        world.school.prepare(DIPLOMA), signer=PrivateKeySigner(key, f"{world.school.did}#key-9")
    )
    address = did_web_url(world.stranger.did, allow_insecure_loopback=False)
    world.network.pages[address] = serialize(
        {
            "id": world.stranger.did,
            "verificationMethod": [
                {
                    "id": f"{world.school.did}#key-9",
                    "type": "Multikey",
                    "controller": world.school.did,
                    "publicKeyMultibase": key.public_key.to_multikey(),
                }
            ],
            "assertionMethod": [f"{world.school.did}#key-9"],
        }
    )
    return document


def _published_key(world: World) -> JsonObject:
    """An issuer whose private key stands in the EdDSA cryptosuite specification (PF-05)."""
    pair = parse_object((vectors_dir() / "w3c-eddsa" / "keyPair.json").read_bytes())
    key = PrivateKey.from_multikey(str(pair["privateKeyMultibase"]))
    document = world.school.prepare(DIPLOMA)
    put("/issuer/id", did_key_for(key.public_key))(document)
    return world.school.sign(document, signer=PrivateKeySigner(key, verification_method_for(key.public_key)))


def _compromised(since: datetime) -> Submit:
    """A diploma of before its key was lost, by its own dates (PF-10)."""

    def submit(world: World) -> JsonObject:
        document = world.school.issue(DIPLOMA, holder=world.samira, at=NOW - timedelta(days=900))
        world.school.compromise_key(since)
        return document

    return submit


def _listed_key(used_from: datetime, used_until: datetime | None, *, other: bool = False) -> Submit:
    """A diploma by a key that the register lists with this period."""

    def submit(world: World) -> JsonObject:
        key = generate().public_key if other else world.school.signer.public_key
        world.keeper.lists_key(
            world.school.did,
            SigningKey(
                key_id=world.school.signer.verification_method,
                public_key=key,
                used_from=used_from,
                used_until=used_until,
            ),
        )
        return world.school.issue(DIPLOMA, holder=world.samira)

    return submit


def _jcs_with_other_context(world: World) -> JsonObject:
    signed = _proved(cryptosuite="eddsa-jcs-2022")(world)
    document = parse_object(serialize(signed))  # proof and document share one array until here
    put("/@context/1", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json")(document)
    return document


def _base_proof(world: World) -> JsonObject:
    """What the issuer gives to the holder, who derives what she shows."""
    world.school.rotate_key(generate(KeyType.P256))
    return _proved(cryptosuite="ecdsa-sd-2023", signer=world.school.signer)(world)


def _signature(octets: int) -> str:
    return multibase_encode(bytes(range(octets)), base="z")


CASES = (
    # One letter.
    proof(
        "proof.signature_mismatch",
        "a better mark",
        tampered(put(f"{SUBJECT}/result/0/value", "9,5")),
    ),
    proof("proof.signature_mismatch", "another name", tampered(put(f"{SUBJECT}/voornamen", "Sandra"))),
    proof("proof.signature_mismatch", "another holder", tampered(put(f"{SUBJECT}/id", "did:key:z6Mkx"))),
    proof(
        "proof.signature_mismatch",
        "a result taken out",
        tampered(drop(f"{SUBJECT}/result/0/status")),
    ),
    proof("proof.signature_mismatch", "the status taken out", tampered(drop("/credentialStatus"))),
    # PF-07: what the proof says about itself is signed too.
    proof(
        "proof.signature_mismatch",
        "an earlier moment",
        tampered(put("/proof/created", "2017-07-06T12:00:00Z")),
    ),
    proof(
        "proof.signature_mismatch",
        "a domain added",
        tampered(put("/proof/domain", "https://x.example")),
    ),
    proof(
        "proof.signature_mismatch",
        "an end added",
        tampered(put("/proof/expires", "2099-01-01T00:00:00Z")),
    ),
    proof("proof.unknown_member", "an unknown member", tampered(put("/proof/remark", "x"))),
    # PF-06: none, empty, too many, one bad one.
    proof("proof.missing", "no proof", tampered(drop("/proof"))),
    proof("proof.missing", "an empty proof set", tampered(put("/proof", []))),
    case("structure", "document.not_an_object", "a null for a proof", tampered(put("/proof", None))),
    proof("proof.malformed", "a proof without a key", tampered(drop("/proof/verificationMethod"))),
    proof("proof.unknown_type", "another type of proof", tampered(put("/proof/type", "JwtProof2020"))),
    proof(
        "proof.unknown_cryptosuite",
        "an unknown cryptosuite",
        tampered(put("/proof/cryptosuite", "none")),
    ),
    proof(
        "proof.cryptosuite_not_allowed",
        "a cryptosuite of the past",
        tampered(put("/proof/type", "Ed25519Signature2020"), drop("/proof/cryptosuite")),
    ),
    proof(
        "proof.signature_mismatch",
        "a bad proof beside a good one",
        _second_proof(created="2026-06-30T12:00:00Z"),
    ),
    proof("proof.previous_missing", "a chain to nowhere", _second_proof(previousProof="urn:uuid:0")),
    proof("proof.duplicate_id", "two proofs of one name", _two_of_one_name),
    proof("proof.previous_cycle", "a chain without a beginning", _followed_by_itself),
    proof(
        "proof.too_many", "a hundred proofs", tampered(put("/proof", [{"type": "DataIntegrityProof"}] * 100))
    ),
    # PF-01: the purpose.
    proof("proof.wrong_purpose", "signed to sign in", _proved(purpose=ProofPurpose.AUTHENTICATION)),
    proof(
        "proof.purpose_not_allowed",
        "a key for signing in only",
        _keys_of_school("/assertionMethod", []),
    ),
    # PF-04: the form of a signature.
    proof("proof.signature_encoding", "63 bytes", tampered(put("/proof/proofValue", _signature(63)))),
    proof("proof.signature_encoding", "65 bytes", tampered(put("/proof/proofValue", _signature(65)))),
    proof("proof.signature_encoding", "not base58", tampered(put("/proof/proofValue", "z0OIl"))),
    proof("proof.signature_encoding", "another base", tampered(put("/proof/proofValue", "uAAAA"))),
    proof(
        "proof.wrong_key_type",
        "the cryptosuite of another key (PF-03)",
        tampered(put("/proof/cryptosuite", "ecdsa-rdfc-2019")),
    ),
    proof("proof.not_derived", "what only its holder should have", _base_proof),
    proof("proof.context_mismatch", "another context than was signed", _jcs_with_other_context),
    proof("proof.expired", "a proof that ended", _proved(expires=NOW - timedelta(days=1))),
    # Keys (PF-02, PF-05, DW-01, DW-03).
    proof("proof.unknown_method", "a key that nobody published", _signed_by(f"{SCHOOL}#key-7")),
    proof("proof.unknown_method", "a key under the school's name elsewhere", _method_of_other_document),
    proof(
        "proof.foreign_controller",
        "a key of another controller",
        _keys_of_school("/verificationMethod/0/controller", "did:web:onbekend-voorbeeld.example"),
    ),
    proof(
        "proof.unsupported_method",
        "a key on no curve",
        _keys_of_school("/verificationMethod/0/publicKeyMultibase", "z6Mk"),
    ),
    proof(
        "proof.key_expired",
        "a key that its owner ended",
        _keys_of_school("/verificationMethod/0/expires", "2026-01-01T00:00:00Z"),
    ),
    proof("key.compromised", "a key in other hands", _compromised(since=NOW - timedelta(days=30))),
    proof(
        "did.substituted",
        "keys of somebody else",
        _keys_of_school("/id", "did:web:onbekend-voorbeeld.example"),
    ),
    proof(
        "did.malformed_document",
        "a key list that is none",
        _keys_of_school("/verificationMethod", "x"),
    ),
    proof("did.invalid", "an identifier that is none", _signed_by("did:jwk:e30#0")),
    proof(
        "did.invalid",
        "a key that forges for anybody",
        _signed_by(f"did:key:{SMALL_ORDER}#{SMALL_ORDER}"),
    ),
    proof("did.method_not_supported", "a method that we don't read", _signed_by("did:ion:abc#key-1")),
    proof("did.refused_host", "an address inside (DW-01)", _signed_by("did:web:127.0.0.1#key-1")),
    proof("did.refused_host", "a name inside (DW-01)", _signed_by("did:web:localhost%3A8000#key-1")),
    proof("did.unreachable", "keys out of reach", _unreachable_keys, outcome=Outcome.INDETERMINATE),
    proof(
        "did.not_a_document",
        "an error page for keys",
        _error_page_for_keys,
        outcome=Outcome.INDETERMINATE,
    ),
    key("key.not_of_issuer", "signed by a stranger", _by_stranger),
    key("key.not_of_issuer", "signed by herself", _self_signed),
    key("key.published", "a key out of a book", _published_key),
    key(
        "key.not_in_use",
        "a key of the past",
        _listed_key(NOW - timedelta(days=900), NOW - timedelta(days=400)),
    ),
    key("key.not_in_use", "a key of the future", _listed_key(NOW + timedelta(days=1), None)),
    key("key.other_than_registered", "another key under that name", _listed_key(NOW, None, other=True)),
)
