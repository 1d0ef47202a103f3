"""What a verdict means to the holder of a document: a few words, a colour, and what she can do. Pure."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from wallet.contents import Verdict

PASSED, WARNING, FAILED, INDETERMINATE = "passed", "warning", "failed", "indeterminate"


@dataclass(frozen=True, slots=True)
class DocumentState:
    """A state in words; `must_be_told` where a receiver should not be surprised by it."""

    name: str
    tone: str
    words: LazyString
    advice: LazyString
    must_be_told: bool


GENUINE = DocumentState(
    "genuine",
    "good",
    _l("Echt en geldig"),
    _l("Je kunt dit bewijs laten zien."),
    must_be_told=False,
)
ATTENTION = DocumentState(
    "attention",
    "attention",
    _l("Echt, maar let op"),
    _l("Je kunt dit bewijs laten zien. De ander ziet ook waar hij op moet letten."),
    must_be_told=False,
)
UNCHECKED = DocumentState(
    "unchecked",
    "unknown",
    _l("Nog niet gecontroleerd"),
    _l("Het bewijs is goed bewaard. Probeer het later nog een keer."),
    must_be_told=False,
)
EXPIRED = DocumentState(
    "expired",
    "attention",
    _l("Verlopen"),
    _l("Het bewijs was geldig. Vraag de organisatie of je een nieuw bewijs kunt krijgen."),
    must_be_told=True,
)
SUSPENDED = DocumentState(
    "suspended",
    "attention",
    _l("Tijdelijk gestopt"),
    _l("De organisatie heeft dit bewijs even stopgezet. Bel of mail daarover."),
    must_be_told=True,
)
REVOKED = DocumentState(
    "revoked",
    "attention",
    _l("Ingetrokken"),
    _l("De organisatie heeft dit bewijs teruggenomen. Bel of mail en vraag waarom."),
    must_be_told=True,
)
NOT_RECOGNISED = DocumentState(
    "not-recognised",
    "attention",
    _l("Niet erkend"),
    _l("De organisatie is hier niet voor erkend. Een ander hoeft dit bewijs niet aan te nemen."),
    must_be_told=True,
)
NOT_GENUINE = DocumentState(
    "not-genuine",
    "bad",
    _l("Klopt niet"),
    _l("Een ander zal dit bewijs niet aannemen. Vraag de organisatie om hulp."),
    must_be_told=True,
)


def state_of(verdict: Verdict) -> DocumentState:
    """Return the state that says most to the holder: what ended a document goes before what is odd in it.

    A document that was changed says nothing else any more.
    """
    failed = {finding.name for finding in verdict.findings if finding.outcome == FAILED}
    if failed <= {"status", "validity"} and (ended := _ended(verdict)) is not None:
        return ended
    if failed == {"issuer"}:
        return NOT_RECOGNISED
    return {PASSED: GENUINE, WARNING: ATTENTION, INDETERMINATE: UNCHECKED}.get(verdict.outcome, NOT_GENUINE)


def _ended(verdict: Verdict) -> DocumentState | None:
    codes = {finding.code for finding in verdict.findings}
    if "status.revoked" in codes:
        return REVOKED
    if "status.suspended" in codes:
        return SUSPENDED
    return EXPIRED if "validity.expired" in codes else None
