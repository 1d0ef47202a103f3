"""The instance folder: where an installation keeps its files, and the address that it has for life.

The base address of an instance stands inside every document that it signs (issuer identifiers, status
lists), so it is fixed at the first start and a second start with another one is refused.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import DomainError

DEFAULT_HOME = Path(".instance")
_RECORD = "instance.json"


class InstanceError(DomainError):
    """The instance folder can't be used as asked (codes `instance.*`)."""


def home_from_environment() -> Path:
    """Return the folder that `VAKBEWIJS_HOME` names, or `.instance` in the current folder."""
    return Path(os.environ.get("VAKBEWIJS_HOME") or DEFAULT_HOME).expanduser().resolve()


def stored_address(home: Path) -> str | None:
    """Return the address that a folder was started as, or None for a folder that never was.

    Raises `InstanceError("instance.unreadable")` when the folder's record is damaged.
    """
    record = home / _RECORD
    if not record.exists():
        return None
    try:
        return str(json.loads(record.read_text(encoding="utf-8"))["base_url"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InstanceError("instance.unreadable", detail=f"{record}: {error}") from error


def forget_address(home: Path) -> None:
    """Let a folder in which nothing was signed yet be started under any address again."""
    (home / _RECORD).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Instance:
    """An instance folder with its fixed base address, such as `http://localhost:8000`."""

    home: Path
    base_url: str

    @classmethod
    def open(cls, home: Path, *, base_url: str) -> "Instance":
        """Open the folder, making it at the first start.

        Raises `InstanceError`: `instance.other_address` when the folder was started before under
        another address, `instance.unreadable` when its record is damaged.
        """
        stored = stored_address(home)
        if stored is None:
            home.mkdir(parents=True, exist_ok=True, mode=0o700)
            record = home / _RECORD
            temporary = record.with_suffix(".new")
            temporary.write_text(json.dumps({"base_url": base_url}, indent=2) + "\n", encoding="utf-8")
            temporary.replace(record)
            return cls(home, base_url)
        if stored != base_url:
            raise InstanceError(
                "instance.other_address",
                detail=f"{home} was started as {stored}; its signed documents carry that address",
                stored=stored,
                asked=base_url,
            )
        return cls(home, base_url)
