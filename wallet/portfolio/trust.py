"""Four levels of trust: who stands behind what a holder shows. Pure.

A level follows from what the engine found, from the kind and from how a document came in. No text that
somebody typed, in a title or in a document, has any part in it.
"""

from collections.abc import Mapping
from enum import StrEnum

from schemas.credential import CredentialKind
from verifier.checks.issuer import NOT_THE_REGISTER
from wallet.cards import Origin
from wallet.contents import Card, Finding, Verdict
from wallet.states import FAILED, PASSED


class TrustLevel(StrEnum):
    """Who says so, from least to most."""

    OWN_WORD = "own-word"
    SOMEONE_ELSE = "someone-else"
    ASSESSED = "assessed"
    OFFICIAL = "official"

    @property
    def rank(self) -> int:
        """The place in the order, from 0; compare these and not the names."""
        return tuple(TrustLevel).index(self)


# A certificate that has run out, or whose issuer no register knows, was signed by somebody all the same.
_FORGIVEN = frozenset({"validity", "issuer"})


def level_of_item(*, confirmed_references: int) -> TrustLevel:
    """Return the level of an item of her own: it rises only when somebody else has confirmed it."""
    return TrustLevel.SOMEONE_ELSE if confirmed_references else TrustLevel.OWN_WORD


def level_of_document(card: Card, verdict: Verdict) -> TrustLevel | None:
    """Return who stands behind a certificate, or None when it counts for nothing.

    None: changed, withdrawn, stopped, or made for another wallet's key. The highest two levels need an
    issuer that a register recognised for this kind, and a copy that is surely hers: an uploaded file that
    names a person without a key may be about anybody. Does NOT say whether it is still valid today.
    """
    found = {finding.name: finding for finding in verdict.findings}
    failed = {name for name, finding in found.items() if finding.outcome == FAILED}
    if failed - _FORGIVEN or not _passed(found, "proof"):
        return None
    binding = found.get("binding")
    if binding is not None and binding.code == "binding.other_presenter":
        return None
    issuer = found.get("issuer")
    if issuer is not None and issuer.code == "issuer.own_word":
        return TrustLevel.OWN_WORD
    # A school that says to be the register still speaks for itself; the verdict says what it is not.
    recognised = _passed(found, "issuer") or (issuer is not None and issuer.code == NOT_THE_REGISTER)
    is_surely_hers = card.origin == Origin.ISSUER or _passed(found, "binding")
    if not (recognised and is_surely_hers):
        return TrustLevel.SOMEONE_ELSE
    return _LEVELS_OF_RECOGNISED.get(card.kind or "", TrustLevel.SOMEONE_ELSE)


_LEVELS_OF_RECOGNISED: Mapping[str, TrustLevel] = {
    CredentialKind.DIPLOMA: TrustLevel.OFFICIAL,
    CredentialKind.DEELCERTIFICAAT: TrustLevel.OFFICIAL,
    CredentialKind.VRIJSTELLINGSBESLUIT: TrustLevel.OFFICIAL,
    CredentialKind.INSCHRIJVINGSVERKLARING: TrustLevel.OFFICIAL,
    CredentialKind.ERVARINGSCERTIFICAAT: TrustLevel.ASSESSED,
}


def _passed(found: Mapping[str, Finding], name: str) -> bool:
    return name in found and found[name].outcome == PASSED
