"""What somebody meets who is asked to write about her: the question, a form, and a link in his mail.

No account and no cookie. Opening a page changes nothing: previews and mail scanners do it too.
"""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Regexp

from wallet.references import answering
from wallet.references.answering import MAX_NAME_CHARACTERS, MAX_TEXT_CHARACTERS
from wallet.sentences import FIELD_SENTENCES
from web.application import current_database, external_url, now
from web.areas import public_blueprint
from web.forms import BaseForm
from web.rate_limits import rate_limit

blueprint = public_blueprint("referees", __name__, url_prefix="/r")

MAX_EMAIL_CHARACTERS = 254
# What browsers take for one (https://html.spec.whatwg.org/#valid-e-mail-address), with a dot in the domain.
_EMAIL = r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\Z"


class AnswerForm(BaseForm):
    """What he writes, and who he is."""

    text = TextAreaField(_l("Uw antwoord"), [DataRequired(), Length(max=MAX_TEXT_CHARACTERS)])
    name = StringField(_l("Uw naam"), [DataRequired(), Length(max=MAX_NAME_CHARACTERS)])
    role = StringField(_l("Uw werk of functie"), [DataRequired(), Length(max=MAX_NAME_CHARACTERS)])
    organisation = StringField(_l("Uw bedrijf of organisatie"), [Length(max=MAX_NAME_CHARACTERS)])
    email = EmailField(
        _l("Uw e-mailadres"),
        [
            DataRequired(),
            Length(max=MAX_EMAIL_CHARACTERS),
            Regexp(_EMAIL, message=FIELD_SENTENCES["reference.email"]),
        ],
    )


@blueprint.route("/<question_token>", methods=["GET", "POST"])
@rate_limit("10 per minute; 60 per day")
def question(question_token: str) -> ResponseReturnValue:
    """Show who asks what, and take one answer."""
    with current_database().reading() as session:
        asked = answering.open_question(session, question_token, at=now())
    form = AnswerForm()
    if form.validate_on_submit():
        _answer(question_token, form)
        return redirect(url_for("referees.sent"), 303)
    page = render_template("wallet/references/question.html", asked=asked, form=form, token=question_token)
    return page, 422 if form.errors else 200


@blueprint.get("/sent")
def sent() -> ResponseReturnValue:
    """Thank, and say that there is mail."""
    return render_template("wallet/references/sent.html")


@blueprint.get("/confirm/<confirmation_token>")
def confirmation(confirmation_token: str) -> ResponseReturnValue:
    """Ask for the click that confirms a mail address; loading this page confirms nothing."""
    with current_database().reading() as session:
        answering.find_confirmation(session, confirmation_token)
    return render_template("wallet/references/confirmation.html", token=confirmation_token)


@blueprint.post("/confirm/<confirmation_token>")
@rate_limit("20 per minute")
def confirm(confirmation_token: str) -> ResponseReturnValue:
    """Confirm a mail address."""
    with current_database().transaction() as session:
        answering.confirm(session, confirmation_token, at=now())
    return redirect(url_for("referees.confirmed"), 303)


@blueprint.get("/confirmed")
def confirmed() -> ResponseReturnValue:
    """Say that it is done."""
    return render_template("wallet/references/confirmed.html")


def _answer(token: str, form: AnswerForm) -> None:
    with current_database().transaction() as session:
        answering.answer(
            session,
            token,
            text=str(form.text.data).strip(),
            name=str(form.name.data).strip(),
            role=str(form.role.data).strip(),
            organisation=str(form.organisation.data or "").strip(),
            email=str(form.email.data).strip(),
            mail=_mail,
            at=now(),
        )


def _mail(confirmation: str) -> tuple[str, str]:
    """The mail that asks for a confirmation. It names nobody: the address may be somebody else's."""
    body = _(
        "Iemand gaf dit adres op in een wallet van Vakbewijs. Was u dat? Klik dan op deze link: %(link)s "
        "Was u het niet? Dan hoeft u niets te doen.",
        link=external_url("referees.confirmation", confirmation_token=confirmation),
    )
    return str(_("Klopt uw e-mailadres?")), str(body)
