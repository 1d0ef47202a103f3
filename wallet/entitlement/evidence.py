"""Her documents as the engine judged them at their last check, read for what she may still learn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from schemas.credential import Credential
from schemas.errors import MalformedDocumentError
from schemas.kinds import view_of
from verifier.entitlement import History, read_history
from verifier.entitlement.conditions import speaks_of_today
from verifier.entitlement.history import identifier_of
from verifier.errors import VerificationError
from verifier.result import Check, Outcome, VerificationResult, VerifiedCredential
from wallet import shelf
from wallet.portfolio.collection import rate
from wallet.portfolio.trust import TrustLevel
from wallet.sharing import overview
from wallet.shelf import HeldDocument, ShelfEntry
from wallet.vault import Vault

# Only what is surely hers, by a recognised issuer, is proof; everything else counts as her own word.
_PROOF = frozenset({TrustLevel.OFFICIAL, TrustLevel.ASSESSED})

# More than any career; a wallet of ten thousand documents is answered all the same, by the newest of them.
MOST_DOCUMENTS = 500


@dataclass(frozen=True, slots=True)
class Evidence:
    """Her history, and her documents by the names that conclusions have for them."""

    history: History
    entries: Mapping[str, ShelfEntry]


@dataclass(frozen=True, slots=True)
class RegisterOverview:
    """Up to which day a register told what there is (None: it told nothing), and whether that is recent."""

    day: date | None
    is_current: bool


def register_overview(history: History, *, on: date) -> RegisterOverview:
    """Return how far her overview of the register reaches, for what the ladder says about itself."""
    day = history.complete_as_of
    return RegisterOverview(day, day is not None and speaks_of_today(day, on))


def evidence(session: Session, vault: Vault, *, on: date) -> Evidence:
    """Open her documents and read them. Checks nothing anew: what the last check found is what counts.

    A document that was withdrawn, changed, or made for somebody else has no part in it.
    """
    rated = [rate(entry) for entry in shelf.entries(session, vault)]
    counting = [each.entry for each in rated if each.level is not None][:MOST_DOCUMENTS]
    return _evidence(shelf.open_all(session, vault, counting), on=on)


def evidence_of_share(session: Session, vault: Vault, share_id: str, *, on: date) -> Evidence:
    """Return what the documents of one link say, without what it leaves out: as its receiver could read it.

    Raises `NotInThisWalletError`.
    """
    return _evidence(overview.documents_of(session, vault, share_id), on=on)


def _evidence(documents: Iterable[HeldDocument], *, on: date) -> Evidence:
    verified: list[VerifiedCredential] = []
    doubted: set[str] = set()
    entries: dict[str, ShelfEntry] = {}
    for held in documents:
        level = rate(held.entry).level
        if level is None:
            continue
        try:
            found = _verified(held)
            view_of(found.credential)
        except (VerificationError, MalformedDocumentError):
            continue
        identifier = identifier_of(found.credential)
        verified.append(found)
        entries[identifier] = held.entry
        if level not in _PROOF:
            doubted.add(identifier)
    return Evidence(read_history(verified, on=on, doubted=doubted), entries)


def _verified(held: HeldDocument) -> VerifiedCredential:
    """Return the document with the findings that the engine had when it was last checked."""
    verdict, document = held.entry.verdict, held.opened
    return VerificationResult(
        document=document,
        credential=Credential.from_document(document),
        checks=tuple(
            Check(finding.name, Outcome(finding.outcome), finding.code, finding.parameters)
            for finding in verdict.findings
        ),
        policy="as last checked",
        verified_at=verdict.checked_at,
    ).require()
