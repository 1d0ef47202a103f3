"""The demo's register keeper: a fourth party, with a folder, a key and static files of its own."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from keys.did_web import did_for_url
from keys.trust_keeper import TrustKeeper
from keys.trust_list import EndReason, Registration
from keys.unlocking import KeyFile
from schemas.credential import CredentialKind
from vakbewijs.demo.addresses import DemoAddresses
from vakbewijs.demo.enrolments import EDUCATION_REGISTER
from vakbewijs.demo.learners import HIGHER
from vakbewijs.demo.organisations import ORGANISATIONS
from vakbewijs.demo.world import INSTITUTIONS, KEEPER_NAME, DemoInstitution
from web.settings import TrustAnchorSetting

_FOUNDED = datetime(2016, 1, 1, 12, 0, tzinfo=UTC)


def open_register(addresses: DemoAddresses) -> TrustKeeper:
    """Return the register, made and filled at the first start."""
    home = addresses.register_home
    key_file = home.parent / "register.key"
    if (home / "keeper.json").exists():
        return TrustKeeper.open(home, unlock=KeyFile(key_file))
    unfinished = home.with_name(f"{home.name}.{secrets.token_hex(4)}")
    if not key_file.exists():
        KeyFile.create(key_file)
    keeper = TrustKeeper.init(
        unfinished,
        base_url=addresses.register,
        name=KEEPER_NAME,
        unlock=KeyFile(key_file),
        at=_FOUNDED,
    )
    for institution in (*INSTITUTIONS, HIGHER, EDUCATION_REGISTER):
        _enter(keeper, addresses, institution)
    for organisation in ORGANISATIONS:
        # Known by name, recognised for nothing: it asks and does not issue.
        keeper.add_issuer(
            organisation.did(addresses),
            organisation.name,
            registrations=_registrations(organisation.identifiers),
        )
    # Only a complete register gets the name under which it is found again.
    unfinished.rename(home)
    return TrustKeeper.open(home, unlock=KeyFile(key_file))


def anchor_of(keeper: TrustKeeper) -> TrustAnchorSetting:
    """Return what wallet and verifier configure to trust this register."""
    return TrustAnchorSetting(
        did=keeper.did, url=keeper.trust_list.url, kinds=tuple(kind.value for kind in CredentialKind)
    )


def _registrations(identifiers: Mapping[str, str]) -> list[Registration]:
    return [Registration(scheme=scheme, number=number) for scheme, number in identifiers.items()]


def _enter(keeper: TrustKeeper, addresses: DemoAddresses, institution: DemoInstitution) -> None:
    if not institution.recognitions:
        return
    did = did_for_url(addresses.issuer, "issuers", institution.slug)
    keeper.add_issuer(
        did,
        institution.name,
        registrations=_registrations(institution.identifiers),
    )
    for recognition in institution.recognitions:
        kinds = [kind.value for kind in recognition.kinds]
        keeper.recognise(did, kinds=kinds, standards=recognition.standards, recognised_from=recognition.since)
        if recognition.until is not None:
            keeper.end(did, kinds=kinds, until=recognition.until, reason=EndReason.LAPSED)
