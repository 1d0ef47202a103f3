"""What of hers fits a request, and why the rest does not."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from schemas.credential import Credential
from schemas.presentation_request import PresentationRequest
from verifier.checks.binding import OTHER_PRESENTER
from wallet import shelf
from wallet.cards import readable_view
from wallet.shelf import ShelfEntry
from wallet.states import FAILED
from wallet.vault import Vault


class Misfit(StrEnum):
    """Why a certificate can't be sent."""

    NOT_ASKED = "not_asked"
    NOT_VALID = "not_valid"
    SHOWS_TOO_LITTLE = "shows_too_little"


@dataclass(frozen=True, slots=True)
class Fitting:
    """Her certificates in two heaps, each in the order of the shelf."""

    fits: tuple[ShelfEntry, ...]
    others: tuple[tuple[ShelfEntry, Misfit], ...]


def fitting(session: Session, vault: Vault, request: PresentationRequest) -> Fitting:
    """Say which certificates of the wallet are asked for.

    One that did not hold at its last check is not offered: it would do her no good.
    """
    entries = shelf.entries(session, vault)
    kinds = {wanted.kind.value for wanted in request.wanted}
    of_kind = [entry for entry in entries if entry.card.kind in kinds]
    views = {
        held.entry.document_id: view
        for held in shelf.open_all(session, vault, of_kind)
        if (view := readable_view(Credential.from_document(held.opened))) and request.fits(view)
    }
    fits, others = [], []
    for entry in entries:
        view = views.get(entry.document_id)
        if view is None:
            others.append((entry, Misfit.NOT_ASKED))
        elif entry.verdict.outcome == FAILED or _is_of_another(entry):
            others.append((entry, Misfit.NOT_VALID))
        elif not request.shows_enough(view):  # a copy of which she was given a part
            others.append((entry, Misfit.SHOWS_TOO_LITTLE))
        else:
            fits.append(entry)
    return Fitting(tuple(fits), tuple(others))


def _is_of_another(entry: ShelfEntry) -> bool:
    return any(finding.code == OTHER_PRESENTER for finding in entry.verdict.findings)
