"""The wallet over the real engine: what its holder reads about real documents in a small world."""

from collections.abc import Callable

import pytest

from schemas.credential import Credential
from schemas.documents import JsonObject
from tests.ecosystem import DIPLOMA, ERVARINGSCERTIFICAAT, World
from verifier.policy import PRODUCT_POLICY
from wallet import states
from wallet.cards import Origin, card_of
from wallet.checking import EngineChecker
from wallet.contents import Verdict
from wallet.states import DocumentState, state_of
from wallet.wording import findings_of


def checker(world: World) -> EngineChecker:
    return EngineChecker(
        policy=PRODUCT_POLICY,
        resolver=world.resolver,
        status_lists=world.status_lists,
        trust_lists=world.trust_lists,
    )


def judged(world: World, document: JsonObject, presented_by: str | None = None) -> Verdict:
    return checker(world).check(document, presented_by=presented_by or world.samira.did, at=world.clock())


def genuine(world: World) -> JsonObject:
    return world.school.issue(DIPLOMA, holder=world.samira)


def on_paper(world: World) -> JsonObject:
    return world.school.issue(DIPLOMA)


def of_a_stranger(world: World) -> JsonObject:
    return world.stranger.issue(DIPLOMA, holder=world.samira)


def evc_of_a_stranger(world: World) -> JsonObject:
    return world.stranger.issue(ERVARINGSCERTIFICAAT, holder=world.samira)


def changed(world: World) -> JsonObject:
    return {**genuine(world), "name": "Master of Science"}


def revoked(world: World) -> JsonObject:
    document = genuine(world)
    world.school.revoke(document)
    return document


def suspended(world: World) -> JsonObject:
    document = genuine(world)
    world.school.suspend(document)
    return document


def without_network(world: World) -> JsonObject:
    document = genuine(world)
    world.trust_lists.registry()
    world.resolver.resolve(world.school.did)
    world.network.offline = True
    return document


@pytest.mark.parametrize(
    ("make", "state", "words"),
    [
        (genuine, states.GENUINE, "Het is van jou."),
        (on_paper, states.ATTENTION, "Neem je paspoort mee"),
        (of_a_stranger, states.ATTENTION, "Wij kennen de organisatie niet"),
        (evc_of_a_stranger, states.NOT_RECOGNISED, "Wij kennen de organisatie niet"),
        (changed, states.NOT_GENUINE, "Er is iets aan veranderd"),
        (revoked, states.REVOKED, "heeft het ingetrokken"),
        (suspended, states.SUSPENDED, "even stopgezet"),
        (without_network, states.UNCHECKED, "Wij konden nu niet zien of het is ingetrokken."),
    ],
)
def test_each_case_has_its_state_and_its_plain_line(
    make: Callable[[World], JsonObject], state: DocumentState, words: str
) -> None:
    world = World()
    verdict = judged(world, make(world))
    assert state_of(verdict) is state
    assert any(words in line for _, line, _ in findings_of(verdict))


def test_a_genuine_document_has_a_line_for_every_check_that_says_something() -> None:
    world = World()
    lines = findings_of(judged(world, genuine(world)))
    assert [tone for tone, _, _ in lines] == ["good"] * 5


def test_a_copy_bound_to_somebody_else_is_noticed() -> None:
    world = World()
    verdict = judged(world, genuine(world), presented_by="did:key:z6MkSomebodyElse")
    assert state_of(verdict) is states.ATTENTION
    assert any("Het hoort bij een andere wallet." in line for _, line, _ in findings_of(verdict))


def test_the_issuer_goes_by_its_name_in_the_register() -> None:
    world = World()
    assert judged(world, genuine(world)).issuer_name == "ROC Voorbeeldstad"
    assert judged(world, of_a_stranger(world)).issuer_name is None
    assert checker(world).official_name(world.evc_provider.did) == "EVC Voorbeeld"
    assert checker(world).official_name("did:web:niemand.example") is None


def test_what_was_revoked_a_minute_ago_is_found_when_she_asks_again() -> None:
    world = World()
    document = genuine(world)
    asking = checker(world)
    before = asking.check(document, presented_by=world.samira.did, at=world.clock())
    world.school.revoke(document)
    cached = asking.check(document, presented_by=world.samira.did, at=world.clock())
    asking.forget()
    after = asking.check(document, presented_by=world.samira.did, at=world.clock())
    assert [state_of(verdict).name for verdict in (before, cached, after)] == [
        "genuine",
        "genuine",
        "revoked",
    ]


def test_a_card_says_whom_the_document_is_about_and_when_it_was_given() -> None:
    world = World()
    card = card_of(Credential.from_document(genuine(world)), Origin.ISSUER)
    assert (card.subject_name, str(card.awarded_on)) == ("Samira Voorbeeld", "2017-07-06")
