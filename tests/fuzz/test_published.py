"""What parties publish (keys, status lists, registers) when it is damaged, and DIDs of any spelling."""

import copy
import random
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from keys.controller import ControllerDocument, ProofPurpose
from keys.did_resolution import resolve_identifier
from keys.trust_list import TrustList
from schemas.documents import JsonObject, parse_object, serialize
from schemas.errors import DomainError
from schemas.status_list import StatusBits
from tests.differential.mutants import Pool, mutate
from tests.ecosystem import DIPLOMA, World
from tests.fuzz.material import CHANCES, damaged, in_bounded_time, signed_if_possible
from tests.verifier.english import english
from verifier.report import report
from verifier.result import Outcome


def _changed(chance: random.Random, document: JsonObject) -> JsonObject:
    changed = copy.deepcopy(document)
    mutate(changed, chance, Pool({**changed, "type": ["x"]}))
    return changed


@given(CHANCES)
def test_damaged_public_documents_are_judged(chance: random.Random) -> None:
    here = World()
    diploma = here.school.issue(DIPLOMA, holder=here.samira)
    for address, page in list(here.network.pages.items()):
        content = page if isinstance(page, bytes) else page()
        if chance.random() < 0.5:
            here.network.pages[address] = (
                damaged(chance, content)
                if chance.random() < 0.5
                else serialize(_changed(chance, parse_object(content)))
            )
    with in_bounded_time():
        judgement = here.judge(diploma)
    assert isinstance(judgement.outcome, Outcome)
    report(judgement, translate=english)


@given(CHANCES)
def test_lists_that_their_publishers_signed_are_judged_whatever_they_say(chance: random.Random) -> None:
    here = World()
    diploma = here.school.issue(DIPLOMA, holder=here.samira)
    for publisher, address in (
        (here.school, here.school.list_url("revocation")),
        (here.keeper, here.keeper.url),
    ):
        changed = _changed(chance, parse_object(_bytes_at(here, address)))
        here.network.pages[address] = serialize(
            signed_if_possible(changed, publisher.signer, ProofPurpose.ASSERTION_METHOD)
        )
    with in_bounded_time():
        report(here.judge(diploma), translate=english)


@given(CHANCES)
def test_changed_registers_and_controller_documents_are_read_or_refused(chance: random.Random) -> None:
    here = World()
    did = here.school.did
    own = parse_object(_bytes_at(here, next(url for url in here.network.pages if url.endswith("did.json"))))
    register = parse_object(_bytes_at(here, here.keeper.url))
    with in_bounded_time():
        with suppress(DomainError):
            TrustList.from_document(_changed(chance, register))
        with suppress(DomainError):
            ControllerDocument.from_document(_changed(chance, own), expected_id=did)


@given(CHANCES)
def test_damaged_lists_of_bits_are_decoded_or_refused(chance: random.Random) -> None:
    encoded = StatusBits().encode()
    with in_bounded_time():
        try:
            StatusBits.decode(damaged(chance, encoded.encode()).decode("latin-1"))
        except DomainError:
            return


_DIDS = (
    "did:web:roc-voorbeeld.example#key-1",
    "did:web:roc-voorbeeld.example%3A8443:pad?publicKeyFormat=Multikey#key-1",
    "did:key:z6MknGc3ocHs3zdPiJbnaaqDi58NGb4pk1Sp9WxWufuXSdxf?publicKeyFormat=JsonWebKey2020",
    "did:jwk:eyJrdHkiOiJPS1AiLCJjcnYiOiJFZDI1NTE5IiwieCI6IjExcVlBWUt4Q3JmVlNfN1R5V1FIT2c3aGN2UGFwaU1scndJYUFiSkxaIn0#0",
)


@given(CHANCES, st.sampled_from(_DIDS), st.none() | st.text(max_size=20))
def test_identifiers_of_any_spelling_have_a_result(
    chance: random.Random, did: str, wanted: str | None
) -> None:
    text = damaged(chance, did.encode()).decode("latin-1")
    with in_bounded_time():
        found = resolve_identifier(text, resolver=World().resolver, public_key_format=wanted)
    assert serialize(found.to_json())


def _bytes_at(here: World, address: str) -> bytes:
    page = here.network.pages[address]
    return page if isinstance(page, bytes) else page()
