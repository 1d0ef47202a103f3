"""What may stand in an answer beside what was asked: her own words where welcome, and parts left out."""

import base64

import pytest
from flask import Flask

from keys.controller import ProofPurpose
from keys.key_types import KeyType
from keys.proofs import add_proof, derive_proof
from keys.signer import generate
from schemas.credential import CredentialKind
from schemas.disclosure import (
    BIRTH_DATE_POINTERS,
    NAME_POINTERS,
    PersonalPart,
    pointers_but,
)
from schemas.documents import JsonObject, parse_object
from schemas.errors import MalformedDocumentError
from schemas.own_words import unsigned
from schemas.presentation_request import PresentationRequest, PurposeKind, digest_of
from tests.ecosystem import World
from tests.parties import Holder
from tests.verifier.test_endorsements import endorses
from tests.verifier.test_own_words import EXPERIENCE, FILE, PASSED_ON, says
from tests.verifier_app.organisations.conftest import LINDE, SCHOOL, Asked, asks, signed_in
from tests.verifier_app.organisations.test_answering import kept
from tests.verifier_app.organisations.test_asking import NEW, body, form, key_of
from verifier.organisations.roles import Role

NAME, BIRTH = PersonalPart.NAME, PersonalPart.BIRTH_DATE


def selective(world: World, hidden: frozenset[str]) -> JsonObject:
    """Return a diploma of Samira's without these parts, as her wallet derives it."""
    world.school.rotate_key(generate(KeyType.P256))
    document = world.school.prepare(CredentialKind.DIPLOMA, holder=world.samira)
    base = world.school.sign(document, cryptosuite="ecdsa-sd-2023")
    return derive_proof(base, selective_pointers=pointers_but(base, hidden))


def refused(asked: Asked, world: World, holder: Holder, *documents: JsonObject) -> str:
    """Send an answer that must be refused whole; return the code."""
    response = asked.answer(holder, *documents)
    assert response.status_code == 422
    assert kept(asked, world) == []
    return str((response.json or {})["code"])


def test_own_words_are_not_taken_where_they_are_not_welcome(
    app: Flask, world: World, diploma: JsonObject
) -> None:
    asked = asks(app, world)
    for said in (EXPERIENCE, PASSED_ON, FILE):
        assert refused(asked, world, world.samira, diploma, says(world, world.samira, said)) == (
            "answer.not_asked"
        )


def test_a_file_is_not_taken_though_own_words_are_welcome(
    app: Flask, world: World, diploma: JsonObject
) -> None:
    asked = asks(app, world, welcomes_own_words=True)
    sent = (diploma, says(world, world.samira, EXPERIENCE), says(world, world.samira, FILE))
    assert refused(asked, world, world.samira, *sent) == "answer.not_asked"


def test_own_words_alone_are_no_answer(app: Flask, world: World) -> None:
    asked = asks(app, world, welcomes_own_words=True)
    assert refused(asked, world, world.samira, says(world, world.samira, EXPERIENCE)) == (
        "answer.no_certificate"
    )


def test_words_of_somebody_else_or_about_somebody_else_are_not_taken(
    app: Flask, world: World, diploma: JsonObject
) -> None:
    asked, stranger = asks(app, world, welcomes_own_words=True), Holder(world.clock)
    assert refused(asked, world, world.samira, diploma, says(world, stranger, EXPERIENCE)) == (
        "answer.not_yours"
    )
    about = says(world, world.samira, EXPERIENCE, about=stranger)
    assert refused(asked, world, world.samira, diploma, about) == "answer.not_yours"


def test_own_words_that_were_changed_are_not_taken(app: Flask, world: World, diploma: JsonObject) -> None:
    asked = asks(app, world, welcomes_own_words=True)
    changed = {**says(world, world.samira, EXPERIENCE), "name": "Hoofdverpleegkundige"}
    assert refused(asked, world, world.samira, diploma, changed) == "answer.not_genuine"


def test_own_words_of_another_kind_are_something_that_was_not_asked(
    app: Flask, world: World, diploma: JsonObject
) -> None:
    asked = asks(app, world, welcomes_own_words=True)
    document = unsigned(EXPERIENCE, holder=world.samira.did, identifier="urn:uuid:7", at=world.clock())
    foreign = add_proof(
        {**document, "type": ["VerifiableCredential"]},
        cryptosuite="eddsa-rdfc-2022",
        signer=world.samira.signer,
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=world.clock(),
    )
    assert refused(asked, world, world.samira, diploma, foreign) == "answer.not_asked"


@pytest.mark.parametrize(
    ("needs", "hidden"),
    [
        ((NAME,), NAME_POINTERS),
        ((NAME,), frozenset(sorted(NAME_POINTERS)[:1])),
        ((BIRTH,), BIRTH_DATE_POINTERS),
    ],
    ids=["name", "half-a-name", "birth-date"],
)
def test_what_the_request_needs_may_not_be_left_out(
    app: Flask, world: World, needs: tuple[PersonalPart, ...], hidden: frozenset[str]
) -> None:
    asked = asks(app, world, needs=needs)
    assert refused(asked, world, world.samira, selective(world, hidden)) == "answer.hides_needed"


def test_what_the_request_does_not_need_may_be_left_out(app: Flask, world: World) -> None:
    asked = asks(app, world, needs=(NAME,))
    assert asked.answer(world.samira, selective(world, BIRTH_DATE_POINTERS)).status_code == 201
    (answer,) = kept(asked, world)
    assert answer.outcome == "passed"
    path = f"/console/{LINDE}/requests/{asked.request_id}/answers/{answer.answer_id}"
    page = signed_in(app, Role.CHECKER).open(path).text
    assert "Samira" in page
    assert "Geboren op" not in page


def test_the_outcome_is_that_of_the_certificates_and_own_words_stand_apart(
    app: Flask, world: World, diploma: JsonObject
) -> None:
    asked = asks(app, world, welcomes_own_words=True)
    said = [says(world, world.samira, each) for each in (EXPERIENCE, PASSED_ON)]
    assert asked.answer(world.samira, diploma, *said).status_code == 201
    (answer,) = kept(asked, world)
    assert answer.outcome == "passed"
    path = f"/console/{LINDE}/requests/{asked.request_id}/answers/{answer.answer_id}"
    page = signed_in(app, Role.CHECKER).open(path).text
    before, _, apart = page.partition('id="own-words"')
    assert EXPERIENCE.title not in before
    assert EXPERIENCE.title in apart
    assert "Niemand heeft laten zien dat een ander ze schreef." in apart  # confirmed, she says herself
    assert "Iemand anders zegt het" not in apart


def test_a_request_for_an_exemption_always_needs_who_it_is_and_welcomes_own_words(
    app: Flask, world: World
) -> None:
    asked = asks(app, world, slug=SCHOOL, purpose_kind=PurposeKind.EXEMPTION)
    request = request_of(asked)
    assert request.needs == (NAME, BIRTH)
    assert request.welcomes_own_words


def request_of(asked: Asked) -> PresentationRequest:
    return PresentationRequest.from_bytes(base64.b64decode(str(asked.prepare()["request"])))


def test_a_request_from_before_is_read_and_written_as_it_was(app: Flask, world: World) -> None:
    """The digest of an open request must not change under a worker who has seen it."""
    request = request_of(asks(app, world))
    assert (request.needs, request.welcomes_own_words) == ((), False)
    document = request.to_document()
    assert {"needs", "ownWords"}.isdisjoint(document)
    assert digest_of(PresentationRequest.from_document(document).serialized()) == digest_of(
        request.serialized()
    )


@pytest.mark.parametrize(
    "member",
    [
        {"needs": ["bsn"]},
        {"needs": [1]},
        {"needs": {"name": True}},
        {"ownWords": "yes"},
        {"ownWords": None},
        {"ownWords": 1},
    ],
    ids=["unknown-part", "number", "object", "text", "null", "one"],
)
def test_members_of_another_shape_make_no_request(
    app: Flask, world: World, member: dict[str, object]
) -> None:
    document = request_of(asks(app, world)).to_document()
    with pytest.raises(MalformedDocumentError):
        PresentationRequest.from_document({**document, **member})  # type: ignore[dict-item]
    made = app.test_client().post(
        "/api/v1/requests",
        json=body(world, **member),
        headers=key_of(app, world),
        base_url="https://localhost",
    )
    assert made.status_code in (400, 422)
    assert (made.json or {})["code"]


def test_the_page_and_the_api_ask_the_same(app: Flask, world: World) -> None:
    browser = signed_in(app, Role.CHECKER)
    made = browser.send(NEW, form(world, needs=["birthDate", "name"], own_words="y"))
    assert made.status_code == 303, made.text
    page = browser.open(made.location).text
    assert "Dit moet te zien zijn" in page
    assert "De naam<br>De geboortedatum" in page
    assert "Mogen erbij, hoeven niet." in page
    by_key = app.test_client().post(
        "/api/v1/requests",
        json=body(world, needs=["name", "name"], ownWords=True),
        headers=key_of(app, world),
        base_url="https://localhost",
    )
    request = parse_object(by_key.data)["request"]
    assert isinstance(request, dict)
    assert (request["needs"], request["ownWords"]) == (["name"], True)


def test_a_part_that_nobody_can_leave_out_is_refused_at_its_field(app: Flask, world: World) -> None:
    page = signed_in(app, Role.CHECKER).send(NEW, form(world, needs=["bsn"]))
    assert page.status_code == 422
    assert 'id="needs-error"' in page.text


def test_what_somebody_else_signed_is_taken_only_where_own_words_are_welcome_and_never_alone(
    app: Flask, world: World, diploma: JsonObject
) -> None:
    signed = endorses(world.stranger, world.samira)
    assert refused(asks(app, world), world, world.samira, diploma, signed) == "answer.not_asked"
    asked = asks(app, world, welcomes_own_words=True)
    assert refused(asked, world, world.samira, signed) == "answer.no_certificate"
    others = endorses(world.stranger, Holder(world.clock))
    assert refused(asked, world, world.samira, diploma, others) == "answer.not_yours"
    changed = {**signed, "description": "Iets anders"}
    assert refused(asked, world, world.samira, diploma, changed) == "answer.not_genuine"


def test_what_somebody_else_signed_stands_apart_in_an_answer_and_leaves_its_outcome(
    app: Flask, world: World, diploma: JsonObject
) -> None:
    asked = asks(app, world, welcomes_own_words=True)
    assert asked.answer(world.samira, diploma, endorses(world.stranger, world.samira)).status_code == 201
    (answer,) = kept(asked, world)
    assert answer.outcome == "passed"
    path = f"/console/{LINDE}/requests/{asked.request_id}/answers/{answer.answer_id}"
    page = signed_in(app, Role.CHECKER).open(path).text
    before, _, apart = page.partition('aria-labelledby="endorsed"')
    assert "Getekend door" not in before
    assert "Getekend door <bdi>onbekend-voorbeeld.example</bdi>" in apart
    assert "De minister" not in page
