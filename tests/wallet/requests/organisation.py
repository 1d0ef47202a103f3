"""An organisation in memory, that asks, and takes what is sent without judging it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from schemas.credential import CredentialKind
from schemas.disclosure import PersonalPart
from schemas.documents import JsonObject
from schemas.errors import DomainError
from schemas.presentation_request import PresentationRequest, PurposeKind, Wanted
from tests.wallet.browser import Browser, hidden_fields, path_of
from wallet.requests.askers import Asked, AskerApi
from wallet.requests.links import RequestLink

VERIFIER = "http://localhost:8000/verifier"
DID = "did:web:localhost%3A8000:verifier:organisations:de-linde"
LINK = f"{VERIFIER}/ask/" + "L" * 43


@dataclass
class MemoryAsker(AskerApi):
    """What it asks can be changed; what it got is in `received`."""

    wanted: tuple[Wanted, ...] = (Wanted(kind=CredentialKind.DIPLOMA),)
    requester: str = DID
    purpose: str = "Wij willen weten of je mag werken als verzorgende."
    purpose_kind: PurposeKind = PurposeKind.WORK
    needs: tuple[PersonalPart, ...] = ()
    welcomes_own_words: bool = False
    refuses: DomainError | None = None
    prepared: int = 0
    received: list[JsonObject] = field(default_factory=list)

    def prepare(self, link: RequestLink) -> Asked:
        if self.refuses is not None:
            raise self.refuses
        self.prepared += 1
        request = PresentationRequest(
            requester=self.requester,
            requester_name="Zorggroep De Linde",
            purpose_kind=self.purpose_kind,
            purpose=self.purpose,
            wanted=self.wanted,
            keep_days=28,
            open_until=datetime(2026, 12, 31, 23, 0, tzinfo=UTC),
            many=True,
            needs=self.needs,
            welcomes_own_words=self.welcomes_own_words,
        )
        return Asked(
            original=request.serialized(), request=request, challenge=f"challenge-number-{self.prepared}"
        )

    def answer(self, link: RequestLink, *, digest: str, challenge: str, presentation: JsonObject) -> datetime:
        if self.refuses is not None:
            raise self.refuses
        self.received.append({"digest": digest, "challenge": challenge, "presentation": presentation})
        return datetime(2026, 11, 24, 12, 0, tzinfo=UTC) + timedelta(days=28)


def begins(browser: Browser, link: str = LINK) -> str:
    """Open a request and go on to the choice; return the id of the reply."""
    page = browser.open("/requests/open", query_string={"request": link})
    assert page.status_code == 200, page.text
    fields = {"link": hidden_fields(page.text)["link"]}
    return path_of(browser.send("/requests/start", fields)).split("/")[2]


def answers(browser: Browser, document: str, link: str = LINK) -> str:
    """Answer a request with one certificate; return the id of the reply."""
    reply = begins(browser, link)
    check = path_of(browser.send(f"/requests/{reply}/what", {"documents": [document]}))
    assert path_of(browser.send(check)) == f"/requests/{reply}"
    return reply
