"""What every key store promises, asked of each one; and what the encrypted directory adds (OP-01, OP-03)."""

import json
import os
import stat
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from keys.algorithms import KeyType
from keys.did_key import verification_method_for
from keys.directory_store import DirectoryKeyStore
from keys.encoding import base58_encode, base64url_encode
from keys.errors import KeyStoreError
from keys.key_store import InMemoryKeyStore, KeyId, KeyState, KeyStore
from keys.sealing import PassphraseCost
from keys.signer import PrivateKey, generate
from keys.unlocking import KeyFile, Passphrase

COST = PassphraseCost.for_tests()
AT = datetime(2026, 6, 1, 12, 0, 0, 500, tzinfo=UTC)
METHOD = "did:web:roc.example.nl#key-1"
UNLOCK = Passphrase("correct horse")


@pytest.fixture(params=["directory", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> KeyStore:
    if request.param == "memory":
        return InMemoryKeyStore()
    return DirectoryKeyStore(tmp_path / "keys", unlock=UNLOCK, cost=COST)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.fixture
def directory(folder: Path) -> DirectoryKeyStore:
    return DirectoryKeyStore(folder, unlock=UNLOCK, cost=COST)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(KeyStoreError) as refused:
        act()
    return refused.value.code


# --- the contract


def test_pf_05_a_key_from_a_specification_is_not_taken_over(store: KeyStore) -> None:
    published = PrivateKey(KeyType.ED25519, bytes(32))
    assert (
        code_of(lambda: store.import_key("roc", published, verification_method=METHOD, at=AT))
        == "keystore.published_key"
    )
    assert store.records("roc") == ()


def test_a_key_of_another_owner_is_unknown(store: KeyStore) -> None:
    record = store.create("roc", KeyType.ED25519, verification_method=METHOD, at=AT)
    assert store.records("evc") == ()
    for act in (store.retire, store.compromise, store.destroy):
        assert code_of(lambda act=act: act("evc", record.key_id, at=AT)) == "keystore.unknown_key"
    assert code_of(lambda: store.signer("evc", record.key_id)) == "keystore.unknown_key"


@pytest.mark.parametrize("key_id", ["", "x", "../store", "z6Mk/../../x", "store", "z" * 60])
def test_pf_03_an_id_that_is_none_is_unknown(store: KeyStore, key_id: str) -> None:
    assert code_of(lambda: store.signer("roc", KeyId(key_id))) == "keystore.unknown_key"


def test_the_same_key_is_not_taken_over_twice(store: KeyStore) -> None:
    private_key = generate()
    store.import_key("roc", private_key, verification_method=METHOD, at=AT)
    act = lambda: store.import_key("roc", private_key, verification_method=METHOD, at=AT)  # noqa: E731
    assert code_of(act) == "keystore.exists"


@pytest.mark.parametrize("end", ["retire", "compromise", "destroy"])
def test_op_03_a_key_that_is_no_longer_active_does_not_sign(store: KeyStore, end: str) -> None:
    record = store.create("roc", KeyType.ED25519, verification_method=METHOD, at=AT)
    later = AT + timedelta(days=1)
    ended = getattr(store, end)("roc", record.key_id, at=later)
    assert code_of(lambda: store.signer("roc", record.key_id)) == "keystore.not_active"
    assert store.records("roc") == (ended,)
    assert ended.public_key == record.public_key
    moment = {"retire": ended.retired, "compromise": ended.compromised, "destroy": ended.destroyed}[end]
    assert moment == later.replace(microsecond=0)


@pytest.mark.parametrize(
    ("steps", "refused"),
    [
        (["retire"], "retire"),
        (["compromise"], "retire"),
        (["compromise"], "compromise"),
        (["destroy"], "retire"),
        (["destroy"], "compromise"),
        (["destroy"], "destroy"),
    ],
)
def test_op_03_a_state_never_moves_back(store: KeyStore, steps: list[str], refused: str) -> None:
    record = store.create("roc", KeyType.ED25519, verification_method=METHOD, at=AT)
    for step in steps:
        getattr(store, step)("roc", record.key_id, at=AT)
    assert code_of(lambda: getattr(store, refused)("roc", record.key_id, at=AT)) == "keystore.wrong_state"


def test_op_03_every_date_of_a_long_life_is_kept(store: KeyStore) -> None:
    record = store.create("roc", KeyType.P256, verification_method=METHOD, at=AT)
    for days, step in enumerate(("retire", "compromise", "destroy"), start=1):
        getattr(store, step)("roc", record.key_id, at=AT + timedelta(days=days))
    (found,) = store.records("roc")
    assert found.state is KeyState.DESTROYED
    dates = [found.created, found.retired, found.compromised, found.destroyed]
    assert dates == [AT.replace(microsecond=0) + timedelta(days=days) for days in range(4)]


@pytest.mark.parametrize("key_type", list(KeyType))
def test_a_new_key_signs_under_its_name(store: KeyStore, key_type: KeyType) -> None:
    record = store.create("roc", key_type, verification_method=METHOD, at=AT)
    signer = store.signer("roc", record.key_id)
    assert (signer.verification_method, signer.public_key) == (METHOD, record.public_key)
    record.public_key.verify(signer.sign(b"data"), b"data")
    assert record.state is KeyState.ACTIVE
    assert record.created == AT.replace(microsecond=0)


def test_a_key_can_be_named_by_itself(store: KeyStore) -> None:
    record = store.create("w", KeyType.ED25519, verification_method=verification_method_for, at=AT)
    assert record.verification_method == verification_method_for(record.public_key)


def test_an_imported_key_is_the_same_key(store: KeyStore) -> None:
    private_key = generate(KeyType.P384)
    record = store.import_key("roc", private_key, verification_method=METHOD, at=AT)
    assert store.signer("roc", record.key_id).sign(b"x") == private_key.sign(b"x")


def test_keys_are_listed_oldest_first(store: KeyStore) -> None:
    made = [
        store.create("roc", KeyType.ED25519, verification_method=METHOD, at=AT - timedelta(days=days))
        for days in range(5)
    ]
    assert store.records("roc") == tuple(reversed(made))


def test_an_owner_with_any_name_has_keys(store: KeyStore) -> None:
    for owner in ("../../etc", "", "ROC Zeeland / Vlissingen", "\u00e9", "a" * 500):
        record = store.create(owner, KeyType.ED25519, verification_method=METHOD, at=AT)
        assert store.records(owner) == (record,)


# --- the directory


def record_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*.json"))


def test_op_01_a_wrong_passphrase_is_told_clearly(directory: DirectoryKeyStore, folder: Path) -> None:
    assert (
        code_of(lambda: DirectoryKeyStore(folder, unlock=Passphrase("wrong"))) == "keystore.wrong_passphrase"
    )
    other = KeyFile.create(folder.parent / "other.key")
    assert code_of(lambda: DirectoryKeyStore(folder, unlock=other)) == "keystore.other_unlock"


def test_op_01_a_key_file_opens_the_store_and_another_does_not(tmp_path: Path) -> None:
    key_file, other = KeyFile.create(tmp_path / "a.key"), KeyFile.create(tmp_path / "b.key")
    record = DirectoryKeyStore(tmp_path / "keys", unlock=key_file).create(
        "roc", KeyType.ED25519, verification_method=METHOD, at=AT
    )
    again = DirectoryKeyStore(tmp_path / "keys", unlock=KeyFile(tmp_path / "a.key"))
    assert again.records("roc") == (record,)
    open_with = lambda unlock: lambda: DirectoryKeyStore(tmp_path / "keys", unlock=unlock)  # noqa: E731
    assert code_of(open_with(other)) == "keystore.wrong_key_file"
    assert code_of(open_with(KeyFile(tmp_path / "gone.key"))) == "keystore.no_key_file"
    assert code_of(open_with(UNLOCK)) == "keystore.other_unlock"
    for content in (b"", b"short", b"\xff" * 43, b"A" * 42, b"x" * 5000):
        (tmp_path / "bad.key").write_bytes(content)
        assert code_of(open_with(KeyFile(tmp_path / "bad.key"))) == "keystore.wrong_key_file"
    assert code_of(lambda: KeyFile.create(tmp_path / "a.key")) == "keystore.exists"


def test_op_01_nothing_secret_stands_in_the_directory(directory: DirectoryKeyStore, folder: Path) -> None:
    private_key = generate(KeyType.P384)
    directory.import_key("roc", private_key, verification_method=METHOD, at=AT)
    text = "correct horse"
    for file in (file for file in folder.rglob("*") if file.is_file()):
        content = file.read_bytes()
        for secret in (
            private_key.secret,
            private_key.secret.hex().encode(),
            base64url_encode(private_key.secret).encode(),
            base58_encode(private_key.secret).encode(),
            text.encode(),
        ):
            assert secret not in content, file
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    for place in (folder, *(child for child in folder.iterdir() if child.is_dir())):
        assert stat.S_IMODE(place.stat().st_mode) == 0o700, place


def test_op_01_records_that_change_places_do_not_open(directory: DirectoryKeyStore, folder: Path) -> None:
    first = directory.create("roc", KeyType.ED25519, verification_method=METHOD, at=AT)
    second = directory.create("roc", KeyType.ED25519, verification_method=METHOD, at=AT)
    one, two = record_files(folder)
    content = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(content)
    for record in (first, second):
        assert code_of(lambda record=record: directory.signer("roc", record.key_id)) == "keystore.damaged"


def test_op_01_a_record_given_to_another_owner_does_not_open(
    directory: DirectoryKeyStore, folder: Path
) -> None:
    mine = directory.create("roc", KeyType.ED25519, verification_method=METHOD, at=AT)
    theirs = directory.create("evc", KeyType.ED25519, verification_method=METHOD, at=AT)
    files = {file.stem: file for file in record_files(folder)}
    stolen = files[theirs.key_id].parent / files[mine.key_id].name
    stolen.write_bytes(files[mine.key_id].read_bytes())
    assert code_of(lambda: directory.signer("evc", mine.key_id)) == "keystore.damaged"
    renamed = json.loads(stolen.read_bytes()) | {"owner": "evc"}
    stolen.write_text(json.dumps(renamed))
    assert code_of(lambda: directory.signer("evc", mine.key_id)) == "keystore.damaged"


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("state", "compromised"),
        ("created", "2020-01-01T00:00:00Z"),
        ("verificationMethod", "did:web:attacker.example#key-1"),
        ("retired", "2026-01-01T00:00:00Z"),
        ("version", 2),
        ("sealed", "AAAA"),
        ("sealed", 7),
        ("owner", None),
        ("extra", "x"),
    ],
)
def test_op_01_a_record_that_was_edited_does_not_open(
    member: str, value: object, directory: DirectoryKeyStore, folder: Path
) -> None:
    record = directory.create("roc", KeyType.ED25519, verification_method=METHOD, at=AT)
    (file,) = record_files(folder)
    file.write_text(json.dumps(json.loads(file.read_bytes()) | {member: value}))
    assert code_of(lambda: directory.records("roc")) == "keystore.damaged"
    assert code_of(lambda: directory.signer("roc", record.key_id)) == "keystore.damaged"


def test_op_03_a_retired_key_can_not_be_made_active_by_hand(
    directory: DirectoryKeyStore, folder: Path
) -> None:
    record = directory.create("roc", KeyType.ED25519, verification_method=METHOD, at=AT)
    directory.retire("roc", record.key_id, at=AT)
    (file,) = record_files(folder)
    members = json.loads(file.read_bytes()) | {"state": "active"}
    del members["retired"]
    file.write_text(json.dumps(members))
    assert code_of(lambda: directory.signer("roc", record.key_id)) == "keystore.damaged"


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"sealed":"AA"}', b"{" * 100])
def test_a_damaged_record_is_told_and_harms_no_other_owner(
    content: bytes, directory: DirectoryKeyStore, folder: Path
) -> None:
    directory.create("roc", KeyType.ED25519, verification_method=METHOD, at=AT)
    (file,) = record_files(folder)
    other = directory.create("evc", KeyType.ED25519, verification_method=METHOD, at=AT)
    file.write_bytes(content)
    assert code_of(lambda: directory.records("roc")) == "keystore.damaged"
    assert directory.records("evc") == (other,)


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 2},
        {"unlock": {}},
        {"unlock": {"kind": "passphrase", "cost": "argon2id m=99999999,t=1,p=1", "salt": "A" * 22}},
        {"unlock": {"kind": "passphrase", "cost": "argon2id m=8,t=1,p=1", "salt": "AAAA"}},
        {"check": 7},
    ],
    ids=repr,
)
def test_a_damaged_store_is_told(
    changes: dict[str, object], directory: DirectoryKeyStore, folder: Path
) -> None:
    file = folder / "store.json"
    file.write_text(json.dumps(json.loads(file.read_bytes()) | changes))
    assert code_of(lambda: DirectoryKeyStore(folder, unlock=UNLOCK)) == "keystore.damaged"


@pytest.mark.parametrize("end", ["retire", "compromise", "destroy"])
def test_op_01_the_private_half_is_really_gone(directory: DirectoryKeyStore, folder: Path, end: str) -> None:
    record = directory.create("roc", KeyType.ED25519, verification_method=METHOD, at=AT)
    (file,) = record_files(folder)
    sealed = json.loads(file.read_bytes())["sealed"]
    old = file.open("rb")
    getattr(directory, end)("roc", record.key_id, at=AT)
    # The blocks of the file that was replaced are overwritten, and the new one seals nothing.
    assert set(old.read()) == {0}
    old.close()
    assert len(json.loads(file.read_bytes())["sealed"]) < len(sealed)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_crash_while_writing_leaves_the_old_record(
    directory: DirectoryKeyStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = directory.create("roc", KeyType.ED25519, verification_method=METHOD, at=AT)

    def crash(*_args: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "replace", crash)
    with pytest.raises(OSError, match="no space"):
        directory.retire("roc", record.key_id, at=AT)
    monkeypatch.undo()
    assert directory.records("roc") == (record,)
    assert directory.signer("roc", record.key_id)
    (file,) = record_files(folder)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_store_is_the_same_when_it_is_opened_again(directory: DirectoryKeyStore, folder: Path) -> None:
    record = directory.create("roc", KeyType.P256, verification_method=METHOD, at=AT)
    again = DirectoryKeyStore(folder, unlock=UNLOCK)
    assert again.records("roc") == (record,)
    record.public_key.verify(again.signer("roc", record.key_id).sign(b"x"), b"x")


def test_op_03_two_that_end_a_key_at_once_do_not_both_succeed(directory: DirectoryKeyStore) -> None:
    record = directory.create("roc", KeyType.ED25519, verification_method=METHOD, at=AT)
    outcomes: list[str] = []

    def retire() -> None:
        try:
            directory.retire("roc", record.key_id, at=AT)
            outcomes.append("retired")
        except KeyStoreError as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=retire) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["keystore.wrong_state"] * 7 + ["retired"]


def test_a_passphrase_does_not_show_itself() -> None:
    assert "horse" not in repr(UNLOCK)
