"""Whether a document has the shape that its JSON Schema describes, and where it has not."""

from schemas.documents import JsonObject
from schemas.fast_schemas import is_surely_fit
from schemas.schema_files import SCHEMA_NAMES
from schemas.violations import Violation


def shape_violations(document: JsonObject, type_name: str) -> tuple[Violation, ...]:
    """Return where a document differs from the schema of a kind or of a trust list, each place once."""
    if is_surely_fit(document, SCHEMA_NAMES[type_name]):
        return ()
    # Loaded when something is wrong: jsonschema takes longer to import than a command may take to start.
    from schemas.explanations import explained

    return explained(document, type_name)
