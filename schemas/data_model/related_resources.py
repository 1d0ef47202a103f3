"""Related resources: what a credential refers to, and the digests that say which bytes were meant.

https://www.w3.org/TR/vc-data-model-2.0/#integrity-of-related-resources
"""

import base64
from collections.abc import Mapping
from functools import cache

from schemas import members
from schemas.contexts import (
    CREDENTIALS_V1,
    CREDENTIALS_V2,
    DATA_INTEGRITY_V2,
    EXAMPLES_V2,
    VAKBEWIJS_V1,
    context_bytes,
)
from schemas.data_model.values import check_id, some_objects
from schemas.digests import Digest, digests_of, read_digest_multibase, read_digest_sri
from schemas.documents import JsonObject
from schemas.errors import MalformedDocumentError

# Bundled files whose bytes are the published ones; other copies have a layout of their own.
_AS_PUBLISHED = frozenset({CREDENTIALS_V2, DATA_INTEGRITY_V2, EXAMPLES_V2, VAKBEWIJS_V1})

# Digests of published bytes that we do not have; `SOURCES.md` says who published them where.
_PUBLISHED: Mapping[str, frozenset[Digest]] = {
    CREDENTIALS_V1: frozenset(
        {Digest("sha256", bytes.fromhex("ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc"))}
    ),
    # The revision of 20 July 2024.
    CREDENTIALS_V2: frozenset(
        {
            Digest(
                "sha256", bytes.fromhex("24a18c90e9856d526111f29376e302d970b2bd10182e33959995b0207d7043b9")
            ),
            Digest(
                "sha384",
                base64.b64decode("NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg"),
            ),
        }
    ),
}


def check_related_resources(document: JsonObject) -> None:
    """Refuse resources without an id of their own or a digest, and digests of other than the published bytes.

    A resource that we have no copy of can't be compared: only the form of its digest is checked then, as for
    a digest by a function for which nothing was published. Nothing is ever fetched.

    Raises `MalformedDocumentError`: `document.not_an_object`, `document.empty_array`, `document.no_id`,
    `document.url`, `document.duplicate_id`, `document.no_digest`, `document.digest`, `document.other_digest`.
    """
    seen = set()
    for place, resource in some_objects(document, "relatedResource"):
        check_id(resource, place)
        identifier = members.text(resource, "id", place)
        if identifier in seen:
            raise members.malformed("document.duplicate_id", f"{place}/id", identifier)
        seen.add(identifier)
        _check_digests(resource, identifier, place)


def _check_digests(resource: JsonObject, identifier: str, at: str) -> None:
    found = 0
    for name in ("digestSRI", "digestMultibase"):
        for text in members.texts(resource, name, at):
            found += 1
            try:
                digests = (
                    read_digest_sri(text) if name == "digestSRI" else frozenset({read_digest_multibase(text)})
                )
            except MalformedDocumentError as error:
                raise MalformedDocumentError(
                    error.code, detail=error.detail, pointer=f"{at}/{name}"
                ) from error
            if not _is_published(identifier, digests):
                raise members.malformed("document.other_digest", f"{at}/{name}", text)
    if not found:
        raise MalformedDocumentError("document.no_digest", pointer=at)


def _is_published(identifier: str, digests: frozenset[Digest]) -> bool:
    """Say whether one of the digests is that of a published resource, or none of them can be compared."""
    published = _published_digests(identifier)
    functions = {digest.algorithm for digest in published}
    return bool(digests & published) or not any(digest.algorithm in functions for digest in digests)


@cache
def _bundled_digests(url: str) -> frozenset[Digest]:
    return digests_of(context_bytes(url))


def _published_digests(url: str) -> frozenset[Digest]:
    return _PUBLISHED.get(url, frozenset()) | (_bundled_digests(url) if url in _AS_PUBLISHED else frozenset())
