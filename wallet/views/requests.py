"""An organisation asks: first what it is, then an account, then what she sends, then a last look. Or a no."""

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import HiddenField, SelectMultipleField, StringField
from wtforms.validators import InputRequired

from wallet import shelf
from wallet.context import current_wallet
from wallet.errors import RequestRefusedError, VerifierUnavailableError
from wallet.requests import carrying, replies, sending
from wallet.requests.answer_parts import answer_parts
from wallet.requests.askers import Asked
from wallet.requests.fitting import Fitting, fitting
from wallet.requests.links import RequestLink, read_link, speaks_for
from wallet.requests.replies import Reply, ReplyState
from wallet.requests.wording import FIELD_SENTENCES
from wallet.vault import Vault
from wallet.views.choosing import HideForm, OwnThingsForm, label_of, previews
from wallet.views.forms import ConfirmForm, SelectChoice
from wallet.views.signed_in import holder_page, open_vault
from web.application import current_database, now
from web.forms import BaseForm
from web.rate_limits import rate_limit

blueprint = Blueprint("requests", __name__, url_prefix="/requests")


class LinkForm(BaseForm):
    """The link that somebody sent."""

    link = StringField(
        _l("De link die je kreeg"),
        [InputRequired()],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )


class CarriedForm(BaseForm):
    """Carries the signed link from page to page."""

    link = HiddenField()


class ChooseForm(OwnThingsForm):
    """Which certificates, and what of her own; nothing is ticked for her."""

    documents = SelectMultipleField(_l("Kies wat je stuurt"))

    def chosen(self) -> dict[str, list[str]]:
        """Return what is ticked, as `replies.choose` takes it."""
        return {
            "document_ids": list(self.documents.data or ()),
            "item_ids": list(self.items.data or ()),
            "reference_ids": list(self.references.data or ()),
        }


@blueprint.route("", methods=["GET", "POST"])
@rate_limit("30 per minute")
def link() -> ResponseReturnValue:
    """Ask for the link to a request."""
    form = LinkForm()
    if form.validate_on_submit():
        try:
            return redirect(url_for("requests.show", request=_read(str(form.link.data)).text), 303)
        except RequestRefusedError as error:
            form.link.errors = [str(FIELD_SENTENCES[error.code])]
    open_vault()  # for the menu
    return render_template("wallet/requests/link.html", form=form), 422 if form.errors else 200


@blueprint.get("/open")
@rate_limit("60 per minute; 600 per day")
def show() -> ResponseReturnValue:
    """Show who asks what, by the link in the address or else by what this browser remembers."""
    text = request.args.get("request")
    if text is None:
        waiting = carrying.REQUEST.remembered(request)
        return _show(_read(waiting)) if waiting else redirect(url_for("requests.link"), 303)
    asked = _read(text)
    if not asked.known:
        open_vault()
        return render_template(
            "wallet/unknown_host.html",
            host=asked.host,
            form=CarriedForm(link=asked.text),
            go_on=url_for("requests.host"),
            stop=url_for("requests.no"),
        )
    return _show(asked)


@blueprint.post("/host")
@rate_limit("20 per minute")
def host() -> ResponseReturnValue:
    """Contact an address that the wallet does not know, now that she has read its name and said yes."""
    asked = _read(str(CarriedForm().link.data or ""))
    response = make_response(redirect(url_for("requests.show"), 303))
    carrying.REQUEST.remember(response, asked.text)
    return response


@blueprint.post("/no")
def no() -> ResponseReturnValue:
    """Put the request out of this browser. Nobody is told."""
    response = make_response(redirect(url_for("account.home"), 303))
    carrying.REQUEST.forget(response)
    flash(_("Je hebt niets gestuurd. De organisatie merkt hier niets van."), "neutral")
    return response


@blueprint.post("/start")
@rate_limit("30 per minute")
@holder_page
def start(vault: Vault) -> ResponseReturnValue:
    """Begin an answer to the request that the form carries."""
    text = carrying.REQUEST.unseal(str(CarriedForm().link.data or ""))
    if text is None:
        flash(_("Dat duurde te lang. Open de link nog een keer."), "attention")
        return redirect(url_for("requests.link"), 303)
    asked_at = _read(text)
    try:
        asked = current_wallet().askers.prepare(asked_at)
    except VerifierUnavailableError:
        return _unavailable()
    with current_database().transaction() as session:
        reply = replies.begin(
            session, vault, asked_at, asked, official_name=_official_name(asked_at, asked), at=now()
        )
    response = make_response(redirect(url_for("requests.what", reply_id=reply.reply_id), 303))
    carrying.REQUEST.forget(response)
    return response


@blueprint.route("/<reply_id>/what", methods=["GET", "POST"])
@holder_page
def what(vault: Vault, reply_id: str) -> ResponseReturnValue:
    """Ask which certificates to send, of those that are asked for; and what of her own, where welcome."""
    with current_database().reading() as session:
        reply = replies.reply(session, vault, reply_id)
        found = fitting(session, vault, reply.request)
        form = _choices(session, vault, reply, found)
    if reply.state is not ReplyState.DRAFT:
        return redirect(url_for("requests.reply", reply_id=reply_id), 303)
    if form.validate_on_submit():
        try:
            with current_database().transaction() as session:
                chosen = replies.choose(session, vault, reply_id, **form.chosen())
            step = "hide" if chosen.content.hideable else "check"
            return redirect(url_for(f"requests.{step}", reply_id=reply_id), 303)
        except RequestRefusedError as error:
            if error.code not in FIELD_SENTENCES:
                raise
            form.documents.errors = [str(FIELD_SENTENCES[error.code])]
    elif form.is_submitted():
        for field in form:
            field.errors = ()
        form.documents.errors = [str(FIELD_SENTENCES["asked.nothing_chosen"])]
    return _page("what", reply, found=found, form=form)


@blueprint.route("/<reply_id>/hide", methods=["GET", "POST"])
@holder_page
def hide(vault: Vault, reply_id: str) -> ResponseReturnValue:
    """Ask what to leave out, where a certificate allows it and the request does not need it."""
    with current_database().reading() as session:
        reply = replies.reply(session, vault, reply_id)
        form = HideForm.of(reply.content, shelf.entries(session, vault))
    if reply.state is not ReplyState.DRAFT:
        return redirect(url_for("requests.reply", reply_id=reply_id), 303)
    if not reply.content.hideable:
        return redirect(url_for("requests.what", reply_id=reply_id), 303)
    if form.validate_on_submit():
        with current_database().transaction() as session:
            replies.leave_out(session, vault, reply_id, form.chosen(reply.content.hideable))
        return redirect(url_for("requests.check", reply_id=reply_id), 303)
    return _page("hide", reply, form=form)


@blueprint.route("/<reply_id>/check", methods=["GET", "POST"])
@rate_limit("30 per minute")
@holder_page
def check(vault: Vault, reply_id: str) -> ResponseReturnValue:
    """Show what goes to whom, and send it; a second click finds it sent."""
    form = ConfirmForm()
    if form.validate_on_submit():
        return _send(vault, reply_id)
    with current_database().reading() as session:
        reply = replies.reply(session, vault, reply_id)
        if reply.state is not ReplyState.DRAFT:
            return redirect(url_for("requests.reply", reply_id=reply_id), 303)
        parts = answer_parts(session, vault, reply, at=now())
    if not parts.documents:
        return redirect(url_for("requests.what", reply_id=reply_id), 303)
    if reply.content.hideable and reply.content.hidden is None:
        return redirect(url_for("requests.hide", reply_id=reply_id), 303)
    return _page("check", reply, form=form, items=previews(parts.documents), own=parts.own)


@blueprint.get("/<reply_id>")
@holder_page
def reply(vault: Vault, reply_id: str) -> ResponseReturnValue:
    """Show what she sent, to whom and until when they keep it; or that she said no."""
    with current_database().reading() as session:
        found = replies.reply(session, vault, reply_id)
    if found.state is ReplyState.DRAFT:
        return redirect(url_for("requests.what", reply_id=reply_id), 303)
    return render_template("wallet/requests/reply.html", reply=found, form=_carried(found))


@blueprint.post("/<reply_id>/decline")
@holder_page
def decline(vault: Vault, reply_id: str) -> ResponseReturnValue:
    """Say no. It stays in this wallet: the organisation is not told."""
    with current_database().transaction() as session:
        replies.decline(session, vault, reply_id, at=now())
    return redirect(url_for("requests.reply", reply_id=reply_id), 303)


def _send(vault: Vault, reply_id: str) -> ResponseReturnValue:
    wallet = current_wallet()
    try:
        sending.send(
            current_database(),
            vault,
            reply_id,
            askers=wallet.askers,
            verifier_url=wallet.settings.verifier_url,
            at=now(),
        )
    except VerifierUnavailableError:
        return _unavailable(url_for("requests.check", reply_id=reply_id))
    flash(_("Je antwoord is gestuurd."), "good")
    return redirect(url_for("requests.reply", reply_id=reply_id), 303)


def _show(asked_at: RequestLink) -> ResponseReturnValue:
    try:
        asked = current_wallet().askers.prepare(asked_at)
    except VerifierUnavailableError:
        return _unavailable()
    page = render_template(
        "wallet/requests/show.html",
        asked=asked.request,
        official_name=_official_name(asked_at, asked),
        host=asked_at.host,
        signed_in=open_vault() is not None,
        form=CarriedForm(formdata=None, link=carrying.REQUEST.seal(asked_at.text)),
    )
    response = make_response(page)
    carrying.REQUEST.remember(response, asked_at.text)
    return response


def _read(text: str) -> RequestLink:
    return read_link(text, verifier_url=current_wallet().settings.verifier_url)


def _official_name(asked_at: RequestLink, asked: Asked) -> str | None:
    """Return the name that a trust list gives to who asks, if it is who answers at this address."""
    did = asked.request.requester
    return current_wallet().checker.official_name(did) if speaks_for(asked_at.verifier_url, did) else None


def _choices(session: Session, vault: Vault, reply: Reply, found: Fitting) -> ChooseForm:
    """Return the form with all that she can send, and what she chose already."""
    content = reply.content
    form = ChooseForm(
        data={
            "documents": list(content.document_ids),
            "items": list(content.item_ids),
            "references": list(content.reference_ids),
        }
    )
    form.documents.choices = [SelectChoice(entry.document_id, label_of(entry)) for entry in found.fits]
    if reply.request.welcomes_own_words:
        form.offer_own(session, vault, content)
    return form


def _page(step: str, reply: Reply, *, form: BaseForm, **values: object) -> ResponseReturnValue:
    """Return the page of a question, with the way back and how far she is."""
    steps = ("what", *(("hide",) if reply.content.hideable else ()), "check")
    number = steps.index(step)
    back = url_for(f"requests.{steps[number - 1]}", reply_id=reply.reply_id) if number else None
    page = render_template(
        f"wallet/requests/{step}.html",
        reply=reply,
        form=form,
        back=back,
        current=number + 1,
        total=len(steps),
        **values,
    )
    return page, 422 if form.errors else 200


def _carried(found: Reply) -> CarriedForm:
    return CarriedForm(formdata=None, link=carrying.REQUEST.seal(found.content.link))


def _unavailable(again: str = "") -> Response:
    """Say that the organisation does not answer now."""
    open_vault()
    response = make_response(render_template("wallet/requests/unavailable.html", again=again), 503)
    response.headers["Retry-After"] = "120"
    return response
