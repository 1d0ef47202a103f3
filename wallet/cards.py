"""What the list shows of a document, read once when it is stored. Pure; believes nothing, judges nothing."""

from enum import StrEnum

from schemas.credential import Credential
from schemas.errors import MalformedDocumentError
from schemas.kinds import KindView, view_of
from wallet.contents import Card
from wallet.portfolio.coverage import coverage_of

# A title is for showing; the document keeps its own whatever its length.
MAX_TITLE_CHARACTERS = 200


class Origin(StrEnum):
    """How a document came into the wallet; it decides which label of trust it gets."""

    ISSUER = "issuer"
    UPLOAD = "upload"


def card_of(credential: Credential, origin: Origin) -> Card:
    """Return what the list shows of a credential, in the credential's own words."""
    view = readable_view(credential)
    return Card(
        title=_title(credential)[:MAX_TITLE_CHARACTERS],
        kind=credential.kind,
        issuer_id=credential.issuer_id,
        issuer_name=credential.issuer_name,
        subject_name=view.person.full_name if view else None,
        awarded_on=view.dated_on if view else credential.awarded_on,
        valid_until=credential.valid_until,
        origin=origin,
        coverage=coverage_of(view),
    )


def readable_view(credential: Credential) -> KindView | None:
    """Return the typed view, or None for a foreign kind and for a document that lacks what its kind needs."""
    try:
        return view_of(credential)
    except MalformedDocumentError:
        return None


def _title(credential: Credential) -> str:
    """The document's own name, else that of the achievement in it (Open Badges 3.0), else nothing."""
    if credential.name and credential.name.strip():
        return credential.name
    for subject in credential.subjects:
        achievement = subject.get("achievement")
        name = achievement.get("name") if isinstance(achievement, dict) else None
        if isinstance(name, str):
            return name
    return ""
