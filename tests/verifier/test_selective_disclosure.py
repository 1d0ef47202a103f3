"""A certificate of which the holder shows a part: what a verifier concludes from it, and what never."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from keys.canonicalization import PRODUCT_CONTEXT_RULES
from keys.cryptosuites.ecdsa_sd import ECDSA_SD_2023
from keys.key_types import KeyType
from keys.proofs import derive_proof
from keys.signer import generate
from schemas.credential import CredentialKind
from schemas.disclosure import HIDEABLE_POINTERS, NAME_POINTERS, mandatory_pointers_for
from schemas.documents import JsonObject, serialize
from tests.ecosystem import DIPLOMA, World
from tests.schemas import samples
from tests.tampering.case import drop, put
from verifier.contents import content_of
from verifier.policy import PRODUCT_POLICY
from verifier.result import Outcome, VerificationResult

SUITE = "ecdsa-sd-2023"
NAME = tuple(sorted(NAME_POINTERS))
ALL = tuple(sorted(HIDEABLE_POINTERS))
PASSED, WARNING, FAILED = Outcome.PASSED, Outcome.WARNING, Outcome.FAILED


@pytest.fixture
def world() -> World:
    world = World()
    for issuer in (world.school, world.evc_provider, world.register):
        issuer.rotate_key(generate(KeyType.P256))
    return world


def issued(
    world: World,
    kind: CredentialKind = DIPLOMA,
    *,
    bound: bool = True,
    mandatory: tuple[str, ...] = (),
    change: Callable[[JsonObject], object] = lambda _: None,
) -> JsonObject:
    """Return a certificate with a base proof, as its holder keeps it.

    `mandatory`: what an issuer demands that signs by other software than ours.
    """
    issuer = world.issuer_of(kind)
    document = issuer.prepare(kind, holder=world.samira if bound else None)
    change(document)
    return based(world, document, mandatory) if mandatory else issuer.sign(document, cryptosuite=SUITE)


def based(world: World, document: JsonObject, mandatory: tuple[str, ...]) -> JsonObject:
    """Return a document with a base proof of the school that demands exactly these parts."""
    signer = world.school.signer
    options: JsonObject = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": "2026-07-01T12:00:00Z",
        "verificationMethod": signer.verification_method,
        "proofPurpose": "assertionMethod",
    }
    proof = ECDSA_SD_2023.create_proof(
        document, options, signer, contexts=PRODUCT_CONTEXT_RULES, mandatory_pointers=mandatory
    )
    return {**document, "proof": proof}


def judged(world: World, document: JsonObject) -> VerificationResult:
    return world.verify(document, presented_by=world.samira.did)


def findings(result: VerificationResult, *names: str) -> list[tuple[Outcome, str]]:
    return [(result.check(name).outcome, result.check(name).code) for name in names]


# --- what can be shown


def test_a_worker_shows_a_diploma_without_her_birth_date(world: World) -> None:
    shown = derive_proof(issued(world), selective_pointers=NAME)
    presented = world.verify_shown(world.samira.present([shown]))

    assert presented.outcome is PASSED
    (result,) = presented.credentials
    assert findings(result, "proof", "issuer", "status", "schema", "binding") == [
        (PASSED, "proof.holds"),
        (PASSED, "issuer.recognised"),
        (PASSED, "status.clear"),
        (PASSED, "schema.shown_in_part"),
        (PASSED, "binding.holds"),
    ]
    assert b"1985" not in serialize(shown)
    content = content_of(result)
    assert content is not None
    assert content.person is not None
    assert (content.person.full_name, content.person.birth_date) == ("Samira Voorbeeld", None)


@pytest.mark.parametrize("kind", CredentialKind)
def test_every_kind_can_be_shown_without_saying_who_it_is_about(world: World, kind: CredentialKind) -> None:
    shown = derive_proof(issued(world, kind), selective_pointers=())
    result = judged(world, shown)

    assert result.outcome is PASSED
    assert result.check("schema").code == "schema.shown_in_part"
    assert b"Samira" not in serialize(shown)
    content = content_of(result)
    assert content is not None
    assert content.person is not None
    assert content.person.full_name is None


def test_a_certificate_shown_whole_is_complete(world: World) -> None:
    result = judged(world, derive_proof(issued(world), selective_pointers=ALL))

    assert result.outcome is PASSED
    assert result.check("schema").code == "schema.complete"


def test_nobody_is_named_by_a_part_without_a_name_that_nobody_signed_for(world: World) -> None:
    shown = derive_proof(issued(world), selective_pointers=())
    named = derive_proof(issued(world), selective_pointers=NAME)

    assert findings(world.verify(shown), "binding") == [(WARNING, "binding.nobody_named")]
    assert findings(world.verify(named), "binding") == [(WARNING, "binding.not_presented")]


# --- what must be shown


@pytest.mark.parametrize("kind", CredentialKind)
def test_all_but_what_tells_who_she_is_must_be_shown(world: World, kind: CredentialKind) -> None:
    whole = issued(world, kind)
    shown: Any = derive_proof(whole, selective_pointers=())

    for document in (whole, shown):
        del document["proof"]
    for pointer in HIDEABLE_POINTERS:
        drop(pointer)(whole)
    assert shown == whole


@pytest.mark.parametrize("index", [None, 0, 1])
def test_a_derived_diploma_without_its_status_is_impossible(world: World, index: int | None) -> None:
    world.school.revoke(certificate := issued(world))
    shown = derive_proof(certificate, selective_pointers=NAME)
    world.look_again()
    assert findings(judged(world, shown), "status") == [(FAILED, "status.revoked")]

    drop("/credentialStatus" if index is None else f"/credentialStatus/{index}")(shown)
    assert findings(judged(world, shown), "proof") == [(FAILED, "proof.signature_mismatch")]


def test_an_end_date_can_not_be_left_out(world: World) -> None:
    certificate = issued(world, change=put("/validUntil", "2026-01-01T00:00:00Z"))
    shown = derive_proof(certificate, selective_pointers=())

    assert findings(judged(world, shown), "validity") == [(WARNING, "validity.expired")]
    drop("/validUntil")(shown)
    assert findings(judged(world, shown), "proof") == [(FAILED, "proof.signature_mismatch")]


def test_whose_it_is_can_not_be_left_out(world: World) -> None:
    shown: Any = derive_proof(issued(world), selective_pointers=())
    assert shown["credentialSubject"]["id"] == world.samira.did
    assert findings(world.verify(shown, presented_by="did:key:z6MkOther"), "binding") == [
        (WARNING, "binding.other_presenter")
    ]


def test_a_certificate_that_is_bound_to_nobody_says_who_it_is_about(world: World) -> None:
    certificate = issued(world, bound=False)
    shown: Any = derive_proof(certificate, selective_pointers=())
    assert shown["credentialSubject"].keys() >= {"voornamen", "geslachtsnaam", "geboortedatum"}
    assert findings(judged(world, shown), "schema") == [(PASSED, "schema.complete")]

    # Also where an issuer let it be left out.
    unnamed = derive_proof(
        issued(world, bound=False, mandatory=_all_but(certificate, ALL)), selective_pointers=()
    )
    assert findings(judged(world, unnamed), "schema") == [(FAILED, "schema.missing")]


def _all_but(document: JsonObject, pointers: tuple[str, ...]) -> tuple[str, ...]:
    bound = copy.deepcopy(document)
    put("/credentialSubject/id", samples.HOLDER)(bound)
    return tuple(pointer for pointer in mandatory_pointers_for(bound) if pointer not in pointers)


@pytest.mark.parametrize(
    ("pointer", "check", "finding"),
    [
        ("/credentialStatus", "status", (FAILED, "status.missing")),
        ("/credentialSubject/result", "schema", (PASSED, "schema.shown_in_part")),  # optional for a diploma
        ("/credentialSubject/examenuitslag", "issuer", (FAILED, "document.not_text")),
        ("/credentialSubject/diplomaregister", "issuer", (FAILED, "document.not_text")),
        ("/credentialSchema", "schema", (FAILED, "schema.missing")),
        ("/awardId", "schema", (FAILED, "schema.missing")),
    ],
)
def test_what_an_issuer_let_be_left_out_is_missed_where_the_kind_demands_it(
    world: World, pointer: str, check: str, finding: tuple[Outcome, str]
) -> None:
    mandatory = _all_but(issued(world), (pointer,))
    shown = derive_proof(issued(world, mandatory=mandatory), selective_pointers=NAME)

    assert findings(judged(world, shown), "proof", check) == [(PASSED, "proof.holds"), finding]


# --- what a base proof, and another proof, say


def test_what_the_holder_keeps_is_not_what_she_shows(world: World) -> None:
    assert findings(judged(world, issued(world)), "proof") == [(FAILED, "proof.not_derived")]


@pytest.mark.parametrize("cryptosuite", ["ecdsa-rdfc-2019", "ecdsa-jcs-2019"])
def test_only_a_derived_proof_excuses_what_is_not_there(world: World, cryptosuite: str) -> None:
    document = world.school.prepare(DIPLOMA, holder=world.samira)
    drop("/credentialSubject/geboortedatum")(document)
    signed = world.school.sign(document, cryptosuite=cryptosuite)

    assert findings(judged(world, signed), "schema") == [(FAILED, "schema.missing")]


def test_a_proof_over_the_whole_beside_a_derived_one_says_that_this_is_the_whole(world: World) -> None:
    shown = derive_proof(issued(world), selective_pointers=())
    both = world.school.sign(shown, cryptosuite="ecdsa-rdfc-2019")
    strangers = world.stranger.sign(shown)

    assert findings(judged(world, both), "proof", "schema") == [
        (PASSED, "proof.holds"),
        (FAILED, "schema.missing"),
    ]
    assert findings(judged(world, strangers), "schema") == [(PASSED, "schema.shown_in_part")]


# --- kinds that are not ours, and documents of which nobody may show a part


def _foreign(document: JsonObject) -> None:
    document["type"] = ["VerifiableCredential", "OpenBadgeCredential"]


def test_of_a_foreign_certificate_nothing_follows_from_what_is_not_shown(world: World) -> None:
    certificate = issued(world, change=_foreign, mandatory=("/issuer", "/validFrom"))
    result = judged(world, derive_proof(certificate, selective_pointers=("/credentialSubject/achievement",)))

    assert findings(result, "proof", "validity", "status") == [
        (PASSED, "proof.holds"),
        (WARNING, "validity.not_shown"),
        (WARNING, "status.not_shown"),
    ]
    assert result.outcome is WARNING


def test_of_a_foreign_certificate_what_limits_it_must_be_shown(world: World) -> None:
    def limited(document: JsonObject) -> None:
        _foreign(document)
        document["validUntil"] = "2099-01-01T00:00:00Z"

    shown = derive_proof(
        issued(world, change=limited), selective_pointers=("/credentialSubject/achievement",)
    )
    assert {"validFrom", "validUntil", "credentialStatus"} <= shown.keys()
    assert findings(judged(world, shown), "validity", "status") == [
        (PASSED, "validity.within"),
        (PASSED, "status.clear"),
    ]


def test_a_part_of_a_status_list_is_not_believed(world: World) -> None:
    certificate = issued(world)
    shown = derive_proof(certificate, selective_pointers=())
    for purpose in ("revocation", "suspension"):
        unsigned = world.school.unsigned_status_list(purpose)
        whole = based(world, unsigned, ("/issuer", "/credentialSubject"))
        part = derive_proof(whole, selective_pointers=())
        assert "validUntil" not in part
        world.network.pages[world.school.list_url(purpose)] = serialize(part)

    assert findings(judged(world, shown), "status") == [(Outcome.INDETERMINATE, "status.list_untrusted")]


def test_nobody_shows_a_part_of_a_presentation_or_a_register() -> None:
    whole = PRODUCT_POLICY.cryptosuites_for_whole_documents
    assert SUITE in PRODUCT_POLICY.cryptosuites
    assert whole == PRODUCT_POLICY.cryptosuites - {SUITE}
