"""The documents that figures are about: real ones, made by the small world of the tests."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from schemas.credential import CredentialKind
from schemas.documents import JsonObject, parse, serialize
from tests.ecosystem import World
from tests.parties import Issuer

RESULTS_OF_A_LARGE_CERTIFICATE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A document, unsigned and signed, by an issuer of a world. `kind` is None for a foreign one."""

    name: str
    world: World
    issuer: Issuer
    kind: CredentialKind | None
    document: JsonObject
    signed: JsonObject
    data: bytes

    @property
    def title(self) -> str:
        """Name and size, as signed."""
        return f"{self.name}, {len(self.data):,} bytes"


def subjects() -> Iterator[Subject]:
    """Yield a small, a usual and a large document."""
    world = World()
    yield _subject(world, "Open Badge of another issuer", world.school, None, _open_badge(world))
    diploma = world.school.prepare(CredentialKind.DIPLOMA, holder=world.samira)
    yield _subject(
        world, "diploma with six results", world.school, CredentialKind.DIPLOMA, _with_results(diploma, 6)
    )
    certificate = world.evc_provider.prepare(CredentialKind.ERVARINGSCERTIFICAAT, holder=world.samira)
    yield _subject(
        world,
        "ervaringscertificaat with 30 results",
        world.evc_provider,
        CredentialKind.ERVARINGSCERTIFICAAT,
        _with_parts(certificate, RESULTS_OF_A_LARGE_CERTIFICATE),
    )


def usual_subject() -> Subject:
    """Return the one of some 5 KB."""
    return list(subjects())[1]


def _subject(
    world: World, name: str, issuer: Issuer, kind: CredentialKind | None, document: JsonObject
) -> Subject:
    signed = issuer.sign(document)
    return Subject(
        name=name,
        world=world,
        issuer=issuer,
        kind=kind,
        document=document,
        signed=signed,
        data=serialize(signed),
    )


def _open_badge(world: World) -> JsonObject:
    """Return a badge without a kind of ours and with one status entry."""
    document: Any = world.school.prepare(CredentialKind.DIPLOMA, holder=world.samira)
    achievement = document["credentialSubject"]["achievement"]
    return {
        "@context": document["@context"][:2],
        "id": document["id"],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Helping people to wash and dress",
        "issuer": {"id": world.school.did, "type": ["Profile"], "name": "ROC Voorbeeldstad (fictief)"},
        "validFrom": document["validFrom"],
        "credentialSubject": {
            "id": world.samira.did,
            "type": ["AchievementSubject"],
            "achievement": {
                member: achievement[member]
                for member in ("id", "achievementType", "name", "description", "criteria", "inLanguage")
            }
            | {"type": ["Achievement"]},
        },
        "credentialStatus": document["credentialStatus"][:1],
    }


def _with_results(diploma: JsonObject, count: int) -> JsonObject:
    document: Any = copy.deepcopy(diploma)
    achievement = document["credentialSubject"]["achievement"]
    [description], [result] = achievement["resultDescription"], document["credentialSubject"]["result"]
    base = f"{achievement['id']}/B1-K"
    achievement["resultDescription"] = [
        {**description, "id": f"{base}{number}", "name": f"B1-K{number} (VOORBEELD)"}
        for number in range(1, count + 1)
    ]
    document["credentialSubject"]["result"] = [
        {**result, "resultDescription": f"{base}{number}", "value": f"{5 + number % 5},5"}
        for number in range(1, count + 1)
    ]
    return cast(JsonObject, document)


def _with_parts(certificate: JsonObject, count: int) -> JsonObject:
    """Return an ervaringscertificaat with a judgement on so many parts of the standard."""
    document: Any = copy.deepcopy(certificate)
    subject = document["credentialSubject"]
    achievement = subject["achievement"]
    sample = serialize(achievement["resultDescription"][0]).decode(), serialize(subject["result"][0]).decode()
    parts = [f"B{number // 9 + 1}-K{number % 9 + 1}-W{number + 1}" for number in range(count)]
    achievement["kwalificatieRef"][0]["onderdeel"] = parts
    achievement["resultDescription"] = [_of_part(sample[0], part) for part in parts]
    subject["result"] = [_of_part(sample[1], part) for part in parts]
    return cast(JsonObject, document)


def _of_part(sample: str, part: str) -> Any:
    return parse(sample.replace("B1-K1-W1", part).encode())
