"""Whether a link still shows something. Pure."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from wallet.models import Share
from wallet.sharing.pins import is_locked


class ShareState(StrEnum):
    """The state of a share; all but the first show nothing, and all but the last can be opened again."""

    OPEN = "open"
    EXPIRED = "expired"
    USED_UP = "used_up"
    LOCKED = "locked"
    STOPPED = "stopped"

    @classmethod
    def of(cls, share: Share, *, at: datetime) -> Self:
        """Return the state of a row at a moment; what she did herself goes before what happened by itself."""
        if share.stopped_at is not None:
            return cls("stopped")
        if at >= share.expires_at:
            return cls("expired")
        if share.looks_allowed is not None and share.looks >= share.looks_allowed:
            return cls("used_up")
        return cls("locked" if is_locked(share) else "open")
