"""What is said of signatures: whether they hold, by whose key, and what an earlier check adds to that."""

from collections.abc import Mapping

from verifier.engine_texts.marking import N_

SIGNING_TEXTS: Mapping[str, str] = {
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
    "proof.key_revoked": N_(
        "De sleutel waarmee is ondertekend, is niet meer te vertrouwen. "
        "Wij weten niet zeker of het bewijs van daarvoor is."
    ),
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
}
