"""The rules that JSON Schema can't say: each broken case with its code and place, and lawful neighbours."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from schemas.credential import CredentialKind
from schemas.documents import JsonObject
from schemas.frameworks import Frameworks
from schemas.sentences import TEMPLATES, sentence
from schemas.validation import validate
from schemas.violations import Severity
from tests.schemas import samples
from tests.schemas.paths import at, changed_at

DIPLOMA = CredentialKind.DIPLOMA
PART = CredentialKind.DEELCERTIFICAAT
EVC = CredentialKind.ERVARINGSCERTIFICAAT
DECISION = CredentialKind.VRIJSTELLINGSBESLUIT
STATEMENT = CredentialKind.INSCHRIJVINGSVERKLARING
MAKERS: dict[CredentialKind, Callable[..., JsonObject]] = {
    DIPLOMA: samples.diploma,
    PART: samples.deelcertificaat,
    EVC: samples.ervaringscertificaat,
    DECISION: samples.vrijstellingsbesluit,
    STATEMENT: samples.inschrijvingsverklaring,
}
RESULTS_OF_THE_EVC = 3


@dataclass(frozen=True)
class Case:
    """One change of a sample: `path` (in words of a JSON pointer) gets `value`; a code, or "" when lawful."""

    kind: CredentialKind
    path: str
    value: Any
    code: str
    pointer: str = ""

    def document(self) -> JsonObject:
        document = MAKERS[self.kind]()
        *steps, last = [int(step) if step.isdigit() else step for step in self.path.strip("/").split("/")]
        if self.value is DELETED:
            del at(document, tuple(steps))[last]
            return document
        return changed_at(document, (*steps, last), self.value)


DELETED = object()
SUBJECT = "/credentialSubject"
ACHIEVEMENT = f"{SUBJECT}/achievement"
ENROLMENT, COVERAGE = f"{SUBJECT}/inschrijving/0", f"{SUBJECT}/dekking/0"


def official(identifier: str, role: str) -> list[JsonObject]:
    return [{"type": "EVCFunctionaris", "functionarisId": identifier, "rol": role}]


CASES = [
    # Every award.
    Case(DIPLOMA, "/validFrom", "2017-07-05T21:59:59Z", "schema.valid_before_award", "/validFrom"),
    Case(DIPLOMA, "/validFrom", "2017-07-05T22:00:00Z", ""),  # midnight in Amsterdam
    Case(PART, "/validFrom", "2026-03-01T22:59:59Z", "schema.valid_before_award", "/validFrom"),
    Case(EVC, "/validFrom", "2026-05-10T00:00:00+02:00", "schema.valid_before_award", "/validFrom"),
    Case(
        DIPLOMA,
        f"{SUBJECT}/geboortedatum",
        "2017-07-07",
        "schema.born_after_award",
        f"{SUBJECT}/geboortedatum",
    ),
    Case(DIPLOMA, f"{ACHIEVEMENT}/nlqfNiveau", "3", "schema.level_mismatch", f"{ACHIEVEMENT}/alignment/0"),
    Case(DIPLOMA, f"{ACHIEVEMENT}/eqfNiveau", 3, "schema.level_mismatch", f"{ACHIEVEMENT}/alignment/1"),
    Case(
        EVC,
        f"{ACHIEVEMENT}/alignment/0/targetCode",
        "4+",
        "schema.level_mismatch",
        f"{ACHIEVEMENT}/alignment/0",
    ),
    Case(EVC, f"{ACHIEVEMENT}/alignment/1", DELETED, "schema.level_not_aligned", f"{ACHIEVEMENT}/alignment"),
    Case(
        DIPLOMA,
        f"{ACHIEVEMENT}/otherIdentifier/0/identifier",
        "25499",
        "schema.code_mismatch",
        f"{ACHIEVEMENT}/otherIdentifier",
    ),
    Case(DIPLOMA, f"{ACHIEVEMENT}/sbu", DELETED, "schema.size", ACHIEVEMENT),
    Case(DIPLOMA, f"{ACHIEVEMENT}/ec", "60", "schema.size", ACHIEVEMENT),
    Case(PART, f"{ACHIEVEMENT}/ec", "7.5", "schema.size", ACHIEVEMENT),
    Case(PART, f"{ACHIEVEMENT}/sbu", 2000, ""),
    Case(
        DIPLOMA,
        f"{SUBJECT}/result/0/resultDescription",
        "https://roc.example/other",
        "schema.unknown_result_description",
        f"{SUBJECT}/result/0/resultDescription",
    ),
    Case(
        DIPLOMA, f"{SUBJECT}/result/0/value", "10,5", "schema.value_out_of_range", f"{SUBJECT}/result/0/value"
    ),
    Case(DIPLOMA, f"{SUBJECT}/result/0/value", "0", "schema.value_out_of_range", f"{SUBJECT}/result/0/value"),
    Case(DIPLOMA, f"{SUBJECT}/result/0/value", "10", ""),
    Case(DIPLOMA, f"{SUBJECT}/result/0/value", "goed", ""),  # a mark in words has no range
    Case(DIPLOMA, f"{SUBJECT}/result/0/value", "NaN", ""),
    # An ervaringscertificaat.
    Case(
        EVC,
        f"{SUBJECT}/begeleider",
        official("A-17", "begeleider"),
        "schema.assessor_is_guide",
        f"{SUBJECT}/assessor",
    ),
    Case(
        EVC,
        f"{SUBJECT}/begeleider",
        official(" a-17", "begeleider"),  # the same person, written otherwise
        "schema.assessor_is_guide",
        f"{SUBJECT}/assessor",
    ),
    Case(
        EVC,
        f"{SUBJECT}/begeleider",
        official("B-03", "begeleider") + official("A-17", "begeleider"),
        "schema.assessor_is_guide",
        f"{SUBJECT}/assessor",
    ),
    Case(EVC, f"{SUBJECT}/begeleider", official("A-18", "begeleider"), ""),
    Case(
        EVC,
        f"{SUBJECT}/goedkeurder",
        official("A-17", "goedkeurder"),
        "schema.approver_took_part",
        f"{SUBJECT}/goedkeurder",
    ),
    Case(
        EVC,
        f"{SUBJECT}/goedkeurder",
        official("B-03", "goedkeurder"),
        "schema.approver_took_part",
        f"{SUBJECT}/goedkeurder",
    ),
    Case(
        EVC,
        f"{SUBJECT}/result/0/gebaseerdOp",
        ["urn:uuid:99999999-0000-4000-8000-000000000009"],
        "schema.unknown_evidence",
        f"{SUBJECT}/result/0/gebaseerdOp",
    ),
    Case(
        EVC,
        f"{SUBJECT}/result/0/gebaseerdOp",
        ["urn:uuid:e1e1e1e1-0000-4000-8000-000000000002", "urn:uuid:99999999-0000-4000-8000-000000000009"],
        "schema.unknown_evidence",
        f"{SUBJECT}/result/0/gebaseerdOp",
    ),
    Case(
        EVC,
        f"{SUBJECT}/result/0/gebaseerdOp",
        ["urn:uuid:e1e1e1e1-0000-4000-8000-000000000002"],
        "",
    ),
    Case(
        EVC,
        f"{SUBJECT}/result/0/achievedLevel",
        f"{samples.EVC_PROVIDER}/crebo/25491/B1-K1-W2/erkend",  # a level of another part
        "schema.unknown_level",
        f"{SUBJECT}/result/0/achievedLevel",
    ),
    Case(
        EVC,
        f"{SUBJECT}/result/0/oordeel",
        "gedeeltelijk",
        "schema.verdict_mismatch",
        f"{SUBJECT}/result/0/oordeel",
    ),
    Case(
        EVC,
        f"{SUBJECT}/result/2/achievedLevel",
        f"{samples.EVC_PROVIDER}/crebo/25491/B1-K2-W1/erkend",
        "schema.verdict_mismatch",
        f"{SUBJECT}/result/2/oordeel",
    ),
    Case(EVC, f"{SUBJECT}/result/1", DELETED, "schema.part_without_result", f"{ACHIEVEMENT}/kwalificatieRef"),
    Case(
        EVC,
        f"{ACHIEVEMENT}/kwalificatieRef/0/onderdeel",
        ["B1-K1-W1", "B1-K1-W2"],
        "schema.unlisted_part",
        f"{SUBJECT}/result",
    ),
    Case(
        EVC,
        f"{ACHIEVEMENT}/kwalificatieRef/0/onderdeel",
        ["B1-K1-W1", "B1-K1-W2", "B1-K2-W1", "B1-K2-W2"],
        "schema.part_without_result",
        f"{ACHIEVEMENT}/kwalificatieRef",
    ),
    Case(
        EVC,
        "/evidence/0/datumBewijs",
        "2026-05-12",
        "schema.evidence_after_award",
        "/evidence/0/datumBewijs",
    ),
    Case(EVC, "/evidence/0/datumBewijs", "2026-05-11", ""),  # the day of the award itself
    Case(
        EVC,
        "/evidence/1/id",
        "urn:uuid:e1e1e1e1-0000-4000-8000-000000000001",
        "schema.duplicate_id",
        "/evidence/1",
    ),
    Case(
        EVC,
        "/evidence/0/digestMultibase",
        "z" + "1" * 46,
        "schema.unreadable_digest",
        "/evidence/0/digestMultibase",
    ),
    Case(
        EVC,
        f"{SUBJECT}/datumOvereenkomst",
        "2026-05-12",
        "schema.award_before_agreement",
        "/awardedDate",
    ),
    Case(EVC, f"{SUBJECT}/datumOvereenkomst", "2026-05-11", ""),
    Case(EVC, f"{SUBJECT}/result/0/overgenomenUit", samples.DIPLOMA_ID, ""),
    # A decision on exemptions.
    Case(DECISION, "/validFrom", "2026-06-17T00:00:00+02:00", "schema.valid_before_award", "/validFrom"),
    Case(
        DECISION,
        f"{SUBJECT}/verzoekdatum",
        "2026-06-19",
        "schema.decision_before_request",
        f"{SUBJECT}/besluitdatum",
    ),
    Case(DECISION, f"{SUBJECT}/verzoekdatum", "2026-06-18", ""),
    Case(
        DECISION,
        f"{SUBJECT}/rechtsmiddel/uiterlijk",
        "2026-07-01",
        "schema.appeal_term",
        f"{SUBJECT}/rechtsmiddel/uiterlijk",
    ),
    Case(DECISION, f"{SUBJECT}/rechtsmiddel/uiterlijk", "2026-07-03", ""),
    Case(
        DECISION,
        f"{SUBJECT}/onderdeelbesluit/1/onderdeel",
        "B1-K1-W1",
        "schema.part_decided_twice",
        f"{SUBJECT}/onderdeelbesluit",
    ),
    Case(
        DECISION,
        f"{SUBJECT}/onderdeelbesluit/1/omvangSbu",
        100,
        "schema.rejected_with_size",
        f"{SUBJECT}/onderdeelbesluit/1",
    ),
    Case(
        DECISION,
        f"{SUBJECT}/onderdeelbesluit/0/omvangSbu",
        DELETED,
        "schema.granted_without_size",
        f"{SUBJECT}/onderdeelbesluit/0",
    ),
    Case(
        DECISION,
        f"{SUBJECT}/onderdeelbesluit/0/omvangEc",
        "5",
        "schema.granted_without_size",
        f"{SUBJECT}/onderdeelbesluit/0",
    ),
    Case(
        DECISION,
        f"{SUBJECT}/verkorting/sbuResterend",
        4481,
        "schema.shortening_sum",
        f"{SUBJECT}/verkorting",
    ),
    Case(
        DECISION,
        f"{SUBJECT}/verkorting/sbuResterend",
        4479,
        "schema.shortening_sum",
        f"{SUBJECT}/verkorting",
    ),
    Case(
        DECISION,
        f"{SUBJECT}/onderdeelbesluit/0/omvangSbu",
        300,
        "schema.shortening_parts",
        f"{SUBJECT}/verkorting",
    ),
    Case(DECISION, f"{SUBJECT}/verkorting/sbuTotaal", DELETED, "schema.size", f"{SUBJECT}/verkorting"),
    Case(DECISION, f"{SUBJECT}/verkorting/ecTotaal", "60", "schema.size", f"{SUBJECT}/verkorting"),
    # A statement of enrolments.
    Case(STATEMENT, "/validFrom", "2026-05-31T21:59:59Z", "schema.valid_before_award", "/validFrom"),
    Case(STATEMENT, f"{ENROLMENT}/totEnMet", "2015-07-31", "schema.period_reversed", ENROLMENT),
    Case(STATEMENT, f"{ENROLMENT}/totEnMet", "2026-06-02", "schema.after_reference_date", ENROLMENT),
    Case(STATEMENT, f"{ENROLMENT}/van", "2015-10-01", ""),  # both days count
    Case(STATEMENT, f"{ENROLMENT}/van", "2015-10-02", "schema.october", ENROLMENT),
    Case(STATEMENT, f"{ENROLMENT}/eenOktober", ["2016-10-01"], "schema.october", ENROLMENT),
    Case(STATEMENT, f"{ENROLMENT}/eenOktober", ["2015-10-01", "2016-10-02"], "schema.october", ENROLMENT),
    Case(STATEMENT, f"{COVERAGE}/van", "2026-06-02", "schema.period_reversed", COVERAGE),
    Case(STATEMENT, f"{COVERAGE}/totEnMet", "2026-06-02", "schema.after_reference_date", COVERAGE),
    Case(STATEMENT, f"{COVERAGE}/totEnMet", "2026-05-31", ""),
    Case(
        STATEMENT,
        COVERAGE,
        {"type": "InschrijvingDekking", "sector": "mbo", "van": "2010-01-01", "totEnMet": "2026-05-31"},
        "schema.coverage_twice",
        f"{SUBJECT}/dekking",
    ),
    Case(
        STATEMENT,
        f"{SUBJECT}/bron",
        "eigen administratie",
        "schema.own_records_complete",
        f"{SUBJECT}/dekking",
    ),
]

# What JSON Schema itself finds; `test_shape` covers these.
OF_THE_SHAPE = {
    "schema.missing",
    "schema.unexpected",
    "schema.derived_claim",
    "schema.wrong_type",
    "schema.empty",
    "schema.not_in_list",
    "schema.not_fixed_value",
    "schema.wrong_form",
    "schema.too_few",
    "schema.too_many",
    "schema.too_long",
    "schema.out_of_range",
    "schema.lacks_item",
    "schema.duplicate",
    "schema.no_alternative",
    "schema.other",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code or 'lawful'}{case.path}")
def test_a_document_breaks_exactly_the_rule_that_the_case_names(case: Case) -> None:
    found = [each for each in validate(case.document(), case.kind) if each.severity is Severity.ERROR]
    if not case.code:
        assert found == []
        return
    named = [violation for violation in found if violation.code == case.code]
    assert [violation.pointer for violation in named] == [case.pointer], found
    for violation in found:
        assert violation.keyword == "rule"
        template, parameters = sentence(violation)
        assert "%" not in template % parameters


def test_a_part_that_is_judged_twice_is_refused() -> None:
    document = samples.ervaringscertificaat()
    results = at(document, ("credentialSubject", "result"))
    results.append({**results[0], "onderbouwing": "Nog een keer bekeken."})
    (found,) = validate(document, EVC)
    assert (found.code, found.pointer) == ("schema.part_judged_twice", f"{SUBJECT}/result")
    assert found.parameters["part"] == "B1-K1-W1"


def test_two_descriptions_with_one_identifier_are_refused() -> None:
    document = samples.diploma()
    descriptions = at(document, ("credentialSubject", "achievement", "resultDescription"))
    descriptions.append({**descriptions[0], "name": "Nog een vak"})
    (found,) = validate(document, DIPLOMA)
    assert found.code == "schema.duplicate_id"
    assert found.pointer == f"{ACHIEVEMENT}/resultDescription/1"


def test_a_skill_beside_a_part_is_not_taken_for_a_part() -> None:
    document = samples.ervaringscertificaat()
    alignments = at(document, ("credentialSubject", "achievement", "resultDescription", 0, "alignment"))
    alignments.append({**alignments[0], "targetType": "ext:ESCO", "targetCode": "S1.2"})
    assert validate(document, EVC) == ()


def test_a_decision_in_credits_adds_up_with_fractions() -> None:
    document = samples.vrijstellingsbesluit()
    subject = at(document, ("credentialSubject",))
    subject |= {"grondslag": "WHW-7.12b"}
    subject["opleiding"] |= {"codeStelsel": "croho", "code": "99001"}
    del subject["onderdeelbesluit"][0]["omvangSbu"]
    subject["onderdeelbesluit"][0]["omvangEc"] = "7.5"
    subject["verkorting"] = {
        "type": "Verkorting",
        "ecTotaal": "240",
        "ecVrijgesteld": "7.50",
        "ecResterend": "232.5",
    }
    assert validate(document, DECISION) == ()
    subject["onderdeelbesluit"][0]["omvangEc"] = "7.4"
    assert [violation.code for violation in validate(document, DECISION)] == ["schema.shortening_parts"]


@pytest.mark.parametrize("granted_in_hours", [True, False])
def test_parts_and_shortening_are_in_one_unit(granted_in_hours: bool) -> None:
    document = samples.vrijstellingsbesluit()
    subject = at(document, ("credentialSubject",))
    part = subject["onderdeelbesluit"][0]
    if granted_in_hours:
        subject["verkorting"] = {
            "type": "Verkorting",
            "ecTotaal": "320",
            "ecVrijgesteld": "320",
            "ecResterend": "0",
        }
    else:
        del part["omvangSbu"]
        part["omvangEc"] = "320"
    assert [violation.code for violation in validate(document, DECISION)] == ["schema.shortening_parts"]


def test_a_diploma_dated_before_its_qualification_existed_is_doubtful_and_not_unfit() -> None:
    document = samples.diploma()
    document |= {"awardedDate": "2015-07-31T00:00:00+02:00", "validFrom": "2015-07-31T12:00:00+02:00"}
    (found,) = validate(document, DIPLOMA)
    assert (found.code, found.severity) == ("schema.before_qualification", Severity.WARNING)
    assert found.parameters == {"code": "25498", "since": "2015-08-01"}
    document |= {"awardedDate": "2015-08-01T00:00:00+02:00", "validFrom": "2015-08-01T12:00:00+02:00"}
    assert validate(document, DIPLOMA) == ()


def test_what_is_known_of_a_qualification_counts_before_what_the_document_says_of_it() -> None:
    document = samples.diploma()
    document |= {"awardedDate": "2015-07-31T00:00:00+02:00", "validFrom": "2015-07-31T12:00:00+02:00"}
    at(document, ("credentialSubject", "achievement", "kwalificatieRef", 0))["geldigVan"] = "2010-01-01"
    assert [violation.code for violation in validate(document, DIPLOMA)] == ["schema.before_qualification"]
    assert validate(document, DIPLOMA, frameworks=Frameworks.of(())) == ()


def test_a_level_other_than_that_of_the_known_qualification_is_doubtful() -> None:
    document = samples.diploma()
    achievement = at(document, ("credentialSubject", "achievement"))
    achievement |= {"nlqfNiveau": "4", "eqfNiveau": 4}
    for alignment in achievement["alignment"]:
        alignment["targetCode"] = "4"
    (found,) = validate(document, DIPLOMA)
    assert (found.code, found.severity) == ("schema.level_differs", Severity.WARNING)


def test_every_rule_has_a_case() -> None:
    tested = {case.code for case in CASES} | {
        "",
        "schema.part_judged_twice",
        "schema.before_qualification",
        "schema.level_differs",
    }
    assert tested - {""} == set(TEMPLATES) - OF_THE_SHAPE
