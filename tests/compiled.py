"""What an application compiles when it is made, compiled once per run: most tests make one of their own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule


class CompiledTemplates(BytecodeCache):
    """Bytecode of templates in memory, by name and source.

    For applications with the same Jinja extensions only: the key does not know how a template was compiled.
    """

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template whose source has not changed (the bucket compares)."""
        if (known := self._compiled.get(bucket.key)) is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()

    def serve(self, app: Any) -> None:
        """Let a Flask application, which has shown no page yet, use what is here."""
        app.jinja_env.bytecode_cache = self


@contextmanager
def compiled_routes() -> Iterator[None]:
    """Let Werkzeug compile the builder of each address once, for all applications that have it.

    The function depends on the parts of the rule alone; converters it reaches by the rule it is bound to.
    """
    known: dict[object, Callable[..., tuple[str, str]]] = {}
    compile_builder = Rule._compile_builder

    def once(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        if rule.defaults:
            return compile_builder(rule, append_unknown)
        key = (rule.rule, tuple(rule._trace), append_unknown)
        if key not in known:
            known[key] = compile_builder(rule, append_unknown)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", once)
        yield
