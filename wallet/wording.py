"""What templates call things: kinds, facts of a certificate, an offer, the findings of a check."""

from collections.abc import Mapping

from flask import Flask
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from schemas.credential import CredentialKind
from wallet.cards import Origin
from wallet.contents import Card, Finding, Verdict
from wallet.durations import last_open_day
from wallet.issuers import OfferPreview
from wallet.plain import Content
from wallet.shelf import ShelfEntry
from wallet.states import FAILED, INDETERMINATE, PASSED, WARNING
from web.languages import format_date
from web.text import display_text, isolated

KIND_NAMES: Mapping[str, LazyString] = {
    CredentialKind.DIPLOMA: _l("Diploma"),
    CredentialKind.DEELCERTIFICAAT: _l("Deelcertificaat"),
    CredentialKind.ERVARINGSCERTIFICAAT: _l("Ervaringscertificaat"),
    CredentialKind.VRIJSTELLINGSBESLUIT: _l("Besluit over vrijstelling"),
    CredentialKind.INSCHRIJVINGSVERKLARING: _l("Overzicht van je opleidingen"),
}

Fact = tuple[LazyString, Markup | str]


def init_wording(app: Flask) -> None:
    """Let templates use these words."""
    app.jinja_env.globals.update(
        kind_name=kind_name,
        title_of=title_of,
        issuer_of=issuer_of,
        document_facts=document_facts,
        offer_facts=offer_facts,
        findings_of=findings_of,
    )


def kind_name(kind: str | None) -> str:
    """Return the everyday name of a kind; what we don't know is a "bewijs"."""
    return str(KIND_NAMES.get(kind or "", _l("Bewijs")))


def title_of(card: Card) -> str:
    """Return the title of a document, or what it is when it has none."""
    return display_text(card.title).strip() or kind_name(card.kind)


def issuer_of(entry: ShelfEntry) -> str:
    """Return who gave a document: the name that the trust list has, else the document's own words."""
    name = entry.verdict.issuer_name or entry.card.issuer_name or ""
    return display_text(name).strip() or gettext("Onbekende organisatie")


def document_facts(entry: ShelfEntry, content: Content) -> list[Fact]:
    """Return what there is to know about a document: who, by whom, when, and what its kind says."""
    card = entry.card
    facts: list[Fact] = [
        (_l("Wat het is"), kind_name(card.kind)),
        (_l("Gegeven door"), isolated(issuer_of(entry)) + _trust_note(entry)),
    ]
    if card.subject_name:
        facts.append((_l("Op naam van"), isolated(card.subject_name)))
    if content.birth_date:
        facts.append((_l("Geboortedatum"), format_date(content.birth_date)))
    if card.awarded_on:
        facts.append((_l("Datum"), format_date(card.awarded_on)))
    facts.extend((term, isolated(value)) for term, value in content.facts)
    if card.valid_until:
        facts.append((_l("Geldig tot"), format_date(card.valid_until)))
    if card.origin == Origin.UPLOAD:
        facts.append((_l("Hoe je het kreeg"), gettext("Zelf toegevoegd uit een bestand")))
    return facts


def offer_facts(offered: OfferPreview, official_name: str | None) -> list[Fact]:
    """Return what an issuer says that it offers; the issuer's name is the trust list's where it has one."""
    facts: list[Fact] = []
    kind = kind_name(offered.kind)
    if str(kind).casefold() not in offered.title.casefold():
        facts.append((_l("Wat het is"), kind))
    facts.append((_l("Van"), isolated(official_name or offered.issuer_name or offered.issuer_id)))
    if offered.subject_name:
        facts.append((_l("Voor"), isolated(offered.subject_name)))
    if offered.awarded_on:
        facts.append((_l("Datum"), format_date(offered.awarded_on)))
    if offered.expires_at:
        facts.append((_l("Ophalen tot en met"), format_date(last_open_day(offered.expires_at))))
    return facts


def _trust_note(entry: ShelfEntry) -> Markup:
    if entry.verdict.issuer_name:
        return Markup("")
    return Markup(" ({})").format(gettext("wij kennen deze organisatie niet"))


# One plain line per check and outcome; a code that says more to the holder comes first.
_BY_CODE: Mapping[str, LazyString] = {
    "status.revoked": _l("De organisatie heeft het ingetrokken."),
    "status.suspended": _l("De organisatie heeft het even stopgezet."),
    "status.not_kept": _l("De organisatie houdt niet bij of het is ingetrokken."),
    "status.not_shown": _l("Niet alles staat erin. Je ziet niet of het is ingetrokken."),
    "validity.not_shown": _l("Niet alles staat erin. Misschien is er een einddatum."),
    "validity.expired": _l("De einddatum is voorbij."),
    "validity.not_yet": _l("Het bewijs begint pas later."),
    "issuer.recognition_ended_later": _l(
        "De organisatie mocht dit toen geven. Nu niet meer. Je bewijs blijft goed."
    ),
    "issuer.register": _l("Dit komt van het register. Dat weet ook wat er niet is."),
    "issuer.not_the_register": _l("Dit komt van een school, niet van het register. Misschien mist er iets."),
    "issuer.unknown": _l("Wij kennen de organisatie niet."),
    "binding.unbound": _l("Het bewijs staat op naam. Neem je paspoort mee als je het laat zien."),
}
_BY_CHECK: Mapping[tuple[str, str], LazyString] = {
    ("proof", PASSED): _l("Niemand heeft er iets aan veranderd."),
    ("proof", FAILED): _l("Er is iets aan veranderd, of de handtekening klopt niet."),
    ("structure", FAILED): _l("Het bestand is niet goed te lezen."),
    ("key", FAILED): _l("De handtekening is niet van wie erin staat."),
    ("issuer", PASSED): _l("De organisatie mocht dit geven."),
    ("issuer", WARNING): _l("De organisatie is hier niet voor erkend."),
    ("issuer", FAILED): _l("De organisatie mocht dit niet geven."),
    ("validity", PASSED): _l("Het is niet verlopen."),
    ("status", PASSED): _l("Het is niet ingetrokken."),
    ("status", FAILED): _l("Wij kunnen niet zien of het is ingetrokken."),
    ("schema", WARNING): _l("Er klopt iets kleins niet in het bewijs."),
    ("schema", FAILED): _l("Er mist iets in het bewijs."),
    ("binding", PASSED): _l("Het is van jou."),
    ("binding", WARNING): _l("Het hoort bij een andere wallet. Neem je paspoort mee als je het laat zien."),
    ("evidence", FAILED): _l("Een bestand hoort niet bij dit bewijs."),
}
_COULD_NOT_CHECK: Mapping[str, LazyString] = {
    "proof": _l("Wij konden nu niet zien of er iets aan veranderd is."),
    "key": _l("Wij konden nu niet zien van wie de handtekening is."),
    "issuer": _l("Wij konden nu niet zien of de organisatie dit mocht geven."),
    "status": _l("Wij konden nu niet zien of het is ingetrokken."),
}
_TONES = {PASSED: "good", WARNING: "attention", FAILED: "bad", INDETERMINATE: "unknown"}


def findings_of(verdict: Verdict) -> list[tuple[str, str, str]]:
    """Return what the last check found, as tone and plain sentence; what says nothing to her is left out."""
    lines = []
    for finding in verdict.findings:
        words = _BY_CODE.get(finding.code) or _BY_CHECK.get((finding.name, finding.outcome))
        if finding.outcome == INDETERMINATE:
            words = _COULD_NOT_CHECK.get(finding.name)
        if words is not None and finding.outcome in _TONES:
            lines.append((_tone(finding), str(words), ""))
    return lines


def _tone(finding: Finding) -> str:
    """A document that was taken back is no reason to alarm its holder."""
    return "attention" if finding.code == "status.revoked" else _TONES[finding.outcome]
