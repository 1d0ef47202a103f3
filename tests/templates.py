"""Page templates, compiled once per run of the tests: each test makes an application of its own."""

from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


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
