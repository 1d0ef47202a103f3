"""The application with two organisations, as for the tests of organisations, and a case at the school."""

from dataclasses import replace

import pytest
from flask import Flask

from schemas.credential import CredentialKind
from schemas.documents import JsonObject
from tests.ecosystem import World
from tests.verifier_app.exempting.material import MemoryDoor, School, opened_case
from tests.verifier_app.organisations.conftest import SCHOOL
from tests.verifier_app.organisations.conftest import app as app
from verifier.context import _EXTENSION, current_verifier
from verifier.exempting import issuer_door
from verifier.organisations import registering
from web.context import current_database


@pytest.fixture
def certificate(world: World) -> JsonObject:
    return world.evc_provider.issue(CredentialKind.ERVARINGSCERTIFICAAT, holder=world.samira)


@pytest.fixture
def door(app: Flask, world: World) -> MemoryDoor:
    found = MemoryDoor()
    app.extensions[_EXTENSION] = replace(app.extensions[_EXTENSION], decisions=found)
    with app.app_context(), current_database().transaction() as session:
        issuer_door.set_issuer(
            session,
            registering.find_organisation(session, SCHOOL),
            current_verifier().seal,
            url="https://school.example/issuers/roc/decisions",
            key="vakbewijs_x.y",
            at=world.clock(),
        )
    return found


@pytest.fixture
def school(app: Flask, world: World, certificate: JsonObject, door: MemoryDoor) -> School:
    return School(app, opened_case(app, world, certificate, slug=SCHOOL)["case_id"])
