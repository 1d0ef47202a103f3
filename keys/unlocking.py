"""What opens a key store: a passphrase that a person or the environment gives, or a key file."""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from keys import sealing
from keys.encoding import base64url_decode, base64url_encode
from keys.errors import KeyStoreError
from schemas.errors import MalformedDocumentError

_MAX_KEY_FILE_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Passphrase:
    """A passphrase; its representation does not show it."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A file that holds 32 random bytes as base64url text; whoever reads it opens the store."""

    path: Path

    @classmethod
    def create(cls, path: Path) -> "KeyFile":
        """Write a new key file that only its owner may read.

        Raises `KeyStoreError("keystore.exists")`: a key file is never overwritten.
        """
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError as error:
            raise KeyStoreError("keystore.exists", detail=str(path)) from error
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(base64url_encode(sealing.new_key()) + "\n")
            file.flush()
            os.fsync(file.fileno())
        return cls(path)

    @classmethod
    def made_once(cls, path: Path) -> "KeyFile":
        """Return the key file at a path, making it at the first start; of two at once one wins."""
        if not path.exists():
            draft = cls.create(path.with_name(f"{path.name}.{secrets.token_hex(8)}"))
            try:
                os.link(draft.path, path)
            except FileExistsError:
                pass
            finally:
                draft.path.unlink()
        return cls(path)

    def read_key(self) -> bytes:
        """Return the sealing key that the file stands for.

        Raises `KeyStoreError`: `keystore.no_key_file`, `keystore.wrong_key_file`.
        """
        try:
            with self.path.open("rb") as file:
                content = file.read(_MAX_KEY_FILE_BYTES)
        except OSError as error:
            raise KeyStoreError("keystore.no_key_file", detail=f"{self.path}: {error.strerror}") from error
        try:
            secret = base64url_decode(content.decode("ascii").strip())
        except (UnicodeDecodeError, MalformedDocumentError) as error:
            raise KeyStoreError("keystore.wrong_key_file", detail=str(self.path)) from error
        if len(secret) != sealing.KEY_BYTES:
            raise KeyStoreError("keystore.wrong_key_file", detail=f"{self.path}: {len(secret)} bytes")
        return sealing.derive(secret, label="vakbewijs key store")


Unlock = Passphrase | KeyFile
