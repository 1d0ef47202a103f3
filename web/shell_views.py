"""The few addresses that every actor has: static files, the language switch, and signs of life."""

from flask import Response, jsonify, redirect, request
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as Redirect

from web.addresses import own_path
from web.areas import Area, AreaBlueprint, api_blueprint
from web.context import current_database, current_settings
from web.cookies import cookie_attributes
from web.languages import LANGUAGE_COOKIE, offered_languages

LANGUAGE_COOKIE_SECONDS = 365 * 24 * 3600

shell = AreaBlueprint(
    "web",
    __name__,
    area=Area.PUBLIC,
    template_folder="templates",
    static_folder="static/web",
    static_url_path="/static/web",
)
language = AreaBlueprint("language", __name__, area=Area.PERSONAL)
health = api_blueprint("health", __name__)


@language.post("/language")
def choose() -> Redirect:
    """Remember the reader's language, and go back to where the choice was made."""
    chosen = request.form.get("lang", "")
    if chosen not in offered_languages():
        raise BadRequest("no such language")
    home = f"{request.script_root}/"
    response = redirect(own_path(request.form.get("next"), default=home), 303)
    response.set_cookie(
        LANGUAGE_COOKIE, chosen, max_age=LANGUAGE_COOKIE_SECONDS, **cookie_attributes(current_settings())
    )
    return response


@health.get("/livez")
def live() -> Response:
    """Say that the process answers."""
    return jsonify(status="ok")


@health.get("/readyz")
def ready() -> tuple[Response, int]:
    """Say whether the database answers, so that a balancer sends visitors elsewhere when it does not."""
    try:
        with current_database().reading() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return jsonify(status="unavailable", database="unavailable"), 503
    return jsonify(status="ok", database="ok"), 200
