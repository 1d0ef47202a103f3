"""JWTs by hand: whatever header, payload and signature a forger likes, without the code under test."""

import base64
import json
from typing import Any

from keys.signer import Signer


def segment(content: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def opened(text: str) -> bytes:
    """Return the bytes of a segment."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def forge(header: Any, payload: Any, signer: Signer | None, *, signature: bytes | None = None) -> str:
    """Return a JWS over JSON values or bytes; signed by a signer, with these bytes, or not at all."""
    parts = [
        segment(part if isinstance(part, bytes) else json.dumps(part).encode()) for part in (header, payload)
    ]
    covered = ".".join(parts)
    if signature is None:
        signature = signer.sign(covered.encode()) if signer else b""
    return f"{covered}.{segment(signature)}"


def contents(token: str) -> tuple[Any, Any, bytes]:
    """Return header, payload and signature of a JWS."""
    header, payload, signature = (opened(part) for part in token.split("."))
    return json.loads(header), json.loads(payload), signature
