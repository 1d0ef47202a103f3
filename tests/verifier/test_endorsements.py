"""What an organisation signed about a holder is somebody else's word: never a certificate, never her own."""

from collections.abc import Callable

import pytest

from keys.controller import ProofPurpose
from keys.key_types import KeyType
from keys.proofs import add_proof, derive_proof
from keys.signer import generate
from schemas.contexts import CREDENTIALS_V2, OPEN_BADGES_V3, VAKBEWIJS_V1
from schemas.documents import JsonObject
from schemas.endorsement import Endorsement, unsigned
from tests.ecosystem import DIPLOMA, NOW, Holder, World
from tests.parties import Publisher
from tests.verifier.test_own_words import EXPERIENCE, page_of, says
from verifier.own_words import certificates, endorsement, said_in
from verifier.report import report
from verifier.result import Outcome, VerificationResult
from verifier.sentences import Audience, Tone, overall_verdict

TEXT = "Samira leidde drie jaar onze keuken."


def words(issuer: str, subject: str, *, text: str = TEXT, organisation: str = "De minister") -> JsonObject:
    """Return an endorsement that nobody signed yet."""
    return unsigned(
        Endorsement(
            identifier="urn:uuid:00000000-0000-8000-8000-000000000001",
            issuer=issuer,
            organisation=organisation,
            subject=subject,
            name="Samira H.",
            question="Hoe werkt zij?",
            comment=text,
        ),
        at=NOW,
    )


def endorses(party: Publisher, holder: Holder, **changed: str) -> JsonObject:
    """Return a signed endorsement of a holder."""
    return party.sign(words(party.did, holder.did, **changed))


def self_signed(signer: Holder, issuer: str, subject: str) -> JsonObject:
    return add_proof(
        words(issuer, subject),
        cryptosuite="eddsa-rdfc-2022",
        signer=signer.signer,
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=NOW,
    )


def altered(world: World) -> JsonObject:
    document = endorses(world.stranger, world.samira)
    document["credentialSubject"]["endorsementComment"] = "Zij kan alles."  # type: ignore[index, call-overload]
    return document


def by_a_revoked_key(world: World) -> JsonObject:
    document = endorses(world.stranger, world.samira)
    world.stranger.compromise_key(NOW)
    world.look_again()
    return document


def by_her_own_key_at_an_address(world: World) -> JsonObject:
    world.stranger.rotate_key(world.samira.key)
    return endorses(world.stranger, world.samira)


def derived(world: World) -> JsonObject:
    world.school.rotate_key(generate(KeyType.P256))
    document = words(world.school.did, world.samira.did)
    # With an end and a status there is nothing else to remark on it.
    document["validUntil"] = "2036-01-01T00:00:00Z"
    document["credentialStatus"] = world.school.prepare(DIPLOMA)["credentialStatus"]
    base = world.school.sign(document, cryptosuite="ecdsa-sd-2023")
    return derive_proof(base, selective_pointers=[""])


def with_members(**members: object) -> Callable[[World], JsonObject]:
    def made(world: World) -> JsonObject:
        document = {**words(world.stranger.did, world.samira.did), **members}
        return world.stranger.sign(document, cryptosuite="eddsa-jcs-2022")  # type: ignore[arg-type]

    return made


HOSTILE: dict[str, Callable[[World], JsonObject]] = {
    "altered": altered,
    "of another holder": lambda world: endorses(world.stranger, Holder(world.clock)),
    "of the signer itself": lambda world: world.stranger.sign(words(world.stranger.did, world.stranger.did)),
    "by a revoked key": by_a_revoked_key,
    "by her did:key": lambda world: self_signed(world.samira, world.samira.did, world.samira.did),
    "by a friend's did:key": lambda world: self_signed(
        friend := Holder(world.clock), friend.did, world.samira.did
    ),
    "by her own key at an address": by_her_own_key_at_an_address,
    "by her key in the name of a school": lambda world: self_signed(
        world.samira, world.school.did, world.samira.did
    ),
    "in parts": derived,
    "unsigned": lambda world: words(world.stranger.did, world.samira.did),
    "expired": with_members(validUntil="2026-01-01T00:00:00Z", validFrom="2025-01-01T00:00:00Z"),
    "not yet": with_members(validFrom="2036-01-01T00:00:00Z"),
    "a diploma as well": with_members(
        **{"@context": [CREDENTIALS_V2, OPEN_BADGES_V3, VAKBEWIJS_V1]},
        type=["VerifiableCredential", "EndorsementCredential", "Diploma"],
    ),
    "another kind as well": with_members(
        type=["VerifiableCredential", "EndorsementCredential", "AchievementCredential"]
    ),
    "no kind": with_members(type=["VerifiableCredential"]),
    "evidence as well": with_members(evidence=[{"type": ["Evidence"]}]),
}


def judged(world: World, *documents: JsonObject) -> tuple[VerificationResult, ...]:
    return world.judge(world.samira.present(list(documents))).results


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_no_endorsement_of_hers_never_shows_as_somebody_elses_word(world: World, case: str) -> None:
    document = HOSTILE[case](world)
    page = page_of(world, document)
    assert page.endorsed == ()
    assert page.said == ()
    assert len(page.certificates) == 1
    (result,) = judged(world, document)
    assert certificates([result]) == (result,)


@pytest.mark.parametrize("case", ["altered", "by a revoked key", "by her key in the name of a school"])
def test_one_that_does_not_hold_stays_as_a_document_that_failed(world: World, case: str) -> None:
    (result,) = judged(world, HOSTILE[case](world))
    assert result.outcome is Outcome.FAILED


def test_shown_by_nobody_it_is_no_word_about_whoever_holds_the_file(world: World) -> None:
    result = world.verify(endorses(world.stranger, world.samira))
    assert endorsement(result) is None


def test_whose_key_signed_is_told_by_its_host_and_never_by_its_own_claim(world: World) -> None:
    (each,) = page_of(world, endorses(world.stranger, world.samira)).endorsed
    assert (each.signed_by, each.in_register) == ("onbekend-voorbeeld.example", False)
    assert each.words.comment == TEXT
    assert each.words.name == "Samira H."


def test_a_register_tells_the_name_of_who_signed(world: World) -> None:
    (each,) = page_of(world, endorses(world.school, world.samira)).endorsed
    assert (each.signed_by, each.in_register) == ("ROC Voorbeeldstad", True)


def test_a_register_out_of_reach_leaves_the_host_and_the_verdict(world: World) -> None:
    world.network.pages.pop(world.keeper.url)
    page = page_of(world, endorses(world.school, world.samira))
    (each,) = page.endorsed
    assert (each.signed_by, each.in_register) == ("roc-voorbeeld.example", False)
    assert not page.could_not_check


@pytest.mark.parametrize("good", [True, False])
def test_certificates_get_neither_better_nor_worse_by_it(world: World, good: bool) -> None:
    diploma = world.school.issue(DIPLOMA, holder=world.samira)
    if not good:
        world.school.revoke(diploma)
        world.look_again()
    alone = page_of(world, diploma)
    beside = page_of(
        world, diploma, endorses(world.school, world.samira), says(world, world.samira, EXPERIENCE)
    )
    assert beside.verdict == alone.verdict
    assert [each.number for each in beside.certificates] == [1]
    assert [each.number for each in beside.endorsed] == [2]
    assert [each.number for each in beside.said] == [3]


def test_that_nobody_else_confirmed_it_is_not_said_of_it(world: World) -> None:
    signed, own = endorses(world.stranger, world.samira), says(world, world.samira, EXPERIENCE)
    for sent in ([signed], [signed, own], [own, signed]):
        judgement = world.judge(world.samira.present(sent))
        for audience in Audience:
            spoken = overall_verdict(judgement, audience)
            assert spoken.tone is Tone.ATTENTION
            assert "Niemand anders" not in spoken.message
            assert "geen bewijs" in spoken.message


def test_a_report_says_who_signed_and_that_it_is_no_certificate(world: World) -> None:
    judgement = world.judge(world.samira.present([endorses(world.stranger, world.samira)]))
    (told,) = report(judgement)["credentials"]  # type: ignore[misc, union-attr]
    assert told["verdict"]["professional"].endswith("maar geen bewijs.")  # type: ignore[index, call-overload]
    sentences = [check["sentence"] for check in told["checks"]]  # type: ignore[index, call-overload]
    assert any("Getekend door onbekend-voorbeeld.example." in each for each in sentences)
    assert "De minister" not in str(told)


def test_it_is_said_and_no_certificate(world: World) -> None:
    results = judged(world, endorses(world.school, world.samira))
    assert certificates(results) == ()
    assert len(said_in(results)) == 1
