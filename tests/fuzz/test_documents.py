"""Documents as anybody may hand them over: read, judged by every policy, and told about."""

import random

from hypothesis import given

from schemas.credential import Credential
from schemas.data_model import check_credential, check_presentation
from schemas.documents import parse, serialize
from schemas.errors import DomainError
from schemas.presentation import Presentation
from schemas.status_list import StatusList
from tests.ecosystem import SHARE_ID, SHARE_ORIGIN
from tests.fuzz.material import (
    CHANCES,
    damaged,
    documents,
    drawn_from,
    forged_token,
    in_bounded_time,
    signed_mutant,
    submission,
    tokens,
    world,
)
from tests.verifier.english import english
from verifier.judging import Judge
from verifier.policy import CONFORMANCE_POLICY, PRODUCT_POLICY, VC_API_POLICY
from verifier.reading import read_submission
from verifier.report import report

POLICIES = (PRODUCT_POLICY, VC_API_POLICY, CONFORMANCE_POLICY)


@given(CHANCES)
def test_damaged_json_is_read_or_refused(chance: random.Random) -> None:
    content = damaged(chance, serialize(chance.choice(documents())))
    with in_bounded_time():
        try:
            read = parse(content)
        except DomainError:
            return
        assert parse(serialize(read)) == read


@given(CHANCES)
def test_damaged_submissions_are_recognised_or_refused(chance: random.Random) -> None:
    whole = chance.choice([*tokens(), *(serialize(document).decode() for document in documents())])
    with in_bounded_time():
        try:
            read_submission(damaged(chance, whole.encode()))
        except DomainError:
            return


@given(CHANCES)
def test_whatever_is_handed_over_is_judged_and_told(chance: random.Random) -> None:
    here, handed_over = world(), submission(chance)
    judge = Judge(
        policy=chance.choice(POLICIES),
        resolver=here.resolver,
        status_lists=here.status_lists,
        trust_lists=here.trust_lists,
    )
    with in_bounded_time():
        judgement = judge.judge(
            handed_over, at=here.clock(), expected_domain=SHARE_ORIGIN, expected_challenge=SHARE_ID
        )
    for translate in (str, english):
        report(judgement, translate=translate)


@given(CHANCES)
def test_what_a_recognised_issuer_signed_is_judged_whatever_it_says(chance: random.Random) -> None:
    signed = signed_mutant(chance) if chance.random() < 0.5 else forged_token(chance).encode()
    with in_bounded_time():
        judgement = world().judge(signed)
    report(judgement, translate=english)


@given(CHANCES)
def test_changed_documents_read_as_what_they_are_or_are_refused(chance: random.Random) -> None:
    document = drawn_from(chance, documents())
    for read in (
        Credential.from_document,
        Presentation.from_document,
        StatusList.from_document,
        check_credential,
        check_presentation,
    ):
        with in_bounded_time():
            try:
                read(document)
            except DomainError:
                continue
