"""A programme of a school and a case in it, with the people who work on it."""

import re
from dataclasses import dataclass, field
from html import unescape

from flask import Flask
from werkzeug.test import TestResponse

from schemas.credential import CredentialKind
from schemas.documents import JsonObject, JsonValue, serialize
from schemas.presentation_request import PurposeKind, Wanted
from tests.ecosystem import World
from tests.verifier_app.organisations.conftest import SCHOOL, Browser, asks, signed_in
from verifier.context import current_verifier
from verifier.exempting import cases, programmes
from verifier.exempting.contents import Issued
from verifier.exempting.issuer_door import DecisionMail
from verifier.models import ExemptionCase
from verifier.organisations import registering
from verifier.organisations.roles import Role
from verifier.organisations.staff import accounts
from verifier.requests import answers_of
from web.context import current_database

GRANT = {"verdict_0": "verleend", "verdict_1": "afgewezen", "reason_1": "Niet aangetoond."}

KINDS = tuple(Wanted(kind=kind) for kind in CredentialKind)


def programme(**changed: JsonValue) -> JsonObject:
    """Three parts: an ervaringscertificaat of the world shows the first, and not the second."""
    parts: list[JsonValue] = [
        {
            "id": code,
            "title": f"Vak {code}",
            "load": load,
            "outcomes": [{"codeSystem": "crebo", "qualification": "25491", "part": code}],
        }
        for code, load in (("B1-K1-W1", "320"), ("B1-K2-W1", "480"))
    ]
    return {
        "title": "Verzorgende IG",
        "codeSystem": "crebo",
        "qualification": "25491",
        "sector": "mbo",
        "loadUnit": "sbu",
        "parts": parts,
        **changed,
    }


def opened_case(
    app: Flask, world: World, *documents: JsonObject, slug: str, offered: JsonObject | None = None
) -> dict[str, str]:
    """Let somebody answer a question about exemptions, and begin a case; return what it is called."""
    asked = asks(app, world, *KINDS, slug=slug, purpose_kind=PurposeKind.EXEMPTION)
    assert asked.answer(world.samira, *documents).status_code == 201
    with app.app_context(), current_database().transaction() as session:
        organisation = registering.find_organisation(session, slug)
        seal = current_verifier().seal
        (answer,) = answers_of(session, seal, organisation.id, asked.request_id, at=world.clock())
        adviser = next(
            each
            for each in accounts.all_of(session, organisation.id)
            if Role.ADVISER in accounts.roles_of(each)
        )
        row = programmes.add_programme(
            session,
            organisation.id,
            document=serialize(offered or programme()),
            board="Examencommissie Zorg",
            appeal_body="Commissie van beroep",
            actor=adviser.id,
            at=world.clock(),
        )
        case = cases.open_case(session, seal, row, answer, by=adviser, at=world.clock())
        return {
            "case_id": case.id,
            "programme_id": row.id,
            "exemption_request": asked.request_id,
            "exemption_answer": answer.answer_id,
        }


@dataclass
class MemoryDoor:
    """An issuer in memory: takes decisions, or is away or unwilling."""

    failing: Exception | None = None
    got: list[DecisionMail] = field(default_factory=list)

    def hand_over(self, mail: DecisionMail) -> Issued:
        self.got.append(mail)
        if self.failing is not None:
            raise self.failing
        return Issued(
            award_id="urn:uuid:4aaaaaaa-4444-4444-8444-444444444444",
            offer_link="https://school.example/o/abc",
            offer_code="ABCD-EFGH",
            paper="https://school.example/p/abc",
        )


class School:
    """The adviser and the board of a school, at one case."""

    def __init__(self, app: Flask, case_id: str) -> None:
        self.app, self.case_id = app, case_id
        self.path = f"/console/{SCHOOL}/exemptions/{case_id}"
        self.adviser, self.board = signed_in(app, Role.ADVISER, SCHOOL), signed_in(app, Role.BOARD, SCHOOL)

    def form(self, browser: Browser) -> dict[str, object]:
        """What the form says that a browser would send along unseen."""
        page = browser.open(self.path).text
        version = re.search(r'name="version"[^>]*value="(\d+)"', page)
        person = re.search(r'name="person" value="([^"]+)"', page)
        return {
            "version": version[1] if version else "",
            "person": unescape(person[1]) if person else "",
        }

    def propose(self, **changed: object) -> TestResponse:
        return self.adviser.send(f"{self.path}/propose", {**self.form(self.adviser), **GRANT, **changed})

    def decide(self, **changed: object) -> TestResponse:
        return self.board.send(f"{self.path}/decide", {**self.form(self.board), **GRANT, **changed})

    def row(self) -> ExemptionCase:
        with self.app.app_context(), current_database().reading() as session:
            organisation = registering.find_organisation(session, SCHOOL)
            return session.get_one(ExemptionCase, (organisation.id, self.case_id))
