"""Change, remove or add anything, anywhere in a signed document: none of it passes."""

import pytest

from keys.jose import JwtType, envelope_of
from keys.key_types import KeyType
from keys.proofs import derive_proof
from keys.signer import generate
from schemas.credential import CredentialKind
from schemas.documents import JsonObject, parse_object, serialize
from tests.ecosystem import DIPLOMA, VRIJSTELLINGSBESLUIT, World
from tests.forging import contents, forge
from tests.tampering.mutations import respellings, single_changes
from verifier.result import Outcome


@pytest.fixture(scope="module")
def world() -> World:
    return World()


def _signed(world: World, kind: CredentialKind) -> JsonObject:
    return world.issuer_of(kind).issue(kind, holder=world.samira)


def _outcome(world: World, document: JsonObject) -> Outcome:
    return world.verify(document, presented_by=world.samira.did).outcome


@pytest.mark.parametrize("kind", CredentialKind)
def test_every_single_change_in_a_certificate_is_refused(world: World, kind: CredentialKind) -> None:
    document = _signed(world, kind)
    assert _outcome(world, document) is Outcome.PASSED

    accepted = {
        str(mutation): outcome
        for mutation in single_changes(document)
        if (outcome := _outcome(world, mutation.document)) is not Outcome.FAILED
    }

    assert accepted == {}


@pytest.mark.parametrize("kind", CredentialKind)
def test_a_second_spelling_of_the_same_certificate_is_refused(world: World, kind: CredentialKind) -> None:
    document = _signed(world, kind)

    accepted = {
        str(mutation)
        for mutation in respellings(document)
        if _outcome(world, mutation.document) is not Outcome.FAILED
    }

    # A set of one proof is that proof: Data Integrity allows either, and no proof covers itself.
    assert accepted == {"wrap /proof"}


@pytest.mark.parametrize("cryptosuite", ["eddsa-jcs-2022", "ecdsa-rdfc-2019", "ecdsa-jcs-2019"])
def test_every_single_change_is_refused_under_the_other_cryptosuites(cryptosuite: str) -> None:
    world = World()
    if cryptosuite.startswith("ecdsa"):
        world.school.rotate_key(generate(KeyType.P256))
    unsigned = world.school.prepare(VRIJSTELLINGSBESLUIT, holder=world.samira)
    document = parse_object(serialize(world.school.sign(unsigned, cryptosuite=cryptosuite)))
    assert _outcome(world, document) is Outcome.PASSED

    accepted = {
        str(mutation): outcome
        for mutation in single_changes(document)
        if (outcome := _outcome(world, mutation.document)) is not Outcome.FAILED
    }

    assert accepted == {}


def test_every_single_change_in_a_part_that_a_holder_shows_is_refused() -> None:
    world = World()
    world.school.rotate_key(generate(KeyType.P256))
    unsigned = world.school.prepare(VRIJSTELLINGSBESLUIT, holder=world.samira)
    whole = world.school.sign(unsigned, cryptosuite="ecdsa-sd-2023")
    document = derive_proof(whole, selective_pointers=("/credentialSubject/voornamen",))
    assert _outcome(world, document) is Outcome.PASSED

    accepted = {
        str(mutation): outcome
        for mutation in single_changes(document)
        if (outcome := _outcome(world, mutation.document)) is not Outcome.FAILED
    }

    assert accepted == {}


def test_every_single_change_in_a_presentation_is_refused(world: World) -> None:
    document = world.samira.present([_signed(world, DIPLOMA)])
    assert world.verify_shown(document).outcome is Outcome.PASSED

    accepted = {
        str(mutation): outcome
        for mutation in single_changes(document)
        if (outcome := world.verify_shown(mutation.document).outcome) is not Outcome.FAILED
    }

    assert accepted == {}


def test_a_second_spelling_of_a_presentation_is_refused_where_it_could_mislead(world: World) -> None:
    document = world.samira.present([_signed(world, DIPLOMA)])

    accepted = {
        str(mutation)
        for mutation in respellings(document)
        if world.verify_shown(mutation.document).outcome is not Outcome.FAILED
    }

    # One proof or a set of one, one domain or a set of one, and a context named again: all say the same.
    assert accepted == {
        "repeat /@context",
        "wrap /proof",
        "wrap /proof/domain",
        "wrap /verifiableCredential/0/proof",
    }


@pytest.mark.parametrize("part", ["header", "payload", "envelope"])
def test_every_single_change_in_a_jwt_is_refused(world: World, part: str) -> None:
    token = world.school.issue_jwt(DIPLOMA, holder=world.samira)
    header, payload, signature = contents(token)
    good = envelope_of(token, JwtType.CREDENTIAL)
    assert _outcome(world, good) is Outcome.PASSED

    def changed(document: JsonObject) -> JsonObject:
        parts = {"header": header, "payload": payload, part: document}
        forged = forge(parts["header"], parts["payload"], None, signature=signature)
        return document if part == "envelope" else envelope_of(forged, JwtType.CREDENTIAL)

    accepted = {
        str(mutation)
        for mutation in single_changes({"header": header, "payload": payload, "envelope": good}[part])
        if _outcome(world, changed(mutation.document)) is not Outcome.FAILED
    }

    assert accepted == set()
