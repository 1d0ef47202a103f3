"""The JSON-LD contexts that this product knows: bundled, pinned by SHA-256, never fetched.

A context is part of what a signature says, so its bytes are pinned here in the code, and a file that was
changed is refused. `SOURCES.md` says where each file comes from. A context with `@vocab` is never among
`PRODUCT_CONTEXTS`: it would give every unknown member a meaning and so defeat the guard against unsigned
data. The one that conformance tests can't do without stands apart, in `CONFORMANCE_CONTEXTS` (ADR 19).
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from schemas.documents import JsonValue, parse
from schemas.errors import ContextError

CREDENTIALS_V1 = "https://www.w3.org/2018/credentials/v1"
CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES_V3_0_1 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"
OPEN_BADGES_V3_0_2 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"
OPEN_BADGES_V3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
OPEN_BADGES_EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
DATA_INTEGRITY_V1 = "https://w3id.org/security/data-integrity/v1"
DATA_INTEGRITY_V2 = "https://w3id.org/security/data-integrity/v2"
MULTIKEY_V1 = "https://w3id.org/security/multikey/v1"
ED25519_2020_V1 = "https://w3id.org/security/suites/ed25519-2020/v1"
DID_V1 = "https://www.w3.org/ns/did/v1"
STATUS_V1 = "https://www.w3.org/ns/credentials/status/v1"
VAKBEWIJS_V1 = "https://w3id.org/vakbewijs/v1"
RECEIPT_V1 = "https://w3id.org/vakbewijs/controle/v1"
EXAMPLES_V2 = "https://www.w3.org/ns/credentials/examples/v2"


class _Pinned(NamedTuple):
    file: str
    sha256: str


_BUNDLED: Mapping[str, _Pinned] = {
    CREDENTIALS_V1: _Pinned(
        "credentials-v1.json", "00d7dd6d3ad8b920e3e550dd3a3d9090bffcac84cdbf943da6924b3e0a5c8bb8"
    ),
    CREDENTIALS_V2: _Pinned(
        "credentials-v2.json", "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"
    ),
    OPEN_BADGES_V3_0_1: _Pinned(
        "open-badges-3.0.1.json", "9ce52215e2aed683d8b26e65b1c8fb5af63bcdf84dbce23194a1d0814a66349a"
    ),
    OPEN_BADGES_V3_0_2: _Pinned(
        "open-badges-3.0.2.json", "bba433989e1e700ca60838a3c22378e7d8381aeb0c9590f9ddf84d1714f10296"
    ),
    OPEN_BADGES_V3: _Pinned(
        "open-badges-3.0.3.json", "88115d8e3c088bf2c83f68e6373027072ab9f3f83523a55b49d3605199d56413"
    ),
    OPEN_BADGES_EXTENSIONS: _Pinned(
        "open-badges-extensions.json", "1c4f705af92007783c589eb1f1b221ecc24ac588a83e0212faf1728c69b61487"
    ),
    DATA_INTEGRITY_V1: _Pinned(
        "data-integrity-v1.json", "bff3ce2348e14a33da9ecc612403f57f07a90816761caefb7d165f082c810ecd"
    ),
    DATA_INTEGRITY_V2: _Pinned(
        "data-integrity-v2.json", "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4"
    ),
    MULTIKEY_V1: _Pinned(
        "multikey-v1.json", "c5f3806f8286920573221938917988a18a4cc5a09e968d29649613c7a1c2b1f6"
    ),
    ED25519_2020_V1: _Pinned(
        "ed25519-2020-v1.json", "b9e1ab971fd8bf2c7553e0c4a9438e0b9450afde1ea1ca5b2492368b9f549588"
    ),
    DID_V1: _Pinned("did-v1.json", "62c1054bf404d6dd3a4b26b64f830fd72095f6a26edc4469908c94351352ce5f"),
    STATUS_V1: _Pinned(
        "bitstring-status-list-v1.json", "80885f52d35e31a95bfd2557099bd2e3f8cb52afefa7b2aaa8ae3786e1469409"
    ),
    VAKBEWIJS_V1: _Pinned(
        "vakbewijs-v1.json", "e4c1c82066812885a489f5831286706f9622d85d4fa6c628f75fe555e34c973a"
    ),
    RECEIPT_V1: _Pinned(
        "controle-v1.json", "94a87027e2156808ac86424acb11e54a4de822c8f31d231f81a2aa4f175776b5"
    ),
    EXAMPLES_V2: _Pinned(
        "credentials-examples-v2.json", "57393fbc69d6efb9b9b5dc9cb6b9880b0944360abfe2eaf459c9e58cf2279d7c"
    ),
}

# Nothing but a `@vocab`: whoever allows these allows every word. For a server under test, and no other.
CONFORMANCE_CONTEXTS: frozenset[str] = frozenset({EXAMPLES_V2})

PRODUCT_CONTEXTS: frozenset[str] = frozenset(_BUNDLED) - CONFORMANCE_CONTEXTS

_FOLDER = Path(__file__).parent / "contexts"


def context_bytes(url: str) -> bytes:
    """Return the bundled bytes of a context.

    Raises `ContextError`: `context.unknown` for an address that is not on the list, `context.altered` for
    a bundled file whose bytes are not the pinned ones.
    """
    pinned = _BUNDLED.get(url)
    if pinned is None:
        raise ContextError("context.unknown", detail=repr(url[:200]))
    content = (_FOLDER / pinned.file).read_bytes()
    if hashlib.sha256(content).hexdigest() != pinned.sha256:
        raise ContextError("context.altered", detail=f"{pinned.file} is not the file that was pinned")
    return content


@cache
def load_context(url: str) -> JsonValue:
    """Return a bundled context document, `{"@context": ...}`. Callers share it and must not change it.

    Raises `ContextError` as `context_bytes` does.
    """
    return parse(context_bytes(url))
