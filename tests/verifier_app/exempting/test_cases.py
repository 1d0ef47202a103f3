"""A case from answer to letter, by the pages: two people, reasons where they are due, and stale forms."""

import json
import re
from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from schemas.credential import CredentialKind
from schemas.documents import JsonObject, JsonValue
from schemas.errors import FetchError
from tests.ecosystem import World
from tests.verifier.test_endorsements import endorses
from tests.verifier.test_own_words import EXPERIENCE, PASSED_ON, says
from tests.verifier_app.exempting.material import GRANT, MemoryDoor, School, opened_case, programme
from tests.verifier_app.organisations.conftest import SCHOOL, signed_in
from verifier.context import current_verifier
from verifier.exempting.issuer_door import IssuerRefusedError
from verifier.exempting.rechecking import check_next_case
from verifier.exemptions.rules import NoRuleError
from verifier.organisations import registering, trail
from verifier.organisations.roles import Role
from verifier.organisations.staff import accounts
from verifier.views.desk import current_desk
from web import pdf
from web.context import current_database


def test_the_matrix_shows_what_proves_each_part_and_the_totals(school: School) -> None:
    page = school.adviser.open(school.path).text
    assert "Vak B1-K1-W1" in page
    assert "Voorstel: hoeft niet" in page
    assert "320 studie-uren" in page
    assert "480 studie-uren" in page


def test_own_words_prove_nothing_and_the_board_reads_them_beside_the_matrix(
    app: Flask, world: World, certificate: JsonObject
) -> None:
    said = [says(world, world.samira, each) for each in (EXPERIENCE, PASSED_ON)]
    case = opened_case(app, world, certificate, *said, slug=SCHOOL)["case_id"]
    page = signed_in(app, Role.BOARD, SCHOOL).open(f"/console/{SCHOOL}/exemptions/{case}").text
    matrix, _, apart = page.partition('id="own-words"')
    assert "320 studie-uren" in matrix
    assert "Niet elk bewijs is te gebruiken" not in matrix
    assert EXPERIENCE.title not in matrix
    assert EXPERIENCE.title in apart
    assert PASSED_ON.text in apart


def test_what_somebody_else_signed_proves_nothing_and_stands_beside_the_matrix(
    app: Flask, world: World, certificate: JsonObject
) -> None:
    signed = endorses(world.school, world.samira)
    case = opened_case(app, world, certificate, signed, slug=SCHOOL)["case_id"]
    page = signed_in(app, Role.BOARD, SCHOOL).open(f"/console/{SCHOOL}/exemptions/{case}").text
    matrix, _, apart = page.partition('id="endorsed"')
    assert "320 studie-uren" in matrix
    assert "Niet elk bewijs is te gebruiken" not in matrix
    assert "Samira leidde" not in matrix
    assert "Samira leidde" in apart


def test_a_decision_goes_to_the_issuer_with_its_sources_and_two_people(
    school: School, door: MemoryDoor, certificate: JsonObject
) -> None:
    assert school.propose().status_code == 303
    assert school.decide().status_code == 303
    assert school.board.send(f"{school.path}/send").status_code == 303
    (mail,) = door.got
    body: dict[str, Any] = json.loads(mail.body)
    subject = body["credential"]["credentialSubject"]
    first, second = subject["onderdeelbesluit"]
    assert (first["besluit"], first["omvangSbu"]) == ("verleend", 320)
    assert first["bewijsCredential"] == [certificate["id"]]
    assert (second["besluit"], second["motivering"]) == ("afgewezen", "Niet aangetoond.")
    assert "omvangSbu" not in second
    assert subject["verkorting"] == {
        "type": "Verkorting",
        "sbuTotaal": 800,
        "sbuVrijgesteld": 320,
        "sbuResterend": 480,
    }
    assert subject["rechtsmiddel"]["termijnWeken"] == 2
    assert [each["id"] for each in body["credential"]["relatedResource"]] == [certificate["id"]]
    assert body["preparedBy"] != body["decidedBy"]
    assert mail.idempotency_key == school.case_id
    page = school.board.open(school.path).text
    assert "https://school.example/o/abc" in page
    assert "ABCD-EFGH" in page
    school.board.send(f"{school.path}/send")
    assert len(door.got) == 1


@pytest.mark.parametrize(
    "failing",
    [
        FetchError("fetch.unreachable"),
        IssuerRefusedError("decision.refused", reason="decision.unknown_person"),
    ],
    ids=["away", "unwilling"],
)
def test_a_decision_that_the_issuer_did_not_take_can_be_sent_again_as_the_same_bytes(
    school: School, door: MemoryDoor, failing: Exception
) -> None:
    school.propose()
    school.decide()
    door.failing = failing
    assert school.board.send(f"{school.path}/send").status_code == 303
    assert school.row().state == "decided"
    door.failing = None
    school.board.send(f"{school.path}/send")
    assert school.row().state == "issued"
    first, second = door.got
    assert (first.body, first.idempotency_key) == (second.body, second.idempotency_key)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"reason_1": " "}, "Schrijf in hoogstens 1000 tekens waarom"),
        ({"reason_1": "x" * 1001}, "Schrijf in hoogstens 1000 tekens waarom"),
        ({"verdict_0": "gedeeltelijk", "reason_0": "Een deel."}, "Vul in hoeveel er niet meer hoeft"),
        ({"verdict_0": "gedeeltelijk", "reason_0": "Een deel.", "load_0": "320"}, "Vul in hoeveel"),
        ({"verdict_0": "gedeeltelijk", "reason_0": "Een deel.", "load_0": "0,5"}, "Vul in hoeveel"),
        ({"verdict_0": "gedeeltelijk", "reason_0": "Een deel.", "load_0": "NaN"}, "Vul in hoeveel"),
        ({"verdict_0": "gedeeltelijk", "reason_0": "Een deel.", "load_0": "-1"}, "Vul in hoeveel"),
        ({"person": "Iemand|Anders|1990-01-01"}, "Kies een van de mogelijkheden"),
        ({"verdict_0": "misschien"}, "Kies een van de mogelijkheden"),
    ],
    ids=["no-reason", "long", "no-load", "whole", "half-hour", "nan", "negative", "person", "verdict"],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    school: School, changed: dict[str, str], sentence: str
) -> None:
    refused = school.propose(**{"reason_0": "Dit blijft staan.", **changed})
    assert refused.status_code == 422
    assert sentence in refused.text
    assert changed.get("reason_0", "Dit blijft staan.") in refused.text
    assert school.row().state == "open"


def test_an_exemption_needs_a_proof_that_may_count(app: Flask, world: World, school: School) -> None:
    diploma = world.school.issue(CredentialKind.DIPLOMA, holder=world.samira)
    other = School(app, opened_case(app, world, diploma, slug=SCHOOL)["case_id"])
    refused = other.propose()
    assert refused.status_code == 422
    assert "Hiervoor is geen bewijs dat mag meetellen" in refused.text


def test_a_part_of_a_part_counts_as_much_as_was_chosen(school: School, door: MemoryDoor) -> None:
    partly = {"verdict_0": "gedeeltelijk", "load_0": "100", "reason_0": "Alleen de theorie."}
    assert school.propose(**partly).status_code == 303
    assert school.decide(**partly).status_code == 303
    school.board.send(f"{school.path}/send")
    subject = json.loads(door.got[0].body)["credential"]["credentialSubject"]
    assert subject["onderdeelbesluit"][0]["omvangSbu"] == 100
    assert subject["verkorting"]["sbuResterend"] == 700


def test_a_form_that_was_opened_before_a_change_changes_nothing(school: School) -> None:
    stale = school.form(school.adviser)
    assert school.propose().status_code == 303
    assert (
        school.board.send(f"{school.path}/send-back", {"version": "2", "note": "Kijk nog eens."}).status_code
        == 303
    )
    assert school.row().state == "open"
    assert "Kijk nog eens." in school.adviser.open(school.path).text
    late = school.adviser.send(f"{school.path}/propose", {**GRANT, **stale})
    assert late.status_code == 409
    assert school.row().state == "open"


def test_sending_back_says_what_has_to_change(school: School) -> None:
    school.propose()
    school.board.send(f"{school.path}/send-back", {"version": "2", "note": ""})
    assert school.row().state == "proposed"


def test_who_proposed_does_not_decide_with_both_roles(app: Flask, world: World, school: School) -> None:
    school.propose()
    with app.app_context(), current_database().transaction() as session:
        organisation = registering.find_organisation(session, SCHOOL)
        adviser = accounts.find(session, organisation.id, str(school.row().proposed_by))
        accounts.set_roles(
            session, adviser, [Role.ADVISER, Role.BOARD], at=world.clock(), actor=trail.OPERATOR
        )
    refused = school.adviser.send(f"{school.path}/decide", {**GRANT, **school.form(school.board)})
    assert refused.status_code == 403
    assert school.row().state == "proposed"


def test_the_content_of_a_case_lies_sealed(school: School) -> None:
    school.propose()
    assert b"Samira" not in school.row().sealed


def test_a_source_that_is_revoked_shows_and_changes_nothing(
    school: School, world: World, certificate: JsonObject
) -> None:
    school.propose()
    school.decide()
    school.board.send(f"{school.path}/check-again")
    assert school.row().sources_fallen == 0
    world.evc_provider.revoke(certificate)
    school.board.send(f"{school.path}/check-again")
    assert school.row().sources_fallen == 1
    assert school.row().state == "decided"
    assert "Een bewijs onder dit besluit geldt niet meer" in school.board.open(school.path).text


def test_the_worker_checks_each_decision_once_a_day_and_notes_what_fell(
    app: Flask, school: School, world: World, certificate: JsonObject
) -> None:
    school.propose()
    with app.app_context():
        verifier, desk, database = current_verifier(), current_desk(), current_database()

        def step() -> bool:
            return check_next_case(database, desk, verifier.seal, verifier.frameworks, at=world.clock())

        assert step() is False  # nothing is decided yet
        assert school.decide().status_code == 303
        assert (step(), step()) == (True, False)
        assert school.row().sources_fallen == 0
        world.evc_provider.revoke(certificate)
        world.clock.passes(days=1)
        assert (step(), step()) == (True, False)
        row = school.row()
        assert (row.sources_fallen, row.state) == (1, "decided")
        world.clock.passes(days=40)
        assert step() is False  # the answer went on the day that was promised


def test_a_check_that_ends_in_an_error_holds_up_no_other_decision(
    app: Flask, school: School, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.propose()
    school.decide()
    with app.app_context():
        verifier, desk, database = current_verifier(), current_desk(), current_database()

        def step() -> bool:
            return check_next_case(database, desk, verifier.seal, verifier.frameworks, at=world.clock())

        def breaks(*_: object, **__: object) -> None:
            raise NoRuleError("exemptions.no_rule")

        monkeypatch.setattr("verifier.exempting.rechecking.look", breaks)
        with pytest.raises(NoRuleError):
            step()
        assert step() is False
        monkeypatch.undo()
        world.clock.passes(days=1)
        assert step() is True


def test_what_was_revoked_in_between_carries_no_decision(
    school: School, world: World, certificate: JsonObject
) -> None:
    school.propose()
    world.evc_provider.revoke(certificate)
    refused = school.decide()
    assert refused.status_code == 422
    assert school.row().state == "proposed"


def test_a_name_that_looks_alike_counts_once_the_adviser_answers_for_it(app: Flask, world: World) -> None:
    diploma = world.school.issue(CredentialKind.DIPLOMA, holder=world.samira)
    parts: list[JsonValue] = [
        {
            "id": "X-1",
            "title": "Helpende zorg en welzijn",
            "load": "100",
            "outcomes": [{"url": "https://school.example/x-1"}],
        }
    ]
    names = opened_case(app, world, diploma, slug=SCHOOL, offered=programme(parts=parts))
    school = School(app, names["case_id"])
    before = school.adviser.open(school.path).text
    assert "Lijkt op, beslis zelf" in before
    assert "Telt mee" not in before
    outcome = re.search(r'name="outcome" value="([^"]+)"', before)
    assert outcome
    fields: dict[str, object] = {"part": "X-1", "outcome": outcome[1], "version": "1"}
    wrong = school.adviser.send(f"{school.path}/confirm", {**fields, "outcome": "crebo:1"})
    assert wrong.status_code == 404
    assert school.adviser.send(f"{school.path}/confirm", {**fields, "version": "9"}).status_code == 409
    assert school.adviser.send(f"{school.path}/confirm", fields).status_code == 303
    after = school.adviser.open(school.path).text
    assert "Telt mee" in after
    assert "volgens \u2068M-1" in after or "volgens M-1" in after  # under the code of the adviser
    assert school.adviser.send(f"{school.path}/withdraw", {"version": "2"}).status_code == 303
    assert "Telt mee" not in school.adviser.open(school.path).text


def test_papers_of_two_people_are_told_before_anybody_chooses(app: Flask, world: World) -> None:
    def of_somebody_else(document: JsonObject) -> None:
        subject = document["credentialSubject"]
        assert isinstance(subject, dict)
        subject["voornamen"] = "Fatima"

    one = world.school.issue(CredentialKind.DIPLOMA, holder=world.samira)
    other = world.evc_provider.issue(
        CredentialKind.ERVARINGSCERTIFICAAT, holder=world.samira, change=of_somebody_else
    )
    school = School(app, opened_case(app, world, one, other, slug=SCHOOL)["case_id"])
    page = school.adviser.open(school.path).text
    assert "Deze bewijzen noemen verschillende mensen" in page
    assert page.count('name="person"') == 2


def test_an_answer_that_is_gone_stops_a_case_that_is_open(school: School, world: World) -> None:
    world.clock.passes(days=40)
    adviser = signed_in(school.app, Role.ADVISER, SCHOOL)
    page = adviser.open(school.path)
    assert page.status_code == 200
    assert "De bewijzen zijn er niet meer" in page.text
    assert adviser.send(f"{school.path}/propose", {**GRANT, "version": "1"}).status_code == 404


def test_the_letter_says_what_is_left_of_a_part_and_until_when_to_appeal(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    partly = {"verdict_0": "gedeeltelijk", "load_0": "100", "reason_0": "Alleen de theorie."}
    school.propose(**partly)
    school.decide(**partly)
    assert school.board.open(f"{school.path}/letter.pdf").status_code == 409  # not signed yet
    school.board.send(f"{school.path}/send")
    pages: list[str] = []

    def laid_out(page: str, *, created: datetime) -> bytes:
        pages.append(page)
        return f"%PDF-{created:%Y}".encode()

    monkeypatch.setattr(pdf, "unavailable", lambda: None)
    monkeypatch.setattr(pdf, "render", laid_out)
    assert school.board.open(f"{school.path}/letter.pdf?lang=en").mimetype == "application/pdf"
    (page,) = pages  # in Dutch, though its maker reads English
    free, left = page.split("Wat moet je nog doen?")
    assert "100 studie-uren" in free
    assert "Vak B1-K2-W1" not in free
    for words in (
        "220 studie-uren",
        "480 studie-uren",
        "Niet aangetoond.",
        "ABCD-EFGH",
        "Commissie van beroep",
    ):
        assert words in left
    assert "Doe dat uiterlijk op" in left


def test_where_no_pdf_can_be_made_the_link_and_the_code_remain(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.propose()
    school.decide()
    school.board.send(f"{school.path}/send")
    monkeypatch.setattr(pdf, "unavailable", lambda: "no Pango")
    assert school.board.open(f"{school.path}/letter.pdf").status_code == 303
