"""A status list is worked out once and judged each time: what is remembered of it is never a judgement."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from keys.canonicalization import PRODUCT_CONTEXT_RULES, ContextRules
from keys.proofs import ProofPurpose, add_proof
from keys.resolver import CACHE_TTL
from keys.signer import generate
from schemas.documents import JsonObject, serialize
from schemas.errors import MalformedDocumentError
from schemas.status_list import StatusBits
from tests.ecosystem import DIPLOMA, World
from tests.tampering.case import drop, put
from verifier.fetched_list import MAX_KEPT_BYTES, FetchedStatusList
from verifier.policy import PRODUCT_POLICY, VerificationPolicy
from verifier.result import Outcome
from verifier.sources import CachedStatusLists

HOUR = timedelta(hours=1)
REVOCATION_ONLY = drop("/credentialStatus/1")


@pytest.fixture
def kept(world: World) -> World:
    """A world whose status lists are kept for an hour, much longer than DID documents are."""
    world.status_lists = CachedStatusLists(world.network, now=world.clock, ttl=HOUR)
    return world


def _issue(world: World) -> JsonObject:
    return world.school.issue(DIPLOMA, holder=world.samira, change=REVOCATION_ONLY)


def _status(world: World, document: JsonObject, policy: VerificationPolicy = PRODUCT_POLICY) -> str:
    return world.verify(document, policy=policy).check("status").code


def _publish(world: World, *edits: Callable[[JsonObject], object], **proof: object) -> str:
    """Publish the revocation list, changed and freshly signed, that may be kept for an hour."""
    document = world.school.unsigned_status_list("revocation")
    put("/credentialSubject/ttl", HOUR // timedelta(milliseconds=1))(document)
    for edit in edits:
        edit(document)
    signed = add_proof(
        document,
        cryptosuite="eddsa-rdfc-2022",
        signer=world.school.signer,
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=world.clock(),
        **proof,  # type: ignore[arg-type]
    )
    url = world.school.list_url("revocation")
    world.network.pages[url] = serialize(signed)
    return url


def _fetched(world: World) -> FetchedStatusList:
    return world.status_lists.status_list(world.school.list_url("revocation"), at=world.clock())


def _is_known(world: World, contexts: ContextRules = PRODUCT_CONTEXT_RULES) -> bool:
    return _fetched(world).signatures.holds("/proof", world.school.signer.public_key, contexts)


def test_the_signature_of_a_list_is_worked_out_once(kept: World) -> None:
    _publish(kept)
    document = _issue(kept)
    assert not _is_known(kept)

    assert _status(kept, document) == "status.clear"

    assert _is_known(kept)
    assert not _is_known(kept, ContextRules(inline=True)), "read under other rules it is another question"
    assert _fetched(kept).read() is _fetched(kept).read()


def test_an_answer_of_the_same_bytes_is_the_same_list(kept: World) -> None:
    url = _publish(kept)
    _status(kept, _issue(kept))
    before = _fetched(kept)

    kept.clock.passes(minutes=61)

    assert _fetched(kept) is before
    assert kept.network.asked.count(url) == 2


def test_an_answer_of_other_bytes_is_worked_out_anew(kept: World) -> None:
    url = _publish(kept)
    document = _issue(kept)
    _status(kept, document)
    page = kept.network.pages[url]
    assert isinstance(page, bytes)
    revoked = StatusBits()
    revoked.set(1)

    kept.network.pages[url] = page.replace(StatusBits().encode().encode(), revoked.encode().encode())
    assert _status(kept, document) == "status.clear"  # kept for an hour, as the list says
    kept.clock.passes(minutes=61)

    assert kept.network.pages[url] != page
    assert _status(kept, document) == "status.list_untrusted"


def test_a_list_of_which_the_signature_fails_is_never_known(kept: World) -> None:
    url = _publish(kept)
    page = kept.network.pages[url]
    assert isinstance(page, bytes)
    kept.network.pages[url] = page.replace(b'"revocation"', b'"suspension"')
    document = _issue(kept)

    for _ in range(2):
        assert _status(kept, document) == "status.list_untrusted"
        assert not _is_known(kept)


def test_a_key_that_was_revoked_is_noticed_as_soon_as_its_document_is_asked_for_again(kept: World) -> None:
    _publish(kept)
    lists_key = kept.school.methods[-1]
    kept.school.rotate_key()
    document = _issue(kept)
    assert _status(kept, document) == "status.clear"

    kept.school.methods[0] = replace(lists_key, revoked=kept.clock())
    kept.school.publish_keys()
    kept.clock.passes(seconds=CACHE_TTL.total_seconds() - 1)
    assert _status(kept, document) == "status.clear"
    kept.clock.passes(seconds=1)

    assert _status(kept, document) == "status.list_untrusted"


def test_another_key_under_the_same_name_is_noticed(kept: World) -> None:
    _publish(kept)
    kept.school.rotate_key()
    document = _issue(kept)
    assert _status(kept, document) == "status.clear"

    kept.school.methods[0] = replace(kept.school.methods[0], public_key=generate().public_key)
    kept.school.publish_keys()
    kept.clock.passes(seconds=CACHE_TTL.total_seconds())

    assert _status(kept, document) == "status.list_untrusted"


def test_a_key_that_is_no_longer_listed_for_this_purpose_is_noticed(kept: World) -> None:
    _publish(kept)
    document = _issue(kept)
    assert _status(kept, document) == "status.clear"

    kept.school.publish_keys(purposes=[ProofPurpose.AUTHENTICATION])
    assert _status(kept, document) == "status.clear"
    kept.clock.passes(seconds=CACHE_TTL.total_seconds())

    assert kept.verify(document).check("proof").outcome is Outcome.FAILED
    assert _status(kept, document) == "status.not_believable"


def test_a_policy_that_does_not_allow_the_suite_of_the_list_does_not_believe_it(kept: World) -> None:
    _publish(kept)
    REVOCATION_ONLY(unsigned := kept.school.prepare(DIPLOMA))
    document = kept.school.sign(unsigned, cryptosuite="eddsa-jcs-2022")
    assert _status(kept, document) == "status.clear"

    other = replace(PRODUCT_POLICY, name="other", cryptosuites=frozenset({"eddsa-jcs-2022"}))

    assert _status(kept, document, other) == "status.list_untrusted"


def test_a_proof_that_ends_while_its_list_is_kept_ends(kept: World) -> None:
    _publish(kept, expires=kept.clock() + timedelta(minutes=2))
    document = _issue(kept)
    assert _status(kept, document) == "status.clear"

    kept.clock.passes(minutes=2)

    assert _status(kept, document) == "status.list_untrusted"


def test_a_list_that_becomes_too_old_while_it_is_kept_is_too_old(kept: World) -> None:
    _publish(kept, put("/validUntil", "2026-07-01T12:10:00Z"))
    document = _issue(kept)
    assert _status(kept, document) == "status.clear"

    kept.clock.passes(minutes=12)

    assert _status(kept, document) == "status.clear_then"


def test_who_may_publish_the_list_is_asked_each_time(kept: World) -> None:
    _publish(kept)
    document = _issue(kept)
    other = kept.stranger.issue(DIPLOMA, change=put("/credentialStatus", document["credentialStatus"]))
    assert _status(kept, document) == "status.clear"

    assert _status(kept, other) == "status.list_of_other"


def test_a_list_that_can_not_be_read_is_refused_each_time() -> None:
    fetched = FetchedStatusList({})
    for _ in range(2):
        with pytest.raises(MalformedDocumentError):
            fetched.read()


def test_many_large_lists_can_not_fill_the_memory(kept: World) -> None:
    bits = StatusBits(MAX_KEPT_BYTES * 8)
    usual = FetchedStatusList(kept.school.unsigned_status_list("revocation"))
    put("/credentialSubject/encodedList", bits.encode())(usual.document)
    large = FetchedStatusList(kept.school.unsigned_status_list("revocation"))
    put("/credentialSubject/encodedList", StatusBits(MAX_KEPT_BYTES * 8 + 8).encode())(large.document)

    assert usual.read() is usual.read()
    assert large.read() is not large.read()
    assert large.read().read(MAX_KEPT_BYTES * 8 + 7, "revocation") is False


def test_a_list_knows_no_more_keys_than_a_document_may_have_proofs() -> None:
    fetched = FetchedStatusList({})
    keys = [generate().public_key for _ in range(40)]
    for key in keys:
        fetched.signatures.remember("/proof", key, PRODUCT_CONTEXT_RULES)

    known = [key for key in keys if fetched.signatures.holds("/proof", key, PRODUCT_CONTEXT_RULES)]

    assert 0 < len(known) <= 16
    assert keys[-1] in known
