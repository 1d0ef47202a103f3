"""Signing in: new ids, idle time, locked accounts, roles that end sessions (WB-08, WB-11)."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from issuer.models import Role, Staff, StaffSession
from tests.issuer.conftest import BASE_URL, PASSWORD, Browser, Clock, SignIn, Tenant
from web.database import Database


def cookie(browser: Browser) -> str:
    found = browser.client.get_cookie("issuer_session", path="/issuer")
    return found.value if found else ""


def test_the_dashboard_asks_to_sign_in_and_leads_back(app: Flask, school: Tenant) -> None:
    browser = Browser(app, school.slug)
    asked = browser.get("./awards?q=x")
    assert asked.status_code == 303
    assert asked.location == "/issuer/sign-in/roc?next=/issuer/console/roc/awards?q%3Dx"
    browser.get(asked.location.removeprefix("/issuer"))
    answer = browser.post(
        "/sign-in/roc",
        {
            "login": "Registrar@Voorbeeld.example ",
            "password": PASSWORD,
            "next": "/issuer/console/roc/awards?q=x",
        },
    )
    assert (answer.status_code, answer.location) == (303, "/issuer/console/roc/awards?q=x")


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_signing_in_never_leads_to_another_site(app: Flask, school: Tenant, target: str) -> None:
    answer = Browser(app, "roc").post(
        "/sign-in/roc", {"login": "registrar@voorbeeld.example", "password": PASSWORD, "next": target}
    )
    assert answer.location == "/issuer/console/roc/"


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(app: Flask, school: Tenant) -> None:
    browser = Browser(app, "roc")
    answers = {
        browser.post("/sign-in/roc", {"login": login, "password": "verkeerd-wachtwoord"}).text.count(
            "De naam of het wachtwoord klopt niet."
        )
        for login in ("registrar@voorbeeld.example", "niemand@voorbeeld.example")
    }
    assert len(answers) == 1
    assert answers.pop() > 0


def test_a_password_of_one_institution_opens_no_other(
    app: Flask, school: Tenant, other_school: Tenant, database: Database
) -> None:
    with database.transaction() as session:
        found = session.get(Staff, (other_school.id, other_school.registrar.id))
        assert found is not None
        found.login = "iemand@anders.example"
    assert Browser(app, other_school.slug).sign_in(Role.REGISTRAR).status_code == 422


def test_an_account_waits_after_five_wrong_passwords_also_with_the_right_one(
    app: Flask, school: Tenant, clock: Clock
) -> None:
    browser = Browser(app, "roc")
    for _attempt in range(5):
        assert browser.sign_in(Role.REGISTRAR, "verkeerd-wachtwoord").status_code == 422
    locked = browser.sign_in(Role.REGISTRAR)
    assert locked.status_code == 429
    assert "5 minuten" in locked.text
    assert Browser(app, "roc").sign_in(Role.APPROVER).status_code == 303, "others go on"
    clock.advance(timedelta(minutes=5))
    assert browser.sign_in(Role.REGISTRAR).status_code == 303


def test_a_session_has_a_new_id_and_ends_on_the_server(
    app: Flask, school: Tenant, database: Database
) -> None:
    browser = Browser(app, "roc")
    browser.client.set_cookie("issuer_session", "chosen-by-an-attacker", domain="localhost", path="/issuer")
    browser.sign_in(Role.REGISTRAR)
    stolen = cookie(browser)
    assert stolen not in ("", "chosen-by-an-attacker")
    signed_out = browser.post("/sign-out")
    assert signed_out.headers["Clear-Site-Data"] == '"cache"'
    browser.client.set_cookie("issuer_session", stolen, domain="localhost", path="/issuer")
    assert browser.client.get("/console/roc/", base_url=BASE_URL).status_code == 303
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(StaffSession)) == 0


def test_a_session_ends_after_fifteen_idle_minutes_and_not_before(
    sign_in: SignIn, school: Tenant, clock: Clock
) -> None:
    browser = sign_in(school, Role.REGISTRAR)
    for _quarter in range(4):
        clock.advance(timedelta(minutes=14))
        assert browser.get("./").status_code == 200
    clock.advance(timedelta(minutes=15))
    assert browser.get("./").status_code == 303


def test_a_session_ends_after_twelve_hours_whatever_happens(
    sign_in: SignIn, school: Tenant, clock: Clock
) -> None:
    browser = sign_in(school, Role.REGISTRAR)
    for _turn in range(12 * 60 // 14):
        clock.advance(timedelta(minutes=14))
        browser.get("./")
    clock.advance(timedelta(minutes=10))
    assert browser.get("./").status_code == 303


def test_cookies_are_httponly_and_lax(app: Flask, school: Tenant) -> None:
    answer = Browser(app, "roc").sign_in(Role.REGISTRAR)
    (session,) = [each for each in answer.headers.getlist("Set-Cookie") if each.startswith("issuer_session=")]
    assert "HttpOnly" in session
    assert "SameSite=Lax" in session
    assert "Path=/issuer" in session


def test_changing_somebodys_roles_ends_their_sessions(sign_in: SignIn, school: Tenant) -> None:
    registrar, admin = sign_in(school, Role.REGISTRAR), sign_in(school, Role.ADMIN)
    assert registrar.get("./new").status_code == 200
    answer = admin.post(f"./staff/{school.registrar.id}", {"roles": ["approver"]})
    assert answer.status_code == 303, answer.text
    assert registrar.get("./new").status_code == 303
    registrar.sign_in(Role.REGISTRAR)
    assert registrar.get("./new").status_code == 403


def test_a_closed_account_is_out_at_once(sign_in: SignIn, school: Tenant, app: Flask) -> None:
    registrar, admin = sign_in(school, Role.REGISTRAR), sign_in(school, Role.ADMIN)
    assert admin.post(f"./staff/{school.registrar.id}/deactivate").status_code == 303
    assert registrar.get("./").status_code == 303
    assert Browser(app, "roc").sign_in(Role.REGISTRAR).status_code == 422


def test_an_admin_can_not_lock_themselves_out(sign_in: SignIn, school: Tenant) -> None:
    admin = sign_in(school, Role.ADMIN)
    assert admin.post(f"./staff/{school.admin.id}/deactivate").status_code == 403
    assert admin.post(f"./staff/{school.admin.id}", {"roles": ["registrar"]}).status_code == 403
    assert admin.get("./staff").status_code == 200


def test_a_new_password_ends_the_sessions_on_other_browsers(
    app: Flask, sign_in: SignIn, school: Tenant
) -> None:
    here, elsewhere = sign_in(school, Role.REGISTRAR), sign_in(school, Role.REGISTRAR)
    wrong = here.post("./account", {"current": "verkeerd-wachtwoord", "new": "vier losse woorden samen"})
    assert wrong.status_code == 422
    short = here.post("./account", {"current": PASSWORD, "new": "kort"})
    assert short.status_code == 422
    changed = here.post("./account", {"current": PASSWORD, "new": "vier losse woorden samen"})
    assert changed.status_code == 303
    assert here.get("./").status_code == 200
    assert elsewhere.get("./").status_code == 303
    assert Browser(app, "roc").sign_in(Role.REGISTRAR, "vier losse woorden samen").status_code == 303


def test_an_admin_makes_an_account_that_can_sign_in(app: Flask, sign_in: SignIn, school: Tenant) -> None:
    admin = sign_in(school, Role.ADMIN)
    new = {
        "name": "Nieuwe Collega",
        "login": "nieuw@voorbeeld.example",
        "official_id": "N-01",
        "roles": ["registrar", "approver"],
        "password": "nog een lang wachtwoord",
    }
    assert admin.post("./staff/new", {**new, "password": "kort"}).status_code == 422
    assert admin.post("./staff/new", {**new, "login": "geen adres"}).status_code == 422
    assert admin.post("./staff/new", {**new, "roles": []}).status_code == 422
    assert admin.post("./staff/new", new).status_code == 303
    assert admin.post("./staff/new", new).status_code == 422, "the name is taken"
    answer = Browser(app, "roc").post(
        "/sign-in/roc", {"login": "NIEUW@voorbeeld.example", "password": "nog een lang wachtwoord"}
    )
    assert answer.status_code == 303


def test_a_form_without_its_token_or_from_another_site_is_refused(
    app: Flask, sign_in: SignIn, school: Tenant
) -> None:
    browser = sign_in(school, Role.ADMIN)
    path = f"/console/roc/staff/{school.registrar.id}/deactivate"
    assert browser.client.post(path, base_url=BASE_URL).status_code == 400
    token = browser.token()
    foreign = browser.client.post(
        path, base_url=BASE_URL, data={"csrf_token": token}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert foreign.status_code == 403
    as_json = browser.client.post(path, base_url=BASE_URL, json={"csrf_token": token})
    assert as_json.status_code == 400
