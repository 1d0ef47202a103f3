"""What holds for any history and any answers."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.inschrijvingsverklaring import Coverage, Enrolment, octobers_between
from verifier.entitlement import (
    Basis,
    Declared,
    History,
    LawOutcome,
    ProposalOutcome,
    assess,
    current_law,
    ser_proposal,
)
from verifier.entitlement.history import Holding, Statement
from verifier.entitlement.questions import MOST_QUESTIONS, worth_asking

DAYS = st.dates(date(2014, 1, 1), date(2030, 12, 31))
MAYBE = st.none() | st.booleans()
LEVELS = ("mbo-1", "mbo-2", "mbo-3", "mbo-4", "havo", "vwo", "ad", "bachelor", "master")
PROGRAMMES = ("vo", "entree", "mbo-2", "mbo-3", "mbo-4", "ad", "bachelor", "master")
OPENNESS = {
    LawOutcome.NO_RIGHT: 0,
    LawOutcome.UNKNOWN: 1,
    LawOutcome.LIKELY: 2,
    LawOutcome.RIGHT: 3,
    ProposalOutcome.NOT_USABLE: 0,
    ProposalOutcome.UNKNOWN: 1,
    ProposalOutcome.PROPOSED: 2,
}
SETS: list[Any] = [current_law(), ser_proposal()]

declared = st.builds(
    Declared,
    degrees=st.none() | st.frozensets(st.sampled_from(("bachelor", "master"))),
    care_or_education_degree=MAYBE,
    meets_nationality_rule=MAYBE,
    mbo_octobers=st.none() | st.frozensets(st.integers(2010, 2030), max_size=3),
    initial_education_finished=MAYBE,
    works=MAYBE,
    has_start_qualification=MAYBE,
    gets_student_finance=MAYBE,
    born=st.none() | st.dates(date(1940, 1, 1), date(2012, 1, 1)),
)
holdings = st.builds(
    Holding,
    credential=st.sampled_from(("urn:a", "urn:b")),
    levels=st.sampled_from(LEVELS).map(lambda level: (level,)),
    awarded=st.dates(date(1985, 1, 1), date(2014, 1, 1)),
    funded=st.booleans(),
    phase=st.just("initieel"),
    basis=st.sampled_from(Basis),
)


@st.composite
def enrolments(draw: st.DrawFn) -> Enrolment:
    since = draw(st.dates(date(1992, 1, 1), date(2030, 1, 1)))
    until = draw(st.none() | st.integers(0, 2000).map(lambda days: since + timedelta(days=days)))
    octobers = tuple(octobers_between(since, until or date(2031, 1, 1)))
    programme, field = draw(st.sampled_from(PROGRAMMES)), draw(st.sampled_from((None, "onderwijs", "overig")))
    funded, completed = draw(st.booleans()), until is not None and draw(st.booleans())
    phase = draw(st.sampled_from(("initieel", "postinitieel")))
    return Enrolment("S", "N", programme, field, funded, phase, since, until, octobers, completed, "")


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    until = draw(DAYS)
    sectors = draw(st.sets(st.sampled_from(("vo", "mbo", "ho"))))
    coverage = tuple(Coverage(each, date(1991, 9, 1), until, "") for each in sorted(sectors))
    return Statement("urn:s", until, draw(MAYBE), coverage, tuple(draw(st.lists(enrolments(), max_size=3))))


histories = st.builds(
    History,
    born=st.none() | st.dates(date(1940, 1, 1), date(2012, 1, 1)),
    holdings=st.lists(holdings, max_size=3).map(tuple),
    statements=st.lists(statements(), max_size=2).map(tuple),
)


@given(histories, declared, DAYS)
@settings(deadline=None)
def test_a_right_rests_on_documents_and_stays_when_own_words_are_left_out(
    history: History, said: Declared, on: date
) -> None:
    silent = assess(history, Declared(), on=on, rules=current_law())

    for found, without in zip(assess(history, said, on=on, rules=current_law()), silent, strict=True):
        if found.outcome is LawOutcome.RIGHT:
            assert not found.rests_on_own_word
            assert found.counted
            assert without.outcome is LawOutcome.RIGHT


@given(declared, DAYS)
@settings(deadline=None)
def test_own_words_alone_never_give_a_right(said: Declared, on: date) -> None:
    outcomes = {found.outcome for found in assess(History(), said, on=on, rules=current_law())}

    assert LawOutcome.RIGHT not in outcomes


@given(histories, declared, DAYS, holdings)
@settings(deadline=None)
def test_one_more_diploma_never_opens_anything(
    history: History, said: Declared, on: date, more: Holding
) -> None:
    with_it = History(born=history.born, holdings=(*history.holdings, more), statements=history.statements)

    for rules in SETS:
        before = assess(history, said, on=on, rules=rules)
        after = assess(with_it, said, on=on, rules=rules)
        for one, other in zip(before, after, strict=True):
            assert OPENNESS[other.outcome] <= OPENNESS[one.outcome], (one, other)


@given(histories, declared, DAYS)
@settings(deadline=None)
def test_the_day_decides_which_version_of_a_rule_speaks(history: History, said: Declared, on: date) -> None:
    for rules in SETS:
        for found in assess(history, said, on=on, rules=rules):
            assert found.rule is None or found.rule.is_in_force(on)
            assert all(note.rule.is_in_force(on) for note in found.notes)
            assert found.rule is None or found.rule in rules.rules
            assert type(found.outcome) is type(rules.scale.unknown)


@given(histories, declared, DAYS)
@settings(deadline=None)
def test_an_unknown_outcome_says_what_is_lacking(history: History, said: Declared, on: date) -> None:
    for rules in SETS:
        for found in assess(history, said, on=on, rules=rules):
            if found.text == "undecided" and found.rule is not None and not found.rule.otherwise_unknown:
                assert found.lacking


@given(histories, declared, DAYS)
@settings(deadline=None, max_examples=30)
def test_a_question_is_asked_only_if_an_answer_matters_and_never_too_many(
    history: History, said: Declared, on: date
) -> None:
    for rules in SETS:
        asked = worth_asking(history, said, on=on, rules=rules)
        assert len(asked) <= MOST_QUESTIONS
        assert all(getattr(said, question.member) is None for question in asked)
