"""An answer as a whole qualification: what stacks, what is missing, and what never adds up."""

import re
from html import unescape

import pytest
from flask import Flask

from schemas.credential import CredentialKind
from schemas.documents import JsonObject
from schemas.presentation_request import Wanted
from tests.ecosystem import World
from tests.tampering.case import put
from tests.verifier_app.organisations.conftest import LINDE, Asked, asks, signed_in
from verifier.context import current_verifier
from verifier.organisations.roles import Role
from verifier.requests import answers_of
from web.context import current_database

EVC = CredentialKind.ERVARINGSCERTIFICAAT
PART = CredentialKind.DEELCERTIFICAAT
DIPLOMA = CredentialKind.DIPLOMA
ANY = tuple(Wanted(kind=kind) for kind in (EVC, PART, DIPLOMA))


def page_of(app: Flask, world: World, *documents: JsonObject) -> str:
    asked = asks(app, world, *ANY)
    assert asked.answer(world.samira, *documents).status_code == 201
    return opened(app, world, asked)


def opened(app: Flask, world: World, asked: Asked) -> str:
    with app.app_context(), current_database().reading() as session:
        (answer,) = answers_of(
            session, current_verifier().seal, asked.organisation_id, asked.request_id, at=world.clock()
        )
    where = f"/console/{LINDE}/requests/{asked.request_id}/answers/{answer.answer_id}"
    browser = signed_in(app, Role.CHECKER)
    assert f'href="{where}/parts"' in browser.open(where).text
    response = browser.open(f"{where}/parts")
    assert response.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


def test_what_is_held_and_what_is_missing_is_named_part_by_part(app: Flask, world: World) -> None:
    words = page_of(app, world, world.evc_provider.issue(EVC, holder=world.samira))

    assert "2 van de 5 onderdelen aangetoond." in words
    for said in ("Heeft dit", "Nog niet aangetoond", "Geen bewijs", "Dit is geen besluit."):
        assert said in words


def test_copies_of_one_award_are_held_once(app: Flask, world: World) -> None:
    first = world.evc_provider.issue(EVC, holder=world.samira)
    second = world.evc_provider.issue(
        EVC, holder=world.samira, change=put("/id", "urn:uuid:99999999-1111-4111-8111-111111111111")
    )

    assert "2 van de 5 onderdelen aangetoond." in page_of(app, world, first, second)


def test_certificates_of_two_people_are_never_added_up(app: Flask, world: World) -> None:
    other = world.school.issue(
        DIPLOMA, holder=world.samira, change=put("/credentialSubject/geboortedatum", "1990-01-01")
    )
    words = page_of(app, world, world.evc_provider.issue(EVC, holder=world.samira), other)

    assert "Deze bewijzen noemen verschillende mensen" in words
    assert "onderdelen aangetoond" not in words


def test_what_nobody_vouches_for_is_for_the_reader_to_weigh_and_counts_for_nothing(
    app: Flask, world: World
) -> None:
    words = page_of(app, world, world.stranger.issue(DIPLOMA, holder=world.samira))

    assert "Kijk zelf" in words
    assert "Heeft dit" not in words
    assert re.search(r"\b0 van de \d+ onderdelen aangetoond", words)


def test_what_was_revoked_since_is_left_out_and_said(app: Flask, world: World) -> None:
    document = world.evc_provider.issue(EVC, holder=world.samira)
    asked = asks(app, world, *ANY)
    assert asked.answer(world.samira, document).status_code == 201
    world.evc_provider.revoke(document)
    world.clock.passes(hours=2)
    words = opened(app, world, asked)

    assert "Een bewijs is niet echt of niet geldig, of het zegt niets over een opleiding." in words
    assert "onderdelen aangetoond" not in words


@pytest.mark.parametrize("role", [Role.ADMIN])
def test_only_who_may_read_answers_sees_it(app: Flask, world: World, role: Role) -> None:
    asked = asks(app, world, *ANY)
    where = f"/console/{LINDE}/requests/{asked.request_id}/answers/{'a' * 36}/parts"

    assert signed_in(app, role).open(where).status_code in (403, 404)
