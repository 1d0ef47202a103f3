"""The statements of a document, so named that those of a part of it can be found among them.

Blank nodes have no names of their own, and a part of a document would name them otherwise than the whole.
So every node without an `id` first gets one (skolemisation), in the JSON itself: a part then carries the
names along. After canonicalisation, names are replaced by keyed hashes, which tell nothing about how many
nodes were left out.

Skolemising the document as it stands, where the specification expands and compacts it again, gives the same
statements, and pointers keep meaning what they mean in the document.

- https://www.w3.org/TR/vc-di-ecdsa/#canonicalizeandgroup, #skolemizecompactjsonld
- https://www.w3.org/TR/vc-di-ecdsa/#labelreplacementcanonicalizejsonld, #createhmacidlabelmapfunction
"""

import copy
import hashlib
import hmac
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from keys.canonicalization import ContextRules, statements_of, unnamed_nodes
from keys.canonicalization.nquads import RDF, Quad, Statement, iri_term, is_blank
from keys.canonicalization.rdfc10 import canonicalize_labelled
from keys.cryptosuites.ecdsa_sd.selection import select
from keys.encoding import base64url_encode
from keys.errors import SelectionError
from schemas.documents import JsonObject, JsonValue
from schemas.errors import MalformedDocumentError

_FIRST, _REST = iri_term(RDF + "first"), iri_term(RDF + "rest")


class NamedStatements:
    """The canonical statements of a document under keyed names, and where a selection's stand among them.

    Construction raises as `statements_of` does, and `SelectionError`: `selection.graph`,
    `selection.ambiguous_list`.
    """

    def __init__(self, document: JsonObject, *, hmac_key: bytes, contexts: ContextRules) -> None:
        self._contexts = contexts
        self._prefix = f"<urn:bnid:{secrets.token_hex(16)}:"
        self._document = document
        self._skolemized = self._with_names(document)
        statements = self._named(self._skolemized)
        if any(graph for _, _, _, graph in statements):
            raise SelectionError("selection.graph", detail="statements in a graph of their own")
        _, canonical = canonicalize_labelled(statements)
        self._names = {name: hmac_label(label, hmac_key) for name, label in canonical.items()}
        self.statements: tuple[Quad, ...] = tuple(
            sorted(relabelled(statements, self._names), key=lambda statement: statement.line())
        )
        self._index = {statement: index for index, statement in enumerate(self.statements)}

    @property
    def lines(self) -> list[str]:
        """The statements as lines of N-Quads, in the order in which they are signed."""
        return [statement.line() for statement in self.statements]

    def indexes(self, pointers: Sequence[str]) -> frozenset[int]:
        """Return where the statements stand that the pointers select.

        Raises `SelectionError` as `select` does, and `selection.indivisible` for a part of a value that is
        one statement (a text with its language, an ordered list).
        """
        select(self._document, pointers)  # what only has a name here can't be pointed at
        part = select(self._skolemized, pointers)
        if part is None:
            return frozenset()
        try:
            statements = relabelled(self._named(part), self._names)
        except MalformedDocumentError as error:  # the whole document is well-formed, so the choice is not
            raise SelectionError("selection.indivisible", detail=str(error)) from error
        if not statements <= self._index.keys():
            raise SelectionError("selection.indivisible", detail=repr(list(pointers))[:200])
        return frozenset(self._index[statement] for statement in statements)

    def _with_names(self, document: JsonObject) -> JsonObject:
        unnamed = sorted(unnamed_nodes(document, contexts=self._contexts))
        named = copy.deepcopy(document)
        for number, pointer in enumerate(unnamed):
            node: JsonValue = named
            for step in pointer.split("/")[1:]:
                step = step.replace("~1", "/").replace("~0", "~")
                node = node[int(step)] if isinstance(node, list) else node[step]  # type: ignore[index]
            node["id"] = f"{self._prefix[1:]}{number}"  # type: ignore[index,call-overload]
        return named

    def _named(self, document: JsonObject) -> list[Quad]:
        """Return the statements of the skolemised document or a part of it, with blank nodes again."""

        def blank(term: str) -> str:
            return f"_:n{term[len(self._prefix) : -1]}" if term.startswith(self._prefix) else term

        return _name_list_cells(
            [
                Quad(blank(subject), predicate, blank(object_), blank(graph))
                for subject, predicate, object_, graph in statements_of(document, contexts=self._contexts)
            ]
        )


def hmac_label(canonical: str, key: bytes) -> str:
    """Return the name for a blank node by its canonical one: `u` and the base64url of a keyed hash."""
    return "u" + base64url_encode(hmac.digest(key, canonical.encode("utf-8"), "sha256"))


def relabelled(statements: Iterable[Statement], names: Mapping[str, str]) -> set[Quad]:
    """Return the statements with blank nodes renamed; names stand without `_:`."""

    def renamed(term: str) -> str:
        return f"_:{names.get(term[2:], term[2:])}" if is_blank(term) else term

    return {
        Quad(renamed(subject), predicate, renamed(object_), renamed(graph))
        for subject, predicate, object_, graph in statements
    }


def _name_list_cells(statements: list[Quad]) -> list[Quad]:
    """Name the cells of lists by what they hang from, since no object in the JSON stands for them.

    A list is selected whole or not at all, so its cells are the same ones in every part.
    """
    first = {cell: item for cell, predicate, item, _ in statements if predicate == _FIRST}
    rest = {cell: following for cell, predicate, following, _ in statements if predicate == _REST}
    names: dict[str, str] = {}
    lists: Counter[str] = Counter()

    # A context of its own may call members rdf:first and rdf:rest, and so write what no array makes.
    pending = [
        (statement.object, f"{statement.subject} {statement.predicate}")
        for statement in statements
        if statement.object in rest and statement.subject not in rest
    ]
    while pending:
        cell, place = pending.pop()
        lists[place] += 1
        for number in count():
            if cell not in rest:
                break
            if cell in names:
                raise SelectionError(
                    "selection.ambiguous_list", detail="two lists that share a part, or a circle"
                )
            names[cell] = "_:l" + hashlib.sha256(f"{place} {number}".encode()).hexdigest()[:32]
            inner = first.get(cell, "")
            if inner in rest:  # a list in a list
                pending.append((inner, names[cell]))
            cell = rest[cell]
    if any(times > 1 for times in lists.values()):
        raise SelectionError("selection.ambiguous_list", detail="two lists of one member of one node")
    return [
        Quad(
            names.get(statement.subject, statement.subject),
            statement.predicate,
            names.get(statement.object, statement.object),
            statement.graph,
        )
        for statement in statements
    ]
