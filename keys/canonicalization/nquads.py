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
# Well-formed language tags of BCP 47, but for those that were registered before its grammar (i-klingon).
# https://www.rfc-editor.org/rfc/rfc5646#section-2.1
_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"  # language
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"  # script, region
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants
    r"(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"  # extensions, private use
    r"|x(?:-[a-z0-9]{1,8})+",
    re.ASCII | re.IGNORECASE,
)


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
    """Say whether text is a well-formed language tag, which RDF demands of a literal."""
    return _LANGUAGE.fullmatch(text) is not None


def iri_term(iri: str) -> str:
    """Return the term of an absolute IRI."""
    return f"<{iri}>"


def literal_term(value: str, *, datatype: str = _XSD_STRING, language: str = "") -> str:
    """Return the term of a literal; a language makes the datatype `rdf:langString`."""
    if language:
        return f'"{escaped(value)}"@{language}'
    return f'"{escaped(value)}{literal_end(datatype)}'


def literal_end(datatype: str | None) -> str:
    """Return what follows the text of a literal: a quote, and its datatype unless that is xsd:string."""
    return '"' if datatype is None or datatype == _XSD_STRING else f'"^^<{datatype}>'


def escaped(text: str) -> str:
    """Return text as it stands between the quotes of a literal."""
    return text if _TO_ESCAPE.search(text) is None else _TO_ESCAPE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _NAMED_ESCAPES.get(character) or f"\\u{ord(character):04X}"
