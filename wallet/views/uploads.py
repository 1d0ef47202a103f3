"""Requests with files in them: never as a readable file on the disk, and larger for who may."""

from io import BytesIO
from typing import IO, Any

from flask import Request, request

from wallet.evidence.formats import MAX_REQUEST_BYTES
from wallet.views.signed_in import open_vault


class InMemoryRequest(Request):
    """A request whose files stay in memory; the bound on the whole request bounds that too."""

    def _get_file_stream(self, *_arguments: Any, **_options: Any) -> IO[bytes]:
        """Return where a file is collected: not the temporary file that large ones would get."""
        return BytesIO()


def allow_large_upload(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let who is signed in send films: for `url_value_preprocessor`, which comes before anything is read."""
    if request.method == "POST" and open_vault() is not None:
        request.max_content_length = MAX_REQUEST_BYTES
