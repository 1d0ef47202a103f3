"""Puts one document to both of our ways and to the engines of others, and counts what came of it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from keys import canonicalization
from keys.canonicalization import ContextRules, fused, rdfc10
from keys.canonicalization.nquads import Statement
from schemas.documents import JsonObject
from schemas.errors import DomainError, TooComplexError
from tests.differential.oracle import agrees


def compare(documents: Iterable[JsonObject], rules: ContextRules) -> Counter[str]:
    """Fail at the first document on which two ways differ; return how many went which way.

    `walked`: accepted by the quick way, and the general way, pyld and pyoxigraph gave the same bytes.
    `general`: accepted by the general way alone, with the bytes of pyld and pyoxigraph. Refusals by code.
    """
    outcomes: Counter[str] = Counter()
    for document in documents:
        walked = fused.walk(document, rules)
        general = _general(document, rules)
        if isinstance(general, DomainError):
            assert walked is None, (general, document)
            outcomes[general.code] += 1
            continue
        form = _form(general)
        if isinstance(form, TooComplexError):
            outcomes[form.code] += 1
            continue
        outcomes["general" if walked is None else "walked"] += 1
        if walked is not None:
            assert rdfc10.canonicalize(walked) == form, document
        assert agrees(form, document, rules), document
    return outcomes


def _general(document: JsonObject, rules: ContextRules) -> Sequence[Statement] | DomainError:
    try:
        return canonicalization.statements_the_general_way(document, rules)
    except DomainError as error:
        return error


def _form(statements: Sequence[Statement]) -> bytes | TooComplexError:
    try:
        return rdfc10.canonicalize(statements)
    except TooComplexError as error:
        return error
