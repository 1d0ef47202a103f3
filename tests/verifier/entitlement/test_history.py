"""What documents count, once, for one person, as of a day; and whose word they are."""

import copy
from datetime import date, timedelta
from typing import Any

import pytest

from schemas.documents import JsonObject
from tests.ecosystem import DIPLOMA
from tests.verifier.entitlement import people
from tests.verifier.entitlement.people import FATIMA, SAMIRA, TODAY, degree, mbo, statement, verified, world
from verifier.entitlement import Basis, Declared, LawOutcome, Target, assess, current_law, read_history
from verifier.entitlement.history import Dismissal
from verifier.errors import VerificationError


def signed_again(document: JsonObject, **members: Any) -> JsonObject:
    unsigned = {key: value for key, value in copy.deepcopy(document).items() if key != "proof"}
    return world().school.sign({**unsigned, **members})


def test_copies_of_one_award_count_once() -> None:
    first = mbo("3", date(2017, 7, 6), SAMIRA)
    again = signed_again(first, id="urn:uuid:99999999-1111-4111-8111-111111111111")

    history = read_history([verified(first), verified(again)], on=TODAY)

    assert len(history.holdings) == 1
    assert [(each.credential, each.reason) for each in history.dismissed] == [(again["id"], Dismissal.COPY)]


def test_a_corrected_award_takes_the_place_of_the_former_one() -> None:
    wrong = degree("bachelor", date(2007, 8, 31), FATIMA)
    right = signed_again(degree("ad", date(2007, 8, 31), FATIMA), replacesAward=wrong["awardId"])

    history = read_history([verified(wrong), verified(right)], on=TODAY)

    assert [each.levels for each in history.holdings] == [("ad",)]
    assert [each.reason for each in history.dismissed] == [Dismissal.REPLACED]


def test_another_issuer_can_not_replace_an_award() -> None:
    hers = degree("master", date(2009, 8, 31), FATIMA)
    unsigned = {
        key: value for key, value in degree("ad", date(2007, 8, 31), FATIMA).items() if key != "proof"
    }
    unsigned |= {"replacesAward": hers["awardId"]}
    issuer = unsigned["issuer"]
    assert isinstance(issuer, dict)
    issuer["id"] = world().branch.did
    for entry in unsigned["credentialStatus"]:  # type: ignore[union-attr]
        entry["statusListCredential"] = world().branch.list_url(entry["statusPurpose"])  # type: ignore[index,call-overload]
    other = world().branch.sign(unsigned)

    history = read_history([verified(hers), verified(other)], on=TODAY)

    assert ("master",) in [each.levels for each in history.holdings]


@pytest.mark.parametrize("days", [0, 1])
def test_what_is_of_after_the_day_does_not_count(days: int) -> None:
    awarded = date(2017, 7, 6)

    history = read_history([verified(mbo("2", awarded, SAMIRA))], on=awarded - timedelta(days=days))

    assert bool(history.holdings) is (days == 0)
    assert [each.reason for each in history.dismissed] == [Dismissal.LATER] * days


def test_a_document_of_somebody_else_does_not_count() -> None:
    hers = [verified(mbo("2", date(2017, 7, 6), SAMIRA)), verified(mbo("3", date(2018, 7, 6), SAMIRA))]
    other = verified(degree("master", date(2009, 8, 31), FATIMA))

    history = read_history([other, *hers], on=TODAY)

    assert history.born == SAMIRA
    assert [each.levels for each in history.holdings] == [("mbo-2",), ("mbo-3",)]
    assert [each.reason for each in history.dismissed] == [Dismissal.OTHER_PERSON]


def test_an_issuer_whom_no_register_knows_counts_as_an_own_word() -> None:
    unsigned = {
        key: value for key, value in degree("master", date(2009, 8, 31), FATIMA).items() if key != "proof"
    }
    issuer = unsigned["issuer"]
    assert isinstance(issuer, dict)
    issuer["id"] = world().stranger.did
    for entry in unsigned["credentialStatus"]:  # type: ignore[union-attr]
        entry["statusListCredential"] = world().stranger.list_url(entry["statusPurpose"])  # type: ignore[index,call-overload]
    history = read_history([verified(world().stranger.sign(unsigned))], on=TODAY)

    assert [each.basis for each in history.holdings] == [Basis.STATED]
    found = {each.target: each for each in assess(history, Declared(), on=TODAY, rules=current_law())}
    assert found[Target.MASTER].outcome is LawOutcome.NO_RIGHT
    assert found[Target.MASTER].rests_on_own_word


def test_a_revoked_diploma_never_gets_this_far() -> None:
    document = world().school.issue(DIPLOMA, holder=world().samira)
    world().school.revoke(document)
    world().look_again()

    with pytest.raises(VerificationError):
        verified(document)


@pytest.mark.parametrize(
    ("document", "levels"),
    [
        (lambda: mbo("1", date(2017, 7, 6), SAMIRA), ("mbo-1",)),
        (lambda: mbo("4", date(2017, 7, 6), SAMIRA), ("mbo-4",)),
        (lambda: mbo("5", date(2017, 7, 6), SAMIRA), ("mbo-4",)),  # a specialist programme
        (lambda: degree("ad", date(2017, 7, 6), SAMIRA), ("ad",)),
        (lambda: degree("master", date(2000, 7, 6), SAMIRA, graad="Doctoraal"), ("bachelor", "master")),
        (lambda: people.secondary("vwo-diploma", "4", date(2003, 6, 1), SAMIRA), ("vwo",)),
    ],
    ids=["entree", "mbo 4", "mbo 4 specialist", "ad", "doctoraal", "vwo"],
)
def test_levels_come_from_the_document(document: Any, levels: tuple[str, ...]) -> None:
    (holding,) = read_history([verified(document())], on=TODAY).holdings

    assert holding.levels == levels


def test_nobody_shows_nothing() -> None:
    history = read_history([], on=TODAY)

    assert (history.holdings, history.statements, history.born) == ((), (), None)


def test_a_supposed_diploma_is_never_proven() -> None:
    shown = verified(statement(SAMIRA, date(2026, 6, 20)))
    history = read_history([shown], on=TODAY).supposing("bachelor", TODAY)

    assert [each.basis for each in history.holdings] == [Basis.STATED]


def test_a_document_that_is_not_surely_hers_counts_as_her_own_word() -> None:
    shown = verified(statement(SAMIRA, date(2026, 6, 20)))
    diploma = verified(mbo("3", date(2017, 7, 6), SAMIRA))
    names = {str(shown.credential.id), str(diploma.credential.id)}

    history = read_history([shown, diploma], on=TODAY, doubted=names)

    assert [each.basis for each in history.holdings] == [Basis.STATED]
    assert history.statements == ()
