"""Sealing secrets at rest: authenticated encryption bound to a place, and keys for it.

A sealed value opens only under the same key AND in the same context: a text that names the place where it
belongs (`wallet:<id>:documents:<row>`), so that two sealed values that change places no longer open.

Layout of a sealed value: version byte 1, 12 bytes nonce, AES-256-GCM ciphertext with its 16-byte tag; the
version byte and the context are the associated data. With random nonces one key may seal 2**32 values
(https://csrc.nist.gov/pubs/sp/800/38/d/final section 8.3), far above what one owner stores.
"""

import secrets
import unicodedata
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from keys.errors import SealError

KEY_BYTES = 32
SALT_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16
_VERSION = b"\x01"

# Bounds on stored Argon2id parameters, so that a changed file can't make us claim all memory or time.
_MAX_MEMORY_KIB = 1024 * 1024
_MAX_ITERATIONS = 16
_MAX_LANES = 16
# A passphrase is typed or generated; 1024 characters is far beyond both and keeps normalising cheap.
_MAX_PASSPHRASE_CHARACTERS = 1024


def new_key() -> bytes:
    """Return 32 random bytes for `seal`."""
    return secrets.token_bytes(KEY_BYTES)


def new_salt() -> bytes:
    """Return a random salt for `key_from_passphrase`; stored beside what the key seals, not secret."""
    return secrets.token_bytes(SALT_BYTES)


def seal(key: bytes, plaintext: bytes, *, context: str) -> bytes:
    """Encrypt and authenticate `plaintext` (any length, also empty) for one context.

    Raises `ValueError` for a key that is not 32 bytes: a mistake of the program.
    """
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _VERSION + nonce + _cipher(key).encrypt(nonce, plaintext, _associated(context))


def unseal(key: bytes, sealed: bytes, *, context: str) -> bytes:
    """Decrypt what `seal` made with the same key and context.

    Raises `SealError("seal.broken")`, without saying which of key, context or content is wrong.
    """
    if len(sealed) < len(_VERSION) + _NONCE_BYTES + _TAG_BYTES or sealed[:1] != _VERSION:
        raise SealError("seal.broken", detail="not a sealed value of version 1")
    nonce, ciphertext = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return _cipher(key).decrypt(nonce, ciphertext, _associated(context))
    except InvalidTag as error:
        raise SealError("seal.broken", detail=f"context {context!r}") from error


def derive(secret: bytes, *, label: str) -> bytes:
    """Derive 32 bytes from a secret with enough entropy of its own (HKDF-SHA-256, RFC 5869).

    Different labels give independent keys. NOT for passphrases: see `key_from_passphrase`.
    """
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=label.encode()).derive(secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassphraseCost:
    """What one guess of a passphrase costs (Argon2id, https://www.rfc-editor.org/rfc/rfc9106)."""

    memory_kib: int
    iterations: int
    lanes: int

    def __post_init__(self) -> None:
        if not (
            8 * self.lanes <= self.memory_kib <= _MAX_MEMORY_KIB
            and 1 <= self.iterations <= _MAX_ITERATIONS
            and 1 <= self.lanes <= _MAX_LANES
        ):
            raise SealError("seal.unreasonable_cost", detail=str(self))

    @classmethod
    def interactive(cls) -> "PassphraseCost":
        """The second recommended choice of RFC 9106 section 4: 64 MiB, 3 passes, 4 lanes."""
        return cls(memory_kib=64 * 1024, iterations=3, lanes=4)

    @classmethod
    def for_tests(cls) -> "PassphraseCost":
        """The least that Argon2id allows: fast, and no protection at all."""
        return cls(memory_kib=8, iterations=1, lanes=1)

    def to_text(self) -> str:
        """Write the parameters as they are stored: `argon2id m=65536,t=3,p=4`."""
        return f"argon2id m={self.memory_kib},t={self.iterations},p={self.lanes}"

    @classmethod
    def from_text(cls, text: str) -> "PassphraseCost":
        """Read stored parameters; raises `SealError("seal.unreasonable_cost")`."""
        try:
            algorithm, _, parameters = text.partition(" ")
            names, values = zip(*(pair.split("=") for pair in parameters.split(",")), strict=True)
            memory, iterations, lanes = (int(value) for value in values)
        except ValueError as error:
            raise SealError("seal.unreasonable_cost", detail=repr(text)) from error
        if algorithm != "argon2id" or names != ("m", "t", "p"):
            raise SealError("seal.unreasonable_cost", detail=repr(text))
        return cls(memory_kib=memory, iterations=iterations, lanes=lanes)


def key_from_passphrase(passphrase: str, *, salt: bytes, cost: PassphraseCost) -> bytes:
    """Derive 32 bytes from a passphrase (NFKC-normalised, so that keyboards agree) by Argon2id.

    Raises `SealError`: `seal.empty_passphrase`, `seal.long_passphrase`; `ValueError` for a short salt.
    """
    if not passphrase:
        raise SealError("seal.empty_passphrase")
    if len(passphrase) > _MAX_PASSPHRASE_CHARACTERS:
        raise SealError("seal.long_passphrase", detail=f"{len(passphrase)} characters")
    if len(salt) < SALT_BYTES:
        raise ValueError("a salt has at least 16 bytes")
    return hash_secret_raw(
        unicodedata.normalize("NFKC", passphrase).encode(errors="surrogatepass"),
        salt,
        time_cost=cost.iterations,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _cipher(key: bytes) -> AESGCM:
    if len(key) != KEY_BYTES:
        raise ValueError("a sealing key has 32 bytes")
    return AESGCM(key)


def _associated(context: str) -> bytes:
    return _VERSION + context.encode(errors="surrogatepass")
