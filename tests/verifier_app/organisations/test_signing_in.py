"""Staff of an organisation: signing in, locked accounts, roles that end sessions (WB-08, WB-11)."""

import pytest
from flask import Flask

from tests.ecosystem import World
from tests.verifier_app.organisations.conftest import LINDE, ORIGIN, PASSWORD, SCHOOL, Browser, signed_in
from verifier.organisations.roles import Role

HOME = f"/console/{LINDE}/"


def test_signing_in_leads_where_one_wanted_to_go_and_never_to_another_site(app: Flask) -> None:
    browser = Browser(app, LINDE)
    asked = browser.open(f"/console/{LINDE}/requests")
    assert asked.location == f"/sign-in/{LINDE}?next=/console/{LINDE}/requests"
    for target, expected in ((f"/console/{LINDE}/account",) * 2, ("//evil.example", HOME)):
        fields = {"login": f"checker@{LINDE}.example", "password": PASSWORD, "next": target}
        assert browser.send(f"/sign-in/{LINDE}", fields).location == expected


def test_a_name_of_another_organisation_and_a_wrong_password_get_the_same_answer(app: Flask) -> None:
    pages = []
    for login, password in ((f"checker@{SCHOOL}.example", PASSWORD), (f"checker@{LINDE}.example", "fout")):
        refused = Browser(app, LINDE).send(f"/sign-in/{LINDE}", {"login": login, "password": password})
        assert refused.status_code == 422
        pages.append("De naam of het wachtwoord klopt niet." in refused.text)
    assert pages == [True, True]


def test_five_wrong_passwords_close_an_account_for_five_minutes(app: Flask, world: World) -> None:
    browser = Browser(app, LINDE)
    for _ in range(5):
        assert browser.signs_in(Role.CHECKER, "steeds een ander wachtwoord").status_code == 422
    assert browser.signs_in(Role.CHECKER).status_code == 429
    world.clock.passes(minutes=5)
    assert browser.signs_in(Role.CHECKER).status_code == 303


def test_a_session_ends_when_it_is_idle_and_when_its_owner_signs_out(app: Flask, world: World) -> None:
    browser = signed_in(app, Role.CHECKER)
    assert browser.open(f"/console/{LINDE}/requests").status_code == 200
    world.clock.passes(minutes=15)
    assert browser.open(f"/console/{LINDE}/requests").status_code == 303
    browser.signs_in(Role.CHECKER)
    browser.send("/sign-out")
    assert browser.open(f"/console/{LINDE}/requests").status_code == 303


def test_the_cookie_is_for_this_actor_alone_and_not_for_scripts(app: Flask) -> None:
    cookie = Browser(app, LINDE).signs_in(Role.CHECKER).headers["Set-Cookie"]
    assert cookie.startswith("__Host-verifier_session=")
    assert all(part in cookie for part in ("HttpOnly", "Secure", "SameSite=Lax", "Path=/"))


def test_other_roles_hold_at_once(app: Flask) -> None:
    admin, checker = signed_in(app, Role.ADMIN), signed_in(app, Role.CHECKER)
    page = admin.open(f"/console/{LINDE}/staff").text
    member = page[: page.index("checker van")].rpartition("/staff/")[2].split('"')[0]
    assert admin.send(f"/console/{LINDE}/staff/{member}", {"roles": ["admin"]}).status_code == 303
    assert checker.open(f"/console/{LINDE}/requests").status_code == 303  # signed out
    checker.signs_in(Role.CHECKER)
    assert checker.open(f"/console/{LINDE}/requests").status_code == 403


def test_nobody_changes_or_closes_the_own_account(app: Flask) -> None:
    admin = signed_in(app, Role.ADMIN)
    page = admin.open(f"/console/{LINDE}/staff").text
    me = page[: page.index("admin van")].rpartition("/staff/")[2].split('"')[0]
    assert admin.send(f"/console/{LINDE}/staff/{me}", {"roles": ["checker"]}).status_code == 403
    assert admin.send(f"/console/{LINDE}/staff/{me}/deactivate").status_code == 403


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"login": "geen adres"}, "login"),
        ({"login": f"checker@{LINDE}.example"}, "login"),
        ({"official_id": "met spatie"}, "official_id"),
        ({"password": "kort"}, "password"),
        ({"roles": ["keizer"]}, "roles"),
        ({"name": "x" * 201}, "name"),
    ],
    ids=["no-address", "taken", "code", "short-password", "unknown-role", "long-name"],
)
def test_a_wrong_new_account_is_refused_at_its_field_and_what_was_typed_stays(
    app: Flask, fields: dict[str, object], field: str
) -> None:
    good = {
        "name": "Nieuwe Collega",
        "login": "nieuw@linde.example",
        "official_id": "N-1",
        "password": "twaalf tekens of meer",
        "roles": ["checker"],
    }
    page = signed_in(app, Role.ADMIN).send(f"/console/{LINDE}/staff/new", {**good, **fields})
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert "N-1" in page.text or field == "official_id"


def test_a_form_without_its_token_changes_nothing(app: Flask) -> None:
    browser = signed_in(app, Role.ADMIN)
    refused = browser.client.post(
        f"/console/{LINDE}/api-keys/new", data={"name": "x"}, base_url=ORIGIN, headers={"Referer": ORIGIN}
    )
    assert refused.status_code == 400


@pytest.mark.parametrize("accepted", ["ar", "pl, ar;q=0.5"])
def test_the_console_is_in_two_languages_where_public_pages_are_in_more(app: Flask, accepted: str) -> None:
    browser = signed_in(app, Role.CHECKER)
    headers = {"Accept-Language": accepted}
    public = browser.client.get("/", base_url=ORIGIN, headers=headers).text
    assert f'<html lang="{accepted[:2]}"' in public
    for page in (f"/sign-in/{LINDE}", f"/console/{LINDE}/requests", f"/console/{LINDE}/staff"):
        shown = browser.client.get(f"{page}?lang=ar", base_url=ORIGIN, headers=headers).text
        assert '<html lang="nl"' in shown
        assert 'value="en"' in shown
        assert 'value="ar"' not in shown
