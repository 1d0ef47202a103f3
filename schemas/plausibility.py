"""Warnings about a document that keeps every rule and is still doubtful next to what is known.

None of these makes a document unfit: lists of qualifications have gaps, and the law lets schools award an
old programme for some time after it ended.
"""

from collections.abc import Iterator

from schemas.awards import QualificationReference
from schemas.frameworks import Frameworks, Qualification
from schemas.kinds import KindView
from schemas.violations import Severity, Violation, rule_broken


def implausibilities(view: KindView, frameworks: Frameworks) -> tuple[Violation, ...]:
    """Return the warnings about a document, asked of the qualifications that are known."""
    found: list[Violation] = []
    for reference in view.references:
        known = frameworks.find(reference.code_system, reference.code)
        found.extend(_before_its_qualification(view, reference, known))
        found.extend(_level_differs(view, reference, known))
    return tuple(found)


def _before_its_qualification(
    view: KindView, reference: QualificationReference, known: Qualification | None
) -> Iterator[Violation]:
    """What is known counts before what the document says itself, which a forger would have adjusted."""
    since = known.valid_from if known is not None and known.valid_from else reference.valid_from
    if since is not None and view.dated_on < since:
        yield rule_broken(
            reference.pointer,
            "schema.before_qualification",
            severity=Severity.WARNING,
            code=reference.code,
            since=since.isoformat(),
        )


def _level_differs(
    view: KindView, reference: QualificationReference, known: Qualification | None
) -> Iterator[Violation]:
    if known is not None and view.level is not None and view.level != known.level:
        yield rule_broken(
            reference.pointer,
            "schema.level_differs",
            severity=Severity.WARNING,
            code=reference.code,
            known=known.level,
            stated=view.level,
        )
