"""What is said of a document as it was handed over: whether it can be read, and as what."""

from collections.abc import Mapping

from verifier.engine_texts.marking import N_

_TOO_LARGE = N_("Het bestand is te groot om een bewijs te zijn.")

READING_TEXTS: Mapping[str, str] = {
    "structure.read": N_("Het document is leesbaar als bewijs."),
    "structure.wrong_type": N_("Dit is een ander soort document, geen bewijs."),
    "submission.empty": N_("Er is niets om te controleren."),
    "submission.pdf": N_(
        "In deze PDF zit geen ondertekend bestand. Zoek de QR-code of de link op het papier, of vraag om het"
        " bestand zelf."
    ),
    "submission.image": N_("Dit is een foto zonder leesbare QR-code."),
    "submission.html": N_("Dit is een webpagina, geen bewijs. Plak de link naar het bewijs."),
    "submission.jwt": N_("Dit bewijs is op een manier ondertekend die wij nog niet kunnen lezen."),
    "submission.text": N_("Dit is gewone tekst, geen bewijs en geen link."),
    "submission.link": N_("Dit is een link. Het bewijs erachter is niet opgehaald."),
    "pdf": N_("Deze PDF is beschadigd. Vraag om het bestand zelf."),
    "pdf.encrypted": N_("Deze PDF is op slot. Haal het wachtwoord eraf, of vraag om het bestand zelf."),
    "pdf.too_large": N_("Deze PDF is te groot. Een PDF mag hoogstens 5 MB zijn."),
    "pdf.too_many_attachments": N_("In deze PDF zitten te veel bestanden. Vraag om de bestanden zelf."),
    "pdf.several_selections": N_("In deze PDF zitten bewijzen die apart zijn gedeeld. Geef ze één voor één."),
    "badge": N_("Dit plaatje is beschadigd. Vraag om het bestand van het bewijs zelf."),
    "badge.several": N_("In dit plaatje zit meer dan één bewijs. Vraag om het bestand van het bewijs zelf."),
    "badge.too_large": _TOO_LARGE,
    "json": N_("Het bestand is beschadigd of geen bewijs: het is geen geldige JSON."),
    "json.duplicate_key": N_("In het bestand staat hetzelfde gegeven twee keer. Dat mag niet in een bewijs."),
    "json.too_large": _TOO_LARGE,
    "jose": N_("De handtekening om het document heen is niet gezet zoals is afgesproken."),
    "jose.too_large": _TOO_LARGE,
    "jose.wrong_type": N_("Dit is ondertekend als een ander soort document."),
    "jose.wrong_content_type": N_("Dit is ondertekend als een ander soort document."),
    "jose.key_in_header": N_("Het document brengt zijn eigen sleutel mee. Zo’n handtekening bewijst niets."),
    "jose.proof_inside": N_("Het document is op twee manieren tegelijk ondertekend. Dat kan niet."),
    "jose.claim_conflict": N_(
        "Bij de handtekening staat een andere uitgever, persoon of een ander kenmerk dan in het document."
    ),
    "envelope": N_("Het bewijs zit in een verpakking die niet klopt."),
    "envelope.unsupported": N_("Het bewijs zit in een verpakking die wij nog niet kunnen openen."),
    "document": N_("Er ontbreekt iets aan het document, of er staat iets op de verkeerde plaats."),
    "document.no_issuer": N_("Het document zegt niet wie het heeft gegeven."),
    "document.no_subject": N_("Het document zegt niet over wie het gaat."),
    "document.url": N_("Een adres in het document is niet goed geschreven."),
    "document.instant": N_("Een datum in het document is niet goed geschreven."),
    "document.date": N_("Een datum in het document is niet goed geschreven."),
    "document.no_issuance_date": N_("In het document staat niet wanneer het is gegeven."),
    "document.validity_order": N_("De einddatum in het document ligt vóór de begindatum."),
    "document.other_digest": N_("Het document hoort bij een ander bestand dan het noemt."),
    "complexity": N_(
        "Het document is zo ingewikkeld dat wij het niet controleren. Een echt bewijs is dat niet."
    ),
    "presentation.read": N_("De gedeelde selectie is leesbaar."),
    "presentation.empty": N_("In deze gedeelde selectie zit geen bewijs."),
    "presentation.too_many": N_(
        "In deze gedeelde selectie zitten meer dan %(limit)s bewijzen. Vraag om minder tegelijk."
    ),
}
