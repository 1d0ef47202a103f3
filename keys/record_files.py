"""The contents of a key store's files: how a record and its secret become bytes, and are read back."""

from datetime import datetime

from keys import sealing
from keys.algorithms import PublicKey
from keys.canonicalization import canonicalize_json
from keys.encoding import base64url_decode, base64url_encode
from keys.errors import KeyStoreError, SealError
from keys.key_store import KeyId, KeyRecord, KeyState
from keys.sealing import PassphraseCost
from keys.unlocking import KeyFile, Unlock
from schemas.dates import format_instant, parse_instant
from schemas.documents import JsonObject, parse_object, serialize
from schemas.errors import DomainError

_VERSION = 1
_CHECK_CONTEXT = "vakbewijs key store 1"
_CHECK = b"this store opens"
_DATES = ("created", "retired", "compromised", "destroyed")


def sealed_store(unlock: Unlock, cost: PassphraseCost) -> bytes:
    """Return the contents of a new `store.json`."""
    if isinstance(unlock, KeyFile):
        key, how = unlock.read_key(), {"kind": "key-file"}
    else:
        salt = sealing.new_salt()
        key = sealing.key_from_passphrase(unlock.text, salt=salt, cost=cost)
        how = {"kind": "passphrase", "cost": cost.to_text(), "salt": base64url_encode(salt)}
    check = base64url_encode(sealing.seal(key, _CHECK, context=_CHECK_CONTEXT))
    return serialize({"version": _VERSION, "unlock": {**how}, "check": check})


def open_store(content: bytes, unlock: Unlock) -> bytes:
    """Return the key of a store whose `store.json` has this content.

    Raises `KeyStoreError`: `keystore.damaged`, `keystore.other_unlock`, `keystore.wrong_passphrase`,
    `keystore.wrong_key_file`, `keystore.no_key_file`.
    """
    try:
        store = parse_object(content)
        _check_version(store)
        how, check = _object(store, "unlock"), base64url_decode(_text(store, "check"))
        key = _store_key(how, unlock)
    except KeyStoreError:
        raise
    except (DomainError, ValueError) as error:
        raise KeyStoreError("keystore.damaged", detail=f"store.json: {error}") from error
    try:
        sealing.unseal(key, check, context=_CHECK_CONTEXT)
    except SealError as error:
        wrong = "keystore.wrong_key_file" if isinstance(unlock, KeyFile) else "keystore.wrong_passphrase"
        raise KeyStoreError(wrong, detail="the store does not open") from error
    return key


def write_record(record: KeyRecord, secret: bytes, key: bytes) -> bytes:
    """Return the contents of a record's file; `secret` is empty once the private half is erased."""
    members = _members(record)
    sealed = sealing.seal(key, secret, context=_record_context(members))
    return serialize({**members, "sealed": base64url_encode(sealed)})


def read_record(content: bytes, key: bytes) -> tuple[KeyRecord, bytes]:
    """Return a record and its secret from the contents of its file.

    Raises `KeyStoreError("keystore.damaged")`, also for any public member that was changed.
    """
    try:
        members = parse_object(content)
        _check_version(members)
        sealed = base64url_decode(_text(members, "sealed"))
        del members["sealed"]
        secret = sealing.unseal(key, sealed, context=_record_context(members))
        record = KeyRecord(
            owner=_text(members, "owner"),
            key_id=KeyId(_text(members, "keyId")),
            public_key=PublicKey.from_multikey(_text(members, "keyId")),
            verification_method=_text(members, "verificationMethod"),
            state=KeyState(_text(members, "state")),
            created=parse_instant(_text(members, "created")),
            retired=_instant(members, "retired"),
            compromised=_instant(members, "compromised"),
            destroyed=_instant(members, "destroyed"),
        )
    except KeyStoreError:
        raise
    except (DomainError, ValueError) as error:
        raise KeyStoreError("keystore.damaged", detail=f"key record: {error}") from error
    return record, secret


def _store_key(how: JsonObject, unlock: Unlock) -> bytes:
    """Return the key that `unlock` gives under the store's own parameters; it may be the wrong one."""
    kind = _text(how, "kind")
    if (kind == "key-file") != isinstance(unlock, KeyFile):
        raise KeyStoreError("keystore.other_unlock", detail=f"this store opens with a {kind}")
    if isinstance(unlock, KeyFile):
        return unlock.read_key()
    cost = PassphraseCost.from_text(_text(how, "cost"))
    salt = base64url_decode(_text(how, "salt"))
    return sealing.key_from_passphrase(unlock.text, salt=salt, cost=cost)


def _members(record: KeyRecord) -> JsonObject:
    members: JsonObject = {
        "version": _VERSION,
        "owner": record.owner,
        "keyId": record.key_id,
        "verificationMethod": record.verification_method,
        "state": record.state.value,
    }
    for name in _DATES:
        moment: datetime | None = getattr(record, name)
        if moment is not None:
            members[name] = format_instant(moment)
    return members


def _record_context(members: JsonObject) -> str:
    return "vakbewijs key record " + canonicalize_json(members).decode()


def _check_version(members: JsonObject) -> None:
    if members.get("version") != _VERSION:
        raise KeyStoreError("keystore.damaged", detail=f"version {members.get('version')!r}")


def _instant(members: JsonObject, name: str) -> datetime | None:
    return parse_instant(_text(members, name)) if name in members else None


def _text(members: JsonObject, name: str) -> str:
    value = members.get(name)
    if not isinstance(value, str):
        raise KeyStoreError("keystore.damaged", detail=f"{name} is missing")
    return value


def _object(members: JsonObject, name: str) -> JsonObject:
    value = members.get(name)
    if not isinstance(value, dict):
        raise KeyStoreError("keystore.damaged", detail=f"{name} is missing")
    return value
