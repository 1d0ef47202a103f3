"""The instance folder keeps the address that stands inside its signed documents."""

from pathlib import Path

import pytest

from web.instance import Instance, InstanceError, home_from_environment

ADDRESS = "http://localhost:8000"


def test_a_second_start_under_another_address_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    Instance.open(tmp_path, base_url=ADDRESS)
    before = (tmp_path / "instance.json").read_bytes()

    with pytest.raises(InstanceError) as refused:
        Instance.open(tmp_path, base_url="http://localhost:9000")

    assert refused.value.code == "instance.other_address"
    assert refused.value.parameters == {"stored": ADDRESS, "asked": "http://localhost:9000"}
    assert (tmp_path / "instance.json").read_bytes() == before


@pytest.mark.parametrize("content", ["", "[]", "{}", "not json", '{"base_url": '])
def test_a_damaged_record_is_said_and_never_overwritten(tmp_path: Path, content: str) -> None:
    (tmp_path / "instance.json").write_text(content)

    with pytest.raises(InstanceError) as refused:
        Instance.open(tmp_path, base_url=ADDRESS)

    assert refused.value.code == "instance.unreadable"
    assert (tmp_path / "instance.json").read_text() == content


def test_a_second_start_under_the_same_address_goes_on(tmp_path: Path) -> None:
    first = Instance.open(tmp_path / "new" / "folder", base_url=ADDRESS)

    assert Instance.open(tmp_path / "new" / "folder", base_url=ADDRESS) == first


def test_only_the_owner_can_look_into_a_new_folder(tmp_path: Path) -> None:
    Instance.open(tmp_path / "home", base_url=ADDRESS)

    assert (tmp_path / "home").stat().st_mode & 0o077 == 0


def test_the_environment_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAKBEWIJS_HOME", str(tmp_path / "elsewhere"))

    assert home_from_environment() == tmp_path / "elsewhere"
