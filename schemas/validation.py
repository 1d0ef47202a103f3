"""Judging the shape of a document: its JSON Schema, then the rules of its kind, then plausibility.

Rules read the document through its typed view, so they are asked only when the shape is right. None of
this says that a claim is true or that a signature holds.
"""

from schemas.credential import Credential, CredentialKind
from schemas.documents import JsonObject
from schemas.frameworks import Frameworks
from schemas.kinds import definition_of
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
    "schema_document",
    "sentence",
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
    if found:
        return found
    credential = Credential.from_document(document)
    definition = definition_of(kind)
    view = definition.read(credential)
    known = Frameworks.shipped() if frameworks is None else frameworks
    return (*definition.violations(credential), *implausibilities(view, known))


def validate_trust_list(document: JsonObject) -> tuple[Violation, ...]:
    """Return everything in which a document differs from the shape of a trust list."""
    return shape_violations(document, TRUST_LIST)
