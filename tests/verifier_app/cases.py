"""Every kind of thing that is handed in, with the outcome and the decisive code that each door must give."""

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from keys.trust_list import EndReason
from schemas.documents import JsonObject
from tests.ecosystem import (
    DEELCERTIFICAAT,
    DIPLOMA,
    ERVARINGSCERTIFICAAT,
    VRIJSTELLINGSBESLUIT,
    World,
    recognised,
)
from tests.forging import contents, forge
from verifier.result import Outcome

# Stands in the person's name: it must not be on a page where nothing is proven.
CANARY = "Kanarie-Vogel"


@dataclass(frozen=True)
class Case:
    """What to hand in, and what must come out."""

    make: Callable[[World], JsonObject]
    outcome: Outcome
    code: str

    @property
    def tone(self) -> str:
        return {
            Outcome.PASSED: "good",
            Outcome.WARNING: "attention",
            Outcome.FAILED: "bad",
            Outcome.INDETERMINATE: "unknown",
        }[self.outcome]


def subject(document: JsonObject) -> JsonObject:
    found = document["credentialSubject"]
    assert isinstance(found, dict)
    return found


def named(document: JsonObject) -> None:
    subject(document)["geslachtsnaam"] = CANARY


def shown(world: World, *documents: JsonObject) -> JsonObject:
    return world.samira.present(documents, challenge=None, domain=None)


def valid_diploma(world: World) -> JsonObject:
    return shown(world, world.school.issue(DIPLOMA, holder=world.samira))


def valid_experience(world: World) -> JsonObject:
    return shown(world, world.evc_provider.issue(ERVARINGSCERTIFICAAT, holder=world.samira))


def unbound(world: World) -> JsonObject:
    return world.evc_provider.issue(ERVARINGSCERTIFICAAT)


def decision(world: World) -> JsonObject:
    return shown(world, world.school.issue(VRIJSTELLINGSBESLUIT, holder=world.samira))


def three(world: World) -> JsonObject:
    revoked = world.school.issue(DEELCERTIFICAAT, holder=world.samira)
    world.school.revoke(revoked)
    return shown(
        world,
        world.school.issue(DIPLOMA, holder=world.samira),
        world.evc_provider.issue(ERVARINGSCERTIFICAAT, holder=world.samira),
        revoked,
    )


def revoked(world: World) -> JsonObject:
    document = world.evc_provider.issue(ERVARINGSCERTIFICAAT)
    world.evc_provider.revoke(document)
    return document


def suspended(world: World) -> JsonObject:
    document = world.school.issue(DIPLOMA)
    world.school.suspend(document)
    return document


def changed(world: World) -> JsonObject:
    document = copy.deepcopy(world.school.issue(DIPLOMA, change=named))
    subject(document)["voornamen"] = f"Sanira {CANARY}"
    return document


def unsigned_data(world: World) -> JsonObject:
    document = world.school.issue(DIPLOMA, change=named)
    return {**document, "degree": CANARY}


def unsigned(world: World) -> JsonObject:
    document = world.school.prepare(DIPLOMA)
    named(document)
    return document


def other_key(world: World) -> JsonObject:
    """Signed by a stranger in the school's name."""
    document = world.school.prepare(DIPLOMA)
    named(document)
    return world.stranger.sign(document)


def changed_in_selection(world: World) -> JsonObject:
    document = valid_diploma(world)
    shown_now = copy.deepcopy(document)
    shown_now["holder"] = world.school.did
    return shown_now


def unknown_issuer(world: World) -> JsonObject:
    return world.stranger.issue(DIPLOMA)


def not_recognised(world: World) -> JsonObject:
    return world.stranger.issue(ERVARINGSCERTIFICAAT)


def recognition_ended(world: World) -> JsonObject:
    world.keeper.recognises(
        world.evc_provider.did,
        "EVC Voorbeeld",
        recognised(
            ERVARINGSCERTIFICAAT,
            standards=["crebo:25491"],
            since=date(2024, 1, 1),
            recognised_until=date(2026, 3, 1),
            end_reason=EndReason.LAPSED,
        ),
    )
    signed_in_time = world.clock.at - timedelta(days=130)
    document = world.evc_provider.issue(ERVARINGSCERTIFICAAT, holder=world.samira, at=signed_in_time)
    return shown(world, document)


def expired(world: World) -> JsonObject:
    return world.school.issue(
        DIPLOMA, change=lambda document: document.update(validUntil="2026-06-01T00:00:00Z")
    )


def incomplete(world: World) -> JsonObject:
    return world.evc_provider.issue(
        ERVARINGSCERTIFICAAT, change=lambda document: subject(document).pop("conclusie")
    )


def status_unreachable(world: World) -> JsonObject:
    document = world.school.issue(DIPLOMA)
    world.network.unreachable.add(world.school.list_url("revocation"))
    return document


def key_unreachable(world: World) -> JsonObject:
    document = world.school.issue(DIPLOMA, change=named)
    world.network.unreachable.update(url for url in world.network.pages if "roc-voorbeeld" in url)
    return document


def register_unreachable(world: World) -> JsonObject:
    document = world.school.issue(DIPLOMA)
    world.network.unreachable.add(world.keeper.url)
    return document


def not_a_certificate(world: World) -> JsonObject:
    return {"hello": "world", "name": CANARY}


def status_list(world: World) -> JsonObject:
    """A status list handed in as if it were a diploma (LD-06)."""
    return world.school.status_list("revocation")


@dataclass(frozen=True)
class TokenCase:
    """A JWT to hand in, and what must come out."""

    make: Callable[[World], str]
    outcome: Outcome
    code: str


def valid_token(world: World) -> str:
    return world.samira.present_jwt(
        [world.school.issue_jwt(DIPLOMA, holder=world.samira)], challenge=None, domain=None
    )


def mixed_token(world: World) -> str:
    """A selection as JWT, of certificates secured in both ways."""
    return world.samira.present_jwt(
        [
            world.school.issue_jwt(DIPLOMA, holder=world.samira),
            world.evc_provider.issue(ERVARINGSCERTIFICAAT, holder=world.samira),
        ],
        challenge=None,
        domain=None,
    )


def unbound_token(world: World) -> str:
    return world.evc_provider.issue_jwt(ERVARINGSCERTIFICAAT)


def revoked_token(world: World) -> str:
    token = world.school.issue_jwt(DIPLOMA)
    world.school.revoke(contents(token)[1])
    return token


def changed_token(world: World) -> str:
    header, payload, signature = contents(world.school.issue_jwt(DIPLOMA, change=named))
    return forge(header, {**payload, "name": "Arts"}, None, signature=signature)


def foreign_token(world: World) -> str:
    document = world.school.prepare(DIPLOMA)
    named(document)
    return world.stranger.sign_jwt(document)


def unreachable_token(world: World) -> str:
    token = world.school.issue_jwt(DIPLOMA, change=named)
    world.network.unreachable.update(url for url in world.network.pages if "roc-voorbeeld" in url)
    return token


PASSED, WARNING, FAILED, UNKNOWN = Outcome.PASSED, Outcome.WARNING, Outcome.FAILED, Outcome.INDETERMINATE

CASES: Mapping[str, Case] = {
    "valid diploma": Case(valid_diploma, PASSED, "binding.holds"),
    "valid experience": Case(valid_experience, PASSED, "issuer.recognised"),
    "decision": Case(decision, PASSED, "issuer.recognised"),
    "recognition ended": Case(recognition_ended, PASSED, "issuer.recognition_ended_later"),
    "three": Case(three, FAILED, "status.revoked"),
    "unbound": Case(unbound, WARNING, "binding.unbound"),
    "suspended": Case(suspended, WARNING, "status.suspended"),
    "unknown issuer": Case(unknown_issuer, WARNING, "issuer.unknown"),
    "expired": Case(expired, WARNING, "validity.expired"),
    "revoked": Case(revoked, FAILED, "status.revoked"),
    "changed": Case(changed, FAILED, "proof.signature_mismatch"),
    "unsigned data": Case(unsigned_data, FAILED, "unsigned"),
    "unsigned": Case(unsigned, FAILED, "proof.missing"),
    "other key": Case(other_key, FAILED, "key.not_of_issuer"),
    "changed selection": Case(changed_in_selection, FAILED, "proof"),
    "not recognised": Case(not_recognised, FAILED, "issuer.unknown"),
    "incomplete": Case(incomplete, FAILED, "schema.missing"),
    "status unreachable": Case(status_unreachable, UNKNOWN, "fetch.unreachable"),
    "key unreachable": Case(key_unreachable, UNKNOWN, "did.unreachable"),
    "register unreachable": Case(register_unreachable, UNKNOWN, "issuer.register_unreachable"),
    "not a certificate": Case(not_a_certificate, FAILED, "document.base_context"),
    "status list": Case(status_list, FAILED, "structure.wrong_type"),
}

TOKENS: Mapping[str, TokenCase] = {
    "valid": TokenCase(valid_token, PASSED, "binding.holds"),
    "mixed": TokenCase(mixed_token, PASSED, "issuer.recognised"),
    "unbound": TokenCase(unbound_token, WARNING, "binding.unbound"),
    "revoked": TokenCase(revoked_token, FAILED, "status.revoked"),
    "changed": TokenCase(changed_token, FAILED, "proof.signature_mismatch"),
    "foreign": TokenCase(foreign_token, FAILED, "key.not_of_issuer"),
    "unreachable": TokenCase(unreachable_token, UNKNOWN, "did.unreachable"),
}

# Nobody is proven to have signed these: none of their content may be on the page.
UNPROVEN = ("changed", "unsigned data", "unsigned", "other key", "key unreachable", "not a certificate")


# What people put in forms and attackers in documents (WB-01, JS-04): markup, script addresses, hidden signs.
SCRIPT = '<script>alert(1)</script>"><img src=x onerror=alert(2)>{{7*7}}'
HIDDEN = "Samira\u202eelpmaxe\u200b"


def hostile(world: World) -> JsonObject:
    """A well signed certificate of a recognised issuer in which every text that people read is hostile."""

    def change(document: JsonObject) -> None:
        document["name"] = f"Naam {SCRIPT}"
        issuer, evidence = document["issuer"], document["evidence"]
        assert isinstance(issuer, dict)
        assert isinstance(evidence, list)
        issuer["name"] = f"Uitgever {SCRIPT}"
        for piece, address in zip(evidence, ("javascript:alert(3)", "https://bewijs.example/x"), strict=True):
            assert isinstance(piece, dict)
            piece["id"], piece["name"] = address, f"Stuk {SCRIPT}"
        about = subject(document)
        about["voornamen"], about["geslachtsnaam"] = HIDDEN, SCRIPT
        about["conclusie"] = about["loopbaandoel"] = f"Tekst {SCRIPT}"
        results = about["result"]
        assert isinstance(results, list)
        for result in results:
            assert isinstance(result, dict)
            result["onderbouwing"] = f"Reden {SCRIPT}"
            result["gebaseerdOp"] = ["https://bewijs.example/x"]

    return world.evc_provider.issue(ERVARINGSCERTIFICAAT, change=change)
