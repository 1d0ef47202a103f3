"""Certificates of years ago: replaced and lost keys, issuers that stopped or merged, recognition that ended.

Each with the sentence that a reader gets, and never "not genuine" for what merely could not be looked up.
"""

from datetime import date, timedelta

from flask.testing import FlaskClient

from keys.trust_list import EndReason
from schemas.documents import serialize
from tests.ecosystem import DIPLOMA, ERVARINGSCERTIFICAAT, NOW, World, recognised
from tests.verifier_app.doors import headline, verdict, words_of

YEAR = timedelta(days=365)
YEARS_LATER = 365 * 12


def _later(world: World, days: int = YEARS_LATER) -> None:
    """Let years pass; the register and the lists are kept up by those who are still there."""
    world.clock.passes(days=days)
    world.keeper.publish()
    for issuer in (world.school, world.evc_provider):
        for purpose in ("revocation", "suspension"):
            world.network.pages[issuer.list_url(purpose)] = serialize(issuer.status_list(purpose))


def test_a_diploma_of_twelve_years_and_three_keys_ago_is_genuine_and_valid(
    client: FlaskClient, world: World
) -> None:
    document = world.school.issue(DIPLOMA, holder=world.samira)
    for _ in range(3):
        world.school.rotate_key()
    _later(world)
    shown = world.samira.present([document], challenge=None, domain=None)

    page = verdict(client, shown)
    assert headline(page) == "Echt en geldig, van een erkende uitgever."
    assert " jaar geleden)" in words_of(page)


def test_a_key_that_was_lost_leaves_no_proof_of_the_time_and_the_page_says_so(
    client: FlaskClient, world: World
) -> None:
    document = world.school.issue(DIPLOMA, at=NOW - YEAR)
    world.school.compromise_key(NOW - timedelta(days=10))

    page = verdict(client, document)
    assert headline(page) == (
        "Niet te vertrouwen: de sleutel van de uitgever lekte uit, en niets bewijst dat dit van daarvoor is."
    )
    words = words_of(page)
    assert "niet meer te vertrouwen. Niets laat zien dat dit bewijs van daarvoor is." in words
    assert "Wij laten niet zien wat erin staat." in words


def test_what_another_key_signed_before_one_was_lost_stays_genuine(client: FlaskClient, world: World) -> None:
    before = world.school.issue(DIPLOMA)
    world.school.rotate_key()
    world.school.compromise_key(NOW)
    world.school.rotate_key()

    assert headline(verdict(client, before)).startswith("Echt en geldig.")


def test_an_issuer_that_merged_is_named_as_it_was_and_as_it_goes_on(
    client: FlaskClient, world: World
) -> None:
    document = world.school.issue(DIPLOMA)
    world.keeper.recognises(world.stranger.did, "ROC Nieuw Voorbeeld", recognised(DIPLOMA))
    world.keeper.closes(world.school.did, world.stranger.did)

    page = verdict(client, document)
    words = words_of(page)
    assert headline(page).startswith("Echt en geldig.")
    assert "Gegeven door ROC Voorbeeldstad" in words
    assert "Nu verder als ROC Nieuw Voorbeeld" in words


def test_an_issuer_with_a_new_name_and_address_still_stands_behind_its_old_certificates(
    client: FlaskClient, world: World
) -> None:
    document = world.school.issue(DIPLOMA)
    world.keeper.renames(world.school.did, "did:web:roc-nieuw-voorbeeld.example")

    assert headline(verdict(client, document)).startswith("Echt en geldig.")


def test_a_successor_may_publish_the_status_lists_of_an_issuer_that_stopped(
    client: FlaskClient, world: World
) -> None:
    document = world.school.issue(DIPLOMA)
    for purpose in ("revocation", "suspension"):
        unsigned = {**world.school.unsigned_status_list(purpose), "issuer": world.branch.did}
        world.network.pages[world.school.list_url(purpose)] = serialize(world.branch.sign(unsigned))

    page = verdict(client, document)
    assert "verdict--unknown" in page

    world.keeper.names_publisher(world.school.did, world.branch.did)
    world.clock.passes(minutes=20)
    assert headline(verdict(client, document)).startswith("Echt en geldig.")


def test_an_issuer_whose_host_is_gone_could_not_be_checked_and_is_not_called_false(
    client: FlaskClient, world: World
) -> None:
    document = world.school.issue(DIPLOMA)
    world.network.unreachable.add("https://roc-voorbeeld.example/did.json")
    world.network.unreachable.update(address for address in world.network.pages if "roc-voorbeeld" in address)

    page = verdict(client, document)
    assert headline(page) == (
        "Kon nu niet worden gecontroleerd: de sleutel was niet op te halen. Dit zegt niets over de echtheid."
    )
    assert "verdict--unknown" in page
    assert "checks__item--bad" not in page


def test_recognition_that_ended_later_changes_nothing_and_its_last_day_is_told(
    client: FlaskClient, world: World
) -> None:
    document = world.evc_provider.issue(ERVARINGSCERTIFICAAT, holder=world.samira)
    world.keeper.recognises(
        world.evc_provider.did,
        "EVC Voorbeeld",
        recognised(
            ERVARINGSCERTIFICAAT,
            standards=["crebo:25491"],
            since=date(2024, 1, 1),
            recognised_until=date(2027, 1, 1),
            end_reason=EndReason.LAPSED,
        ),
    )
    _later(world, days=365 * 5)
    page = verdict(client, world.samira.present([document], challenge=None, domain=None))

    assert headline(page) == (
        "Echt en geldig. De erkenning van de uitgever eindigde later; dat verandert dit bewijs niet."
    )
    words = words_of(page)
    assert "tot en met 31 december 2026" in words
    assert "Dit is meer dan 2 jaar oud." in words
    assert "15 januari 2026 (toen erkend)" in words
