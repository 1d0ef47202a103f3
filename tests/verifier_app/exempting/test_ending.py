"""What is kept of a case goes: undecided with the answer it is about, decided some years later."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from tests.ecosystem import World
from tests.verifier_app.exempting.material import School
from tests.verifier_app.organisations.conftest import SCHOOL, signed_in
from verifier.cli import MIGRATIONS
from verifier.exempting import ending
from verifier.models import ExemptionCase, TrailEntry
from verifier.organisations.roles import Role
from web.context import current_database
from web.migrations import downgrade, upgrade


def end(school: School, world: World) -> int:
    """Let the worker come by."""
    with school.app.app_context(), current_database().transaction() as session:
        return ending.remove_over(session, at=world.clock())


def cases_left(app: Flask) -> int:
    with app.app_context(), current_database().reading() as session:
        return len(session.scalars(select(ExemptionCase)).all())


def test_a_case_that_nobody_decided_goes_with_its_answer(
    app: Flask,
    school: School,
    world: World,
) -> None:
    school.propose()
    world.clock.passes(days=27)
    assert end(school, world) == 0
    world.clock.passes(days=1)  # the answer was promised to be kept for 28 days
    assert end(school, world) == 1
    assert cases_left(app) == 0
    assert signed_in(app, Role.ADVISER, SCHOOL).open(school.path).status_code == 404


def test_a_case_goes_when_its_answer_is_deleted_before_its_day(
    app: Flask,
    school: School,
    world: World,
) -> None:
    row = school.row()
    deleted = f"/console/{SCHOOL}/requests/{row.request_id}/answers/{row.answer_id}/delete"
    assert school.adviser.send(deleted).status_code == 303
    assert end(school, world) == 1
    assert cases_left(app) == 0


def test_a_decision_stays_after_its_answer_for_as_long_as_the_setting_says(
    app: Flask,
    school: School,
    world: World,
) -> None:
    school.propose()
    school.decide()
    world.clock.passes(days=730)
    assert end(school, world) == 0
    assert "Deze aanvraag staat hier tot" in signed_in(app, Role.BOARD, SCHOOL).open(school.path).text
    world.clock.passes(days=1)
    assert end(school, world) == 1
    assert cases_left(app) == 0


def test_the_trail_keeps_that_there_was_a_case_and_no_name(
    app: Flask,
    school: School,
    world: World,
) -> None:
    school.propose()
    world.clock.passes(days=28)
    end(school, world)
    with app.app_context(), current_database().reading() as session:
        steps = session.scalars(select(TrailEntry).where(TrailEntry.object_id == school.case_id)).all()
    assert {"case.opened", "case.propose", "case.ended"} <= {each.action for each in steps}
    assert not any("Samira" in f"{each.detail}{each.actor}" for each in steps)


def test_what_was_decided_before_there_was_an_end_gets_one(app: Flask, school: School) -> None:
    school.propose()
    school.decide()
    with app.app_context():
        downgrade(current_database(), MIGRATIONS, "0004")
        upgrade(current_database(), MIGRATIONS)
    row = school.row()
    assert row.keep_until == row.opened_at + timedelta(days=731)
