"""RDFC-1.0, the RDF Dataset Canonicalization Algorithm, with a limit on its work.

Blank nodes have no names, so before statements can be hashed each gets one that depends only on its place
in the graph. A graph can be made so that finding the names takes time beyond all bounds; the work is
counted here, and a graph that needs too much is refused.

The functions carry the names of the specification's algorithms and their numbered steps. Each statement is
written once where that can be: without a blank node it is a line at once, and where only its subject is
blank the rest of the line serves for hashing and for the result.

- https://www.w3.org/TR/rdf-canon/
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from keys.canonicalization.nquads import Statement, is_blank, line
from schemas.errors import TooComplexError

# An ervaringscertificaat with thirty results has some 70 blank nodes.
MAX_BLANK_NODES = 1024
# Work of Hash N-Degree Quads: one for each neighbour looked at and each neighbour placed in an order. The
# hardest graphs that the specification's tests call solvable take some 6,000; one costs some 2 us.
MAX_WORK = 30_000
# Levels of Hash N-Degree Quads, three Python calls each; ordinary documents need two or three.
MAX_DEPTH = 128

# The hash inside the algorithm, by the name that cryptosuites give it.
_HASHES: Mapping[str, Callable[[bytes], Any]] = {"sha256": hashlib.sha256, "sha384": hashlib.sha384}


def canonicalize(statements: Iterable[Statement], *, hash_name: str = "sha256") -> bytes:
    """Return the canonical N-Quads document of a dataset, as UTF-8.

    `hash_name` (`sha256` or `sha384`) is the hash inside the algorithm.

    Raises `TooComplexError`: `complexity.blank_nodes`, `complexity.graph`.
    """
    return "".join(_Canonicalization(statements, hash_name).lines()).encode()


def canonicalize_labelled(
    statements: Iterable[Statement], *, hash_name: str = "sha256"
) -> tuple[list[str], dict[str, str]]:
    """Return the canonical lines, sorted, and the canonical name of each blank node of the input.

    A line ends with its newline; equal statements give one line. In the map the names stand without `_:`,
    such as `b0` and `c14n0`, in the order of the canonical names.

    Raises as `canonicalize` does.
    """
    run = _Canonicalization(statements, hash_name)
    lines = run.lines()
    return lines, {blank[2:]: name[2:] for blank, name in run.names.items()}


class _Issuer:
    """Gives names in the order of asking (section 4.5, Issue Identifier Algorithm)."""

    __slots__ = ("issued", "prefix")

    def __init__(self, prefix: str, issued: dict[str, str] | None = None) -> None:
        self.prefix = prefix
        self.issued: dict[str, str] = issued if issued is not None else {}  # old name -> new name, in order

    def issue(self, name: str) -> str:
        new = self.issued.get(name)
        if new is None:
            new = self.issued[name] = f"{self.prefix}{len(self.issued)}"
        return new

    def copy(self) -> "_Issuer":
        return _Issuer(self.prefix, self.issued.copy())


class _Canonicalization:
    """The canonicalization state of one run (section 4.2)."""

    def __init__(self, statements: Iterable[Statement], hash_name: str) -> None:
        self._hash_of = _HASHES[hash_name]
        self._ground: set[str] = set()  # lines of the statements without a blank node
        # By blank node: of statements where it is the subject and nothing else is blank, the line after the
        # subject (a dictionary without values: a set that keeps its order); and all other statements.
        self._tails: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._linking: defaultdict[str, list[Statement]] = defaultdict(list)
        self._links: set[Statement] = set()
        for statement in statements:
            subject, predicate, obj, graph = statement
            if obj[0] != "_" and (not graph or graph[0] != "_"):
                tail = f" {predicate} {obj} {graph} .\n" if graph else f" {predicate} {obj} .\n"
                if subject[0] == "_":
                    self._tails[subject][tail] = None
                else:
                    self._ground.add(subject + tail)
            elif statement not in self._links:
                self._links.add(statement)
                for blank in dict.fromkeys(filter(is_blank, (subject, obj, graph))):
                    self._linking[blank].append(statement)
        self._blanks = list(dict.fromkeys([*self._tails, *self._linking]))
        self._first_degree: dict[str, str] = {}
        self._canonical = _Issuer("_:c14n")
        self._work_left = MAX_WORK

    @property
    def names(self) -> dict[str, str]:
        """The canonical name of each blank node, once `lines` has been asked for."""
        return self._canonical.issued

    def lines(self) -> list[str]:
        """Section 4.4.3, Canonicalization Algorithm."""
        if len(self._blanks) > MAX_BLANK_NODES:
            raise TooComplexError("complexity.blank_nodes", detail=f"{len(self._blanks)} blank nodes")
        # Step 3: group the blank nodes by what their own statements say.
        by_hash: defaultdict[str, list[str]] = defaultdict(list)
        for blank in self._blanks:
            own_hash = self._first_degree[blank] = self._hash_first_degree(blank)
            by_hash[own_hash].append(blank)
        # Step 4: those whose statements are unlike all others have their name at once.
        shared: list[list[str]] = []
        for _, blanks in sorted(by_hash.items()):
            if len(blanks) == 1:
                self._canonical.issue(blanks[0])
            else:
                shared.append(blanks)
        # Step 5: the rest are told apart by their neighbourhood.
        for blanks in shared:
            self._name_shared(blanks)
        # Steps 6 and 7.
        names = self._canonical.issued
        lines = self._ground
        for blank, tails in self._tails.items():
            name = names[blank]
            lines.update([name + tail for tail in tails])
        for subject, predicate, obj, graph in self._links:
            lines.add(
                line((names.get(subject, subject), predicate, names.get(obj, obj), names.get(graph, graph)))
            )
        return sorted(lines)

    def _name_shared(self, blanks: list[str]) -> None:
        paths: list[tuple[str, _Issuer]] = []
        for blank in blanks:
            if blank in self._canonical.issued:
                continue
            temporary = _Issuer("_:b")
            temporary.issue(blank)
            paths.append(self._hash_n_degree(blank, temporary, depth=1))
        for _, issuer in sorted(paths, key=lambda path: path[0]):
            for blank in issuer.issued:
                self._canonical.issue(blank)

    def _hash_first_degree(self, blank: str) -> str:
        """Section 4.6, Hash First Degree Quads."""
        lines = [f"_:a{tail}" for tail in self._tails.get(blank, ())]
        for subject, predicate, obj, graph in self._linking.get(blank, ()):
            masked = (_mask(subject, blank), predicate, _mask(obj, blank), _mask(graph, blank))
            lines.append(line(masked))
        lines.sort()
        return self._hash("".join(lines))

    def _hash_related(self, related: str, predicate: str, issuer: _Issuer, position: str) -> str:
        """Section 4.7, Hash Related Blank Node."""
        name = (
            self._canonical.issued.get(related) or issuer.issued.get(related) or self._first_degree[related]
        )
        return self._hash(position + name if position == "g" else position + predicate + name)

    def _hash_n_degree(self, blank: str, issuer: _Issuer, *, depth: int) -> tuple[str, _Issuer]:
        """Section 4.8, Hash N-Degree Quads: a hash of the neighbourhood, and the names given on the way."""
        if depth > MAX_DEPTH:
            raise TooComplexError("complexity.graph", detail=f"blank nodes {depth} levels apart")
        linking = self._linking.get(blank, ())
        self._spend(1 + len(linking))
        # Steps 1 to 3.
        related_by_hash: defaultdict[str, list[str]] = defaultdict(list)
        for subject, predicate, obj, graph in linking:
            for position, term in (("s", subject), ("o", obj), ("g", graph)):
                if is_blank(term) and term != blank:
                    related_by_hash[self._hash_related(term, predicate, issuer, position)].append(term)
        # Steps 4 and 5.
        to_hash: list[str] = []
        for related_hash, related in sorted(related_by_hash.items()):
            chosen_path, issuer = self._choose_path(related, issuer, depth)
            to_hash += (related_hash, chosen_path)
        return self._hash("".join(to_hash)), issuer

    def _choose_path(self, related: list[str], issuer: _Issuer, depth: int) -> tuple[str, _Issuer]:
        """Steps 5.2 to 5.4: of all orders of equal-looking neighbours, the one with the least path."""
        chosen_path, chosen_issuer = "", issuer
        for order in _orders(related):
            self._spend(len(order))
            found = self._follow(order, issuer.copy(), chosen_path, depth)
            if found is not None and (not chosen_path or found[0] < chosen_path):
                chosen_path, chosen_issuer = found
        return chosen_path, chosen_issuer

    def _follow(
        self, order: tuple[str, ...], issuer: _Issuer, best: str, depth: int
    ) -> tuple[str, _Issuer] | None:
        """Steps 5.4.4 and 5.4.5: the path of one order, or None as soon as it can't beat the best one."""
        path = ""
        recursion: list[str] = []
        for related in order:
            name = self._canonical.issued.get(related)
            if name is None:
                if related not in issuer.issued:
                    recursion.append(related)
                name = issuer.issue(related)
            path += name
            if best and len(path) >= len(best) and path > best:
                return None
        for related in recursion:
            result_hash, result_issuer = self._hash_n_degree(related, issuer, depth=depth + 1)
            path += f"{issuer.issue(related)}<{result_hash}>"
            issuer = result_issuer
            if best and len(path) >= len(best) and path > best:
                return None
        return path, issuer

    def _spend(self, work: int) -> None:
        self._work_left -= work
        if self._work_left < 0:
            raise TooComplexError("complexity.graph", detail=f"more work than {MAX_WORK}")

    def _hash(self, text: str) -> str:
        digest: str = self._hash_of(text.encode()).hexdigest()
        return digest


def _mask(term: str, blank: str) -> str:
    return term if not is_blank(term) else "_:a" if term == blank else "_:z"


def _orders(items: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield every different order of the items, in lexicographic order.

    A neighbour stands in the list once for each statement that leads to it (its graph, say, for every
    statement in that graph). Changing places with itself gives the same path, so such orders are left out:
    the specification's result is the same, at a fraction of the work.
    """
    order = sorted(items)
    while True:
        yield tuple(order)
        pivot = len(order) - 2
        while pivot >= 0 and order[pivot] >= order[pivot + 1]:
            pivot -= 1
        if pivot < 0:
            return
        successor = len(order) - 1
        while order[successor] <= order[pivot]:
            successor -= 1
        order[pivot], order[successor] = order[successor], order[pivot]
        order[pivot + 1 :] = reversed(order[pivot + 1 :])
