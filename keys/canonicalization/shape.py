"""What JSON must look like before it is worth expanding: bounded, without null, each number in one form.

This walk needs no context. It uses a stack of its own, so that no depth of nesting can exhaust Python's.
"""

from schemas.documents import MAX_INTEGER, JsonValue
from schemas.errors import TooComplexError, UnsignedDataError
from schemas.violations import pointer_to

# The deepest credential that we make is 11 levels deep; presentations add two.
MAX_DEPTH = 32
# Members and items together. An ervaringscertificaat with thirty results has some 1,500; expanding costs
# some 20 microseconds each.
MAX_VALUES = 25_000
# Contexts applied in one document: its own and those of its types and terms, once for each object that they
# are for. A presentation of the most certificates that are judged together needs some 1,500; one costs some
# 150 us where nothing is compiled.
MAX_CONTEXT_CHANGES = 3_000


def check_shape(document: JsonValue, *, null_in_contexts: bool = False, depth: int = 1) -> int:
    """Refuse a document that is too deep or too large, or holds what JSON-LD drops or merges.

    Returns the number of values in it. `null_in_contexts`: contexts that stand in the document may use null
    to undefine a term. `depth`: the level at which the document stands inside another.

    Raises `TooComplexError`: `complexity.depth`, `complexity.size`; `UnsignedDataError`: `unsigned.null`,
    `unsigned.number` (two numbers of JSON that are one in RDF, such as 1.0 and 1).
    """
    values = 0
    stack: list[tuple[JsonValue, str, int]] = [(document, "", depth)]
    while stack:
        value, pointer, level = stack.pop()
        values += 1
        if values > MAX_VALUES:
            raise TooComplexError("complexity.size", detail=f"more than {MAX_VALUES} values")
        if value is None:
            raise UnsignedDataError("unsigned.null", pointer=pointer)
        if isinstance(value, int | float) and not is_one_number(value):
            raise UnsignedDataError("unsigned.number", detail=repr(value), pointer=pointer)
        if not isinstance(value, dict | list):
            continue
        if level > MAX_DEPTH:
            raise TooComplexError("complexity.depth", detail=f"deeper than {MAX_DEPTH}", pointer=pointer)
        if isinstance(value, dict):
            stack += (
                (child, pointer + pointer_to(member), level + 1)
                for member, child in value.items()
                if not (null_in_contexts and member == "@context")
            )
        else:
            stack += ((child, f"{pointer}/{index}", level + 1) for index, child in enumerate(value))
    return values


def count_values(document: JsonValue) -> int:
    """Return how many values a document has, itself included; judges none of them."""
    values, stack = 0, [document]
    while stack:
        value = stack.pop()
        values += 1
        if isinstance(value, dict):
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
    return values


def is_one_number(number: float) -> bool:
    """Say whether no other number of JSON has the same literal in RDF.

    A literal has sixteen digits, which two neighbouring doubles may share; a whole number is written as the
    integer is; and integers that only some readers of JSON keep apart may become doubles.
    """
    if isinstance(number, int):
        return -MAX_INTEGER <= number <= MAX_INTEGER
    return not number.is_integer() and float(f"{number:.15E}") == number
