"""Certificates and selections secured by JOSE, and what forgers do with headers and envelopes (PF-03)."""

from datetime import timedelta
from functools import partial
from typing import Any

from keys.did_web import did_web_url
from keys.jose import JwtType, envelope_of
from keys.key_types import KeyType
from keys.signer import generate
from schemas.documents import JsonObject, parse_object, serialize
from tests.ecosystem import DIPLOMA, NOW, World
from tests.forging import contents, forge
from tests.tampering.case import Change, Submit, case, drop, put
from verifier.result import Outcome

structure = partial(case, "structure")
proof = partial(case, "proof")
key = partial(case, "key")
freshness = partial(case, "freshness")
CREDENTIAL, PRESENTATION = JwtType.CREDENTIAL, JwtType.PRESENTATION


def _diploma(world: World) -> str:
    return world.school.issue_jwt(DIPLOMA, holder=world.samira)


def _enveloped(token: str, jwt_type: JwtType = CREDENTIAL) -> JsonObject:
    return envelope_of(token, jwt_type)


def _signed(header: dict[str, Any] | None = None, **payload: Any) -> Submit:
    """A diploma that the school signed under another header or with more members; None takes one out."""

    def submit(world: World) -> JsonObject:
        given, claims, _ = contents(_diploma(world))
        header_, payload_ = (
            {name: value for name, value in (members | changed).items() if value is not None}
            for members, changed in ((given, header or {}), (claims, payload))
        )
        return _enveloped(forge(header_, payload_, world.school.signer))

    return submit


def _changed(*changes: Change) -> Submit:
    """A diploma whose payload was changed after it was signed."""

    def submit(world: World) -> JsonObject:
        header, payload, signature = contents(_diploma(world))
        for change in changes:
            change(payload)
        return _enveloped(forge(header, payload, None, signature=signature))

    return submit


def _bytes(header: bytes | None = None, payload: bytes | None = None) -> Submit:
    """A diploma that the school signed over bytes that are no JSON object, or not one alone."""

    def submit(world: World) -> JsonObject:
        given, claims, _ = contents(_diploma(world))
        return _enveloped(forge(header or given, payload or claims, world.school.signer))

    return submit


def _envelope(*changes: Change) -> Submit:
    """A good diploma in an envelope that was changed."""

    def submit(world: World) -> JsonObject:
        document = _enveloped(_diploma(world))
        for change in changes:
            change(document)
        return document

    return submit


def _text(token: str) -> Submit:
    return lambda _world: _enveloped(token)


def _unsigned(world: World) -> JsonObject:
    header, payload, _ = contents(_diploma(world))
    return _enveloped(forge({**header, "alg": "none"}, payload, None))


def _by_stranger(world: World) -> JsonObject:
    """The stranger's own kid under a diploma of the school."""
    document = world.school.prepare(DIPLOMA, holder=world.samira)
    return _enveloped(world.stranger.sign_jwt(document))


def _by_stranger_as_school(world: World) -> JsonObject:
    """The school's kid, and the stranger's signature."""
    header, payload, _ = contents(_diploma(world))
    return _enveloped(forge(header, payload, world.stranger.signer))


def _of_lost_key(world: World) -> JsonObject:
    document = _enveloped(_diploma(world))
    world.school.compromise_key(NOW - timedelta(days=1))
    return document


def _of_expired_key(world: World) -> JsonObject:
    document = _enveloped(_diploma(world))
    address = did_web_url(world.school.did, allow_insecure_loopback=False)
    page = world.network.pages[address]
    assert isinstance(page, bytes)
    keys = parse_object(page)
    put("/verificationMethod/0/expires", "2026-06-01T00:00:00Z")(keys)
    world.network.pages[address] = serialize(keys)
    return document


def _under_other_curve(world: World) -> JsonObject:
    world.school.rotate_key(generate(KeyType.P384))
    header, payload, _ = contents(_diploma(world))
    return _enveloped(forge({**header, "alg": "ES256"}, payload, world.school.signer))


def _as_credential(world: World) -> JsonObject:
    """A selection in the place of a certificate: in an envelope of the one, with a header of the other."""
    return _enveloped(world.samira.present_jwt([_diploma(world)]))


def _as_presentation(world: World) -> bytes:
    """A selection whose only certificate is another selection."""
    inner = world.samira.present_jwt([_diploma(world)])
    return world.samira.present_jwt([_enveloped(inner, PRESENTATION)]).encode()


def _in_envelope_twice(world: World) -> JsonObject:
    inner = _enveloped(_diploma(world))
    return _enveloped(world.school.sign_jwt(inner))


def _posing_as_both(world: World) -> JsonObject:
    types = put("/type", ["VerifiableCredential", "Diploma", "EnvelopedVerifiableCredential"])
    return _enveloped(world.school.issue_jwt(DIPLOMA, change=types))


def _shown(**options: Any) -> Submit:
    return lambda world: world.samira.present_jwt([_diploma(world)], **options).encode()


def _begins_later(world: World) -> bytes:
    header, payload, _ = contents(world.samira.present_jwt([_diploma(world)]))
    later = int((NOW + timedelta(hours=1)).timestamp())
    return forge(header, {**payload, "nbf": later}, world.samira.signer).encode()


def _copied(world: World) -> bytes:
    """Somebody else's selection, signed again by whoever found it."""
    header, payload, _ = contents(world.samira.present_jwt([_diploma(world)]))
    own = world.stranger
    own.publish_keys(purposes=[JwtType.PRESENTATION.purpose])
    forged = {**header, "kid": own.signer.verification_method}
    return forge(forged, payload, own.signer).encode()


def _with_revoked(world: World) -> bytes:
    token = _diploma(world)
    world.school.revoke(contents(token)[1])
    return world.samira.present_jwt([token]).encode()


CASES = (
    # The form of a JWS.
    structure("jose.not_compact", "two segments", _text("eyJhbGciOiJFUzI1NiJ9.e30")),
    structure("jose.not_compact", "padding", _text("eyJhbGciOiJFUzI1NiJ9.e30=.c2ln")),
    structure("jose.not_compact", "an SD-JWT in the envelope of a JWT", _text("eyJh.e30.c2ln~WyJh~")),
    structure("jose.too_large", "two megabytes in an envelope", _text("e" * 2_000_000)),
    structure("jose.header", "a header with a name twice", _bytes(header=b'{"alg":"ES256","alg":"none"}')),
    structure("jose.header", "a header without an algorithm", _signed({"alg": None})),
    structure("json.duplicate_key", "two issuers in a JWT", _bytes(payload=b'{"issuer":1,"issuer":2}')),
    structure("document.base_context", "a payload that is no credential", _bytes(payload=b"{}")),
    # The header.
    structure("jose.wrong_type", "a token of a login", _signed({"typ": "JWT"})),
    structure("jose.wrong_type", "a selection as a certificate", _as_credential),
    structure("jose.wrong_content_type", "cty of a selection", _signed({"cty": "vp"})),
    structure("jose.critical", "an extension that must be understood", _signed({"crit": ["exp"]})),
    structure("jose.critical", "a payload that is not encoded", _signed({"crit": ["b64"], "b64": False})),
    structure("jose.key_in_header", "a key in the header", _signed({"jwk": {"kty": "oct", "k": "AA"}})),
    structure("jose.key_in_header", "an address of keys", _signed({"jku": "https://evil.example/keys"})),
    structure("jose.key_in_header", "an address of a certificate", _signed({"x5u": "https://evil.example"})),
    # The claims.
    structure("jose.former_claim", "a certificate inside a claim", _signed(vc={"type": ["Diploma"]})),
    structure("jose.proof_inside", "two signatures, one of which counts", _signed(proof={"type": "x"})),
    structure("jose.claim", "a time in words", _signed(exp="2031-01-01T00:00:00Z")),
    structure("jose.claim_conflict", "two issuers", _signed(iss="did:web:evil.example")),
    structure("jose.claim_conflict", "two identifiers", _signed(jti="urn:uuid:another")),
    structure("jose.claim_conflict", "two subjects", _signed(sub="did:key:zAnother")),
    # The envelope.
    structure(
        "envelope.wrong_type",
        "an envelope that is also a certificate",
        _envelope(put("/type", ["EnvelopedVerifiableCredential", "VerifiableCredential"])),
    ),
    structure("envelope.wrong_type", "a selection among certificates", _as_presentation),
    structure("envelope.malformed", "no data: URL", _envelope(put("/id", "not-a-credential"))),
    structure("envelope.malformed", "a name outside", _envelope(put("/name", "Arts"))),
    structure("document.base_context", "an envelope without contexts", _envelope(drop("/@context"))),
    structure("envelope.nested", "an envelope in an envelope", _in_envelope_twice),
    structure("envelope.nested", "a certificate that poses as an envelope", _posing_as_both),
    structure(
        "envelope.unsupported",
        "an SD-JWT",
        _envelope(put("/id", "data:application/vc+sd-jwt,eyJh.e30.c2ln~")),
        outcome=Outcome.INDETERMINATE,
    ),
    # The algorithm and the key.
    proof("proof.missing", "alg none", _unsigned),
    proof("proof.unknown_algorithm", "a shared secret", _signed({"alg": "HS256"})),
    proof("proof.wrong_key_type", "ES256 over an Ed25519 key", _signed({"alg": "ES256"})),
    proof("proof.wrong_key_type", "ES256 over a P-384 key", _under_other_curve),
    proof("proof.malformed", "a kid that is a path", _signed({"kid": "../../../etc/passwd"})),
    proof("proof.malformed", "a kid that is only a fragment", _signed({"kid": "#key-1"})),
    proof("did.invalid", "a kid that climbs", _signed({"kid": "did:web:a.example:..:b#key-1"})),
    proof("key.compromised", "a JWT by a lost key", _of_lost_key),
    proof("proof.key_expired", "a JWT by a key that ended", _of_expired_key),
    key("key.not_of_issuer", "a foreign kid", _by_stranger),
    # The signature.
    proof("proof.signature_mismatch", "a JWT in somebody's name", _by_stranger_as_school),
    proof("proof.signature_mismatch", "a claim changed in a JWT", _changed(put("/name", "Arts"))),
    proof("proof.signature_mismatch", "a status taken out of a JWT", _changed(drop("/credentialStatus"))),
    proof("proof.expired", "a JWT that ended", _signed(exp=int(NOW.timestamp()))),
    proof(
        "context.unknown",
        "words of somebody else in a JWT",
        _signed(**{"@context": ["https://www.w3.org/ns/credentials/v2", "https://evil.example/context"]}),
    ),
    # What holds for a certificate holds for one in a JWT.
    case("schema", "schema.unexpected", "an unknown member in a JWT", _signed(degree="Arts")),
    # Selections.
    freshness("proof.wrong_domain", "a JWT for another place", _shown(domain="https://evil.example")),
    freshness("proof.wrong_challenge", "a JWT for another occasion", _shown(challenge="other")),
    freshness("proof.expired", "a shared JWT that ended", _shown(expires=NOW)),
    freshness("proof.not_yet", "a shared JWT of later", _begins_later),
    proof("presentation.not_by_holder", "a JWT that was copied", _copied),
    case("status", "status.revoked", "a revoked JWT in a good selection", _with_revoked),
)
