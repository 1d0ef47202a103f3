"""The ZIP of an export: files by name, a manifest with the digest of each, and her signature under that.

    README.txt, index.html, index.en.html   for people
    verify.py                               for whoever wants to verify it all, without us
    credentials/*.json, *.jwt               the signed bytes as they were received
    facts/index.json, facts/*               keys, status lists and trust lists, as they were at this time
    contexts/index.json, contexts/*         the JSON-LD contexts that say what the terms mean
    portfolio/*, files/*, shares.json       what the other parts of the wallet keep
    manifest.json, manifest.proof.json      every file with its SHA-256; the presentation that signs that

The file on disk has no name: nothing of a half-made export is left behind, whatever happens.
"""

import hashlib
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from schemas import documents
from schemas.dates import format_instant
from schemas.documents import JsonObject, JsonValue
from wallet.holder import Holder
from wallet.presenting import present_key

FORMAT = "vakbewijs-wallet-export-1"
MANIFEST, MANIFEST_PROOF = "manifest.json", "manifest.proof.json"
CREDENTIALS = "credentials/"

# What stays in memory; more goes to a file without a name.
_MEMORY_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the ZIP. `name` is ours: letters, digits, dots, hyphens and slashes."""

    name: str
    content: bytes


def write_bundle(entries: Iterable[Entry], *, holder: Holder, at: datetime) -> IO[bytes]:
    """Return the ZIP, at its start; the caller closes it. One entry is in memory at a time."""
    target: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_MEMORY_BYTES)  # noqa: SIM115  (the caller's)
    files: list[JsonValue] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        for entry in entries:
            digest = hashlib.sha256(entry.content).hexdigest()
            files.append({"name": entry.name, "sha256": digest, "size": len(entry.content)})
            bundle.writestr(_member(entry.name, at), entry.content)
        for entry in _signed_manifest(files, holder=holder, at=at):
            bundle.writestr(_member(entry.name, at), entry.content)
    target.seek(0)
    return target


def manifest_challenge(manifest: bytes) -> str:
    """Return what the holder signs: the digest of the manifest, which no desk asks for as a challenge."""
    return f"{FORMAT}:sha256:{hashlib.sha256(manifest).hexdigest()}"


def _signed_manifest(files: list[JsonValue], *, holder: Holder, at: datetime) -> Iterator[Entry]:
    stated: JsonObject = {
        "format": FORMAT,
        "created": format_instant(at),
        "holder": holder.did,
        "files": files,
    }
    manifest = documents.serialize(stated)
    yield Entry(MANIFEST, manifest)
    proof = present_key(holder=holder, challenge=manifest_challenge(manifest), domain=FORMAT, created=at)
    yield Entry(MANIFEST_PROOF, documents.serialize(proof))


def _member(name: str, at: datetime) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, at.timetuple()[:6])
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    return member
