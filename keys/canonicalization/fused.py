"""From a document to its statements in one walk: expansion and conversion to RDF over compiled contexts.

Scope: documents whose contexts are pinned, in the forms that credentials, presentations, lists and proofs
use: node objects, `@set`, `@list` and `@graph` containers, `@json`, text with a language, scoped contexts,
embedded documents. Inline contexts, named blank nodes, maps, nested lists and more go the general way.

Invariant: this walk refuses nothing. Whatever it does not know, and whatever `shape`, `context_rules`,
`expansion` or `dataset` would refuse, makes it step aside, and the general way gives the verdict. What it
does accept, the general way accepts too, with the same statements; `tests/differential` holds them together.

- https://www.w3.org/TR/json-ld11-api/#expansion-algorithm, steps named where they are taken
- https://www.w3.org/TR/json-ld11-api/#object-to-rdf-conversion
"""

from collections.abc import Sequence

from keys.canonicalization.compiled import (
    Coercion,
    Container,
    Context,
    OutsideSubset,
    Term,
    bounded_new_tables,
    initial_context,
)
from keys.canonicalization.context_rules import (
    DOCUMENT_MEMBERS,
    MAX_CONTEXTS_PER_OBJECT,
    ContextRules,
    context_holders,
)
from keys.canonicalization.literals import directed_literal, json_literal, json_types, native_literal
from keys.canonicalization.nquads import (
    RDF,
    XSD,
    Statement,
    escaped,
    iri_term,
    is_language_tag,
    literal_end,
    literal_term,
)
from keys.canonicalization.shape import (
    MAX_CONTEXT_CHANGES,
    MAX_DEPTH,
    MAX_VALUES,
    check_shape,
    is_one_number,
)
from schemas.contexts import PRODUCT_CONTEXTS
from schemas.documents import JsonObject, JsonValue
from schemas.errors import DomainError

_TYPE = iri_term(RDF + "type")
_FIRST = iri_term(RDF + "first")
_REST = iri_term(RDF + "rest")
_NIL = iri_term(RDF + "nil")
_VALUE_OBJECT_MEMBERS = {"@value", "@language", "@direction"}


def walk(document: JsonObject, contexts: ContextRules) -> list[Statement] | None:
    """Return the statements of a document, or None where the general way must decide."""
    run = _Walk(contexts)
    try:
        with bounded_new_tables():
            run.add_node(document, initial_context(), graph="", depth=1, is_document=True)
    except OutsideSubset:
        return None
    # Blank nodes are named in passing, so a document that says nothing has no statement at all.
    return run.statements or None


class _Walk:
    """One walk: the statements so far, the blank nodes named, and how many values are still allowed."""

    __slots__ = ("_blanks", "_context_changes_left", "_contexts", "_values_left", "statements")

    def __init__(self, contexts: ContextRules) -> None:
        self.statements: list[Statement] = []
        self._contexts = contexts
        self._blanks = 0
        self._values_left = MAX_VALUES - 1
        self._context_changes_left = MAX_CONTEXT_CHANGES

    def add_node(
        self, node: JsonObject, context: Context, *, graph: str, depth: int, is_document: bool
    ) -> str:
        """Add the statements of a node object to a graph and return its term.

        `context` is the active context before the node's own and its types'. `is_document`: a `@context` may
        stand here.
        """
        self._count(node, depth)
        # Expansion, step 9: the node's own context.
        if "@context" in node:
            if not is_document:
                raise OutsideSubset
            self._change_context(1)
            context = context.with_addresses(self._addresses(node["@context"]))
        # Steps 10 and 11: the contexts of its types; types themselves are read without these.
        types: list[str] = []
        type_name = context.type_name
        if type_name in node:
            names = self._type_names(node[type_name], depth + 1)
            types = [context.types[name] for name in names]
            if len(set(types)) != len(types):
                raise OutsideSubset
            scoped = [name for name in names if name in context.scoped_types]
            if scoped:
                self._change_context(len(scoped))
                context = context.with_types(tuple(sorted(scoped)))
                if context.type_name != type_name:
                    raise OutsideSubset
        identifier = node.get(context.id_name)
        if identifier is None:
            subject = self._new_blank()
        elif type(identifier) is str:
            subject = context.iri(identifier)
        else:
            raise OutsideSubset
        add = self.statements.append
        for type_term in types:
            add((subject, _TYPE, type_term, graph))
        # Step 13: the other members.
        terms = context.terms
        for member, value in node.items():
            if member == "@context":
                continue
            term = terms[member]
            if term.keyword:
                if value is None:
                    raise OutsideSubset
            elif type(value) is str and term.text_end is not None:
                add((subject, term.predicate, f'"{escaped(value)}{term.text_end}', graph))
            else:
                for obj in self._objects(term, value, context, graph, depth, is_document):
                    add((subject, term.predicate, obj, graph))
        return subject

    def _type_names(self, value: JsonValue, depth: int) -> list[str]:
        if type(value) is list:
            self._count(value, depth)
        names = _as_texts(value)
        if not names:
            raise OutsideSubset
        return names

    def _objects(
        self, term: Term, value: JsonValue, context: Context, graph: str, depth: int, in_document: bool
    ) -> Sequence[str]:
        """Return what a member of a node says, as terms; each once."""
        if term.coercion is Coercion.JSON:
            return (self._json(value, depth + 1),)
        may_be_document = in_document and term.name in DOCUMENT_MEMBERS
        if type(value) is not list:
            if term.container is Container.LIST:
                return (self._list(term, [value], context, graph, depth + 1),)
            return (self._object(term, value, context, graph, depth + 1, may_be_document),)
        self._count(value, depth + 1)
        if term.container is Container.LIST:
            return (self._list(term, value, context, graph, depth + 2),)
        objects = [self._object(term, item, context, graph, depth + 2, may_be_document) for item in value]
        if not objects or (len(objects) > 1 and len(set(objects)) != len(objects)):
            raise OutsideSubset
        return objects

    def _list(self, term: Term, items: list[JsonValue], context: Context, graph: str, depth: int) -> str:
        """List to RDF conversion; an item is at `depth`."""
        if not items:
            return _NIL
        cells = [self._new_blank() for _ in items]
        for cell, following, item in zip(cells, [*cells[1:], _NIL], items, strict=True):
            obj = self._object(term, item, context, graph, depth, False)
            self.statements.append((cell, _FIRST, obj, graph))
            self.statements.append((cell, _REST, following, graph))
        return cells[0]

    def _object(
        self, term: Term, value: JsonValue, context: Context, graph: str, depth: int, may_be_document: bool
    ) -> str:
        """Return the term of one value, which is at `depth`."""
        if type(value) is dict:
            if "@value" in value:
                return self._value_object(term, value, context, depth)
            if term.is_scoped:
                self._change_context(2)  # see `_context_of_node`
            context = _context_of_node(term, value, context)
            if term.container is not Container.GRAPH:
                return self.add_node(value, context, graph=graph, depth=depth, is_document=may_be_document)
            # A graph has a blank node for its name; one without statements would not say whose it is.
            name, before = self._new_blank(), len(self.statements)
            self.add_node(value, context, graph=name, depth=depth, is_document=may_be_document)
            if len(self.statements) == before:
                raise OutsideSubset
            return name
        if term.container is Container.GRAPH:
            raise OutsideSubset
        if term.is_scoped:
            self._change_context(1)
            context = context.scoped_by(context, term.name)
            term = context.terms[term.name]
        if type(value) is str:
            if term.end is not None:
                return f'"{escaped(value)}{term.end}'
            if term.coercion is Coercion.IRI:
                return context.iri(value)
            if term.coercion is Coercion.VOCABULARY:
                return context.vocabulary_iri(value)
        elif type(value) in term.natives and isinstance(value, bool | int | float):
            if not is_one_number(value):
                raise OutsideSubset
            return native_literal(value, term.datatype)
        raise OutsideSubset

    def _value_object(self, term: Term, value: JsonObject, context: Context, depth: int) -> str:
        """Return the literal of text with a language, a direction or a datatype that its term leaves open."""
        self._count(value, depth)
        text = value["@value"]
        if type(text) is not str or term.container is Container.GRAPH or term.is_scoped:
            raise OutsideSubset
        if "@type" in value:
            return _typed_text(text, term, value, context)
        if len(value) == 1 or not value.keys() <= _VALUE_OBJECT_MEMBERS:
            raise OutsideSubset
        language = ""
        if "@language" in value:
            tag = value["@language"]
            if type(tag) is not str or not is_language_tag(tag):
                raise OutsideSubset
            language = tag.lower()
        if "@direction" not in value:
            return literal_term(text, language=language)
        direction = value["@direction"]
        if type(direction) is not str or direction not in ("ltr", "rtl"):
            raise OutsideSubset
        return directed_literal(text, language=language, direction=direction)

    def _json(self, value: JsonValue, depth: int) -> str:
        try:
            self._values_left -= check_shape(value, depth=depth) - 1
            if self._values_left < 0 or any(True for _ in context_holders(value)):
                raise OutsideSubset
            return json_literal(value)
        except DomainError as error:
            raise OutsideSubset from error

    def _addresses(self, value: JsonValue) -> tuple[str, ...]:
        """Return the addresses of a `@context` if all of them are pinned and allowed."""
        rules = self._contexts
        addresses = _as_texts(value)
        if type(value) is list:
            self._values_left -= len(value)
        if not 0 < len(addresses) <= MAX_CONTEXTS_PER_OBJECT:
            raise OutsideSubset
        for address in addresses:
            if address not in PRODUCT_CONTEXTS or address not in rules.allowed or address in rules.supplied:
                raise OutsideSubset
        return tuple(addresses)

    def _count(self, container: JsonObject | list[JsonValue], depth: int) -> None:
        self._values_left -= len(container)
        if self._values_left < 0 or depth > MAX_DEPTH:
            raise OutsideSubset

    def _change_context(self, times: int) -> None:
        """Count contexts as the general way does: what it refuses is not accepted from memory here."""
        self._context_changes_left -= times
        if self._context_changes_left < 0:
            raise OutsideSubset

    def _new_blank(self) -> str:
        name = f"_:b{self._blanks}"
        self._blanks += 1
        return name


def _typed_text(text: str, term: Term, value: JsonObject, context: Context) -> str:
    """Return the literal of a value object with a type; a needless one is another spelling."""
    name = value["@type"]
    if len(value) != 2 or type(name) is not str or name in context.scoped_types:
        raise OutsideSubset
    if term.coercion is not Coercion.LITERAL or term.datatype is not None:
        raise OutsideSubset
    datatype = context.types[name][1:-1]
    if json_types(datatype) != (str,) or datatype == XSD + "string":
        raise OutsideSubset
    return f'"{escaped(text)}{literal_end(datatype)}'


def _context_of_node(term: Term, node: JsonObject, context: Context) -> Context:
    """Return the active context in which a node object under a term is read.

    Expansion, steps 7 and 8: type-scoped contexts end at the next node object, but for a mere reference;
    then comes the property-scoped context, which pyld applies to the value and, after going back, once more.
    """
    inner = context.scoped_by(context, term.name) if term.is_scoped else context
    result = inner
    if inner.previous is not None and not (len(node) == 1 and inner.id_name in node):
        result = inner.previous
    return result.scoped_by(inner, term.name) if term.is_scoped else result


def _as_texts(value: JsonValue) -> list[str]:
    items = value if type(value) is list else [value]
    texts = [item for item in items if type(item) is str]
    if len(texts) != len(items):
        raise OutsideSubset
    return texts
