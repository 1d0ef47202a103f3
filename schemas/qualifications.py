"""A qualification and its parts, and their JSON form in framework files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schemas import members
from schemas.documents import JsonObject, JsonValue
from schemas.errors import MalformedDocumentError
from schemas.levels import NLQF_LEVELS


@dataclass(frozen=True, slots=True)
class QualificationPart:
    """A kerntaak, werkproces or other unit; `parent` is the code of the part in which it lies."""

    code: str
    name: str
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualification:
    """What somebody can be qualified for, in one code system such as `crebo`.

    `level` is the NLQF level as text. Qualifications of one `dossier` share the parts of its basis.
    `valid_from` is the first day on which the code existed, None where it is not known.
    """

    code_system: str
    code: str
    name: str
    level: str
    kind: str
    dossier: str | None = None
    dossier_name: str | None = None
    domain: str | None = None
    leerwegen: tuple[str, ...] = ()
    valid_from: date | None = None
    parts: tuple[QualificationPart, ...] = ()

    @property
    def standard(self) -> str:
        """The name by which trust lists recognise an issuer for it, such as `crebo:25491`."""
        return f"{self.code_system}:{self.code}"

    def part(self, code: str) -> QualificationPart | None:
        """Return the part with this code."""
        return next((part for part in self.parts if part.code == code), None)

    def to_document(self) -> JsonObject:
        """Return the JSON form; members without a value are left out."""
        parts: list[JsonValue] = []
        for part in self.parts:
            entry: JsonObject = {"code": part.code, "name": part.name}
            if part.parent:
                entry["parent"] = part.parent
            parts.append(entry)
        document: dict[str, JsonValue] = {
            "codeSystem": self.code_system,
            "code": self.code,
            "name": self.name,
            "level": self.level,
            "kind": self.kind,
            "dossier": self.dossier,
            "dossierName": self.dossier_name,
            "domain": self.domain,
            "leerwegen": list(self.leerwegen),
            "validFrom": self.valid_from.isoformat() if self.valid_from else None,
            "parts": parts,
        }
        return {name: value for name, value in document.items() if value not in (None, [])}

    @classmethod
    def from_document(cls, document: Mapping[str, JsonValue], at: str = "") -> "Qualification":
        """Read the JSON form. Raises `MalformedDocumentError` with the pointer of the offending member."""
        level = members.text(document, "level", at)
        if level not in NLQF_LEVELS:
            raise MalformedDocumentError("framework.level", pointer=f"{at}/level", detail=repr(level[:20]))
        return cls(
            code_system=members.text(document, "codeSystem", at),
            code=members.text(document, "code", at),
            name=members.text(document, "name", at),
            level=level,
            kind=members.text(document, "kind", at),
            dossier=members.optional_text(document, "dossier", at),
            dossier_name=members.optional_text(document, "dossierName", at),
            domain=members.optional_text(document, "domain", at),
            leerwegen=members.texts(document, "leerwegen", at),
            valid_from=members.optional_calendar_date(document, "validFrom", at),
            parts=tuple(
                QualificationPart(
                    code=members.text(part, "code", place),
                    name=members.text(part, "name", place),
                    parent=members.optional_text(part, "parent", place),
                )
                for place, part in members.placed_children(document, "parts", at)
            ),
        )
