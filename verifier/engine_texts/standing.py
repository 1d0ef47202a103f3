"""What is said of a document whose signature holds: issuer, dates, status, content, owner, evidence."""

from collections.abc import Mapping

from verifier.engine_texts.marking import N_

STANDING_TEXTS: Mapping[str, str] = {
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
