"""Her side of someone else's word: ask for it, show the link, accept what came in or throw it away."""

import re

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from wallet.durations import last_open_day
from wallet.errors import ReferenceRefusedError
from wallet.references import asking
from wallet.sharing.ending import stop_shares_with_part
from wallet.sharing.overview import shares_with_part
from wallet.sharing.parts import PartKind
from wallet.vault import Vault
from wallet.views.forms import ConfirmForm, refuse_form
from wallet.views.signed_in import holder_page
from web.application import current_database, external_url, now
from web.forms import BaseForm
from web.rate_limits import rate_limit

blueprint = Blueprint("references", __name__, url_prefix="/references")

MAX_NAME_CHARACTERS = 100
MAX_QUESTION_CHARACTERS = 500
_ITEM = re.compile(r"[0-9a-f-]{36}")


class AskForm(BaseForm):
    """Whom she asks what, and under which name."""

    referee = StringField(_l("Wie vraag je?"), [DataRequired(), Length(max=MAX_NAME_CHARACTERS)])
    question = TextAreaField(_l("Wat wil je vragen?"), [DataRequired(), Length(max=MAX_QUESTION_CHARACTERS)])
    asker = StringField(_l("Hoe heet jij?"), [DataRequired(), Length(max=MAX_NAME_CHARACTERS)])
    item = HiddenField()

    def item_id(self) -> str | None:
        """Return the item that the question is about, if one is named."""
        text = str(self.item.data or "")
        return text if _ITEM.fullmatch(text) else None


@blueprint.get("")
@holder_page
def overview(vault: Vault) -> ResponseReturnValue:
    """List the questions and what came in."""
    with current_database().reading() as session:
        views = asking.references(session, vault, at=now())
    return render_template("wallet/references/references.html", views=views)


@blueprint.route("/ask", methods=["GET", "POST"])
@rate_limit("10 per minute; 50 per day")
@holder_page
def ask(vault: Vault) -> ResponseReturnValue:
    """Make a question, and lead to its link."""
    form = AskForm(item=request.args.get("item", "")) if request.method == "GET" else AskForm()
    if form.validate_on_submit() and (request_id := _asked(vault, form)):
        return redirect(url_for("references.reference", request_id=request_id), 303)
    return render_template("wallet/references/ask.html", form=form), 422 if form.errors else 200


@blueprint.get("/<request_id>")
@holder_page
def reference(vault: Vault, request_id: str) -> ResponseReturnValue:
    """Show a question with its link, or the answer that came in."""
    with current_database().reading() as session:
        view = asking.reference(session, vault, request_id, at=now())
        shares = shares_with_part(session, vault, PartKind.REFERENCE, request_id, at=now())
    return render_template(
        "wallet/references/reference.html",
        view=view,
        shares=shares,
        link=external_url("referees.question", question_token=view.description.token),
        last_day=last_open_day(view.expires_at),
    )


@blueprint.post("/<request_id>/accept")
@holder_page
def accept(vault: Vault, request_id: str) -> ResponseReturnValue:
    """Let an answer count."""
    with current_database().transaction() as session:
        asking.accept(session, vault, request_id, at=now())
    flash(_("Bewaard in je wallet."), "good")
    return redirect(url_for("references.reference", request_id=request_id), 303)


@blueprint.route("/<request_id>/delete", methods=["GET", "POST"])
@holder_page
def delete(vault: Vault, request_id: str) -> ResponseReturnValue:
    """Ask, then take back the question and throw away the answer."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with current_database().transaction() as session:
            stop_shares_with_part(session, vault, PartKind.REFERENCE, request_id, at=now())
            asking.remove(session, vault, request_id)
        flash(_("Weggegooid. De link werkt niet meer."), "neutral")
        return redirect(url_for("references.overview"), 303)
    with current_database().reading() as session:
        view = asking.reference(session, vault, request_id, at=now())
        shares = shares_with_part(session, vault, PartKind.REFERENCE, request_id, at=now())
    return render_template("wallet/references/delete.html", view=view, shares=shares, form=form)


def _asked(vault: Vault, form: AskForm) -> str | None:
    """Make the question of the form, or put a refusal at the form and return None."""
    try:
        with current_database().transaction() as session:
            return asking.ask(
                session,
                vault,
                asker=str(form.asker.data).strip(),
                referee=str(form.referee.data).strip(),
                question=str(form.question.data).strip(),
                item_id=form.item_id(),
                at=now(),
            )
    except ReferenceRefusedError as error:
        refuse_form(form, error.code)
        return None
