"""A status list as it was received, beside what follows from its bytes alone."""

from dataclasses import dataclass, field, replace

from keys.verified_signatures import VerifiedSignatures
from schemas.documents import JsonObject
from schemas.status_list import StatusList

# Bits that are kept unpacked: 2 million certificates, sixteen times the usual list. With as many lists as a
# cache holds this is what bounds it; larger lists are unpacked each time, which takes milliseconds.
MAX_KEPT_BYTES = 256 * 1024


@dataclass(slots=True, eq=False)
class FetchedStatusList:
    """A list that was fetched. `document` is never changed.

    Nothing in it is a judgement: whose list it is, whether its key still counts and how old it may be is
    asked at each use. `current` is false for the last one at hand of an address that does not answer
    now: what it says was so on its day.
    """

    document: JsonObject
    signatures: VerifiedSignatures = field(default_factory=VerifiedSignatures)
    current: bool = True
    _read: StatusList | None = None

    def read(self) -> StatusList:
        """Return the list with its bits unpacked. Raises as `StatusList.from_document`, each time."""
        if self._read is not None:
            return self._read
        status_list = StatusList.from_document(self.document)
        if len(status_list.bits) <= MAX_KEPT_BYTES * 8:
            self._read = status_list
        return status_list

    def of_before(self) -> "FetchedStatusList":
        """Return the same list as one that could not be fetched again."""
        return replace(self, current=False)
