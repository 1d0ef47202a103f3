"""The example documents of the demo: one that is right, and every bad case with its right verdict.

Each is a file that anybody can hand to the verifier; the tests walk through all of them.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from schemas.documents import JsonObject, parse_object, serialize
from vakbewijs.demo import certificates
from vakbewijs.demo.issuing import DemoIssuer
from verifier.result import Outcome

_MANIFEST = "cases.json"


def N_(text: str) -> str:  # noqa: N802  (the name by which catalogues find texts)
    """Mark a text for the catalogue."""
    return text


# What each case shows, in the words of the start page.
TITLES = {
    "samira-ervaring": N_("Een echt ervaringscertificaat, op papier: niet aan een wallet gekoppeld"),
    "samira-helpende": N_("Een echt diploma, op papier: niet aan een wallet gekoppeld"),
    "ingetrokken": N_("Ingetrokken door de school"),
    "gepauzeerd": N_("Op pauze gezet door de school"),
    "een-letter-veranderd": N_("Eén letter veranderd na het ondertekenen"),
    "niet-erkend-voor-standaard": N_("De aanbieder is niet erkend voor deze standaard"),
    "erkenning-later-vervallen": N_("De aanbieder verloor de erkenning pas na de overeenkomst"),
    "assessor-is-begeleider": N_("De assessor was ook de begeleider"),
    "voor-de-opleiding-bestond": N_("Een diploma van vóór de opleiding bestond"),
    "onbekende-uitgever": N_("De uitgever staat in geen enkel register"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A document in a file, and what a verifier must find: the outcome, and the code of one check."""

    name: str
    outcome: Outcome
    check: str
    code: str

    @property
    def file_name(self) -> str:
        """The file that holds the document."""
        return f"{self.name}.json"


def make_cases(issuer: DemoIssuer, folder: Path, issued: dict[str, bytes]) -> None:
    """Issue and spoil the documents, and write each to a file. `issued` are those that are there already."""
    folder.mkdir(parents=True, exist_ok=True)
    made = list(_cases(issuer, issued))
    for case, document in made:
        (folder / case.file_name).write_bytes(serialize(document))
    manifest = [asdict(case) for case, _ in made]
    (folder / _MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def read_cases(folder: Path) -> tuple[Case, ...]:
    """Return the cases that were written to a folder."""
    rows = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    return tuple(Case(**{**row, "outcome": Outcome(row["outcome"])}) for row in rows)


def _cases(issuer: DemoIssuer, issued: dict[str, bytes]) -> Iterator[tuple[Case, JsonObject]]:
    for name in ("samira-ervaring", "samira-helpende"):
        yield Case(name, Outcome.WARNING, "binding", "binding.unbound"), parse_object(issued[name])

    revoked = issuer.issue(certificates.REVOKED)
    issuer.revoke(certificates.REVOKED, revoked, reason="Op de verkeerde naam gesteld.")
    yield (
        Case("ingetrokken", Outcome.FAILED, "status", "status.revoked"),
        parse_object(revoked.credential),
    )

    suspended = issuer.issue(certificates.SUSPENDED)
    issuer.suspend(certificates.SUSPENDED, suspended, reason="Wij zoeken iets uit.")
    yield (
        Case("gepauzeerd", Outcome.WARNING, "status", "status.suspended"),
        parse_object(suspended.credential),
    )

    yield (
        Case("een-letter-veranderd", Outcome.FAILED, "proof", "proof.signature_mismatch"),
        _with_one_letter_changed(parse_object(issued["samira-helpende"])),
    )

    other = issuer.issue(certificates.OTHER_STANDARD)
    yield (
        Case("niet-erkend-voor-standaard", Outcome.FAILED, "issuer", "issuer.not_recognised"),
        parse_object(other.credential),
    )

    lost = issuer.issue(certificates.RECOGNITION_LOST)
    yield (
        Case("erkenning-later-vervallen", Outcome.WARNING, "issuer", "issuer.recognition_ended_later"),
        parse_object(lost.credential),
    )

    yield (
        Case("assessor-is-begeleider", Outcome.FAILED, "schema", "schema.assessor_is_guide"),
        issuer.sign_past_the_rules(
            certificates.SAMIRA_EXPERIENCE, _with_guide_as_assessor(parse_object(issued["samira-ervaring"]))
        ),
    )

    before = issuer.issue(certificates.BEFORE_QUALIFICATION)
    yield (
        Case("voor-de-opleiding-bestond", Outcome.WARNING, "schema", "schema.before_qualification"),
        parse_object(before.credential),
    )

    unlisted = issuer.issue(certificates.UNLISTED_ISSUER)
    yield (
        Case("onbekende-uitgever", Outcome.WARNING, "issuer", "issuer.unknown"),
        parse_object(unlisted.credential),
    )


def _with_one_letter_changed(document: JsonObject) -> JsonObject:
    subject = _member(document, "credentialSubject")
    name = str(subject["geslachtsnaam"])
    return {**document, "credentialSubject": {**subject, "geslachtsnaam": name[:-1] + "t"}}


def _with_guide_as_assessor(document: JsonObject) -> JsonObject:
    subject = _member(document, "credentialSubject")
    assessors = subject["assessor"]
    if not isinstance(assessors, list):
        raise TypeError("an ervaringscertificaat lists its assessors")
    guides = [{**assessor, "rol": "begeleider"} for assessor in assessors if isinstance(assessor, dict)]
    for guide in guides:
        guide.pop("onafhankelijk", None)
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    return {**unsigned, "credentialSubject": {**subject, "begeleider": [*guides]}}


def _member(document: JsonObject, name: str) -> JsonObject:
    value = document[name]
    if not isinstance(value, dict):
        raise TypeError(f"{name} is an object in every certificate")
    return value
