"""What a certificate says, whose it is, and what it rests on: schema, binding and evidence."""

import pytest

from schemas.documents import JsonObject, JsonValue
from tests.ecosystem import DIPLOMA, ERVARINGSCERTIFICAAT, NOW, Holder, World
from tests.schemas import samples
from tests.tampering.case import drop, put
from verifier.result import Outcome

PASSED, WARNING, FAILED, SKIPPED = Outcome.PASSED, Outcome.WARNING, Outcome.FAILED, Outcome.SKIPPED
REFERENCE = "urn:uuid:e1e1e1e1-0000-4000-8000-000000000001"
VISIT = "urn:uuid:e1e1e1e1-0000-4000-8000-000000000002"


def test_a_broken_rule_fails_with_its_place_and_its_count(world: World) -> None:
    def twice_wrong(document: JsonObject) -> None:
        drop("/name")(document)
        drop("/credentialSubject/voornamen")(document)

    found = world.verify(world.school.issue(DIPLOMA, change=twice_wrong)).check("schema")

    assert (found.outcome, found.code) == (FAILED, "schema.missing")
    assert found.parameters["count"] == "2"
    assert found.parameters["pointer"] in {"/name", "/credentialSubject/voornamen"}


def test_an_assessor_who_guided_fails(world: World) -> None:
    document = world.evc_provider.issue(
        ERVARINGSCERTIFICAAT, change=put("/credentialSubject/assessor/0/functionarisId", "B-03")
    )

    found = world.verify(document).check("schema")

    assert (found.outcome, found.code) == (FAILED, "schema.assessor_is_guide")


def test_a_date_before_the_qualification_existed_is_a_warning(world: World) -> None:
    def early(document: JsonObject) -> None:
        put("/awardedDate", "2014-07-04T00:00:00+02:00")(document)
        put("/validFrom", "2014-07-04T12:00:00+02:00")(document)

    result = world.verify(world.school.issue(DIPLOMA, holder=world.samira, change=early))

    assert (result.check("schema").outcome, result.check("schema").code) == (
        WARNING,
        "schema.before_qualification",
    )


def test_a_kind_that_is_not_ours_is_not_measured_by_our_schemas(world: World) -> None:
    document = world.school.issue(DIPLOMA, change=put("/type", ["VerifiableCredential"]))

    found = world.verify(document).check("schema")

    assert (found.outcome, found.code) == (SKIPPED, "schema.unknown_kind")


def test_a_schema_that_the_document_names_is_not_fetched(world: World) -> None:
    def named(document: JsonObject) -> None:
        put("/type", ["VerifiableCredential"])(document)
        put("/credentialSchema", {"id": "https://evil.example/schema", "type": "JsonSchema"})(document)

    world.verify(world.school.issue(DIPLOMA, change=named))

    assert "https://evil.example/schema" not in world.network.asked


ELSEWHERE = "https://evil.example/"


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/renderMethod", {"id": f"{ELSEWHERE}template.svg", "type": "SvgRenderingTemplate2023"}),
        ("/credentialSubject/achievement/image", {"id": f"{ELSEWHERE}badge.svg", "type": "Image"}),
        ("/issuer/image", {"id": f"{ELSEWHERE}logo.svg", "type": "Image"}),
    ],
)
def test_ld_08_what_a_certificate_wants_to_be_drawn_with_is_fetched_by_nobody(
    world: World, pointer: str, value: JsonValue
) -> None:
    document = world.school.prepare(DIPLOMA, holder=world.samira)
    put(pointer, value)(document)

    judgement = world.judge(world.school.sign(document, cryptosuite="eddsa-jcs-2022"))

    # It was judged to the end, so whoever wanted to fetch could have.
    assert judgement.results[0].check("proof").outcome is PASSED
    assert not [url for url in world.network.asked if url.startswith(ELSEWHERE)]


def test_a_certificate_in_the_hands_of_its_holder_passes(world: World) -> None:
    document = world.school.issue(DIPLOMA, holder=world.samira)

    found = world.verify(document, presented_by=world.samira.did).check("binding")

    assert (found.outcome, found.code) == (PASSED, "binding.holds")


@pytest.mark.parametrize("shown_by_somebody", [True, False])
def test_a_copy_for_paper_belongs_to_whoever_can_show_who_they_are(
    world: World, shown_by_somebody: bool
) -> None:
    presented_by = Holder(world.clock).did if shown_by_somebody else None

    found = world.verify(world.school.issue(DIPLOMA), presented_by=presented_by).check("binding")

    assert (found.outcome, found.code) == (WARNING, "binding.unbound")


def test_a_bound_copy_shown_alone_is_a_warning(world: World) -> None:
    found = world.verify(world.school.issue(DIPLOMA, holder=world.samira)).check("binding")

    assert (found.outcome, found.code) == (WARNING, "binding.not_presented")


def test_a_certificate_in_other_hands_is_a_warning_and_stays_genuine(world: World) -> None:
    document = world.school.issue(DIPLOMA, holder=world.samira)

    result = world.verify(document, presented_by=Holder(world.clock).did)

    assert result.check("binding").code == "binding.other_presenter"
    assert result.outcome is WARNING
    assert result.content_is_proven


def test_another_name_for_the_same_key_is_another_presenter(world: World) -> None:
    document = world.school.issue(DIPLOMA, holder=world.samira)
    alias = f"{world.samira.did}#{world.samira.did.removeprefix('did:key:')}"

    found = world.verify(document, presented_by=alias).check("binding")

    assert found.code == "binding.other_presenter"


@pytest.mark.parametrize("other", [{"id": "did:key:z6MkOther", "name": "Johan"}, {"name": "Johan"}])
def test_a_certificate_about_two_people_is_not_proven_to_be_about_one(
    world: World, other: JsonObject
) -> None:
    def for_two(document: JsonObject) -> None:
        document["type"] = ["VerifiableCredential"]
        document["credentialSubject"] = [{"id": world.samira.did, "name": "Samira"}, other]

    document = world.school.issue(DIPLOMA, change=for_two)

    found = world.verify(document, presented_by=world.samira.did).check("binding")

    assert found.code == "binding.other_presenter"


def test_a_file_that_is_the_one_that_was_assessed_passes(world: World) -> None:
    document = world.evc_provider.issue(ERVARINGSCERTIFICAAT)

    found = world.verify(document, evidence={REFERENCE: samples.REFERENCE_LETTER}).check("evidence")

    assert (found.outcome, found.code, found.parameters) == (PASSED, "evidence.matches", {"count": "1"})


def test_a_file_that_differs_in_one_byte_fails(world: World) -> None:
    document = world.evc_provider.issue(ERVARINGSCERTIFICAAT)

    found = world.verify(document, evidence={REFERENCE: samples.REFERENCE_LETTER + b" "}).check("evidence")

    assert (found.outcome, found.code) == (FAILED, "evidence.other_file")
    assert found.parameters["name"] == "Referentie van de teamleider"


@pytest.mark.parametrize("name", ["urn:uuid:0", VISIT])
def test_a_file_for_nothing_that_was_signed_fails(world: World, name: str) -> None:
    document = world.evc_provider.issue(ERVARINGSCERTIFICAAT)

    found = world.verify(document, evidence={name: b"x"}).check("evidence")

    assert (found.outcome, found.code) == (FAILED, "evidence.not_named")


def test_without_files_it_is_said_how_many_there_are(world: World) -> None:
    evc = world.verify(world.evc_provider.issue(ERVARINGSCERTIFICAAT)).check("evidence")
    diploma = world.verify(world.school.issue(DIPLOMA)).check("evidence")

    assert (evc.outcome, evc.code, evc.parameters) == (SKIPPED, "evidence.not_supplied", {"count": "2"})
    assert (diploma.outcome, diploma.code) == (SKIPPED, "evidence.none")


def test_the_same_question_at_the_same_time_has_the_same_answer(world: World) -> None:
    document = world.evc_provider.issue(ERVARINGSCERTIFICAAT)

    assert world.verify(document, at=NOW).checks == world.verify(document, at=NOW).checks
