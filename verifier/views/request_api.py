"""The door for an organisation's own systems: ask for certificates and fetch the answers, by API key.

POST /api/v1/requests                               ask                                 201
GET  /api/v1/requests                               what was asked                      200
GET  /api/v1/requests/<id>                          one, with the answers that are kept 200
GET  /api/v1/requests/<id>/answers/<id>             one answer, judged now              200
POST /api/v1/requests/<id>/close                    take no more answers                204

A system does a checker's work: exemptions are asked for and decided by people.
"""

from flask import Response, jsonify

from schemas import members
from schemas.dates import format_instant
from schemas.documents import JsonObject, parse_object
from schemas.presentation_request import PurposeKind, read_needs, read_wanted
from verifier.context import current_verifier
from verifier.organisations import registering
from verifier.organisations.errors import RefusedInputError
from verifier.organisations.roles import Role, askable_purposes, readable_purposes
from verifier.report import report
from verifier.requests import KeptAnswer, answers, answers_of, asking
from verifier.requests.asking import Question, RequestView
from verifier.views.desk import current_desk
from verifier.views.keyed import current_key
from verifier.words import words
from web.application import current_database, external_url, now
from web.areas import api_blueprint
from web.json_requests import json_body
from web.languages import current_language
from web.rate_limits import rate_limit

blueprint = api_blueprint("request_api", __name__, url_prefix="/api/v1/requests")

_ROLES = frozenset({Role.CHECKER})


@blueprint.post("")
@rate_limit("60 per minute")
def ask() -> Response:
    """Make a request; the answer has its link."""
    key = current_key()
    question = _question(json_body())
    with current_database().transaction() as session:
        organisation = registering.get_organisation(session, key.organisation_id)
        row = asking.ask(session, organisation, question, at=now(), actor=key.id)
        view = asking.view_of(session, row, at=now())
    response = jsonify(_shown(view))
    response.status_code = 201
    return response


@blueprint.get("")
@rate_limit("120 per minute")
def listed() -> Response:
    """List what was asked, the newest first."""
    key = current_key()
    with current_database().reading() as session:
        found = asking.requests_of(session, key.organisation_id, purposes=readable_purposes(_ROLES), at=now())
    return jsonify({"requests": [_shown(view) for view in found]})


@blueprint.get("/<request_id>")
@rate_limit("120 per minute")
def one(request_id: str) -> Response:
    """Show a request with the answers that are still kept."""
    key, at = current_key(), now()
    with current_database().reading() as session:
        row = asking.find_request(
            session, key.organisation_id, request_id, purposes=readable_purposes(_ROLES)
        )
        view = asking.view_of(session, row, at=at)
        kept = answers_of(session, current_verifier().seal, key.organisation_id, request_id, at=at)
    return jsonify({**_shown(view), "answers": [_answer(each) for each in kept]})


@blueprint.get("/<request_id>/answers/<answer_id>")
@rate_limit("120 per minute")
def answer(request_id: str, answer_id: str) -> Response:
    """Give an answer as it was sent, with the report of judging it now."""
    key, at = current_key(), now()
    with current_database().reading() as session:
        asking.find_request(session, key.organisation_id, request_id, purposes=readable_purposes(_ROLES))
        found = answers.find_answer(
            session, current_verifier().seal, key.organisation_id, request_id, answer_id, at=at
        )
    judgement = current_desk().check(found.handed_in, at=at)
    said = words(current_language())
    return jsonify(
        {
            **_answer(found),
            "report": report(judgement, translate=said.translate, format_date=said.iso_date),
            "presentation": parse_object(found.handed_in.document),
        }
    )


@blueprint.post("/<request_id>/close")
@rate_limit("60 per minute")
def close(request_id: str) -> Response:
    """Take no more answers, for good."""
    key = current_key()
    with current_database().transaction() as session:
        row = asking.find_request(session, key.organisation_id, request_id, purposes=askable_purposes(_ROLES))
        asking.close(session, row, at=now(), actor=key.id)
    return Response(status=204)


@blueprint.after_request
def _say_how_to_authenticate(response: Response) -> Response:
    if response.status_code == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _question(body: JsonObject) -> Question:
    purpose = members.child(body, "purpose")
    kind = members.text(purpose, "kind", "/purpose")
    if kind not in askable_purposes(_ROLES):
        raise RefusedInputError("request.purpose_kind")
    return Question(
        title=members.text(body, "title"),
        purpose_kind=PurposeKind(kind),
        purpose=members.text(purpose, "text", "/purpose"),
        wanted=tuple(
            read_wanted(each, f"/wanted/{number}")
            for number, each in enumerate(members.children(body, "wanted"))
        ),
        keep_days=members.optional_integer(body, "keepDays") or 0,
        last_day=members.calendar_date(body, "lastDay"),
        many=members.boolean(body, "manyAnswers"),
        needs=read_needs(body),
        welcomes_own_words="ownWords" in body and members.boolean(body, "ownWords"),
    )


def _shown(view: RequestView) -> JsonObject:
    return {
        "id": view.row.id,
        "title": view.row.title,
        "state": view.state.value,
        "link": external_url("asked.show", token=view.row.token),
        "createdAt": format_instant(view.row.created_at),
        "answersKept": view.kept,
        "request": view.asked.to_document(),
    }


def _answer(kept: KeptAnswer) -> JsonObject:
    return {
        "id": kept.answer_id,
        "receivedAt": format_instant(kept.received_at),
        "keepUntil": format_instant(kept.keep_until),
        "outcomeOnArrival": kept.outcome.value,
        "assessment": kept.assessment.value,
        "note": kept.note,
    }
