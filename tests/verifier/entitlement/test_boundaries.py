"""Both sides of every day and age on which an outcome turns, and the traps of the source."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from schemas.inschrijvingsverklaring import Coverage, Enrolment, octobers_between
from verifier.entitlement import (
    Basis,
    Declared,
    History,
    LawOutcome,
    ProposalOutcome,
    Target,
    assess,
    current_law,
    ser_proposal,
)
from verifier.entitlement.assessing import NO_RULE, Conclusion
from verifier.entitlement.conditions import october_years
from verifier.entitlement.history import Dismissal, Holding, Statement

RIGHT, LIKELY, NO_RIGHT, UNKNOWN = LawOutcome
PROPOSED, NOT_USABLE, UNDECIDED = ProposalOutcome
NOTHING = Declared()


def law(history: History, target: Target, on: date, declared: Declared = NOTHING) -> Conclusion[LawOutcome]:
    found = assess(history, declared, on=on, rules=current_law())
    return next(each for each in found if each.target is target)


def proposal(
    history: History, target: Target, on: date, declared: Declared = NOTHING
) -> Conclusion[ProposalOutcome]:
    found = assess(history, declared, on=on, rules=ser_proposal())
    return next(each for each in found if each.target is target)


def holding(*levels: str, awarded: date = date(2012, 7, 1), funded: bool = True) -> Holding:
    return Holding("urn:diploma", levels, awarded, funded, "initieel", Basis.PROVEN)


def enrolled(
    programme: str,
    since: date,
    until: date | None,
    *,
    completed: bool = True,
    funded: bool = True,
    field: str | None = "overig",
    phase: str = "initieel",
) -> Enrolment:
    octobers = tuple(octobers_between(since, until or date(2030, 1, 1)))
    return Enrolment(
        "ROC", "Opleiding", programme, field, funded, phase, since, until, octobers, completed, ""
    )


def stated(until: date, enrolments: Iterable[Enrolment] = (), *, nationality: bool | None = True) -> History:
    coverage = tuple(Coverage(sector, date(1991, 9, 1), until, "") for sector in ("vo", "mbo", "ho"))
    statement = Statement("urn:statement", until, nationality, coverage, tuple(enrolments))
    return History(statements=(statement,))


def born(day: date) -> History:
    return History(born=day, born_from=("urn:diploma",))


# The three-year rule, and what came after it.

MBO_TO_2015 = enrolled("mbo-3", date(2013, 8, 1), date(2015, 7, 1))  # 1 October 2013 and 2014


@pytest.mark.parametrize(
    ("on", "outcome", "rule"),
    [
        (date(2014, 12, 31), UNKNOWN, None),
        (date(2017, 10, 1), LIKELY, "R5c"),  # counted on that day: 2016, 2015, 2014
        (date(2017, 10, 2), RIGHT, "R5"),  # counted a year later: 2017, 2016, 2015
        (date(2018, 12, 31), RIGHT, "R5"),
        (date(2019, 1, 1), LIKELY, "R5d"),
    ],
)
def test_three_octobers_without_mbo_open_mbo_until_the_rule_was_abolished(
    on: date, outcome: LawOutcome, rule: str | None
) -> None:
    found = law(stated(on, [MBO_TO_2015]), Target.MBO_3, on)

    assert (found.outcome, found.rule and found.rule.id) == (outcome, rule)


@pytest.mark.parametrize(("on", "outcome"), [(date(2016, 10, 1), LIKELY), (date(2016, 10, 2), RIGHT)])
def test_entree_looks_back_two_years(on: date, outcome: LawOutcome) -> None:
    assert law(stated(on, [MBO_TO_2015]), Target.ENTREE, on).outcome is outcome


def test_the_years_that_count_turn_after_the_first_of_october() -> None:
    assert october_years(date(2018, 10, 1), 3) == (2017, 2016, 2015)
    assert october_years(date(2018, 10, 2), 3) == (2018, 2017, 2016)
    assert october_years(date(2018, 1, 1), 2) == (2017, 2016)


def test_a_08_6_years_of_mbo_do_not_count_but_the_days_1_october_do() -> None:
    """The advice says "no mbo in three years"; the law counts one day a year."""
    between = enrolled("mbo-2", date(2016, 10, 2), date(2017, 9, 30), completed=False)
    assert between.octobers == ()

    assert law(stated(date(2018, 6, 1), [between]), Target.MBO_2, date(2018, 6, 1)).outcome is RIGHT


def test_mbo_that_the_state_did_not_pay_for_does_not_count() -> None:
    private = enrolled("mbo-2", date(2015, 8, 1), date(2017, 7, 1), funded=False)

    assert law(stated(date(2018, 6, 1), [private]), Target.MBO_2, date(2018, 6, 1)).outcome is RIGHT


def test_without_a_history_the_three_year_rule_decides_nothing() -> None:
    assert law(History(), Target.MBO_2, date(2018, 6, 1)).outcome is UNKNOWN
    assert law(History(holdings=(holding("mbo-3"),)), Target.MBO_2, date(2018, 6, 1)).outcome is UNKNOWN


@pytest.mark.parametrize(("years", "outcome"), [({2014}, LIKELY), ({2015}, LIKELY), (set(), LIKELY)])
def test_her_own_word_about_octobers_makes_mbo_likely(years: set[int], outcome: LawOutcome) -> None:
    found = law(History(), Target.MBO_2, date(2018, 6, 1), Declared(mbo_octobers=frozenset(years)))

    assert (found.outcome, found.rests_on_own_word) == (outcome, True)
    assert found.rule is not None
    assert found.rule.id == ("R5c" if 2015 in years else "R5")


YEARS_FREE = [enrolled("mbo-2", date(2007, 8, 1), date(2008, 7, 1))]


def mbo_until_2017(first: int, programme: str = "mbo-3") -> Enrolment:
    return enrolled(programme, date(first, 8, 1), date(2017, 7, 1), completed=False)


@pytest.mark.parametrize(
    ("first", "outcome", "text"),
    [
        (2016, LIKELY, "less-funding"),  # one year: the next is the second
        (2012, LIKELY, "less-funding"),  # five: the next is the sixth, at half the money
        (2011, NO_RIGHT, "closed.mbo-years"),  # six: the next would be the seventh
        (2009, NO_RIGHT, "closed.mbo-years"),
    ],
)
def test_a_seventh_year_of_mbo_brought_the_school_nothing(first: int, outcome: LawOutcome, text: str) -> None:
    on = date(2017, 9, 1)
    found = law(stated(on, [mbo_until_2017(first), *YEARS_FREE]), Target.MBO_3, on)

    assert (found.outcome, found.text, found.rests_on_own_word) == (outcome, text, False)


def test_three_free_octobers_begin_the_years_anew() -> None:
    on = date(2017, 9, 1)
    before = enrolled("mbo-2", date(2007, 8, 1), date(2012, 7, 1))  # 2007 to 2011

    again = law(stated(on, [before, mbo_until_2017(2015)]), Target.MBO_3, on)  # free: 2012, 2013, 2014
    on_and_on = law(stated(on, [before, mbo_until_2017(2014)]), Target.MBO_3, on)  # free: 2012, 2013

    assert (again.outcome, on_and_on.outcome) == (LIKELY, NO_RIGHT)


@pytest.mark.parametrize(
    ("first", "outcome", "text"),
    [(2016, LIKELY, "less-funding"), (2015, NO_RIGHT, "closed.mbo-years")],
)
def test_entree_has_two_years(first: int, outcome: LawOutcome, text: str) -> None:
    on = date(2017, 9, 1)
    found = law(stated(on, [mbo_until_2017(first, "entree")]), Target.ENTREE, on)

    assert (found.outcome, found.text) == (outcome, text)


def test_without_a_register_six_years_can_be_proven_and_fewer_can_not() -> None:
    on = date(2017, 9, 1)

    def school(first: int) -> History:
        return History(statements=(Statement("urn:school", on, None, (), (mbo_until_2017(first),)),))

    assert law(school(2011), Target.MBO_3, on).outcome is NO_RIGHT
    assert law(school(2012), Target.MBO_3, on).outcome is UNKNOWN


@pytest.mark.parametrize("on", [date(2018, 12, 31), date(2019, 1, 1)])
def test_the_years_count_until_the_cascade_ended(on: date) -> None:
    long = enrolled("mbo-3", date(2011, 8, 1), date(2018, 11, 1), completed=False)

    expected = NO_RIGHT if on.year == 2018 else LIKELY
    assert law(stated(on, [long]), Target.MBO_3, on).outcome is expected


@pytest.mark.parametrize(
    ("held", "noted"),
    [
        ("mbo-1", set()),
        ("mbo-2", {Target.ENTREE}),
        ("mbo-3", {Target.ENTREE, Target.MBO_2}),
        ("mbo-4", {Target.ENTREE, Target.MBO_2, Target.MBO_3}),
        ("havo", set()),
    ],
)
def test_a_lower_diploma_than_one_has_is_worth_nothing_to_the_school(held: str, noted: set[Target]) -> None:
    history = History(holdings=(holding(held),))
    found = assess(history, NOTHING, on=date(2026, 7, 1), rules=current_law())
    notes = {each.target: note.rule for each in found for note in each.notes if note.text == "diploma-value"}

    assert set(notes) == noted
    for rule in notes.values():
        assert not rule.period_is_certain()
        assert rule.confidence(date(2026, 7, 1)) == "read-earlier"


# Degrees.


@pytest.mark.parametrize(("awarded", "outcome"), [(date(1991, 8, 31), RIGHT), (date(1991, 9, 1), NO_RIGHT)])
def test_degrees_count_from_1_september_1991(awarded: date, outcome: LawOutcome) -> None:
    on = date(2026, 7, 1)
    history = History(holdings=(holding("bachelor", awarded=awarded),), statements=stated(on).statements)

    found = law(history, Target.BACHELOR, on)

    assert found.outcome is outcome
    assert [each.reason for each in found.dismissed] == [Dismissal.TOO_OLD] * (outcome is RIGHT)


def test_a_degree_that_the_state_did_not_pay_for_uses_nothing_up() -> None:
    on = date(2026, 7, 1)
    history = History(holdings=(holding("bachelor", funded=False),), statements=stated(on).statements)

    found = law(history, Target.BACHELOR, on)

    assert found.outcome is RIGHT
    assert [each.reason for each in found.dismissed] == [Dismissal.NOT_FUNDED]


def test_the_rights_to_a_bachelor_and_to_a_master_are_separate() -> None:
    on = date(2026, 7, 1)
    bachelor = History(holdings=(holding("bachelor"),), statements=stated(on).statements)
    master = History(holdings=(holding("master"),), statements=stated(on).statements)

    assert (law(bachelor, Target.BACHELOR, on).outcome, law(bachelor, Target.MASTER, on).outcome) == (
        NO_RIGHT,
        RIGHT,
    )
    assert (law(master, Target.BACHELOR, on).outcome, law(master, Target.MASTER, on).outcome) == (
        RIGHT,
        NO_RIGHT,
    )
    assert "per-degree" in [note.text for note in law(master, Target.BACHELOR, on).notes]


def test_a_doctoraal_counts_as_both() -> None:
    on = date(2026, 7, 1)
    history = History(holdings=(holding("bachelor", "master"),), statements=stated(on).statements)

    assert law(history, Target.BACHELOR, on).outcome is NO_RIGHT
    assert law(history, Target.MASTER, on).outcome is NO_RIGHT


def test_an_associate_degree_does_not_use_the_right_to_a_bachelor() -> None:
    on = date(2026, 7, 1)
    history = History(holdings=(holding("ad"),), statements=stated(on).statements)

    assert law(history, Target.BACHELOR, on).outcome is RIGHT


def test_the_nationality_that_the_advice_leaves_out_decides() -> None:
    on = date(2026, 7, 1)

    found = law(stated(on, nationality=False), Target.BACHELOR, on)
    assert (found.outcome, found.text) == (NO_RIGHT, "closed.nationality")
    assert law(stated(on, nationality=None), Target.BACHELOR, on).outcome is UNKNOWN
    said = law(stated(on, nationality=None), Target.BACHELOR, on, Declared(meets_nationality_rule=True))
    assert (said.outcome, said.rests_on_own_word) == (LIKELY, True)


@pytest.mark.parametrize(("on", "outcome"), [(date(2026, 8, 1), RIGHT), (date(2026, 8, 2), UNKNOWN)])
def test_a_statement_speaks_of_today_for_a_month(on: date, outcome: LawOutcome) -> None:
    assert law(stated(date(2026, 7, 1)), Target.BACHELOR, on).outcome is outcome


def test_a_degree_in_a_statement_counts_like_a_diploma() -> None:
    on = date(2026, 7, 1)
    done = stated(on, [enrolled("bachelor", date(2008, 9, 1), date(2012, 7, 1))])
    left = stated(on, [enrolled("bachelor", date(2008, 9, 1), date(2012, 7, 1), completed=False)])

    assert law(done, Target.BACHELOR, on).outcome is NO_RIGHT
    assert law(left, Target.BACHELOR, on).outcome is RIGHT


@pytest.mark.parametrize(
    ("on", "completed", "outcome"),
    [
        (date(2017, 5, 10), False, NO_RIGHT),  # a programme that was begun counted
        (date(2017, 5, 11), False, RIGHT),  # only a degree does
        (date(2017, 5, 10), True, NO_RIGHT),
        (date(2017, 5, 11), True, NO_RIGHT),
    ],
)
def test_the_first_time_in_education_or_care_was_read_in_two_ways(
    on: date, completed: bool, outcome: LawOutcome
) -> None:
    care = enrolled(
        "bachelor", date(2008, 9, 1), date(2012, 7, 1), completed=completed, field="gezondheidszorg"
    )

    assert law(stated(on, [care]), Target.SECOND_DEGREE, on).outcome is outcome


def test_a_degree_of_an_unknown_field_leaves_the_second_degree_unknown() -> None:
    on = date(2026, 7, 1)
    unknown = enrolled("bachelor", date(2008, 9, 1), date(2012, 7, 1), field=None)

    assert law(stated(on, [unknown]), Target.SECOND_DEGREE, on).outcome is UNKNOWN


# The levenlanglerenkrediet: 55, then 56, then 57 (A8.2: "30 to 55" and "until 55" are both true).

NO_FINANCE = Declared(gets_student_finance=False)


@pytest.mark.parametrize(
    ("birth", "on", "outcome", "text"),
    [
        (date(1980, 1, 1), date(2017, 8, 31), UNKNOWN, NO_RULE),
        (date(1980, 1, 1), date(2017, 9, 1), LIKELY, "credit-mbo"),
        (date(1987, 9, 2), date(2017, 9, 1), LIKELY, "credit-ho-part-time"),  # 29: higher education only
        (date(1987, 9, 1), date(2017, 9, 1), LIKELY, "credit-mbo"),  # 30 today
        (date(1965, 9, 1), date(2020, 8, 31), LIKELY, "credit-mbo"),  # 54
        (date(1965, 8, 31), date(2020, 8, 31), NO_RIGHT, "closed.age"),  # 55 today
        (date(1965, 8, 31), date(2020, 9, 1), LIKELY, "credit-mbo"),  # 55, and the limit rose
        (date(1964, 9, 1), date(2020, 9, 1), NO_RIGHT, "closed.age"),  # 56
        (date(1968, 8, 31), date(2024, 8, 31), NO_RIGHT, "closed.age"),
        (date(1968, 8, 31), date(2024, 9, 1), LIKELY, "credit-mbo"),
        (date(1967, 9, 1), date(2024, 9, 1), NO_RIGHT, "closed.age"),  # 57
        (date(1968, 2, 29), date(2025, 2, 28), LIKELY, "credit-mbo"),  # 57 on 1 March
        (date(1968, 2, 29), date(2025, 3, 1), NO_RIGHT, "closed.age"),
    ],
)
def test_a_08_2_the_credit_has_an_age_that_rose_and_another_one_for_mbo(
    birth: date, on: date, outcome: LawOutcome, text: str
) -> None:
    found = law(born(birth), Target.CREDIT, on, NO_FINANCE)

    assert (found.outcome, found.text) == (outcome, text)


HBO = replace(holding("bachelor"), is_hbo=True)


@pytest.mark.parametrize(
    ("birth", "holdings", "text"),
    [
        (date(1996, 7, 2), (), "credit-ho-part-time"),  # 29
        (date(1996, 7, 2), (HBO,), "credit-ho"),
        (date(1996, 7, 2), (holding("bachelor"),), "credit-ho-part-time"),  # of a university: not yet
        (date(1996, 7, 2), (holding("bachelor"), holding("master")), "credit-ho"),
        (date(1996, 7, 2), (holding("master"),), "credit-ho-part-time"),
        (date(1996, 7, 2), (holding("ad"),), "credit-ho-part-time"),
        (date(1996, 7, 1), (), "credit-mbo"),  # 30 today
        (date(1996, 7, 1), (HBO,), "credit-mbo"),
    ],
)
def test_below_30_a_full_time_study_needs_a_finished_one(
    birth: date, holdings: tuple[Holding, ...], text: str
) -> None:
    history = replace(born(birth), holdings=holdings)

    found = law(history, Target.CREDIT, date(2026, 7, 1), NO_FINANCE)

    assert (found.outcome, found.text) == (LIKELY, text)


def test_below_30_who_gets_student_finance_is_told_that_and_not_about_her_age() -> None:
    gets_it = Declared(gets_student_finance=True)
    found = law(born(date(2000, 1, 1)), Target.CREDIT, date(2026, 7, 1), gets_it)

    assert (found.outcome, found.text) == (NO_RIGHT, "closed.student-finance")


def test_who_gets_student_finance_gets_no_credit() -> None:
    found = law(born(date(1990, 1, 1)), Target.CREDIT, date(2026, 7, 1), Declared(gets_student_finance=True))

    assert (found.outcome, found.text) == (NO_RIGHT, "closed.student-finance")


def test_the_text_says_when_an_age_is_only_second_hand() -> None:
    found = law(born(date(1990, 1, 1)), Target.CREDIT, date(2026, 7, 1), NO_FINANCE)

    assert found.confidence == "secondary"
    assert found.rule is not None
    assert not found.rule.period_is_certain()


# The proposal.

LEFT_AND_WORKS = Declared(initial_education_finished=True, works=True)


@pytest.mark.parametrize(("on", "outcome"), [(date(2017, 3, 16), UNDECIDED), (date(2017, 3, 17), PROPOSED)])
def test_nothing_was_proposed_before_the_advice(on: date, outcome: ProposalOutcome) -> None:
    assert proposal(born(date(1980, 1, 1)), Target.MBO_4, on, LEFT_AND_WORKS).outcome is outcome


@pytest.mark.parametrize(
    ("birth", "outcome", "noted"),
    [
        (date(1966, 7, 2), PROPOSED, False),  # 59
        (date(1966, 7, 1), PROPOSED, True),  # 60
        (date(1959, 7, 2), PROPOSED, True),  # 66
        (date(1959, 7, 1), NOT_USABLE, True),  # 67
    ],
)
def test_the_balance_ends_shortly_before_the_pension_however_shortly_that_is(
    birth: date, outcome: ProposalOutcome, noted: bool
) -> None:
    found = proposal(born(birth), Target.MBO_4, date(2026, 7, 1), LEFT_AND_WORKS)

    assert found.outcome is outcome
    assert ("pension-margin" in [note.text for note in found.notes]) is noted


@pytest.mark.parametrize(
    ("birth", "has_start_qualification", "outcome"),
    [
        (date(2008, 7, 2), None, NOT_USABLE),  # 17: groenpluk
        (date(2008, 7, 1), None, UNDECIDED),  # 18
        (date(2008, 7, 1), True, NOT_USABLE),
        (date(2008, 7, 1), False, PROPOSED),
    ],
)
def test_a_08_4_initial_education_comes_first_but_not_for_adults_without_a_start_qualification(
    birth: date, has_start_qualification: bool | None, outcome: ProposalOutcome
) -> None:
    declared = Declared(
        initial_education_finished=False, works=True, has_start_qualification=has_start_qualification
    )

    assert proposal(born(birth), Target.MBO_2, date(2026, 7, 1), declared).outcome is outcome


def test_who_does_not_work_has_no_balance_to_use() -> None:
    declared = Declared(initial_education_finished=True, works=False)

    found = proposal(born(date(1980, 1, 1)), Target.MBO_4, date(2026, 7, 1), declared)

    assert (found.outcome, found.text) == (NOT_USABLE, "closed.works")


@pytest.mark.parametrize(("birth", "outcome"), [(date(2001, 7, 2), NOT_USABLE), (date(2001, 7, 1), PROPOSED)])
def test_the_ser_proposes_a_credit_from_25(birth: date, outcome: ProposalOutcome) -> None:
    assert proposal(born(birth), Target.CREDIT, date(2026, 7, 1)).outcome is outcome


def test_a_running_initial_programme_is_proven_by_a_statement() -> None:
    on = date(2026, 7, 1)
    running = stated(on, [enrolled("mbo-3", date(2025, 8, 1), None, completed=False)])
    history = History(born=date(2009, 3, 1), statements=running.statements)

    found = proposal(history, Target.MBO_3, on, LEFT_AND_WORKS)

    assert (found.outcome, found.rests_on_own_word) == (NOT_USABLE, False)
    assert found.counted == ("urn:statement",)


def test_nothing_is_proposed_while_it_is_unknown_whether_a_degree_closes_it() -> None:
    found = proposal(born(date(1980, 1, 1)), Target.BACHELOR, date(2026, 7, 1), LEFT_AND_WORKS)

    assert (found.outcome, found.text) == (UNDECIDED, "undecided")
    assert "degrees" in found.lacking


def test_a_programme_after_initial_education_does_not_keep_anybody_in_it() -> None:
    on = date(2026, 7, 1)
    running = enrolled("mbo-3", date(2025, 8, 1), None, completed=False, phase="postinitieel")
    history = History(born=date(1980, 3, 1), statements=stated(on, [running]).statements)

    found = proposal(history, Target.MBO_4, on, Declared(works=True))

    assert found.outcome is PROPOSED
    assert found.lacking == ("work",)
