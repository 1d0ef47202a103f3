"""The description of an application's API (OpenAPI 3.1), and a page of it for people.

Each actor declares its operations once, beside its views; from that come `/openapi.json` and `/api`. A test
holds the declaration against the routes and against real answers, so that it can't say what isn't so.

https://spec.openapis.org/oas/v3.1.1.html
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from flask import Blueprint, Response, render_template
from flask_babel import lazy_gettext as _l

from schemas.documents import JsonObject, JsonValue, serialize
from web.api_shapes import ADDRESS, TEXT, record, refer, text_like
from web.areas import api_blueprint, public_blueprint
from web.context import current_settings

JSON = "application/json"
PROBLEM = "application/problem+json"
BEARER = "bearerKey"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One status that an operation can answer with; no media type means no body."""

    says: object
    schema: str = ""
    media_types: tuple[str, ...] = ()


def found(schema: str, says: object, *media_types: str) -> Answer:
    """Return an answer with a JSON body of that schema."""
    return Answer(says=says, schema=schema, media_types=media_types or (JSON,))


def refused(says: object) -> Answer:
    """Return an answer with a problem (RFC 9457)."""
    return Answer(says=says, schema="Problem", media_types=(PROBLEM,))


# The refusals that every actor's API has, by their status.
BAD_REQUEST = refused(_l("Er klopt iets niet. De code zegt wat, en waar het staat."))  # 400
TOO_LARGE = refused(_l("Het verzoek is te groot."))  # 413
NOT_JSON = refused(_l("Het verzoek is geen JSON."))  # 415
TOO_OFTEN = refused(_l("Dit ging te vaak achter elkaar."))  # 429


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that a program can ask. Texts are (lazy) catalogue sentences.

    `parameters` explains the parts of the path; `query` and `headers` what may come along.
    """

    method: str
    path: str
    name: str
    title: object
    about: object = ""
    parameters: Mapping[str, object] = field(default_factory=dict)
    query: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, object] = field(default_factory=dict)
    takes: str = ""
    """The schema of the body; empty for none."""
    takes_types: tuple[str, ...] = (JSON,)
    takes_files: tuple[str, ...] = ()
    """Media types of bodies that are no JSON, taken beside those."""
    example: JsonValue = None
    answers: Mapping[int, Answer] = field(default_factory=dict)
    keyed: bool = False
    """Whether it needs a bearer key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiDescription:
    """What an application's API is: its operations in the order in which a reader meets them."""

    title: object
    about: object
    operations: Sequence[Operation]
    schemas: Mapping[str, JsonObject]

    def to_document(self, base_url: str) -> JsonObject:
        """Return the OpenAPI document, in the language of the request."""
        paths: dict[str, JsonValue] = {}
        for operation in (*self.operations, *SHARED_OPERATIONS):
            methods = paths.setdefault(operation.path, {})
            if isinstance(methods, dict):
                methods[operation.method.lower()] = _operation(operation)
        document: JsonObject = {
            "openapi": "3.1.1",
            "info": {
                "title": str(self.title),
                "description": str(self.about),
                "version": version("vakbewijs"),
            },
            "servers": [{"url": base_url}],
            "paths": paths,
            "components": {
                "schemas": {**_SHARED_SCHEMAS, **self.schemas},
                "securitySchemes": {BEARER: {"type": "http", "scheme": "bearer"}},
            },
        }
        return document


def api_pages(description: ApiDescription) -> tuple[Blueprint, Blueprint]:
    """Return the two blueprints with `/openapi.json` and the page `/api`."""
    document = api_blueprint("openapi", __name__)
    page = public_blueprint("api_page", __name__)

    @document.get("/openapi.json")
    def openapi() -> Response:
        """Give the description to programs."""
        found = description.to_document(current_settings().public_base_url)
        response = Response(serialize(found), mimetype=JSON)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Vary"] = "Accept-Language"
        return response

    @page.get("/api")
    def read() -> str:
        """Show the description to people."""
        return render_template(
            "web/api.html",
            description=description,
            operations=[*description.operations, *SHARED_OPERATIONS],
            base_url=current_settings().public_base_url,
            pretty=_pretty,
        )

    return document, page


def _pretty(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def _operation(operation: Operation) -> JsonObject:
    described: JsonObject = {"operationId": operation.name, "summary": str(operation.title)}
    if about := str(operation.about):
        described["description"] = about
    parameters: list[JsonValue] = [
        *(_parameter("path", name, text) for name, text in operation.parameters.items()),
        *(_parameter("query", name, text) for name, text in operation.query.items()),
        *(_parameter("header", name, text) for name, text in operation.headers.items()),
    ]
    if parameters:
        described["parameters"] = parameters
    if operation.takes:
        media: JsonObject = {"schema": refer(operation.takes)}
        if operation.example is not None:
            media["example"] = operation.example
        described["requestBody"] = {
            "required": True,
            "content": {
                **dict.fromkeys(operation.takes_types, media),
                # An empty media type object is how OpenAPI 3.1 says that a body is bytes.
                **{each: {} for each in operation.takes_files},
            },
        }
    described["responses"] = {str(status): _answer(answer) for status, answer in operation.answers.items()}
    if operation.keyed:
        described["security"] = [{BEARER: []}]
    return described


def _parameter(where: str, name: str, text: object) -> JsonObject:
    described: JsonObject = {
        "name": name,
        "in": where,
        "description": str(text),
        "schema": {"type": "string"},
    }
    if where == "path":
        described["required"] = True
    return described


def _answer(answer: Answer) -> JsonObject:
    described: JsonObject = {"description": str(answer.says)}
    if answer.media_types:
        schema = {"schema": refer(answer.schema)} if answer.schema else {}
        described["content"] = {media_type: {**schema} for media_type in answer.media_types}
    return described


_SHARED_SCHEMAS: Mapping[str, JsonObject] = {
    "Problem": record(
        "type",
        "title",
        "status",
        "code",
        type=ADDRESS,
        title=TEXT,
        status={"type": "integer", "minimum": 400, "maximum": 599},
        detail=TEXT,
        code=text_like("^[a-z0-9_]+(\\.[a-z0-9_]+)+$"),
        pointer=text_like("^/"),
        parameters={"type": "object", "additionalProperties": TEXT},
        incident=TEXT,
    ),
    "Health": record("status", status={"enum": ["ok", "unavailable"]}, database=TEXT),
    "OpenApi": record("openapi", "info", "paths"),
}

SHARED_OPERATIONS = (
    Operation(
        method="GET",
        path="/livez",
        name="live",
        title=_l("Leeft het proces?"),
        answers={200: found("Health", _l("Het proces antwoordt."))},
    ),
    Operation(
        method="GET",
        path="/readyz",
        name="ready",
        title=_l("Is de dienst klaar voor bezoek?"),
        answers={
            200: found("Health", _l("Ook de database antwoordt.")),
            503: found("Health", _l("De database antwoordt nu niet.")),
        },
    ),
    Operation(
        method="GET",
        path="/openapi.json",
        name="openapi",
        title=_l("Deze beschrijving, voor programma’s"),
        answers={200: found("OpenApi", _l("De beschrijving volgens OpenAPI 3.1."))},
    ),
)
