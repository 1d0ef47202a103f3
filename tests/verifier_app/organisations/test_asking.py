"""Making a request: on the page, by API and what is refused at both; and the commands of an operator."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from schemas.credential import CredentialKind
from schemas.dates import legal_date
from schemas.documents import JsonObject
from schemas.errors import MalformedDocumentError
from schemas.presentation_request import PresentationRequest, PurposeKind
from tests.ecosystem import World
from tests.verifier_app.organisations.conftest import LINDE, ORIGIN, SCHOOL, asks, signed_in
from verifier.cli import verifier
from verifier.organisations import registering
from verifier.organisations.api_keys import api_keys
from verifier.organisations.roles import Role
from web.context import current_database

NEW = f"/console/{LINDE}/requests/new"


def form(world: World, **changed: object) -> dict[str, object]:
    day = legal_date(world.clock()) + timedelta(days=7)
    return {
        "title": "Vacature",
        "purpose_kind": "work",
        "purpose": "Om te weten of u mag werken.",
        "kind_1": "Diploma",
        "standard_1": "crebo:25491",
        "level_1": "3",
        "keep_days": "28",
        "last_day": day.isoformat(),
        "many": "one",
        **{f"{name}_{row}": "" for row in (2, 3, 4) for name in ("kind", "standard", "level")},
        **changed,
    }


def test_a_request_is_made_and_has_a_link_and_a_code(app: Flask, world: World) -> None:
    browser = signed_in(app, Role.CHECKER)
    made = browser.send(NEW, form(world))
    assert made.status_code == 303, made.text
    page = browser.open(made.location).text
    assert f"{ORIGIN}/ask/" in page
    assert "<svg" in page
    assert browser.open(f"{made.location}/print").status_code == 200


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"purpose": "x" * 601}, "purpose"),
        ({"purpose_kind": "exemption"}, "purpose_kind"),
        ({"kind_1": ""}, "kind_1"),
        ({"kind_1": "Rijbewijs"}, "kind_1"),
        ({"keep_days": "100000"}, "keep_days"),
        ({"last_day": "31-02-2027"}, "last_day"),
        ({"last_day": "2020-01-01"}, "last_day"),
        ({"last_day": "2999-01-01"}, "last_day"),
        ({"many": "everybody"}, "many"),
    ],
    ids=lambda value: (
        "-".join(f"{name}={str(text)[:12]}" for name, text in value.items())
        if isinstance(value, dict)
        else ""
    ),
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    app: Flask, world: World, changed: dict[str, object], field: str
) -> None:
    page = signed_in(app, Role.CHECKER).send(NEW, form(world, **changed))
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert field in ("title", "purpose") or "Om te weten of u mag werken." in page.text


def test_hostile_words_are_shown_as_words(app: Flask, world: World) -> None:
    browser = signed_in(app, Role.CHECKER)
    made = browser.send(NEW, form(world, title="<script>alert(1)</script>", purpose="<img src=x>"))
    page = browser.open(made.location).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def key_of(app: Flask, world: World, slug: str = LINDE) -> dict[str, str]:
    with app.app_context(), current_database().transaction() as session:
        made = api_keys.create(
            session, registering.find_organisation(session, slug), name="HR-systeem", at=world.clock()
        )
    return {"Authorization": f"Bearer {made.text}"}


def body(world: World, **changed: object) -> dict[str, object]:
    return {
        "title": "Vacature",
        "purpose": {"kind": "work", "text": "Om te weten of u mag werken."},
        "wanted": [{"kind": "Diploma", "level": "2"}],
        "keepDays": 28,
        "lastDay": (legal_date(world.clock()) + timedelta(days=7)).isoformat(),
        "manyAnswers": True,
        **changed,
    }


def test_a_system_asks_a_wallet_answers_and_the_system_reads_it(
    app: Flask, world: World, diploma: JsonObject
) -> None:
    client, key = app.test_client(), key_of(app, world)
    made = client.post("/api/v1/requests", json=body(world), headers=key, base_url=ORIGIN)
    assert made.status_code == 201, made.text
    request_id = (made.json or {})["id"]
    assert (made.json or {})["link"].startswith(f"{ORIGIN}/ask/")
    asked = asks(app, world)  # somebody else's question, beside it
    asked.token, asked.request_id = (made.json or {})["link"].rsplit("/", 1)[-1], request_id
    assert asked.answer(world.samira, diploma).status_code == 201
    shown = client.get(f"/api/v1/requests/{request_id}", headers=key, base_url=ORIGIN).json or {}
    (answer,) = shown["answers"]
    judged = client.get(f"/api/v1/requests/{request_id}/answers/{answer['id']}", headers=key, base_url=ORIGIN)
    assert (judged.json or {})["report"]["outcome"] == "passed"
    assert (judged.json or {})["presentation"]["verifiableCredential"] == [diploma]
    closed = client.post(f"/api/v1/requests/{request_id}/close", headers=key, base_url=ORIGIN)
    assert closed.status_code == 204
    again = asked.post("/api/v1/answers/prepare", {"request": asked.token})
    assert (again.status_code, (again.json or {})["code"]) == (410, "request.closed")


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"title": 1}, 400, "document.not_text"),
        ({"title": " "}, 422, "request.title"),
        ({"purpose": {"kind": "exemption", "text": "x"}}, 422, "request.purpose_kind"),
        ({"purpose": {"kind": "work", "text": "x" * 601}}, 422, "request.purpose"),
        ({"wanted": []}, 422, "request.wanted"),
        ({"wanted": [{"kind": "Diploma"}] * 13}, 422, "request.wanted"),
        ({"wanted": [{"kind": "Rijbewijs"}]}, 400, "request.malformed"),
        ({"wanted": [{"kind": "Diploma", "level": "9"}]}, 400, "request.malformed"),
        ({"wanted": "Diploma"}, 400, "document.not_an_object"),
        ({"keepDays": 0}, 422, "request.keep_days"),
        ({"keepDays": 10**9}, 422, "request.keep_days"),
        ({"keepDays": "28"}, 400, "document.not_an_integer"),
        ({"lastDay": "gisteren"}, 400, "document.date"),
        ({"lastDay": "2020-01-01"}, 422, "request.last_day"),
        ({"manyAnswers": "ja"}, 400, "document.not_a_boolean"),
    ],
)
def test_a_wrong_question_of_a_system_is_refused_with_a_code(
    app: Flask, world: World, changed: dict[str, object], status: int, code: str
) -> None:
    refused = app.test_client().post(
        "/api/v1/requests", json=body(world, **changed), headers=key_of(app, world), base_url=ORIGIN
    )
    assert (refused.status_code, (refused.json or {})["code"]) == (status, code)


def test_requests_of_another_organisation_are_not_in_the_list(app: Flask, world: World) -> None:
    other = asks(app, world, slug=SCHOOL)
    assert other.request_id not in signed_in(app, Role.CHECKER).open(f"/console/{LINDE}/requests").text


def test_a_request_reads_back_as_it_was_written_and_nothing_else_reads() -> None:
    with pytest.raises(MalformedDocumentError):
        PresentationRequest.from_bytes(b"{}")
    with pytest.raises(MalformedDocumentError):
        PresentationRequest.from_bytes(b"[" * 20_000)
    assert {kind.value for kind in PurposeKind} >= {"work", "exemption"}
    assert CredentialKind.DIPLOMA == "Diploma"


Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("VAKBEWIJS_HOME", str(tmp_path))
    monkeypatch.setenv("VAKBEWIJS_VERIFIER_PUBLIC_BASE_URL", "https://verifier.example")

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(verifier, list(arguments))

    assert invoke("migrate").exit_code == 0
    return invoke


def test_an_operator_makes_an_organisation_its_staff_and_its_keys(run: Run) -> None:
    made = run("organisation", "add", "linde", "--name", "De Linde")
    assert made.output.strip() == "De Linde: did:web:verifier.example:organisations:linde"
    assert "linde\tDe Linde" in run("organisation", "list").output
    member = (
        "organisation",
        "staff",
        "linde",
        "--login",
        "hr@linde.example",
        "--name",
        "HR",
        "--code",
        "L-1",
    )
    password = ("--role", "checker", "--password", "twaalf tekens of meer")
    assert "hr@linde.example" in run(*member, *password).output
    assert "already" in run(*member, *password).output
    key = run("organisation", "api-key", "linde", "--name", "HR-systeem").output.strip()
    key_id = key.removeprefix("vakbewijs_").partition(".")[0]
    assert run("organisation", "end-api-key", "linde", key_id).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("organisation", "add", "Not A Slug", "--name", "X"), "can't stand in addresses"),
        (("organisation", "add", "x", "--name", " "), "--name is empty"),
        (("organisation", "api-key", "nobody", "--name", "X"), "no organisation nobody"),
    ],
    ids=["slug", "name", "unknown"],
)
def test_a_refusal_is_one_line(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    refused = run(*arguments)
    assert refused.exit_code == 1
    assert sentence in refused.output
