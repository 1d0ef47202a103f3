"""Starting the demo: what it refuses, what it leaves alone, and which address it takes."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vakbewijs.cli import main
from vakbewijs.demo.seeding import clear_unfinished, demo_folder
from vakbewijs.local_server import listen
from web.instance import Instance, stored_address


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAKBEWIJS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def busy_port() -> Iterator[int]:
    with listen(0) as taken:
        yield taken.getsockname()[1]


def _start(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["demo", *arguments])


def test_a_port_that_is_in_use_does_not_become_the_address_of_the_folder(home: Path, busy_port: int) -> None:
    refused = _start("--port", str(busy_port))

    assert refused.exit_code == 1
    assert f"port {busy_port} is in use" in refused.output
    assert "PORT=" in refused.output
    assert stored_address(home) is None


def test_without_a_port_a_demo_goes_on_where_it_was(home: Path, busy_port: int) -> None:
    Instance.open(home, base_url=f"http://localhost:{busy_port}")
    _complete(home)

    refused = _start()

    assert f"port {busy_port} is in use" in refused.output, "it tried its own port, not the usual one"


def test_another_port_than_that_of_a_complete_demo_is_refused_with_the_reason(home: Path) -> None:
    Instance.open(home, base_url="http://localhost:8000")
    _complete(home)

    with listen(0) as free:
        other = free.getsockname()[1]
    refused = _start("--port", str(other))

    assert refused.exit_code == 1
    assert "was started as http://localhost:8000" in refused.output
    assert stored_address(home) == "http://localhost:8000"


@pytest.mark.parametrize("party", ["issuer", "wallet", "verifier", "register"])
def test_an_installation_that_no_demo_made_is_refused_and_left_alone(
    home: Path, busy_port: int, party: str
) -> None:
    database = home / party / f"{party}.sqlite3"
    database.parent.mkdir(parents=True)
    database.write_bytes(b"somebody's records")

    refused = _start("--port", str(busy_port))

    assert refused.exit_code == 1
    assert "is no demo" in refused.output
    assert database.read_bytes() == b"somebody's records"
    assert sorted(home.iterdir()) == [home / party]


def test_what_an_interrupted_first_start_left_is_cleared_with_its_address(home: Path) -> None:
    clear_unfinished(home)
    Instance.open(home, base_url="http://localhost:8000")
    for folder in (home / "issuer", demo_folder(home) / "voorbeelden"):
        folder.mkdir()
        (folder / "half").write_text("made")

    clear_unfinished(home)

    assert list(home.iterdir()) == [demo_folder(home)]
    assert list(demo_folder(home).iterdir()) == []
    Instance.open(home, base_url="http://localhost:9000")


def test_a_complete_demo_is_never_cleared(home: Path) -> None:
    _complete(home)
    (home / "issuer").mkdir()
    (home / "issuer" / "issuer.sqlite3").write_bytes(b"records")

    clear_unfinished(home)

    assert (home / "issuer" / "issuer.sqlite3").read_bytes() == b"records"


def _complete(home: Path) -> None:
    """Leave the record that filling a demo ends with."""
    folder = demo_folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    links = dict.fromkeys(("experience_offer", "experience_code", "open_share", "expired_share"), "x")
    (folder / "seeded.json").write_text(json.dumps(links))
