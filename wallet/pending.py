"""The certificate that is waiting while its owner makes an account or signs in (`wallet.carried`)."""

from collections.abc import Iterable
from dataclasses import dataclass

from wallet.carried import Carried
from wallet.offers import MAX_OFFER_CHARACTERS


@dataclass(frozen=True, slots=True)
class PendingOffer:
    """An offer and the issuer that may be asked about it, by the settings or by her own yes."""

    offer: str
    issuer_url: str


def _read(written: Iterable[object]) -> PendingOffer:
    offer, issuer_url = written
    return PendingOffer(str(offer), str(issuer_url))


OFFER: Carried[PendingOffer] = Carried(
    cookie="offer",
    salt="vakbewijs wallet pending offer v1",
    max_characters=3 * MAX_OFFER_CHARACTERS,
    write=lambda pending: [pending.offer, pending.issuer_url],
    read=_read,
)
