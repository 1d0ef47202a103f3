"""A second verifier in the small world, whose receipts a register recognises: evidence of time for tests."""

from dataclasses import replace
from datetime import date
from typing import Any

from schemas.digests import digests_of
from schemas.documents import JsonObject, serialize
from schemas.verification_receipt import RECEIPT_TYPE, VerificationReceipt, build_receipt_document
from tests.ecosystem import World, recognised
from tests.parties import Publisher
from verifier.earlier_checks import EarlierCheck
from verifier.receipts.making import receipt_of
from verifier.services import HandedIn

CHECKER = "did:web:controle-voorbeeld.example"
CHECKER_NAME = "Controle Voorbeeld"


def checker_in(world: World, *, since: date = date(2020, 1, 1), **further: Any) -> Publisher:
    """Return a verifier whose receipts count from a day on."""
    world.keeper.recognises(CHECKER, CHECKER_NAME, recognised(RECEIPT_TYPE, since=since, **further))
    return Publisher(CHECKER, world.clock, world.network)


def content_of_check(world: World, file: bytes, **changes: Any) -> VerificationReceipt:
    """Return what a receipt of a check that is made now says, with changes."""
    judgement = world.judge_for(file, challenge=None, at=world.clock())
    return replace(receipt_of(judgement, HandedIn(document=file)), **changes)


def receipt_by(signer: Publisher, receipt: VerificationReceipt, *, issuer: str = "") -> JsonObject:
    """Return a receipt, signed now by a party; perhaps in the name of another."""
    return signer.sign(unsigned(receipt, issuer or signer.did))


def unsigned(receipt: VerificationReceipt, issuer: str) -> JsonObject:
    return build_receipt_document(
        receipt, issuer=issuer, receipt_id="urn:uuid:7ccccccc-7777-4777-8777-777777777777"
    )


def handed_over(receipt: JsonObject, document: JsonObject | bytes) -> EarlierCheck:
    """Return a receipt as a door hands it on, with the file that it came with."""
    file = document if isinstance(document, bytes) else serialize(document)
    return EarlierCheck(receipt=receipt, file=digests_of(file))
