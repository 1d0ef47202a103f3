"""What can go wrong for organisations and their requests; `verifier.views.problems` has each one's answer."""

from schemas.errors import DomainError


class OrganisationError(DomainError):
    """Something that is refused to an organisation, or to who answers it."""


class NotFoundError(OrganisationError):
    """There is no such thing, or it belongs to another organisation: nobody learns which."""


class ForbiddenError(OrganisationError):
    """The person is known, but may not do this (codes `role.*`, `staff.own_account`)."""


class UnauthorizedError(OrganisationError):
    """Another system did not say who it is, or not convincingly (codes `api_key.*`)."""


class ConflictError(OrganisationError):
    """It exists already, or is not in a state in which this can be done (`*.exists`, `request.*`)."""


class RefusedInputError(OrganisationError):
    """What was sent can't be used (codes `organisation.*`, `staff.*`, `api_key.*`, `request.*`)."""


class RequestEndedError(OrganisationError):
    """The right link, but it takes no answer any more (`request.closed`, `request.expired`)."""


class AnswerRefusedError(OrganisationError):
    """An answer that does not hold, or is not for this request (codes `answer.*`)."""
