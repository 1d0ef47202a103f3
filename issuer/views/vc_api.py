"""The machine door (https://w3c-ccg.github.io/vc-api/): another system has a credential signed.

POST /issuers/<instance>/credentials/issue   {"credential": {...}, "options": {...}}            201
POST /credentials/status                     {"credentialId": "...", "credentialStatus": {...}}  200
POST /issuers/<slug>/status/<list>/publish                                                       204
POST /issuers/<slug>/decisions               {"credential": {...}, "preparedBy": ..., "decidedBy": ...}  201

With a bearer key of the institution. Nobody's cookies count here, and nothing is a redirect.
"""

from flask import Response

from issuer import board_decisions, direct_issuing
from issuer.api_keys import ANYBODY, Caller, api_keys, caller_of
from issuer.board_decisions import DecisionRequest
from issuer.context import current_installation, current_issuer
from issuer.direct_issuing import IssueRequest, StatusChange
from issuer.models import StatusPurpose
from schemas.documents import JsonObject, parse_object, serialize
from web.application import current_database, now
from web.areas import api_blueprint
from web.json_requests import (
    RequestError,
    bearer_key,
    body_bytes,
    idempotency_key,
    json_body,
    object_member,
    optional_object,
    optional_text,
    parse_json_body,
    text_list,
)
from web.security import refuse_other_sites
from web.staff.keyed import current_key

blueprint = api_blueprint("vc_api", __name__)

STATUS_ENTRY = "BitstringStatusListEntry"


@blueprint.post("/issuers/<instance>/credentials/issue")
def issue(instance: str) -> Response:
    """Sign a credential as it was sent, and keep it."""
    caller = _caller()
    body = body_bytes()
    signed = direct_issuing.issue(
        current_database(),
        current_installation(),
        caller,
        instance,
        _issue_request(body),
        contexts=current_issuer().contexts,
        at=now(),
    )
    # The signed bytes go out as they are, inside an object of one member.
    return Response(b'{"verifiableCredential":' + signed + b"}", 201, mimetype="application/json")


@blueprint.post("/credentials/status")
def set_status() -> Response:
    """Revoke a credential, suspend it, or lift a suspension."""
    caller = _caller()
    change = _status_change(json_body())
    with current_database().transaction() as session:
        direct_issuing.set_status(session, caller, change, at=now())
    answer: JsonObject = {
        "credentialId": change.name,
        "credentialStatus": {"type": STATUS_ENTRY, "statusPurpose": change.purpose.value},
        "status": change.set,
    }
    return Response(serialize(answer), mimetype="application/json")


@blueprint.post("/issuers/<slug>/status/<list_id>/publish")
def publish(slug: str, list_id: str) -> Response:
    """Sign a status list now."""
    caller = _caller()
    with current_database().transaction() as session:
        direct_issuing.publish_list(session, current_installation(), caller, slug, list_id, at=now())
    return Response(status=204)


@blueprint.post("/issuers/<slug>/decisions")
def decide(slug: str) -> Response:
    """Take in what the institution's own examination board decided: sign it, keep it, offer it."""
    caller = _caller()
    issued = board_decisions.issue_decision(
        current_database(), current_installation(), caller, slug, _decision_request(body_bytes()), at=now()
    )
    answer: JsonObject = {
        "awardId": issued.award_urn,
        "credential": parse_object(issued.credential),
        "offer": {"link": issued.offer_link, "code": issued.offer_code},
        "paper": issued.paper_address,
    }
    return Response(serialize(answer), 201, mimetype="application/json")


@blueprint.after_request
def _say_how_to_authenticate(response: Response) -> Response:
    if response.status_code == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _caller() -> Caller:
    """Return whose key came along, and note its use. Raises `UnauthorizedError` (`web.staff.keyed`)."""
    if bearer_key() is None and current_issuer().settings.open_machine_door:
        refuse_other_sites()
        return ANYBODY
    return caller_of(current_key(api_keys))


def _issue_request(body: bytes) -> IssueRequest:
    members = parse_json_body(body)
    options = optional_object(members, "options")
    return IssueRequest(
        credential=object_member(members, "credential"),
        mandatory_pointers=text_list(options, "mandatoryPointers", pointer="/options"),
        status_name=optional_text(options, "credentialId", pointer="/options"),
        idempotency_key=idempotency_key(),
        body=body,
    )


def _decision_request(body: bytes) -> DecisionRequest:
    members = parse_json_body(body)
    key = idempotency_key()
    if key is None:
        raise RequestError("request.idempotency_missing")
    people = {name: optional_text(members, name) for name in ("preparedBy", "decidedBy")}
    for name, person in people.items():
        if person is None:
            raise RequestError("request.member", pointer=f"/{name}", member=name)
    return DecisionRequest(
        credential=object_member(members, "credential"),
        prepared_by=people["preparedBy"] or "",
        decided_by=people["decidedBy"] or "",
        email=optional_text(members, "email") or "",
        idempotency_key=key,
        body=body,
    )


def _status_change(body: JsonObject) -> StatusChange:
    name = optional_text(body, "credentialId")
    if name is None:
        raise RequestError("request.member", pointer="/credentialId", member="credentialId")
    status = object_member(body, "credentialStatus")
    if status.get("type") != STATUS_ENTRY:
        raise RequestError("request.member", pointer="/credentialStatus/type", member="type")
    purposes = [purpose for purpose in StatusPurpose if purpose.value == status.get("statusPurpose")]
    if not purposes:
        raise RequestError(
            "request.member", pointer="/credentialStatus/statusPurpose", member="statusPurpose"
        )
    wanted = body.get("status", True)
    if not isinstance(wanted, bool):
        raise RequestError("request.member", pointer="/status", member="status")
    return StatusChange(name=name, purpose=purposes[0], set=wanted)
