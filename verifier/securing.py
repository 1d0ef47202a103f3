"""How a document was secured: by proofs inside it, or by an envelope around it. Each is opened here, once.

A check asks for the document and for the verified proofs, and does not see which of the two it was: after the
proof check a JWT and a Data Integrity proof are both `VerifiedProof`s.

    embedded proof   {"type": ["VerifiableCredential"], ..., "proof": {...}}
    JOSE envelope    {"type": "EnvelopedVerifiableCredential", "id": "data:application/vc+jwt,eyJ..."}

A bare JWT is handed around as its envelope (`verifier.reading`), so that behind the doors everything is JSON.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from keys.jose import Envelope, JwtType, SecuredJwt, is_enveloped, verify_jwt
from keys.proofs import VerifiedProof, verify_proofs
from keys.resolver import Resolver
from schemas.documents import JsonObject
from schemas.errors import MalformedDocumentError
from verifier.policy import VerificationPolicy


@dataclass(frozen=True, slots=True)
class EmbeddedProofs:
    """A document that carries its own proofs (Data Integrity), or none at all."""

    document: JsonObject
    type: JwtType

    def verify(
        self,
        *,
        policy: VerificationPolicy,
        resolver: Resolver,
        at: datetime,
        domain: str | None,
        challenge: str | None,
        existed_at: datetime | None = None,
    ) -> tuple[VerifiedProof, ...]:
        """Return its proofs, all of them verified. Raises as `verify_proofs`.

        A presentation is signed as a whole; only a credential may be shown in part.
        """
        in_part = self.type is JwtType.CREDENTIAL
        return verify_proofs(
            self.document,
            purpose=self.type.purpose,
            resolver=resolver,
            cryptosuites=policy.cryptosuites if in_part else policy.cryptosuites_for_whole_documents,
            contexts=policy.contexts,
            at=at,
            domain=domain,
            challenge=challenge,
            existed_at=existed_at,
        )


@dataclass(frozen=True, slots=True)
class JoseEnvelope:
    """A JWT, whose payload is the document."""

    jwt: SecuredJwt

    @property
    def document(self) -> JsonObject:
        """The document in the payload, without the claims that are about the signature."""
        return self.jwt.document

    def verify(
        self,
        *,
        policy: VerificationPolicy,
        resolver: Resolver,
        at: datetime,
        domain: str | None,
        challenge: str | None,
        existed_at: datetime | None = None,
    ) -> tuple[VerifiedProof, ...]:
        """Return its one proof, verified. Raises as `verify_jwt`.

        The contexts must be ones that the policy allows here too, since they say what the terms mean that
        we read by name. A member that no context defines is covered by the signature and is ignored.
        """
        policy.contexts.check(self.document)
        proof = verify_jwt(
            self.jwt,
            resolver=resolver,
            algorithms=policy.jose_algorithms,
            at=at,
            domain=domain,
            challenge=challenge,
            existed_at=existed_at,
        )
        return (proof,)


SecuredDocument: TypeAlias = EmbeddedProofs | JoseEnvelope


def open_credential(document: JsonObject) -> SecuredDocument:
    """Open what was handed over as a credential.

    Raises `MalformedDocumentError` (`envelope.*`, `jose.*`, `json.*`, `document.*`) for an envelope that does
    not hold one, `UnsupportedEnvelopeError` for a format that is not read here. Nothing is verified yet.
    """
    return _open(document, JwtType.CREDENTIAL)


def open_presentation(document: JsonObject) -> SecuredDocument:
    """Open what was handed over as a presentation. Raises as `open_credential`."""
    return _open(document, JwtType.PRESENTATION)


def _open(document: JsonObject, expected: JwtType) -> SecuredDocument:
    if not is_enveloped(document):
        return EmbeddedProofs(document, expected)
    token = Envelope.from_document(document, expected=expected).jwt(expected)
    jwt = SecuredJwt.read(token, expected=expected)
    if is_enveloped(jwt.document):
        raise MalformedDocumentError("envelope.nested", pointer="/type")
    return JoseEnvelope(jwt)
