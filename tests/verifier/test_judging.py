"""One way from what was handed over to a judgement, and the one JSON shape of it."""

import json
import re

import pytest

from schemas.documents import JsonObject, JsonValue, serialize
from schemas.errors import MalformedDocumentError
from tests.ecosystem import DIPLOMA, ERVARINGSCERTIFICAAT, NOW, Holder, World
from tests.tampering.case import put
from tests.verifier.english import english
from verifier.judging import Judge
from verifier.policy import PRODUCT_POLICY
from verifier.reading import read_submission
from verifier.report import report
from verifier.result import Outcome

CODE = re.compile(r"[a-z]+\.[a-z0-9_]+")


def _report(world: World, submitted: bytes | JsonObject) -> JsonObject:
    return report(world.judge(submitted))


def _child(value: JsonValue, *path: str | int) -> JsonValue:
    for step in path:
        value = value[step]  # type: ignore[index,call-overload]
    return value


def test_bytes_and_json_of_one_document_have_one_judgement(world: World) -> None:
    document = world.school.issue(DIPLOMA, holder=world.samira)

    assert report(world.judge(serialize(document))) == report(world.judge(document))


def test_a_judgement_on_a_selection_has_a_result_for_each_certificate(world: World) -> None:
    shown = world.samira.present(
        [
            world.school.issue(DIPLOMA, holder=world.samira),
            world.evc_provider.issue(ERVARINGSCERTIFICAAT, holder=world.samira),
        ]
    )

    judgement = world.judge(shown)

    assert judgement.outcome is Outcome.PASSED
    assert judgement.presentation is not None
    assert judgement.results == judgement.presentation.credentials
    assert len(judgement.results) == 2


@pytest.mark.parametrize(
    "submitted", [b"", b"%PDF-1.7", b"{", b"[]", b"hallo", b"https://wallet.example/s/a"]
)
def test_what_can_not_be_read_is_a_failed_structure_and_no_exception(world: World, submitted: bytes) -> None:
    judgement = world.judge(submitted)

    assert judgement.outcome is Outcome.FAILED
    assert judgement.presentation is None
    (result,) = judgement.results
    assert [check.outcome for check in result.checks] == [Outcome.FAILED] + [Outcome.SKIPPED] * 8
    assert (result.credential, result.document) == (None, {})


def test_a_link_is_for_whoever_fetches(world: World) -> None:
    judge = Judge(
        policy=PRODUCT_POLICY,
        resolver=world.resolver,
        status_lists=world.status_lists,
        trust_lists=world.trust_lists,
    )

    with pytest.raises(MalformedDocumentError, match=r"submission\.link"):
        judge.judge_submission(read_submission(b"https://wallet.example/s/abc"), at=NOW)


def test_what_was_asked_for_is_asked_of_a_selection(world: World) -> None:
    document = world.school.issue(DIPLOMA, holder=world.samira)

    assert world.judge(world.samira.present([document])).outcome is Outcome.PASSED
    assert world.judge(world.samira.present([document], challenge="other")).outcome is Outcome.FAILED


# The report.


def test_the_members_of_a_report_are_these(world: World) -> None:
    found = _report(world, world.samira.present([world.school.issue(DIPLOMA, holder=world.samira)]))

    assert list(found) == [
        "outcome",
        "verdict",
        "verifiedAt",
        "policy",
        "carrier",
        "presentation",
        "credentials",
    ]
    assert list(_child(found, "verdict")) == ["citizen", "professional"]  # type: ignore[arg-type]
    assert list(_child(found, "presentation")) == ["holder", "checks"]  # type: ignore[arg-type]
    credential = _child(found, "credentials", 0)
    assert list(credential) == ["outcome", "verdict", "id", "kind", "issuer", "checks"]  # type: ignore[arg-type]
    assert list(_child(credential, "checks", 0)) == [  # type: ignore[arg-type]
        "name",
        "outcome",
        "code",
        "parameters",
        "sentence",
    ]


def test_a_report_names_the_issuer_as_the_register_does(world: World) -> None:
    document = world.school.issue(
        DIPLOMA, holder=world.samira, change=put("/issuer/name", "Universiteit van Amsterdam")
    )

    found = _report(world, document)

    assert _child(found, "credentials", 0, "issuer") == {
        "id": world.school.did,
        "officialName": "ROC Voorbeeldstad",
        "recognition": {
            "recognisedFrom": "2010-01-01",
            "recognisedUntil": None,
            "recognisedBy": "NKC Voorbeeld",
            "endReason": None,
        },
        "askedFor": "2017-07-06",
        "keeper": world.keeper.did,
        "listVersion": 4,
    }
    assert "Amsterdam" not in json.dumps(found)


def test_nothing_of_the_content_is_told_as_fact_after_a_failed_proof(world: World) -> None:
    document = world.school.issue(DIPLOMA, holder=world.samira)
    document["name"] = "Doctor in de geneeskunde"

    found = _report(world, document)

    assert _child(found, "credentials", 0, "id") is None
    assert _child(found, "credentials", 0, "kind") is None
    assert _child(found, "credentials", 0, "issuer") is None
    told = json.dumps(found)
    assert not any(word in told for word in ("Doctor", "Diploma", "Samira", world.school.did))


def test_a_report_holds_no_claims_about_the_person(world: World) -> None:
    for document in (
        world.school.issue(DIPLOMA, holder=world.samira),
        world.evc_provider.issue(ERVARINGSCERTIFICAAT),
    ):
        told = json.dumps(_report(world, document))
        assert not any(word in told for word in ("Samira", "1985", "Voorbeeld, S"))


def test_details_for_the_log_stay_out_of_a_report(world: World) -> None:
    world.network.unreachable.add(world.school.list_url("revocation"))

    told = json.dumps(_report(world, world.school.issue(DIPLOMA)))

    assert world.school.list_url("revocation") not in told


def test_a_report_is_json_in_which_codes_and_outcomes_are_of_closed_sets(world: World) -> None:
    found = _report(world, world.evc_provider.issue(ERVARINGSCERTIFICAAT))

    assert json.loads(serialize(found)) == found
    for check in _child(found, "credentials", 0, "checks"):  # type: ignore[union-attr]
        assert CODE.fullmatch(str(_child(check, "code")))
        assert _child(check, "outcome") in set(Outcome)


def test_a_report_speaks_the_language_and_writes_the_dates_of_its_reader(world: World) -> None:
    document = world.school.issue(DIPLOMA, change=put("/validUntil", "2026-01-01T12:00:00Z"))

    found = report(world.judge(document), translate=english, format_date=lambda day: f"<{day}>")

    assert _child(found, "verdict", "citizen") == "This certificate is genuine, but expired."
    validity = _child(found, "credentials", 0, "checks", 4)
    assert _child(validity, "parameters") == {"until": "2026-01-01"}
    assert _child(validity, "sentence") == "The certificate was valid until <2026-01-01>."


def test_somebody_elses_name_can_not_write_itself_into_a_sentence(world: World) -> None:
    world.keeper.recognises(world.school.did, "100% %(recognised_by)s %s <b>")

    found = _report(world, world.school.issue(DIPLOMA))

    assert "100% %(recognised_by)s %s <b>" in str(_child(found, "credentials", 0, "checks", 3, "sentence"))


def test_the_holder_of_a_selection_is_named_only_when_it_holds(world: World) -> None:
    holder = Holder(world.clock)
    shown = holder.present([world.school.issue(DIPLOMA)])

    assert _child(_report(world, shown), "presentation", "holder") == holder.did
    assert _child(_report(world, {**shown, "id": "urn:uuid:1"}), "presentation", "holder") is None
