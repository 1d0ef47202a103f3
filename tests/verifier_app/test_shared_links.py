"""From a link to a verdict: opened when we know the wallet, asked about otherwise, calm when it has ended."""

import re
import uuid

import pytest
from flask.testing import FlaskClient

from keys.controller import ProofPurpose
from keys.proofs import add_proof
from schemas.documents import JsonObject, serialize
from schemas.errors import FetchError
from schemas.evidence import digest_multibase
from schemas.own_words import Experience, KeptFile, OwnWords, PassedOn, unsigned
from tests.ecosystem import DIPLOMA, NOW, SHARE_ID, SHARE_ORIGIN, World
from tests.verifier.test_endorsements import endorses
from tests.verifier.test_own_words import EXPERIENCE
from tests.verifier_app.doors import SHARE, TICKET, Answer, WorldClient, hand_in, headline, words_of

ELSEWHERE = "https://wallet-elders.example/s/abc"


@pytest.fixture
def shown(world: World) -> JsonObject:
    diploma = world.school.issue(DIPLOMA, holder=world.samira)
    return world.samira.present([diploma], domain=SHARE_ORIGIN, challenge=SHARE_ID)


def test_a_pasted_share_link_leads_to_the_verdict(
    client: FlaskClient, network: WorldClient, shown: JsonObject
) -> None:
    response = hand_in(client, network.shares(shown))
    assert response.status_code == 303
    page = client.get(response.location).text
    assert headline(page) == "Echt en geldig, van een erkende uitgever."
    assert "Opgehaald bij wallet-voorbeeld.example" in words_of(page)
    assert "De selectie is voor deze link gemaakt" in page
    assert network.asked[0] == ("POST", SHARE)


def test_a_whole_message_with_one_link_in_it_is_understood(
    client: FlaskClient, network: WorldClient, shown: JsonObject
) -> None:
    link = network.shares(shown)
    message = f"Hoi! Hier is mijn bewijs – {link}. Groeten, Samira"
    assert "verdict--good" in client.get(hand_in(client, message).location).text
    assert hand_in(client, f"{link} of {ELSEWHERE}").status_code == 400


def test_a_ticket_is_used_once_and_the_page_after_it_can_be_looked_at_again(
    client: FlaskClient, network: WorldClient, shown: JsonObject
) -> None:
    opened = client.get("/open", query_string={"ticket": network.hands_ticket(shown)})
    assert opened.status_code == 303
    assert "ticket" not in opened.location
    for _ in range(3):
        assert "verdict--good" in client.get(opened.location).text
    assert network.asked.count(("GET", TICKET)) == 1

    again = client.get("/open", query_string={"ticket": TICKET})
    assert again.status_code == 404
    assert "Deze link werkt niet meer." in again.text


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Dest": "image"}, {"Sec-Fetch-Dest": "iframe"}, {"Sec-Purpose": "prefetch"}],
    ids=lambda headers: " ".join(headers.values()),
)
def test_only_a_person_who_goes_to_the_page_uses_a_ticket_up(
    client: FlaskClient, network: WorldClient, shown: JsonObject, headers: dict[str, str]
) -> None:
    address = network.hands_ticket(shown)
    assert client.get("/open", query_string={"ticket": address}, headers=headers).status_code == 403
    assert network.asked == []
    assert client.get("/open", query_string={"ticket": address}).status_code == 303


@pytest.mark.parametrize("way", ["paste", "ticket"])
def test_a_host_that_we_do_not_know_is_shown_and_asked_about_before_anything_is_fetched(
    client: FlaskClient, network: WorldClient, way: str
) -> None:
    if way == "paste":
        response = hand_in(client, ELSEWHERE)
    else:
        response = client.get("/open", query_string={"ticket": ELSEWHERE})
    assert response.status_code == 200
    assert '<p class="host"><bdi>wallet-elders.example</bdi></p>' in response.text
    assert not [url for _, url in network.asked if "wallet-elders.example" in url]


def test_after_agreeing_the_link_is_fetched(client: FlaskClient, world: World, network: WorldClient) -> None:
    diploma = world.school.issue(DIPLOMA, holder=world.samira)
    shown = world.samira.present([diploma], domain="https://wallet-elders.example")
    network.gets[ELSEWHERE] = FetchError("fetch.content_type")
    network.posts[ELSEWHERE] = Answer(200, serialize(shown))
    page = hand_in(client, ELSEWHERE).text
    link = re.search(r'name="link" value="([^"]+)"', page)
    assert link
    response = client.post("/open", data={"link": link.group(1)})
    assert "verdict--good" in client.get(response.location).text


def test_a_look_alike_host_is_shown_as_what_it_is(client: FlaskClient) -> None:
    page = hand_in(client, "https://wallet-vооrbeeld.example/s/abc").text  # two Cyrillic letters
    assert "<bdi>xn--" in page


def test_another_site_can_not_make_us_fetch(client: FlaskClient, network: WorldClient) -> None:
    response = client.post("/open", data={"link": ELSEWHERE}, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert network.asked == []


def test_a_selection_that_was_made_for_another_place_is_not_believed(
    client: FlaskClient, world: World, network: WorldClient
) -> None:
    diploma = world.school.issue(DIPLOMA, holder=world.samira)
    copied = world.samira.present([diploma], domain="https://evil.example")
    page = client.get(hand_in(client, network.shares(copied)).location).text
    assert "verdict--bad" in page
    assert "Samira" not in page


@pytest.mark.parametrize(
    ("answer", "status", "sentence"),
    [
        (Answer(410, b'{"code": "share.stopped"}'), 410, "Deze link werkt niet meer."),
        (Answer(410, b'{"code": "share.expired"}'), 410, "Deze link werkt niet meer."),
        (Answer(404), 404, "Deze link werkt niet meer."),
        (Answer(400), 422, "Achter deze link staat geen bewijs."),
        (Answer(200, b"<!doctype html>"), 422, "Achter deze link staat geen bewijs."),
        (Answer(200, b'{"half'), 422, "Achter deze link staat geen bewijs."),
        (Answer(200, SHARE.encode()), 422, "Achter deze link staat geen bewijs."),
        (FetchError("fetch.refused_address"), 400, "Dit is geen link die wij kunnen openen."),
        (Answer(503), 502, "Wij konden dit nu niet ophalen."),
        (FetchError("fetch.timeout"), 502, "Wij konden dit nu niet ophalen."),
    ],
)
def test_each_way_in_which_a_link_fails_has_its_calm_page(
    client: FlaskClient, network: WorldClient, answer: Answer | FetchError, status: int, sentence: str
) -> None:
    network.posts[SHARE] = answer
    response = hand_in(client, SHARE)
    assert response.status_code == status
    assert headline(response.text).startswith(sentence)
    assert "canary" not in response.text.replace(f'value="{SHARE}"', "")
    assert ("Probeer opnieuw" in response.text) is (status == 502)


def test_a_link_that_was_out_of_reach_can_be_tried_again(
    client: FlaskClient, network: WorldClient, shown: JsonObject
) -> None:
    network.posts[SHARE] = FetchError("fetch.timeout")
    page = hand_in(client, SHARE).text
    link = re.search(r'name="link" value="([^"]+)"', page)
    assert link
    network.shares(shown)
    response = client.post("/open", data={"link": link.group(1)})
    assert "verdict--good" in client.get(response.location).text


def test_a_link_to_our_own_page_leads_back_to_it(client: FlaskClient, shown: JsonObject) -> None:
    location = hand_in(client, shown).location
    for pasted in (f"https://localhost{location}", f"https://localhost{location}/for/citizen?lang=en"):
        assert hand_in(client, pasted).location == location


@pytest.mark.parametrize(
    ("arguments", "status"),
    [({}, 400), ({"ticket": ""}, 400), ({"ticket": "x"}, 400), ({"ticket": "http://a.example/t/x"}, 400)],
)
def test_a_way_in_without_an_address_is_refused(
    client: FlaskClient, arguments: dict[str, str], status: int
) -> None:
    assert client.get("/open", query_string=arguments).status_code == status
    assert client.post("/open", data={"link": arguments.get("ticket", "")}).status_code == status


def own_words(world: World, said: OwnWords) -> JsonObject:
    """Something that Samira says herself, signed by her."""
    return add_proof(
        unsigned(said, holder=world.samira.did, identifier=f"urn:uuid:{uuid.uuid4()}", at=NOW),
        cryptosuite="eddsa-rdfc-2022",
        signer=world.samira.signer,
        purpose=ProofPurpose.ASSERTION_METHOD,
        created=NOW,
    )


def test_the_files_of_a_look_are_opened_at_the_wallet_by_its_ticket(
    client: FlaskClient, network: WorldClient, world: World
) -> None:
    photo = KeptFile("keuken.jpg", "image/jpeg", digest_multibase(b"photo"), 5)
    shown = world.samira.present([own_words(world, photo)], domain=SHARE_ORIGIN)
    opened = client.get("/open", query_string={"ticket": network.hands_ticket(shown)})
    assert f'href="{TICKET}/files"' in client.get(opened.location).text
    pasted = client.get(hand_in(client, shown).location).text
    assert "/files" not in pasted
    assert "Open de link die u kreeg" in pasted


def test_hostile_words_of_a_holder_stay_words(
    client: FlaskClient, network: WorldClient, world: World
) -> None:
    hostile = Experience("</h3><script>alert(1)</script>", "work", False, {"watGedaan": "<b>x</b>"})
    file = KeptFile("\u202egpj.exe", 'text/html"><script>', digest_multibase(b""), 0)
    shown = world.samira.present(
        [own_words(world, hostile), own_words(world, file)],
        domain=SHARE_ORIGIN,
        change=lambda document: document.update(description="<i>waarom</i>"),
    )
    page = client.get(hand_in(client, network.shares(shown)).location).text
    for raw in ("<script>alert", "<b>x", "<i>waarom", '"><script>', "\u202e"):
        assert raw not in page
    assert "Niemand heeft dit beoordeeld." in page


def test_somebody_elses_word_is_hers_alone_when_it_was_not_fetched_from_a_known_wallet(
    client: FlaskClient, network: WorldClient, world: World
) -> None:
    said = PassedOn(
        text="Zij is de beste.",
        question="Hoe werkt zij?",
        writer="J. Peeters",
        role="chef-kok",
        organisation="",
        mail_domain="debrug.example",
        mail_confirmed=True,
        written_on=NOW.date(),
    )
    shown = world.samira.present([own_words(world, said)], domain=SHARE_ORIGIN)
    fetched = client.get(hand_in(client, network.shares(shown)).location).text
    pasted = client.get(hand_in(client, shown).location).text
    assert "Iemand anders zegt het" in fetched
    assert "Iemand anders zegt het" not in pasted
    assert "Niemand heeft laten zien dat een ander ze schreef." in pasted


def test_what_an_organisation_signed_stands_apart_from_certificates_and_from_own_words(
    client: FlaskClient, network: WorldClient, world: World
) -> None:
    diploma = world.school.issue(DIPLOMA, holder=world.samira)
    signed = endorses(world.stranger, world.samira, text="Zij leidde onze keuken.")
    shown = world.samira.present([diploma, signed, own_words(world, EXPERIENCE)], domain=SHARE_ORIGIN)
    page = client.get(hand_in(client, shown).location).text
    before, _, apart = page.partition('<section class="certificate" aria-labelledby="endorsed"')
    theirs, _, hers = apart.partition('aria-labelledby="own-words"')
    assert headline(page) == "Echt en geldig, van een erkende uitgever."
    for text in (
        "Zij leidde onze keuken.",
        "Getekend door <bdi>onbekend-voorbeeld.example</bdi>",
        "Samira H.",
    ):
        assert text in theirs
        assert text not in before + hers
    assert EXPERIENCE.title in hers
    assert "De minister" not in page


def test_that_nobody_else_confirmed_it_is_not_said_of_what_somebody_else_signed(
    client: FlaskClient, world: World
) -> None:
    shown = world.samira.present([endorses(world.school, world.samira)], domain=SHARE_ORIGIN)
    page = client.get(hand_in(client, shown).location).text
    assert "Getekend door <bdi>ROC Voorbeeldstad</bdi>" in page
    assert "ongewijzigd en ondertekend, maar geen bewijs." in page
    assert "Niemand anders heeft" not in page
    assert "Wij kennen deze uitgever niet" not in page


def test_hostile_words_of_who_signed_stay_words(client: FlaskClient, world: World) -> None:
    hostile = "</h3><script>alert(1)</script>"
    signed = endorses(world.stranger, world.samira, text=hostile, organisation=hostile)
    page = client.get(hand_in(client, world.samira.present([signed], domain=SHARE_ORIGIN)).location).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_words_that_were_changed_after_somebody_signed_them_are_a_failed_document(
    client: FlaskClient, world: World
) -> None:
    signed = endorses(world.stranger, world.samira)
    changed = {**signed, "description": "Iets anders"}
    page = client.get(hand_in(client, world.samira.present([changed], domain=SHARE_ORIGIN)).location).text
    assert 'id="endorsed"' not in page
    assert "na het ondertekenen veranderd" in page
    assert "Getekend door" not in page


def test_a_receipt_of_a_check_names_nobody_who_signed_words(client: FlaskClient, world: World) -> None:
    shown = world.samira.present([endorses(world.stranger, world.samira)], domain=SHARE_ORIGIN)
    handle = hand_in(client, shown).location
    receipt = client.get(f"{handle}/receipt.json").text
    assert "issuer.endorsement" in receipt
    assert "onbekend-voorbeeld" not in receipt
    assert client.get(f"{handle}/receipt.pdf").status_code == 200
