"""Trust lists as a verifier takes them: by their keeper, current, and never older than one it has seen."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from keys.errors import TrustListError
from keys.trust_list import EVERY_KIND, RecognitionState, TrustAnchor
from schemas.dates import legal_date
from schemas.documents import JsonObject, serialize
from schemas.errors import DomainError
from tests.ecosystem import DIPLOMA, NOW, World, recognised
from tests.parties import Keeper
from tests.tampering.case import drop, put
from verifier.sources import RETRY_AFTER, TRUST_LIST_TTL


def _state(world: World) -> RecognitionState:
    """What the registers say of the school's diplomas today."""
    registry = world.trust_lists.registry()
    return registry.recognition(world.school.did, DIPLOMA, [], legal_date(world.clock())).state


def _refused(world: World) -> list[str]:
    return [error.code for error in world.refusals if isinstance(error, DomainError)]


def _publish(world: World, document: JsonObject) -> None:
    world.network.pages[world.keeper.url] = serialize(document)
    world.look_again()


def _edited(world: World, *edits: Callable[[JsonObject], object], by: Keeper | None = None) -> JsonObject:
    document = dict(world.keeper.publish())
    del document["proof"]
    for edit in edits:
        edit(document)
    return (by or world.keeper).sign(document)


def test_a_list_by_its_keeper_counts(world: World) -> None:
    assert _state(world) is RecognitionState.RECOGNISED
    assert world.refusals == []


def test_a_list_is_verified_once_and_used_for_a_quarter_of_an_hour(world: World) -> None:
    for _ in range(3):
        _state(world)
    assert world.network.asked.count(world.keeper.url) == 1

    world.clock.passes(seconds=TRUST_LIST_TTL.total_seconds())
    _state(world)
    assert world.network.asked.count(world.keeper.url) == 2


def test_a_change_is_seen_when_the_list_is_read_again(world: World) -> None:
    _state(world)
    world.keeper.recognises(world.school.did, "ROC Voorbeeldstad")
    assert _state(world) is RecognitionState.RECOGNISED

    world.trust_lists.forget()
    assert _state(world) is RecognitionState.NOT_RECOGNISED


def test_a_changed_list_is_refused(world: World) -> None:
    document = world.keeper.publish()
    put("/credentialSubject/trustEntry/0/officialName", "EVC Elders")(document)
    _publish(world, document)

    assert _state(world) is RecognitionState.UNKNOWN
    assert _refused(world) == ["proof.signature_mismatch"]


def test_a_list_signed_by_somebody_else_is_refused(world: World) -> None:
    other = Keeper("did:web:elders.example", world.clock, world.network)
    _publish(world, _edited(world, by=other))

    assert _state(world) is RecognitionState.UNKNOWN
    assert _refused(world) == ["trust.not_by_anchor"]


def test_a_list_of_another_keeper_is_refused_at_this_address(world: World) -> None:
    other = Keeper("did:web:elders.example", world.clock, world.network)
    _publish(world, _edited(world, put("/issuer", other.did), by=other))

    assert _state(world) is RecognitionState.UNKNOWN
    assert _refused(world) == ["trust.not_by_anchor"]


def test_another_list_of_the_same_keeper_is_refused(world: World) -> None:
    _publish(world, _edited(world, put("/credentialSubject/id", "https://nkc-voorbeeld.example/proef")))

    assert _state(world) is RecognitionState.UNKNOWN
    assert _refused(world) == ["trust.other_list"]


@pytest.mark.parametrize(
    "edit",
    [
        put("/validUntil", "2026-07-01T12:00:00Z"),
        put("/validUntil", "2026-01-01T00:00:00Z"),
        put("/validFrom", "2026-07-01T12:02:01Z"),
    ],
    ids=["ends now", "ended", "begins later"],
)
def test_a_list_that_is_not_current_is_refused(world: World, edit: Callable[[JsonObject], object]) -> None:
    _publish(world, _edited(world, edit))

    assert _state(world) is RecognitionState.UNKNOWN
    assert _refused(world) == ["trust.not_current"]


@pytest.mark.parametrize(
    "edit",
    [
        drop("/validUntil"),
        put("/type", ["VerifiableCredential"]),
        put("/credentialSubject/trustEntry/0/recognition/0/recognisedFrom", "1 januari"),
    ],
)
def test_a_list_that_is_none_is_refused(world: World, edit: Callable[[JsonObject], object]) -> None:
    document = dict(world.keeper.publish())
    del document["proof"]
    edit(document)
    _publish(world, world.keeper.sign(document, cryptosuite="eddsa-jcs-2022"))

    assert _state(world) is RecognitionState.UNKNOWN
    assert len(world.refusals) == 1


def test_an_older_version_is_refused_also_after_a_restart(world: World) -> None:
    old = world.keeper.publish()
    world.keeper.publish()
    assert _state(world) is RecognitionState.RECOGNISED

    _publish(world, old)  # with fresh caches; only what was seen is remembered

    assert _state(world) is RecognitionState.UNKNOWN
    assert _refused(world) == ["trust.older_than_seen"]


def test_the_same_version_is_taken_again(world: World) -> None:
    _state(world)
    world.look_again()

    assert _state(world) is RecognitionState.RECOGNISED


def test_a_refused_version_is_not_remembered(world: World) -> None:
    good = world.keeper.publish()
    _publish(
        world,
        _edited(
            world, put("/credentialSubject/listVersion", 999), put("/validUntil", "2026-01-01T00:00:00Z")
        ),
    )
    _state(world)

    _publish(world, good)

    assert _state(world) is RecognitionState.RECOGNISED


def test_the_list_at_hand_serves_while_the_register_is_out_of_reach_until_its_own_end(world: World) -> None:
    world.keeper.publish(valid_for=timedelta(days=2))
    _state(world)
    world.network.offline = True

    world.clock.passes(days=1, hours=23)
    assert _state(world) is RecognitionState.RECOGNISED
    world.clock.passes(hours=1)
    assert _state(world) is RecognitionState.UNKNOWN


def test_the_list_at_hand_serves_while_a_forged_one_stands_at_its_address(world: World) -> None:
    _state(world)
    world.network.pages[world.keeper.url] = b"{}"
    world.clock.passes(hours=1)

    assert _state(world) is RecognitionState.RECOGNISED
    assert len(world.refusals) == 1


def test_a_register_out_of_reach_is_not_asked_with_every_question(world: World) -> None:
    world.network.offline = True
    for _ in range(3):
        assert _state(world) is RecognitionState.UNKNOWN
    assert world.network.asked.count(world.keeper.url) == 1

    world.network.offline = False
    world.clock.passes(seconds=RETRY_AFTER.total_seconds())
    assert _state(world) is RecognitionState.RECOGNISED


def test_a_keeper_whose_key_is_lost_is_believed_no_more(world: World) -> None:
    world.keeper.compromise_key(NOW)

    assert _state(world) is RecognitionState.UNKNOWN
    assert _refused(world) == ["proof.key_revoked"]


def test_no_register_at_all_knows_nobody(world: World) -> None:
    world.trust_lists = world.trusting()

    assert _state(world) is RecognitionState.UNKNOWN_ISSUER


def test_two_registers_are_read_side_by_side(world: World) -> None:
    second = Keeper("did:web:sector.example", world.clock, world.network, url="https://sector.example/lijst")
    second.recognises(world.stranger.did, "Brancheschool", recognised(DIPLOMA))
    world.trust_lists = world.trusting(
        TrustAnchor(world.keeper.did, world.keeper.url, EVERY_KIND),
        TrustAnchor(second.did, second.url, EVERY_KIND),
    )

    registry = world.trust_lists.registry()

    assert [registry.official_name(did) for did in (world.school.did, world.stranger.did)] == [
        "ROC Voorbeeldstad",
        "Brancheschool",
    ]


def test_programming_errors_are_not_taken_for_refusals(world: World) -> None:
    def broken() -> bytes:
        raise ZeroDivisionError

    world.network.pages[world.keeper.url] = broken

    with pytest.raises(ZeroDivisionError):
        _state(world)


def test_what_was_refused_is_told_with_its_reason(world: World) -> None:
    _publish(world, _edited(world, put("/credentialSubject/id", "https://elders.example/")))
    _state(world)

    assert isinstance(world.refusals[0], TrustListError)
    assert "https://elders.example/" in world.refusals[0].detail
