"""What verified documents say about the education of one person. Draws no conclusion about rights."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from schemas.credential import Credential
from schemas.diploma import Diploma
from schemas.inschrijvingsverklaring import Inschrijvingsverklaring
from schemas.kinds import KindView, view_of
from verifier.checks.issuer import AS_REGISTER, NOT_THE_REGISTER
from verifier.entitlement.contradictions import Statement, settle
from verifier.result import Outcome, VerifiedCredential

# Levels of higher education, by the NLQF level of the document.
_HIGHER = {"5": "ad", "6": "bachelor", "7": "master"}
_SECONDARY = {"havo-diploma": "havo", "vwo-diploma": "vwo", "vmbo-diploma": "vmbo"}
# Mbo programmes by NLQF level, which is text. Some specialist programmes of level 4 are NLQF 5.
_MBO = {"Instroom": "mbo-1", "1": "mbo-1", "2": "mbo-2", "3": "mbo-3", "4": "mbo-4", "5": "mbo-4"}
# Degrees of before the bachelor-master structure, which the law takes for both (WHW 7.45a, eighth paragraph).
_OLD_DEGREES = ("doctoraal", "doctorandus")


class Basis(StrEnum):
    """How well something is known."""

    PROVEN = "proven"  # a verified document of a recognised issuer
    STATED = "stated"  # somebody's own word, or that of an issuer whom no register recognises


class Dismissal(StrEnum):
    """Why a document does not count."""

    COPY = "copy"
    REPLACED = "replaced"
    LATER = "later"
    OTHER_PERSON = "other-person"
    OTHER_KIND = "other-kind"
    NOT_PROVEN = "not-proven"
    NOT_THE_REGISTER = "not-the-register"
    CONTRADICTED = "contradicted"
    NOT_FUNDED = "not-funded"
    TOO_OLD = "too-old"


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A document that did not count, and why."""

    credential: str
    reason: Dismissal


@dataclass(frozen=True, slots=True)
class Holding:
    """A diploma: what it is a diploma of. `levels` are two for an old degree that counts as both."""

    credential: str
    levels: tuple[str, ...]
    awarded: date
    funded: bool
    phase: str
    basis: Basis
    is_hbo: bool = False
    """Whether it is of a university of applied sciences; of a degree alone one can't tell."""


@dataclass(frozen=True, slots=True)
class History:
    """Everything that documents say, as of a day."""

    born: date | None = None
    born_from: tuple[str, ...] = ()
    born_basis: Basis = Basis.PROVEN
    holdings: tuple[Holding, ...] = ()
    statements: tuple[Statement, ...] = ()
    dismissed: tuple[Dismissed, ...] = ()

    @property
    def complete_as_of(self) -> date | None:
        """The newest day up to which a register says for some sector what there is; None without one."""
        return max((each.until for one in self.statements for each in one.coverage), default=None)

    def supposing(self, level: str, on: date) -> "History":
        """Return this history with a diploma that she does not have (yet). It never counts as proven."""
        supposed = Holding(SUPPOSED, (level,), on, True, "postinitieel", Basis.STATED)
        return replace(self, holdings=(*self.holdings, supposed))


SUPPOSED = "supposed"


@dataclass(frozen=True, slots=True)
class _Piece:
    identifier: str
    view: KindView | None
    basis: Basis
    is_the_register: bool


def identifier_of(credential: Credential) -> str:
    """Return the name by which outcomes refer to a document: of the copy, else of the award or issuer."""
    return credential.id or credential.award_id or credential.issuer_id


def read_history(
    credentials: Sequence[VerifiedCredential], *, on: date, doubted: Collection[str] = frozenset()
) -> History:
    """Return what documents say about one person on a day.

    Copies of one award count once, a corrected award in place of what it replaces, and what is dated later
    not at all. Where documents name several birth dates, the one that most of them name decides whose history
    this is. `doubted` names documents that are not surely hers: they count as her own word.

    Raises `MalformedDocumentError` for a document that its kind's view can't read, which
    verification warns of before.
    """
    dismissed: list[Dismissed] = []
    pieces = list(_unique(credentials, doubted, dismissed))
    pieces = list(_of_one_person(pieces, dismissed))
    holdings: list[Holding] = []
    statements: list[Statement] = []
    for piece in pieces:
        view = piece.view
        if view is None or not isinstance(view, Diploma | Inschrijvingsverklaring):
            dismissed.append(Dismissed(piece.identifier, Dismissal.OTHER_KIND))
        elif view.legal_date > on:
            dismissed.append(Dismissed(piece.identifier, Dismissal.LATER))
        elif isinstance(view, Diploma):
            holdings.append(_holding(piece, view))
        elif piece.basis is not Basis.PROVEN:
            dismissed.append(Dismissed(piece.identifier, Dismissal.NOT_PROVEN))
        else:
            if view.claims_to_be_the_register and not piece.is_the_register:
                dismissed.append(Dismissed(piece.identifier, Dismissal.NOT_THE_REGISTER))
            statements.append(_statement(piece, view))
    settled, contradicted = settle(statements)
    dismissed += (Dismissed(each, Dismissal.CONTRADICTED) for each in contradicted)
    # Her own word about her birth goes after that of whoever saw her identity document.
    dated = [each for each in pieces if _born(each) is not None]
    dated.sort(key=lambda each: each.basis is not Basis.PROVEN)
    return History(
        born=_born(dated[0]) if dated else None,
        born_from=tuple(each.identifier for each in dated[:1]),
        born_basis=dated[0].basis if dated else Basis.STATED,
        holdings=tuple(holdings),
        statements=settled,
        dismissed=tuple(dismissed),
    )


def _unique(
    credentials: Iterable[VerifiedCredential], doubted: Collection[str], dismissed: list[Dismissed]
) -> Iterator[_Piece]:
    """Leave out copies of an award, and awards that another one of the same issuer replaces."""
    listed = list(credentials)
    replaced = {
        (each.credential.issuer_id, each.credential.replaces_award)
        for each in listed
        if each.credential.replaces_award is not None
    }
    seen: set[tuple[str, str]] = set()
    for verified in listed:
        credential, identifier = verified.credential, identifier_of(verified.credential)
        award = (credential.issuer_id, credential.award_id or identifier)
        if award in replaced:
            dismissed.append(Dismissed(identifier, Dismissal.REPLACED))
        elif award in seen:
            dismissed.append(Dismissed(identifier, Dismissal.COPY))
        else:
            seen.add(award)
            basis = Basis.STATED if identifier in doubted else _basis(verified)
            yield _Piece(identifier, view_of(credential), basis, _issuer_code(verified) in AS_REGISTER)


def _of_one_person(pieces: Sequence[_Piece], dismissed: list[Dismissed]) -> Iterator[_Piece]:
    births = Counter(born for each in pieces if (born := _born(each)) is not None)
    hers = births.most_common(1)[0][0] if births else None
    for each in pieces:
        if _born(each) in (None, hers):
            yield each
        else:
            dismissed.append(Dismissed(each.identifier, Dismissal.OTHER_PERSON))


def _born(piece: _Piece) -> date | None:
    return piece.view.person.birth_date if piece.view is not None else None


def _basis(verified: VerifiedCredential) -> Basis:
    """Only the word of an issuer whom a register recognised for this is proof.

    A school that says to be the register is recognised all the same for the enrolments that it has itself.
    """
    recognised = any(
        check.name == "issuer" and (check.outcome is Outcome.PASSED or check.code == NOT_THE_REGISTER)
        for check in verified.result.checks
    )
    return Basis.PROVEN if recognised else Basis.STATED


def _issuer_code(verified: VerifiedCredential) -> str | None:
    return next((check.code for check in verified.result.checks if check.name == "issuer"), None)


def _holding(piece: _Piece, diploma: Diploma) -> Holding:
    return Holding(
        credential=piece.identifier,
        levels=_levels(diploma),
        awarded=diploma.legal_date,
        funded=diploma.funded,
        phase=diploma.phase,
        basis=piece.basis,
        is_hbo=diploma.achievement.document_type == "hbo-getuigschrift",
    )


def _levels(diploma: Diploma) -> tuple[str, ...]:
    document, level = diploma.achievement.document_type, diploma.level or ""
    if document in _SECONDARY:
        return (_SECONDARY[document],)
    if document == "mbo-diploma":
        return (_MBO[level],) if level in _MBO else ()
    if (diploma.degree or "").casefold().startswith(_OLD_DEGREES):
        return ("bachelor", "master")
    return (_HIGHER[level],) if level in _HIGHER else ()


def _statement(piece: _Piece, view: Inschrijvingsverklaring) -> Statement:
    return Statement(
        credential=piece.identifier,
        reference_date=view.reference_date,
        meets_nationality_rule=view.meets_nationality_rule if piece.is_the_register else None,
        coverage=view.coverage if piece.is_the_register else (),
        enrolments=view.enrolments,
    )
