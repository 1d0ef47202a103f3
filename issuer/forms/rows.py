"""Rows of a form: evidence, findings, officials, enrolments."""

import re
from collections.abc import Mapping

from wtforms import FieldList

from issuer.entries.reader import MAX_ROWS


class Rows(FieldList):  # type: ignore[type-arg]  # generic in its stubs only
    """Rows of a form. A row is numbered 0 to 999, and of too many only one more than allowed is read.

    That one is enough for `issuer.entries` to say that there are too many.
    """

    _NUMBERED = re.compile(r"[0-9]{1,3}", re.ASCII)

    def _extract_indices(self, prefix: str, formdata: Mapping[str, object]) -> list[int]:
        numbers = {
            name.removeprefix(f"{prefix}-").split("-", 1)[0]
            for name in formdata
            if name.startswith(f"{prefix}-")
        }
        return sorted(int(number) for number in numbers if self._NUMBERED.fullmatch(number))[: MAX_ROWS + 1]
