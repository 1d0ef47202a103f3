"""An organisation with a key answers: it gets a file to sign, and hands in the signed file by the same link.

No account and no cookie, as for anybody else who is asked (`referees`).
"""

from flask import make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from keys.did_web import did_for_url
from keys.errors import InvalidDidError
from schemas.endorsement import MAX_ENDORSEMENT_BYTES
from wallet.contents import ReferenceQuestion
from wallet.context import current_wallet
from wallet.errors import ReferenceRefusedError
from wallet.references import answering, signing
from wallet.references.answering import MAX_NAME_CHARACTERS, MAX_TEXT_CHARACTERS
from wallet.sentences import FIELD_SENTENCES
from wallet.views.forms import refuse_form
from web.application import current_database, now
from web.areas import public_blueprint
from web.forms import BaseForm, UploadField
from web.rate_limits import rate_limit

blueprint = public_blueprint("signing_referees", __name__, url_prefix="/r")

MAX_ADDRESS_CHARACTERS = 300
_FILE_NAME = "referentie.json"


class WordsForm(BaseForm):
    """What the organisation says, and where its key is found."""

    text = TextAreaField(_l("Uw antwoord"), [DataRequired(), Length(max=MAX_TEXT_CHARACTERS)])
    organisation = StringField(
        _l("Naam van uw organisatie"), [DataRequired(), Length(max=MAX_NAME_CHARACTERS)]
    )
    address = StringField(
        _l("Webadres waar uw sleutel staat"), [DataRequired(), Length(max=MAX_ADDRESS_CHARACTERS)]
    )


class SignedForm(BaseForm):
    """The signed file."""

    file = UploadField(_l("Het ondertekende bestand"), max_bytes=MAX_ENDORSEMENT_BYTES)


@blueprint.route("/<question_token>/organisation", methods=["GET", "POST"])
@rate_limit("20 per minute; 100 per day")
def words(question_token: str) -> ResponseReturnValue:
    """Ask for the words, and give the file to sign. Nothing is kept."""
    asked = _asked(question_token)
    form = WordsForm()
    if form.validate_on_submit() and (file := _file(question_token, asked, form)):
        response = make_response(file)
        response.headers["Content-Type"] = "application/json"
        response.headers["Content-Disposition"] = f'attachment; filename="{_FILE_NAME}"'
        return response
    page = render_template(
        "wallet/references/organisation.html", asked=asked, form=form, token=question_token
    )
    return page, 422 if form.errors else 200


@blueprint.route("/<question_token>/signed", methods=["GET", "POST"])
@rate_limit("10 per minute; 60 per day")
def signed(question_token: str) -> ResponseReturnValue:
    """Take the signed file, when it is the one that was asked for and its signature holds."""
    asked = _asked(question_token)
    form = SignedForm()
    if form.validate_on_submit() and _taken(question_token, asked, form):
        return redirect(url_for("signing_referees.received"), 303)
    page = render_template("wallet/references/signed.html", asked=asked, form=form, token=question_token)
    return page, 422 if form.errors else 200


@blueprint.get("/received")
def received() -> ResponseReturnValue:
    """Thank: there is no mail to wait for."""
    return render_template("wallet/references/received.html")


def _asked(token: str) -> ReferenceQuestion:
    with current_database().reading() as session:
        asked = answering.open_question(session, token, at=now())
    signing.subject_of(asked)
    return asked


def _file(token: str, asked: ReferenceQuestion, form: WordsForm) -> bytes | None:
    """Make the file of what was typed, or put a refusal at the form and return None."""
    try:
        issuer = did_for_url(str(form.address.data).strip())
    except InvalidDidError:
        form.address.errors = [*form.address.errors, FIELD_SENTENCES["reference.web_address"]]
        return None
    return signing.to_sign(
        token,
        asked,
        issuer=issuer,
        organisation=str(form.organisation.data).strip(),
        comment=str(form.text.data).strip(),
        at=now(),
    )


def _taken(token: str, asked: ReferenceQuestion, form: SignedForm) -> bool:
    """Keep what was signed, or put a refusal at the form."""
    try:
        # Fetches the organisation's key, so not inside the transaction; the link is used up only there.
        checked = signing.check_signed(
            form.file.read(), token, asked, checker=current_wallet().checker, at=now()
        )
    except ReferenceRefusedError as error:
        refuse_form(form, error.code)
        return False
    with current_database().transaction() as session:
        answering.answer_signed(session, token, checked, at=now())
    return True
