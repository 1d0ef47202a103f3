"""An authenticator in memory with the PRF extension, and the script of the page that asks it.

Makes answers as https://www.w3.org/TR/webauthn-3/ describes them, with `cryptography` and `cbor2`, and can be
told to make each of the mistakes that a wallet has to see.
"""

import hmac
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
ORIGIN = "http://localhost:8000"


@dataclass
class Authenticator:
    """One device with at most one passkey per wallet; `flags`, `origin` and `rp_id` can be made wrong."""

    origin: str = ORIGIN
    rp_id: str = "localhost"
    flags: int = PRESENT | VERIFIED
    has_prf: bool = True
    count: int = 0
    credential_id: bytes = b""
    user_handle: bytes = b""
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    prf_secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def creates(self, options: Mapping[str, Any], prf_input: str) -> dict[str, str]:
        """Answer `navigator.credentials.create`, as the fields of the form."""
        self.credential_id = secrets.token_bytes(32)
        self.user_handle = base64url_to_bytes(options["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        cose = cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        )
        attested = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + cose
        statement = {"fmt": "none", "attStmt": {}, "authData": self._data(ATTESTED) + attested}
        response = {
            "clientDataJSON": bytes_to_base64url(self._client_data("webauthn.create", options)),
            "attestationObject": bytes_to_base64url(cbor2.dumps(statement)),
        }
        return self._fields(response, prf_input)

    def signs(self, options: Mapping[str, Any], prf_input: str) -> dict[str, str]:
        """Answer `navigator.credentials.get`, as the fields of the form."""
        self.count += 1
        client_data, data = self._client_data("webauthn.get", options), self._data()
        signature = self.key.sign(data + sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": bytes_to_base64url(client_data),
            "authenticatorData": bytes_to_base64url(data),
            "signature": bytes_to_base64url(signature),
            "userHandle": bytes_to_base64url(self.user_handle),
        }
        return self._fields(response, prf_input)

    def _data(self, more: int = 0) -> bytes:
        flags = bytes([self.flags | more])
        return sha256(self.rp_id.encode()).digest() + flags + self.count.to_bytes(4, "big")

    def _client_data(self, kind: str, options: Mapping[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _fields(self, response: dict[str, str], prf_input: str) -> dict[str, str]:
        credential = {
            "id": bytes_to_base64url(self.credential_id),
            "rawId": bytes_to_base64url(self.credential_id),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }
        prf = hmac.new(self.prf_secret, base64url_to_bytes(prf_input), sha256).digest()
        return {
            "credential": json.dumps(credential),
            "prf": bytes_to_base64url(prf) if self.has_prf else "",
        }


def asked(page: str) -> tuple[dict[str, Any], str]:
    """Return what a page's passkey form asks for: the options and the input of the PRF."""
    match = re.search(r'data-options="([^"]*)" data-prf="([^"]*)"', page)
    assert match, "no passkey form on the page"
    options: dict[str, Any] = json.loads(unescape(match[1]))
    return options, match[2]
