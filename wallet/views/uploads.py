"""Requests with files in them: never as a readable file on the disk, and larger for who may."""

from io import BytesIO
from typing import IO, Any, cast

from flask import Request, request

from wallet.context import current_wallet
from wallet.evidence.formats import MAX_REQUEST_BYTES
from wallet.sealed_spool import SealedSpool
from wallet.views.signed_in import open_vault

# What an exported wallet has besides her files: certificates, facts, pages, what she wrote.
_BESIDE_FILES_BYTES = 64 * 1024 * 1024


class UnreadableOnDiskRequest(Request):
    """A request whose files nobody finds on a disk; the bound on the whole request bounds them too.

    They stay in memory, or where a view takes more than fits there, in a sealed spool.
    """

    has_large_files = False

    def _get_file_stream(self, *_arguments: Any, **_options: Any) -> IO[bytes]:
        """Return where a file is collected: not the temporary file that large ones would get."""
        return cast(IO[bytes], SealedSpool()) if self.has_large_files else BytesIO()


def allow_large_upload(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let who is signed in send films: for `url_value_preprocessor`, which comes before anything is read."""
    if request.method == "POST" and open_vault() is not None:
        request.max_content_length = MAX_REQUEST_BYTES


def allow_whole_wallet(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let who is signed in send an exported wallet, as `allow_large_upload` does for films."""
    if request.method == "POST" and open_vault() is not None:
        request.max_content_length = max_bundle_bytes()
        cast(UnreadableOnDiskRequest, request).has_large_files = True


def max_bundle_bytes() -> int:
    """Return how large an exported wallet may be: all the room for files, and what is beside them."""
    return current_wallet().settings.room_bytes + _BESIDE_FILES_BYTES
