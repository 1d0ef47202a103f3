"""The typed views of the four kinds, and what is derived from them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from schemas.awards import Person
from schemas.credential import Credential
from schemas.deelcertificaat import Deelcertificaat, has_civil_effect, is_robuust, is_stackable
from schemas.diploma import Diploma
from schemas.documents import JsonObject
from schemas.errors import MalformedDocumentError
from schemas.ervaringscertificaat import Ervaringscertificaat
from schemas.frameworks import Frameworks
from schemas.inschrijvingsverklaring import Inschrijvingsverklaring
from schemas.kinds import KindView, standards_of, view_of
from schemas.vrijstellingsbesluit import Size, VrijstellingsBesluit
from tests.schemas import samples
from tests.schemas.paths import Path, at, changed_at, places, without

SAMIRA = Person("Samira", "Voorbeeld", date(1985, 3, 14))
FOREIGN: JsonObject = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiableCredential"],
    "issuer": "did:web:university.example",
    "credentialSubject": {"id": "did:example:alice"},
}


def viewed(document: JsonObject) -> KindView:
    view = view_of(Credential.from_document(document))
    assert view is not None
    return view


def test_the_legal_date_of_an_ervaringscertificaat_is_that_of_the_agreement() -> None:
    credential = Credential.from_document(samples.ervaringscertificaat())
    assert viewed(samples.ervaringscertificaat()).legal_date == date(2026, 1, 15)
    assert credential.awarded_on == date(2026, 5, 11)


def test_the_legal_date_of_other_kinds_is_that_of_the_award_or_decision() -> None:
    assert viewed(samples.diploma()).legal_date == date(2017, 7, 6)
    assert viewed(samples.deelcertificaat()).legal_date == date(2026, 3, 2)
    assert viewed(samples.vrijstellingsbesluit()).legal_date == date(2026, 6, 18)


def test_standards_are_named_as_trust_lists_name_them() -> None:
    assert standards_of(viewed(samples.diploma())) == ("crebo:25498",)
    assert standards_of(viewed(samples.ervaringscertificaat())) == ("crebo:25491",)
    assert standards_of(viewed(samples.vrijstellingsbesluit())) == ("crebo:25491",)


def test_a_foreign_credential_has_no_view() -> None:
    assert view_of(Credential.from_document(FOREIGN)) is None


def test_a_diploma_is_viewed_with_its_levels_as_text_and_its_marks_as_written() -> None:
    diploma = Diploma.of(Credential.from_document(samples.diploma()))
    assert diploma.person == SAMIRA
    assert diploma.person.full_name == "Samira Voorbeeld"
    assert diploma.achievement.nlqf_level == "2"
    assert diploma.achievement.hours == 3200
    assert diploma.achievement.credits is None
    assert diploma.achievement.identifiers == {"ext:CREBO": "25498"}
    assert diploma.results[0].value == "7,5"
    assert diploma.funded is True
    assert diploma.references[0].valid_from == date(2015, 8, 1)


def test_an_ervaringscertificaat_is_viewed_with_its_steps_in_order_and_its_evidence_per_judgement() -> None:
    certificate = Ervaringscertificaat.of(Credential.from_document(samples.ervaringscertificaat()))
    assert certificate.steps[0] == "intake"
    assert certificate.steps[-1] == "eindgesprek"
    assert [judgement.verdict for judgement in certificate.judgements] == ["erkend", "erkend", "niet-erkend"]
    assert [judgement.parts for judgement in certificate.judgements] == [
        ("B1-K1-W1",),
        ("B1-K1-W2",),
        ("B1-K2-W1",),
    ]
    first = certificate.evidence_for(certificate.judgements[0])
    assert [piece.name for piece in first] == [
        "Referentie van de teamleider",
        "Werkplekbezoek door de assessor",
    ]
    assert (certificate.assessors, certificate.guides, certificate.approvers) == (
        ("A-17",),
        ("B-03",),
        ("G-08",),
    )


def test_a_decision_is_viewed_with_its_sizes_and_its_term() -> None:
    decision = VrijstellingsBesluit.of(Credential.from_document(samples.vrijstellingsbesluit()))
    assert decision.shortening.remaining == Size(4480, None)
    assert decision.appeal.term == timedelta(weeks=2)
    assert [each.verdict for each in decision.decisions] == ["verleend", "afgewezen"]
    assert decision.decisions[0].based_on == (samples.ERVARINGSCERTIFICAAT_ID,)


@pytest.mark.parametrize(
    "document",
    [
        samples.diploma(),
        samples.deelcertificaat(),
        samples.ervaringscertificaat(),
        samples.vrijstellingsbesluit(),
    ],
    ids=lambda document: document["type"][-1],
)
@pytest.mark.parametrize("value", [None, 7, 1.5, True, "", "x", [], {}, [None], [[]], [{}]], ids=repr)
def test_whatever_stands_at_a_place_a_view_is_read_or_refused(document: JsonObject, value: object) -> None:
    for path in places(document):
        try:
            view_of(Credential.from_document(changed_at(document, path, value)))
        except MalformedDocumentError as error:
            found = error.code
            assert found.startswith("document."), path


def part_certificate(**changes: str) -> Deelcertificaat:
    document = samples.deelcertificaat()
    at(document, ("credentialSubject", "achievement")).update(changes)
    return Deelcertificaat.of(Credential.from_document(document))


@pytest.mark.parametrize(
    ("basis", "accredited", "registered", "robuust"),
    [
        ("WEB-7.2.3", False, False, True),
        ("WHW-7.11", True, False, True),
        ("WHW-7.11", False, True, False),
        ("NLQF-ingeschaald", False, True, True),
        ("NLQF-ingeschaald", True, False, False),
        ("Kwaliteitskader-microcredentials-mbo", True, True, False),
        ("NRTO", True, True, False),
        ("geen", True, True, False),
    ],
)
def test_robuust_follows_from_the_ground_in_law_and_facts_from_elsewhere(
    basis: str, accredited: bool, registered: bool, robuust: bool
) -> None:
    certificate = part_certificate(grondslag=basis)
    derived = is_robuust(certificate, programme_accredited=accredited, issuer_registered=registered)
    assert derived is robuust


@pytest.mark.parametrize(
    ("robuust", "recognised", "effect"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_civil_effect_needs_a_robuust_part_and_a_recognised_issuer(
    robuust: bool, recognised: bool, effect: bool
) -> None:
    assert has_civil_effect(robuust=robuust, issuer_recognised=recognised) is effect


def test_a_part_is_stackable_when_its_codes_are_known() -> None:
    assert is_stackable(part_certificate(), Frameworks.shipped())
    assert not is_stackable(part_certificate(), Frameworks.of(()))
    path: Path = ("credentialSubject", "achievement", "kwalificatieRef", 0, "onderdeel")
    unknown = changed_at(samples.deelcertificaat(), path, ["B1-K2", "B9-K9"])
    assert not is_stackable(Deelcertificaat.of(Credential.from_document(unknown)), Frameworks.shipped())


def test_credits_are_exact_numbers_from_text() -> None:
    path: Path = ("credentialSubject", "achievement", "ec")
    document = changed_at(samples.deelcertificaat(), path, "7.5")
    assert Deelcertificaat.of(Credential.from_document(document)).achievement.credits == Decimal("7.5")
    for text in ("NaN", "veel", "Infinity"):
        with pytest.raises(MalformedDocumentError) as caught:
            Deelcertificaat.of(Credential.from_document(changed_at(document, path, text)))
        assert caught.value.code == "document.credits"


def test_a_document_of_ours_has_one_subject_and_a_day_of_award() -> None:
    document = samples.diploma()
    several = {
        **document,
        "credentialSubject": [document["credentialSubject"], document["credentialSubject"]],
    }
    with pytest.raises(MalformedDocumentError) as caught:
        view_of(Credential.from_document(several))
    assert caught.value.code == "document.several_subjects"
    with pytest.raises(MalformedDocumentError) as caught:
        view_of(Credential.from_document(without(document, ("awardedDate",))))
    assert caught.value.code == "document.not_awarded"


def test_a_statement_of_enrolments_says_what_ran_when_and_for_which_periods_that_is_all() -> None:
    statement = Inschrijvingsverklaring.of(Credential.from_document(samples.inschrijvingsverklaring()))

    assert statement.meets_nationality_rule is True
    assert {(each.sector, each.since, each.until) for each in statement.coverage} == {
        (sector, date(1991, 9, 1), date(2026, 6, 1)) for sector in ("vo", "mbo", "ho")
    }
    (enrolment,) = statement.enrolments
    assert (enrolment.sector, enrolment.octobers) == ("mbo", (date(2015, 10, 1), date(2016, 10, 1)))
    assert (statement.references, statement.level, statement.legal_date) == ((), None, date(2026, 6, 1))


@pytest.mark.parametrize(
    ("programme", "sector"),
    [("vo", "vo"), ("entree", "mbo"), ("mbo-4", "mbo"), ("ad", "ho"), ("bachelor", "ho"), ("master", "ho")],
)
def test_every_programme_belongs_to_one_sector(programme: str, sector: str) -> None:
    path: Path = ("credentialSubject", "inschrijving", 0, "soortOpleiding")
    document = changed_at(samples.inschrijvingsverklaring(), path, programme)
    (enrolment,) = Inschrijvingsverklaring.of(Credential.from_document(document)).enrolments
    assert enrolment.sector == sector


def test_a_statement_may_leave_the_nationality_rule_out_and_a_running_enrolment_has_no_end() -> None:
    document = without(samples.inschrijvingsverklaring(), ("credentialSubject", "nationaliteitseis"))
    document = without(document, ("credentialSubject", "inschrijving", 0, "totEnMet"))
    statement = Inschrijvingsverklaring.of(Credential.from_document(document))
    assert statement.meets_nationality_rule is None
    assert statement.enrolments[0].until is None
