"""The one sentence: for each reason its own, for a citizen and for a professional."""

from datetime import date

import pytest

from keys.trust_list import EndReason
from tests.ecosystem import DIPLOMA, ERVARINGSCERTIFICAAT, Holder, World, recognised
from tests.tampering.case import drop, put
from tests.verifier.english import english
from verifier.report import render
from verifier.result import VerificationResult
from verifier.sentences import Audience, Tone, explain, overall_verdict, verdict

CITIZEN, PROFESSIONAL = Audience.CITIZEN, Audience.PROFESSIONAL


def test_a_certificate_bound_to_nobody_is_told_calmly(world: World) -> None:
    result = world.verify(world.school.issue(DIPLOMA))

    assert verdict(result, CITIZEN).message.startswith("Dit bewijs is echt en geldig.")
    assert "identiteitsbewijs" in verdict(result, PROFESSIONAL).message


def _good(world: World) -> VerificationResult:
    document = world.school.issue(DIPLOMA, holder=world.samira)
    return world.verify(document, presented_by=world.samira.did)


def _ended_later(world: World) -> VerificationResult:
    document = world.evc_provider.issue(ERVARINGSCERTIFICAAT, holder=world.samira)
    world.clock.passes(days=100)
    period = recognised(
        ERVARINGSCERTIFICAAT,
        standards=["crebo:25491"],
        recognised_until=date(2026, 8, 1),
        end_reason=EndReason.WITHDRAWN,
    )
    world.keeper.recognises(world.evc_provider.did, "EVC Voorbeeld", period)
    return world.verify(document, presented_by=world.samira.did)


def _changed(world: World) -> VerificationResult:
    return world.verify({**world.school.issue(DIPLOMA), "name": "Arts"})


def _revoked(world: World) -> VerificationResult:
    document = world.school.issue(DIPLOMA)
    world.school.revoke(document)
    return world.verify(document)


def _suspended(world: World) -> VerificationResult:
    document = world.school.issue(DIPLOMA)
    world.school.suspend(document)
    return world.verify(document)


def _expired(world: World) -> VerificationResult:
    return world.verify(world.school.issue(DIPLOMA, change=put("/validUntil", "2026-01-01T00:00:00Z")))


def _incomplete(world: World) -> VerificationResult:
    return world.verify(world.school.issue(DIPLOMA, change=drop("/name")))


def _stranger(world: World) -> VerificationResult:
    return world.verify(world.stranger.issue(DIPLOMA))


def _unrecognised(world: World) -> VerificationResult:
    return world.verify(world.branch.issue(ERVARINGSCERTIFICAAT))


def _signed_by_stranger(world: World) -> VerificationResult:
    return world.verify(world.stranger.sign(world.school.prepare(DIPLOMA)))


def _no_keys(world: World) -> VerificationResult:
    document = world.school.issue(DIPLOMA)
    world.trust_lists.registry()
    world.network.offline = True
    return world.verify(document)


def _no_status(world: World) -> VerificationResult:
    world.network.unreachable.add(world.school.list_url("revocation"))
    return world.verify(world.school.issue(DIPLOMA))


def _no_register(world: World) -> VerificationResult:
    world.network.unreachable.add(world.keeper.url)
    return world.verify(world.school.issue(DIPLOMA))


def _unknown_way(world: World) -> VerificationResult:
    return world.verify({**world.school.issue(DIPLOMA), "proof": {"type": "Ed25519Signature2020"}})


def _lost_key(world: World) -> VerificationResult:
    document = world.school.issue(DIPLOMA)
    world.school.compromise_key(world.clock())
    return world.verify(document)


@pytest.mark.parametrize(
    ("make", "citizen", "professional", "tone"),
    [
        (_good, "Dit bewijs is echt en geldig.", "Echt en geldig, van een erkende uitgever.", Tone.GOOD),
        (
            _ended_later,
            "Dit bewijs is echt en geldig. De erkenning van de uitgever is later gestopt.",
            "Echt en geldig. De erkenning van de uitgever eindigde later; dat verandert dit bewijs niet.",
            Tone.GOOD,
        ),
        (
            _changed,
            "Dit bewijs is veranderd. Vertrouw het niet.",
            "Niet echt: het document is na het ondertekenen veranderd. Vraag de eigenaar om het origineel.",
            Tone.BAD,
        ),
        (
            _revoked,
            "Dit bewijs is ingetrokken door de uitgever.",
            "Niet geldig: ingetrokken door de uitgever. Vraag de eigenaar of er een nieuw bewijs is.",
            Tone.BAD,
        ),
        (
            _suspended,
            "Dit bewijs staat op pauze. Vraag na waarom.",
            "Echt, maar door de uitgever op pauze gezet. Vraag de uitgever waarom.",
            Tone.ATTENTION,
        ),
        (
            _expired,
            "Dit bewijs is echt, maar verlopen.",
            "Echt, maar de geldigheid is verlopen.",
            Tone.ATTENTION,
        ),
        (
            _incomplete,
            "Dit bewijs is niet geldig. Er ontbreekt iets, of het spreekt zichzelf tegen.",
            "Niet geldig: niet compleet, of in strijd met zichzelf.",
            Tone.BAD,
        ),
        (
            _stranger,
            "Dit bewijs is niet veranderd. Wij kennen de uitgever niet.",
            "Ongewijzigd, maar van een uitgever die niet in onze registers staat. "
            "Ga zelf na wie de uitgever is.",
            Tone.ATTENTION,
        ),
        (
            _unrecognised,
            "Dit bewijs is niet geldig. De uitgever was hiervoor niet erkend.",
            "Niet geldig: de uitgever was hiervoor niet erkend.",
            Tone.BAD,
        ),
        (
            _signed_by_stranger,
            "Dit bewijs is niet ondertekend door de uitgever die erin staat.",
            "Niet echt: niet ondertekend door de genoemde uitgever.",
            Tone.BAD,
        ),
        (
            _no_keys,
            "Wij konden dit bewijs nu niet controleren. Probeer het later nog een keer.",
            "Kon nu niet worden gecontroleerd: de sleutel was niet op te halen. "
            "Dit zegt niets over de echtheid.",
            Tone.UNKNOWN,
        ),
        (
            _no_status,
            "Dit bewijs is niet veranderd. Of het is ingetrokken, konden wij nu niet zien.",
            "Ongewijzigd. Of het is ingetrokken, kon nu niet worden gecontroleerd.",
            Tone.UNKNOWN,
        ),
        (
            _no_register,
            "Dit bewijs is niet veranderd. Of de uitgever is erkend, konden wij nu niet zien.",
            "Ongewijzigd. Of de uitgever is erkend, kon nu niet worden gecontroleerd.",
            Tone.UNKNOWN,
        ),
        (
            _unknown_way,
            "Dit is ondertekend op een manier die wij niet kennen. Wij kunnen niet zeggen of het echt is.",
            "Niet te controleren: ondertekend op een manier die wij niet kennen of niet toelaten.",
            Tone.BAD,
        ),
        (
            _lost_key,
            "De sleutel van de uitgever was in verkeerde handen. Vertrouw dit niet.",
            "Niet te vertrouwen: de sleutel van de uitgever lekte uit, "
            "en niets bewijst dat dit van daarvoor is.",
            Tone.BAD,
        ),
    ],
)
def test_each_reason_has_its_own_verdict(
    world: World, make: object, citizen: str, professional: str, tone: Tone
) -> None:
    result = make(world)  # type: ignore[operator]

    spoken = verdict(result, CITIZEN)

    assert (spoken.message, spoken.tone) == (citizen, tone)
    assert verdict(result, PROFESSIONAL).message == professional


def test_a_selection_of_one_is_told_as_that_one(world: World) -> None:
    document = world.school.issue(DIPLOMA, holder=world.samira)

    judgement = world.judge(world.samira.present([document]))

    assert overall_verdict(judgement, CITIZEN).message == "Dit bewijs is echt en geldig."


def test_a_selection_of_more_is_told_together(world: World) -> None:
    documents = [world.school.issue(DIPLOMA, holder=world.samira) for _ in range(2)]
    assert (
        render(overall_verdict(world.judge(world.samira.present(documents)), CITIZEN))
        == "Alle 2 bewijzen zijn echt en geldig."
    )

    world.school.revoke(documents[0])
    world.look_again()
    spoken = overall_verdict(world.judge(world.samira.present(documents)), CITIZEN)
    assert (render(spoken), spoken.tone) == (
        "Niet alle 2 bewijzen zijn geldig. Bekijk ze één voor één.",
        Tone.BAD,
    )


def test_a_selection_that_does_not_hold_is_told_by_what_is_wrong_with_it(world: World) -> None:
    documents = [world.school.issue(DIPLOMA, holder=world.samira) for _ in range(2)]
    expired = world.samira.present(documents, expires=world.clock())

    spoken = overall_verdict(world.judge(expired), CITIZEN)

    assert spoken.message == "Wat gedeeld was, is verlopen. Vraag om een nieuwe link."


def test_somebody_elses_certificate_is_told_without_accusing_anybody(world: World) -> None:
    document = world.school.issue(DIPLOMA, holder=world.samira)

    judgement = world.judge(Holder(world.clock).present([document]))

    assert overall_verdict(judgement, CITIZEN).tone is Tone.ATTENTION
    assert overall_verdict(judgement, CITIZEN).message.startswith("Dit bewijs is echt en geldig.")


def test_a_line_about_a_broken_rule_is_the_one_of_that_rule(world: World) -> None:
    line = explain(_incomplete(world).check("schema"))

    assert render(line) == "“name” ontbreekt."
    assert render(line, translate=english) != render(line)
