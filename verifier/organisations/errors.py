"""What can go wrong for organisations and their requests; `verifier.views.problems` has each one's answer."""

from schemas.errors import DomainError
from web.refusals import ConflictError as ConflictError
from web.refusals import ForbiddenError as ForbiddenError
from web.refusals import NotFoundError as NotFoundError
from web.refusals import RefusedInputError as RefusedInputError
from web.refusals import UnauthorizedError as UnauthorizedError


class RequestEndedError(DomainError):
    """The right link, but it takes no answer any more (`request.closed`, `request.expired`)."""


class AnswerRefusedError(DomainError):
    """An answer that does not hold, or is not for this request (codes `answer.*`)."""
