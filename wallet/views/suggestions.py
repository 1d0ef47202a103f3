"""Suggestions: a page where whoever has a counsellor's link leaves one, and what she does with it.

The counsellor's pages need no account and set no cookie; a PIN is asked again, since nothing remembers it.
"""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from wallet import opening
from wallet.errors import PinError, SuggestionError
from wallet.sentences import FIELD_SENTENCES
from wallet.sharing import suggestions
from wallet.sharing.suggestions import MAX_ABOUT_CHARACTERS, MAX_NAME_CHARACTERS, MAX_TEXT_CHARACTERS
from wallet.vault import Vault
from wallet.views.forms import refuse, refuse_form
from wallet.views.signed_in import holder_page
from web.application import current_database, now
from web.areas import public_blueprint
from web.forms import BaseForm
from web.rate_limits import rate_limit

public = public_blueprint("suggesting", __name__, url_prefix="/s")
blueprint = Blueprint("suggestions", __name__, url_prefix="/shares")


class SuggestionForm(BaseForm):
    """A suggestion, and who gives it."""

    text = TextAreaField(
        _l("Uw tip"), [DataRequired(), Length(max=MAX_TEXT_CHARACTERS)], render_kw={"rows": 6}
    )
    about = StringField(_l("Waar gaat het over?"), [Length(max=MAX_ABOUT_CHARACTERS)])
    name = StringField(_l("Uw naam"), [DataRequired(), Length(max=MAX_NAME_CHARACTERS)])
    pin = StringField(
        _l("Pincode"), render_kw={"inputmode": "numeric", "autocomplete": "off", "maxlength": 8}
    )


@public.route("/<token>/suggest", methods=["GET", "POST"])
@rate_limit("10 per minute; 60 per day")
def suggest(token: str) -> ResponseReturnValue:
    """Take a suggestion at an open share. Counts no look."""
    with current_database().reading() as session:
        share = opening.find_open_share(session, token, at=now())
        has_pin = share.pin_salt is not None
        if not share.takes_suggestions:
            raise SuggestionError("suggestion.not_taken")
    form = SuggestionForm()
    if form.validate_on_submit() and _left(token, form):
        return redirect(url_for("suggesting.thanks", token=token), 303)
    page = render_template("wallet/suggest.html", form=form, token=token, has_pin=has_pin)
    return page, 422 if form.errors else 200


@public.get("/<token>/thanks")
def thanks(token: str) -> ResponseReturnValue:
    """Say that it was left."""
    with current_database().reading() as session:
        opening.find_open_share(session, token, at=now())
    return render_template("wallet/suggested.html", token=token)


@blueprint.post("/<share_id>/suggestions/<suggestion_id>/keep")
@holder_page
def keep(vault: Vault, share_id: str, suggestion_id: str) -> ResponseReturnValue:
    """Keep a suggestion."""
    with current_database().transaction() as session:
        suggestions.keep(session, vault, share_id, suggestion_id, at=now())
    flash(_("De tip is bewaard."), "good")
    return redirect(url_for("shares.share", share_id=share_id, _anchor="tips"), 303)


@blueprint.post("/<share_id>/suggestions/<suggestion_id>/delete")
@holder_page
def delete(vault: Vault, share_id: str, suggestion_id: str) -> ResponseReturnValue:
    """Throw a suggestion away."""
    with current_database().transaction() as session:
        suggestions.remove(session, vault, share_id, suggestion_id)
    flash(_("De tip is weg."), "neutral")
    return redirect(url_for("shares.share", share_id=share_id, _anchor="tips"), 303)


def _left(token: str, form: SuggestionForm) -> bool:
    """Leave what the form holds, or put a refusal at it and return False."""
    try:
        opening.key_of(current_database(), token, str(form.pin.data or "").strip(), at=now())
        with current_database().transaction() as session:
            suggestions.leave(
                session,
                opening.find_open_share(session, token, at=now()),
                name=str(form.name.data).strip(),
                about=str(form.about.data or "").strip(),
                text=str(form.text.data).strip(),
                at=now(),
            )
    except PinError as error:
        if error.code not in FIELD_SENTENCES:
            raise
        refuse(form.pin, error.code)
        return False
    except SuggestionError as error:
        if error.code not in FIELD_SENTENCES:
            raise
        refuse_form(form, error.code)
        return False
    return True
