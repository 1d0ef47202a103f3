"""The words of what she may still learn, in A2 Dutch, by the codes of the engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Flask
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from verifier.entitlement import LawOutcome, ProposalOutcome, Target
from verifier.entitlement.assessing import AnyConclusion
from verifier.entitlement.conditions import Lacking
from verifier.entitlement.history import Dismissal
from verifier.entitlement.rule_sets import Confidence, Rule
from wallet.entitlement.answers import UNKNOWN
from wallet.entitlement.ladder import Rung
from web.languages import format_date

TARGETS: Mapping[Target, LazyString] = {
    Target.ENTREE: _l("Mbo 1 (entree)"),
    Target.MBO_2: _l("Mbo 2"),
    Target.MBO_3: _l("Mbo 3"),
    Target.MBO_4: _l("Mbo 4"),
    Target.ASSOCIATE_DEGREE: _l("Hbo, 2 jaar (ad)"),
    Target.BACHELOR: _l("Bachelor"),
    Target.MASTER: _l("Master"),
    Target.SECOND_DEGREE: _l("Nog een studie, in zorg of onderwijs"),
    Target.PART: _l("Een deel van een opleiding"),
    Target.CREDIT: _l("Geld lenen om te leren"),
}

# What somebody who does not know the word needs.
MEANINGS: Mapping[Target, LazyString] = {
    Target.ASSOCIATE_DEGREE: _l("Een korte hbo-opleiding. Die duurt 2 jaar."),
    Target.BACHELOR: _l("Een opleiding op het hbo of de universiteit. Meestal 3 of 4 jaar."),
    Target.MASTER: _l("Een opleiding na de bachelor. Meestal 1 of 2 jaar."),
    Target.PART: _l("Je krijgt dan een deelcertificaat."),
    Target.CREDIT: _l("Dit heet het levenlanglerenkrediet. Je betaalt het later terug."),
}

OUTCOMES: Mapping[LawOutcome | ProposalOutcome, LazyString] = {
    LawOutcome.RIGHT: _l("Dit kan"),
    LawOutcome.LIKELY: _l("We denken dat dit kan"),
    LawOutcome.NO_RIGHT: _l("Geen recht"),
    LawOutcome.UNKNOWN: _l("We weten het niet"),
    ProposalOutcome.PROPOSED: _l("Dit zou dan kunnen"),
    ProposalOutcome.NOT_USABLE: _l("Dit zou niet kunnen"),
    ProposalOutcome.UNKNOWN: _l("We weten het niet"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a rung looks: a shape and a tone, always beside its words."""

    icon: str
    tone: str


LOOKS: Mapping[Rung, Look] = {
    Rung.OPEN: Look("check", "good"),
    Rung.LIKELY: Look("check", "good"),
    Rung.CLOSED: Look("lock", "neutral"),
    Rung.UNKNOWN: Look("question", "unknown"),
}

REASONS: Mapping[str, LazyString] = {
    "first-bachelor": _l("Je eerste bachelor kost het gewone bedrag."),
    "first-master": _l("Je eerste master kost het gewone bedrag."),
    "master-used": _l("Je hebt al een master. Een tweede master kost meer geld."),
    "per-degree": _l("De wet kijkt per diploma. Een master telt niet als bachelor."),
    "associate-degree": _l("In de wet staat hier niets over. Vraag de school wat het kost."),
    "second-degree": _l("De eerste keer in zorg of onderwijs kost het gewone bedrag."),
    "three-years-free": _l("Je zat 3 jaar niet op het mbo. De school krijgt dan weer geld."),
    "two-years-free": _l("Je zat 2 jaar niet op het mbo. De school krijgt dan weer geld."),
    "less-funding": _l("De school krijgt misschien minder geld. Vraag de school of het kan."),
    "no-three-year-rule": _l("We vonden geen regel die dit tegenhoudt. De school beslist."),
    "mbo-after-master": _l("Ook met een master kan het mbo nog."),
    "after-mbo-3": _l("Na mbo 3 kun je ook naar mbo 4 of het hbo."),
    "admission": _l("Dit gaat over geld. De school beslist of je mag komen."),
    "part-time-bol": _l("Leren op school in deeltijd? Daar betaalt de overheid niet voor."),
    "second-study": _l("Voor een tweede studie betaalt de overheid niet."),
    "no-right-to-part": _l("We vonden in de wet geen recht op een los deel."),
    "credit-mbo": _l("Je kunt lenen voor het mbo. Je gaat dan de hele week naar school."),
    "credit-ho": _l("Je kunt lenen voor het hbo of de universiteit."),
    "credit-ho-part-time": _l("Je kunt lenen voor hbo of universiteit in deeltijd."),
    "diploma-value": _l("Je hebt al een hoger mbo-diploma. De school krijgt dan minder geld."),
    "credit-own-cost": _l("Je leent alleen voor wat jij zelf betaalt."),
    "higher-education-used": _l("Je hebt een master. Je tegoed voor hbo en universiteit is op."),
    "no-new-right-for-higher-educated": _l("Je hebt al een bachelor. Een tweede hoort niet bij het plan."),
    "part-proposed": _l("In het plan mag je ook losse delen leren."),
    "private-institution": _l("Het plan geldt ook voor erkende private scholen."),
    "finish-initial-education": _l("Maak eerst je opleiding af. Daarna krijg je tegoed."),
    "drawing-right": _l("In het plan krijg je tegoed. Voor hoger leren, of voor een ander vak."),
    "pension-margin": _l("Het tegoed stopt kort voor je pensioen. Hoe kort, staat er niet."),
    "start-qualification-first": _l("Haal eerst mbo 2. De overheid betaalt."),
    "credit-proposed": _l("In het plan kun je lenen vanaf 25 jaar."),
    "not-from-account-first": _l("Je gebruikt eerst je tegoed, en dan pas je eigen potje."),
    "second-study-discount": _l("Dit staat niet in het plan. Wel kan de studie korter zijn."),
    "undecided": _l("We kunnen dit nog niet zeggen. We missen iets."),
    "no-rule": _l("We kennen hier geen regel voor op deze dag."),
    "closed.degree": _l("Je hebt dit diploma al. Een tweede kost meer geld."),
    "closed.care-or-education-degree": _l("Je deed al een studie in zorg of onderwijs."),
    "closed.nationality": _l("Dit hangt af van je nationaliteit."),
    "closed.age": _l("Je leeftijd past niet bij deze regel."),
    "closed.student-finance": _l("Je krijgt al geld om te studeren. Dan kan dit niet."),
    "closed.works": _l("Het plan is voor mensen die werken of werk zoeken."),
    "closed.initial-education-finished": _l("Maak eerst je opleiding af. Daarna krijg je tegoed."),
    "closed.start-qualification": _l("Je hebt mbo 2 of hoger al."),
    "closed.free-of-mbo": _l("Je zat kort geleden nog op het mbo."),
    "closed.mbo-years": _l("Je zat al lang op het mbo. De school krijgt dan geen geld meer."),
    "closed.higher-mbo-diploma": _l("Je hebt geen hoger mbo-diploma."),
    "closed.finished-higher-education": _l("Je hebt nog geen hbo-diploma."),
    "closed.mbo-diploma": _l("Je hebt geen diploma van dat niveau."),
}

LACKING: Mapping[Lacking, LazyString] = {
    Lacking.DEGREES: _l("Welke diploma's van hbo of universiteit je hebt."),
    Lacking.FIELD_OF_DEGREES: _l("Of je al een studie in zorg of onderwijs deed."),
    Lacking.NATIONALITY: _l("Of je nationaliteit past bij de wet."),
    Lacking.MBO_OCTOBERS: _l("In welke jaren je op 1 oktober op het mbo zat."),
    Lacking.INITIAL_EDUCATION: _l("Of je eerste opleiding klaar is."),
    Lacking.WORK: _l("Of je werkt, of werk zoekt."),
    Lacking.START_QUALIFICATION: _l("Of je een diploma hebt van mbo 2 of hoger."),
    Lacking.STUDENT_FINANCE: _l("Of je nu geld krijgt om te studeren."),
    Lacking.BIRTH_DATE: _l("Wanneer je bent geboren."),
}

DISMISSALS: Mapping[Dismissal, LazyString] = {
    Dismissal.COPY: _l("Dit bewijs heb je dubbel. Het telt 1 keer."),
    Dismissal.REPLACED: _l("Hier is een beter bewijs voor gekomen."),
    Dismissal.LATER: _l("Dit bewijs is van later."),
    Dismissal.OTHER_PERSON: _l("Hier staat een andere geboortedatum in."),
    Dismissal.OTHER_KIND: _l("Dit is geen heel diploma. Het maakt hier niet uit."),
    Dismissal.NOT_PROVEN: _l("Niet zeker is wie dit gaf, of dat het van jou is."),
    Dismissal.NOT_THE_REGISTER: _l(
        "Dit is van een school, niet van het register. Alleen wat erin staat, telt."
    ),
    Dismissal.CONTRADICTED: _l("Een ander overzicht zegt iets anders. Vraag aan de school wat klopt."),
    Dismissal.NOT_FUNDED: _l("De overheid betaalde deze opleiding niet."),
    Dismissal.TOO_OLD: _l("Dit is van voor 1 september 1991."),
}


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """A question, what it is about in one line, and its answers by their codes."""

    question: LazyString
    hint: LazyString
    answers: Mapping[str, LazyString]


_YES_NO = {"yes": _l("Ja"), "no": _l("Nee")}
_UNKNOWN = _l("Weet ik niet")

QUESTIONS: Mapping[Lacking, QuestionWords] = {
    Lacking.INITIAL_EDUCATION: QuestionWords(
        _l("Ben je klaar met je eerste opleiding?"),
        _l("Dat is de school of studie na de basisschool, tot je ging werken."),
        _YES_NO,
    ),
    Lacking.START_QUALIFICATION: QuestionWords(
        _l("Heb je een diploma van mbo 2 of hoger?"), _l("Havo en vwo tellen ook."), _YES_NO
    ),
    Lacking.WORK: QuestionWords(_l("Werk je, of zoek je werk?"), _l("Werken voor jezelf telt ook."), _YES_NO),
    Lacking.DEGREES: QuestionWords(
        _l("Heb je een diploma van het hbo of de universiteit?"),
        _l("Tel ook diploma's mee die niet in je wallet zitten."),
        {"none": _l("Nee"), "bachelor": _l("Ja, een bachelor"), "both": _l("Ja, een bachelor en een master")},
    ),
    Lacking.FIELD_OF_DEGREES: QuestionWords(
        _l("Heb je al een hbo-diploma of hoger in zorg of onderwijs?"),
        _l("Bijvoorbeeld voor leraar, of voor een beroep in de zorg."),
        _YES_NO,
    ),
    Lacking.NATIONALITY: QuestionWords(
        _l("Ben je Nederlander?"),
        _l("Kies ook ja als je uit Suriname komt, of dezelfde rechten hebt."),
        _YES_NO,
    ),
    Lacking.MBO_OCTOBERS: QuestionWords(
        _l("Zat je de laatste 3 jaar op het mbo?"),
        _l("Het gaat om 1 dag: 1 oktober. Kies het laatste jaar."),
        {"none": _l("Nee, in geen van die jaren")},
    ),
    Lacking.STUDENT_FINANCE: QuestionWords(
        _l("Krijg je nu geld van DUO om te studeren?"), _l("Dat heet studiefinanciering."), _YES_NO
    ),
}


def question_choices(about: Lacking, codes: tuple[str, ...]) -> list[tuple[str, LazyString | str]]:
    """Return the answers to a question with their codes; "I do not know" comes last."""
    words = QUESTIONS[about].answers
    return [*((code, words.get(code, code)) for code in codes), (UNKNOWN, _UNKNOWN)]


_CONFIDENCE: Mapping[Confidence, LazyString] = {
    Confidence.VERIFIED: _l("We lazen deze regel in de wet."),
    Confidence.READ_EARLIER: _l("We lazen deze regel in een oude wet. De wet kan nu anders zijn."),
    Confidence.SECONDARY: _l("We lazen deze regel niet in de wet zelf. Vraag het na."),
    Confidence.UNVERIFIED: _l("We vonden hier geen wet voor. Vraag het na."),
    Confidence.PROPOSAL: _l("Dit is een plan van de SER. Het is geen wet."),
}


def confidence(conclusion: AnyConclusion) -> str:
    """Return one sentence about where the deciding rule was read. Call it in a request."""
    if conclusion.rule is None:
        return str(_CONFIDENCE[conclusion.confidence])
    return read(conclusion.rule, conclusion.on)


def read(rule: Rule, on: date) -> str:
    """Return one sentence about where a rule was read, for a day. Call it in a request."""
    found = rule.confidence(on)
    if found is Confidence.READ_EARLIER and rule.read_on:
        day = format_date(rule.read_on)
        return str(gettext("We lazen deze regel in de wet van %(day)s. De wet kan nu anders zijn.", day=day))
    return str(_CONFIDENCE[found])


def init_entitlement_words(app: Flask) -> None:
    """Let templates use these words."""
    app.jinja_env.globals.update(
        target_name=TARGETS.__getitem__,
        target_meaning=lambda target: MEANINGS.get(target, ""),
        outcome_name=OUTCOMES.__getitem__,
        rung_look=LOOKS.__getitem__,
        entitlement_reason=REASONS.__getitem__,
        lacking_name=LACKING.__getitem__,
        dismissal_reason=DISMISSALS.__getitem__,
        rule_confidence=confidence,
        rule_read=read,
    )
