"""What can go wrong at the issuer. Each class is one answer over HTTP (`issuer.app` has the table)."""

from schemas.errors import DomainError
from web.refusals import ConflictError as ConflictError
from web.refusals import ForbiddenError as ForbiddenError
from web.refusals import NotFoundError as NotFoundError
from web.refusals import RefusedInputError as RefusedInputError
from web.refusals import UnauthorizedError as UnauthorizedError


class OfferError(DomainError):
    """An offer that can't be looked at or collected."""


class UnknownOfferError(OfferError):
    """No offer has this link or code (`offer.unknown`)."""


class OfferEndedError(OfferError):
    """The offer is over (`offer.expired`, `offer.withdrawn`)."""


class OfferClaimedError(OfferError):
    """Somebody else's key has collected it (`offer.claimed`)."""


class ClaimRefusedError(OfferError):
    """The wallet did not show possession of a key as asked (codes `claim.*`)."""
