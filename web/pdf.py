"""Pages as PDF: PDF/A-3a to keep for decades, PDF/UA-1 to be read aloud, with files attached.

WeasyPrint lays the page out and needs libraries of the system (Pango) beside it. Where those are missing
`unavailable` says so, and a page offers printing instead. Nothing is ever fetched: a page to print brings
its style and pictures with it, so that text from a certificate can't reach a file or an address (WB-02).

- ISO 19005-3 (PDF/A-3): archivable, with attachments of any kind
- ISO 14289-1 (PDF/UA-1): tagged, with a title and a language
"""

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import pikepdf

from schemas.errors import DomainError

_STYLE = Path(__file__).parent / "static" / "web" / "paper.css"

# WeasyPrint writes one variant at a time, so the mark of the second one is added afterwards, together with
# the description of its namespace that PDF/A demands of every property that it does not define itself.
_UA_IDENTIFIER = b"""
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289 that the document follows</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_END_OF_METADATA = b"</rdf:RDF>"


class PdfUnavailableError(DomainError):
    """This machine can't make a PDF (code `pdf.unavailable`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file inside a PDF. `name` is plain ASCII with an ending that tells its type (`bewijs.json`)."""

    name: str
    content: bytes
    description: str


@cache
def unavailable() -> str | None:
    """Return why this machine can't make a PDF, for the operator's log, or None when it can."""
    try:
        import weasyprint  # noqa: F401  (heavy, and only there with the system's libraries)
    except (ImportError, OSError) as error:
        return str(error).partition("\n")[0]
    # WeasyPrint warns of every rule that is meant for screens.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    return None


def render(page: str, *, attachments: Sequence[Attachment] = (), created: datetime) -> bytes:
    """Return a page of HTML as a PDF on A4, in the style of `paper.css`.

    The page must have a title and a language, or it is not PDF/UA. What it wants to fetch is left out,
    whatever it is; pictures stand in `data:` addresses. `created` becomes the date of the attachments.

    Raises `PdfUnavailableError`.
    """
    if reason := unavailable():
        raise PdfUnavailableError("pdf.unavailable", detail=reason)
    import weasyprint
    from weasyprint.urls import URLFetcher

    nothing = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    written: bytes = weasyprint.HTML(string=page, url_fetcher=nothing, base_url=None).write_pdf(
        stylesheets=[weasyprint.CSS(string=_STYLE.read_text(encoding="utf-8"), url_fetcher=nothing)],
        attachments=[
            weasyprint.Attachment(
                file_obj=io.BytesIO(attachment.content),
                name=attachment.name,
                description=attachment.description,
                created=created,
                modified=created,
                relationship="Data",
            )
            for attachment in attachments
        ],
        pdf_variant="pdf/a-3a",
    )
    return _finished(written)


def _finished(written: bytes) -> bytes:
    """Say that the document follows PDF/UA-1 too, let viewers show its title, name each attachment once."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(written)) as pdf:
        if "/AF" in pdf.Root:  # WeasyPrint lists each attachment twice
            pdf.Root.AF = pikepdf.Array({file.objgen: file for file in pdf.Root.AF}.values())
        metadata = pdf.Root.Metadata
        described = metadata.read_bytes().replace(_END_OF_METADATA, _UA_IDENTIFIER + _END_OF_METADATA, 1)
        metadata.write(described)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.save(target, deterministic_id=True)
    return target.getvalue()
