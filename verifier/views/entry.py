"""Where people hand something in: the box on the front page, and the way in from a wallet.

A link of a wallet that we know, or of an issuer in a register, is opened at once. For any other the reader
first sees the host, in large letters, and agrees: a QR code can lead anywhere (WB-10).
"""

import re

from flask import make_response, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import BadRequest, Forbidden
from werkzeug.wrappers import Response

from schemas.errors import FetchError
from verifier import checked_documents
from verifier.checked_documents import CheckHandle
from verifier.forms import EntryForm
from verifier.links import Link, LinkError
from verifier.result import Check, Outcome
from verifier.sentences import explain
from verifier.services import HandedIn, NotADocumentError
from verifier.views.desk import current_desk
from verifier.views.problems import status_of
from verifier.words import words
from web.application import current_database, external_url, now
from web.areas import public_blueprint
from web.languages import current_language
from web.rate_limits import rate_limit

entry = public_blueprint("entry", __name__, indexed=True)
opening = public_blueprint("opening", __name__)

# What a person reads at the field when an address is not opened; other refusals are in the engine's words.
_LINK_SENTENCES = {
    "link.unreadable": _l("Dit is geen link en geen bewijs. Kijk of u alles hebt geplakt."),
    "link.not_https": _l("Wij openen alleen veilige links. Die beginnen met https://."),
}


@entry.get("/")
def show() -> str:
    """Show the box."""
    return render_template("verifier/entry.html", form=EntryForm(formdata=None))


@entry.post("/")
@rate_limit("30 per minute; 600 per day")
def submit() -> Response:
    """Take what was handed in; a link is opened, or asked about first."""
    form = EntryForm()
    received = _received(form) if form.validate() else None
    if received is None:
        return make_response(render_template("verifier/entry.html", form=form), 400)
    return _kept(received) if isinstance(received, HandedIn) else _opened_or_asked(received)


def _received(form: EntryForm) -> HandedIn | Link | None:
    """Return what was handed in; None when it is nothing of ours, and the form then says what to do."""
    try:
        return current_desk().receive(form.handed_in)
    except LinkError as error:
        form.refuse(_LINK_SENTENCES[error.code])
    except NotADocumentError as error:
        unreadable = Check("structure", Outcome.FAILED, error.code, error.parameters)
        form.refuse(words(current_language()).say(explain(unreadable)).text)
    return None


@opening.get("/open")
@rate_limit("60 per minute")
def ticket() -> Response:
    """Fetch what a wallet sent this visitor for. The ticket works once, the page that follows for a while.

    Only as a page that somebody goes to: an image or a prefetch must not use a ticket up.
    """
    address = request.args.get("ticket", "")
    if not address:
        raise BadRequest("no ticket")
    if request.headers.get("Sec-Fetch-Dest", "document") != "document" or "Sec-Purpose" in request.headers:
        raise Forbidden("a ticket is opened as a page")
    return _opened_or_asked(current_desk().read_link(address))


@opening.post("/open")
@rate_limit("30 per minute; 600 per day")
def agreed() -> Response:
    """Fetch from a host that the reader has seen and agreed to, or once more from one that failed."""
    return _opened(current_desk().read_link(request.form.get("link", "")))


def _opened_or_asked(link: Link) -> Response:
    if handle := _own_check(link):
        return redirect(url_for("checks.show", handle=handle), 303)
    if current_desk().knows(link):
        return _opened(link)
    return make_response(render_template("verifier/ask.html", link=link))


def _own_check(link: Link) -> CheckHandle | None:
    """Return the handle in a link to one of our own pages, which people paste as well."""
    own = external_url("checks.show", handle="-").removesuffix("-")
    return CheckHandle(re.split("[/?]", link.url.removeprefix(own))[0]) if link.url.startswith(own) else None


def _opened(link: Link) -> Response:
    try:
        return _kept(current_desk().fetch(link))
    except FetchError as error:  # not reachable now: the one case in which trying again helps
        return make_response(render_template("verifier/not_reached.html", link=link), status_of(error))


def _kept(handed_in: HandedIn) -> Response:
    with current_database().transaction() as session:
        handle = checked_documents.keep(session, handed_in, now=now())
    return redirect(url_for("checks.show", handle=handle), 303)
