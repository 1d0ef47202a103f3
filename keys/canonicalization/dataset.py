"""From expanded JSON-LD to statements, refusing whatever the conversion would drop.

Flattening is not needed: statements are a set, so each node object adds its own. The general algorithm
drops what is not an absolute IRI without a word; here every such value is an error, which makes this the
second line behind the guard in `expansion`.

- https://www.w3.org/TR/json-ld11-api/#object-to-rdf-conversion
"""

from collections.abc import Iterable, Iterator
from itertools import count

from keys.canonicalization.literals import directed_literal, json_literal, native_literal
from keys.canonicalization.nquads import (
    RDF,
    XSD,
    Quad,
    iri_term,
    is_absolute_iri,
    is_language_tag,
    literal_term,
)
from schemas.documents import JsonObject, JsonValue
from schemas.errors import MalformedDocumentError, UnsignedDataError

_TYPE = iri_term(RDF + "type")
_FIRST = iri_term(RDF + "first")
_REST = iri_term(RDF + "rest")
_NIL = iri_term(RDF + "nil")


def dataset_of(expanded: Iterable[JsonValue]) -> list[Quad]:
    """Return the statements of an expanded document, in the order in which they are met.

    Raises `UnsignedDataError` for what could not be said in RDF (a relative IRI, an `@index`, a blank
    node's own name) and `MalformedDocumentError` for what is not expanded JSON-LD.
    """
    conversion = _Conversion()
    for item in expanded:
        conversion.add_node(_object(item), graph="")
    return conversion.quads


class _Conversion:
    def __init__(self) -> None:
        self.quads: list[Quad] = []
        self._names: Iterator[int] = count()

    def add_node(self, node: JsonObject, *, graph: str) -> str:
        """Add the statements of a node object and return its term."""
        subject = _resource(node["@id"]) if "@id" in node else self._new_blank()
        for member, values in node.items():
            if member == "@id":
                continue
            if member == "@graph":
                self._add_graph(_array(values), subject)
            elif member == "@type":
                for item in _array(values):
                    self.quads.append(Quad(subject, _TYPE, _resource(item), graph))
            elif member.startswith("@"):
                raise UnsignedDataError("unsigned.keyword", detail=member)
            else:
                predicate = _resource(member)
                for item in _array(values):
                    self.quads.append(Quad(subject, predicate, self._add_object(item, graph), graph))
        return subject

    def _add_graph(self, nodes: list[JsonValue], name: str) -> None:
        before = len(self.quads)
        for node in nodes:
            self.add_node(_object(node), graph=name)
        # Not even the id of the node in it would be in a statement.
        if len(self.quads) == before:
            raise UnsignedDataError("unsigned.nothing", detail="a graph without statements")

    def _add_object(self, item: JsonValue, graph: str) -> str:
        value = _object(item)
        if "@value" in value:
            return _literal(value)
        if "@list" in value:
            return self._add_list(_array(value["@list"]), graph)
        return self.add_node(value, graph=graph)

    def _add_list(self, items: list[JsonValue], graph: str) -> str:
        if not items:
            return _NIL
        cells = [self._new_blank() for _ in items]
        for cell, following, item in zip(cells, [*cells[1:], _NIL], items, strict=True):
            self.quads.append(Quad(cell, _FIRST, self._add_object(item, graph), graph))
            self.quads.append(Quad(cell, _REST, following, graph))
        return cells[0]

    def _new_blank(self) -> str:
        return f"_:b{next(self._names)}"


def _literal(value: JsonObject) -> str:
    content, datatype = value["@value"], value.get("@type")
    language, direction = value.get("@language", ""), value.get("@direction")
    if datatype is not None and not isinstance(datatype, str):
        raise MalformedDocumentError("document.json_ld", detail="a datatype is not text")
    if not isinstance(language, str) or ("@language" in value and not is_language_tag(language)):
        raise MalformedDocumentError("document.language", detail=repr(language))
    if datatype == "@json":
        return json_literal(content)
    if datatype is not None and not is_absolute_iri(datatype):
        raise UnsignedDataError("unsigned.relative_iri", detail=f"datatype {datatype!r}")
    match content:
        case bool() | int() | float():
            return native_literal(content, datatype)
        case str() if isinstance(direction, str):
            return directed_literal(content, language=language, direction=direction)
        case str():
            return literal_term(content, datatype=datatype or XSD + "string", language=language)
    raise MalformedDocumentError("document.json_ld", detail=f"a literal of type {type(content).__name__}")


def _resource(iri: JsonValue) -> str:
    if not isinstance(iri, str) or not is_absolute_iri(iri):
        raise UnsignedDataError("unsigned.relative_iri", detail=repr(iri)[:200])
    return iri_term(iri)


def _object(item: JsonValue) -> JsonObject:
    if not isinstance(item, dict):
        raise MalformedDocumentError(
            "document.json_ld", detail=f"expected an object, met {type(item).__name__}"
        )
    return item


def _array(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else [value]
