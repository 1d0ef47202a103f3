"""The verdicts: one sentence about a document, or about several, for a citizen and for a professional."""

from collections.abc import Mapping

from verifier.engine_texts.marking import N_
from verifier.result import Outcome

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
