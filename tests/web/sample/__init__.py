"""A fourth actor, for tests: one page of every sort, and every component on one page."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from flask import Blueprint, Flask, Response, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from pydantic_settings import SettingsConfigDict
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase
from werkzeug.wrappers import Response as BaseResponse
from wtforms import BooleanField, PasswordField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from schemas.errors import DomainError
from web import qr
from web.application import create_shell, current_database, now, utc_now
from web.areas import api_blueprint, public_blueprint
from web.database import NAMING_CONVENTION, Database
from web.forms import BaseForm, DateField, UploadField
from web.problems import ProblemText
from web.rate_limits import rate_limit
from web.sessions import BrowserSessionMixin, Sessions
from web.settings import ActorSettings

SECRET_TOKEN = "canary-token-9f2c"


class SampleSettings(ActorSettings):
    model_config = SettingsConfigDict(env_prefix="VAKBEWIJS_SAMPLE_")
    actor: ClassVar[str] = "sample"


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING_CONVENTION)


class BrowserSession(BrowserSessionMixin, Base):
    __tablename__ = "browser_session"


class StoppedError(DomainError):
    pass


PERIODS = [SelectChoice("1", "1 dag"), SelectChoice("30", "1 maand")]
LEVELS = [SelectChoice("", "Kies een niveau"), SelectChoice("2", "mbo-2"), SelectChoice("3", "mbo-3")]


class SampleForm(BaseForm):
    name = StringField("Uw naam", [InputRequired()], render_kw={"autocomplete": "name"})
    email = StringField("E-mailadres", [Optional()])
    born = DateField("Geboortedatum", [InputRequired()], render_kw={"inputmode": "numeric"})
    passphrase = PasswordField("Wachtzin", [InputRequired()])
    period = RadioField("Hoe lang?", [InputRequired()], choices=PERIODS)
    level = SelectField("Niveau", choices=LEVELS)
    note = TextAreaField("Toelichting", [Optional()])
    photo = UploadField("Foto van de code", [Optional()], max_bytes=1024)
    agreed = BooleanField("Ik heb het gecontroleerd", [InputRequired()])


class ShortForm(BaseForm):
    words = StringField("Zoekwoorden", [InputRequired()])


personal = Blueprint("personal", __name__)
public = public_blueprint("public", __name__)
listed = public_blueprint("listed", __name__, indexed=True)
api = api_blueprint("api", __name__, url_prefix="/api/v1")


@personal.get("/")
def home() -> str:
    return render_template("sample/home.html")


@personal.get("/gallery")
def gallery() -> str:
    code = qr.svg(f"https://wallet.example.nl/s/{'x' * 43}", title="Code om te delen")
    return render_template("sample/gallery.html", code=code, day=date(2026, 12, 1), instant=now())


@personal.get("/verdict/<tone>")
def verdict(tone: str) -> str:
    return render_template("sample/verdict.html", tone=tone, instant=now())


@personal.route("/form", methods=["GET", "POST"])
def form() -> str | BaseResponse:
    filled = SampleForm()
    if filled.validate_on_submit():
        flash("Bewaard", "good")
        return redirect(url_for("personal.home"), 303)
    return render_template("sample/form.html", form=filled)


@personal.post("/limited")
@rate_limit("3 per minute")
def limited() -> str:
    return "ok"


@personal.get("/boom")
def boom() -> str:
    raise RuntimeError("the secret is Samira")


@personal.get("/refuse/<code>")
def refuse(code: str) -> str:
    if code == "share.stopped":
        raise StoppedError(code, detail="stopped by Samira", pointer="/a")
    raise DomainError(code, name="Samira")


@public.route("/s/<token>", methods=["GET", "POST"])
def shared(token: str) -> str | BaseResponse:
    if token != SECRET_TOKEN:
        raise StoppedError("share.unknown")
    if request.method == "POST":
        return redirect(url_for("public.shared", token=token), 303)
    return render_template("sample/shared.html")


@public.route("/search", methods=["GET", "POST"])
def search() -> str:
    searched = ShortForm()
    return render_template("sample/search.html", form=searched, found=searched.validate_on_submit())


@listed.get("/about")
def about() -> str:
    return render_template("sample/shared.html")


@api.post("/echo")
def echo() -> Response:
    return jsonify(request.get_json())


def browser_sessions(settings: SampleSettings, sealing: Any = None) -> Sessions[BrowserSession]:
    return Sessions(
        BrowserSession, settings, idle=timedelta(minutes=30), absolute=timedelta(hours=12), sealing=sealing
    )


def accounts(sessions: Sessions[BrowserSession]) -> Blueprint:
    blueprint = Blueprint("accounts", __name__)

    @blueprint.get("/sign-in")
    def show() -> str:
        return render_template("sample/home.html")

    @blueprint.post("/sign-in")
    def sign_in() -> BaseResponse:
        response = redirect(url_for("accounts.me"), 303)
        with current_database().transaction() as session:
            secret = request.form.get("secret", "").encode() or None
            sessions.start(session, request, response, tenant="t1", owner="samira", at=now(), secret=secret)
        return response

    @blueprint.get("/me")
    def me() -> Response:
        with current_database().reading() as session:
            signed_in = sessions.load(session, request, at=now())
        if signed_in is None:
            return Response("nobody", 401)
        return jsonify(owner=signed_in.owner, secret=(signed_in.secret or b"").decode())

    @blueprint.post("/sign-out")
    def sign_out() -> BaseResponse:
        response = redirect(url_for("personal.home"), 303)
        with current_database().transaction() as session:
            sessions.end(session, request, response)
        return response

    return blueprint


def create_app(
    settings: SampleSettings, *, clock: Callable[[], datetime] = utc_now, sealing: Any = None
) -> Flask:
    database = Database(settings.database_url)
    Base.metadata.create_all(database.engine)
    app = create_shell(
        __name__,
        actor="wallet",
        settings=settings,
        database=database,
        clock=clock,
        error_statuses={StoppedError: 410},
        problem_texts={"share.stopped": ProblemText(_l("Terug"), _l("Taal"))},
        csp_exceptions={"form-action": ("https://verifier.example.nl",)},
        reads_aloud=True,
        service_name="Mijn bewijzen",
    )
    for blueprint in (personal, public, listed, api, accounts(browser_sessions(settings, sealing))):
        app.register_blueprint(blueprint)
    return app


FIXED_NOW = datetime(2026, 12, 1, 13, 32, tzinfo=UTC)
