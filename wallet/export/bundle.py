"""The ZIP of an export: files by name, a manifest with the digest of each, and her signature under that.

    README.txt, index.html, index.en.html   for people
    verify.py                               for whoever wants to verify it all, without us
    credentials/*.json, *.jwt               the signed bytes as they were received
    facts/index.json, facts/*               keys, status lists and trust lists, as they were at this time
    contexts/index.json, contexts/*         the JSON-LD contexts that say what the terms mean
    portfolio/*, shares.json                what she wrote, which certificate is which, with whom she shared
    files/index.json, files/*               her photos, films and papers, and what is known of each
    references/index.json                   what others wrote about her
    manifest.json, manifest.proof.json      every file with its SHA-256; the presentation that signs that

What does not fit into memory goes to a sealed file without a name: nothing of a half-made export is left
behind, whatever happens.
"""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, cast

from sqlalchemy.orm import Session

from schemas import documents
from schemas.dates import format_instant
from schemas.documents import JsonObject, JsonValue
from wallet.evidence.storage import Storage
from wallet.holder import Holder
from wallet.presenting import present_key
from wallet.sealed_spool import SealedSpool
from wallet.vault import Vault

FORMAT = "vakbewijs-wallet-export-1"
MANIFEST, MANIFEST_PROOF = "manifest.json", "manifest.proof.json"
CREDENTIALS = "credentials/"

# Photos and films are packed already; more effort than this makes them no smaller.
_FILES_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Source:
    """What a part of the wallet draws on when it contributes to an export."""

    session: Session
    vault: Vault
    storage: Storage
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the ZIP. `name` is ours: letters, digits, dots, hyphens and slashes."""

    name: str
    content: bytes
    is_packed: bool = False


@dataclass(frozen=True, slots=True)
class _Onward:
    """A target that can't go back, so that the ZIP is written from its start to its end."""

    target: SealedSpool

    def write(self, content: bytes) -> int:
        return self.target.write(content)

    def flush(self) -> None:
        """Nothing waits."""


def write_bundle(entries: Iterable[Entry], *, holder: Holder, at: datetime) -> IO[bytes]:
    """Return the ZIP, at its start; the caller closes it. One entry is in memory at a time."""
    target = SealedSpool()
    files: list[JsonValue] = []
    with zipfile.ZipFile(cast(IO[bytes], _Onward(target)), "w", zipfile.ZIP_DEFLATED) as bundle:
        for entry in entries:
            digest = hashlib.sha256(entry.content).hexdigest()
            files.append({"name": entry.name, "sha256": digest, "size": len(entry.content)})
            level = _FILES_LEVEL if entry.is_packed else None
            bundle.writestr(_member(entry.name, at), entry.content, compresslevel=level)
        for entry in _signed_manifest(files, holder=holder, at=at):
            bundle.writestr(_member(entry.name, at), entry.content)
    target.seek(0)
    return cast(IO[bytes], target)


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
