"""What JSON must look like before it is worth expanding: bounded, without null, each number in one form.

This walk needs no context. It uses a stack of its own, so that no depth of nesting can exhaust Python's.
"""

from schemas.documents import JsonObject, JsonValue
from schemas.errors import TooComplexError, UnsignedDataError
from schemas.violations import pointer_to

# The deepest credential that we make is 11 levels deep; presentations add two.
MAX_DEPTH = 32
# Members and items together. An ervaringscertificaat with thirty results has some 1,500; expanding costs
# some 20 microseconds each.
MAX_VALUES = 25_000


def check_shape(document: JsonObject, *, null_in_contexts: bool = False) -> None:
    """Refuse a document that is too deep or too large, or holds what JSON-LD drops or merges.

    `null_in_contexts`: contexts that stand in the document may use null to undefine a term.

    Raises `TooComplexError`: `complexity.depth`, `complexity.size`; `UnsignedDataError`: `unsigned.null`,
    `unsigned.number` (1.0 and 1 are one number in RDF).
    """
    values = 0
    stack: list[tuple[JsonValue, str, int]] = [(document, "", 1)]
    while stack:
        value, pointer, depth = stack.pop()
        values += 1
        if values > MAX_VALUES:
            raise TooComplexError("complexity.size", detail=f"more than {MAX_VALUES} values")
        if value is None:
            raise UnsignedDataError("unsigned.null", pointer=pointer)
        if isinstance(value, float) and value.is_integer():
            raise UnsignedDataError("unsigned.number", detail=repr(value), pointer=pointer)
        if not isinstance(value, dict | list):
            continue
        if depth > MAX_DEPTH:
            raise TooComplexError("complexity.depth", detail=f"deeper than {MAX_DEPTH}", pointer=pointer)
        if isinstance(value, dict):
            stack += (
                (child, pointer + pointer_to(member), depth + 1)
                for member, child in value.items()
                if not (null_in_contexts and member == "@context")
            )
        else:
            stack += ((child, f"{pointer}/{index}", depth + 1) for index, child in enumerate(value))
