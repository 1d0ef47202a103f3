"""Verifying for other people's software (https://w3c-ccg.github.io/vc-api/), by the policy of that interface.

POST /credentials/verify     {"verifiableCredential": {...}, "options": {...}}     200 verified, 400 not
POST /presentations/verify   {"verifiablePresentation": {...}, "options": {"challenge": ..., "domain": ...}}
POST /credentials/derive     {"verifiableCredential": {...}, "options": {"selectivePointers": [...]}}   201

A verdict for people, with recognition and what a warning means, is at `/api/v1/verify`. Nothing is kept.
"""

from flask import Response

from keys.proofs import derive_proof
from schemas.documents import JsonObject, serialize
from verifier.vc_api import answer
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


@vc_api.post("/credentials/verify")
@rate_limit(_LIMIT)
def verify_one_credential() -> Response:
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
    return _answer(answer(result))


@vc_api.post("/presentations/verify")
@rate_limit(_LIMIT)
def verify_one_presentation() -> Response:
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
    return _answer(answer(result))


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


def _answer(verdict: JsonObject) -> Response:
    """Return 200 for what is verified; for all else 400, so that no status alone can be misread."""
    status = 200 if verdict["verified"] is True else 400
    return Response(serialize(verdict), status, mimetype="application/json")
