"""pyld, set up so that it assumes nothing and fetches nothing.

Context processing, with its checks on protected terms, stays pyld's; this module is where it gets its
options. `expansion` uses them for the general way, `compiled` to make tables of pinned contexts.

- https://www.w3.org/TR/json-ld11-api/#context-processing-algorithms
"""

import copy
from typing import Any

from pyld.context_resolver import ContextResolver
from pyld.jsonld import JsonLdProcessor

from keys.canonicalization.context_rules import ContextRules


class Processor(JsonLdProcessor):  # type: ignore[misc]  # pyld is not typed
    """pyld's processor without one of its defects."""

    def _clone_active_context(self, active_ctx: Any) -> "_ActiveContext":
        return _ActiveContext(super()._clone_active_context(active_ctx))


class _ActiveContext(dict[str, Any]):
    """An active context from which a vocabulary that it does not have can be deleted.

    pyld 3.3 raises KeyError where a document says `"@vocab": null` and no vocabulary was set before.
    """

    def __delitem__(self, name: str) -> None:
        self.pop(name, None)


def processing_options(rules: ContextRules, cache: dict[str, Any]) -> dict[str, Any]:
    """Return pyld's options: contexts come from the rules, and `cache` keeps the resolved ones."""
    loader = _loader(rules)
    return {
        "base": None,  # pyld's own default is http://example.org/base/, and would be signed
        "isFrame": False,
        "keepFreeFloatingNodes": False,
        "processingMode": "json-ld-1.1",
        "extractAllScripts": False,
        "documentLoader": loader,
        "contextResolver": ContextResolver(cache, loader),
    }


def _loader(rules: ContextRules) -> Any:
    """Return a document loader over the pinned and supplied contexts; it has no way to a network."""

    def load(url: str, options: Any) -> dict[str, Any]:  # noqa: ARG001  (pyld's signature)
        return {
            "contextUrl": None,
            "documentUrl": url,
            "document": copy.deepcopy(rules.load(url)),  # pyld writes into it
            "tag": "static",  # pyld: keep it in the shared cache
        }

    return load
