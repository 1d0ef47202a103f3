"""What can go wrong at the issuer. Each class is one answer over HTTP (`issuer.app` has the table)."""

from schemas.errors import DomainError


class IssuerError(DomainError):
    """Something that the issuer refuses to do."""


class NotFoundError(IssuerError):
    """There is no such thing, or it belongs to another institution: nobody learns which."""


class ForbiddenError(IssuerError):
    """The person is known, but may not do this (codes `role.*`, `four_eyes.*`)."""


class UnauthorizedError(IssuerError):
    """Another system did not say who it is, or not convincingly (codes `api_key.*`)."""


class ConflictError(IssuerError):
    """The thing is not in a state in which this can be done (codes `award.*`, `batch.*`, `key.*`)."""


class RefusedInputError(IssuerError):
    """What was sent can't be used (codes `input.*`, `sheet.*`)."""


class SignInError(IssuerError):
    """Name and password do not open an account now (codes `sign_in.*`)."""


class OfferError(IssuerError):
    """An offer that can't be looked at or collected."""


class UnknownOfferError(OfferError):
    """No offer has this link or code (`offer.unknown`)."""


class OfferEndedError(OfferError):
    """The offer is over (`offer.expired`, `offer.withdrawn`)."""


class OfferClaimedError(OfferError):
    """Somebody else's key has collected it (`offer.claimed`)."""


class ClaimRefusedError(OfferError):
    """The wallet did not show possession of a key as asked (codes `claim.*`)."""
