"""The JSON Schemas: every sample is fit, and no member can be left out, added or given another type."""

from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from schemas.credential import CredentialKind
from schemas.documents import JsonObject
from schemas.errors import DomainError, ValidationError
from schemas.explanations import MAX_VIOLATIONS
from schemas.schema_files import SCHEMA_IDS, SCHEMA_NAMES, TRUST_LIST, schema_document
from schemas.sentences import sentence
from schemas.shape import shape_violations
from schemas.validation import validate, validate_trust_list
from schemas.violations import Severity, Violation
from tests.schemas import samples
from tests.schemas.paths import Path, at, changed_at, places, pointer, without

SAMPLES: dict[str, Callable[[], JsonObject]] = {
    CredentialKind.DIPLOMA: samples.diploma,
    CredentialKind.DEELCERTIFICAAT: samples.deelcertificaat,
    CredentialKind.ERVARINGSCERTIFICAAT: samples.ervaringscertificaat,
    CredentialKind.VRIJSTELLINGSBESLUIT: samples.vrijstellingsbesluit,
    CredentialKind.INSCHRIJVINGSVERKLARING: samples.inschrijvingsverklaring,
    TRUST_LIST: samples.trust_list,
}

# Members that may be left out; `*` stands for any item of an array.
OPTIONAL_IN_AN_AWARD = {
    "/issuer/address",
    "/issuer/address/addressCountryCode",
    "/issuer/address/addressLocality",
    "/credentialSubject/achievement/alignment/*/targetFramework",
    "/credentialSubject/achievement/kwalificatieRef/*/dossier",
    "/credentialSubject/achievement/kwalificatieRef/*/geldigVan",
    "/credentialSubject/achievement/resultDescription/*/valueMin",
    "/credentialSubject/achievement/resultDescription/*/valueMax",
    "/credentialSubject/achievement/resultDescription/*/requiredValue",
    "/credentialSubject/result/*/value",
    "/credentialSubject/result/*/status",
    "/credentialStatus/id",
}
OPTIONAL: dict[str, set[str]] = {
    CredentialKind.DIPLOMA: OPTIONAL_IN_AN_AWARD | {"/credentialSubject/result"},
    CredentialKind.DEELCERTIFICAAT: OPTIONAL_IN_AN_AWARD,
    CredentialKind.ERVARINGSCERTIFICAAT: {
        "/evidence/*/digestMultibase",
        "/evidence/*/vraak",
        "/credentialSubject/ontwikkeladvies",
        "/credentialSubject/registernummer",
        "/credentialSubject/assessor/*/onafhankelijk",
        "/credentialSubject/achievement/alignment/*/targetFramework",
        "/credentialSubject/achievement/kwalificatieRef/*/dossier",
        "/credentialSubject/achievement/kwalificatieRef/*/geldigVan",
        "/credentialSubject/achievement/resultDescription/*/alignment/*/targetFramework",
        "/credentialStatus/id",
    },
    CredentialKind.VRIJSTELLINGSBESLUIT: {
        "/credentialSubject/id",
        "/credentialSubject/opleiding/dossier",
        "/credentialSubject/opleiding/geldigVan",
        "/credentialStatus/id",
    },
    CredentialKind.INSCHRIJVINGSVERKLARING: {
        "/credentialSubject/id",
        "/credentialSubject/nationaliteitseis",
        "/credentialSubject/dekking",
        "/credentialSubject/inschrijving",
        "/credentialSubject/inschrijving/*/vakgebied",
        "/credentialStatus/id",
    },
    TRUST_LIST: {
        f"/credentialSubject/trustEntry/*/{member}"
        for member in (
            "formerEntity",
            "successorEntity",
            "registration",
            "statusListPublisher",
            "signingKey",
            "signingKey/*/usedUntil",
            "recognition",
            "recognition/*/recognisedUntil",
            "recognition/*/endReason",
            "recognition/*/annulledFrom",
        )
    },
}


def violations(document: JsonObject, type_name: str) -> tuple[Violation, ...]:
    if type_name == TRUST_LIST:
        return validate_trust_list(document)
    return validate(document, CredentialKind(type_name))


def pattern(path: Path) -> str:
    return pointer(tuple("*" if isinstance(step, int) else step for step in path))


def members(type_name: str, *, optional: bool) -> list[Any]:
    return [
        pytest.param(type_name, path, id=f"{type_name}{pointer(path)}")
        for path in places(SAMPLES[type_name]())
        if isinstance(path[-1], str) and (pattern(path) in OPTIONAL[type_name]) is optional
    ]


def is_near(found: str, path: Path) -> bool:
    """Say whether a finding points at a member, at what holds it, beside it, or at what refers to it."""
    refers = path[-1] == "resultDescription" and found.endswith("/resultDescription")
    return refers or pointer(path).startswith(found) or found.startswith(pointer(path[:-1]))


ALL_REQUIRED = [case for type_name in SAMPLES for case in members(type_name, optional=False)]
ALL_OPTIONAL = [case for type_name in SAMPLES for case in members(type_name, optional=True)]


@pytest.mark.parametrize("type_name", SAMPLES)
def test_every_sample_is_fit(type_name: str) -> None:
    assert violations(SAMPLES[type_name](), type_name) == ()


def test_a_copy_that_is_bound_to_nobody_is_fit() -> None:
    assert validate(samples.diploma(subject_id=None), CredentialKind.DIPLOMA) == ()
    assert validate(samples.deelcertificaat(subject_id=None), CredentialKind.DEELCERTIFICAAT) == ()
    assert validate(samples.ervaringscertificaat(subject_id=None), CredentialKind.ERVARINGSCERTIFICAAT) == ()
    assert validate(samples.vrijstellingsbesluit(subject_id=None), CredentialKind.VRIJSTELLINGSBESLUIT) == ()


@pytest.mark.parametrize(("type_name", "path"), ALL_REQUIRED)
def test_a_required_member_that_is_left_out_is_named(type_name: str, path: Path) -> None:
    found = violations(without(SAMPLES[type_name](), path), type_name)
    assert any(is_near(violation.pointer, path) for violation in found)
    for violation in found:
        template, parameters = sentence(violation)
        assert template % parameters


@pytest.mark.parametrize(("type_name", "path"), ALL_OPTIONAL)
def test_an_optional_member_may_be_left_out(type_name: str, path: Path) -> None:
    assert violations(without(SAMPLES[type_name](), path), type_name) == ()


def leaves(type_name: str) -> list[Path]:
    document = SAMPLES[type_name]()
    return [path for path in places(document) if not isinstance(at(document, path), dict | list)]


@pytest.mark.parametrize("type_name", SAMPLES)
@pytest.mark.parametrize("value", [None, [], {}, 1.0, " \t"], ids=repr)
def test_no_leaf_may_have_another_type_or_be_empty(type_name: str, value: object) -> None:
    for path in leaves(type_name):
        assert violations(changed_at(SAMPLES[type_name](), path, value), type_name), pointer(path)


@pytest.mark.parametrize("type_name", SAMPLES)
@pytest.mark.parametrize("value", [-1, [None], {"id": {}}], ids=repr)
def test_whatever_stands_at_a_place_the_answer_is_violations_and_never_an_error(
    type_name: str, value: object
) -> None:
    for path in places(SAMPLES[type_name]()):
        violations(changed_at(SAMPLES[type_name](), path, value), type_name)


@pytest.mark.parametrize("type_name", SAMPLES)
def test_no_object_takes_an_unknown_member(type_name: str) -> None:
    document = SAMPLES[type_name]()
    for path in [(), *places(document)]:
        if isinstance(at(document, path), dict):
            place = (*path, "bsn")
            found = violations(changed_at(document, place, "999999990"), type_name)
            assert [violation.code for violation in found] in (
                ["schema.unexpected"],
                ["schema.not_fixed_value"],  # inside `credentialSchema`, which is fixed as a whole
            ), pointer(path)
            assert pointer(place).startswith(found[0].pointer)


@pytest.mark.parametrize("type_name", SAMPLES)
def test_no_array_takes_the_same_item_twice_except_the_steps(type_name: str) -> None:
    """In RDF an array is a set: a second equal item would not be covered by the signature."""
    document = SAMPLES[type_name]()
    for path in places(document):
        value = at(document, path)
        if isinstance(value, list) and path[-1] != "procedurestap":
            assert violations(changed_at(document, path, [*value, value[0]]), type_name), pointer(path)


@pytest.mark.parametrize("type_name", SAMPLES)
def test_no_value_may_be_wrapped_in_an_array_or_taken_out_of_one(type_name: str) -> None:
    """Both say the same in RDF, so that only the schema notices."""
    document = SAMPLES[type_name]()
    for path in places(document):
        value = at(document, path)
        if path == ("credentialStatus",):
            continue  # one entry, or an array of entries
        assert violations(changed_at(document, path, [value]), type_name), pointer(path)
        if isinstance(value, list):
            assert violations(changed_at(document, path, value[0]), type_name), pointer(path)


@pytest.mark.parametrize("claim", ["robuust", "civielEffect"])
@pytest.mark.parametrize("place", ["credentialSubject", "achievement"])
def test_a_judgement_that_must_be_derived_is_refused_as_a_claim(claim: str, place: str) -> None:
    path: Path = ("credentialSubject", claim)
    if place == "achievement":
        path = ("credentialSubject", "achievement", claim)
    (found,) = validate(changed_at(samples.deelcertificaat(), path, True), CredentialKind.DEELCERTIFICAAT)
    assert (found.code, found.pointer, found.severity) == (
        "schema.derived_claim",
        pointer(path),
        Severity.ERROR,
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("id",), samples.DIPLOMA_ID + "\n"),
        (("credentialSubject", "achievement", "eqfNiveau"), 2.0),
        (("credentialSubject", "achievement", "sbu"), 3200.0),
        (("credentialSubject", "achievement", "sbu"), True),
        (("credentialSubject", "achievement", "nlqfNiveau"), 2),
        (("credentialSubject", "achievement", "nlqfNiveau"), "4 +"),
        (("credentialSubject", "bekostigd"), "true"),
        (("credentialSubject", "geboortedatum"), "1985-02-30"),
        (("awardedDate",), "2017-07-06"),
        (("credentialSubject", "id"), "https://holder.example/"),
        (("credentialSubject", "result", 0, "status"), "Failed"),
    ],
)
def test_a_value_that_only_looks_right_is_refused(path: Path, value: object) -> None:
    found = validate(changed_at(samples.diploma(), path, value), CredentialKind.DIPLOMA)
    assert [violation.pointer for violation in found] == [pointer(path)]


def test_an_ervaringscertificaat_has_no_end_of_validity() -> None:
    document = changed_at(samples.ervaringscertificaat(), ("validUntil",), "2030-01-01T00:00:00Z")
    (found,) = validate(document, CredentialKind.ERVARINGSCERTIFICAAT)
    assert found.pointer == "/validUntil"


def test_a_second_instrument_beside_the_portfolio_is_required() -> None:
    for instruments in (["portfolio"], ["werkplekbezoek", "criteriumgericht interview"]):
        document = samples.ervaringscertificaat()
        at(document, ("credentialSubject",))["instrument"] = instruments
        (found,) = validate(document, CredentialKind.ERVARINGSCERTIFICAAT)
        assert found.pointer == "/credentialSubject/instrument"


def test_a_branchestandaard_without_a_level_needs_none() -> None:
    document = samples.ervaringscertificaat()
    achievement = at(document, ("credentialSubject", "achievement"))
    achievement["standaardtype"] = "branchestandaard"
    achievement["kwalificatieRef"][0] |= {"codeStelsel": "branchestandaard", "code": "BTV-01"}
    for member in ("alignment", "nlqfNiveau", "eqfNiveau"):
        del achievement[member]
    assert validate(document, CredentialKind.ERVARINGSCERTIFICAAT) == ()
    achievement["standaardtype"] = "onderwijsstandaard"
    assert validate(document, CredentialKind.ERVARINGSCERTIFICAAT)


def higher_education() -> JsonObject:
    """Return a bachelor's degree in credits instead of hours."""
    document = samples.diploma()
    subject = at(document, ("credentialSubject",))
    subject |= {"graad": "Bachelor of Nursing", "laatsteAccreditatie": "2015-01-01"}
    achievement = subject["achievement"]
    for member in ("sbu", "leerweg", "resultDescription"):
        del achievement[member]
    del subject["result"]
    achievement |= {
        "achievementType": "BachelorDegree",
        "waardedocument": "hbo-getuigschrift",
        "grondslag": "WHW-7.11",
        "ec": "240",
        "nlqfNiveau": "6",
        "eqfNiveau": 6,
    }
    achievement["otherIdentifier"][0] |= {"identifier": "99001", "identifierType": "ext:CROHO"}
    achievement["kwalificatieRef"][0] |= {"codeStelsel": "croho", "code": "99001"}
    for alignment in achievement["alignment"]:
        alignment["targetCode"] = "6"
    return document


def test_a_getuigschrift_of_higher_education_has_what_the_law_asks() -> None:
    assert validate(higher_education(), CredentialKind.DIPLOMA) == ()
    for path in (
        ("credentialSubject", "graad"),
        ("credentialSubject", "laatsteAccreditatie"),
        ("credentialSubject", "achievement", "kwalificatieRef"),
    ):
        found = validate(without(higher_education(), path), CredentialKind.DIPLOMA)
        assert [violation.pointer for violation in found] == [pointer(path)]


def test_a_school_diploma_needs_neither_size_nor_qualification() -> None:
    document = samples.diploma()
    achievement = at(document, ("credentialSubject", "achievement"))
    for member in ("sbu", "leerweg", "kwalificatieRef", "otherIdentifier"):
        del achievement[member]
    achievement |= {
        "achievementType": "SecondarySchoolDiploma",
        "waardedocument": "vwo-diploma",
        "grondslag": "geen",
        "nlqfNiveau": "4+",
        "eqfNiveau": 4,
    }
    achievement["alignment"][0] |= {"targetCode": "4+"}
    achievement["alignment"][1] |= {"targetCode": "4"}
    assert validate(document, CredentialKind.DIPLOMA) == ()


def test_a_revocation_entry_is_required_and_a_suspension_entry_may_stand_beside_it() -> None:
    revocation = at(samples.diploma(), ("credentialStatus",))
    suspension = {**revocation, "statusPurpose": "suspension", "statusListIndex": "41"}

    def found(status: object) -> tuple[Violation, ...]:
        return validate(changed_at(samples.diploma(), ("credentialStatus",), status), CredentialKind.DIPLOMA)

    assert found([revocation, suspension]) == ()
    assert found([revocation]) == ()
    assert found(suspension)
    assert found([suspension])
    assert found([])
    assert found([revocation, suspension, {**suspension, "statusListIndex": "42"}])


def test_a_recognition_for_ervaringscertificaten_names_its_standards() -> None:
    path: Path = ("credentialSubject", "trustEntry", 0, "recognition", 0, "standard")
    (found,) = validate_trust_list(without(samples.trust_list(), path))
    assert found.pointer == pointer(path)


def test_a_document_of_another_kind_is_not_fit() -> None:
    found = validate(samples.diploma(), CredentialKind.DEELCERTIFICAAT)
    assert "/type" in {violation.pointer for violation in found}


def test_the_report_of_a_hostile_document_stays_small() -> None:
    document = samples.diploma() | {f"x{number}": number for number in range(10_000)}
    assert len(validate(document, CredentialKind.DIPLOMA)) <= 2 * MAX_VIOLATIONS


def test_a_validation_error_carries_every_violation() -> None:
    document = without(without(samples.diploma(), ("id",)), ("name",))
    found = validate(document, CredentialKind.DIPLOMA)
    error = ValidationError(found)
    assert error.violations == found
    assert error.code == "schema.invalid"
    assert error.pointer == found[0].pointer
    assert "/id" in str(error)
    assert "/name" in str(error)


@pytest.mark.parametrize("name", SCHEMA_NAMES.values())
def test_a_published_schema_is_valid_complete_in_itself_and_under_its_address(name: str) -> None:
    document = schema_document(name)
    Draft202012Validator.check_schema(document)
    assert document["$id"] == f"https://w3id.org/vakbewijs/schemas/{name}"
    assert document["$id"] in SCHEMA_IDS.values()
    definitions = document["$defs"]
    assert isinstance(definitions, dict)
    references = {at(document, path) for path in places(document) if path[-1] == "$ref"}
    assert references
    assert references <= {f"#/$defs/{name}" for name in definitions}


def test_an_unknown_schema_is_refused() -> None:
    for name in ("definitions-v1.json", "../errors.py", "diploma"):
        with pytest.raises(DomainError) as caught:
            schema_document(name)
        assert caught.value.code == "schema.unknown"


def test_shape_is_judged_before_rules() -> None:
    document = without(samples.ervaringscertificaat(), ("credentialSubject", "conclusie"))
    at(document, ("credentialSubject", "begeleider", 0))["functionarisId"] = "A-17"
    assert [violation.code for violation in validate(document, CredentialKind.ERVARINGSCERTIFICAAT)] == [
        "schema.missing"
    ]
    assert shape_violations(document, CredentialKind.ERVARINGSCERTIFICAAT)
