"""A revoked key and the receipt of an earlier check: what counts as evidence, and what never does (PF-10)."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from keys.key_types import KeyType
from keys.proofs import ProofPurpose, add_proof, derive_proof
from keys.signer import generate
from keys.trust_list import EVERY_KIND, EndReason, TrustAnchor
from schemas.documents import JsonObject, serialize
from schemas.verification_receipt import VerificationReceipt
from tests.ecosystem import DIPLOMA, NOW, World, recognised
from tests.parties import Publisher
from tests.verifier.earlier import (
    CHECKER,
    CHECKER_NAME,
    checker_in,
    content_of_check,
    handed_over,
    receipt_by,
    unsigned,
)
from verifier.earlier_checks import MAX_RECEIPT_BYTES, read_receipt
from verifier.errors import ReceiptError
from verifier.result import Check, Outcome


@dataclass
class Story:
    """A diploma that was checked, and whose key got into other hands ten days later."""

    world: World
    checker: Publisher
    document: JsonObject
    content: VerificationReceipt

    def receipt(self, **changes: Any) -> JsonObject:
        return receipt_by(self.checker, replace(self.content, **changes))

    def loses_key(self) -> None:
        """Let ten days pass, and then the school's first key get into other hands."""
        self.world.clock.passes(days=10)
        school = self.world.school
        school.methods[0] = replace(school.methods[0], revoked=self.world.clock())
        school.rotate_key()
        self.world.look_again()

    def proof(self, receipt: JsonObject, document: JsonObject | None = None) -> Check:
        document = document or self.document
        earlier = handed_over(receipt, document)
        return self.world.verify(document, earlier=earlier).check("proof")


@pytest.fixture
def story(world: World) -> Story:
    checker = checker_in(world)
    document = world.school.issue(DIPLOMA, holder=world.samira)
    world.clock.passes(days=1)
    return Story(world, checker, document, content_of_check(world, serialize(document)))


def test_pf_10_a_receipt_from_before_the_key_was_lost_keeps_the_document(story: Story) -> None:
    receipt = story.receipt()
    story.loses_key()

    result = story.world.verify(
        story.document,
        presented_by=story.world.samira.did,
        earlier=handed_over(receipt, story.document),
    )

    assert result.outcome is Outcome.PASSED
    assert result.check("proof").code == "proof.holds_by_receipt"
    assert result.check("proof").parameters == {
        "since": "2026-07-12",
        "by": CHECKER_NAME,
        "checked_on": "2026-07-02",
    }
    assert result.check("key").code == "key.of_issuer"


def test_pf_10_without_a_receipt_the_day_of_the_loss_is_told(story: Story) -> None:
    story.loses_key()
    found = story.world.verify(story.document).check("proof")
    assert (found.outcome, found.code) == (Outcome.FAILED, "key.compromised")
    assert found.parameters == {"since": "2026-07-12"}


def test_a_receipt_saves_no_revoked_certificate(story: Story) -> None:
    receipt = story.receipt()
    story.loses_key()
    story.world.school.revoke(story.document)

    result = story.world.verify(story.document, earlier=handed_over(receipt, story.document))

    assert result.check("proof").outcome is Outcome.PASSED
    assert result.check("status").code == "status.revoked"
    assert result.outcome is Outcome.FAILED


def test_a_receipt_saves_no_changed_certificate(story: Story) -> None:
    """The file is what was checked then, so a receipt that says that it held is wrong, or forged."""
    story.document["awardId"] = "urn:uuid:00000000-0000-4000-8000-000000000000"
    file = serialize(story.document)
    receipt = story.receipt(file_digest=content_of_check(story.world, file).file_digest)
    story.loses_key()
    assert story.proof(receipt).outcome is Outcome.FAILED


def test_a_file_with_other_white_space_is_the_same_document(story: Story) -> None:
    file = json.dumps(story.document, indent=2).encode()
    of_file = receipt_by(story.checker, content_of_check(story.world, file))
    of_document = story.receipt()
    story.loses_key()

    assert story.proof(of_document).outcome is Outcome.PASSED
    assert story.proof(of_file).code == "receipt.other_document"  # another file than that one
    found = story.world.verify(story.document, earlier=handed_over(of_file, file)).check("proof")
    assert found.outcome is Outcome.PASSED


def test_a_receipt_of_one_certificate_counts_in_a_selection(story: Story) -> None:
    receipt = story.receipt()
    other = story.world.school.issue(DIPLOMA, holder=story.world.samira)
    story.loses_key()
    shown = story.world.samira.present([story.document, other])

    found = story.world.verify_shown(shown, earlier=handed_over(receipt, shown)).credentials

    assert [result.check("proof").code for result in found] == [
        "proof.holds_by_receipt",
        "receipt.other_document",
    ]


def test_a_receipt_of_a_selection_counts_for_each_certificate_in_it(story: Story) -> None:
    shown = story.world.samira.present([story.document], challenge=None)
    receipt = receipt_by(story.checker, content_of_check(story.world, serialize(shown)))
    story.loses_key()

    found = story.world.verify_shown(shown, challenge=None, earlier=handed_over(receipt, shown)).credentials

    assert [result.check("proof").code for result in found] == ["proof.holds_by_receipt"]


def test_a_jwt_is_saved_by_a_receipt_too(story: Story) -> None:
    token = story.world.school.issue_jwt(DIPLOMA).encode()
    receipt = receipt_by(story.checker, content_of_check(story.world, token))
    story.loses_key()

    judge = story.world.judge_for(token, challenge=None, at=story.world.clock())
    assert judge.results[0].check("proof").code == "key.compromised"
    document = judge.results[0].document
    saved = story.world.verify(document, earlier=handed_over(receipt, token)).check("proof")
    assert saved.code == "proof.holds_by_receipt"


def test_an_undated_proof_is_saved_by_the_receipt_alone(story: Story) -> None:
    document = story.world.school.sign_undated(story.world.school.prepare(DIPLOMA))
    receipt = receipt_by(story.checker, content_of_check(story.world, serialize(document)))
    story.loses_key()
    assert story.proof(receipt, document).code == "proof.holds_by_receipt"


# What does not count, and why.


def _of_another(story: Story) -> JsonObject:
    other = story.world.school.issue(DIPLOMA)
    return receipt_by(story.checker, content_of_check(story.world, serialize(other)))


def _failed_then(story: Story) -> JsonObject:
    return story.receipt(outcome="failed")


def _unreachable_then(story: Story) -> JsonObject:
    return story.receipt(outcome="indeterminate")


def _passed_over_a_failed_proof(story: Story) -> JsonObject:
    (certificate,) = story.content.checked
    findings = tuple(
        replace(finding, outcome="failed") if finding.check == "proof" else finding
        for finding in certificate.findings
    )
    return story.receipt(checked=(replace(certificate, findings=findings),))


def _says_nothing(story: Story) -> JsonObject:
    return story.receipt(checked=())


def _by_a_stranger(story: Story) -> JsonObject:
    return receipt_by(story.world.stranger, story.content)


def _by_a_recognised_school(story: Story) -> JsonObject:
    return receipt_by(story.world.branch, story.content)


def _recognised_later(story: Story) -> JsonObject:
    checker_in(story.world, since=date(2026, 7, 3))
    return story.receipt()


def _recognised_before(story: Story) -> JsonObject:
    checker_in(story.world, recognised_until=date(2026, 7, 2), end_reason=EndReason.WITHDRAWN)
    return story.receipt()


def _annulled(story: Story) -> JsonObject:
    checker_in(
        story.world,
        recognised_until=date(2026, 7, 10),
        end_reason=EndReason.ANNULLED,
        annulled_from=date(2026, 1, 1),
    )
    return story.receipt()


def _forged(story: Story) -> JsonObject:
    """By somebody else, in the name of the recognised verifier."""
    return receipt_by(story.world.stranger, story.content, issuer=CHECKER)


def _changed(story: Story) -> JsonObject:
    receipt = receipt_by(story.checker, replace(story.content, outcome="failed"))
    subject = receipt["credentialSubject"]
    assert isinstance(subject, dict)
    return {**receipt, "credentialSubject": {**subject, "outcome": "passed"}}


def _unsigned(story: Story) -> JsonObject:
    return unsigned(story.content, CHECKER)


def _with_a_second_signature(story: Story) -> JsonObject:
    return story.world.stranger.sign(story.receipt())


def _in_part(story: Story) -> JsonObject:
    signer = story.checker.rotate_key(generate(KeyType.P256))
    base = add_proof(
        unsigned(story.content, CHECKER),
        cryptosuite="ecdsa-sd-2023",
        signer=signer,
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=story.world.clock(),
    )
    return derive_proof(base, selective_pointers=("",))


def _by_a_lost_key(story: Story) -> JsonObject:
    receipt = story.receipt()
    story.checker.compromise_key(NOW + timedelta(days=5))
    return receipt


def _from_after_the_loss(story: Story) -> JsonObject:
    return story.receipt(checked_at=NOW + timedelta(days=11, seconds=1))


def _signed_after_the_loss(story: Story) -> JsonObject:
    """With an older time in it, which a verifier that is asked for a favour could write."""
    return story.checker.sign(unsigned(story.content, CHECKER), at=NOW + timedelta(days=12))


def _at_the_moment_of_the_loss(story: Story) -> JsonObject:
    return story.receipt(checked_at=NOW + timedelta(days=11))


def _undated(story: Story) -> JsonObject:
    return story.checker.sign_undated(unsigned(story.content, CHECKER))


def _by_the_issuer(story: Story) -> JsonObject:
    """The school runs a verifier, recognised as such: its word about itself is no evidence."""
    kinds = (DIPLOMA, "VerificationReceipt")
    story.world.keeper.recognises(story.world.school.did, "ROC Voorbeeldstad", recognised(*kinds))
    story.world.school.rotate_key()
    return receipt_by(story.world.school, story.content)


def _by_the_issuer_under_another_name(story: Story) -> JsonObject:
    story.world.keeper.closes(story.world.school.did, CHECKER)
    return story.receipt()


def _a_certificate(story: Story) -> JsonObject:
    return story.world.school.issue(DIPLOMA)


def _nonsense(story: Story) -> JsonObject:
    return {"type": ["VerifiableCredential", "VerificationReceipt"]}


CASES: dict[str, tuple[Callable[[Story], JsonObject], str]] = {
    "of another document": (_of_another, "receipt.other_document"),
    "of a check that failed": (_failed_then, "receipt.not_passed"),
    "of a check that could not be made": (_unreachable_then, "receipt.not_passed"),
    "of a check whose proof failed": (_passed_over_a_failed_proof, "receipt.not_passed"),
    "of a check of nothing": (_says_nothing, "receipt.not_passed"),
    "by a stranger": (_by_a_stranger, "receipt.not_recognised"),
    "by a party recognised for certificates": (_by_a_recognised_school, "receipt.not_recognised"),
    "by a verifier recognised later": (_recognised_later, "receipt.not_recognised"),
    "by a verifier no longer recognised": (_recognised_before, "receipt.not_recognised"),
    "by a verifier whose recognition was annulled": (_annulled, "receipt.not_recognised"),
    "forged in the name of a verifier": (_forged, "receipt.not_signed"),
    "changed": (_changed, "receipt.not_signed"),
    "unsigned": (_unsigned, "receipt.not_signed"),
    "signed by another party too": (_with_a_second_signature, "receipt.not_signed"),
    "shown in part": (_in_part, "receipt.not_signed"),
    "by a lost key": (_by_a_lost_key, "receipt.key_revoked"),
    "from after the loss": (_from_after_the_loss, "receipt.too_late"),
    "signed after the loss": (_signed_after_the_loss, "receipt.too_late"),
    "at the moment of the loss": (_at_the_moment_of_the_loss, "receipt.too_late"),
    "without a moment": (_undated, "receipt.too_late"),
    "by the issuer itself": (_by_the_issuer, "receipt.not_independent"),
    "by who came after the issuer": (_by_the_issuer_under_another_name, "receipt.not_independent"),
    "a certificate": (_a_certificate, "receipt.unreadable"),
    "nonsense": (_nonsense, "receipt.unreadable"),
}


@pytest.mark.parametrize("name", CASES)
def test_pf_10_what_is_no_evidence_saves_nothing_and_says_why(story: Story, name: str) -> None:
    make, code = CASES[name]
    receipt = make(story)
    story.loses_key()

    result = story.world.verify(story.document, earlier=handed_over(receipt, story.document))

    assert (result.check("proof").outcome, result.check("proof").code) == (Outcome.FAILED, code)
    assert result.outcome is Outcome.FAILED
    assert not result.content_is_proven


def test_pf_10_a_document_that_says_to_be_younger_than_its_receipt_stays_lost(story: Story) -> None:
    """The proof names a moment after the loss, so the receipt that names an earlier one can't be right."""
    document = story.world.school.issue(DIPLOMA, at=NOW + timedelta(days=20))
    receipt = receipt_by(
        story.checker,
        replace(story.content, file_digest=content_of_check(story.world, serialize(document)).file_digest),
    )
    story.loses_key()
    assert story.proof(receipt, document).code == "receipt.too_late"


def test_a_receipt_by_a_second_party_that_signed_the_document_is_not_independent(story: Story) -> None:
    document = story.checker.sign(story.world.school.issue(DIPLOMA))
    receipt = receipt_by(story.checker, content_of_check(story.world, serialize(document)))
    story.loses_key()
    assert story.proof(receipt, document).code == "receipt.not_independent"


def test_a_keeper_that_may_not_vouch_for_verifiers_makes_no_receipt_count(story: Story) -> None:
    receipt = story.receipt()
    story.loses_key()
    keeper = story.world.keeper
    story.world.trust_lists = story.world.trusting(
        TrustAnchor(keeper.did, keeper.url, EVERY_KIND - {"VerificationReceipt"})
    )
    assert story.proof(receipt).code == "receipt.not_recognised"


def test_a_register_out_of_reach_leaves_it_open(story: Story) -> None:
    receipt = story.receipt()
    story.loses_key()
    story.world.network.unreachable.add(story.world.keeper.url)
    found = story.proof(receipt)
    assert (found.outcome, found.code) == (Outcome.INDETERMINATE, "receipt.register_unreachable")


def test_a_verifier_out_of_reach_leaves_it_open(story: Story) -> None:
    receipt = story.receipt()
    story.loses_key()
    story.world.network.pages = {
        url: page for url, page in story.world.network.pages.items() if "controle-voorbeeld" not in url
    }
    found = story.proof(receipt)
    assert (found.outcome, found.code) == (Outcome.INDETERMINATE, "receipt.unreachable")


def test_nothing_is_fetched_for_a_party_that_no_register_recognises(story: Story) -> None:
    forged, by_stranger = _forged(story), _by_a_stranger(story)
    story.loses_key()
    story.world.network.asked.clear()

    assert story.proof(forged).code == "receipt.not_signed"
    assert story.proof(by_stranger).code == "receipt.not_recognised"
    assert not any("onbekend-voorbeeld" in url for url in story.world.network.asked)


def test_a_receipt_is_not_looked_at_while_the_key_is_in_use(story: Story) -> None:
    found = story.proof({"type": "nonsense"})
    assert (found.outcome, found.code) == (Outcome.PASSED, "proof.holds")


def test_a_receipt_does_nothing_for_a_key_that_expired(story: Story) -> None:
    receipt = story.receipt()
    school = story.world.school
    school.methods[-1] = replace(school.methods[-1], expires=NOW + timedelta(days=5))
    school.publish_keys()
    story.world.clock.passes(days=10)
    story.world.look_again()
    assert story.proof(receipt).code == "proof.key_expired"


@pytest.mark.parametrize(
    ("handed_in", "code"),
    [
        (b"", "receipt.unreadable"),
        (b"\x00\xff", "receipt.unreadable"),
        (b"https://controle-voorbeeld.example/", "receipt.unreadable"),
        (b"[]", "receipt.unreadable"),
        (b"{}", "receipt.unreadable"),
        (b"%PDF-1.7", "receipt.unreadable"),
        (b"[" * 100_000, "receipt.unreadable"),
        (b'{"type":"' + b"x" * MAX_RECEIPT_BYTES + b'"}', "receipt.too_large"),
        (b'{"type":"' + b"x" * 2_000_000 + b'"}', "receipt.unreadable"),
    ],
    ids=["nothing", "bytes", "link", "array", "empty", "pdf", "deep", "large", "huge"],
)
def test_what_is_no_receipt_is_refused_at_the_door(handed_in: bytes, code: str) -> None:
    with pytest.raises(ReceiptError) as refused:
        read_receipt(handed_in)
    assert refused.value.code == code


def test_a_receipt_is_read_as_it_was_given(story: Story) -> None:
    receipt = story.receipt()
    assert read_receipt(serialize(receipt)) == receipt
    assert read_receipt(receipt) == receipt
