"""What tests of proofs need: issuers with keys, a resolver over their documents, and a time."""

from datetime import UTC, datetime

from keys.controller import ControllerDocument, ProofPurpose, VerificationMethod, build_did_document
from keys.did_key import PREFIX as DID_KEY
from keys.did_key import did_key_for, resolve_did_key, verification_method_for
from keys.errors import InvalidDidError
from keys.key_types import KeyType
from keys.signer import PrivateKeySigner, Signer, generate
from schemas.documents import JsonObject

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
ISSUER = "did:web:roc-voorbeeld.example"


class StandingResolver:
    """A resolver over the documents that were put into it, and did:key."""

    def __init__(self) -> None:
        self.documents: dict[str, JsonObject] = {}

    def put(self, document: JsonObject) -> None:
        self.documents[str(document["id"])] = document

    def resolve(self, did: str) -> ControllerDocument:
        if did.startswith(DID_KEY):
            return resolve_did_key(did)
        if did not in self.documents:
            raise InvalidDidError("did.invalid", detail=did)
        return ControllerDocument.from_document(self.documents[did], expected_id=did)


def issuer_signer(
    resolver: StandingResolver,
    *,
    did: str = ISSUER,
    key_type: KeyType = KeyType.ED25519,
    purposes: tuple[ProofPurpose, ...] = (ProofPurpose.ASSERTION_METHOD,),
    expires: datetime | None = None,
    revoked: datetime | None = None,
    controller: str | None = None,
) -> Signer:
    """Return a signer whose key stands in the document of `did`."""
    private_key = generate(key_type)
    method = VerificationMethod(
        id=f"{did}#key-1",
        controller=controller or did,
        public_key=private_key.public_key,
        expires=expires,
        revoked=revoked,
    )
    resolver.put(build_did_document(did, [method], purposes=purposes))
    return PrivateKeySigner(private_key, method.id)


def holder_signer(key_type: KeyType = KeyType.ED25519) -> Signer:
    """Return a signer under a did:key."""
    private_key = generate(key_type)
    return PrivateKeySigner(private_key, verification_method_for(private_key.public_key))


def did_of(signer: Signer) -> str:
    return did_key_for(signer.public_key)
