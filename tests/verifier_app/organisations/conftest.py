"""Two organisations with somebody in every role, and wallets that answer what they ask."""

import base64
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from schemas.credential import CredentialKind
from schemas.dates import legal_date
from schemas.disclosure import PersonalPart
from schemas.documents import JsonObject
from schemas.presentation_request import PurposeKind, Wanted, digest_of
from tests.compiled import CompiledTemplates
from tests.ecosystem import World
from tests.parties import Holder
from tests.verifier_app.doors import WorldClient
from verifier.app import create_app
from verifier.context import current_verifier
from verifier.organisations import registering
from verifier.organisations.roles import Role
from verifier.organisations.staff import accounts
from verifier.requests import asking
from verifier.requests.asking import Question
from verifier.settings import VerifierSettings
from web.context import current_database
from web.passwords import PasswordCost

ORIGIN = "https://localhost"
PASSWORD = "twaalf tekens of meer"
LINDE, SCHOOL = "de-linde", "roc-voorbeeldstad"


@pytest.fixture
def app(
    settings: VerifierSettings,
    world: World,
    network: WorldClient,
    migrated: Path,
    templates: CompiledTemplates,
) -> Iterator[Flask]:
    settings.folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(migrated, settings.folder / migrated.name)
    application = create_app(
        settings, clock=world.clock, client=network, password_cost=PasswordCost.for_tests()
    )
    templates.serve(application)
    with application.app_context(), current_database().transaction() as session:
        for slug, name in ((LINDE, "Zorggroep De Linde"), (SCHOOL, "ROC Voorbeeldstad")):
            made = registering.create_organisation(
                session, base_url=settings.public_base_url, slug=slug, name=name, at=world.clock()
            )
            for number, role in enumerate(Role):
                accounts.create(
                    session,
                    made,
                    login=f"{role}@{slug}.example",
                    name=f"{role} van {name}",
                    official_id=f"M-{number}",
                    password=PASSWORD,
                    roles=[role],
                    passwords=current_verifier().passwords,
                    at=world.clock(),
                )
    yield application
    with application.app_context():
        current_database().close()


class Browser:
    """The browser of a member of staff."""

    def __init__(self, app: Flask, slug: str) -> None:
        self.client = app.test_client()
        self.slug = slug

    def signs_in(self, role: Role, password: str = PASSWORD) -> TestResponse:
        return self.send(
            f"/sign-in/{self.slug}", {"login": f"{role}@{self.slug}.example", "password": password}
        )

    def open(self, path: str) -> TestResponse:
        return self.client.get(path, base_url=ORIGIN)

    def send(self, path: str, fields: dict[str, object] | None = None) -> TestResponse:
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.open(f"/sign-in/{self.slug}").text)
        assert token
        return self.client.post(
            path,
            base_url=ORIGIN,
            data={"csrf_token": unescape(token[1]), **(fields or {})},
            headers={"Referer": f"{ORIGIN}/"},
        )


def signed_in(app: Flask, role: Role, slug: str = LINDE) -> Browser:
    browser = Browser(app, slug)
    assert browser.signs_in(role).status_code == 303
    return browser


@dataclass
class Asked:
    """A request of an organisation, and what a wallet does with its link."""

    app: Flask
    slug: str
    organisation_id: str
    request_id: str
    token: str
    last: JsonObject = field(default_factory=dict)

    def prepare(self) -> JsonObject:
        response = self.post("/api/v1/answers/prepare", {"request": self.token})
        assert response.status_code == 200, response.text
        self.last = response.json or {}
        return self.last

    def digest(self) -> str:
        return digest_of(base64.b64decode(str(self.last["request"])))

    def answer(self, holder: Holder, *credentials: JsonObject, **changed: object) -> TestResponse:
        """Prepare, sign and send, as a wallet does; `changed` replaces members of what is sent."""
        prepared = self.prepare()
        presentation = holder.present(credentials, domain=ORIGIN, challenge=str(prepared["challenge"]))
        return self.post(
            "/api/v1/answers",
            {
                "request": self.token,
                "digest": self.digest(),
                "challenge": prepared["challenge"],
                "presentation": presentation,
                **changed,
            },
        )

    def post(self, path: str, body: object) -> TestResponse:
        return self.app.test_client().post(path, json=body, base_url=ORIGIN)


def asks(
    app: Flask,
    world: World,
    *wanted: Wanted,
    slug: str = LINDE,
    many: bool = True,
    keep_days: int = 28,
    purpose_kind: PurposeKind = PurposeKind.WORK,
    needs: tuple[PersonalPart, ...] = (),
    welcomes_own_words: bool = False,
) -> Asked:
    """Let an organisation ask, for a week."""
    question = Question(
        title="Vacature verzorgende",
        purpose_kind=purpose_kind,
        purpose="Wij willen weten of u mag werken als verzorgende.",
        wanted=wanted or (Wanted(kind=CredentialKind.DIPLOMA),),
        keep_days=keep_days,
        last_day=legal_date(world.clock()) + timedelta(days=7),
        many=many,
        needs=needs,
        welcomes_own_words=welcomes_own_words,
    )
    with app.app_context(), current_database().transaction() as session:
        organisation = registering.find_organisation(session, slug)
        row = asking.ask(session, organisation, question, at=world.clock(), actor="operator")
        return Asked(app, slug, organisation.id, row.id, row.token)


@pytest.fixture
def diploma(world: World) -> JsonObject:
    return world.school.issue(CredentialKind.DIPLOMA, holder=world.samira)
