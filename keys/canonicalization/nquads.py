"""RDF terms and statements as canonical N-Quads text.

A term is held as the text that stands for it in canonical N-Quads: `<iri>`, `"literal"^^<datatype>` or
`_:blank`. So a statement needs no further serialising, and every escape is made in one place.

- https://www.w3.org/TR/rdf-canon/#canonical-quads
"""

import re
from typing import NamedTuple, TypeAlias

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

_XSD_STRING = XSD + "string"
_NAMED_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
# Also what XML 1.1 does not call a character: U+FFFE, U+FFFF and lone surrogates.
_TO_ESCAPE = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff\ufffe\uffff]')
_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`\ud800-\udfff]*')
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)


# Subject, predicate, object and graph; the graph is empty for the default graph.
Statement: TypeAlias = tuple[str, str, str, str]


class Quad(NamedTuple):
    """A statement by the names of its terms; `graph` is empty for the default graph."""

    subject: str
    predicate: str
    object: str
    graph: str = ""

    def line(self) -> str:
        """Return the statement as one line of N-Quads."""
        return line(self)


def line(statement: Statement) -> str:
    """Return a statement as one line of N-Quads."""
    subject, predicate, obj, graph = statement
    return f"{subject} {predicate} {obj} {graph} .\n" if graph else f"{subject} {predicate} {obj} .\n"


def is_blank(term: str) -> bool:
    """Say whether a term is a blank node."""
    return term.startswith("_:")


def is_absolute_iri(text: str) -> bool:
    """Say whether text is an absolute IRI: a scheme, and none of the characters that N-Quads forbids.

    Stricter than JSON-LD processors, which let `https ://x` and IRIs with spaces pass.
    """
    return _IRI.fullmatch(text) is not None


def is_language_tag(text: str) -> bool:
    """Say whether text is a language tag as N-Quads can hold it."""
    return _LANGUAGE.fullmatch(text) is not None


def iri_term(iri: str) -> str:
    """Return the term of an absolute IRI."""
    return f"<{iri}>"


def literal_term(value: str, *, datatype: str = _XSD_STRING, language: str = "") -> str:
    """Return the term of a literal; a language makes the datatype `rdf:langString`."""
    quoted = f'"{_TO_ESCAPE.sub(_escape, value)}"'
    if language:
        return f"{quoted}@{language}"
    return quoted if datatype == _XSD_STRING else f"{quoted}^^<{datatype}>"


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _NAMED_ESCAPES.get(character) or f"\\u{ord(character):04X}"
