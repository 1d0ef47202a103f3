"""Credentials and presentations that are secured by JOSE: a JWS whose payload is the document itself.

- `jwt` signs and verifies them, with `header` and `claims` for what stands around the document;
- `jws` is the one module that knows joserfc;
- `enveloped` is how such a JWT stands inside JSON-LD;
- `terms` says which members of a document no context defines;
- `conformance` does the same with a key that is given, and `cli` makes it commands for other people's suites.

https://www.w3.org/TR/vc-jose-cose/
"""

from keys.jose.enveloped import Envelope, UnsupportedEnvelopeError, envelope_of, is_enveloped
from keys.jose.header import JwtType
from keys.jose.jwt import SecuredJwt, sign_jwt, type_of_jwt, verify_jwt

__all__ = [
    "Envelope",
    "JwtType",
    "SecuredJwt",
    "UnsupportedEnvelopeError",
    "envelope_of",
    "is_enveloped",
    "sign_jwt",
    "type_of_jwt",
    "verify_jwt",
]
