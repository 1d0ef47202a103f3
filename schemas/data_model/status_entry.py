"""The entry of a credential in a Bitstring Status List.

https://www.w3.org/TR/vc-bitstring-status-list/#bitstringstatuslistentry
"""

import re

from schemas import members
from schemas.credential import BITSTRING_ENTRY, read_status_index
from schemas.data_model.values import check_url, is_url
from schemas.documents import JsonObject
from schemas.errors import MalformedDocumentError

# A list with more bits to an entry than this would have more messages than anybody reads.
MAX_STATUS_SIZE = 8

_STATUS_VALUE = re.compile(r"0x[0-9A-Fa-f]+")


def check_status_entry(entry: JsonObject, at: str) -> None:
    """Refuse a malformed Bitstring entry; entries of other types have rules of their own, not known here.

    Raises `MalformedDocumentError`: `document.not_text`, `document.url`, `document.status_index`,
    `document.status_id`, `document.status_size`, `document.status_message`.
    """
    if members.texts(entry, "type", at) != (BITSTRING_ENTRY,):
        return
    members.text(entry, "statusPurpose", at)
    read_status_index(entry, at)
    check_url(entry, "statusListCredential", at)
    if entry.get("id") == entry["statusListCredential"]:
        raise members.malformed("document.status_id", f"{at}/id", entry["id"])
    _check_messages(entry, _status_size(entry, at), at)
    if "statusReference" in entry:
        references = members.texts(entry, "statusReference", at)
        if not references or not all(map(is_url, references)):
            raise members.malformed("document.url", f"{at}/statusReference", entry["statusReference"])


def _status_size(entry: JsonObject, at: str) -> int:
    """Return how many bits an entry takes: one unless it says more."""
    size = entry.get("statusSize", 1)
    if not isinstance(size, int) or isinstance(size, bool) or not 1 <= size <= MAX_STATUS_SIZE:
        raise members.malformed("document.status_size", f"{at}/statusSize", size)
    return size


def _check_messages(entry: JsonObject, size: int, at: str) -> None:
    """Require a message for every value that several bits can have.

    The specification counts the values (two to the power of `size`); its test suite, and whoever followed
    that, counts the bits. Both are read.
    """
    if "statusMessage" not in entry and size == 1:
        return
    messages = entry.get("statusMessage")
    pointer = f"{at}/statusMessage"
    if not isinstance(messages, list) or len(messages) not in (size, 2**size):
        raise MalformedDocumentError("document.status_message", pointer=pointer)
    for index, message in enumerate(messages):
        if not isinstance(message, dict) or not isinstance(message.get("message"), str):
            raise MalformedDocumentError("document.status_message", pointer=f"{pointer}/{index}")
        value = message.get("status")
        if not isinstance(value, str) or _STATUS_VALUE.fullmatch(value) is None:
            raise MalformedDocumentError("document.status_message", pointer=f"{pointer}/{index}/status")
