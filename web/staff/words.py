"""What a staff console says by code: at a field, and when something can't be done. B1 Dutch, "u"."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from web.problems import ProblemText

STAFF_SENTENCES: Mapping[str, LazyString] = {
    "staff.login": _l("Dit is geen e-mailadres. Een e-mailadres lijkt op naam@voorbeeld.nl."),
    "staff.name": _l("Vul een naam in van hoogstens 200 tekens."),
    "staff.official_id": _l("Gebruik letters, cijfers, punten en streepjes, zoals G-08."),
    "staff.password": _l("Gebruik minstens %(characters)s tekens."),
    "staff.password_wrong": _l("Dit wachtwoord klopt niet."),
    "staff.roles": _l("Kies minstens één taak."),
    "staff.exists": _l("Er is al een medewerker met dit e-mailadres of deze code."),
}
SIGN_IN_SENTENCES: Mapping[str, LazyString] = {
    "sign_in.refused": _l("De naam of het wachtwoord klopt niet."),
    "sign_in.locked": _l("Dit ging te vaak mis. Wacht 5 minuten en probeer het dan opnieuw."),
}
ROLE_ADVICE = _l("Vraag een collega met de juiste taak, of uw beheerder.")

PROBLEM_TEXTS: Mapping[str, ProblemText] = {
    "role.not_admin": ProblemText(_l("Dit kan alleen een beheerder."), ROLE_ADVICE),
    "staff.unknown": ProblemText(
        _l("Deze medewerker bestaat niet."), _l("Kijk in de lijst van medewerkers.")
    ),
    "staff.own_account": ProblemText(
        _l("U kunt uw eigen account niet wijzigen."), _l("Vraag een andere beheerder.")
    ),
    "api_key.unknown": ProblemText(
        _l("Deze sleutel kennen wij niet."), _l("Controleer de sleutel, of vraag uw beheerder een nieuwe.")
    ),
    "api_key.missing": ProblemText(
        _l("Er hoort een sleutel bij dit verzoek."), _l("Stuur die mee als Authorization: Bearer.")
    ),
    "api_key.ended": ProblemText(_l("Deze sleutel is beëindigd."), _l("Vraag uw beheerder een nieuwe.")),
}
