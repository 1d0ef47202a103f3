"""Filling a new demo, in the order in which things happen in the world.

The server runs already: wallets collect their certificates from the issuer over HTTP. A demo that was
interrupted half-way starts over, since nobody has used it yet.
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask

from issuer.installation import Installation
from schemas.credential import CredentialKind
from schemas.dates import legal_date
from vakbewijs.demo.addresses import DemoAddresses
from vakbewijs.demo.cases import make_cases
from vakbewijs.demo.certificates import RUNNING_EXAMPLE
from vakbewijs.demo.enrolments import EDUCATION_REGISTER, statements
from vakbewijs.demo.exemptions import prepare_exemptions
from vakbewijs.demo.issuing import DemoIssuer
from vakbewijs.demo.learners import HIGHER, LEARNERS_AWARDS
from vakbewijs.demo.organisations import found_organisations
from vakbewijs.demo.stories import JOHAN_ITEMS, SAMIRA_ITEMS
from vakbewijs.demo.wallets import DemoWallets
from vakbewijs.demo.world import INSTITUTIONS, JOHAN, SAMIRA
from wallet.durations import Duration
from wallet.vault import Vault
from web.database import Database
from web.instance import InstanceError, forget_address

_RECORD = "seeded.json"
_PARTIES = ("issuer", "wallet", "verifier", "register")
# Long enough ago that a share of one day has ended.
_LONG_AGO = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Seeded:
    """What the start page needs to know of the people in the demo."""

    experience_offer: str
    """The link on Samira's letter, to a certificate that she has not collected yet."""
    experience_code: str
    open_share: str
    """A link that Johan sent to an employer."""
    expired_share: str
    exemption_request: str = ""
    """The link by which the school asks for proof, for an exemption; demos of before do not have it."""


def demo_folder(home: Path) -> Path:
    """Where the demo keeps what belongs to none of the parties."""
    return home / "demo"


def cases_folder(home: Path) -> Path:
    """Where the example documents are."""
    return demo_folder(home) / "voorbeelden"


def read_seeded(home: Path) -> Seeded | None:
    """Return what an earlier start made, or None when the demo is new or was interrupted."""
    record = demo_folder(home) / _RECORD
    return Seeded(**json.loads(record.read_text(encoding="utf-8"))) if record.exists() else None


def clear_unfinished(home: Path) -> None:
    """Make a folder ready for a demo: new, or complete, or emptied of a first start that was interrupted.

    A complete demo is never touched, and neither is an installation that no demo made: raises
    `InstanceError("instance.not_a_demo")`.
    """
    if read_seeded(home) is not None:
        return
    made = demo_folder(home)
    if not made.exists():
        if any((home / party).exists() for party in _PARTIES):
            raise InstanceError("instance.not_a_demo", detail=f"{home} has data of its own", home=str(home))
        made.mkdir(parents=True, mode=0o700)
        return
    forget_address(home)
    for party in _PARTIES:
        shutil.rmtree(home / party, ignore_errors=True)
    (home / "register.key").unlink(missing_ok=True)
    # The folder itself stays: it says that the rest is the demo's.
    for left in made.iterdir():
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def seed(
    addresses: DemoAddresses,
    *,
    issuer_database: Database,
    installation: Installation,
    wallet_app: Flask,
    verifier_app: Flask,
    clock: Callable[[], datetime],
) -> Seeded:
    """Fill issuer, verifier and wallets with the running example and the bad cases."""
    found_organisations(verifier_app, clock=clock)
    issuer = DemoIssuer(issuer_database, installation)
    issuer.found((*INSTITUTIONS, HIGHER, EDUCATION_REGISTER))
    exemption_request = prepare_exemptions(verifier_app, issuer_database, addresses, clock=clock)
    issued = {award.name: issuer.issue(award) for award in RUNNING_EXAMPLE}
    make_cases(issuer, cases_folder(addresses.home), {name: each.credential for name, each in issued.items()})

    wallets = DemoWallets(wallet_app)

    def collect(holder_wallet: Vault, name: str) -> str:
        return wallets.receive(
            holder_wallet, issued[name].offer_link, issuer_url=addresses.issuer, at=clock()
        )

    samira = wallets.open_account(SAMIRA, at=clock())
    collect(samira, "samira-helpende")
    wallets.write(samira, SAMIRA_ITEMS, at=clock())
    johan = wallets.open_account(JOHAN, at=clock())
    diploma = collect(johan, "johan-monteur")
    collect(johan, "johan-deel")
    wallets.write(johan, JOHAN_ITEMS, at=clock())
    enrolments = list(statements(legal_date(clock())))
    for learner, awards in LEARNERS_AWARDS:
        learner_wallet = wallets.open_account(learner, at=clock())
        for award in awards:
            issued[award.name] = issuer.issue(award)
            collect(learner_wallet, award.name)
        for each in enrolments:
            if each.holder is learner:
                issued[each.name] = issuer.issue_supplied(
                    EDUCATION_REGISTER,
                    each.document,
                    kind=CredentialKind.INSCHRIJVINGSVERKLARING,
                    at=clock(),
                )
                collect(learner_wallet, each.name)
    seeded = Seeded(
        experience_offer=issued["samira-ervaring"].offer_link,
        experience_code=issued["samira-ervaring"].offer_code,
        open_share=wallets.share(
            johan, diploma, receiver="Garage Voorbeeld", duration=Duration.QUARTER, at=clock()
        ),
        expired_share=wallets.share(
            johan, diploma, receiver="Uitzendbureau Proef", duration=Duration.DAY, at=clock() - _LONG_AGO
        ),
        exemption_request=exemption_request,
    )
    record = demo_folder(addresses.home) / _RECORD
    draft = record.with_suffix(".new")
    draft.write_text(json.dumps(asdict(seeded), indent=2) + "\n", encoding="utf-8")
    draft.chmod(0o600)
    draft.replace(record)
    return seeded
