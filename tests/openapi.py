"""Holding an application's OpenAPI document against what the application is and really answers."""

import json
import re
from typing import Any, cast

from flask import Flask
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from werkzeug.test import TestResponse

from web.areas import Area, AreaBlueprint
from web.openapi import ApiDescription

Json = dict[str, Any]


def api_routes(app: Flask) -> set[tuple[str, str]]:
    """Return the method and path of every route that is for programs, as OpenAPI writes them."""
    return {
        (method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(rule)))
        for rule in app.url_map.iter_rules()
        if _area(app, rule.endpoint) is Area.API
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def _area(app: Flask, endpoint: str) -> Area | None:
    blueprint = app.blueprints.get(endpoint.rpartition(".")[0])
    return blueprint.area if isinstance(blueprint, AreaBlueprint) else None


class Described:
    """An OpenAPI document, checked by itself, with which real requests and answers are compared."""

    def __init__(self, app: Flask, description: ApiDescription) -> None:
        with app.test_request_context():
            self.document = cast(Json, json.loads(json.dumps(description.to_document("https://x.example"))))
        validate(self.document)

    def routes(self) -> set[tuple[str, str]]:
        return {
            (method.upper(), path) for path, methods in self.document["paths"].items() for method in methods
        }

    def check(self, path: str, answer: TestResponse, body: bytes = b"") -> None:
        """Fail unless this answer, and the body that a success answers, are as the document says."""
        sent = answer.request
        operation = self.document["paths"][path][sent.method.lower()]
        described = operation["responses"].get(str(answer.status_code))
        assert described is not None, (path, answer.status_code, answer.text[:300])
        if answer.status_code < 300 and "requestBody" in operation:
            media_types = operation["requestBody"]["content"]
            assert sent.mimetype in media_types, (path, sent.mimetype)
            self._validate(json.loads(body), media_types[sent.mimetype]["schema"])
        if answer.status_code < 300 and operation.get("security"):
            assert sent.headers["Authorization"].startswith("Bearer "), path
        content = described.get("content", {})
        if not content:
            assert not answer.data, (path, answer.status_code)
            return
        assert answer.mimetype in content, (path, answer.status_code, answer.mimetype)
        self._validate(json.loads(answer.data), content[answer.mimetype]["schema"])

    def _validate(self, value: object, schema: Json) -> None:
        whole = {**schema, "components": self.document["components"]}
        Draft202012Validator(whole).validate(value)
