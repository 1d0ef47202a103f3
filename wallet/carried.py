"""What waits while somebody makes an account or signs in: it travels with her, in a signed cookie of its own.

The same signed text stands in form fields, so that stopping half-way loses nothing. The signature matters for
an address that the wallet does not know: only the wallet itself, or her own yes, lets it be contacted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, TypeVar

from flask import Request, Response, current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from schemas.documents import JsonValue
from web.context import current_settings
from web.cookies import cookie_attributes, cookie_name

# Long enough to make an account in one go with help, short enough for a computer in a library.
LIFETIME = timedelta(hours=2)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried(Generic[Value]):
    """One kind of thing that waits; `write` and `read` turn it into JSON and back."""

    cookie: str
    salt: str
    max_characters: int  # of the signed text; longer ones are not looked at
    write: Callable[[Value], JsonValue]
    read: Callable[[Any], Value]  # ValueError or TypeError for what `write` does not make

    def seal(self, value: Value) -> str:
        """Return the signed text of it."""
        return self._serializer().dumps(self.write(value))

    def unseal(self, text: str) -> Value | None:
        """Read what `seal` made, or None when it was changed or is too old."""
        if len(text) > self.max_characters:
            return None
        try:
            return self.read(self._serializer().loads(text, max_age=int(LIFETIME.total_seconds())))
        except (BadData, ValueError, TypeError):
            return None

    def remember(self, response: Response, value: Value) -> None:
        """Keep it in the browser."""
        settings = current_settings()
        response.set_cookie(
            cookie_name(settings, self.cookie),
            self.seal(value),
            max_age=LIFETIME,
            **cookie_attributes(settings),
        )

    def remembered(self, request: Request) -> Value | None:
        """Return what this browser keeps, if anything."""
        text = request.cookies.get(cookie_name(current_settings(), self.cookie))
        return self.unseal(text) if text else None

    def forget(self, response: Response) -> None:
        """Take it out of the browser: she goes on in her wallet, or said no."""
        settings = current_settings()
        response.delete_cookie(cookie_name(settings, self.cookie), **cookie_attributes(settings))

    def _serializer(self) -> URLSafeTimedSerializer:
        key = current_app.secret_key
        if not isinstance(key, bytes):
            raise TypeError("the shell sets the key that signs forms")
        return URLSafeTimedSerializer(key, salt=self.salt)
