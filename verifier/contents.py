"""What a certificate says, for a page: read only where its content is proven, and never believed beyond that.

After a failed proof there is nothing here at all: a page that has no content to show can't show it as fact.
The issuer's name comes from the register; what the document calls its issuer is a claim and is shown as one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from keys.trust_list import Registration
from schemas.awards import Achievement, Person, QualificationReference
from schemas.credential import Credential, CredentialKind
from schemas.deelcertificaat import Deelcertificaat
from schemas.diploma import Diploma
from schemas.errors import MalformedDocumentError
from schemas.ervaringscertificaat import Ervaringscertificaat
from schemas.kinds import KindView, view_of
from schemas.verification_receipt import VerificationReceipt
from verifier.checks.issuer import AS_REGISTER, NOT_THE_REGISTER
from verifier.experience import ExperienceReading, reading_of
from verifier.result import Outcome, VerificationResult

# An ervaringscertificaat has no end. After this long a reader may want newer experience; how long counts
# differs per trade, so it is a remark and no finding.
WORTH_ASKING_AFTER_MONTHS = 24

_RECOGNISED = frozenset(
    {"issuer.recognised", "issuer.recognition_ended_later", "issuer.signed_after_recognition"}
    | {*AS_REGISTER, NOT_THE_REGISTER}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerFacts:
    """Who signed, by the register; what the document itself says of its issuer stands apart."""

    official_name: str | None
    claimed_name: str | None
    identifier: str
    registrations: tuple[Registration, ...]
    recognised: bool
    recognised_by: str | None
    since: date | None
    last_day: date | None
    successors: tuple[str, ...]
    """Who goes on for an issuer that closed or merged: ask there."""
    own_word: bool
    """Whether it is somebody's word about themselves."""
    is_the_register: bool
    """Whether it is a statement of enrolments by the register itself: only that says what is not there."""
    may_be_linked: bool
    """Whether addresses in the document may be links: only where a register stands behind the issuer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What one certificate says. `view` is None for a kind that is not ours, or that we can't read whole."""

    kind: CredentialKind | None
    title: str | None
    person: Person | None
    dated_on: date | None
    months_old: int | None
    nlqf_level: str | None
    eqf_level: int | None
    references: tuple[QualificationReference, ...]
    view: KindView | None
    issuer: IssuerFacts
    receipt: VerificationReceipt | None = None
    """What it says, when it is a receipt of a check and no certificate."""

    @property
    def experience(self) -> ExperienceReading | None:
        """How to read it, when it is an ervaringscertificaat."""
        return reading_of(self.view) if isinstance(self.view, Ervaringscertificaat) else None

    @property
    def is_worth_asking_about(self) -> bool:
        """Whether it is an ervaringscertificaat of some age."""
        old = self.months_old is not None and self.months_old >= WORTH_ASKING_AFTER_MONTHS
        return old and self.kind is CredentialKind.ERVARINGSCERTIFICAAT


def content_of(result: VerificationResult) -> Content | None:
    """Return what a certificate says, or None when nobody is proven to have signed it."""
    credential = result.credential
    if credential is None or not result.content_is_proven:
        return None
    view = _view(credential)
    achievement = (
        view.achievement if isinstance(view, Diploma | Deelcertificaat | Ervaringscertificaat) else None
    )
    dated_on = view.dated_on if view else credential.awarded_on
    return Content(
        kind=credential.kind,
        title=credential.name or _achievement_name(credential, achievement),
        person=view.person if view else None,
        dated_on=dated_on,
        months_old=_whole_months(dated_on, result.verified_at.date()) if dated_on else None,
        nlqf_level=achievement.nlqf_level if achievement else None,
        eqf_level=achievement.eqf_level if achievement else None,
        references=view.references if view else (),
        view=view,
        issuer=_issuer_facts(credential, result),
        receipt=VerificationReceipt.of(credential),
    )


def _view(credential: Credential) -> KindView | None:
    """Return the typed view. A document of ours that lacks something was signed all the same."""
    try:
        return view_of(credential)
    except MalformedDocumentError:
        return None


def _achievement_name(credential: Credential, achievement: Achievement | None) -> str | None:
    if achievement is not None:
        return achievement.name
    stated = credential.subjects[0].get("achievement")
    name = stated.get("name") if isinstance(stated, Mapping) else None
    return name if isinstance(name, str) else None


def _issuer_facts(credential: Credential, result: VerificationResult) -> IssuerFacts:
    finding, answer = result.check("issuer"), result.recognition
    recognised = finding.code in _RECOGNISED
    return IssuerFacts(
        official_name=(answer.official_name if answer else None) or finding.parameters.get("name") or None,
        claimed_name=credential.issuer_name,
        identifier=credential.issuer_id,
        registrations=answer.entry.registrations if answer and answer.entry else (),
        recognised=recognised,
        recognised_by=answer.recognised_by if answer and recognised else None,
        since=_date(finding.parameters.get("since")) if recognised else None,
        last_day=_date(finding.parameters.get("until")) if recognised else None,
        successors=answer.successor_names if answer else (),
        own_word=finding.code == "issuer.own_word",
        is_the_register=finding.code in AS_REGISTER,
        may_be_linked=finding.outcome is Outcome.PASSED,
    )


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _whole_months(since: date, until: date) -> int:
    months = (until.year - since.year) * 12 + until.month - since.month
    return max(0, months - (until.day < since.day))
