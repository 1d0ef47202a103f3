"""The Dutch texts of the engine, by code: the message ids of the catalogue `engine`. Words only."""

from collections.abc import Mapping

from verifier.result import Outcome


def N_(text: str) -> str:  # noqa: N802  (the name by which catalogues find texts)
    """Mark a text for the catalogue."""
    return text


_TOO_LARGE = N_("Het bestand is te groot om een bewijs te zijn.")
_LOST_KEY = N_(
    "De sleutel waarmee is ondertekend, is niet meer te vertrouwen. "
    "Wij weten niet zeker of het bewijs van daarvoor is."
)

# By check code, or by family where all codes of a family say the same to people.
CHECK_TEXTS: Mapping[str, str] = {
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
    "proof.holds": N_("Het bewijs is ondertekend en daarna niet veranderd."),
    "proof": N_("De handtekening klopt niet."),
    "proof.missing": N_("Het document is niet ondertekend."),
    "proof.signature_mismatch": N_("Het document is veranderd na het ondertekenen."),
    "proof.not_derived": N_(
        "Dit is het bewijs zoals de eigenaar het bewaart. Vraag de eigenaar om te delen wat u mag zien."
    ),
    "proof.holds_by_receipt": N_(
        "De sleutel van de uitgever is op %(since)s ingetrokken. "
        "Dat dit bewijs daarvoor al bestond, blijkt uit een bewijs van controle van %(by)s,"
        " van %(checked_on)s."
    ),
    "proof.key_revoked": _LOST_KEY,
    "proof.key_expired": N_("De sleutel waarmee is ondertekend, mag niet meer worden gebruikt."),
    "proof.cryptosuite_not_allowed": N_("Het bewijs is ondertekend op een manier die wij niet toelaten."),
    "proof.unknown_cryptosuite": N_("Het bewijs is ondertekend op een manier die wij niet kennen."),
    "proof.unknown_type": N_("Het bewijs is ondertekend op een manier die wij niet kennen."),
    "proof.algorithm_not_allowed": N_("Het bewijs is ondertekend op een manier die wij niet toelaten."),
    "proof.unknown_algorithm": N_("Het bewijs is ondertekend op een manier die wij niet kennen."),
    "proof.not_yet": N_("De handtekening geldt nog niet."),
    "proof.wrong_purpose": N_("De handtekening is voor iets anders gezet."),
    "proof.purpose_not_allowed": N_("De uitgever mag met deze sleutel geen bewijzen ondertekenen."),
    "proof.expired": N_("Wat gedeeld was, is verlopen. Vraag om een nieuwe link."),
    "proof.wrong_domain": N_("Deze selectie is voor een andere plek gemaakt."),
    "proof.wrong_challenge": N_("Deze selectie is voor een andere gelegenheid gemaakt."),
    "presentation.signed": N_("De eigenaar heeft deze selectie ondertekend."),
    "presentation.not_by_holder": N_("Deze selectie is niet ondertekend door wie er als eigenaar in staat."),
    "unsigned": N_("In het document staan gegevens die niet ondertekend zijn."),
    "context": N_("Het document gebruikt begrippen die wij niet kennen of niet toelaten."),
    "did": N_("De uitgever heeft een kenmerk dat wij niet kunnen opzoeken."),
    "did.unreachable": N_("De sleutel van de uitgever was nu niet op te halen."),
    "did.not_a_document": N_("De sleutel van de uitgever was nu niet op te halen."),
    "encoding": N_("De handtekening is niet goed geschreven."),
    "fetch": N_("Wij konden de gegevens nu niet ophalen."),
    "key": N_("De sleutel waarmee is ondertekend, is niet bruikbaar."),
    "key.of_issuer": N_("De handtekening is van de uitgever zelf."),
    "key.not_of_issuer": N_("De handtekening is niet van de uitgever die in het document staat."),
    "key.compromised": N_(
        "De sleutel waarmee is ondertekend, is sinds %(since)s niet meer te vertrouwen. "
        "Niets laat zien dat dit bewijs van daarvoor is."
    ),
    "receipt": N_("Het bewijs van controle dat erbij kwam, telt hiervoor niet."),
    "receipt.unreadable": N_("Het bestand dat erbij kwam, is geen bewijs van controle dat wij kunnen lezen."),
    "receipt.too_large": N_("Het bestand dat erbij kwam, is te groot voor een bewijs van controle."),
    "receipt.other_document": N_("Het bewijs van controle dat erbij kwam, gaat over een ander bestand."),
    "receipt.not_passed": N_(
        "Bij die eerdere controle was dit bewijs niet in orde, of kon het niet worden gecontroleerd."
    ),
    "receipt.not_recognised": N_(
        "Het bewijs van controle is van een partij die op die dag in geen van onze registers stond "
        "als controleur."
    ),
    "receipt.not_signed": N_(
        "Het bewijs van controle is veranderd, of niet ondertekend door wie het zegt te hebben gegeven."
    ),
    "receipt.key_revoked": N_("De sleutel onder het bewijs van controle is zelf niet meer te vertrouwen."),
    "receipt.too_late": N_(
        "De sleutel van de uitgever is sinds %(since)s niet meer te vertrouwen. "
        "Het bewijs van controle is niet van daarvoor."
    ),
    "receipt.not_independent": N_(
        "Het bewijs van controle is van de uitgever zelf. Alleen dat van een ander telt."
    ),
    "receipt.unreachable": N_("De sleutel onder het bewijs van controle was nu niet op te halen."),
    "receipt.register_unreachable": N_(
        "Het register waarin staat wie mag controleren, was nu niet te raadplegen."
    ),
    "key.published": N_(
        "De sleutel waarmee is ondertekend, is openbaar bekend. Iedereen kan ermee ondertekenen."
    ),
    "key.other_than_registered": N_("De sleutel is een andere dan die in het register staat."),
    "key.not_in_use": N_("Op %(signed_on)s ondertekende de uitgever niet met deze sleutel."),
    "issuer.recognised": N_("%(name)s is hiervoor erkend sinds %(since)s, door %(recognised_by)s."),
    "issuer.recognition_ended_later": N_(
        "%(name)s was hiervoor erkend van %(since)s tot en met %(until)s. Dat de erkenning "
        "later eindigde, verandert dit bewijs niet."
    ),
    "issuer.signed_after_recognition": N_(
        "%(name)s was hiervoor erkend, maar niet meer toen dit op %(signed_on)s werd ondertekend."
    ),
    "issuer.register": N_(
        "%(name)s mag namens het register van onderwijsdeelnemers spreken sinds %(since)s, zegt "
        "%(recognised_by)s. Wat hierin compleet heet, is dat."
    ),
    "issuer.register_ended_later": N_(
        "%(name)s mocht van %(since)s tot en met %(until)s namens het register van onderwijsdeelnemers "
        "spreken. Deze verklaring is van die tijd."
    ),
    "issuer.not_the_register": N_(
        "%(name)s is niet het register van onderwijsdeelnemers. Dit is de eigen administratie van deze "
        "instelling: wat erin staat, telt. Wat er niet in staat, bewijst niets."
    ),
    "issuer.not_recognised": N_("%(name)s was hiervoor niet erkend op %(on)s."),
    "issuer.annulled": N_(
        "De erkenning van %(name)s is ongeldig verklaard voor de periode waarin %(on)s valt."
    ),
    "issuer.unknown": N_("De uitgever staat niet in de registers die wij gebruiken."),
    "issuer.own_word": N_("Dit heeft iemand over zichzelf geschreven. Niemand anders heeft het bevestigd."),
    "issuer.other_kind": N_("%(name)s staat in het register, maar niet voor dit soort bewijs."),
    "issuer.receipt": N_(
        "Dit gaat niet over wat iemand kan. %(by)s zegt erin wat bij een controle is gevonden. "
        "Ga na of u die controle vertrouwt."
    ),
    "issuer.endorsement": N_("Getekend door %(by)s. Dit is het woord van een ander, geen bewijs."),
    "issuer.register_unreachable": N_("Het register van erkende uitgevers was nu niet te raadplegen."),
    "validity.no_end": N_("Er staat geen einddatum in het bewijs."),
    "validity.within": N_("Het bewijs is geldig tot %(until)s."),
    "validity.expired": N_("Het bewijs was geldig tot %(until)s."),
    "validity.not_yet": N_("Het bewijs geldt pas vanaf %(since)s."),
    "validity.not_shown": N_(
        "De eigenaar laat een deel van het bewijs zien. "
        "Een einddatum is er niet bij; die kan zijn weggelaten."
    ),
    "status.clear": N_("De uitgever heeft het bewijs niet ingetrokken."),
    "status.revoked": N_("De uitgever heeft het bewijs ingetrokken."),
    "status.suspended": N_("De uitgever heeft het bewijs op pauze gezet. Vraag na waarom."),
    "status.missing": N_("In het bewijs staat niet waar te zien is of het is ingetrokken. Dat hoort erin."),
    "status.not_kept": N_("Deze uitgever houdt niet bij of het bewijs is ingetrokken."),
    "status.not_shown": N_(
        "De eigenaar laat een deel van het bewijs zien. Of het is ingetrokken, kunnen wij zo niet nagaan."
    ),
    "status": N_("Wij konden nu niet zien of het bewijs is ingetrokken."),
    "status.too_many_entries": N_("In het bewijs staan te veel plaatsen waar de status te zien is."),
    "status.unknown_kind": N_("De status van het bewijs staat er op een manier die wij niet kennen."),
    "status.wrong_purpose": N_("In het bewijs staat een lijst die over iets anders gaat."),
    "status.index_out_of_range": N_("De plaats van het bewijs in de lijst van de uitgever bestaat niet."),
    "status.list_stale": N_(
        "De lijst met ingetrokken bewijzen is te oud. Wij weten dus niet of dit bewijs is ingetrokken."
    ),
    "status.clear_then": N_(
        "Volgens de lijst van %(listed_on)s was het bewijs toen niet ingetrokken. "
        "Of dat nu nog zo is, konden wij niet controleren."
    ),
    "status.suspended_then": N_(
        "Volgens de lijst van %(listed_on)s stond het bewijs toen op pauze. "
        "Of dat nu nog zo is, konden wij niet controleren."
    ),
    "status.list_later": N_(
        "De lijst is van na de gevraagde dag. Wij weten dus niet of dit bewijs toen op pauze stond."
    ),
    "schema.complete": N_("Alles wat er in dit soort bewijs moet staan, staat erin."),
    "schema.shown_in_part": N_(
        "Alles wat er in dit soort bewijs moet staan, staat erin. "
        "De eigenaar heeft niet alles over zichzelf laten zien."
    ),
    "schema.unknown_kind": N_(
        "Dit soort bewijs kennen wij niet. Of het compleet is, hebben wij niet gecontroleerd."
    ),
    "binding.holds": N_("Het bewijs hoort bij degene die het deelt."),
    "binding.unbound": N_(
        "Het bewijs is niet aan een wallet gekoppeld. Vraag om een identiteitsbewijs en "
        "vergelijk naam en geboortedatum."
    ),
    "binding.not_presented": N_(
        "Het bewijs kwam zonder handtekening van de eigenaar. Vraag om een identiteitsbewijs "
        "en vergelijk naam en geboortedatum."
    ),
    "binding.receipt": N_("Een bewijs van controle gaat niet over een persoon."),
    "binding.nobody_named": N_(
        "Er staat geen naam bij, en het bewijs kwam zonder handtekening van de eigenaar. "
        "Vraag de eigenaar om het zelf te delen."
    ),
    "binding.other_presenter": N_(
        "Het bewijs is aan een andere wallet gekoppeld dan die het deelt. Vraag om een identiteitsbewijs."
    ),
    "freshness.holds": N_("De selectie is voor deze link gemaakt en nog niet verlopen."),
    "freshness.not_asked": N_("Niet gecontroleerd: voor wie deze selectie was bedoeld."),
    "evidence.none": N_("In dit bewijs wordt geen bestand genoemd."),
    "evidence.not_supplied": N_("Het bewijs rust op %(count)s stukken. Die zijn hier niet bijgevoegd."),
    "evidence.matches": N_("De bijgevoegde bestanden zijn die waarop het bewijs rust."),
    "evidence.other_file": N_("Het bestand bij “%(name)s” is een ander dan is beoordeeld."),
    "evidence.not_named": N_("Er is een bestand bijgevoegd dat het bewijs niet noemt."),
    "not_believable": N_("Niet gecontroleerd, omdat een eerdere controle niet slaagde."),
}

# A way of signing that somebody else may know: it fails here, but that says nothing about the document.
_UNKNOWN_WAY = (
    N_("Dit is ondertekend op een manier die wij niet kennen. Wij kunnen niet zeggen of het echt is."),
    N_("Niet te controleren: ondertekend op een manier die wij niet kennen of niet toelaten."),
)

_UNBOUND = (
    N_("Dit bewijs is echt en geldig. Vraag nog wel van wie het is."),
    N_("Echt en geldig. Ga met een identiteitsbewijs na van wie het is."),
)

_OF_A_LOST_KEY = (
    N_("De sleutel van de uitgever was in verkeerde handen. Vertrouw dit niet."),
    N_("Niet te vertrouwen: de sleutel van de uitgever lekte uit, en niets bewijst dat dit van daarvoor is."),
)

# By outcome and the code, family or check that decided ("" is the rest): for a citizen, for a professional.
VERDICT_TEXTS: Mapping[tuple[Outcome, str], tuple[str, str]] = {
    (Outcome.PASSED, ""): (
        N_("Dit bewijs is echt en geldig."),
        N_("Echt en geldig, van een erkende uitgever."),
    ),
    (Outcome.PASSED, "issuer.recognition_ended_later"): (
        N_("Dit bewijs is echt en geldig. De erkenning van de uitgever is later gestopt."),
        N_("Echt en geldig. De erkenning van de uitgever eindigde later; dat verandert dit bewijs niet."),
    ),
    (Outcome.PASSED, "issuer.register_ended_later"): (
        N_("Dit bewijs is echt en geldig. De erkenning van het register is later gestopt."),
        N_("Echt en geldig, van het register van toen. De erkenning eindigde later."),
    ),
    (Outcome.WARNING, "issuer.not_the_register"): (
        N_("Dit bewijs is echt, maar niet van het register. Het laat niet zien wat er niet is."),
        N_(
            "Echt, maar van een instelling die niet het register is. Wat erin staat, telt; "
            "dat er niets anders is, staat hiermee niet vast."
        ),
    ),
    (Outcome.PASSED, "proof.holds_by_receipt"): (
        N_(
            "Dit bewijs is echt en geldig. "
            "Het bestond al voordat de sleutel van de uitgever werd ingetrokken."
        ),
        N_(
            "Echt en geldig. De sleutel is later ingetrokken. Dat dit bewijs daarvoor al bestond, blijkt uit"
            " een bewijs van controle van %(by)s, van %(checked_on)s."
        ),
    ),
    (Outcome.WARNING, ""): (N_("Dit bewijs is echt. Let wel op één ding."), N_("Echt, met een opmerking.")),
    (Outcome.WARNING, "binding"): _UNBOUND,
    (Outcome.WARNING, "binding.unbound"): _UNBOUND,
    (Outcome.WARNING, "issuer.unknown"): (
        N_("Dit bewijs is niet veranderd. Wij kennen de uitgever niet."),
        N_(
            "Ongewijzigd, maar van een uitgever die niet in onze registers staat."
            " Ga zelf na wie de uitgever is."
        ),
    ),
    (Outcome.WARNING, "issuer.own_word"): (
        N_("Dit is een eigen verklaring. Niemand anders heeft het bevestigd."),
        N_("Eigen verklaring: ongewijzigd, maar door niemand anders bevestigd."),
    ),
    (Outcome.WARNING, "issuer.receipt"): (
        N_("Dit is een bewijs van controle. Het zegt niet of het gecontroleerde bewijs nu geldt."),
        N_("Bewijs van controle, ongewijzigd. Of het gecontroleerde bewijs nu nog geldt, staat er niet in."),
    ),
    (Outcome.WARNING, "issuer.endorsement"): (
        N_("Dit schreef iemand anders. Het is geen bewijs."),
        N_("Woord van een ander: ongewijzigd en ondertekend, maar geen bewijs."),
    ),
    (Outcome.WARNING, "issuer"): (
        N_("Dit bewijs is niet veranderd. De uitgever is hiervoor niet erkend."),
        N_("Ongewijzigd, maar de uitgever is hiervoor niet erkend."),
    ),
    (Outcome.WARNING, "issuer.signed_after_recognition"): (
        N_("Dit bewijs is echt. Het is ondertekend toen de uitgever niet meer erkend was."),
        N_("Echt, maar ondertekend nadat de erkenning van de uitgever eindigde."),
    ),
    (Outcome.WARNING, "validity.expired"): (
        N_("Dit bewijs is echt, maar verlopen."),
        N_("Echt, maar de geldigheid is verlopen."),
    ),
    (Outcome.WARNING, "status.suspended"): (
        N_("Dit bewijs staat op pauze. Vraag na waarom."),
        N_("Echt, maar door de uitgever op pauze gezet. Vraag de uitgever waarom."),
    ),
    (Outcome.WARNING, "schema"): (
        N_("Dit bewijs is echt. Eén gegeven vraagt aandacht."),
        N_("Echt, maar een gegeven vraagt aandacht. Vraag ernaar bij de uitgever."),
    ),
    (Outcome.FAILED, ""): (N_("Dit bewijs is niet geldig."), N_("Niet geldig.")),
    (Outcome.FAILED, "structure"): (
        N_("Dit is geen bewijs dat wij kunnen controleren."),
        N_("Geen bewijs: dit document is niet te lezen als bewijs."),
    ),
    (Outcome.FAILED, "proof"): (
        N_("De handtekening klopt niet. Vertrouw dit niet."),
        N_("Niet echt: de handtekening klopt niet."),
    ),
    (Outcome.FAILED, "proof.signature_mismatch"): (
        N_("Dit bewijs is veranderd. Vertrouw het niet."),
        N_("Niet echt: het document is na het ondertekenen veranderd. Vraag de eigenaar om het origineel."),
    ),
    (Outcome.FAILED, "unsigned"): (
        N_("Dit bewijs is veranderd. Vertrouw het niet."),
        N_("Niet echt: er staan gegevens in die niet zijn ondertekend."),
    ),
    (Outcome.FAILED, "proof.unknown_type"): _UNKNOWN_WAY,
    (Outcome.FAILED, "proof.unknown_cryptosuite"): _UNKNOWN_WAY,
    (Outcome.FAILED, "proof.cryptosuite_not_allowed"): _UNKNOWN_WAY,
    (Outcome.FAILED, "proof.unknown_algorithm"): _UNKNOWN_WAY,
    (Outcome.FAILED, "proof.algorithm_not_allowed"): _UNKNOWN_WAY,
    (Outcome.FAILED, "proof.unsupported_method"): _UNKNOWN_WAY,
    (Outcome.FAILED, "did.method_not_supported"): _UNKNOWN_WAY,
    (Outcome.FAILED, "context"): (
        N_("Dit document gebruikt begrippen die wij niet kennen. Wij kunnen niet zeggen of het echt is."),
        N_("Niet te controleren: het document gebruikt begrippen die wij niet kennen of niet toelaten."),
    ),
    (Outcome.FAILED, "complexity"): (
        N_("Dit document is te ingewikkeld om te controleren. Een echt bewijs is dat niet."),
        N_("Niet te controleren: te ingewikkeld. Een echt bewijs is dat niet."),
    ),
    (Outcome.FAILED, "proof.missing"): (
        N_("Dit is niet ondertekend. Vertrouw het niet."),
        N_("Niet echt: er staat geen handtekening onder. Vraag de eigenaar om het origineel."),
    ),
    (Outcome.FAILED, "proof.not_yet"): (N_("Dit bewijs is nog niet geldig."), N_("Nog niet geldig.")),
    (Outcome.FAILED, "proof.expired"): (
        N_("Wat gedeeld was, is verlopen. Vraag om een nieuwe link."),
        N_("Verlopen gedeelde selectie: vraag om een nieuwe link."),
    ),
    (Outcome.FAILED, "key"): (
        N_("Dit bewijs is niet ondertekend door de uitgever die erin staat."),
        N_("Niet echt: niet ondertekend door de genoemde uitgever."),
    ),
    (Outcome.FAILED, "key.compromised"): _OF_A_LOST_KEY,
    (Outcome.FAILED, "receipt"): _OF_A_LOST_KEY,
    (Outcome.INDETERMINATE, "receipt"): (
        N_("Wij konden nu niet nagaan of dit bewijs er al was voordat de sleutel uitlekte."),
        N_("Kon nu niet worden gecontroleerd: of dit bewijs er al was voordat de sleutel uitlekte."),
    ),
    (Outcome.FAILED, "key.published"): (
        N_("Iedereen kan dit zo ondertekenen. Vertrouw het niet."),
        N_("Niet echt: ondertekend met een sleutel die openbaar bekend is."),
    ),
    (Outcome.FAILED, "key.not_in_use"): (
        N_("Dit is ondertekend met een sleutel die toen niet in gebruik was. Vertrouw het niet."),
        N_("Niet echt: ondertekend met een sleutel die de uitgever toen niet gebruikte."),
    ),
    (Outcome.FAILED, "key.other_than_registered"): (
        N_("Dit is ondertekend met een andere sleutel dan in het register staat. Vertrouw het niet."),
        N_("Niet echt: ondertekend met een andere sleutel dan in het register staat."),
    ),
    (Outcome.FAILED, "issuer"): (
        N_("Dit bewijs is niet geldig. De uitgever was hiervoor niet erkend."),
        N_("Niet geldig: de uitgever was hiervoor niet erkend."),
    ),
    (Outcome.FAILED, "issuer.annulled"): (
        N_("Dit bewijs is niet geldig. De erkenning van de uitgever is ongeldig verklaard."),
        N_("Niet geldig: de erkenning van de uitgever is ongeldig verklaard."),
    ),
    (Outcome.FAILED, "status.revoked"): (
        N_("Dit bewijs is ingetrokken door de uitgever."),
        N_("Niet geldig: ingetrokken door de uitgever. Vraag de eigenaar of er een nieuw bewijs is."),
    ),
    (Outcome.FAILED, "validity.not_yet"): (N_("Dit bewijs is nog niet geldig."), N_("Nog niet geldig.")),
    (Outcome.FAILED, "schema"): (
        N_("Dit bewijs is niet geldig. Er ontbreekt iets, of het spreekt zichzelf tegen."),
        N_("Niet geldig: niet compleet, of in strijd met zichzelf."),
    ),
    (Outcome.FAILED, "evidence"): (
        N_("Het bestand hoort niet bij dit bewijs."),
        N_("Een bijgevoegd bestand hoort niet bij dit bewijs."),
    ),
    (Outcome.INDETERMINATE, "proof"): (
        N_("Wij konden dit bewijs nu niet controleren. Probeer het later nog een keer."),
        N_(
            "Kon nu niet worden gecontroleerd: de sleutel was niet op te halen. "
            "Dit zegt niets over de echtheid."
        ),
    ),
    (Outcome.INDETERMINATE, "envelope"): (
        N_("Wij konden dit soort bewijs nog niet openen. Het kan gewoon echt zijn."),
        N_("Kon niet worden gecontroleerd: wij lezen deze vorm nog niet. Dit zegt niets over de echtheid."),
    ),
    (Outcome.INDETERMINATE, "issuer"): (
        N_("Dit bewijs is niet veranderd. Of de uitgever is erkend, konden wij nu niet zien."),
        N_("Ongewijzigd. Of de uitgever is erkend, kon nu niet worden gecontroleerd."),
    ),
    (Outcome.INDETERMINATE, "status"): (
        N_("Dit bewijs is niet veranderd. Of het is ingetrokken, konden wij nu niet zien."),
        N_("Ongewijzigd. Of het is ingetrokken, kon nu niet worden gecontroleerd."),
    ),
    (Outcome.INDETERMINATE, ""): (
        N_("Wij konden dit bewijs nu niet helemaal controleren. Het kan gewoon echt zijn."),
        N_("Kon nu niet worden gecontroleerd. Dit zegt niets over de echtheid."),
    ),
}

# About several certificates together.
SEVERAL_TEXTS: Mapping[Outcome, str] = {
    Outcome.PASSED: N_("Alle %(count)s bewijzen zijn echt en geldig."),
    Outcome.WARNING: N_("Alle %(count)s bewijzen zijn echt. Lees wel wat erbij staat."),
    Outcome.FAILED: N_("Niet alle %(count)s bewijzen zijn geldig. Bekijk ze één voor één."),
    Outcome.INDETERMINATE: N_(
        "Niet alle %(count)s bewijzen konden nu worden gecontroleerd. Bekijk ze één voor één."
    ),
}

# Several things that a holder says of herself, and no certificate beside them.
SEVERAL_OWN_WORDS = N_("Dit zijn %(count)s eigen verklaringen. Niemand anders heeft ze bevestigd.")

# Several things that were said, by herself or by others who signed, and no certificate beside them.
SEVERAL_WORDS = N_("Er is geen bewijs bij. Dit zijn %(count)s verklaringen. Lees bij elke wie dit zegt.")

NOT_SAID = (
    N_("Of de persoon die dit laat zien, dezelfde is als in het bewijs. Vraag om een identiteitsbewijs."),
    N_("Hoe goed iemand nu in het werk is. Een bewijs gaat over de dag waarop het is gegeven."),
    N_("Of er nog meer bewijzen zijn. De eigenaar kiest zelf wat zij of hij deelt."),
)

# Of a PDF only the signed files in it are judged: what its pages say, anybody can have typed.
CARRIER_TEXTS: Mapping[bool, str] = {
    False: N_("Dit geldt voor het ondertekende bestand in de PDF. Vergelijk de tekst op de PDF ermee."),
    True: N_(
        "Dit geldt voor het ondertekende bestand in de PDF. De PDF zelf is later veranderd. Ga uit van wat"
        " hier staat, niet van wat op de PDF staat."
    ),
}
