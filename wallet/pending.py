"""The certificate that is waiting while its owner makes an account or signs in.

It travels in a signed cookie of its own and in signed form fields, so that stopping half-way loses
nothing. The signature matters for `issuer_url`: only the wallet itself says whom it may contact.
"""

from dataclasses import dataclass
from datetime import timedelta

from flask import Request, Response, current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from wallet.offers import MAX_OFFER_CHARACTERS
from web.context import current_settings
from web.cookies import cookie_attributes, cookie_name

# Long enough to make an account in one go with help, short enough for a computer in a library.
LIFETIME = timedelta(hours=2)
_SALT = "vakbewijs wallet pending offer v1"


@dataclass(frozen=True, slots=True)
class PendingOffer:
    """An offer and the issuer that may be asked about it, by the settings or by her own yes."""

    offer: str
    issuer_url: str


def seal(pending: PendingOffer) -> str:
    """Return the signed text of a pending offer."""
    return _serializer().dumps([pending.offer, pending.issuer_url])


def unseal(text: str) -> PendingOffer | None:
    """Read what `seal` made, or None when it was changed or is too old."""
    if len(text) > 3 * MAX_OFFER_CHARACTERS:
        return None
    try:
        offer, issuer_url = _serializer().loads(text, max_age=int(LIFETIME.total_seconds()))
    except (BadData, ValueError, TypeError):
        return None
    return PendingOffer(str(offer), str(issuer_url))


def remember(response: Response, pending: PendingOffer) -> None:
    """Keep the offer in the browser."""
    settings = current_settings()
    response.set_cookie(
        cookie_name(settings, "offer"),
        seal(pending),
        max_age=LIFETIME,
        **cookie_attributes(settings),
    )


def remembered(request: Request) -> PendingOffer | None:
    """Return the offer that this browser keeps, if any."""
    text = request.cookies.get(cookie_name(current_settings(), "offer"))
    return unseal(text) if text else None


def forget(response: Response) -> None:
    """Take the offer out of the browser: it was accepted, or she said no."""
    settings = current_settings()
    response.delete_cookie(cookie_name(settings, "offer"), **cookie_attributes(settings))


def _serializer() -> URLSafeTimedSerializer:
    key = current_app.secret_key
    if not isinstance(key, bytes):
        raise TypeError("the shell sets the key that signs forms")
    return URLSafeTimedSerializer(key, salt=_SALT)
