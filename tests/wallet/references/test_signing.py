"""An organisation signs its answer: only what was asked, once, and never more than somebody's word."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from keys.key_types import KeyType
from keys.signer import generate
from schemas.documents import JsonObject, parse_object, serialize
from schemas.endorsement import MAX_ENDORSEMENT_BYTES
from tests.ecosystem import DIPLOMA, World
from tests.parties import Clock, Publisher
from tests.wallet.browser import BASE, Browser, path_of
from tests.wallet.references.people import QUESTION, answers, asks, link_of, local
from tests.wallet.requests.organisation import MemoryAsker, begins
from tests.wallet.sharing_people import path_of_link, presented
from tests.wallet.test_hostile_content import ATTACKS, LIVE
from verifier.own_words import endorsement, signed_by
from verifier.policy import PRODUCT_POLICY
from wallet.checking import EngineChecker
from wallet.contents import ReferenceQuestion
from wallet.errors import ReferenceRefusedError
from wallet.links import new_token
from wallet.models import OutboxMessage, Reference
from wallet.references import signing
from wallet.references.asking import OPEN_FOR
from web.database import Database

TEXT = "Samira leidde drie jaar onze keuken."


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def clock(world: World) -> Clock:
    return world.clock


@pytest.fixture
def checker(world: World) -> EngineChecker:
    return EngineChecker(
        policy=PRODUCT_POLICY,
        resolver=world.resolver,
        status_lists=world.status_lists,
        trust_lists=world.trust_lists,
    )


@dataclass
class Asked:
    """A question of Samira's, and what an organisation does with its link."""

    app: Flask
    samira: Browser
    request_id: str
    link: str

    @property
    def page(self) -> str:
        return self.samira.open(f"/references/{self.request_id}").text

    def file(self, party: Publisher, text: str = TEXT, organisation: str = "De Brug") -> JsonObject:
        response = self._post(
            "organisation",
            {
                "text": text,
                "organisation": organisation,
                "address": "https://" + party.did.removeprefix("did:web:"),
            },
        )
        assert response.status_code == 200, response.text
        assert response.headers["Content-Disposition"].startswith("attachment")
        return parse_object(response.data)

    def hand_in(self, document: JsonObject | bytes) -> TestResponse:
        data = document if isinstance(document, bytes) else serialize(document)
        return self._post("signed", {"file": (BytesIO(data), "referentie.json")})

    def _post(self, step: str, fields: dict[str, object]) -> TestResponse:
        return self.app.test_client().post(f"{local(self.link)}/{step}", base_url=BASE, data=fields)


@pytest.fixture
def ask(app: Flask, samira: Browser) -> Callable[[], Asked]:
    def made(**fields: str) -> Asked:
        request_id = asks(samira, **fields)
        return Asked(app, samira, request_id, link_of(samira, request_id))

    return made


def subject(document: JsonObject) -> JsonObject:
    found = document["credentialSubject"]
    assert isinstance(found, dict)
    return found


def nothing_is_kept(database: Database) -> bool:
    with database.reading() as session:
        return session.scalars(select(Reference)).all() == []


CHANGES: dict[str, Callable[[JsonObject], object]] = {
    "other subject": lambda file: subject(file).update(
        id="did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
    ),
    "other name": lambda file: subject(file).update(name="Johan H."),
    "no name": lambda file: subject(file).pop("name"),
    "a name that is no text": lambda file: subject(file).update(name=["Samira H."]),
    "other question": lambda file: file.update(description="Is zij de beste van Nederland?"),
    "other identifier": lambda file: file.update(id="urn:uuid:00000000-0000-8000-8000-000000000000"),
    "two subjects": lambda file: file.update(credentialSubject=[subject(file), subject(file)]),
    "a diploma as well": lambda file: file["type"].append("Diploma"),  # type: ignore[union-attr]
    "an achievement": lambda file: subject(file).update(achievement={"id": "urn:x"}),
    "evidence": lambda file: file.update(evidence=[{"type": ["Evidence"]}]),
    "other context": lambda file: file["@context"].append("https://w3id.org/vakbewijs/v1"),  # type: ignore[union-attr]
    "no words": lambda file: subject(file).update(endorsementComment=" "),
    "too many words": lambda file: subject(file).update(endorsementComment="x" * 1_501),
    "hidden characters": lambda file: subject(file).update(endorsementComment="goed\u202eslecht"),
    "a long name": lambda file: file["issuer"].update(name="x" * 101),  # type: ignore[union-attr]
    "words that are no text": lambda file: subject(file).update(endorsementComment=["x"]),
    "over": lambda file: file.update(validUntil="2026-06-30T00:00:00Z"),
    "not yet": lambda file: file.update(validFrom="2027-01-01T00:00:00Z"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_anything_but_the_answer_that_was_asked_is_refused_and_uses_nothing_up(
    world: World, ask: Callable[[], Asked], database: Database, change: str
) -> None:
    asked = ask()
    good = asked.file(world.stranger)
    bad = parse_object(serialize(good))
    CHANGES[change](bad)
    assert asked.hand_in(world.stranger.sign(bad, cryptosuite="eddsa-jcs-2022")).status_code == 422
    assert nothing_is_kept(database)
    assert asked.hand_in(world.stranger.sign(good)).status_code == 303


def test_words_that_were_changed_after_signing_are_refused(world: World, ask: Callable[[], Asked]) -> None:
    asked = ask()
    document = world.stranger.sign(asked.file(world.stranger))
    subject(document)["endorsementComment"] = "Zij kan alles."
    refused = asked.hand_in(document)
    assert refused.status_code == 422
    assert "De handtekening klopt niet" in refused.text


def test_an_unsigned_file_is_refused(world: World, ask: Callable[[], Asked]) -> None:
    asked = ask()
    assert asked.hand_in(asked.file(world.stranger)).status_code == 422


def test_a_file_that_another_organisation_signed_is_refused(world: World, ask: Callable[[], Asked]) -> None:
    asked = ask()
    assert asked.hand_in(world.stranger.sign(asked.file(world.school))).status_code == 422


def test_a_key_that_anybody_can_make_is_no_organisation(world: World, ask: Callable[[], Asked]) -> None:
    asked = ask()
    file = {**asked.file(world.stranger)}
    file["issuer"] = {"id": world.samira.did, "type": ["Profile"], "name": "De Brug"}
    before = len(world.network.asked)
    refused = asked.hand_in(file)
    assert refused.status_code == 422
    assert "sleutel zonder webadres" in refused.text
    assert len(world.network.asked) == before


def test_a_signed_answer_counts_for_one_question_only(world: World, ask: Callable[[], Asked]) -> None:
    first, second = ask(), ask()
    document = world.stranger.sign(first.file(world.stranger))
    assert second.hand_in(document).status_code == 422
    assert first.hand_in(document).status_code == 303


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"\xff\xfe", b"{}" + b" " * MAX_ENDORSEMENT_BYTES, b"[" * 60_000]
)
def test_any_other_file_is_refused(ask: Callable[[], Asked], database: Database, data: bytes) -> None:
    assert ask().hand_in(data).status_code == 422
    assert nothing_is_kept(database)


def test_a_key_that_is_out_of_reach_can_be_tried_again(world: World, ask: Callable[[], Asked]) -> None:
    asked = ask()
    document = world.stranger.sign(asked.file(world.stranger))
    world.network.offline = True
    refused = asked.hand_in(document)
    assert refused.status_code == 422
    assert "later nog een keer" in refused.text
    world.network.offline = False
    assert asked.hand_in(document).status_code == 303


def test_a_link_takes_one_answer_signed_or_not(app: Flask, world: World, ask: Callable[[], Asked]) -> None:
    asked = ask()
    document = world.stranger.sign(asked.file(world.stranger))
    assert asked.hand_in(document).status_code == 303
    assert asked.hand_in(document).status_code == 410
    assert answers(app, asked.link).status_code == 410


def test_a_link_that_ended_takes_no_signed_answer(
    world: World, ask: Callable[[], Asked], clock: Clock
) -> None:
    asked = ask()
    document = world.stranger.sign(asked.file(world.stranger))
    clock.at += OPEN_FOR
    assert asked.hand_in(document).status_code == 410


@pytest.mark.parametrize(
    "address", ["", "debrug", "did:key:z6Mk", "https://", "javascript:x", "https://x.example/?a=b"]
)
def test_a_file_is_made_for_a_web_address_only(app: Flask, ask: Callable[[], Asked], address: str) -> None:
    fields = {"text": TEXT, "organisation": "De Brug", "address": address}
    response = app.test_client().post(f"{local(ask().link)}/organisation", base_url=BASE, data=fields)
    assert response.status_code == 422
    assert TEXT in response.text


@pytest.mark.parametrize("attack", ATTACKS)
def test_words_of_an_organisation_are_only_words(world: World, ask: Callable[[], Asked], attack: str) -> None:
    asked = ask()
    file = asked.file(world.stranger)
    subject(file)["endorsementComment"] = attack[:1_500]
    file["issuer"] = {"id": world.stranger.did, "type": ["Profile"], "name": attack[:100]}
    met = asked.hand_in(world.stranger.sign(file, cryptosuite="eddsa-jcs-2022"))
    assert met.status_code in (303, 422)
    for page in (met.text, asked.page):
        assert not [live for live in LIVE if live in page]


def test_she_reads_whose_key_signed_and_not_what_it_calls_itself(
    world: World, ask: Callable[[], Asked], database: Database
) -> None:
    asked = ask()
    assert asked.hand_in(world.stranger.sign(asked.file(world.stranger))).status_code == 303
    assert TEXT in asked.page
    assert "onbekend-voorbeeld.example" in asked.page
    assert "We weten niet wie dit is" in asked.page
    assert QUESTION["question"] in asked.page
    with database.reading() as session:
        assert session.scalars(select(OutboxMessage)).all() == []


def test_a_register_tells_who_signed(world: World, ask: Callable[[], Asked]) -> None:
    asked = ask()
    file = asked.file(world.school, organisation="Het Ministerie")
    assert asked.hand_in(world.school.sign(file)).status_code == 303
    assert "<h1><bdi>ROC Voorbeeldstad</bdi></h1>" in asked.page
    assert "Iemand anders zegt het" in asked.page
    assert "Het Ministerie" not in asked.page


def test_a_name_that_anybody_can_type_stands_nowhere_as_the_writer(
    world: World, ask: Callable[[], Asked]
) -> None:
    asked = ask()
    file = asked.file(world.stranger, organisation="De minister")
    assert asked.hand_in(world.stranger.sign(file)).status_code == 303
    asked.samira.send(f"/references/{asked.request_id}/accept")
    for path in (f"/references/{asked.request_id}", "/references", "/portfolio"):
        assert "De minister" not in asked.samira.open(path).text
    assert "<h1><bdi>onbekend-voorbeeld.example</bdi></h1>" in asked.page


def test_who_signs_reads_about_whom_and_a_file_about_another_name_is_not_hers(
    world: World, ask: Callable[..., Asked], database: Database
) -> None:
    johan, samira = ask(asker="Johan"), ask()
    file = johan.file(world.stranger)
    assert subject(file)["name"] == "Johan"
    subject(file)["name"] = "Samira H."
    assert johan.hand_in(world.stranger.sign(file)).status_code == 422
    file = samira.file(world.stranger)
    subject(file)["name"] = "Johan"
    assert samira.hand_in(world.stranger.sign(file)).status_code == 422
    assert nothing_is_kept(database)


@pytest.mark.parametrize("beside_a_whole_one", [False, True])
def test_a_proof_of_which_parts_can_be_left_out_is_refused(
    world: World, ask: Callable[[], Asked], database: Database, beside_a_whole_one: bool
) -> None:
    world.school.rotate_key(generate(KeyType.P256))
    asked = ask()
    document = world.school.sign(asked.file(world.school), cryptosuite="ecdsa-sd-2023")
    if beside_a_whole_one:
        document["proof"] = [
            world.school.sign(asked.file(world.school), cryptosuite="ecdsa-rdfc-2019")["proof"],
            document["proof"],
        ]
    before = len(world.network.asked)
    refused = asked.hand_in(document)
    assert refused.status_code == 422
    assert "Onderteken het bestand als geheel" in refused.text
    assert nothing_is_kept(database)
    assert len(world.network.asked) == before


def test_her_own_key_at_an_address_is_no_organisation(world: World, checker: EngineChecker) -> None:
    token, asked = new_token(), ReferenceQuestion(asker="Samira", question="?", subject=world.samira.did)
    world.stranger.rotate_key(world.samira.key)
    file = signing.to_sign(
        token, asked, issuer=world.stranger.did, organisation="De Brug", comment=TEXT, at=world.clock()
    )
    signed = serialize(world.stranger.sign(parse_object(file)))
    with pytest.raises(ReferenceRefusedError) as refused:
        signing.check_signed(signed, token, asked, checker=checker, at=world.clock())
    assert refused.value.code == "reference.own_key"


# What she does with it


def keeps_a_diploma(world: World, samira: Browser, did: str) -> str:
    """Put a diploma that is bound to the key of her wallet in it; return its id."""
    document = world.school.prepare(DIPLOMA)
    subject(document)["id"] = did
    return path_of(
        samira.send("/documents/add", {"text": serialize(world.school.sign(document)).decode()})
    ).rsplit("/", 1)[-1]


def accepted(world: World, asked: Asked, party: Publisher) -> JsonObject:
    """Let an organisation sign, and keep it; return what it signed."""
    document = party.sign(asked.file(party, organisation="De minister"))
    assert asked.hand_in(document).status_code == 303
    asked.samira.send(f"/references/{asked.request_id}/accept")
    return document


def test_a_share_passes_the_signed_document_on_as_it_is(
    world: World, ask: Callable[[], Asked], browser: Browser
) -> None:
    asked = ask()
    document = accepted(world, asked, world.stranger)
    share = asked.samira.agrees({"references": [asked.request_id]})
    presentation = presented(browser, path_of_link(asked.samira, share))
    assert list(presentation.credentials) == [document]
    (result,) = world.verify_shown(presentation.document, domain=None, challenge=None).credentials
    said = endorsement(result)
    assert said is not None
    assert said.comment == TEXT
    assert signed_by(result) == "onbekend-voorbeeld.example"


def test_the_page_before_a_share_says_who_signed_and_not_that_she_says_it_herself(
    world: World, ask: Callable[[], Asked]
) -> None:
    asked = ask()
    accepted(world, asked, world.school)
    samira = asked.samira
    draft = path_of(samira.send("/share", {"reference": [asked.request_id]})).removesuffix("/what")
    assert "ROC Voorbeeldstad" in samira.open(f"{draft}/what").text
    samira.send(f"{draft}/what", {"references": [asked.request_id]})
    samira.send(f"{draft}/who", {"receiver": "Zorggroep De Linde"})
    samira.send(f"{draft}/why", {})
    samira.send(f"{draft}/how-long", {"duration": "1-month"})
    samira.send(f"{draft}/how-often", {"how_often": "always"})
    samira.send(f"{draft}/pin", {"wanted": "no"})
    page = samira.open(f"{draft}/check").text
    assert "Getekend door" in page
    assert "ROC Voorbeeldstad" in page
    assert TEXT in page
    assert "Iemand anders zegt het" in page
    for wrong in ("De minister", "Mailadres bij", "Wat je zelf zegt", "zegt de eigenaar zelf"):
        assert wrong not in page


def test_an_answer_that_welcomes_own_words_passes_it_on_as_it_is(
    world: World, ask: Callable[[], Asked], asker: MemoryAsker
) -> None:
    asked = ask()
    document = accepted(world, asked, world.stranger)
    held = keeps_a_diploma(world, asked.samira, str(subject(document)["id"]))
    asker.welcomes_own_words = True
    reply = begins(asked.samira)
    chosen = {"documents": [held], "references": [asked.request_id]}
    check = path_of(asked.samira.send(f"/requests/{reply}/what", chosen))
    page = asked.samira.open(check).text
    assert "onbekend-voorbeeld.example" in page
    assert "zegt de eigenaar zelf" not in page
    asked.samira.send(check)
    (answer,) = asker.received
    presentation = answer["presentation"]
    assert isinstance(presentation, dict)
    assert presentation["verifiableCredential"][1:] == [document]  # type: ignore[index]
