"""What a holder says herself is never a certificate, and certificates get neither better nor worse by it."""

import uuid
from datetime import date

import pytest

from keys.controller import ProofPurpose
from keys.proofs import add_proof
from schemas.documents import JsonObject
from schemas.own_words import Experience, KeptFile, OwnWords, PassedOn, unsigned
from tests.ecosystem import DIPLOMA, NOW, Holder, World
from verifier.own_words import own_words
from verifier.sentences import Audience, Tone, overall_verdict
from verifier.verdict_page import VerdictPage, verdict_page
from verifier.words import words

EXPERIENCE = Experience("Officieel diploma, echt en geldig", "work", True, {"watGedaan": "Alles."})
PASSED_ON = PassedOn(
    text="Zij is de beste.",
    question="Hoe werkt zij?",
    writer="J. Peeters",
    role="chef-kok",
    organisation="",
    mail_domain="debrug.example",
    mail_confirmed=True,
    written_on=date(2026, 6, 1),
)
FILE = KeptFile("foto.jpg", "image/jpeg", "uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 100)


def says(world: World, holder: Holder, said: OwnWords, *, about: Holder | None = None) -> JsonObject:
    """Return words of a holder, signed; `about` somebody else where a test wants that."""
    document = unsigned(said, holder=holder.did, identifier=f"urn:uuid:{uuid.uuid4()}", at=NOW)
    if about is not None:
        document["credentialSubject"] = {**said.subject(), "id": about.did}
    return add_proof(
        document,
        cryptosuite="eddsa-rdfc-2022",
        signer=holder.signer,
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=NOW,
    )


def page_of(world: World, *documents: JsonObject, known: bool = True) -> VerdictPage:
    judgement = world.judge(world.samira.present(list(documents)))
    return verdict_page(judgement, audience=Audience.CITIZEN, words=words("nl"), from_known_wallet=known)


@pytest.fixture
def certificate(world: World) -> JsonObject:
    return world.school.sign(world.school.prepare(DIPLOMA, holder=world.samira))


def test_own_words_stand_apart_and_the_verdict_is_about_the_certificate(
    world: World, certificate: JsonObject
) -> None:
    page = page_of(world, certificate, says(world, world.samira, EXPERIENCE), says(world, world.samira, FILE))
    assert page.verdict.text == "Dit bewijs is echt en geldig."
    assert [each.number for each in page.certificates] == [1]
    assert [each.words for each in page.said] == [EXPERIENCE, FILE]


def test_own_words_alone_are_said_to_be_confirmed_by_nobody(world: World) -> None:
    for said in ([EXPERIENCE], [EXPERIENCE, FILE]):
        judgement = world.judge(world.samira.present([says(world, world.samira, each) for each in said]))
        spoken = overall_verdict(judgement, Audience.CITIZEN)
        assert spoken.tone is Tone.ATTENTION
        assert "bevestigd" in spoken.message
        assert "geldig" not in spoken.message


def test_no_wording_makes_own_words_a_certificate(world: World) -> None:
    (each,) = page_of(world, says(world, world.samira, EXPERIENCE)).said
    assert not each.passed_on
    assert page_of(world, says(world, world.samira, EXPERIENCE)).certificates == ()


def test_somebody_elses_word_counts_only_from_a_wallet_that_is_known(world: World) -> None:
    document = says(world, world.samira, PASSED_ON)
    assert [each.passed_on for each in page_of(world, document, known=True).said] == [True]
    assert [each.passed_on for each in page_of(world, document, known=False).said] == [False]


def test_own_words_that_were_changed_are_a_failed_document_and_no_words(
    world: World, certificate: JsonObject
) -> None:
    changed = says(world, world.samira, EXPERIENCE)
    changed["name"] = "Iets anders"
    page = page_of(world, certificate, changed)
    assert page.said == ()
    assert [each.content is None for each in page.certificates] == [False, True]
    assert page.verdict.tone is Tone.BAD


def test_words_of_another_holder_or_about_somebody_else_are_not_hers(world: World) -> None:
    stranger = Holder(world.clock)
    for document in (
        says(world, stranger, EXPERIENCE),
        says(world, world.samira, EXPERIENCE, about=stranger),
    ):
        judgement = world.judge(world.samira.present([document]))
        assert [own_words(result) for result in judgement.results] == [None]


def test_a_reason_is_shown_only_when_the_holder_signed_it(world: World, certificate: JsonObject) -> None:
    presentation = world.samira.present([certificate])
    presentation["description"] = "Achteraf erbij gezet"
    judgement = world.judge(presentation)
    page = verdict_page(judgement, audience=Audience.CITIZEN, words=words("nl"))
    assert page.reason == ""


def test_months_are_written_as_people_write_them_and_anything_else_as_it_is(world: World) -> None:
    told = {"begonnen": "2019-03", "gestopt": "2024", "plaats": "2019-03"}
    (each,) = page_of(world, says(world, world.samira, Experience("Werk", "work", False, told))).said
    assert [text for _, text in each.told] == ["2019-03", "maart 2019", "2024"]
    odd = {"begonnen": "ooit", "gestopt": "2024-13"}
    (each,) = page_of(world, says(world, world.samira, Experience("Werk", "work", False, odd))).said
    assert [text for _, text in each.told] == ["ooit", "2024-13"]
