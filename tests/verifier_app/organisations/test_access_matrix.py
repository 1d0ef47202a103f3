"""Who sees what: every page of an organisation x every role x another organisation's things (WB-09)."""

import re

import pytest
from flask import Flask

from schemas.documents import JsonObject
from schemas.presentation_request import PurposeKind
from tests.ecosystem import World
from tests.verifier_app.exempting.material import opened_case
from tests.verifier_app.organisations.conftest import (
    LINDE,
    ORIGIN,
    SCHOOL,
    Asked,
    Browser,
    asks,
    signed_in,
)
from verifier.bulk import keeping
from verifier.bulk.batches import read_files
from verifier.context import current_verifier
from verifier.organisations import registering
from verifier.organisations.api_keys import api_keys
from verifier.organisations.roles import Role
from verifier.organisations.staff import accounts
from verifier.requests import answers_of
from web.context import current_database

C, V, E, B = Role.CHECKER, Role.ADVISER, Role.BOARD, Role.ADMIN
ALL = set(Role)

# (method, rule below /console/<slug>) -> the roles that may. `request` is one for work.
MATRIX: dict[tuple[str, str], set[Role]] = {
    ("GET", "/"): ALL,
    ("GET", "/account"): ALL,
    ("POST", "/account"): ALL,
    ("GET", "/requests"): {C, V, E},
    ("GET", "/requests/new"): {C, V},
    ("POST", "/requests/new"): {C, V},
    ("GET", "/requests/<request_id>"): {C},
    ("GET", "/requests/<request_id>/print"): {C},
    ("POST", "/requests/<request_id>/close"): {C},
    ("GET", "/requests/<request_id>/answers/<answer_id>"): {C},
    ("POST", "/requests/<request_id>/answers/<answer_id>"): {C},
    ("POST", "/requests/<request_id>/answers/<answer_id>/delete"): {C},
    ("GET", "/requests/<request_id>/answers/<answer_id>/parts"): {C},
    ("GET", "/programmes"): {V, E},
    ("GET", "/programmes/new"): {V},
    ("POST", "/programmes/new"): {V},
    ("GET", "/programmes/<programme_id>"): {V, E},
    ("POST", "/programmes/<programme_id>/retire"): {V},
    ("GET", "/exemptions"): {V, E},
    # That request is for work, so that nobody holds its answer against a programme.
    ("GET", "/requests/<request_id>/answers/<answer_id>/exemption"): set(),
    ("POST", "/requests/<request_id>/answers/<answer_id>/exemption"): set(),
    ("GET", "/exemptions/<case_id>"): {V, E},
    ("POST", "/exemptions/<case_id>/confirm"): set(),  # nothing looks alike in this one
    ("POST", "/exemptions/<case_id>/withdraw"): {V},
    ("POST", "/exemptions/<case_id>/propose"): {V},
    ("GET", "/exemptions/<case_id>/propose"): {V, E},
    ("GET", "/exemptions/<case_id>/decide"): {V, E},
    ("POST", "/exemptions/<case_id>/send-back"): {E},
    ("POST", "/exemptions/<case_id>/decide"): {E},
    ("POST", "/exemptions/<case_id>/send"): {E},
    ("POST", "/exemptions/<case_id>/check-again"): {V, E},
    ("GET", "/exemptions/<case_id>/letter.pdf"): {V, E},
    ("GET", "/bulk"): {C, V, E},
    ("POST", "/bulk"): {C, V, E},
    ("GET", "/bulk/<bulk_id>"): {C, V, E},
    ("GET", "/bulk/<bulk_id>/result.<ending>"): {C, V, E},
    ("POST", "/bulk/<bulk_id>/discard"): {C, V, E},
    ("GET", "/staff"): {B},
    ("GET", "/staff/new"): {B},
    ("POST", "/staff/new"): {B},
    ("GET", "/staff/<staff_id>"): {B},
    ("POST", "/staff/<staff_id>"): {B},
    ("POST", "/staff/<staff_id>/deactivate"): {B},
    ("GET", "/api-keys"): {B},
    ("GET", "/api-keys/new"): {B},
    ("POST", "/api-keys/new"): {B},
    ("POST", "/api-keys/<key_id>/end"): {B},
}
# What ends something comes last.
LAST = ("/delete", "/close", "/end", "/deactivate", "/discard", "/retire")


class Things:
    """What an organisation has, by the names of the parameters of addresses."""

    def __init__(self, app: Flask, world: World, diploma: JsonObject, slug: str) -> None:
        self.asked: Asked = asks(app, world, slug=slug)
        assert self.asked.answer(world.samira, diploma).status_code == 201
        with app.app_context(), current_database().transaction() as session:
            organisation = registering.find_organisation(session, slug)
            (answer,) = answers_of(
                session,
                current_verifier().seal,
                organisation.id,
                self.asked.request_id,
                at=world.clock(),
            )
            batch = keeping.start(
                session,
                organisation.id,
                read_files([("a.json", b"{}")]),
                by=organisation.id,
                language="nl",
                seal=current_verifier().seal,
                at=world.clock(),
            )
            key = api_keys.create(session, organisation, name="HR-systeem", at=world.clock())
            member = accounts.create(
                session,
                organisation,
                login=f"iemand@{slug}.example",
                name="Iemand",
                official_id="X-1",
                password="twaalf tekens of meer",
                roles=[C],
                passwords=current_verifier().passwords,
                at=world.clock(),
            )
        self.names = {
            "request_id": self.asked.request_id,
            "answer_id": answer.answer_id,
            "key_id": key.key.id,
            "staff_id": member.id,
            **opened_case(app, world, diploma, slug=slug),
            "bulk_id": batch.id,
            "ending": "csv",
        }
        self.key = key.text

    def path(self, rule: str, slug: str) -> str:
        return f"/console/{slug}" + re.sub(r"<(\w+)>", lambda name: self.names[name[1]], rule)


@pytest.fixture
def things(app: Flask, world: World, diploma: JsonObject) -> Things:
    return Things(app, world, diploma, LINDE)


def in_order() -> list[tuple[str, str]]:
    return sorted(MATRIX, key=lambda row: row[1].endswith(LAST))


def call(browser: Browser, method: str, path: str) -> int:
    return (browser.open(path) if method == "GET" else browser.send(path)).status_code


def test_every_page_of_the_console_stands_in_the_matrix(app: Flask) -> None:
    prefix = "/console/<slug>"
    found = {
        (method, rule.rule.removeprefix(prefix))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(prefix)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert found == set(MATRIX)


@pytest.mark.parametrize("role", list(Role))
def test_every_page_answers_each_role_as_the_matrix_says(app: Flask, things: Things, role: Role) -> None:
    browser, wrong = signed_in(app, role), []
    for method, rule in in_order():
        status = call(browser, method, things.path(rule, LINDE))
        if (status in (403, 404)) == (role in MATRIX[method, rule]):
            wrong.append(f"{method} {rule}: {status}")
    assert wrong == []


@pytest.mark.parametrize("role", list(Role))
def test_nobody_of_another_organisation_finds_anything(app: Flask, things: Things, role: Role) -> None:
    browser, found = signed_in(app, role, SCHOOL), []
    for method, rule in in_order():
        if call(browser, method, things.path(rule, LINDE)) != 404:
            found.append(f"{method} {rule} in its own place")
        # Under one's own organisation, with the other's identifiers.
        if "<" in rule and call(browser, method, things.path(rule, SCHOOL)) not in (403, 404):
            found.append(f"{method} {rule} in ours")
    assert found == []


def test_nobody_gets_in_without_signing_in(app: Flask, things: Things) -> None:
    browser = Browser(app, LINDE)
    for method, rule in in_order():
        path = things.path(rule, LINDE)
        response = browser.open(path) if method == "GET" else browser.send(path)
        assert response.status_code == 303, (method, rule)
        assert f"/sign-in/{LINDE}" in response.location


def test_a_request_for_an_exemption_is_for_adviser_and_board(app: Flask, world: World) -> None:
    asked = asks(app, world, purpose_kind=PurposeKind.EXEMPTION)
    page = f"/console/{LINDE}/requests/{asked.request_id}"
    for role, status in ((C, 404), (V, 200), (E, 200), (B, 403)):
        browser = signed_in(app, role)
        assert browser.open(page).status_code == status, role
        if role is not B:
            assert (asked.request_id in browser.open(f"/console/{LINDE}/requests").text) == (status == 200)


def test_an_api_key_opens_its_own_organisation_and_no_exemption(
    app: Flask, world: World, diploma: JsonObject, things: Things
) -> None:
    others = Things(app, world, diploma, SCHOOL)
    exemption = asks(app, world, purpose_kind=PurposeKind.EXEMPTION)
    client, key = app.test_client(), {"Authorization": f"Bearer {things.key}"}

    def status(request_id: str, answer_id: str = "") -> int:
        path = f"/api/v1/requests/{request_id}" + (f"/answers/{answer_id}" if answer_id else "")
        return client.get(path, headers=key, base_url=ORIGIN).status_code

    mine, theirs = things.names, others.names
    assert status(mine["request_id"]) == 200
    assert status(mine["request_id"], mine["answer_id"]) == 200
    assert status(theirs["request_id"]) == 404
    assert status(theirs["request_id"], theirs["answer_id"]) == 404
    assert status(mine["request_id"], theirs["answer_id"]) == 404
    assert status(exemption.request_id) == 404
    listed = client.get("/api/v1/requests", headers=key, base_url=ORIGIN).json or {}
    assert [each["id"] for each in listed["requests"]] == [mine["request_id"]]
    closing = client.post(f"/api/v1/requests/{theirs['request_id']}/close", headers=key, base_url=ORIGIN)
    assert closing.status_code == 404


def test_without_a_good_key_no_system_gets_in(app: Flask, things: Things) -> None:
    client = app.test_client()
    for header, code in (
        (None, "api_key.missing"),
        ("Bearer vakbewijs_x", "api_key.unknown"),
        (f"Bearer {things.key.partition('.')[0]}.{'A' * 43}", "api_key.unknown"),
        ("Basic abc", "api_key.unknown"),
    ):
        headers = {"Authorization": header} if header else {}
        for method, path in (("GET", ""), ("POST", ""), ("GET", f"/{things.names['request_id']}")):
            refused = client.open(
                f"/api/v1/requests{path}", method=method, headers=headers, json={}, base_url=ORIGIN
            )
            assert (refused.status_code, (refused.json or {})["code"]) == (401, code)
            assert refused.headers["WWW-Authenticate"] == "Bearer"
    signed_in(app, B).send(f"/console/{LINDE}/api-keys/{things.names['key_id']}/end")
    ended = client.get("/api/v1/requests", headers={"Authorization": f"Bearer {things.key}"}, base_url=ORIGIN)
    assert (ended.json or {})["code"] == "api_key.ended"
