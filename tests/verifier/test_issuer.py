"""Recognition through time: who was recognised for what, at the legal date, at signing, and today."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from keys.trust_list import EVERY_KIND, EndReason, RecognitionState, TrustAnchor
from schemas.documents import JsonObject
from tests.ecosystem import (
    DEELCERTIFICAAT,
    DIPLOMA,
    ERVARINGSCERTIFICAAT,
    VRIJSTELLINGSBESLUIT,
    World,
    recognised,
)
from tests.parties import Keeper
from tests.tampering.case import put
from verifier.result import Check, Outcome

PASSED, WARNING, FAILED, UNKNOWN = (
    Outcome.PASSED,
    Outcome.WARNING,
    Outcome.FAILED,
    Outcome.INDETERMINATE,
)
VERZORGENDE = "crebo:25491"


def _issuer_check(world: World, document: JsonObject) -> Check:
    return world.verify(document, presented_by=world.samira.did).check("issuer")


def _period(since: str, until: str | None = None, reason: EndReason = EndReason.LAPSED, **more: Any) -> Any:
    """Return a recognition for Verzorgende IG from a day, until (and not on) another."""
    ended = {"recognised_until": date.fromisoformat(until), "end_reason": reason} if until else {}
    return recognised(
        ERVARINGSCERTIFICAAT, standards=[VERZORGENDE], since=date.fromisoformat(since), **ended, **more
    )


@dataclass(frozen=True, kw_only=True)
class History:
    """An EVC agreed on one day and signed on another, by a provider with these periods of recognition."""

    name: str
    periods: tuple[Any, ...]
    outcome: Outcome
    code: str
    agreed: str = "2026-01-15"
    signed: datetime = datetime(2026, 5, 11, 10, tzinfo=UTC)
    says: dict[str, str] = field(default_factory=dict)


HISTORIES = (
    History(
        name="recognised all along",
        periods=(_period("2024-01-01"),),
        outcome=PASSED,
        code="issuer.recognised",
        says={"name": "EVC Voorbeeld", "since": "2024-01-01", "recognised_by": "NKC Voorbeeld"},
    ),
    History(
        name="recognised from the very day",
        periods=(_period("2026-01-15"),),
        outcome=PASSED,
        code="issuer.recognised",
    ),
    History(
        name="recognised from the day after",
        periods=(_period("2026-01-16"),),
        outcome=FAILED,
        code="issuer.not_recognised",
        says={"on": "2026-01-15", "since": "2026-01-16"},
    ),
    History(
        name="lost on the very day",
        periods=(_period("2024-01-01", "2026-01-15"),),
        outcome=FAILED,
        code="issuer.not_recognised",
        says={"until": "2026-01-14"},
    ),
    History(
        name="lost between agreement and signing",
        periods=(_period("2024-01-01", "2026-05-11"),),
        outcome=WARNING,
        code="issuer.signed_after_recognition",
        says={"signed_on": "2026-05-11", "until": "2026-05-10"},
    ),
    History(
        name="lost the day after signing",
        periods=(_period("2024-01-01", "2026-05-12"),),
        outcome=PASSED,
        code="issuer.recognition_ended_later",
        says={"until": "2026-05-11", "reason": "lapsed"},
    ),
    History(
        name="under investigation since",
        periods=(_period("2024-01-01", "2026-06-01", EndReason.UNDER_INVESTIGATION),),
        outcome=PASSED,
        code="issuer.recognition_ended_later",
        says={"reason": "under-investigation"},
    ),
    History(
        name="will end next year",
        periods=(_period("2024-01-01", "2027-01-01"),),
        outcome=PASSED,
        code="issuer.recognised",
    ),
    History(
        name="lost at signing and recognised again since",
        periods=(_period("2024-01-01", "2026-03-01"), _period("2026-06-01")),
        outcome=WARNING,
        code="issuer.signed_after_recognition",
    ),
    History(
        name="renewed without a gap",
        periods=(_period("2024-01-01", "2026-03-01"), _period("2026-03-01")),
        outcome=PASSED,
        code="issuer.recognised",
    ),
    History(
        name="annulled for the whole period",
        periods=(_period("2024-01-01", "2026-06-01", EndReason.ANNULLED, annulled_from=date(2024, 1, 1)),),
        outcome=FAILED,
        code="issuer.annulled",
        says={"on": "2026-01-15"},
    ),
    History(
        name="annulled from the very day",
        periods=(_period("2024-01-01", "2026-06-01", EndReason.ANNULLED, annulled_from=date(2026, 1, 15)),),
        outcome=FAILED,
        code="issuer.annulled",
    ),
    History(
        name="annulled from the day after: recognised at the agreement, not at signing",
        periods=(_period("2024-01-01", "2026-06-01", EndReason.ANNULLED, annulled_from=date(2026, 1, 16)),),
        outcome=WARNING,
        code="issuer.signed_after_recognition",
    ),
    History(
        name="annulled by one decision, recognised by another",
        periods=(
            _period("2024-01-01", "2026-06-01", EndReason.ANNULLED, annulled_from=date(2024, 1, 1)),
            _period("2024-01-01"),
        ),
        outcome=FAILED,
        code="issuer.annulled",
    ),
    History(
        name="signed just after midnight in Amsterdam, the evening before in UTC",
        periods=(_period("2024-01-01", "2026-05-11"),),
        signed=datetime(2026, 5, 10, 22, 30, tzinfo=UTC),
        outcome=WARNING,
        code="issuer.signed_after_recognition",
        says={"signed_on": "2026-05-11"},
    ),
    History(
        name="the day of the agreement decides, not that of the certificate",
        periods=(_period("2026-02-01"),),
        agreed="2026-01-31",
        outcome=FAILED,
        code="issuer.not_recognised",
        says={"on": "2026-01-31"},
    ),
)


@pytest.mark.parametrize("history", HISTORIES, ids=[history.name for history in HISTORIES])
def test_historic_questions_have_historic_answers(world: World, history: History) -> None:
    world.keeper.recognises(world.evc_provider.did, "EVC Voorbeeld", *history.periods)
    document = world.evc_provider.issue(
        ERVARINGSCERTIFICAAT,
        holder=world.samira,
        at=history.signed,
        change=put("/credentialSubject/datumOvereenkomst", history.agreed),
    )

    found = _issuer_check(world, document)

    assert (found.outcome, found.code) == (history.outcome, history.code)
    assert history.says.items() <= found.parameters.items()


def test_losing_recognition_later_leaves_the_certificate_genuine_and_valid(world: World) -> None:
    world.keeper.recognises(world.evc_provider.did, "EVC Voorbeeld", _period("2024-01-01", "2026-06-01"))
    document = world.evc_provider.issue(
        ERVARINGSCERTIFICAAT, holder=world.samira, at=datetime(2026, 5, 11, 10, tzinfo=UTC)
    )

    assert world.verify(document, presented_by=world.samira.did).outcome is PASSED


@pytest.mark.parametrize("kind", [DIPLOMA, DEELCERTIFICAAT, VRIJSTELLINGSBESLUIT])
def test_an_unknown_issuer_of_other_kinds_is_a_warning(world: World, kind: Any) -> None:
    found = _issuer_check(world, world.stranger.issue(kind))

    assert (found.outcome, found.code) == (WARNING, "issuer.unknown")


def test_an_unknown_issuer_of_an_ervaringscertificaat_fails(world: World) -> None:
    found = _issuer_check(world, world.stranger.issue(ERVARINGSCERTIFICAAT))

    assert (found.outcome, found.code) == (FAILED, "issuer.unknown")


@pytest.mark.parametrize(("kind", "outcome"), [(DIPLOMA, WARNING), (ERVARINGSCERTIFICAAT, FAILED)])
def test_ones_own_word_is_told_apart_and_is_no_ervaringscertificaat(
    world: World, kind: Any, outcome: Outcome
) -> None:
    document = world.issuer_of(kind).prepare(kind, holder=world.samira)
    put("/issuer/id", world.samira.did)(document)

    found = _issuer_check(world, world.school.sign(document, signer=world.samira.signer))

    assert (found.outcome, found.code) == (outcome, "issuer.own_word")


def test_recognition_is_per_standard_and_all_of_them_must_be_covered(world: World) -> None:
    both = put(
        "/credentialSubject/achievement/kwalificatieRef/-",
        {
            "type": "KwalificatieRef",
            "codeStelsel": "crebo",
            "code": "25480",
            "dossier": "23182",
            "naam": "Mbo-Verpleegkundige",
            "relatie": "beoordeeld-tegen",
            "geldigVan": "2015-08-01",
        },
    )
    document = world.evc_provider.issue(ERVARINGSCERTIFICAAT, holder=world.samira, change=both)
    assert _issuer_check(world, document).code == "issuer.not_recognised"

    world.keeper.recognises(
        world.evc_provider.did,
        "EVC Voorbeeld",
        recognised(ERVARINGSCERTIFICAAT, standards=[VERZORGENDE, "crebo:25480"]),
    )
    world.look_again()

    assert _issuer_check(world, document).outcome is PASSED


def test_the_name_is_that_of_the_register_and_not_of_the_document(world: World) -> None:
    document = world.school.issue(
        DIPLOMA, holder=world.samira, change=put("/issuer/name", "Universiteit van Amsterdam")
    )

    result = world.verify(document, presented_by=world.samira.did)

    assert result.recognition is not None
    assert result.recognition.official_name == "ROC Voorbeeldstad"
    assert result.check("issuer").parameters["name"] == "ROC Voorbeeldstad"


def test_a_former_identifier_keeps_its_recognition(world: World) -> None:
    world.keeper.renames(world.school.did, "did:web:roc-fusie.example")

    found = _issuer_check(world, world.school.issue(DIPLOMA))

    assert (found.outcome, found.code) == (PASSED, "issuer.recognised")


def test_no_register_leaves_an_unknown_issuer_unjudged(world: World) -> None:
    world.network.unreachable.add(world.keeper.url)

    for kind in (DIPLOMA, ERVARINGSCERTIFICAAT):
        found = _issuer_check(world, world.issuer_of(kind).issue(kind))
        assert (found.outcome, found.code) == (UNKNOWN, "issuer.register_unreachable")


def test_one_register_out_of_reach_takes_nothing_from_what_another_says(world: World) -> None:
    other = TrustAnchor("did:web:elders.example", "https://elders.example/register", EVERY_KIND)
    world.trust_lists = world.trusting(TrustAnchor(world.keeper.did, world.keeper.url, EVERY_KIND), other)

    assert _issuer_check(world, world.school.issue(DIPLOMA)).outcome is PASSED
    assert _issuer_check(world, world.stranger.issue(DIPLOMA)).outcome is UNKNOWN


def test_recognition_at_signing_is_unknown_while_a_register_is_out_of_reach(world: World) -> None:
    other = TrustAnchor("did:web:elders.example", "https://elders.example/register", EVERY_KIND)
    world.trust_lists = world.trusting(TrustAnchor(world.keeper.did, world.keeper.url, EVERY_KIND), other)
    world.keeper.recognises(world.evc_provider.did, "EVC Voorbeeld", _period("2024-01-01", "2026-05-01"))

    found = _issuer_check(world, world.evc_provider.issue(ERVARINGSCERTIFICAAT))

    assert (found.outcome, found.code) == (UNKNOWN, "issuer.register_unreachable")


def test_the_word_of_a_keeper_counts_for_its_own_kinds_only(world: World) -> None:
    world.trust_lists = world.trusting(
        TrustAnchor(world.keeper.did, world.keeper.url, frozenset({ERVARINGSCERTIFICAAT}))
    )

    assert _issuer_check(world, world.school.issue(DIPLOMA)).code == "issuer.unknown"
    assert _issuer_check(world, world.evc_provider.issue(ERVARINGSCERTIFICAAT)).outcome is PASSED


def test_an_annulment_on_one_list_is_not_undone_by_another(world: World) -> None:
    second = Keeper(
        "did:web:elders.example", world.clock, world.network, url="https://elders.example/register"
    )
    second.recognises(world.evc_provider.did, "EVC Elders", _period("2024-01-01"))
    world.keeper.recognises(
        world.evc_provider.did,
        "EVC Voorbeeld",
        _period("2024-01-01", "2026-06-01", EndReason.ANNULLED, annulled_from=date(2024, 1, 1)),
    )
    world.trust_lists = world.trusting(
        TrustAnchor(second.did, second.url, EVERY_KIND),
        TrustAnchor(world.keeper.did, world.keeper.url, EVERY_KIND),
    )

    assert _issuer_check(world, world.evc_provider.issue(ERVARINGSCERTIFICAAT)).code == "issuer.annulled"


def test_a_foreign_kind_is_no_matter_of_recognition(world: World) -> None:
    def foreign(document: JsonObject) -> None:
        document["type"] = ["VerifiableCredential", "OpenBadgeCredential"]

    known = world.verify(world.school.issue(DIPLOMA, change=foreign))
    unknown = world.verify(world.stranger.issue(DIPLOMA, change=foreign))

    assert (known.check("issuer").outcome, known.check("issuer").code) == (WARNING, "issuer.other_kind")
    assert known.recognition is not None
    assert known.recognition.state is RecognitionState.NOT_RECOGNISED
    assert known.recognition.official_name == "ROC Voorbeeldstad"
    assert (unknown.check("issuer").outcome, unknown.check("issuer").code) == (WARNING, "issuer.unknown")

    world.network.unreachable.add(world.keeper.url)
    world.look_again()
    unjudged = world.verify(world.stranger.issue(DIPLOMA, change=foreign)).check("issuer")
    assert unjudged.code == "issuer.register_unreachable"
