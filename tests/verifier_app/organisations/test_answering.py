"""What is taken as an answer to a request, and above all what is not."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from schemas.credential import CredentialKind
from schemas.dates import parse_instant
from schemas.documents import JsonObject, parse_object
from schemas.presentation_request import Wanted
from tests.ecosystem import World
from tests.parties import Holder
from tests.verifier_app.organisations.conftest import LINDE, ORIGIN, SCHOOL, Asked, asks
from verifier.context import current_verifier
from verifier.models import Answer, AnswerChallenge, TrailEntry
from verifier.organisations import registering
from verifier.requests import KeptAnswer, answering, answers, answers_of
from verifier.views.desk import current_desk
from web.context import current_database

DIPLOMA = CredentialKind.DIPLOMA


def kept(asked: Asked, world: World) -> list[KeptAnswer]:
    with asked.app.app_context(), current_database().reading() as session:
        return answers_of(
            session, current_verifier().seal, asked.organisation_id, asked.request_id, at=world.clock()
        )


def test_a_replayed_answer_is_refused_though_it_was_good_once(
    app: Flask, world: World, diploma: JsonObject
) -> None:
    asked = asks(app, world)
    prepared = asked.prepare()
    body = {
        "request": asked.token,
        "digest": asked.digest(),
        "challenge": prepared["challenge"],
        "presentation": world.samira.present([diploma], domain=ORIGIN, challenge=str(prepared["challenge"])),
    }
    assert asked.post("/api/v1/answers", body).status_code == 201
    again = asked.post("/api/v1/answers", body)
    assert (again.status_code, again.json["code"]) == (422, "answer.challenge")
    assert len(kept(asked, world)) == 1


@pytest.mark.parametrize(
    "bound",
    [
        {"domain": "https://other.example"},
        {"domain": None},
        {"challenge": "another-challenge-that-we-never-gave"},
        {"challenge": None},
    ],
    ids=["other-audience", "no-audience", "other-challenge", "no-challenge"],
)
def test_a_presentation_for_somebody_else_or_something_else_is_refused(
    app: Flask, world: World, diploma: JsonObject, bound: dict[str, str | None]
) -> None:
    asked = asks(app, world)
    challenge = str(asked.prepare()["challenge"])
    presentation = world.samira.present([diploma], **{"domain": ORIGIN, "challenge": challenge, **bound})
    body = {
        "request": asked.token,
        "digest": asked.digest(),
        "challenge": challenge,
        "presentation": presentation,
    }
    refused = asked.post("/api/v1/answers", body)
    assert (refused.status_code, refused.json["code"]) == (422, "answer.not_by_holder")
    assert kept(asked, world) == []


def test_a_challenge_of_another_request_is_refused(app: Flask, world: World, diploma: JsonObject) -> None:
    other, asked = asks(app, world, slug=SCHOOL), asks(app, world)
    challenge = str(other.prepare()["challenge"])
    presentation = world.samira.present([diploma], domain=ORIGIN, challenge=challenge)
    refused = asked.answer(world.samira, diploma, challenge=challenge, presentation=presentation)
    assert (refused.status_code, refused.json["code"]) == (422, "answer.challenge")


def test_a_challenge_that_is_too_old_is_refused(app: Flask, world: World, diploma: JsonObject) -> None:
    asked = asks(app, world)
    challenge = str(asked.prepare()["challenge"])
    world.clock.passes(hours=1, seconds=1)
    presentation = world.samira.present([diploma], domain=ORIGIN, challenge=challenge)
    refused = asked.answer(world.samira, diploma, challenge=challenge, presentation=presentation)
    assert (refused.status_code, refused.json["code"]) == (422, "answer.challenge")


def test_an_answer_to_another_text_than_is_asked_is_refused(
    app: Flask, world: World, diploma: JsonObject
) -> None:
    refused = asks(app, world).answer(world.samira, diploma, digest="0" * 64)
    assert (refused.status_code, refused.json["code"]) == (422, "answer.request_changed")


def test_one_holder_answers_once_and_another_may_answer_too(app: Flask, world: World) -> None:
    asked, other = asks(app, world), Holder(world.clock)
    assert asked.answer(world.samira, world.school.issue(DIPLOMA, holder=world.samira)).status_code == 201
    twice = asked.answer(world.samira, world.school.issue(DIPLOMA, holder=world.samira))
    assert (twice.status_code, twice.json["code"]) == (409, "answer.twice")
    assert asked.answer(other, world.school.issue(DIPLOMA, holder=other)).status_code == 201
    assert len(kept(asked, world)) == 2


def test_a_request_to_one_person_stays_answered_when_the_answer_is_gone(
    app: Flask, world: World, diploma: JsonObject
) -> None:
    asked = asks(app, world, many=False)
    assert asked.answer(world.samira, diploma).status_code == 201
    (answer,) = kept(asked, world)
    with app.app_context(), current_database().transaction() as session:
        answers.delete_now(session, answer, actor="operator", at=world.clock())
    refused = asked.post("/api/v1/answers/prepare", {"request": asked.token})
    assert (refused.status_code, refused.json["code"]) == (409, "request.answered")


def test_nothing_is_taken_after_the_last_day_and_on_it_everything_is(
    app: Flask, world: World, diploma: JsonObject
) -> None:
    asked = asks(app, world)
    world.clock.passes(days=6, hours=12)
    assert asked.answer(world.samira, diploma).status_code == 201
    world.clock.passes(days=2)
    refused = asked.post("/api/v1/answers/prepare", {"request": asked.token})
    assert (refused.status_code, refused.json["code"]) == (410, "request.expired")
    assert app.test_client().get(f"/ask/{asked.token}", base_url=ORIGIN).status_code == 410


def test_a_certificate_of_another_wallet_is_refused(app: Flask, world: World) -> None:
    stranger = Holder(world.clock)
    refused = asks(app, world).answer(stranger, world.school.issue(DIPLOMA, holder=world.samira))
    assert (refused.status_code, refused.json["code"]) == (422, "answer.not_yours")


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(kind=CredentialKind.ERVARINGSCERTIFICAAT),
        Wanted(kind=DIPLOMA, standard="crebo:99999"),
        Wanted(kind=DIPLOMA, level="6"),
    ],
    ids=["kind", "standard", "level"],
)
def test_what_was_not_asked_for_is_not_taken(
    app: Flask, world: World, diploma: JsonObject, wanted: Wanted
) -> None:
    asked = asks(app, world, wanted)
    refused = asked.answer(world.samira, diploma)
    assert (refused.status_code, refused.json["code"]) == (422, "answer.not_asked")
    assert kept(asked, world) == []


def test_a_selection_with_one_certificate_too_many_is_refused_whole(
    app: Flask, world: World, diploma: JsonObject
) -> None:
    experience = world.evc_provider.issue(CredentialKind.ERVARINGSCERTIFICAAT, holder=world.samira)
    refused = asks(app, world).answer(world.samira, diploma, experience)
    assert refused.json["code"] == "answer.not_asked"


def test_a_changed_certificate_is_not_taken_and_one_that_was_revoked_is_shown_as_such(
    app: Flask, world: World, diploma: JsonObject
) -> None:
    asked = asks(app, world)
    changed = {**diploma, "name": "Hbo-getuigschrift"}
    world.school.revoke(diploma)
    assert asked.answer(world.samira, diploma).status_code == 201
    (answer,) = kept(asked, world)
    assert answer.outcome == "failed"
    refused = asks(app, world).answer(world.samira, changed)
    assert (refused.status_code, refused.json["code"]) == (422, "answer.not_genuine")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"request": 1},
        {"request": "x" * 5000},
        {"request": "TOKEN", "presentation": []},
        {"request": "TOKEN", "presentation": {}, "digest": "", "challenge": "c"},
        {"request": "TOKEN", "presentation": {}, "digest": "d", "challenge": {"a": 1}},
    ],
    ids=lambda body: "-".join(body) or "empty",
)
def test_a_body_of_another_shape_is_refused_with_a_code(
    app: Flask, world: World, body: dict[str, object]
) -> None:
    asked = asks(app, world)
    sent = {name: asked.token if value == "TOKEN" else value for name, value in body.items()}
    response = asked.post("/api/v1/answers", sent)
    assert response.status_code == 400
    assert response.json["code"] == "request.member"
    for path in ("/api/v1/answers", "/api/v1/answers/prepare"):
        broken = app.test_client().post(path, data=b"{", content_type="application/json", base_url=ORIGIN)
        assert (broken.status_code, broken.json["code"]) == (400, "json.syntax")


def test_an_unknown_link_answers_as_if_there_never_was_one(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/ask/" + "A" * 43, base_url=ORIGIN).status_code == 404
    refused = client.post("/api/v1/answers/prepare", json={"request": "A" * 43}, base_url=ORIGIN)
    assert (refused.status_code, refused.json["code"]) == (404, "request.unknown")


def test_a_challenge_that_two_use_at_once_is_used_by_one(
    app: Flask, world: World, diploma: JsonObject
) -> None:
    """The second one passed every check before the first one kept its answer."""
    asked = asks(app, world)
    prepared = asked.prepare()
    presentation = world.samira.present([diploma], domain=ORIGIN, challenge=str(prepared["challenge"]))
    answered: list[int] = []
    with app.app_context():
        desk, seal = current_desk(), current_verifier().seal

        def check_while_the_other_is_faster(handed_in: object, at: object) -> object:
            if not answered:
                answered.append(1)
                answered.append(
                    asked.post(
                        "/api/v1/answers",
                        {
                            "request": asked.token,
                            "digest": asked.digest(),
                            "challenge": prepared["challenge"],
                            "presentation": presentation,
                        },
                    ).status_code
                )
            return desk.check(handed_in, at=at)  # type: ignore[arg-type]

        with pytest.raises(answering.AnswerRefusedError, match="challenge"):
            answering.receive(
                current_database(),
                asked.token,
                presentation,
                challenge=str(prepared["challenge"]),
                agreed_digest=asked.digest(),
                domain=ORIGIN,
                check=check_while_the_other_is_faster,  # type: ignore[arg-type]
                seal=seal,
                at=world.clock(),
            )
    assert answered == [1, 201]
    assert len(kept(asked, world)) == 1


def test_an_answer_is_kept_sealed_until_its_day_and_then_gone(
    app: Flask, world: World, diploma: JsonObject
) -> None:
    asked = asks(app, world, keep_days=7)
    told = parse_instant(asked.answer(world.samira, diploma).json["keepUntil"])
    assert told - world.clock() == timedelta(days=7)
    with app.app_context():
        with current_database().reading() as session:
            row = session.scalars(select(Answer)).one()
            assert b"Voorbeeld" not in row.sealed
            assert world.samira.did.encode() not in row.sealed + row.holder_digest
            assert row.keep_until - row.received_at == timedelta(days=7)
        world.clock.passes(days=7)
        assert kept(asked, world) == []  # before the worker comes by
        with current_database().transaction() as session:
            assert answers.remove_over(session, at=world.clock()) == 1
        with current_database().reading() as session:
            assert session.scalar(select(func.count()).select_from(Answer)) == 0
            assert session.scalar(select(func.count()).select_from(AnswerChallenge)) == 0
            actions = session.scalars(select(TrailEntry.action)).all()
            assert {"answer.received", "answer.expired"} <= set(actions)


def test_a_kept_answer_holds_the_bytes_that_were_sent_and_is_judged_anew_each_time(
    app: Flask, world: World, diploma: JsonObject
) -> None:
    asked = asks(app, world)
    assert asked.answer(world.samira, diploma).status_code == 201
    (answer,) = kept(asked, world)
    assert parse_object(answer.handed_in.document)["verifiableCredential"] == [diploma]
    with app.app_context():
        assert current_desk().check(answer.handed_in, at=world.clock()).outcome == "passed"
        world.school.revoke(diploma)
        world.clock.passes(days=20)
        current_desk().forget()
        judgement = current_desk().check(answer.handed_in, at=world.clock())
        assert judgement.outcome == "failed"
        assert judgement.presentation is not None
        assert judgement.presentation.holder == world.samira.did


def test_the_public_page_says_who_asks_and_sets_no_cookie(app: Flask, world: World) -> None:
    asked = asks(app, world)
    page = app.test_client().get(f"/ask/{asked.token}", base_url=ORIGIN)
    assert page.status_code == 200
    assert "Zorggroep De Linde" in page.text
    assert "Vacature verzorgende" not in page.text  # the organisation's own name for it
    assert "Set-Cookie" not in page.headers


def test_an_organisation_is_found_under_its_did(app: Flask) -> None:
    with app.app_context(), current_database().reading() as session:
        did = registering.find_organisation(session, LINDE).did
    assert did == "did:web:localhost:organisations:de-linde"
    found = app.test_client().get("/organisations/de-linde/did.json", base_url=ORIGIN)
    assert (found.json or {})["id"] == did
