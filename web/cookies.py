"""Names and attributes of our cookies, and the small signed cookie that holds form tokens.

Flask's own session is used for two things only: the token that guards forms (WB-07) and the message
after a redirect. Who is signed in lives in `web.sessions`, in the database.
"""

import hashlib
from typing import TypedDict

from flask import Flask, Request, Response, g, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

from web.areas import Area, current_area
from web.settings import ActorSettings

_BOUND_TO = "bound_to"


class CookieAttributes(TypedDict):
    """What `Response.set_cookie` takes besides name, value and lifetime."""

    path: str
    secure: bool
    httponly: bool
    samesite: str


def cookie_name(settings: ActorSettings, purpose: str) -> str:
    """Return a cookie's name, with the prefix by which browsers enforce how it was set.

    `__Host-` demands https and the path "/"; an actor below a path gets `__Secure-`; a demo over
    http neither.
    """
    name = f"{settings.actor}_{purpose}"
    if not settings.secure_cookies:
        return name
    return f"__Secure-{name}" if settings.public_address.path else f"__Host-{name}"


def cookie_attributes(settings: ActorSettings) -> CookieAttributes:
    """Return the attributes that every cookie of ours has."""
    return {
        "path": settings.public_address.path or "/",
        "secure": settings.secure_cookies,
        "httponly": True,
        "samesite": "Lax",
    }


class FormSession(SecureCookieSession):
    """The content of the form cookie, and the signed-in session that it belongs to."""

    belongs_to: str = ""


class FormSessions(SecureCookieSessionInterface):
    """Flask's signed cookie, absent from public pages and bound to the signed-in session.

    The binding means that a token from before signing in, or from someone else's session, opens
    nothing afterwards: the cookie then reads as empty.
    """

    session_class = FormSession

    def __init__(self, settings: ActorSettings) -> None:
        self._session_cookie = cookie_name(settings, "session")

    def open_session(self, app: Flask, request: Request) -> FormSession:
        """Read the cookie; ignore one that belongs to another signed-in session."""
        session = super().open_session(app, request)
        session_cookie = request.cookies.get(self._session_cookie, "")
        if not isinstance(session, FormSession) or session.get(_BOUND_TO) != _binding(session_cookie):
            session = FormSession()
        session.belongs_to = session_cookie
        return session

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the cookie when something is in it. Refuses to on a page that promises no cookies."""
        if current_area() is not Area.PERSONAL:
            if session.modified:
                raise RuntimeError("a page without cookies put something in the session")
            return
        if session.modified and session and isinstance(session, FormSession):
            session[_BOUND_TO] = _binding(session.belongs_to)
        super().save_session(app, session, response)


def _binding(session_cookie: str) -> str:
    return hashlib.sha256(session_cookie.encode("utf-8", "replace")).hexdigest()[:32]


def rebind_forms(session_cookie: str) -> None:
    """Forget the form tokens so far: from now on they belong to another signed-in session, or to none."""
    g.pop("csrf_token", None)  # made for the page that was asked for, not for the one that follows
    session.clear()
    session.modified = True
    session.belongs_to = session_cookie  # type: ignore[attr-defined]  # Flask's proxy for our FormSession
