"""Judging the shape of a document: its JSON Schema, then the rules of its kind, then plausibility.

Rules read the document through its typed view, so they are asked only when the shape is right. None of
this says that a claim is true or that a signature holds.
"""

from schemas.credential import Credential, CredentialKind
from schemas.documents import JsonObject
from schemas.frameworks import Frameworks
from schemas.kinds import KindView, definition_of
from schemas.plausibility import implausibilities
from schemas.schema_files import SCHEMA_IDS, SCHEMA_NAMES, TRUST_LIST, schema_document
from schemas.sentences import sentence
from schemas.shape import shape_violations
from schemas.violations import Severity, Violation

__all__ = [
    "SCHEMA_IDS",
    "SCHEMA_NAMES",
    "Severity",
    "Violation",
    "content_violations",
    "schema_document",
    "sentence",
    "shape_violations",
    "validate",
    "validate_trust_list",
]


def validate(
    document: JsonObject, kind: CredentialKind, *, frameworks: Frameworks | None = None
) -> tuple[Violation, ...]:
    """Return everything in which a document differs from a credential of this kind; empty means fit.

    `frameworks` are the qualifications that plausibility is asked of, the shipped ones when not given.
    A violation of severity "warning" makes a document doubtful, not unfit. Raises
    `MalformedDocumentError` only for what the view refuses and no schema can say.
    """
    found = shape_violations(document, kind)
    return found or content_violations(
        definition_of(kind).read(Credential.from_document(document)), frameworks
    )


def content_violations(view: KindView, frameworks: Frameworks | None = None) -> tuple[Violation, ...]:
    """Return the rules that a document of the right shape breaks, and what is implausible about it."""
    kind = view.credential.kind
    broken = () if kind is None else definition_of(kind).violations(view)
    known = Frameworks.shipped() if frameworks is None else frameworks
    return (*broken, *implausibilities(view, known))


def validate_trust_list(document: JsonObject) -> tuple[Violation, ...]:
    """Return everything in which a document differs from the shape of a trust list."""
    return shape_violations(document, TRUST_LIST)
