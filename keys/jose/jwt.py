"""Credentials and presentations as JWTs: `vc+jwt` and `vp+jwt`.

Verification, in order; each step raises at the first thing that is wrong:

1. `SecuredJwt.read`: a compact JWS in its one canonical form, whose header is of the expected type and whose
   payload is the document itself, beside registered claims that do not contradict it.
2. Its algorithm is known here and in the caller's allow-list.
3. It has not expired, has begun, and its audience and nonce are the expected ones.
4. `kid` is the DID URL of a verification method, found in the controller document of its DID, listed for the
   purpose, controlled by that DID, and neither expired nor revoked.
5. The algorithm is the one that belongs to that key, and the signature holds.

What the caller must still do: decide whether the controller may speak for this document (is it the issuer,
the holder?), and what an absent `iat` means.

The document is judged as JSON: every member is signed, also one that no context defines. Such members are
ignored by whoever verifies, as section 3.1.3 of the specification demands of what is not understood; whoever
signs refuses them, since no reader could know what they mean.

https://www.w3.org/TR/vc-jose-cose/#securing-with-jose
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from keys.canonicalization import PRODUCT_CONTEXT_RULES, ContextRules
from keys.did_url import did_of_method
from keys.errors import ProofError
from keys.jose.claims import REGISTERED, Claims, check_same_document, check_same_party
from keys.jose.header import JoseHeader, JwtType
from keys.jose.jws import (
    ALGORITHMS,
    CompactJws,
    read_compact,
    read_header,
    sign_compact,
    verify_compact,
)
from keys.jose.terms import check_terms
from keys.proofs import VerifiedProof
from keys.resolver import Resolver
from keys.signer import Signer
from schemas import members
from schemas.documents import JsonObject
from schemas.errors import MalformedDocumentError
from schemas.violations import pointer_to

# Claims of the JWT form of VC 1.1, that held a document beside the claims. They MUST NOT be present.
_FORMER_CLAIMS = ("vc", "vp")


@dataclass(frozen=True, slots=True, kw_only=True)
class SecuredJwt:
    """What a JWT says, before any of it is believed. `document` is the payload without the claims."""

    jws: CompactJws
    header: JoseHeader
    claims: Claims
    document: JsonObject

    @classmethod
    def read(cls, token: str, *, expected: JwtType) -> "SecuredJwt":
        """Read a JWT of the expected type. Does NOT look at the signature nor judge the document.

        Raises `MalformedDocumentError`: as `read_compact` and `JoseHeader.from_members`, and
        `jose.former_claim`, `jose.proof_inside`, `jose.claim`, `jose.claim_conflict`.
        """
        jws = read_compact(token)
        header = JoseHeader.from_members(jws.header, expected=expected)
        document = document_in(jws.payload)
        claims = Claims.from_payload(jws.payload)
        for issuer in (header.issuer, claims.issuer):
            check_same_party(issuer, document, expected)
        check_same_document(claims, document, expected)
        return cls(jws=jws, header=header, claims=claims, document=document)


def type_of_jwt(token: str) -> JwtType | None:
    """Return what a token says to be, by the `typ` of its header alone; None for any other type.

    Raises `MalformedDocumentError`: `jose.not_compact`, `jose.header`.
    """
    found = read_header(token).get("typ")
    return next((known for known in JwtType if known.value == found), None)


def document_in(payload: JsonObject) -> JsonObject:
    """Return the document in a payload: all of it but the registered claims.

    Raises `MalformedDocumentError`: `jose.former_claim` for `vc` and `vp`, `jose.proof_inside` for a document
    that was secured already; which of the two ways counts would be up to its reader.
    """
    for claim in _FORMER_CLAIMS:
        if claim in payload:
            raise MalformedDocumentError("jose.former_claim", pointer=pointer_to(claim))
    if "proof" in payload:
        raise MalformedDocumentError("jose.proof_inside", pointer="/proof")
    return {name: value for name, value in payload.items() if name not in REGISTERED}


def sign_jwt(
    document: JsonObject,
    *,
    jwt_type: JwtType,
    signer: Signer,
    issued_at: datetime,
    expires: datetime | None = None,
    domain: str | None = None,
    challenge: str | None = None,
    contexts: ContextRules = PRODUCT_CONTEXT_RULES,
) -> str:
    """Return the compact JWT that secures an unsecured document.

    `issued_at` and `expires` are aware instants, written in whole seconds. `domain` and `challenge` become
    `aud` and `nonce`. Does NOT check that the signer's DID is the issuer or holder, nor that the document is
    a valid credential.

    Raises `MalformedDocumentError`: `jose.former_claim`, `jose.proof_inside`, `jose.claim_taken` (a member
    with the name of a claim), and as `check_terms` for a member that no context defines.
    """
    payload = prepare_payload(document, jwt_type=jwt_type, contexts=contexts)
    payload["iat"] = int(issued_at.astimezone(UTC).timestamp())
    if expires is not None:
        payload["exp"] = int(expires.astimezone(UTC).timestamp())
    if domain is not None:
        payload["aud"] = domain
    if challenge is not None:
        payload["nonce"] = challenge
    return sign_compact(header_for(jwt_type, signer.verification_method), payload, signer)


def prepare_payload(document: JsonObject, *, jwt_type: JwtType, contexts: ContextRules) -> JsonObject:
    """Return the payload that secures a document, with `iss`; refuses what can't be signed unambiguously."""
    if taken := REGISTERED & document.keys():
        raise MalformedDocumentError("jose.claim_taken", pointer=pointer_to(min(taken)))
    payload = document_in(document)
    check_terms(document, contexts)
    if party := members.identifier(document, jwt_type.party):
        payload["iss"] = party
    return payload


def header_for(jwt_type: JwtType, verification_method: str) -> JsonObject:
    """Return the header without `alg`, which follows from the key."""
    return {"typ": jwt_type.value, "cty": jwt_type.content_type, "kid": verification_method}


def verify_jwt(
    jwt: SecuredJwt,
    *,
    resolver: Resolver,
    algorithms: frozenset[str],
    at: datetime,
    domain: str | None,
    challenge: str | None,
    existed_at: datetime | None = None,
) -> VerifiedProof:
    """Take steps 2 to 5 and return the proof; its `cryptosuite` is the JOSE algorithm.

    `at` is the time of judging. `domain` and `challenge`: what `aud` and `nonce` must be; None leaves them
    open. `existed_at` as for `keys.proofs.verify_proofs`.

    Raises `ProofError` (and `VerificationMethodError`, `InvalidKeyError`, `InvalidDidError`) when the proof
    does not hold, `ResolutionError` when a key could not be fetched now.
    """
    _check_algorithm(jwt.header.algorithm, algorithms)
    _check_claims(jwt.claims, at=at, domain=domain, challenge=challenge)
    method_url = jwt.header.key_id or ""
    did = did_of_method(method_url)
    if did is None:
        raise ProofError("proof.malformed", detail=f"kid {method_url[:100]!r} is no DID URL of a key")
    method = resolver.resolve(did).method_for(method_url, jwt.header.type.purpose.value)
    method.check_in_use(at, created=jwt.claims.issued_at, existed_at=existed_at)
    verify_compact(jwt.jws, method.public_key)
    return VerifiedProof(
        verification_method=method.id,
        controller=method.controller,
        created=jwt.claims.issued_at,
        cryptosuite=jwt.header.algorithm,
        key=method.public_key,
    )


def _check_algorithm(algorithm: str, allowed: frozenset[str]) -> None:
    if algorithm == "none":
        raise ProofError("proof.missing", detail="alg none")
    if algorithm not in ALGORITHMS:
        raise ProofError("proof.unknown_algorithm", detail=repr(algorithm)[:100])
    if algorithm not in allowed:
        raise ProofError("proof.algorithm_not_allowed", detail=algorithm)


def _check_claims(claims: Claims, *, at: datetime, domain: str | None, challenge: str | None) -> None:
    if claims.expires is not None and at >= claims.expires:
        raise ProofError("proof.expired", detail=claims.expires.isoformat(), pointer="/exp")
    if claims.not_before is not None and at < claims.not_before:
        raise ProofError("proof.not_yet", detail=claims.not_before.isoformat(), pointer="/nbf")
    # A presentation for several places is for none of them in particular.
    if domain is not None and claims.audience != frozenset({domain}):
        raise ProofError("proof.wrong_domain", detail=str(sorted(claims.audience)), pointer="/aud")
    if challenge is not None and claims.nonce != challenge:
        raise ProofError("proof.wrong_challenge", detail=repr(claims.nonce), pointer="/nonce")
