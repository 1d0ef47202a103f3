"""Who a page is for. Every blueprint says it once; cookies, tokens and caching follow from it.

PERSONAL  for someone who is signed in, or about to: cookies, form tokens, never cached. The default.
PUBLIC    for anyone, without an account: no cookies, neither set nor read.
API       for programs: no cookies; problems are answered as problem+json.
"""

from enum import StrEnum
from typing import Any

from flask import Blueprint, current_app, request

# Where programs go; what does not exist below these is answered to a program. The last ones are those of
# the W3C CCG VC-API and of DID resolution.
API_PREFIXES = ("/api/", "/issuers/", "/credentials/", "/presentations/", "/1.0/")


class Area(StrEnum):
    """Who a page is for."""

    PERSONAL = "personal"
    PUBLIC = "public"
    API = "api"


class AreaBlueprint(Blueprint):
    """A blueprint that says who its pages are for, and whether search engines may list them."""

    def __init__(
        self,
        name: str,
        import_name: str,
        *,
        area: Area,
        indexed: bool = False,
        for_staff: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(name, import_name, **options)
        self.area = area
        self.indexed = indexed
        self.for_staff = for_staff


def public_blueprint(
    name: str, import_name: str, *, url_prefix: str | None = None, indexed: bool = False
) -> AreaBlueprint:
    """Return a blueprint for pages that anyone may open and that set no cookies."""
    return AreaBlueprint(name, import_name, area=Area.PUBLIC, indexed=indexed, url_prefix=url_prefix)


def api_blueprint(name: str, import_name: str, *, url_prefix: str | None = None) -> AreaBlueprint:
    """Return a blueprint for programs; cookies that come along are ignored."""
    return AreaBlueprint(name, import_name, area=Area.API, url_prefix=url_prefix)


def _blueprint() -> AreaBlueprint | None:
    for name in request.blueprints:
        blueprint = current_app.blueprints.get(name)
        if isinstance(blueprint, AreaBlueprint):
            return blueprint
    return None


def current_area() -> Area:
    """Return who the page of this request is for. An address that does not exist is for anyone."""
    if blueprint := _blueprint():
        return blueprint.area
    if request.path.startswith(API_PREFIXES):
        return Area.API
    return Area.PERSONAL if request.endpoint and request.endpoint != "static" else Area.PUBLIC


def may_be_indexed() -> bool:
    """Say whether search engines may list the page of this request."""
    blueprint = _blueprint()
    return blueprint is not None and blueprint.indexed


def is_for_staff() -> bool:
    """Say whether the page of this request is for staff, who work in Dutch or English."""
    blueprint = _blueprint()
    return blueprint is not None and blueprint.for_staff
