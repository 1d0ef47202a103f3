"""Who may speak as the register, and what a statement of anybody else is worth."""

import copy
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from keys.trust_list import EndReason, Recognition
from schemas.documents import JsonObject
from schemas.inschrijvingsverklaring import REGISTER_SCOPE
from tests.ecosystem import INSCHRIJVINGSVERKLARING, Issuer, recognised
from tests.verifier.entitlement.people import (
    FATIMA,
    SAMIRA,
    TODAY,
    degree,
    enrolment,
    mbo,
    statement,
    verified,
    world,
)
from verifier.entitlement import Declared, History, LawOutcome, Target, assess, current_law, read_history
from verifier.entitlement.history import Dismissal
from verifier.result import Check, Outcome

RIGHT, LIKELY, NO_RIGHT, UNKNOWN = LawOutcome
STATED_ON = date(2026, 6, 20)
NOTHING = Declared()


def found_of(document: JsonObject) -> Check:
    return world().verify(document, presented_by=world().samira.did).check("issuer")


def signed_by(
    issuer: Issuer, document: JsonObject, *, at: datetime | None = None, **subject: Any
) -> JsonObject:
    """Return the same statement as somebody else's word; None takes a member of the subject away."""
    unsigned: Any = {key: value for key, value in copy.deepcopy(document).items() if key != "proof"}
    unsigned["issuer"]["id"] = issuer.did
    for entry in unsigned["credentialStatus"]:
        entry["statusListCredential"] = issuer.list_url(entry["statusPurpose"])
    members = unsigned["credentialSubject"] | subject
    unsigned["credentialSubject"] = {key: value for key, value in members.items() if value is not None}
    return issuer.sign(unsigned, at=at)


def own_records(document: JsonObject) -> JsonObject:
    return signed_by(
        world().school, document, bron="eigen administratie", dekking=None, nationaliteitseis=None
    )


def outcome(history: History, target: Target, declared: Declared = NOTHING) -> LawOutcome:
    found = assess(history, declared, on=TODAY, rules=current_law())
    return next(each.outcome for each in found if each.target is target)


def reasons(history: History) -> list[Dismissal]:
    return [each.reason for each in history.dismissed]


@pytest.fixture
def register_periods() -> Iterator[Any]:
    """Change what the keeper's list says of the register, and put it back."""

    def says(*recognitions: Recognition) -> None:
        world().keeper.recognises(world().register.did, "Register Voorbeeld", *recognitions)
        world().look_again()

    yield says
    says(recognised(INSCHRIJVINGSVERKLARING, standards=[REGISTER_SCOPE]))


def ended(until: date) -> Recognition:
    return recognised(
        INSCHRIJVINGSVERKLARING,
        standards=[REGISTER_SCOPE],
        recognised_until=until,
        end_reason=EndReason.WITHDRAWN,
    )


def test_only_the_register_proves_that_there_is_nothing_else() -> None:
    document = statement(FATIMA, STATED_ON)
    history = read_history([verified(document)], on=TODAY)

    assert found_of(document).code == "issuer.register"
    assert outcome(history, Target.BACHELOR) is RIGHT


def test_a_school_that_claims_to_be_the_register_proves_its_enrolments_and_no_absence() -> None:
    done = enrolment("bachelor", date(2008, 9, 1), date(2012, 7, 1), 2008, 2009, 2010, 2011)
    false = signed_by(world().school, statement(FATIMA, STATED_ON, done))
    found = found_of(false)
    history = read_history([verified(false)], on=TODAY)

    assert (found.outcome, found.code) == (Outcome.WARNING, "issuer.not_the_register")
    assert found.parameters["name"] == "ROC Voorbeeldstad"
    assert reasons(history) == [Dismissal.NOT_THE_REGISTER]
    assert outcome(history, Target.BACHELOR) is NO_RIGHT, "what is in it is proven"
    assert outcome(history, Target.MASTER) is UNKNOWN, "what is not in it is not"
    assert history.statements[0].meets_nationality_rule is None


def test_a_recognition_for_every_standard_is_none_to_speak_as_the_register() -> None:
    everything = recognised(INSCHRIJVINGSVERKLARING)

    assert not everything.covers(INSCHRIJVINGSVERKLARING, REGISTER_SCOPE)
    assert everything.covers(INSCHRIJVINGSVERKLARING, None)
    named = recognised(INSCHRIJVINGSVERKLARING, standards=[REGISTER_SCOPE])
    assert named.covers(INSCHRIJVINGSVERKLARING, REGISTER_SCOPE)
    assert not named.covers(INSCHRIJVINGSVERKLARING, None)


def test_a_stranger_that_claims_to_be_the_register_proves_nothing() -> None:
    history = read_history([verified(signed_by(world().stranger, statement(FATIMA, STATED_ON)))], on=TODAY)

    assert reasons(history) == [Dismissal.NOT_PROVEN]
    assert outcome(history, Target.BACHELOR) is UNKNOWN


@pytest.mark.parametrize(
    ("until", "code", "expected"),
    [
        (date(2026, 6, 20), "issuer.not_recognised", UNKNOWN),  # ended on the day itself
        (date(2026, 6, 21), "issuer.signed_after_recognition", UNKNOWN),  # signed when it had ended
        (date(2026, 7, 1), "issuer.signed_after_recognition", UNKNOWN),
    ],
)
def test_a_register_whose_recognition_ended_no_longer_speaks(
    register_periods: Any, until: date, code: str, expected: LawOutcome
) -> None:
    register_periods(ended(until))
    document = statement(FATIMA, STATED_ON)

    assert found_of(document).code == code
    assert outcome(read_history([verified(document)], on=TODAY), Target.BACHELOR) is expected


def test_what_the_register_said_while_it_was_recognised_stays_said(register_periods: Any) -> None:
    signed = signed_by(
        world().register, statement(FATIMA, STATED_ON), at=datetime(2026, 6, 20, 12, tzinfo=UTC)
    )
    register_periods(ended(date(2026, 6, 25)))

    assert found_of(signed).code == "issuer.register_ended_later"
    assert outcome(read_history([verified(signed)], on=TODAY), Target.BACHELOR) is RIGHT


def test_a_statement_of_somebody_else_proves_nothing_about_her() -> None:
    hers = [
        verified(mbo("2", date(2017, 7, 6), SAMIRA)),
        verified(mbo("3", date(2019, 7, 6), SAMIRA)),
    ]
    history = read_history([*hers, verified(statement(FATIMA, STATED_ON))], on=TODAY)

    assert reasons(history) == [Dismissal.OTHER_PERSON]
    assert outcome(history, Target.BACHELOR) is UNKNOWN


def test_a_statement_that_is_not_surely_hers_proves_nothing() -> None:
    document = verified(statement(FATIMA, STATED_ON))
    history = read_history([document], on=TODAY, doubted={str(document.credential.id)})

    assert reasons(history) == [Dismissal.NOT_PROVEN]
    assert outcome(history, Target.BACHELOR) is UNKNOWN


def test_of_two_statements_that_contradict_each_other_neither_decides() -> None:
    done = enrolment("bachelor", date(2008, 9, 1), date(2012, 7, 1), 2008, 2009, 2010, 2011)
    nothing = verified(statement(FATIMA, STATED_ON))
    school = verified(own_records(statement(FATIMA, STATED_ON, done)))

    for order in ([nothing, school], [school, nothing]):
        history = read_history(order, on=TODAY)
        assert reasons(history) == [Dismissal.CONTRADICTED, Dismissal.CONTRADICTED]
        assert outcome(history, Target.BACHELOR) is UNKNOWN
        said = Declared(degrees=frozenset(), meets_nationality_rule=True)
        assert outcome(history, Target.BACHELOR, said) is LIKELY


def test_a_contradiction_about_one_sector_leaves_the_others_proven() -> None:
    forgotten = enrolment("mbo-3", date(2023, 8, 1), date(2025, 7, 1), 2023, 2024)
    register = verified(statement(FATIMA, STATED_ON))
    school = verified(own_records(statement(FATIMA, STATED_ON, forgotten)))

    history = read_history([register, school], on=TODAY)

    assert {each.sector for each in history.statements[0].coverage} == {"vo", "ho"}
    assert outcome(history, Target.BACHELOR) is RIGHT


@pytest.mark.parametrize("completed", [True, False])
def test_two_administrations_may_differ_in_days_and_names(completed: bool) -> None:
    octobers = (2008, 2009, 2010, 2011)
    ours = enrolment("bachelor", date(2008, 9, 1), date(2012, 7, 1), *octobers, diplomaBehaald=completed)
    theirs = enrolment(
        "bachelor", date(2008, 9, 15), date(2012, 6, 20), *octobers, naam="Bdk", diplomaBehaald=completed
    )
    register = verified(statement(FATIMA, STATED_ON, ours))
    school = verified(own_records(statement(FATIMA, STATED_ON, theirs)))

    history = read_history([register, school], on=TODAY)

    assert history.dismissed == ()
    assert outcome(history, Target.BACHELOR) is (NO_RIGHT if completed else RIGHT)


def test_an_older_statement_of_the_register_is_not_contradicted_by_what_came_later() -> None:
    begun = enrolment("bachelor", date(2025, 9, 1), None, 2025)
    ended_later = enrolment("bachelor", date(2025, 9, 1), date(2026, 6, 15), 2025, diplomaBehaald=False)
    older = verified(statement(FATIMA, date(2026, 2, 1), begun))
    newer = verified(statement(FATIMA, STATED_ON, ended_later))

    assert read_history([older, newer], on=TODAY).dismissed == ()


def test_what_the_state_did_not_pay_for_contradicts_nothing() -> None:
    private = enrolment(
        "bachelor", date(2008, 9, 1), date(2012, 7, 1), 2008, 2009, 2010, 2011, bekostigd=False
    )
    school = verified(own_records(statement(FATIMA, STATED_ON, private)))
    history = read_history([verified(statement(FATIMA, STATED_ON)), school], on=TODAY)

    assert history.dismissed == ()
    assert outcome(history, Target.BACHELOR) is RIGHT


def test_the_newest_word_about_the_nationality_rule_counts() -> None:
    before = verified(statement(FATIMA, date(2026, 6, 1), nationaliteitseis=False))
    after = verified(statement(FATIMA, STATED_ON, nationaliteitseis=True))

    for order in ([before, after], [after, before]):
        assert outcome(read_history(order, on=TODAY), Target.BACHELOR) is RIGHT


def test_a_diploma_stands_whatever_a_list_leaves_out() -> None:
    shown = [verified(degree("bachelor", date(2012, 8, 31), FATIMA)), verified(statement(FATIMA, STATED_ON))]

    assert outcome(read_history(shown, on=TODAY), Target.BACHELOR) is NO_RIGHT
