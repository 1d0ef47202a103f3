"""What an HR adviser reads: one sentence, who and what, every check; nothing unproven as fact."""

import hashlib
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.ecosystem import DIPLOMA, ERVARINGSCERTIFICAAT, INSCHRIJVINGSVERKLARING, World
from tests.tampering.case import put
from tests.verifier_app.cases import CANARY, CASES, HIDDEN, SCRIPT, UNPROVEN, hostile
from tests.verifier_app.doors import hand_in, headline, verdict, words_of

HEADLINES = {
    "valid diploma": "Echt en geldig, van een erkende uitgever.",
    "recognition ended": "Echt en geldig. De erkenning van de uitgever eindigde later; "
    "dat verandert dit bewijs niet.",
    "unbound": "Echt en geldig. Ga met een identiteitsbewijs na van wie het is.",
    "suspended": "Echt, maar door de uitgever op pauze gezet. Vraag de uitgever waarom.",
    "unknown issuer": "Ongewijzigd, maar van een uitgever die niet in onze registers staat. "
    "Ga zelf na wie de uitgever is.",
    "expired": "Echt, maar de geldigheid is verlopen.",
    "revoked": "Niet geldig: ingetrokken door de uitgever. Vraag de eigenaar of er een nieuw bewijs is.",
    "changed": "Niet echt: het document is na het ondertekenen veranderd. "
    "Vraag de eigenaar om het origineel.",
    "unsigned": "Niet echt: er staat geen handtekening onder. Vraag de eigenaar om het origineel.",
    "other key": "Niet echt: niet ondertekend door de genoemde uitgever.",
    "not recognised": "Niet geldig: de uitgever was hiervoor niet erkend.",
    "three": "Niet alle 3 bewijzen zijn geldig. Bekijk ze één voor één.",
}


def page_of(client: FlaskClient, world: World, name: str, audience: str = "") -> str:
    return verdict(client, CASES[name].make(world), audience=audience)


@pytest.mark.parametrize(("name", "sentence"), HEADLINES.items(), ids=HEADLINES)
def test_the_page_begins_with_the_verdict_in_the_tone_that_belongs_to_it(
    client: FlaskClient, world: World, name: str, sentence: str
) -> None:
    page = page_of(client, world, name)
    assert headline(page) == sentence
    assert re.findall(r'class="verdict verdict--(\w+)"', page) == [CASES[name].tone]
    assert page.index("<h1") < page.index("<h2")


def test_ld_08_no_page_draws_what_a_certificate_points_at(client: FlaskClient, world: World) -> None:
    document = world.school.prepare(DIPLOMA, holder=world.samira)
    put("/renderMethod", {"id": "https://evil.example/a.svg", "type": "SvgRenderingTemplate2023"})(document)
    put("/credentialSubject/achievement/image", {"id": "https://evil.example/b.svg", "type": "Image"})(
        document
    )
    page = verdict(client, world.school.sign(document, cryptosuite="eddsa-jcs-2022"))

    assert "evil.example" not in page


@pytest.mark.parametrize("audience", ["", "citizen"])
@pytest.mark.parametrize("name", UNPROVEN)
def test_nothing_is_shown_as_fact_when_nobody_is_proven_to_have_signed_it(
    client: FlaskClient, world: World, name: str, audience: str
) -> None:
    page = page_of(client, world, name, audience)
    assert CANARY not in page
    assert "Helpende" not in page
    assert "Wij laten niet zien wat erin staat." in page


def test_a_canary_would_be_seen_on_a_page_that_is_proven(client: FlaskClient, world: World) -> None:
    document = world.school.issue(
        DIPLOMA, change=lambda document: document["credentialSubject"].update(geslachtsnaam=CANARY)
    )
    assert CANARY in verdict(client, document)


def test_the_issuer_has_its_name_from_the_register_and_not_from_the_document(
    client: FlaskClient, world: World
) -> None:
    document = world.school.issue(DIPLOMA, change=lambda document: document["issuer"].update(name="Harvard"))
    page = verdict(client, document)
    assert "Harvard" not in page
    assert "Gegeven door ROC Voorbeeldstad" in words_of(page)
    assert "sinds 1 januari 2010, door NKC Voorbeeld" in words_of(page)


def test_an_issuer_in_no_register_is_a_warning_and_its_name_a_claim(
    client: FlaskClient, world: World
) -> None:
    page = page_of(client, world, "unknown issuer")
    words = words_of(page)
    assert "Wij kennen deze uitgever niet." in words
    assert "Noemt zich ROC Voorbeeldstad (fictief)" in words
    assert "Gegeven door" not in words
    assert "verdict--bad" not in page


def test_a_recognition_that_ended_is_shown_with_its_last_day(client: FlaskClient, world: World) -> None:
    words = words_of(page_of(client, world, "recognition ended"))
    assert "van 1 januari 2024 tot en met 28 februari 2026" in words


@pytest.mark.parametrize(
    ("name", "particular"),
    [
        ("not recognised", "De uitgever staat niet in de registers"),
        ("expired", "Het bewijs was geldig tot"),
    ],
)
def test_what_the_verdict_leaves_open_stands_under_it(
    client: FlaskClient, world: World, name: str, particular: str
) -> None:
    page = page_of(client, world, name)
    assert particular in words_of(page[page.index("<h1") : page.index("<h2")])


def test_a_statement_of_the_register_says_for_which_periods_it_is_complete(
    client: FlaskClient, world: World
) -> None:
    page = verdict(client, world.register.issue(INSCHRIJVINGSVERKLARING, holder=world.samira))

    assert headline(page).startswith("Echt en geldig.")
    assert "Register Voorbeeld mag namens het register van onderwijsdeelnemers spreken" in words_of(page)
    assert "hbo en universiteit: van 1 september 1991 tot en met 1 juni 2026" in words_of(page)


def test_a_school_that_claims_to_be_the_register_is_told_apart_and_proves_no_absence(
    client: FlaskClient, world: World
) -> None:
    page = verdict(client, world.school.issue(INSCHRIJVINGSVERKLARING, holder=world.samira))
    words = words_of(page)

    assert headline(page).startswith("Echt, maar van een instelling die niet het register is.")
    assert "ROC Voorbeeldstad is niet het register van onderwijsdeelnemers." in words
    assert "De eigen administratie van de uitgever." in words
    assert "Dat staat niet vast." in words
    assert "van 1 september 1991" not in words


@pytest.mark.parametrize("name", ["valid diploma", "recognition ended", "unbound", "revoked", "changed"])
def test_what_only_repeats_the_verdict_does_not_stand_with_it(
    client: FlaskClient, world: World, name: str
) -> None:
    assert "verdict__particular" not in page_of(client, world, name)


def test_the_large_letters_are_one_short_sentence(client: FlaskClient, world: World) -> None:
    page = page_of(client, world, "unbound")
    large = page[page.index("<h1") : page.index("</h1>")]
    assert words_of(large) == "Echt en geldig."


def test_what_was_not_checked_after_a_failure_is_named_on_one_line(client: FlaskClient, world: World) -> None:
    words = words_of(page_of(client, world, "changed"))
    assert words.count("Niet gecontroleerd, omdat een eerdere controle niet slaagde.") == 1
    for title in ("Wie ondertekende", "erkenning van de uitgever", "intrekking", "van wie het is"):
        assert title in words


def test_who_and_what_stand_under_the_sentence(client: FlaskClient, world: World) -> None:
    page = page_of(client, world, "valid experience")
    box = words_of(page[page.index("<h1") : page.index("<h2")])
    assert "Samira Voorbeeld" in box
    assert "Ervaringscertificaat Verzorgende IG , 11 mei 2026" in box
    assert "Gegeven door EVC Voorbeeld" in box
    assert "Gecontroleerd op 1 juli 2026 om 14:00 uur." in box


def test_an_ervaringscertificaat_says_per_part_what_was_recognised_and_why(
    client: FlaskClient, world: World
) -> None:
    page = page_of(client, world, "valid experience")
    words = words_of(page)
    assert "Vakvolwassen: beoordeeld op ervaring in het werk." in words
    assert "Erkend: 2 van de 3 beoordeelde onderdelen." in words
    assert "standaard van het onderwijs, versie 25491@2015-08-01" in words
    assert "(toen erkend)" in words
    assert "In het register Ja, zegt de uitgever" in words
    assert words.index("Wat is aangetoond") < words.index("B1-K1-W1")
    assert "Erkend De teamleider beschrijft drie verschillende situaties" in words
    assert "Nog niet erkend Het bewijs gaat over meelopen" in words
    assert "badge--bad" not in page
    assert "niet gehaald" not in words.lower()


def test_a_register_number_is_the_word_of_the_issuer_and_who_can_tell_is_named(
    client: FlaskClient, world: World
) -> None:
    document = world.evc_provider.issue(
        ERVARINGSCERTIFICAAT,
        change=lambda document: document["credentialSubject"].update(registernummer="NKC-2026-17"),
    )
    words = words_of(verdict(client, document))
    assert "Ja, zegt de uitgever: nummer NKC-2026-17. Dat kunt u navragen bij NKC Voorbeeld." in words
    assert "Niet gecontroleerd De stukken zelf, en het registernummer." in words


def test_the_page_says_what_is_proven_and_what_is_only_somebodys_word(
    client: FlaskClient, world: World
) -> None:
    known = words_of(page_of(client, world, "valid experience"))
    assert "Bewezen Dat de uitgever dit zo heeft ondertekend" in known
    assert "Volgens het register De naam van de uitgever, en de erkenning." in known
    assert "Eigen woord Het doel van de kandidaat." in known
    unknown = words_of(page_of(client, world, "unknown issuer"))
    assert "Volgens het register" not in unknown
    assert "Bewezen, of iemands woord" not in words_of(page_of(client, world, "changed"))


def test_the_page_says_how_to_check_without_us_and_where_to_report(client: FlaskClient, world: World) -> None:
    location = hand_in(client, CASES["unbound"].make(world)).location
    words = words_of(client.get(location).text)
    digest = hashlib.sha256(client.get(f"{location}/original").data).hexdigest()
    assert "vakbewijs verify bewijs.json" in words
    assert digest in words
    assert "Klopt er iets niet?" in words


def test_a_host_that_is_gone_leaves_the_day_of_its_last_list_on_the_page(
    client: FlaskClient, world: World
) -> None:
    location = hand_in(client, CASES["valid diploma"].make(world)).location
    client.get(location)
    world.network.unreachable.update(map(world.school.list_url, ("revocation", "suspension")))
    world.clock.passes(minutes=6)
    page = client.get(location).text
    assert "verdict--unknown" in page
    box = words_of(page[page.index("<h1") : page.index("<h2")])
    assert "Volgens de lijst van 1 juli 2026 was het bewijs toen niet ingetrokken." in box


def test_what_a_revoked_certificate_said_is_not_presented_as_shown(client: FlaskClient, world: World) -> None:
    page = page_of(client, world, "revoked")
    words = words_of(page)
    assert "Dit bewijs geldt niet." in words
    assert "Wat is aangetoond" not in words
    assert "badge--good" not in page


def test_an_old_ervaringscertificaat_is_not_less_true_but_its_age_is_mentioned(
    client: FlaskClient, world: World
) -> None:
    document = world.evc_provider.issue(ERVARINGSCERTIFICAAT, holder=world.samira)
    assert "2 jaar oud" not in verdict(client, document)
    world.clock.passes(days=720)
    world.keeper.publish()
    page = verdict(client, document)
    assert "Dit is meer dan 2 jaar oud." in page
    assert "verdict--bad" not in page


def test_could_not_check_is_apart_from_false_and_can_be_tried_again(
    client: FlaskClient, world: World
) -> None:
    location = hand_in(client, CASES["status unreachable"].make(world)).location
    page = client.get(location).text
    assert "verdict--unknown" in page
    assert "checks__item--bad" not in page
    assert "Dit zegt niets over het bewijs." in page
    again = re.search(r'action="([^"]+)"[^>]*>\s*<button[^>]*><svg.*?</svg><span>Probeer opnieuw', page)
    assert again

    world.network.unreachable.clear()
    response = client.post(again.group(1))
    assert response.status_code == 303
    assert "verdict--attention" in client.get(response.location).text


def test_checking_again_sees_a_revocation_that_a_kept_list_did_not(client: FlaskClient, world: World) -> None:
    document = world.school.issue(DIPLOMA)
    location = hand_in(client, document).location
    assert "niet ingetrokken" in client.get(location).text
    world.school.revoke(document)
    assert "niet ingetrokken" in client.get(location).text  # the list is kept for some minutes
    client.post(location)
    assert headline(client.get(location).text) == HEADLINES["revoked"]


def test_the_wording_for_anybody_is_one_link_away(client: FlaskClient, world: World) -> None:
    location = hand_in(client, CASES["valid diploma"].make(world)).location
    page = client.get(location).text
    citizen = re.search(r'href="([^"]+/for/citizen)"', page)
    assert citizen
    assert headline(client.get(citizen.group(1)).text) == "Dit bewijs is echt en geldig."
    assert client.get(f"{location}/for/nobody").status_code == 404


def test_several_certificates_have_a_verdict_each_and_one_together(client: FlaskClient, world: World) -> None:
    page = page_of(client, world, "three")
    assert re.findall(r'class="notice notice--(\w+)"', page)[:2] == ["good", "good"]
    overview = words_of(page[page.index('class="overview"') : page.index('class="certificate"')])
    assert overview.count("Echt en geldig") == 2
    assert overview.count("ingetrokken") == 1
    assert len(re.findall(r'<section class="certificate"', page)) == 3


def test_a_shared_selection_says_where_it_came_from_only_when_it_was_fetched(
    client: FlaskClient, world: World
) -> None:
    assert "Opgehaald bij" not in page_of(client, world, "valid diploma")


def test_the_page_says_what_a_verdict_does_not_say(client: FlaskClient, world: World) -> None:
    words = words_of(page_of(client, world, "valid diploma"))
    assert "Wat dit niet zegt" in words
    assert "identiteitsbewijs" in words
    assert words.index("Wat wij controleerden") < words.index("Wat dit niet zegt")


def test_hostile_text_stays_text_and_addresses_are_links_only_when_they_are_https(
    client: FlaskClient, world: World
) -> None:
    page = verdict(client, hostile(world))
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert 'href="javascript' not in page
    assert '<a href="https://bewijs.example/x" rel="noopener noreferrer nofollow">' in page
    assert "{{7*7}}" in page  # as it was given, not worked out
    for hidden in HIDDEN:
        assert hidden.isprintable() or hidden not in page
    assert "<bdi>" in page
    assert SCRIPT not in page


def test_addresses_of_an_issuer_that_no_register_knows_are_not_links(
    client: FlaskClient, world: World
) -> None:
    page = page_of(client, world, "not recognised")
    assert 'rel="noopener noreferrer nofollow"' not in page


def test_a_certificate_of_a_kind_that_is_not_ours_shows_little_and_says_so(
    client: FlaskClient, world: World
) -> None:
    document = world.school.issue(
        DIPLOMA, change=lambda document: document.update(type=["VerifiableCredential", "OpenBadgeCredential"])
    )
    words = words_of(verdict(client, document))
    assert "Ander soort bewijs" in words
    assert "Wij kunnen niet meer laten zien." in words


def test_the_page_is_in_english_for_who_asks_for_it(client: FlaskClient, world: World) -> None:
    location = hand_in(client, CASES["valid experience"].make(world)).location
    page = client.get(location, query_string={"lang": "en"}).text
    assert headline(page) == "Genuine and valid, from a recognised issuer."
    assert "since 1 January 2024, by NKC Voorbeeld" in words_of(page)
    assert 'lang="nl"' in page  # what the certificate says stays in its own language
    by_browser = client.get(location, headers={"Accept-Language": "en-GB"}).text
    assert headline(by_browser) == headline(page)


def test_an_expired_share_shows_nothing_any_more(client: FlaskClient, world: World) -> None:
    diploma = world.school.issue(DIPLOMA, holder=world.samira)
    ends = world.clock.at + timedelta(minutes=10)
    shown = world.samira.present([diploma], domain=None, challenge=None, expires=ends)
    location = hand_in(client, shown).location
    assert "Samira" in client.get(location).text
    world.clock.passes(minutes=13)
    page = client.get(location).text
    assert headline(page) == "Verlopen gedeelde selectie: vraag om een nieuwe link."
    assert "Samira" not in page


def test_without_a_register_number_the_page_says_that_it_does_not_say(
    client: FlaskClient, world: World
) -> None:
    document = world.evc_provider.issue(
        ERVARINGSCERTIFICAAT,
        change=lambda document: document["credentialSubject"].pop("registernummer"),
    )
    assert "In het register Dat staat er niet in. Vraag het de uitgever." in words_of(
        verdict(client, document)
    )
