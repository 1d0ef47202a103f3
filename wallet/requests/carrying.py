"""The request that waits while its reader makes an account or signs in, in a signed cookie.

The signature matters for an address that the wallet does not know: only her own yes lets it be contacted.
"""

from datetime import timedelta

from flask import Request, Response, current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from wallet.requests.links import MAX_LINK_CHARACTERS
from web.context import current_settings
from web.cookies import cookie_attributes, cookie_name

LIFETIME = timedelta(hours=2)
_SALT = "vakbewijs wallet asked request v1"
_COOKIE = "request"


def seal(link: str) -> str:
    """Return the signed text of a link that may be contacted."""
    return _serializer().dumps(link)


def unseal(text: str) -> str | None:
    """Read what `seal` made, or None when it was changed or is too old."""
    if len(text) > 3 * MAX_LINK_CHARACTERS:
        return None
    try:
        return str(_serializer().loads(text, max_age=int(LIFETIME.total_seconds())))
    except (BadData, ValueError, TypeError):
        return None


def remember(response: Response, link: str) -> None:
    """Keep the link in the browser."""
    settings = current_settings()
    response.set_cookie(
        cookie_name(settings, _COOKIE), seal(link), max_age=LIFETIME, **cookie_attributes(settings)
    )


def remembered(request: Request) -> str | None:
    """Return the link that this browser keeps, if any."""
    text = request.cookies.get(cookie_name(current_settings(), _COOKIE))
    return unseal(text) if text else None


def forget(response: Response) -> None:
    """Take the link out of the browser: she goes on in her wallet, or said no."""
    settings = current_settings()
    response.delete_cookie(cookie_name(settings, _COOKIE), **cookie_attributes(settings))


def _serializer() -> URLSafeTimedSerializer:
    key = current_app.secret_key
    if not isinstance(key, bytes):
        raise TypeError("the shell sets the key that signs forms")
    return URLSafeTimedSerializer(key, salt=_SALT)
