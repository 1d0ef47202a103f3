"""A test client of other people's making: it knows the specifications and HTTP, and nothing of this product.

It signs eddsa-rdfc-2022 proofs of its own with pyld and `cryptography`, so that what it sends to the
verifier owes nothing to the code under test, and can be wrong in ways that our issuer refuses.
"""

import copy
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyld import jsonld

Json = dict[str, Any]

V2 = "https://www.w3.org/ns/credentials/v2"
V1 = "https://www.w3.org/2018/credentials/v1"
DATA_INTEGRITY = "https://w3id.org/security/data-integrity/v2"
CONTEXTS = Path(__file__).resolve().parents[2] / "schemas" / "contexts"
_FILES = {
    V2: "credentials-v2.json",
    V1: "credentials-v1.json",
    DATA_INTEGRITY: "data-integrity-v2.json",
    "https://www.w3.org/ns/credentials/examples/v2": "credentials-examples-v2.json",
}
_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


class Server:
    """The running server: where everything is, and a connection that trusts its certificate."""

    def __init__(self, description: Json) -> None:
        self.description = description
        self.session = requests.Session()
        self.session.verify = description["certificate"]
        self.session.trust_env = False

    def issuer(self, name: str) -> Json:
        found: Json = next(each for each in self.description["issuers"] if each["name"] == name)
        return found

    def post(self, url: str, body: Any, **headers: str) -> requests.Response:
        """POST JSON, or bytes as they are. Every answer is JSON, in time, and no redirect."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"Content-Type": "application/json", "Accept": "application/json"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        return _checked(self.session.post(url, data=content, headers=sent, timeout=10, allow_redirects=False))

    def get(self, url: str, accept: str = "application/json") -> requests.Response:
        return _checked(self.session.get(url, headers={"Accept": accept}, timeout=10, allow_redirects=False))

    def issue(self, name: str, credential: Any, options: Json | None = None) -> requests.Response:
        return self.post(self.issuer(name)["endpoint"], {"credential": credential, "options": options or {}})

    def issued(self, name: str, credential: Json, options: Json | None = None) -> Json:
        answer = self.issue(name, credential, options)
        assert answer.status_code == 201, answer.text
        found: Json = answer.json()["verifiableCredential"]
        return found

    def verify(self, credential: Any, options: Any = None) -> requests.Response:
        body = {"verifiableCredential": credential, "options": {} if options is None else options}
        return self.post(self.description["verifiers"][0]["endpoint"], body)

    def verify_presentation(self, presentation: Any, options: Any) -> requests.Response:
        body = {"verifiablePresentation": presentation, "options": options}
        return self.post(self.description["vpVerifiers"][0]["endpoint"], body)

    def derive(self, credential: Any, pointers: Any) -> requests.Response:
        body = {"verifiableCredential": credential, "options": {"selectivePointers": pointers}}
        return self.post(self.description["holders"][0]["endpoint"], body)

    def resolve(self, identifier: str, **query: str) -> requests.Response:
        asked = "&".join(f"{name}={quote(value)}" for name, value in query.items())
        url = f"{self.description['didResolvers'][0]['endpoint']}/{quote(identifier, safe='')}"
        return self.get(
            f"{url}?{asked}" if asked else url,
            'application/ld+json;profile="https://w3id.org/did-resolution"',
        )


def _checked(answer: requests.Response) -> requests.Response:
    assert answer.status_code < 500, answer.text
    assert not 300 <= answer.status_code < 400, answer.headers
    assert "Set-Cookie" not in answer.headers
    if answer.status_code != 204:
        assert "json" in answer.headers["Content-Type"], answer.headers
        answer.json()
    return answer


@dataclass(frozen=True)
class Key:
    """An Ed25519 key with its did:key, which signs whatever it is told to."""

    private: Ed25519PrivateKey

    @classmethod
    def from_seed(cls, seed: int) -> "Key":
        return cls(Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32))

    @property
    def did(self) -> str:
        return "did:key:z" + _base58(b"\xed\x01" + self.private.public_key().public_bytes_raw())

    @property
    def method(self) -> str:
        return f"{self.did}#{self.did.removeprefix('did:key:')}"

    def secured(self, document: Json, **options: Any) -> Json:
        """Return the document with one proof, in place of any that it has."""
        return {**document, "proof": self.proof(document, **options)}

    def proof(
        self,
        document: Json,
        *,
        purpose: str = "assertionMethod",
        previous: tuple[Json, ...] = (),
        **options: Any,
    ) -> Json:
        """Return a proof; `previous` are those that it follows, and None leaves an option out."""
        proof = {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "created": "2026-01-01T00:00:00Z",
            "verificationMethod": self.method,
            "proofPurpose": purpose,
            **options,
        }
        proof = {name: value for name, value in proof.items() if value is not None}
        unsecured = {name: value for name, value in document.items() if name != "proof"}
        if previous:
            unsecured["proof"] = list(previous)
        configuration = {"@context": document.get("@context", V2), **proof}
        signature = self.private.sign(_digest(configuration) + _digest(unsecured))
        return {**proof, "proofValue": "z" + _base58(signature)}


def _digest(document: Json) -> bytes:
    options = {
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
        "base": None,
        "documentLoader": _load,
    }
    return hashlib.sha256(jsonld.normalize(copy.deepcopy(document), options).encode()).digest()


def _load(url: str, _options: Mapping[str, Any]) -> Json:
    return {
        "contextUrl": None,
        "documentUrl": url,
        "contentType": "application/ld+json",
        "document": json.loads((CONTEXTS / _FILES[url]).read_text()),
    }


def _base58(data: bytes) -> str:
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = _ALPHABET[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text
