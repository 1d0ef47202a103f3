"""What an HR adviser reads: one sentence, who and what, and every check; nothing unproven as fact."""

from flask.testing import FlaskClient

from tests.ecosystem import DIPLOMA, World
from tests.verifier_app.doors import headline, verdict


def test_a_valid_certificate_says_so_first(client: FlaskClient, world: World) -> None:
    page = verdict(client, world.school.issue(DIPLOMA))
    assert headline(page) == "x"
