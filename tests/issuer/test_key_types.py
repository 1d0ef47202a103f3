"""An institution may sign with any type of key: its status lists are signed with it as well."""

import pytest

from issuer import services, status_lists
from issuer.installation import Installation
from issuer.models import StatusList
from keys.key_types import KeyType
from schemas.credential import CredentialKind
from schemas.documents import parse_object
from tests.issuer.conftest import NOW
from web.database import Database


@pytest.mark.parametrize(
    ("key_type", "cryptosuite"),
    [
        (KeyType.ED25519, "eddsa-rdfc-2022"),
        (KeyType.P256, "ecdsa-rdfc-2019"),
        (KeyType.P384, "ecdsa-rdfc-2019"),
    ],
)
def test_a_status_list_is_signed_by_the_suite_of_the_institutions_key(
    database: Database, installation: Installation, key_type: KeyType, cryptosuite: str
) -> None:
    with database.transaction() as session:
        institution = services.create_institution(
            session,
            installation,
            slug="roc",
            name="ROC (fictief)",
            kinds=[CredentialKind.DIPLOMA],
            identifiers={"BRIN": "99XX"},
            key_type=key_type,
            at=NOW,
        )
        (first, *_) = session.query(StatusList).all()
        published = status_lists.sign_list(session, installation, institution, first.id, at=NOW)

    proof = parse_object(published.content)["proof"]
    assert isinstance(proof, dict)
    assert proof["cryptosuite"] == cryptosuite
