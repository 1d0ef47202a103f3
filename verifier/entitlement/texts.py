"""The Dutch texts of entitlement by code: message ids of the catalogue `engine`. Words only, B1.

They speak of nobody in particular, so that a page for the worker ("je") and others ("u") can use them.
"""

from collections.abc import Iterator, Mapping

from verifier.engine_texts import N_
from verifier.entitlement.conditions import Lacking
from verifier.entitlement.history import Dismissal
from verifier.entitlement.outcomes import LawOutcome, ProposalOutcome, Target
from verifier.entitlement.rule_sets import Confidence

TARGET_TEXTS: Mapping[Target, str] = {
    Target.ENTREE: N_("Mbo entree (niveau 1)"),
    Target.MBO_2: N_("Mbo niveau 2"),
    Target.MBO_3: N_("Mbo niveau 3"),
    Target.MBO_4: N_("Mbo niveau 4"),
    Target.ASSOCIATE_DEGREE: N_("Associate degree (2 jaar hbo)"),
    Target.BACHELOR: N_("Bachelor (hbo of universiteit)"),
    Target.MASTER: N_("Master (hbo of universiteit)"),
    Target.SECOND_DEGREE: N_("Tweede studie in onderwijs of zorg"),
    Target.PART: N_("Deel van een opleiding (deelcertificaat)"),
    Target.CREDIT: N_("Levenlanglerenkrediet (lenen voor lesgeld)"),
}

LAW_OUTCOME_TEXTS: Mapping[LawOutcome, str] = {
    LawOutcome.RIGHT: N_("Kan"),
    LawOutcome.LIKELY: N_("Kan waarschijnlijk"),
    LawOutcome.NO_RIGHT: N_("Geen recht"),
    LawOutcome.UNKNOWN: N_("Onbekend"),
}
PROPOSAL_OUTCOME_TEXTS: Mapping[ProposalOutcome, str] = {
    ProposalOutcome.PROPOSED: N_("Voorstel: zou kunnen"),
    ProposalOutcome.NOT_USABLE: N_("Ook in het voorstel niet"),
    ProposalOutcome.UNKNOWN: N_("Onbekend"),
}

# By code of a conclusion, a note, or the condition that did not hold.
REASON_TEXTS: Mapping[str, str] = {
    "first-bachelor": N_("Een eerste bachelor kan tegen het gewone collegegeld."),
    "first-master": N_("Een eerste master kan tegen het gewone collegegeld."),
    "master-used": N_("Er is al een master gehaald. Een tweede master kost meer geld."),
    "per-degree": N_("De wet kijkt per diploma: een master telt niet als bachelor."),
    "associate-degree": N_("In de wet staat hierover niets. Vraag de school wat het kost."),
    "second-degree": N_("Een eerste studie in onderwijs of zorg kan tegen het gewone collegegeld."),
    "three-years-free": N_("Na drie jaar zonder mbo krijgt de school weer het volle geld."),
    "two-years-free": N_("Na twee jaar zonder mbo krijgt de school weer het volle geld."),
    "less-funding": N_("De school krijgt misschien minder geld. Vraag de school of het kan."),
    "no-three-year-rule": N_("Er is geen regel gevonden die dit tegenhoudt. De school beslist."),
    "mbo-after-master": N_("Ook met een master kan een mbo-opleiding nog."),
    "after-mbo-3": N_("Na mbo 3 kan ook: een andere mbo 3, mbo 4, of hoger onderwijs."),
    "admission": N_("Dit gaat over geld. Of iemand wordt toegelaten, beslist de school."),
    "part-time-bol": N_("Voor deeltijd-bol (school in deeltijd) betaalt de overheid niet."),
    "second-study": N_("Een tweede studie in het hoger onderwijs betaalt de overheid niet."),
    "no-right-to-part": N_("In de wet is geen recht op een los deel van een opleiding gevonden."),
    "credit-mbo": N_("Lenen kan voor mbo: een voltijd opleiding op school (bol)."),
    "credit-ho": N_("Lenen kan voor hoger onderwijs."),
    "credit-ho-part-time": N_(
        "Lenen kan voor een deeltijdstudie in het hoger onderwijs. Onder de 30 jaar kan voltijd of duaal "
        "alleen met een hbo-bachelor, of met bachelor en master."
    ),
    "diploma-value": N_(
        "Er is al een hoger mbo-diploma. De school krijgt dan geen geld voor een lager diploma erbij."
    ),
    "credit-own-cost": N_("Lenen kan alleen voor kosten die niemand anders betaalt."),
    "higher-education-used": N_("Met een master is het tegoed voor hoger onderwijs op."),
    "no-new-right-for-higher-educated": N_("Wie een bachelor heeft, krijgt geen tweede."),
    "part-proposed": N_("De SER stelt voor dat losse delen van een opleiding ook kunnen."),
    "private-institution": N_(
        "Ook bij een private school, als die erkend is en het diploma telt. De overheid moet dat nog regelen."
    ),
    "finish-initial-education": N_("Eerst de opleiding afmaken die nu loopt. Daarna kan het tegoed."),
    "drawing-right": N_("De SER stelt een tegoed voor: hoger, of in een ander vak."),
    "pension-margin": N_("Het tegoed stopt kort voor het pensioen. Hoe kort, staat er niet bij."),
    "start-qualification-first": N_("Eerst een startkwalificatie (mbo 2). De overheid betaalt."),
    "credit-proposed": N_("De SER wil lenen mogelijk maken van 25 jaar tot het pensioen."),
    "not-from-account-first": N_("Is er tegoed, dan komt het geld niet uit de ontwikkelrekening."),
    "second-study-discount": N_(
        "De SER stelt geen recht op een tweede studie voor. Wel kan die korter zijn, en goedkoper."
    ),
    "undecided": N_("Dit is nog niet te zeggen. Er ontbreekt iets."),
    "no-rule": N_("Op deze datum is geen regel hierover bekend."),
    "closed.degree": N_("Dit diploma is er al. Een tweede kost meer geld."),
    "closed.care-or-education-degree": N_("Er is al een studie in onderwijs of zorg gedaan."),
    "closed.nationality": N_("Dit recht hangt af van de nationaliteit."),
    "closed.age": N_("De leeftijd past niet bij deze regel."),
    "closed.student-finance": N_("Wie studiefinanciering krijgt, kan dit krediet niet krijgen."),
    "closed.works": N_("Het voorstel is voor mensen die werken of werk zoeken."),
    "closed.initial-education-finished": N_(
        "Eerst de opleiding afmaken die nu loopt. Daarna kan het tegoed."
    ),
    "closed.start-qualification": N_("Er is al een startkwalificatie (mbo 2, havo of vwo)."),
    "closed.free-of-mbo": N_("Er is kort geleden nog een mbo-opleiding gevolgd."),
    "closed.mbo-years": N_(
        "Voor nog een jaar mbo krijgt de school geen geld meer. Vraag de school of het kan."
    ),
    "closed.higher-mbo-diploma": N_("Er is geen hoger mbo-diploma."),
    "closed.finished-higher-education": N_("Er is nog geen hbo-bachelor, of geen bachelor en master."),
    "closed.mbo-diploma": N_("Er is geen mbo-diploma van dat niveau."),
}

LACKING_TEXTS: Mapping[Lacking, str] = {
    Lacking.DEGREES: N_("Welke diploma’s van hbo of universiteit er zijn."),
    Lacking.FIELD_OF_DEGREES: N_("Of er al een studie in onderwijs of zorg is gedaan."),
    Lacking.NATIONALITY: N_("Of de nationaliteit voldoet aan de wet."),
    Lacking.MBO_OCTOBERS: N_("In welke jaren er op 1 oktober een mbo-inschrijving was."),
    Lacking.INITIAL_EDUCATION: N_("Of de eerste opleiding klaar is."),
    Lacking.WORK: N_("Of er werk is, of naar werk wordt gezocht."),
    Lacking.START_QUALIFICATION: N_("Of er een diploma mbo 2 of hoger, havo of vwo is."),
    Lacking.STUDENT_FINANCE: N_("Of er nu studiefinanciering is."),
    Lacking.BIRTH_DATE: N_("De geboortedatum."),
}

DISMISSAL_TEXTS: Mapping[Dismissal, str] = {
    Dismissal.COPY: N_("Telt één keer: dit is een kopie van een ander bewijs."),
    Dismissal.REPLACED: N_("Telt niet: er is een verbeterd bewijs voor in de plaats."),
    Dismissal.LATER: N_("Telt niet: dit is van na de gekozen dag."),
    Dismissal.OTHER_PERSON: N_("Telt niet: hier staat een andere geboortedatum in."),
    Dismissal.OTHER_KIND: N_("Telt niet: dit is geen diploma en geen erkende inschrijvingsverklaring."),
    Dismissal.NOT_PROVEN: N_("Telt niet: niet zeker is wie dit gaf, of over wie het gaat."),
    Dismissal.NOT_THE_REGISTER: N_(
        "Telt alleen als eigen administratie: de uitgever is niet het register. "
        "Wat er niet in staat, bewijst niets."
    ),
    Dismissal.CONTRADICTED: N_("Bewijst hier niets: een andere verklaring zegt iets anders."),
    Dismissal.NOT_FUNDED: N_("Telt niet: de overheid betaalde deze opleiding niet."),
    Dismissal.TOO_OLD: N_("Telt niet: dit is van vóór 1 september 1991."),
}

CONFIDENCE_TEXTS: Mapping[Confidence, str] = {
    Confidence.VERIFIED: N_("Gelezen in de wet zelf."),
    Confidence.READ_EARLIER: N_("Gelezen in de wet van %(read_on)s. Die kan sindsdien veranderd zijn."),
    Confidence.SECONDARY: N_("Gelezen bij anderen, niet in de wet zelf."),
    Confidence.UNVERIFIED: N_("Niet gevonden in een wet. Vraag het na."),
    Confidence.PROPOSAL: N_("Een voorstel in het advies van de SER, geen wet."),
}

PERIOD_IS_UNCERTAIN = N_("Vanaf of tot wanneer deze regel precies geldt, is niet gevonden.")
OWN_WORD = N_("Dit rust ook op wat iemand zelf zegt, of op een uitgever die niemand erkent.")
INDICATION = N_(
    "Dit is een indicatie. Bewijzen laten niet zien wat er niet is. Een inschrijvingsverklaring wel."
)


def every_text() -> Iterator[str]:
    """Yield all of these message ids."""
    yield from TARGET_TEXTS.values()
    yield from LAW_OUTCOME_TEXTS.values()
    yield from PROPOSAL_OUTCOME_TEXTS.values()
    yield from REASON_TEXTS.values()
    yield from LACKING_TEXTS.values()
    yield from DISMISSAL_TEXTS.values()
    yield from CONFIDENCE_TEXTS.values()
    yield from (PERIOD_IS_UNCERTAIN, OWN_WORD, INDICATION)
