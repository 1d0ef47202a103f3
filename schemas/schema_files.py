"""The JSON Schemas (2020-12) of our kinds, under the addresses at which they are published.

Each published schema is complete in itself: what they share is kept once, in `definitions-v1.json`, and
copied in when a schema is loaded, so that no `$ref` ever leaves a document.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from schemas import members
from schemas.credential import CredentialKind
from schemas.documents import JsonObject, parse_object
from schemas.errors import DomainError

TRUST_LIST = "TrustListCredential"

_BASE = "https://w3id.org/vakbewijs/schemas/"
_FOLDER = Path(__file__).parent / "json"
_SHARED = "definitions-v1.json"

# Type in the document -> name of its schema, which is also the last segment of the schema's address.
SCHEMA_NAMES: Mapping[str, str] = MappingProxyType(
    {
        CredentialKind.DIPLOMA: "diploma-v1.json",
        CredentialKind.DEELCERTIFICAAT: "deelcertificaat-v1.json",
        CredentialKind.ERVARINGSCERTIFICAAT: "ervaringscertificaat-v1.json",
        CredentialKind.VRIJSTELLINGSBESLUIT: "vrijstellingsbesluit-v1.json",
        CredentialKind.INSCHRIJVINGSVERKLARING: "inschrijvingsverklaring-v1.json",
        TRUST_LIST: "trust-list-v1.json",
    }
)

SCHEMA_IDS: Mapping[str, str] = MappingProxyType({kind: _BASE + name for kind, name in SCHEMA_NAMES.items()})


@cache
def schema_document(name: str) -> JsonObject:
    """Return a published schema by its name, such as `diploma-v1.json`. Callers must not change it.

    Raises `DomainError("schema.unknown")` for a name that is not in `SCHEMA_NAMES`.
    """
    if name not in SCHEMA_NAMES.values():
        raise DomainError("schema.unknown", detail=repr(name[:100]))
    document = _load(name)
    shared = members.child(_load(_SHARED), "$defs")
    return {**document, "$defs": {**shared, **members.child(document, "$defs")}}


def _load(name: str) -> JsonObject:
    return parse_object((_FOLDER / name).read_bytes())
