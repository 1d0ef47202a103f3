"""A holder's keys in a file of their own, under a passphrase that she chooses for it.

Whoever has the file and its passphrase can prove to be the subject of her certificates; without these keys a
copy elsewhere shows what she has and not that it is hers. The file is JSON:

    {"format": "vakbewijs-holder-keys-1", "cost": "argon2id m=65536,t=3,p=4", "salt": "...", "sealed": "..."}

`salt` and `sealed` are base64url. `sealed` is laid out as `keys.sealing` says, under a key by Argon2id and
with the format as context. It holds `{"keys": [{"id": <did:key>, "type": "Ed25519", "secret": "..."}]}`, the
oldest key first.
"""

import json
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ValidationError

from keys import sealing
from keys.did_key import did_key_for
from keys.encoding import base64url_decode, base64url_encode
from keys.errors import InvalidKeyError, SealError
from keys.key_types import KeyType
from keys.sealing import PassphraseCost
from keys.signer import PrivateKey
from schemas.errors import MalformedDocumentError
from wallet.errors import KeyFileError

FORMAT = "vakbewijs-holder-keys-1"
# A wallet has one key, or a few; a file of them has some 500 bytes.
MAX_FILE_BYTES = 64 * 1024


class _KeyFile(BaseModel, frozen=True, extra="forbid"):
    format: Literal["vakbewijs-holder-keys-1"]
    cost: str
    salt: str
    sealed: str


class _Key(BaseModel, frozen=True, extra="forbid"):
    id: str
    type: KeyType
    secret: str


class _Keys(BaseModel, frozen=True, extra="forbid"):
    keys: tuple[_Key, ...]


def write(keys: Sequence[PrivateKey], *, passphrase: str, cost: PassphraseCost) -> bytes:
    """Return the file with these keys. Slow on purpose; does not judge the passphrase."""
    salt = sealing.new_salt()
    key = sealing.key_from_passphrase(passphrase, salt=salt, cost=cost)
    content = _Keys(
        keys=tuple(
            _Key(
                id=did_key_for(private.public_key),
                type=private.key_type,
                secret=base64url_encode(private.secret),
            )
            for private in keys
        )
    )
    sealed = sealing.seal(key, content.model_dump_json().encode(), context=FORMAT)
    file = {
        "format": FORMAT,
        "cost": cost.to_text(),
        "salt": base64url_encode(salt),
        "sealed": base64url_encode(sealed),
    }
    return json.dumps(file, indent=2).encode() + b"\n"


def read(data: bytes, *, passphrase: str) -> list[PrivateKey]:
    """Return the keys of a file that `write` made. Slow on purpose.

    Raises `KeyFileError`: `key_file.unreadable` (no such file, or changed), `key_file.wrong` (the passphrase
    does not open it, or what it seals was changed).
    """
    try:
        file = _KeyFile.model_validate_json(data[: MAX_FILE_BYTES + 1])
        salt, sealed = base64url_decode(file.salt), base64url_decode(file.sealed)
        cost = PassphraseCost.from_text(file.cost)
        if len(salt) < sealing.SALT_BYTES:
            raise KeyFileError("key_file.unreadable", detail="a short salt")
    except (ValidationError, MalformedDocumentError, SealError) as error:
        raise KeyFileError("key_file.unreadable", detail=type(error).__name__) from error
    try:
        key = sealing.key_from_passphrase(passphrase, salt=salt, cost=cost)
        content = _Keys.model_validate_json(sealing.unseal(key, sealed, context=FORMAT))
        return [_private_key(entry) for entry in content.keys]
    except (SealError, ValidationError, MalformedDocumentError, InvalidKeyError, ValueError) as error:
        raise KeyFileError("key_file.wrong", detail=type(error).__name__) from error


def _private_key(entry: _Key) -> PrivateKey:
    private = PrivateKey(entry.type, base64url_decode(entry.secret))
    if did_key_for(private.public_key) != entry.id:
        raise ValueError("a key that is not the one it is named")
    return private
