"""Reads N-Quads test files into the terms that `keys.canonicalization.nquads` works with."""

import re

from keys.canonicalization.nquads import XSD, Quad, iri_term, literal_term

_IRI = r"<([^>]*)>"
_BLANK = r"(_:[^\s.]+(?:\.[^\s.]+)*)"
_LITERAL = r'"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?'
_QUAD = re.compile(
    rf"\s*(?:{_IRI}|{_BLANK})\s*{_IRI}\s*(?:{_IRI}|{_BLANK}|{_LITERAL})\s*(?:{_IRI}|{_BLANK})?\s*\.\s*(?:#.*)?"
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_NAMED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


def read_nquads(text: str) -> list[Quad]:
    """Return the statements of an N-Quads document."""
    lines = (
        line for line in re.split(r"[\r\n]+", text) if line.strip() and not line.lstrip().startswith("#")
    )
    return [_read(line) for line in lines]


def _read(line: str) -> Quad:
    match = _QUAD.fullmatch(line)
    assert match is not None, line
    s_iri, s_blank, p_iri, o_iri, o_blank, value, datatype, language, g_iri, g_blank = match.groups()
    if value is None:
        obj = o_blank or iri_term(_unescape(o_iri))
    else:
        obj = literal_term(
            _unescape(value), datatype=_unescape(datatype or XSD + "string"), language=language or ""
        )
    graph = g_blank or (iri_term(_unescape(g_iri)) if g_iri is not None else "")
    return Quad(s_blank or iri_term(_unescape(s_iri)), iri_term(_unescape(p_iri)), obj, graph)


def _unescape(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        short, long, named = match.groups()
        return _NAMED[named] if named else chr(int(short or long, 16))

    return _ESCAPE.sub(character, text)
