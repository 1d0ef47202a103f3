"""The Dutch texts of reasons and proposals, by code: message ids of the catalogue `engine`. Words only.

`part.*` and `proof.*` are what `Reason` holds; parameters that are dates or codes of checks are written out
by whoever shows the sentence (`verifier.sentences.CHECK_TEXTS` has the words of a check).
"""

from collections.abc import Mapping

from verifier.engine_texts import N_
from verifier.exemptions.matrix import Proposal
from verifier.exemptions.rules import Basis

REASON_TEXTS: Mapping[str, str] = {
    "part.covered": N_("Alle uitkomsten van dit onderdeel zijn aangetoond: %(full)s van %(of)s."),
    "part.partly": N_("Een deel van dit onderdeel is aangetoond: %(full)s van %(of)s uitkomsten helemaal."),
    "part.undecided": N_("Er is een bewijs dat hier misschien voor telt. Kijk daar zelf naar."),
    "part.judged_not_held": N_("Dit is wel beoordeeld, maar nog niet aangetoond."),
    "part.nothing_counts": N_("Wat hierover is gestuurd, telt niet mee. Bij elk bewijs staat waarom."),
    "part.bare": N_("Hierover is niets gestuurd."),
    "part.no_outcomes": N_(
        "Bij dit onderdeel staat niet wat iemand ervan leert. Daarom valt er niets te vergelijken."
    ),
    "part.not_exemptable": N_("De school geeft voor dit onderdeel geen vrijstelling."),
    "part.general": N_(
        "Hiervoor telt alleen een eerder examen van hetzelfde of een hoger niveau, tot %(years)s studiejaren"
        " daarna (%(basis)s). Zo’n examen is niet gestuurd."
    ),
    "part.general_look": N_(
        "Hiervoor telt alleen een eerder examen van hetzelfde of een hoger niveau, tot %(years)s studiejaren"
        " daarna (%(basis)s). Er is een diploma uit die tijd. Kijk zelf naar niveau en cijfer."
    ),
    "proof.refused": N_("Dit bewijs is niet goedgekeurd bij de controle."),
    "proof.own_word": N_("Dit zegt de aanvrager zelf. Niemand heeft het beoordeeld."),
    "proof.several_people": N_(
        "De papieren noemen verschillende mensen. Kies eerst voor wie het besluit is."
    ),
    "proof.other_person": N_("Dit bewijs noemt iemand anders dan voor wie het besluit is."),
    "proof.decision": N_(
        "Een besluit over vrijstellingen geldt bij de school en de opleiding waarvoor het is genomen. Kijk of"
        " dat hier zo is."
    ),
    "proof.basis_not_accepted": N_("Dit soort bewijs telt niet voor een vrijstelling van deze opleiding."),
    "proof.later": N_("Dit bewijs is van na de dag van de aanvraag: %(on)s."),
    "proof.too_old": N_("Dit bewijs is %(months)s maanden oud. De school rekent tot %(most)s maanden."),
    "proof.old": N_("Dit bewijs is %(months)s maanden oud. Kijk of het nog klopt met wat iemand nu kan."),
    "proof.warning": N_("Bij de controle is iets opgevallen. Lees het bij dit bewijs."),
}

PROPOSAL_TEXTS: Mapping[Proposal, str] = {
    Proposal.COVERED: N_("Aangetoond"),
    Proposal.PARTLY: N_("Voor een deel aangetoond"),
    Proposal.NOT: N_("Niet aangetoond"),
    Proposal.CANT_TELL: N_("Niet te zeggen"),
}

BASIS_TEXTS: Mapping[Basis, str] = {
    Basis.DIPLOMA: N_("Diploma"),
    Basis.DEELCERTIFICAAT: N_("Deelcertificaat"),
    Basis.ERVARINGSCERTIFICAAT: N_("Ervaringscertificaat"),
    Basis.VRIJSTELLINGSBESLUIT: N_("Besluit over vrijstellingen"),
    Basis.OPEN_BADGE: N_("Open Badge"),
    Basis.OWN_WORD: N_("Eigen woorden"),
}

# Said wherever a rule is named whose text was read on `verified_on` and may have been rewritten since.
RULE_NOTES: Mapping[str, str] = {
    "rules.mbo_draft": N_(
        "Deze regel is nagelezen in de tekst van %(verified_on)s. Er is later een nieuwe tekst voorgesteld,"
        " waarvan wij niet weten of die geldt. Kijk de regel na voordat u besluit."
    ),
}

DOSSIER_ORIGIN = N_("Dit hoort bij het basisdeel, dat gelijk is voor alle opleidingen in dit dossier.")
