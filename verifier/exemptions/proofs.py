"""What one verified document proves, as much as a decision on exemptions needs of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from schemas.awards import Person
from schemas.credential import Credential
from schemas.errors import MalformedDocumentError
from schemas.ervaringscertificaat import Ervaringscertificaat
from schemas.kinds import KindView, view_of
from verifier.exemptions.outcomes import ProvenOutcome, aligned_outcomes, proven_outcomes
from verifier.exemptions.reasons import Reason
from verifier.exemptions.rules import Basis
from verifier.result import Outcome, VerificationResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A document and what it says of outcomes. Whether it may count is asked of `refused` first.

    `key` is (issuer, award id): copies of one award are one proof. `refused` says why it can't count at
    all; None is a document that holds. `undecided` says that it could not be checked now, which is no
    verdict on it. `newest_evidence` and `oldest_evidence` are the days of what it rests on, where it says.
    """

    key: tuple[str, str]
    credential_id: str | None
    basis: Basis
    title: str
    issuer_name: str
    level: str | None
    standard_version: str | None
    dated_on: date | None
    oldest_evidence: date | None
    newest_evidence: date | None
    outcomes: tuple[ProvenOutcome, ...]
    person: Person | None = None
    """Whom it names; members are None where its holder left them out, all of it for a foreign badge."""
    warnings: tuple[str, ...] = ()
    refused: Reason | None = None
    undecided: bool = False


def proof_of(result: VerificationResult) -> Proof | None:
    """Return what a judged document proves; None for one that can't be read, or about which nothing holds.

    Claims of a document that was refused are kept to be SEEN by the board, with the reason, and never count
    (`Proof.refused`). Nothing is read from a document whose content is not proven.
    """
    credential = result.credential
    if credential is None or not result.content_is_proven:
        return None
    basis = _basis(credential)
    if basis is None:
        return None
    try:
        view = view_of(credential)
    except MalformedDocumentError:  # it lacks what its kind must have; the schema check said so
        return None
    outcomes = tuple(proven_outcomes(view)) if view is not None else tuple(aligned_outcomes(credential))
    refused = None
    if result.outcome not in (Outcome.PASSED, Outcome.WARNING):
        refused = Reason("proof.refused", {"check": result.decisive.code})
    experience = view if isinstance(view, Ervaringscertificaat) else None
    oldest, newest = experience.evidence_period if experience else (None, None)
    return Proof(
        key=(credential.issuer_id, credential.award_id or credential.id or ""),
        credential_id=credential.id,
        basis=basis,
        title=_title(credential, view),
        issuer_name=_issuer_name(result),
        level=view.level if view is not None else None,
        standard_version=experience.standard_version if experience else None,
        dated_on=view.dated_on if view is not None else credential.awarded_on,
        oldest_evidence=oldest,
        newest_evidence=newest,
        outcomes=outcomes,
        person=view.person if view is not None else None,
        warnings=tuple(check.code for check in result.checks if check.outcome is Outcome.WARNING),
        refused=refused,
        undecided=result.outcome is Outcome.INDETERMINATE,
    )


def own_word(key: str, title: str, outcomes: Iterable[ProvenOutcome], *, dated_on: date | None) -> Proof:
    """Return something of the worker's own, or someone else's word: seen by the board, it never covers."""
    return Proof(
        key=("", key),
        credential_id=None,
        basis=Basis.OWN_WORD,
        title=title,
        issuer_name="",
        level=None,
        standard_version=None,
        dated_on=dated_on,
        oldest_evidence=None,
        newest_evidence=None,
        outcomes=tuple(outcomes),
        refused=Reason("proof.own_word"),
    )


def one_per_award(proofs: Iterable[Proof]) -> tuple[Proof, ...]:
    """Return one proof of each award, in a fixed order: of several copies one that holds."""
    found: dict[tuple[str, str], Proof] = {}
    for proof in sorted(
        proofs, key=lambda each: (each.refused is not None, each.undecided, each.credential_id or "")
    ):
        found.setdefault(proof.key, proof)
    return tuple(sorted(found.values(), key=lambda each: each.key))


def _basis(credential: Credential) -> Basis | None:
    """The kind of document; None for a kind of ours that says nothing of outcomes."""
    if credential.kind is None:
        return Basis.OPEN_BADGE
    return next((basis for basis in Basis if basis.value == credential.kind.value), None)


def _title(credential: Credential, view: KindView | None) -> str:
    if view is not None and view.references:
        return view.references[0].name
    return credential.name or ""


def _issuer_name(result: VerificationResult) -> str:
    """The name in the register comes first; what a document calls its issuer is the issuer's own word."""
    recognition = result.recognition
    official = recognition.official_name if recognition is not None else None
    return official or (result.credential.issuer_name if result.credential else None) or ""
