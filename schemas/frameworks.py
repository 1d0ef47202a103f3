"""The qualifications that an installation knows: a shipped set, and imported lists beside it.

The shipped set is small and made by hand: codes, names and levels of crebo qualifications are facts from
Dutch legislation, everything in our own words is marked "(VOORBEELD)". `import_crebo` reads a national
list; what is imported lives in a file of the instance and is merged with the shipped set when it is loaded.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from schemas import members
from schemas.documents import JsonObject, JsonValue, Limits, parse_object, serialize
from schemas.errors import FrameworkError, MalformedDocumentError
from schemas.levels import NLQF_LEVELS, compare_levels, eqf_of
from schemas.qualifications import Qualification, QualificationPart
from schemas.violations import pointer_to

__all__ = [
    "CREBO",
    "FRAMEWORK_LIMITS",
    "NLQF_LEVELS",
    "Frameworks",
    "Qualification",
    "QualificationPart",
    "compare_levels",
    "eqf_of",
    "import_crebo",
]

CREBO = "crebo"

# A national list of 470 qualifications takes 130 kB and 6,000 values; this leaves room for a tenfold.
FRAMEWORK_LIMITS = Limits(max_bytes=8 * 1024 * 1024, max_values=500_000)

# The list that is imported was fixed by the Regeling vaststelling kwalificatiedossiers 2015 (BWBR0036352).
_CREBO_2015_VALID_FROM = date(2015, 8, 1)

_SHIPPED = Path(__file__).parent / "frameworks"


@dataclass(frozen=True, slots=True)
class Frameworks:
    """Qualifications by code system and code. Immutable: merging gives a new one."""

    qualifications: Mapping[tuple[str, str], Qualification]

    @classmethod
    def of(cls, qualifications: Iterable[Qualification]) -> "Frameworks":
        """Return the frameworks with these qualifications; of two with one code the last one counts."""
        return cls(MappingProxyType({(each.code_system, each.code): each for each in qualifications}))

    @classmethod
    def shipped(cls) -> "Frameworks":
        """Return the set that comes with the product."""
        return _shipped()

    @classmethod
    def load(cls, file: Path) -> "Frameworks":
        """Return the shipped set merged with an instance's file, if that exists.

        Raises `MalformedDocumentError` for a file that `save` did not write.
        """
        shipped = cls.shipped()
        return shipped.merged_with(_read(file)) if file.exists() else shipped

    def merged_with(self, others: Iterable[Qualification]) -> "Frameworks":
        """Return these qualifications and the others.

        For a code in both, the other one's facts count; the parts and first day that are known here stay
        where the other one has none. Merging the same list again changes nothing.
        """
        merged = dict(self.qualifications)
        for other in others:
            key = (other.code_system, other.code)
            known = merged.get(key)
            merged[key] = other if known is None else _completed(other, known)
        return Frameworks(MappingProxyType(merged))

    def save(self, file: Path) -> None:
        """Write what the shipped set does not hold to an instance's file, at once or not at all.

        `load` adds the shipped set again, as it is then: an old copy of it never hides a newer one.
        """
        file.parent.mkdir(parents=True, exist_ok=True)
        content = serialize({"qualifications": [each.to_document() for each in self._beyond_shipped()]})
        descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=file.name, suffix=".new")
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).replace(file)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _beyond_shipped(self) -> Iterator[Qualification]:
        for key, each in self.qualifications.items():
            shipped = self.shipped().qualifications.get(key)
            if shipped is None or each.parts != shipped.parts:
                yield each
            elif each != shipped:
                yield replace(each, parts=())

    def find(self, code_system: str, code: str) -> Qualification | None:
        """Return the qualification with this code, such as `("crebo", "25491")`."""
        return self.qualifications.get((code_system, code))

    def search(self, text: str) -> tuple[Qualification, ...]:
        """Return the qualifications whose code begins with the text or whose name holds all its words.

        Upper and lower case are alike; the order is that of names. Empty text finds nothing.
        """
        words = text.casefold().split()
        found = [each for each in self if words and _answers(each, words)]
        return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.code)))

    def dossier(self, code: str) -> tuple[Qualification, ...]:
        """Return the qualifications of one dossier, which share the parts of its basis."""
        return tuple(each for each in self if each.dossier == code)

    def __iter__(self) -> Iterator[Qualification]:
        return iter(self.qualifications.values())

    def __len__(self) -> int:
        return len(self.qualifications)


def import_crebo(data: JsonValue) -> tuple[Qualification, ...]:
    """Read a national list of mbo qualifications: an array of objects with Dutch member names.

    Each has `crebo`, `naam`, `niveau` (1 to 4), `soort`, `leerwegen`, `dossierCrebo`, `dossier` and
    `domein` ([code, name] or null). Raises `FrameworkError`: `framework.not_a_list`, `framework.row` with
    the row number, `framework.duplicate` for a code that occurs twice. Nothing is imported by halves.
    """
    if not isinstance(data, list) or not data:
        raise FrameworkError("framework.not_a_list", detail=type(data).__name__)
    imported: dict[str, Qualification] = {}
    for number, row in enumerate(data, start=1):
        try:
            qualification = _crebo_row(row, pointer_to(number - 1))
        except MalformedDocumentError as error:
            raise FrameworkError(
                "framework.row", detail=str(error), pointer=error.pointer, row=str(number)
            ) from error
        if qualification.code in imported:
            raise FrameworkError("framework.duplicate", row=str(number), code=qualification.code)
        imported[qualification.code] = qualification
    return tuple(imported.values())


def _crebo_row(row: JsonValue, at: str) -> Qualification:
    if not isinstance(row, dict):
        raise members.malformed("document.not_an_object", at, row)
    code = members.text(row, "crebo", at)
    if len(code) != 5 or not (code.isascii() and code.isdigit()):
        raise members.malformed("framework.crebo", f"{at}/crebo", code)
    level = row.get("niveau")
    if level not in (1, 2, 3, 4) or isinstance(level, bool):
        raise members.malformed("framework.level", f"{at}/niveau", level)
    domain = row.get("domein")
    return Qualification(
        code_system=CREBO,
        code=code,
        name=members.text(row, "naam", at),
        level=str(level),
        kind=members.text(row, "soort", at),
        dossier=members.text(row, "dossierCrebo", at),
        dossier_name=members.text(row, "dossier", at),
        domain=None if domain is None else members.texts(row, "domein", at)[-1],
        leerwegen=members.texts(row, "leerwegen", at),
        valid_from=_CREBO_2015_VALID_FROM,
    )


@cache
def _shipped() -> Frameworks:
    return Frameworks.of(each for file in sorted(_SHIPPED.glob("*.json")) for each in _read(file))


def _read(file: Path) -> tuple[Qualification, ...]:
    document: JsonObject = parse_object(file.read_bytes(), limits=FRAMEWORK_LIMITS)
    return tuple(
        Qualification.from_document(each, place)
        for place, each in members.placed_children(document, "qualifications")
    )


def _completed(other: Qualification, known: Qualification) -> Qualification:
    return replace(other, parts=other.parts or known.parts, valid_from=other.valid_from or known.valid_from)


def _answers(qualification: Qualification, words: list[str]) -> bool:
    name = qualification.name.casefold()
    return all(word in name for word in words) or (
        len(words) == 1 and qualification.code.casefold().startswith(words[0])
    )
