"""Verifying for other people's software (https://w3c-ccg.github.io/vc-api/), by the policy of that interface.

POST /credentials/verify     {"verifiableCredential": {...}, "options": {...}}     200 verified, 400 not
POST /presentations/verify   {"verifiablePresentation": {...}, "options": {"challenge": ..., "domain": ...}}
POST /credentials/derive     {"verifiableCredential": {...}, "options": {"selectivePointers": [...]}}   201

A verdict for people, with recognition and what a warning means, is at `/api/v1/verify`. Nothing is kept.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Response

from keys.proofs import derive_proof
from schemas.documents import JsonObject, serialize
from schemas.errors import DomainError
from verifier.vc_api import Answer, answer_about_credential, answer_about_presentation, problem
from verifier.verification import verify_credential, verify_presentation
from verifier.views.desk import current_machine_judge
from web.application import now
from web.areas import api_blueprint
from web.json_requests import (
    RequestError,
    json_body,
    object_member,
    optional_object,
    optional_text,
    text_list,
)
from web.rate_limits import rate_limit

vc_api = api_blueprint("vc_api", __name__)

# Another program may check a whole archive; one document costs a few milliseconds.
_LIMIT = "1200 per minute"


P = ParamSpec("P")


def _as_verdict(view: Callable[P, Answer]) -> Callable[P, Response]:
    """Answer with what a view found; what could not even be judged is not verified, in the same shape."""

    @wraps(view)
    def answering(*args: P.args, **kwargs: P.kwargs) -> Response:
        try:
            return _answer(view(*args, **kwargs))
        except DomainError as error:
            return _answer(Answer(verified=False, checks=(), problems=(problem(error),), warnings=()))

    return answering


@vc_api.post("/credentials/verify")
@rate_limit(_LIMIT)
@_as_verdict
def verify_one_credential() -> Answer:
    """Verify a credential and everything about it that this interface asks for."""
    body = json_body()
    optional_object(body, "options")
    judge = current_machine_judge()
    result = verify_credential(
        object_member(body, "verifiableCredential"),
        policy=judge.policy,
        resolver=judge.resolver,
        status_lists=judge.status_lists,
        trust=judge.trust_lists.registry(),
        at=now(),
    )
    return answer_about_credential(result)


@vc_api.post("/presentations/verify")
@rate_limit(_LIMIT)
@_as_verdict
def verify_one_presentation() -> Answer:
    """Verify a presentation, its freshness, and every credential in it."""
    body = json_body()
    options = optional_object(body, "options")
    judge = current_machine_judge()
    result = verify_presentation(
        object_member(body, "verifiablePresentation"),
        policy=judge.policy,
        resolver=judge.resolver,
        status_lists=judge.status_lists,
        trust=judge.trust_lists.registry(),
        at=now(),
        expected_domain=optional_text(options, "domain", pointer="/options"),
        expected_challenge=optional_text(options, "challenge", pointer="/options"),
    )
    return answer_about_presentation(result)


@vc_api.post("/credentials/derive")
@rate_limit(_LIMIT)
def derive() -> Response:
    """Return a credential that shows only what the pointers name, and what its issuer made mandatory."""
    body = json_body()
    options = optional_object(body, "options")
    pointers = text_list(options, "selectivePointers", pointer="/options")
    if not pointers:
        raise RequestError("request.member", pointer="/options/selectivePointers", member="selectivePointers")
    derived = derive_proof(
        object_member(body, "verifiableCredential"),
        selective_pointers=pointers,
        contexts=current_machine_judge().policy.contexts,
    )
    return Response(serialize({"verifiableCredential": derived}), 201, mimetype="application/json")


def _answer(found: Answer) -> Response:
    """Return 200 for what is verified; for all else 400, so that no status alone can be misread."""
    problems = [*found.problems]
    body: JsonObject = {
        "verified": found.verified,
        "checks": [*found.checks],
        "warnings": [*found.warnings],
        "errors": [*problems],
        "problemDetails": [*problems],
    }
    return Response(serialize(body), 200 if found.verified else 400, mimetype="application/json")
