"""Who sees what: every address x every role x another institution's things (WB-09).

An address without a row in `MATRIX` fails the test, so that nobody adds a page without deciding this.
"""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from issuer import dry_run
from issuer.api_keys import create_api_key
from issuer.installation import Installation
from issuer.models import ApiScope, Credential, Role
from schemas.credential import CredentialKind
from tests.issuer import samples
from tests.issuer.conftest import NOW, Browser, SignIn, Tenant
from tests.issuer.test_bulk import HEADINGS, row
from tests.issuer.wallets import Wallet, challenge, claim
from web.database import Database
from web.spreadsheets import write_csv

ANYONE, SIGNED_IN, KEYED = "anyone", "signed in", "with an API key"
R, A, B = Role.REGISTRAR, Role.APPROVER, Role.ADMIN

# (method, rule) -> who may: anyone, everybody who is signed in, or some roles. What the thing's state
# allows beyond that is for the tests of the services; here an allowed answer is anything but a refusal.
MATRIX: dict[tuple[str, str], str | set[Role]] = {
    ("GET", "/"): ANYONE,
    ("GET", "/livez"): ANYONE,
    ("GET", "/readyz"): ANYONE,
    ("GET", "/static/<path:filename>"): ANYONE,
    ("GET", "/static/web/<path:filename>"): ANYONE,
    ("POST", "/language"): ANYONE,
    ("GET", "/issuers/<slug>/did.json"): ANYONE,
    ("GET", "/issuers/<slug>/status/<list_id>"): ANYONE,
    ("GET", "/contexts/v1"): ANYONE,
    ("GET", "/schemas/<name>"): ANYONE,
    ("GET", "/openapi.json"): ANYONE,
    ("GET", "/api"): ANYONE,
    # Who has a key of the institution; test_machine_door.py has the rows of these.
    ("POST", "/issuers/<instance>/credentials/issue"): KEYED,
    ("POST", "/credentials/status"): KEYED,
    ("POST", "/issuers/<slug>/status/<list_id>/publish"): KEYED,
    ("POST", "/issuers/<slug>/decisions"): KEYED,
    ("POST", "/api/v1/offers/preview"): ANYONE,
    ("POST", "/api/v1/offers/claim"): ANYONE,
    ("GET", "/o"): ANYONE,
    ("POST", "/o"): ANYONE,
    ("GET", "/o/<token>"): ANYONE,
    ("GET", "/check/<token>"): ANYONE,
    ("GET", "/sign-in/<slug>"): ANYONE,
    ("POST", "/sign-in/<slug>"): ANYONE,
    ("POST", "/sign-out"): ANYONE,
    ("GET", "/console/<slug>/"): SIGNED_IN,
    ("GET", "/console/<slug>/account"): SIGNED_IN,
    ("POST", "/console/<slug>/account"): SIGNED_IN,
    ("GET", "/console/<slug>/awards"): {R, A},
    ("GET", "/console/<slug>/awards/<award_id>"): {R, A},
    ("GET", "/console/<slug>/awards/<award_id>/certificate"): {R, A},
    ("GET", "/console/<slug>/awards/<award_id>/letter"): {R},
    ("GET", "/console/<slug>/awards/<award_id>/copies/<copy_id>"): {R, A},
    ("POST", "/console/<slug>/awards/<award_id>/submit"): {R},
    ("POST", "/console/<slug>/awards/<award_id>/approve"): {A},
    ("POST", "/console/<slug>/awards/<award_id>/issue"): {R, A},
    ("POST", "/console/<slug>/awards/<award_id>/discard"): {R},
    ("POST", "/console/<slug>/awards/<award_id>/offer"): {R},
    ("POST", "/console/<slug>/awards/<award_id>/offer/withdraw"): {R},
    ("POST", "/console/<slug>/awards/<award_id>/correct"): {R},
    ("GET", "/console/<slug>/awards/<award_id>/<decision>"): {R, A},
    ("POST", "/console/<slug>/awards/<award_id>/<decision>"): {R, A},
    ("GET", "/console/<slug>/awards/<award_id>/copies/<copy_id>/end"): {R},
    ("POST", "/console/<slug>/awards/<award_id>/copies/<copy_id>/end"): {R},
    ("GET", "/console/<slug>/awards/<award_id>/edit"): {R},
    ("POST", "/console/<slug>/awards/<award_id>/edit"): {R},
    ("GET", "/console/<slug>/awards/<award_id>/edit-json"): {R},
    ("POST", "/console/<slug>/awards/<award_id>/edit-json"): {R},
    ("GET", "/console/<slug>/new"): {R},
    ("GET", "/console/<slug>/new/<kind>"): {R},
    ("GET", "/console/<slug>/new/<kind>/form"): {R},
    ("POST", "/console/<slug>/new/<kind>/form"): {R},
    ("GET", "/console/<slug>/new/json"): {R},
    ("POST", "/console/<slug>/new/json"): {R},
    ("GET", "/console/<slug>/batches"): {R},
    ("GET", "/console/<slug>/batches/new"): {R},
    ("POST", "/console/<slug>/batches/new"): {R},
    ("GET", "/console/<slug>/batches/template/<kind>"): {R},
    ("GET", "/console/<slug>/batches/<batch_id>"): {R},
    ("POST", "/console/<slug>/batches/<batch_id>/confirm"): {R},
    ("POST", "/console/<slug>/batches/<batch_id>/discard"): {R},
    ("GET", "/console/<slug>/batches/<batch_id>/errors.csv"): {R},
    ("GET", "/console/<slug>/staff"): {B},
    ("GET", "/console/<slug>/staff/new"): {B},
    ("POST", "/console/<slug>/staff/new"): {B},
    ("GET", "/console/<slug>/staff/<staff_id>"): {B},
    ("POST", "/console/<slug>/staff/<staff_id>"): {B},
    ("POST", "/console/<slug>/staff/<staff_id>/deactivate"): {B},
    ("GET", "/console/<slug>/institution"): {B},
    ("GET", "/console/<slug>/api-keys"): {B},
    ("GET", "/console/<slug>/api-keys/new"): {B},
    ("POST", "/console/<slug>/api-keys/new"): {B},
    ("POST", "/console/<slug>/api-keys/<key_id>/end"): {B},
}
DECISIONS = {"send-back": A, "suspend": R, "lift": R, "revoke": R}
REFUSED = {401, 403, 404}


@dataclass(frozen=True, slots=True)
class Things:
    """The things of one institution that addresses name."""

    values: dict[str, str]

    def path(self, rule: str) -> str:
        for name, value in self.values.items():
            rule = rule.replace(f"<{name}>", value).replace(f"<path:{name}>", value)
        assert "<" not in rule, rule
        return rule


def things_of(app: Flask, database: Database, installation: Installation, tenant: Tenant) -> Things:
    """Make an issued and collected award, a draft and a batch."""
    issued = samples.issued(database, installation, tenant)
    claim(app, issued.offer_link, Wallet().present(challenge(app, issued.offer_link)))
    with database.transaction() as session:
        batch = dry_run.check_file(
            session,
            installation,
            tenant.institution,
            kind=CredentialKind.DIPLOMA,
            file_name="x.csv",
            content=write_csv(HEADINGS, [row(1)]),
            by=tenant.registrar.id,
            at=NOW,
        )
        api_key = create_api_key(
            session, tenant.institution, name="Administratie", scopes=list(ApiScope), at=NOW
        ).key
        copy = session.query(Credential).filter(Credential.institution_id == tenant.id).first()
    assert copy is not None
    return Things(
        {
            "slug": tenant.slug,
            "award_id": issued.award_id,
            "copy_id": copy.id,
            "batch_id": batch.id,
            "staff_id": tenant.approver.id,
            "key_id": api_key.id,
            "instance": tenant.slug,
            "kind": "diploma",
            "decision": "revoke",
            "list_id": "revocation-1",
            "name": "diploma-v1.json",
            "filename": "issuer.css",
            "token": issued.offer_link.rpartition("/")[2],
        }
    )


def rules(app: Flask) -> set[tuple[str, str]]:
    """Return every method and rule that the application answers."""
    return {
        (method, _plain(str(rule)))
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if method in ("GET", "POST", "PUT", "PATCH", "DELETE")
    }


def _plain(rule: str) -> str:
    return rule.replace('<any("send-back", suspend, lift, revoke):decision>', "<decision>")


def visit(browser: Browser, method: str, path: str, **options: Any) -> int:
    answer = browser.get(path) if method == "GET" else browser.post(path, {}, **options)
    assert answer.status_code < 500, (method, path, answer.text[:300])
    return answer.status_code


def test_every_address_has_a_row_and_every_row_an_address(app: Flask) -> None:
    assert rules(app) == set(MATRIX)


CONSOLE = sorted((method, rule) for method, rule in MATRIX if rule.startswith("/console/"))


@pytest.fixture
def own(app: Flask, database: Database, installation: Installation, school: Tenant) -> Things:
    return things_of(app, database, installation, school)


def test_without_signing_in_the_console_shows_and_does_nothing(app: Flask, own: Things) -> None:
    browser = Browser(app, own.values["slug"])
    for method, rule in CONSOLE:
        answer = browser.get(own.path(rule)) if method == "GET" else browser.post(own.path(rule))
        assert answer.status_code == 303, (method, rule)
        assert answer.location.startswith("/issuer/sign-in/"), (method, rule)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_gets_what_the_matrix_says(
    sign_in: SignIn, school: Tenant, own: Things, role: Role
) -> None:
    browser = sign_in(school, role)
    for method, rule in CONSOLE:
        allowed = MATRIX[method, rule]
        paths = [own.path(rule)]
        if "<decision>" in rule:
            paths = [own.path(rule.replace("<decision>", name)) for name in DECISIONS]
        for path in paths:
            status = visit(browser, method, path)
            if rule.endswith("<decision>"):
                may = DECISIONS[path.rpartition("/")[2]] is role
            else:
                may = allowed == SIGNED_IN or (isinstance(allowed, set) and role in allowed)
            if may:
                assert status not in REFUSED, (method, path, status)
            else:
                assert status == 403, (method, path, status)


@pytest.mark.parametrize("role", list(Role))
def test_the_console_of_another_institution_does_not_exist(
    sign_in: SignIn, other_school: Tenant, own: Things, role: Role
) -> None:
    browser = sign_in(other_school, role)
    for method, rule in CONSOLE:
        assert visit(browser, method, own.path(rule)) == 404, (method, rule)


@pytest.mark.parametrize("role", list(Role))
def test_the_things_of_another_institution_do_not_exist_in_ones_own_console(
    sign_in: SignIn, other_school: Tenant, own: Things, role: Role
) -> None:
    browser = sign_in(other_school, role)
    foreign = Things({**own.values, "slug": other_school.slug})
    for method, rule in CONSOLE:
        if not {"award_id", "batch_id", "staff_id", "key_id"} & {
            part for part in own.values if f"<{part}>" in rule
        }:
            continue
        allowed = MATRIX[method, rule]
        status = visit(browser, method, foreign.path(rule))
        if isinstance(allowed, set) and role not in allowed:
            assert status in (403, 404), (method, rule, status)
        else:
            assert status == 404, (method, rule, status)


def test_public_addresses_set_no_cookies_and_need_none(app: Flask, own: Things) -> None:
    for method, rule in MATRIX:
        if MATRIX[method, rule] != ANYONE or method != "GET" or rule.startswith("/sign-in"):
            continue
        path = own.path(rule)
        answer = Browser(app, own.values["slug"]).get(path, buffered=True)
        assert answer.status_code in (200, 404), (rule, answer.status_code)
        assert "Set-Cookie" not in answer.headers, rule


def test_personal_pages_are_kept_by_nobody(sign_in: SignIn, school: Tenant, own: Things) -> None:
    browser = sign_in(school, Role.REGISTRAR)
    for method, rule in CONSOLE:
        if method == "GET":
            answer = browser.get(own.path(rule))
            assert answer.headers["Cache-Control"] == "no-store", rule
            assert answer.headers["Referrer-Policy"] == "no-referrer", rule
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], rule
