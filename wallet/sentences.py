"""The wallet's sentences by code: what stands at a field, and what stands on a page when something fails.

Dutch for people who read little: short, active, what happened and what to do now.
"""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from wallet.durations import Duration
from web.problems import ProblemText

FIELD_SENTENCES: Mapping[str, LazyString] = {
    "account.name_short": _l("Deze naam is te kort. Gebruik 3 of meer tekens."),
    "account.name_long": _l("Deze naam is te lang."),
    "account.name_characters": _l("Er staan onzichtbare tekens in de naam. Typ de naam zelf."),
    "account.name_taken": _l("Deze naam is al in gebruik. Log in, of kies een andere naam."),
    "passphrase.short": _l("Dit wachtwoord is te kort. Gebruik 12 of meer tekens."),
    "passphrase.long": _l("Dit wachtwoord is te lang. Gebruik hoogstens 200 tekens."),
    "passphrase.is_name": _l("Kies een wachtwoord dat anders is dan je naam."),
    "passphrase.easy": _l("Dit wachtwoord is makkelijk te raden. Kies 4 woorden die niet bij elkaar horen."),
    "passphrase.wrong": _l("Dit wachtwoord klopt niet."),
    "passkey.wrong": _l("Deze passkey past niet. Probeer een andere, of gebruik je wachtwoord."),
    "passkey.challenge": _l("Dat duurde te lang. Probeer het nog een keer."),
    "passkey.no_prf": _l("Dit apparaat kan je wallet niet van het slot halen. Gebruik een ander apparaat."),
    "passkey.name": _l("Kies een naam van hoogstens 60 tekens."),
    "passkey.known": _l("Deze passkey is al van een wallet. Maak een nieuwe."),
    "passkey.too_many": _l("Je hebt al 20 passkeys. Haal er eerst 1 weg."),
    "passkey.last": _l("Je hebt geen andere manier om in te loggen. Maak eerst een nieuwe."),
    "account.word_missing": _l("Typ het woord precies zo. Dan weten we dat je het zeker weet."),
    "sign_in.wrong": _l("De naam of het wachtwoord klopt niet. Probeer het nog een keer."),
    "sign_in.wrong_code": _l("De naam of de code klopt niet. Kijk nog eens op je papier."),
    "offer.unreadable": _l("Deze code klopt niet. Een code heeft 12 letters en cijfers."),
    "offer.unknown": _l("We kennen deze code niet. Kijk of je alles goed hebt getypt."),
    "document.not_json": _l("Dit is geen bewijs dat wij kunnen lezen. Kies een ander bestand."),
    "document.too_large": _l("Dit bestand is te groot. Kies een kleiner bestand."),
    "document.zip_unreadable": _l(
        "Dit ZIP-bestand is beschadigd. Maak het nog een keer in je andere wallet."
    ),
    "document.zip_missing": _l("Kies eerst het ZIP-bestand van je oude wallet."),
    "document.zip_locked": _l("Dit ZIP-bestand is op slot. Haal het wachtwoord eraf."),
    "document.zip_too_large": _l("Dit ZIP-bestand is te groot."),
    "document.zip_foreign": _l("In dit ZIP-bestand zitten geen bewijzen uit een wallet."),
    "document.nothing_given": _l("Kies een bestand, of plak de tekst van je bewijs."),
    "document.refused_changed": _l(
        "Dit bewijs klopt niet. Er is iets veranderd, of er staat geen handtekening onder."
    ),
    "document.refused_issuer": _l("De organisatie mag dit bewijs niet geven."),
    "document.refused_ended": _l("Dit bewijs is ingetrokken."),
    "document.refused_own_words": _l("Dit is geen bewijs, maar iets dat iemand zelf zegt."),
    "item.nothing_written": _l("Schrijf hier iets op."),
    "item.line_long": _l("Maak dit korter. Gebruik hoogstens 120 tekens."),
    "item.text_long": _l("Maak dit korter. Gebruik hoogstens 3000 tekens."),
    "item.year": _l("Schrijf een jaar met 4 cijfers, zoals 2019."),
    "item.future": _l("Dit moet nog komen. Kies een eerdere maand."),
    "item.begins_after_end": _l("Je begon later dan je stopte. Kijk of het klopt."),
    "item.ends_before_begin": _l("Je stopte eerder dan je begon. Kijk of het klopt."),
    "item.too_many_competences": _l("Dit zijn te veel onderdelen. Kies er minder."),
    "item.too_many_documents": _l("Dit zijn te veel bewijzen. Kies hoogstens 50."),
    "file.nothing_given": _l("Kies een of meer bestanden."),
    "file.too_many": _l("Dit zijn er te veel. Kies hoogstens 20 bestanden."),
    "file.empty": _l("Dit bestand is leeg. Kies een ander bestand."),
    "file.too_large": _l("Dit bestand is te groot. Een foto mag 12 MB zijn, een film 40 MB."),
    "file.too_many_pixels": _l("Deze foto is te groot. Maak de foto kleiner."),
    "file.moving": _l("Dit plaatje beweegt. Kies een foto die stil is."),
    "file.heic": _l("Deze soort foto kunnen we niet lezen. Maak een schermfoto en kies die."),
    "file.old_office": _l("Dit bestand is te oud, of er zit een wachtwoord op. Maak er een PDF van."),
    "file.locked": _l("Er zit een wachtwoord op dit bestand. Haal het wachtwoord eraf."),
    "file.macros": _l("In dit bestand zit een programma. Maak er een PDF van."),
    "file.damaged": _l("Dit bestand is kapot. Kies een ander bestand."),
    "file.unknown": _l("Deze soort kunnen we niet bewaren. Kies een foto, film, PDF of Word-bestand."),
    "file.no_room": _l("Je wallet is vol. Gooi eerst een bestand weg."),
    "reference.too_many": _l("Je wacht al op 20 mensen. Gooi eerst een vraag weg."),
    "reference.web_address": _l("Dit is geen webadres van een organisatie. Het begint met https://."),
    "reference.not_endorsement": _l(
        "Dit is niet het bestand dat u hier kreeg. Onderteken dat, en verander niets."
    ),
    "reference.other_question": _l("Dit bestand hoort bij een andere vraag. Haal hier een nieuw bestand."),
    "reference.odd_words": _l("De tekst is leeg of te lang, of er staan onzichtbare tekens in."),
    "reference.not_organisation": _l("Dit is getekend met een sleutel zonder webadres. Dat kan hier niet."),
    "reference.signed_in_parts": _l(
        "Met deze handtekening kan iemand delen weglaten. Onderteken het bestand als geheel."
    ),
    "reference.own_key": _l("Dit is getekend met de sleutel van wie u dit vroeg. Dat kan hier niet."),
    "reference.not_genuine": _l(
        "De handtekening klopt niet, of het bestand geldt niet meer. Onderteken het opnieuw."
    ),
    "reference.not_checked": _l("We kunnen de sleutel nu niet ophalen. Probeer het later nog een keer."),
    "reference.email": _l("Dit is geen e-mailadres. Een e-mailadres lijkt op naam@voorbeeld.nl."),
    "share.nothing_chosen": _l("Kies een of meer bewijzen."),
    "share.too_much": _l("Dit is te veel voor 1 link. Kies hoogstens 10 bewijzen."),
    "share.too_much_own": _l("Dit is te veel voor 1 link. Kies hoogstens 20 dingen van jezelf."),
    "share.cannot_hide": _l("Dit kun je bij dit bewijs niet weglaten."),
    "share.reason_long": _l("Maak dit korter. Gebruik hoogstens 300 tekens."),
    "share.looks": _l("Kies een getal van 1 tot en met 100."),
    "share.pin_digits": _l("Kies 4 tot 8 cijfers, zoals 2580."),
    "share.pin_wrong": _l("Deze pincode klopt niet. Vraag de eigenaar om de goede pincode."),
    "share.pin_needed": _l("Vul de pincode in die u van de eigenaar kreeg."),
    "suggestion.too_many": _l("Er wachten al veel tips. Probeer het later nog een keer."),
    "suggestion.characters": _l("Er staan onzichtbare tekens in. Typ dit zelf."),
    "share.receiver_missing": _l("Schrijf voor wie de link is."),
    "share.receiver_long": _l("Maak dit korter. Gebruik hoogstens 100 tekens."),
    "share.receiver_characters": _l("Er staan onzichtbare tekens in. Typ dit zelf."),
}

DURATION_NAMES: Mapping[Duration, LazyString] = {
    Duration.DAY: _l("1 dag"),
    Duration.WEEK: _l("1 week"),
    Duration.MONTH: _l("1 maand"),
    Duration.QUARTER: _l("3 maanden"),
    Duration.YEAR: _l("1 jaar"),
    Duration.TWO_YEARS: _l("2 jaar"),
}

# The first is for who only knows the year.
MONTH_NAMES: Mapping[int | str, LazyString | str] = {
    "": _l("Weet ik niet"),
    1: _l("januari"),
    2: _l("februari"),
    3: _l("maart"),
    4: _l("april"),
    5: _l("mei"),
    6: _l("juni"),
    7: _l("juli"),
    8: _l("augustus"),
    9: _l("september"),
    10: _l("oktober"),
    11: _l("november"),
    12: _l("december"),
}

_ASK_FOR_A_NEW_CODE = _l("Vraag de organisatie om een nieuwe code.")
_NOTHING_KEPT = _l("We hebben niets bewaard. Bel of mail de organisatie.")

PROBLEM_TEXTS: Mapping[str, ProblemText] = {
    "wallet.not_found": ProblemText(
        _l("Dit staat niet in je wallet."), _l("Misschien heb je het weggegooid. Ga terug naar je bewijzen.")
    ),
    "item.too_many": ProblemText(
        _l("Je wallet is vol."), _l("Gooi eerst iets weg dat je zelf schreef. Probeer het daarna opnieuw.")
    ),
    "sign_in.locked": ProblemText(
        _l("Het ging te vaak mis."), _l("Wacht een kwartier. Probeer het daarna nog een keer.")
    ),
    "offer.unreadable": ProblemText(
        _l("Deze link klopt niet."), _l("Open de link nog een keer, of typ de code van je brief.")
    ),
    "offer.insecure": ProblemText(
        _l("Deze link is niet veilig."), _l("We openen hem niet. Vraag om een link die begint met https.")
    ),
    "offer.unknown": ProblemText(
        _l("We kunnen dit bewijs niet vinden."), _l("Kijk of de code klopt. Misschien mist er een letter.")
    ),
    "offer.expired": ProblemText(_l("Deze code is verlopen."), _ASK_FOR_A_NEW_CODE),
    "offer.withdrawn": ProblemText(_l("Dit bewijs ligt niet meer klaar."), _ASK_FOR_A_NEW_CODE),
    "offer.claimed": ProblemText(
        _l("Dit bewijs zit al in een andere wallet."),
        _l("Heb je nog een wallet? Kijk daar. Heb jij dit niet gedaan? Bel dan de organisatie."),
    ),
    "issuer.unreachable": ProblemText(
        _l("We krijgen nu geen antwoord."),
        _l("Er is niets kwijt. Probeer het over een paar minuten nog een keer."),
    ),
    "document.refused_changed": ProblemText(_l("Dit bewijs klopt niet."), _NOTHING_KEPT),
    "document.refused_issuer": ProblemText(_l("De organisatie mag dit bewijs niet geven."), _NOTHING_KEPT),
    "document.refused_ended": ProblemText(_l("Dit bewijs is ingetrokken."), _NOTHING_KEPT),
    "document.refused_own_words": ProblemText(
        _l("Dit is geen bewijs, maar iets dat iemand zelf zegt."), _NOTHING_KEPT
    ),
    "document.refused_other_holder": ProblemText(
        _l("Dit bewijs is voor iemand anders gemaakt."), _NOTHING_KEPT
    ),
    "document.refused_other_offer": ProblemText(_l("We kregen een ander bewijs dan je zag."), _NOTHING_KEPT),
    "storage.missing": ProblemText(
        _l("We kunnen dit bestand niet vinden."),
        _l("Dat is onze fout. Heb je het zelf nog? Voeg het opnieuw toe."),
    ),
    "storage.unavailable": ProblemText(
        _l("We kunnen nu niet bij je bestanden."),
        _l("Er is niets kwijt. Probeer het over een paar minuten nog een keer."),
    ),
    "reference.unknown": ProblemText(
        _l("Deze link klopt niet."), _l("Kijk of het adres helemaal klopt. Misschien is de vraag weggehaald.")
    ),
    "reference.cannot_sign": ProblemText(
        _l("Deze vraag is te oud om te ondertekenen."), _l("Vraag om een nieuwe link aan wie deze stuurde.")
    ),
    "reference.answered": ProblemText(
        _l("Deze vraag is al beantwoord."), _l("Meer hoeft niet. Deze pagina kan dicht.")
    ),
    "reference.expired": ProblemText(
        _l("Deze link is verlopen."), _l("Vraag om een nieuwe link aan wie deze stuurde.")
    ),
    "share.stopped": ProblemText(
        _l("Dit wordt niet meer gedeeld."),
        _l("De eigenaar is gestopt met delen. Wilt u het toch zien? Vraag de eigenaar om een nieuwe link."),
    ),
    "share.expired": ProblemText(
        _l("Deze link is verlopen."),
        _l("Het bewijs zelf kan nog geldig zijn. Vraag de eigenaar om een nieuwe link."),
    ),
    "suggestion.not_taken": ProblemText(
        _l("Bij deze link kunt u geen tip achterlaten."),
        _l("Vraag de eigenaar om een link voor een begeleider."),
    ),
    "share.used_up": ProblemText(
        _l("Deze link is al vaak genoeg bekeken."),
        _l("De eigenaar koos hoe vaak. Wilt u het nog een keer zien? Vraag de eigenaar erom."),
    ),
    "share.locked": ProblemText(
        _l("Deze link is op slot."),
        _l("De pincode was te vaak fout. De eigenaar kan de link weer openen."),
    ),
    "share.pin_wait": ProblemText(
        _l("De pincode was te vaak fout."), _l("Wacht een kwartier. Probeer het daarna nog een keer.")
    ),
    "share.unknown": ProblemText(
        _l("Deze link klopt niet."),
        _l("Kijk of het adres helemaal klopt. Misschien mist er een letter of cijfer."),
    ),
}
