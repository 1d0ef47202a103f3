"""A programme and proofs to propose with; real documents come from `tests.ecosystem`."""

from datetime import date

from schemas.documents import JsonObject, JsonValue
from schemas.frameworks import Frameworks, Qualification, QualificationPart
from verifier.exemptions.outcomes import Extent, OutcomeRef, ProvenOutcome
from verifier.exemptions.proofs import Proof
from verifier.exemptions.rules import Basis

ON = date(2026, 9, 1)


def qualification(code: str, *, dossier: str = "23187", parts: tuple[str, ...] = ()) -> Qualification:
    """A qualification of the crebo whose parts are named by their codes; `K1-W1` lies in `K1`."""
    return Qualification(
        code_system="crebo",
        code=code,
        name=f"Opleiding {code}",
        level="3",
        kind="vakopleiding",
        dossier=dossier,
        parts=tuple(
            QualificationPart(part, f"Onderdeel {part}", parent=part.rpartition("-W")[0] or None)
            for part in parts
        ),
    )


FRAMEWORKS = Frameworks.of(
    [
        qualification("25491", parts=("B1-K1", "B1-K1-W1", "B1-K1-W2", "B1-K2", "P1-K1")),
        qualification("25492", parts=("B1-K1", "B1-K1-W1", "B1-K1-W2", "P1-K1")),
        qualification("30000", dossier="99999", parts=("B1-K1", "B1-K1-W1")),
    ]
)


def ref(part: str | None, qualification: str = "25491") -> OutcomeRef:
    return OutcomeRef("crebo", qualification, part)


def proof(
    *outcomes: tuple[str | None, Extent] | OutcomeRef,
    award: str = "award",
    basis: Basis = Basis.ERVARINGSCERTIFICAAT,
    dated_on: date | None = date(2026, 3, 1),
    name: str = "",
    **changed: object,
) -> Proof:
    """A proof that holds, of these outcomes."""
    said = tuple(
        ProvenOutcome(each, Extent.FULL, name)
        if isinstance(each, OutcomeRef)
        else ProvenOutcome(ref(each[0]), each[1], name)
        for each in outcomes
    )
    values: dict[str, object] = {
        "key": ("did:web:evc.example", award),
        "credential_id": f"urn:uuid:{award}",
        "basis": basis,
        "title": "Verzorgende IG",
        "issuer_name": "EVC Voorbeeld",
        "level": "3",
        "standard_version": None,
        "dated_on": dated_on,
        "oldest_evidence": None,
        "newest_evidence": None,
        "outcomes": said,
    }
    return Proof(**{**values, **changed})  # type: ignore[arg-type]


def full(*parts: str | None) -> tuple[tuple[str | None, Extent], ...]:
    return tuple((part, Extent.FULL) for part in parts)


def part(part_id: str, *outcomes: str, load: str = "100", **members: JsonValue) -> JsonObject:
    found: list[JsonValue] = [
        {"codeSystem": "crebo", "qualification": "25491", "part": outcome} for outcome in outcomes
    ]
    return {"id": part_id, "title": f"Vak {part_id}", "load": load, "outcomes": found} | members


def programme(*parts: JsonObject, **members: JsonValue) -> JsonObject:
    return {
        "title": "Verzorgende IG",
        "codeSystem": "crebo",
        "qualification": "25491",
        "sector": "mbo",
        "loadUnit": "sbu",
        "parts": list(parts),
        **members,
    }
