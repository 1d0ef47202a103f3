"""An issuer for tests: two institutions, staff in every role, a clock that stands still, keys in memory."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from issuer import services
from issuer.app import create_app
from issuer.award_rules import Actor
from issuer.installation import Installation
from issuer.models import Base, Institution, Role, Staff
from issuer.settings import IssuerSettings
from keys.key_store import InMemoryKeyStore
from schemas.credential import ISSUED_KINDS
from schemas.frameworks import Frameworks
from tests.compiled import CompiledTemplates
from tests.databases import database_url, postgresql_server, postgresql_url  # noqa: F401
from web.database import Database
from web.passwords import PasswordCost, Passwords

BASE_URL = "http://localhost:8000/issuer"
PASSWORD = "een-lang-wachtwoord"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
PASSWORDS = Passwords(PasswordCost.for_tests())


class Clock:
    """A clock that moves when a test says so."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        self.at += by


@dataclass(frozen=True, slots=True)
class Tenant:
    """An institution with somebody in every role."""

    institution: Institution
    registrar: Staff
    approver: Staff
    admin: Staff

    @property
    def id(self) -> str:
        return self.institution.id

    @property
    def slug(self) -> str:
        return self.institution.slug

    @property
    def registering(self) -> Actor:
        return services.actor_of(self.registrar)

    @property
    def approving(self) -> Actor:
        return services.actor_of(self.approver)


def make_installation() -> Installation:
    """Return an installation with keys in memory."""
    return Installation.assemble(
        base_url=BASE_URL,
        key_store=InMemoryKeyStore(),
        frameworks=Frameworks.shipped(),
        secret=bytes(range(32)),
    )


def make_tenant(database: Database, installation: Installation, slug: str) -> Tenant:
    """Make an institution with staff; the same logins exist at every institution."""
    with database.transaction() as session:
        institution = services.create_institution(
            session,
            installation,
            slug=slug,
            name=f"Instelling {slug} (fictief)",
            place="Voorbeeldstad",
            kinds=ISSUED_KINDS,
            identifiers={"BRIN": "99XX", "KVK": "00000000"},
            at=NOW,
        )
        people = [
            services.accounts.create(
                session,
                institution,
                login=f"{role.value}@voorbeeld.example",
                name=f"{role.value.title()} van {slug}",
                official_id=f"{role.value[:2].upper()}-{slug}",
                password=PASSWORD,
                roles=[role],
                passwords=PASSWORDS,
                at=NOW,
            )
            for role in (Role.REGISTRAR, Role.APPROVER, Role.ADMIN)
        ]
    return Tenant(institution, *people)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path) -> IssuerSettings:
    return IssuerSettings(
        home=tmp_path,
        public_base_url=BASE_URL,
        allow_insecure_loopback=True,
        rate_limits=False,
        wallet_url="http://localhost:8000/wallet",
    )


@pytest.fixture
def database(settings: IssuerSettings) -> Iterator[Database]:
    database = Database(settings.database_url)
    Base.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def installation() -> Installation:
    return make_installation()


@pytest.fixture
def school(database: Database, installation: Installation) -> Tenant:
    return make_tenant(database, installation, "roc")


@pytest.fixture
def other_school(database: Database, installation: Installation) -> Tenant:
    return make_tenant(database, installation, "evc")


@pytest.fixture(scope="session")
def templates() -> CompiledTemplates:
    return CompiledTemplates()


@pytest.fixture
def app(
    settings: IssuerSettings,
    database: Database,
    installation: Installation,
    clock: Clock,
    templates: CompiledTemplates,
) -> Iterator[Flask]:
    app = create_app(settings, clock=clock, installation=installation, password_cost=PasswordCost.for_tests())
    app.testing = True
    templates.serve(app)
    yield app
    app.extensions["vakbewijs"].database.close()


class Browser:
    """A client that posts forms as a browser does: with the token of a page that it has seen."""

    def __init__(self, app: Flask, slug: str) -> None:
        self.client = app.test_client()
        self.slug = slug
        self._token_page = f"/sign-in/{slug}"

    def get(self, path: str, **options: Any) -> TestResponse:
        """GET a path; one that starts with `./` lies under the institution's console."""
        return self.client.get(self._full(path), base_url=BASE_URL, **options)

    def post(self, path: str, data: Mapping[str, Any] | None = None, **options: Any) -> TestResponse:
        """POST a form with a valid token."""
        sent = {**(data or {}), "csrf_token": self.token()}
        return self.client.post(self._full(path), base_url=BASE_URL, data=sent, **options)

    def sign_in(self, role: Role, password: str = PASSWORD) -> TestResponse:
        """Send the sign-in form."""
        self._token_page = f"/sign-in/{self.slug}"
        answer = self.post(
            f"/sign-in/{self.slug}", {"login": f"{role.value}@voorbeeld.example", "password": password}
        )
        if answer.status_code == 303:
            self._token_page = "./account"
        return answer

    def token(self) -> str:
        """Return the form token of this browser now."""
        page = self.get(self._token_page).text
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found is not None, page[:500]
        return found[1]

    def _full(self, path: str) -> str:
        return f"/console/{self.slug}/{path.removeprefix('./')}" if path.startswith("./") else path


SignIn = Callable[[Tenant, Role], Browser]


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    """Give a function that returns a browser in which somebody is signed in."""

    def signed_in(tenant: Tenant, role: Role) -> Browser:
        browser = Browser(app, tenant.slug)
        answer = browser.sign_in(role)
        assert answer.status_code == 303, answer.text
        return browser

    return signed_in


@pytest.fixture
def registrar(sign_in: SignIn, school: Tenant) -> Browser:
    return sign_in(school, Role.REGISTRAR)


@pytest.fixture
def approver(sign_in: SignIn, school: Tenant) -> Browser:
    return sign_in(school, Role.APPROVER)
