"""Mail to holders: in plain Dutch, without anything that a mail server should not know.

A mail names the institution and gives the link; it does not name the certificate or the person.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from issuer.installation import Installation
from issuer.models import Award, Institution, Offer, OutboxMessage
from issuer.offer_secrets import OfferSecrets
from web import outbox
from web.languages import format_date

_OFFER = """\
Hallo,

{institution} heeft een bewijs voor u klaargezet.

Open deze link om het te bekijken en te bewaren:
{link}

Of ga naar {code_page} en typ deze code:
{code}

Dit kan tot en met {last_day}.

Controleer dat er {host} in het adres staat. Deel de link en de code met niemand.

{institution}
"""

_REVOKED = """\
Hallo,

{institution} heeft een bewijs van u ingetrokken. U kunt het niet meer gebruiken.

Wilt u weten waarom? Neem dan contact op met {institution}.
"""


def put_offer_mail(
    session: Session,
    installation: Installation,
    institution: Institution,
    award: Award,
    offer: Offer,
    opened: OfferSecrets,
    *,
    at: datetime,
) -> None:
    """Put the mail with the offer's link and code in the outbox."""
    outbox.put(
        session,
        OutboxMessage,
        tenant=institution.id,
        recipient=award.email,
        subject=f"{institution.name} heeft een bewijs voor u klaargezet",
        body=_OFFER.format(
            institution=institution.name,
            link=installation.offer_link(opened.token),
            code_page=installation.code_page,
            code=opened.grouped_code,
            last_day=format_date(offer.last_day),
            host=installation.host,
        ),
        at=at,
    )


def put_revocation_mail(session: Session, institution: Institution, award: Award, *, at: datetime) -> None:
    """Put the mail that tells of a revocation in the outbox."""
    outbox.put(
        session,
        OutboxMessage,
        tenant=institution.id,
        recipient=award.email,
        subject=f"Bericht van {institution.name} over uw bewijs",
        body=_REVOKED.format(institution=institution.name),
        at=at,
    )
