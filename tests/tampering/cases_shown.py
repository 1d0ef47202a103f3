"""Presentations that do not hold, and certificates of somebody else in good ones."""

import copy
from datetime import timedelta
from functools import partial
from typing import Any

from keys.controller import ProofPurpose
from keys.proofs import add_proof
from schemas.contexts import CREDENTIALS_V2
from schemas.documents import JsonObject
from tests.ecosystem import DIPLOMA, NOW, SHARE_ID, SHARE_ORIGIN, Holder, World
from tests.tampering.case import case, drop, put, shown
from verifier.checks.presentation import MAX_CREDENTIALS, MAX_PROOFS_SHOWN
from verifier.result import Outcome

structure = partial(case, "structure")
proof = partial(case, "proof")
freshness = partial(case, "freshness")


def _diplomas(world: World, count: int) -> list[JsonObject]:
    return [world.school.issue(DIPLOMA, holder=world.samira) for _ in range(count)]


def _by_other_hand(world: World) -> JsonObject:
    """Samira's selection, signed by somebody who copied it."""
    return Holder(world.clock).present(
        _diplomas(world, 1), change=lambda document: document.update(holder=world.samira.did)
    )


def _by_two(world: World) -> JsonObject:
    document = world.samira.present(_diplomas(world, 1), change=lambda document: document.pop("holder"))
    return add_proof(
        document,
        cryptosuite="eddsa-rdfc-2022",
        signer=Holder(world.clock).signer,
        purpose=ProofPurpose.AUTHENTICATION,
        created=NOW,
        domain=SHARE_ORIGIN,
        challenge=SHARE_ID,
    )


def _of_somebody_else(world: World) -> JsonObject:
    """Somebody shows Samira's diploma under an own name (PF-09)."""
    return Holder(world.clock).present(_diplomas(world, 1))


def _of_lost_key(world: World) -> JsonObject:
    """An organisation as holder, whose key is in other hands."""
    school = world.school
    document = add_proof(
        {
            "@context": [CREDENTIALS_V2],
            "type": ["VerifiablePresentation"],
            "holder": school.did,
            "verifiableCredential": _diplomas(world, 1),
        },
        cryptosuite="eddsa-rdfc-2022",
        signer=school.signer,
        purpose=ProofPurpose.AUTHENTICATION,
        created=NOW,
        domain=SHARE_ORIGIN,
        challenge=SHARE_ID,
    )
    school.compromise_key(NOW - timedelta(days=1))
    school.publish_keys(purposes=ProofPurpose)
    return document


def _shown(world: World, **options: Any) -> JsonObject:
    return world.samira.present(_diplomas(world, 1), **options)


def _without_last(world: World) -> JsonObject:
    document = world.samira.present(_diplomas(world, 2))
    drop("/verifiableCredential/1")(document)
    return document


def _too_many(world: World) -> JsonObject:
    document = _shown(world)
    document["verifiableCredential"] = [{} for _ in range(MAX_CREDENTIALS + 1)]
    return document


def _full_of_proofs(world: World) -> JsonObject:
    document = _shown(world)
    document["verifiableCredential"] = [{"proof": [{} for _ in range(MAX_PROOFS_SHOWN + 1)]}]
    return document


def _twice(world: World) -> JsonObject:
    document = _shown(world)
    diploma = _diplomas(world, 1)[0]
    document["verifiableCredential"] = [diploma, copy.deepcopy(diploma)]
    return document


def _with_revoked(world: World) -> JsonObject:
    first, second = _diplomas(world, 2)
    world.school.revoke(second)
    return world.samira.present([first, second])


CASES = (
    # The selection itself.
    structure("document.base_context", "a selection without contexts", shown(drop("/@context"))),
    structure("presentation.empty", "an empty selection", shown(put("/verifiableCredential", []))),
    structure("presentation.too_many", "too many certificates", _too_many),
    structure("complexity.proofs", "more proofs than can be judged at once (LD-04)", _full_of_proofs),
    # Who signed it, and for what.
    proof("proof.missing", "a selection that nobody signed", shown(drop("/proof"))),
    proof("proof.signature_mismatch", "a certificate taken out", _without_last),
    proof("proof.signature_mismatch", "one certificate twice", _twice),
    proof(
        "proof.wrong_purpose",
        "signed as a statement (PF-01)",
        partial(_shown, purpose=ProofPurpose.ASSERTION_METHOD),
    ),
    proof("presentation.not_by_holder", "a selection that was copied", _by_other_hand),
    proof("presentation.not_by_holder", "a selection of two people", _by_two),
    proof("proof.key_revoked", "a selection by a lost key", _of_lost_key),
    # For whom it was made, and until when (PF-08).
    freshness("proof.wrong_domain", "made for another place", partial(_shown, domain="https://evil.example")),
    freshness("proof.wrong_challenge", "made for another occasion", partial(_shown, challenge="other")),
    freshness("proof.expired", "a share that ended", partial(_shown, expires=NOW)),
    # What is in it.
    case(
        "binding",
        "binding.other_presenter",
        "somebody else's diploma",
        _of_somebody_else,
        outcome=Outcome.WARNING,
    ),
    case("status", "status.revoked", "a revoked diploma in a good selection", _with_revoked),
)
