"""What every response carries and every request must pass, whatever page it is for.

Content rules (CSP) are written as a table; an actor adds sources to a row where it must, and says why
where it does. There is no inline script and no inline style anywhere.
"""

from collections.abc import Mapping

from flask import Flask, Response, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import Forbidden, UnsupportedMediaType
from werkzeug.middleware.proxy_fix import ProxyFix

from web.addresses import PublicPath, WithoutNullCharacters
from web.areas import Area, current_area, may_be_indexed
from web.context import current_settings
from web.cookies import FormSessions, cookie_attributes, cookie_name
from web.settings import ActorSettings

CONTENT_SECURITY_POLICY: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),
    "form-action": ("'self'",),
    "frame-ancestors": ("'none'",),
    "base-uri": ("'none'",),
}

HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
}
NOT_INDEXED = "noindex, noarchive"
TRANSPORT_SECURITY = "max-age=63072000"  # two years

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# A page of another origin may link to us; it may not send forms to us.
OWN_FETCH_SITES = frozenset({"same-origin", "none"})

# A photo of 10 MiB fits; uploads have a limit per field as well.
MAX_REQUEST_BYTES = 12 * 1024 * 1024
# A pasted document of 1 MiB fits, also when every character of it is sent as three.
MAX_FORM_MEMORY_BYTES = 4 * 1024 * 1024
MAX_FORM_PARTS = 1_000


def init_security(app: Flask, settings: ActorSettings, csp_exceptions: Mapping[str, tuple[str, ...]]) -> None:
    """Put the guards in front of the application and the headers behind it."""
    app.config.update(
        SECRET_KEY=settings.form_key(),
        TRUSTED_HOSTS=[str(settings.public_address.hostname), *settings.trusted_hosts],
        APPLICATION_ROOT=settings.public_address.path or "/",
        PREFERRED_URL_SCHEME=settings.public_address.scheme,
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_FORM_MEMORY_BYTES,
        MAX_FORM_PARTS=MAX_FORM_PARTS,
        SESSION_COOKIE_NAME=cookie_name(settings, "forms"),
        SESSION_COOKIE_PATH=cookie_attributes(settings)["path"],
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        WTF_CSRF_CHECK_DEFAULT=False,  # `_guard_forms` decides, by area
        WTF_CSRF_TIME_LIMIT=None,  # a form stays good as long as the session; no timeout without a warning
        WTF_CSRF_SSL_STRICT=False,  # wants a Referer, which our own policy suppresses
    )
    app.session_interface = FormSessions(settings)
    app.wsgi_app = WithoutNullCharacters(app.wsgi_app)  # type: ignore[method-assign]
    if path := settings.public_address.path:
        app.wsgi_app = PublicPath(app.wsgi_app, path)  # type: ignore[method-assign]
    if hops := settings.proxy_hops:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_prefix=0
        )
    csrf = CSRFProtect(app)
    app.before_request(lambda: _guard_forms(csrf, settings.origin))

    policy = content_security_policy(csp_exceptions)
    transport = TRANSPORT_SECURITY if settings.secure_cookies else None
    app.after_request(lambda response: _add_headers(response, policy, transport))


def content_security_policy(exceptions: Mapping[str, tuple[str, ...]]) -> str:
    """Return the policy as a header value, with an actor's additions.

    Raises `ValueError` for an addition to a directive that is not in the table, or of a wildcard.
    """
    if unknown := set(exceptions) - set(CONTENT_SECURITY_POLICY) - {"connect-src"}:
        raise ValueError(f"no such content rule: {sorted(unknown)}")
    if loose := [
        s for sources in exceptions.values() for s in sources if "*" in s or "unsafe" in s or " " in s
    ]:
        raise ValueError(f"too loose for a content rule: {loose}")
    rules = {
        directive: (*sources, *exceptions.get(directive, ()))
        for directive, sources in CONTENT_SECURITY_POLICY.items()
    }
    rules |= {directive: sources for directive, sources in exceptions.items() if directive not in rules}
    return "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in rules.items())


def _guard_forms(csrf: CSRFProtect, own_origin: str) -> None:
    """Refuse what another site sends in a visitor's name (WB-07).

    Personal pages need our token. Public pages have no cookie to bind a token to, and nothing that
    a visitor could be tricked out of; there the browser's own word on where a form comes from is
    enough. Programs send neither header and pass: they act in nobody's name.
    """
    if request.method in SAFE_METHODS or not request.endpoint:
        return
    area = current_area()
    if area is Area.API:
        return
    if not _sent_by_own_page(own_origin):
        raise Forbidden("the form was sent by another site")
    if area is Area.PERSONAL:
        csrf.protect()


def _sent_by_own_page(own_origin: str) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in OWN_FETCH_SITES
    # Browsers before 2023. With `no-referrer` they send the origin of our own forms as "null".
    origin = request.headers.get("Origin")
    return origin in (None, "null", own_origin)


def _add_headers(response: Response, policy: str, transport: str | None) -> Response:
    response.headers.setdefault("Content-Security-Policy", policy)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if transport:
        response.headers.setdefault("Strict-Transport-Security", transport)
    if not may_be_indexed():
        response.headers.setdefault("X-Robots-Tag", NOT_INDEXED)
    if current_area() is Area.PERSONAL or "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    return response


def refuse_other_sites() -> None:
    """Refuse what a page of another site sends: for API views that ask nobody who they are."""
    if not _sent_by_own_page(current_settings().origin):
        raise Forbidden("the request was sent by another site")


def refuse_json_in_disguise() -> None:
    """Refuse a body that is not announced as JSON: forms of other sites can't announce it. For API views."""
    if not request.is_json:
        raise UnsupportedMediaType("expected application/json")
