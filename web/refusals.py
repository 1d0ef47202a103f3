"""What the actors refuse to the people and systems that have an account, a class per answer over HTTP.

The code of a refusal says which one it is; an actor adds classes of its own for what only it refuses.
"""

from collections.abc import Mapping

from schemas.errors import DomainError


class NotFoundError(DomainError):
    """There is no such thing, or it belongs to another tenant: nobody learns which."""


class ForbiddenError(DomainError):
    """The person or system is known, but may not do this (`role.*`, `four_eyes.*`, `api_key.scope`)."""


class UnauthorizedError(DomainError):
    """Another system did not say who it is, or not convincingly (`api_key.*`)."""


class ConflictError(DomainError):
    """It exists already, or is not in a state in which this can be done (`*.exists`, `award.*`)."""


class RefusedInputError(DomainError):
    """What was sent can't be used (`staff.*`, `api_key.*`, `input.*`, `sheet.*`, `request.*`)."""


# For the table of an actor's application: exceptions know no HTTP.
REFUSAL_STATUSES: Mapping[type[DomainError], int] = {
    NotFoundError: 404,
    UnauthorizedError: 401,
    ForbiddenError: 403,
    ConflictError: 409,
    RefusedInputError: 422,
}
