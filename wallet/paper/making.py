"""From documents in a wallet to one PDF: a sheet for each, a way to check them, and the signed files inside.

The bytes that are attached are those that were received (never a base proof), so that the PDF alone is enough
to verify by, for decades. The address on it says where; with a link of hers on it, a print can be checked.
"""

import base64
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from flask_babel import gettext

from schemas.credential import Credential
from schemas.frameworks import Frameworks
from wallet.paper.sheet import Sheet, sheet_of
from wallet.shelf import HeldDocument, ShelfEntry
from wallet.states import DocumentState, state_of
from web import qr
from web.pdf import Attachment, render

_MAX_FILE_NAME_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Address:
    """Where whoever holds the paper goes: `url` behind the square, and whether a print is enough there.

    `opens_selection`: the address shows these certificates itself, until `last_day`; otherwise it is where a
    PDF can be handed in.
    """

    url: str
    host: str
    opens_selection: bool
    last_day: str = ""

    @property
    def picture(self) -> str:
        """The address as a QR code, as a `data:` address."""
        return f"data:image/png;base64,{base64.b64encode(qr.png(self.url)).decode('ascii')}"


@dataclass(frozen=True, slots=True)
class Page:
    """What the template gets of one document."""

    entry: ShelfEntry
    state: DocumentState
    sheet: Sheet
    language: str | None


def make_pdf(
    held: Sequence[HeldDocument], *, address: Address, frameworks: Frameworks, large: bool, at: datetime
) -> bytes:
    """Return the PDF of documents, one after the other. Call it in a request, for the language.

    Raises `PdfUnavailableError`.
    """
    pages = [_page(document, frameworks) for document in held]
    html = render_template("wallet/paper/selection.html", pages=pages, address=address, large=large)
    return render(html, attachments=_attachments(held), created=at)


def file_name(title: str, ending: str) -> str:
    """Return a name for a download that every system takes: letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()
    return f"{words[:_MAX_FILE_NAME_CHARACTERS].strip('-') or 'bewijs'}.{ending}"


def _page(held: HeldDocument, frameworks: Frameworks) -> Page:
    credential = Credential.from_document(held.opened)
    return Page(
        held.entry, state_of(held.entry.verdict), sheet_of(credential, frameworks), _language(credential)
    )


def _language(credential: Credential) -> str | None:
    """Return the language in which a certificate is written, where it says so."""
    for subject in credential.subjects:
        achievement = subject.get("achievement")
        if isinstance(achievement, dict) and isinstance(stated := achievement.get("inLanguage"), str):
            return stated
    return None


def _attachments(held: Sequence[HeldDocument]) -> list[Attachment]:
    """Return the signed files, named after what they are; two of a name get a number."""
    names = [file_name(document.entry.card.title, "jwt" if document.is_jwt else "json") for document in held]
    if len(held) > 1:
        names = [f"{number}-{name}" for number, name in enumerate(names, start=1)]
    return [
        Attachment(name=name, content=document.shown, description=gettext("Het ondertekende bewijs"))
        for name, document in zip(names, held, strict=True)
    ]
