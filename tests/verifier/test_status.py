"""Revoked, suspended, or not to be seen: entries and lists, and whose and how old they are (SL-01, SL-02)."""

import base64
import gzip
from collections.abc import Callable
from datetime import timedelta

import pytest

from schemas.documents import JsonObject, serialize
from schemas.status_list import MINIMUM_ENTRIES
from tests.ecosystem import DIPLOMA, NOW, Issuer, World
from tests.tampering.case import drop, put
from verifier.result import Check, Outcome

PASSED, WARNING, FAILED, UNKNOWN, SKIPPED = (
    Outcome.PASSED,
    Outcome.WARNING,
    Outcome.FAILED,
    Outcome.INDETERMINATE,
    Outcome.SKIPPED,
)
HOUR = timedelta(hours=1)


def _status(world: World, document: JsonObject, **options: object) -> Check:
    return world.verify(document, **options).check("status")  # type: ignore[arg-type]


def _finding(check: Check) -> tuple[Outcome, str]:
    return check.outcome, check.code


def _publish(world: World, document: JsonObject, purpose: str = "revocation") -> None:
    world.network.pages[world.school.list_url(purpose)] = serialize(document)
    world.status_lists.forget()


def _signed_list(
    world: World, *edits: Callable[[JsonObject], object], by: Issuer | None = None
) -> JsonObject:
    document = world.school.unsigned_status_list("revocation")
    for edit in edits:
        edit(document)
    return (by or world.school).sign(document)


def _gzipped(content: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(gzip.compress(content)).rstrip(b"=").decode()


def test_a_clear_bit_passes(world: World) -> None:
    assert _finding(_status(world, world.school.issue(DIPLOMA))) == (PASSED, "status.clear")


def test_revoking_one_certificate_leaves_its_neighbours(world: World) -> None:
    one, other = world.school.issue(DIPLOMA), world.school.issue(DIPLOMA)
    world.school.revoke(one)

    assert _finding(_status(world, one)) == (FAILED, "status.revoked")
    assert _finding(_status(world, other)) == (PASSED, "status.clear")


def test_a_suspension_warns_while_it_lasts(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    world.school.suspend(document)
    assert _finding(_status(world, document)) == (WARNING, "status.suspended")

    world.school.suspend(document, suspended=False)
    world.look_again()
    assert _finding(_status(world, document)) == (PASSED, "status.clear")


def test_revoked_outweighs_suspended(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    world.school.suspend(document)
    world.school.revoke(document)

    assert _status(world, document).code == "status.revoked"


def test_an_unreachable_list_outweighs_a_suspension_but_no_revocation(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    world.school.suspend(document)
    world.network.unreachable.add(world.school.list_url("revocation"))
    assert _finding(_status(world, document)) == (UNKNOWN, "fetch.unreachable")

    world.network.unreachable = {world.school.list_url("suspension")}
    world.school.revoke(document)
    world.look_again()
    assert _finding(_status(world, document)) == (FAILED, "status.revoked")


def test_sl_02_a_list_that_is_too_old_can_not_say_that_all_is_well(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    stale = _signed_list(world, put("/validUntil", "2026-07-01T11:57:59Z"))
    _publish(world, stale)

    assert _finding(_status(world, document)) == (UNKNOWN, "status.clear_then")
    assert _status(world, document).parameters["listed_on"] == "2026-07-01"
    assert _finding(_status(world, document, at=NOW - timedelta(minutes=1))) == (PASSED, "status.clear")


def test_a_list_that_is_too_old_and_has_no_date_says_nothing_of_any_day(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    _publish(world, _signed_list(world, put("/validUntil", "2026-07-01T11:57:59Z"), drop("/validFrom")))

    assert _finding(_status(world, document)) == (UNKNOWN, "status.list_stale")


def test_a_host_that_stops_answering_leaves_what_its_last_list_said(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    assert _status(world, document).parameters["listed_on"] == "2026-07-01"
    world.network.unreachable.update(map(world.school.list_url, ("revocation", "suspension")))

    world.clock.passes(minutes=4)
    assert _finding(_status(world, document)) == (PASSED, "status.clear")
    world.clock.passes(minutes=2)
    assert _finding(_status(world, document)) == (UNKNOWN, "status.clear_then")
    world.status_lists.forget()
    assert _finding(_status(world, document)) == (UNKNOWN, "status.clear_then")

    world.network.unreachable.clear()
    world.school.suspend(document)
    assert _finding(_status(world, document)) == (WARNING, "status.suspended")
    world.network.unreachable.update(map(world.school.list_url, ("revocation", "suspension")))
    world.clock.passes(days=3)
    world.network.unreachable.discard(world.school.list_url("revocation"))
    world.network.pages[world.school.list_url("revocation")] = serialize(
        world.school.status_list("revocation")
    )
    found = _status(world, document)
    assert (_finding(found), found.parameters["listed_on"]) == (
        (UNKNOWN, "status.suspended_then"),
        "2026-07-01",
    )


def test_a_revocation_in_the_last_list_of_a_host_that_is_gone_is_final(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    world.school.revoke(document)
    assert _finding(_status(world, document)) == (FAILED, "status.revoked")
    world.network.unreachable.update(map(world.school.list_url, ("revocation", "suspension")))
    world.clock.passes(days=30)

    assert _finding(_status(world, document)) == (FAILED, "status.revoked")


def test_sl_02_a_list_that_is_too_old_still_tells_of_a_revocation(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    world.school.revoke(document)
    _publish(world, _signed_list(world, put("/validUntil", "2026-06-01T00:00:00Z")))

    assert _finding(_status(world, document)) == (FAILED, "status.revoked")


def test_a_list_from_after_the_question_settles_revocation_but_not_suspension(world: World) -> None:
    document = world.school.issue(DIPLOMA, at=NOW - 50 * HOUR)
    assert _status(world, document, at=NOW - 40 * HOUR).code == "status.list_later"

    alone = world.school.issue(DIPLOMA, at=NOW - 50 * HOUR, change=drop("/credentialStatus/1"))
    assert _finding(_status(world, alone, at=NOW - 40 * HOUR)) == (PASSED, "status.clear")


def test_sl_02_a_list_of_somebody_else_says_nothing(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    forged = _signed_list(world, put("/issuer", world.stranger.did), by=world.stranger)
    _publish(world, forged)

    assert _finding(_status(world, document)) == (UNKNOWN, "status.list_of_other")


def test_sl_02_a_list_in_the_name_of_the_issuer_signed_by_somebody_else_says_nothing(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    _publish(world, _signed_list(world, by=world.stranger))

    assert _finding(_status(world, document)) == (UNKNOWN, "status.list_of_other")


def test_a_publisher_that_the_register_names_may_keep_the_list_of_a_closed_school(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    world.school.revoke(document)
    _publish(world, _signed_list(world, put("/issuer", world.branch.did), by=world.branch))
    assert _status(world, document).code == "status.list_of_other"

    world.keeper.names_publisher(world.school.did, world.branch.did)
    world.look_again()
    assert _status(world, document).code == "status.revoked"


def test_sl_02_the_list_of_another_certificate_is_not_taken_for_this_one(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    _publish(world, _signed_list(world, put("/id", "https://roc-voorbeeld.example/status/revocation-2")))

    assert _finding(_status(world, document)) == (UNKNOWN, "status.other_list")


def test_a_list_without_an_id_of_its_own_is_taken(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    _publish(world, _signed_list(world, drop("/id")))

    assert _finding(_status(world, document)) == (PASSED, "status.clear")


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (put("/type", ["VerifiableCredential"]), "status.wrong_type"),
        (put("/credentialSubject/type", "StatusList2021"), "status.wrong_type"),
        (put("/credentialSubject/encodedList", "zzz"), "status.encoding"),
        (put("/credentialSubject/encodedList", _gzipped(b"\0" * 100)), "status.too_short"),
        (put("/credentialSubject/encodedList", _gzipped(b"\0" * 200_000_000)), "status.too_large"),
        (put("/credentialSubject/ttl", -1), "status.ttl"),
    ],
    ids=[
        "no list",
        "another kind of list",
        "no gzip",
        "too few to hide among",
        "a gzip bomb",
        "a negative ttl",
    ],
)
def test_a_list_that_can_not_be_read_leaves_the_status_unknown(
    world: World, edit: Callable[[JsonObject], object], why: str
) -> None:
    document = world.school.issue(DIPLOMA)
    made = world.school.unsigned_status_list("revocation")
    edit(made)
    _publish(world, world.school.sign(made, cryptosuite="eddsa-jcs-2022"))

    found = _status(world, document)

    assert _finding(found) == (UNKNOWN, "status.list_untrusted")
    assert why in found.detail


def test_a_list_whose_key_is_lost_leaves_the_status_unknown(world: World) -> None:
    document = world.school.issue(DIPLOMA)
    listed = world.school.status_list("revocation")
    world.school.compromise_key(NOW)
    world.school.rotate_key()
    _publish(world, listed)
    new = world.school.issue(DIPLOMA)

    found = _status(world, new)

    assert _finding(found) == (UNKNOWN, "status.list_untrusted")
    assert world.verify(document).check("proof").code == "key.compromised"


@pytest.mark.parametrize("index", ["-1", "1.0", " 7", "0x7", "007", "", "9007199254740992"])
def test_sl_02_an_index_is_a_plain_decimal_number(world: World, index: str) -> None:
    document = world.school.issue(DIPLOMA, change=put("/credentialStatus/0/statusListIndex", index))

    found = world.verify(document).check("structure")

    assert (found.outcome, found.code) == (FAILED, "document.status_index")


@pytest.mark.parametrize(
    ("index", "finding"),
    [
        (MINIMUM_ENTRIES - 1, (PASSED, "status.clear")),
        (MINIMUM_ENTRIES, (FAILED, "status.index_out_of_range")),
    ],
)
def test_sl_02_an_index_lies_in_its_list(world: World, index: int, finding: tuple[Outcome, str]) -> None:
    document = world.school.issue(DIPLOMA, change=put("/credentialStatus/0/statusListIndex", str(index)))

    assert _finding(_status(world, document)) == finding


def test_certificates_of_ours_must_be_revocable(world: World) -> None:
    without = world.school.issue(DIPLOMA, change=drop("/credentialStatus"))
    suspension_only = world.school.issue(DIPLOMA, change=drop("/credentialStatus/0"))

    assert _finding(_status(world, without)) == (FAILED, "status.missing")
    assert _finding(_status(world, suspension_only)) == (FAILED, "status.missing")


def test_a_foreign_certificate_without_a_status_is_only_mentioned(world: World) -> None:
    def foreign(document: JsonObject) -> None:
        document["type"] = ["VerifiableCredential", "OpenBadgeCredential"]
        del document["credentialStatus"]

    assert _finding(_status(world, world.school.issue(DIPLOMA, change=foreign))) == (
        SKIPPED,
        "status.not_kept",
    )


@pytest.mark.parametrize(
    "edit",
    [
        put("/credentialStatus/0/statusPurpose", "message"),
        put("/credentialStatus/0/type", "1EdTechRevocationList"),
    ],
)
def test_a_status_that_we_can_not_read_is_not_taken_for_a_good_one(
    world: World, edit: Callable[[JsonObject], object]
) -> None:
    def foreign(document: JsonObject) -> None:
        document["type"] = ["VerifiableCredential", "OpenBadgeCredential"]
        edit(document)

    document = world.school.prepare(DIPLOMA)
    foreign(document)
    signed = world.school.sign(document, cryptosuite="eddsa-jcs-2022")

    assert _finding(_status(world, signed)) == (UNKNOWN, "status.unknown_kind")


def test_sl_03_a_list_is_asked_for_once_for_many_certificates(world: World) -> None:
    documents = [world.school.issue(DIPLOMA) for _ in range(5)]

    for document in documents:
        world.verify(document)

    assert world.network.asked.count(world.school.list_url("revocation")) == 1
