"""The verdict and what can be taken from it. Every look judges the kept document again, and says when."""

import json
from dataclasses import replace

from flask import Response, make_response, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from schemas.documents import serialize
from verifier import checked_documents
from verifier.checked_documents import CheckHandle, KeptDocument
from verifier.forms import ReceiptForm
from verifier.judging import Judgement
from verifier.report import report
from verifier.sentences import Audience
from verifier.verdict_page import verdict_page
from verifier.views.desk import current_desk
from verifier.words import words
from web.application import current_database, now
from web.areas import public_blueprint
from web.languages import current_language
from web.rate_limits import rate_limit

checks = public_blueprint("checks", __name__, url_prefix="/check")


@checks.get("/<handle>", defaults={"audience": Audience.PROFESSIONAL.value})
@checks.get("/<handle>/for/<audience>")
@rate_limit("120 per minute")
def show(handle: str, audience: str) -> str:
    """Show the verdict, worded for a professional or for anybody."""
    return _page(handle, audience, ReceiptForm(formdata=None))


@checks.post("/<handle>", defaults={"audience": Audience.PROFESSIONAL.value})
@checks.post("/<handle>/for/<audience>")
@rate_limit("10 per minute; 100 per day")
def check_again(handle: str, audience: str) -> BaseResponse:
    """Forget what was fetched before, so that the verdict that follows rests on what holds now."""
    _find(handle)
    current_desk().forget()
    return redirect(url_for("checks.show", handle=handle, audience=_audience(audience).value), 303)


@checks.post("/<handle>/receipt", defaults={"audience": Audience.PROFESSIONAL.value})
@checks.post("/<handle>/receipt/for/<audience>")
@rate_limit("10 per minute; 100 per day")
def with_receipt(handle: str, audience: str) -> BaseResponse:
    """Check the same document once more, with the receipt of an earlier check beside it (ADR 50)."""
    handed_in = _find(handle).handed_in
    form = ReceiptForm()
    if not form.validate():
        return make_response(_page(handle, audience, form), 400)
    with current_database().transaction() as session:
        again = checked_documents.keep(session, replace(handed_in, receipt=form.handed_in), now=now())
    return redirect(url_for("checks.show", handle=again, audience=_audience(audience).value), 303)


@checks.get("/<handle>/original")
def original(handle: str) -> Response:
    """Give back what was handed in, byte for byte, under its own media type."""
    handed_in = _find(handle).handed_in
    return download(handed_in.document, handed_in.file_name, media_type=handed_in.media_type)


@checks.get("/<handle>/certificates/<int:number>.json")
def certificate(handle: str, number: int) -> Response:
    """Give one certificate out of a shared selection, as a document of its own; a JWT in its envelope."""
    _, judgement = judged(handle)
    if not 1 <= number <= len(judgement.results):
        raise NotFound
    return download(serialize(judgement.results[number - 1].document), f"bewijs-{number}.json")


@checks.get("/<handle>/report.json")
def findings(handle: str) -> Response:
    """Give the report: what was checked, what was found, when, and by which policy."""
    _, judgement = judged(handle)
    said = words(current_language())
    made = report(judgement, translate=said.translate, format_date=said.iso_date)
    return download(json.dumps(made, ensure_ascii=False, indent=2).encode() + b"\n", "controle.json")


def _page(handle: str, audience: str, form: ReceiptForm) -> str:
    kept, judgement = judged(handle)
    page = verdict_page(
        judgement,
        audience=_audience(audience),
        words=words(current_language()),
        from_known_wallet=kept.handed_in.from_known_wallet,
    )
    return render_template("verifier/verdict.html", page=page, kept=kept, handle=handle, form=form)


def judged(handle: str) -> tuple[KeptDocument, Judgement]:
    """Return what was handed in and the judgement on it now. Raises `CheckGoneError`."""
    kept = _find(handle)
    return kept, current_desk().check(kept.handed_in, at=now())


def _find(handle: str) -> KeptDocument:
    with current_database().reading() as session:
        return checked_documents.find(session, CheckHandle(handle), now=now())


def _audience(name: str) -> Audience:
    try:
        return Audience(name)
    except ValueError:
        raise NotFound from None


def download(content: bytes, name: str, *, media_type: str = "application/json") -> Response:
    """Return a file to save, not to show."""
    response = make_response(content)
    response.mimetype = media_type
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
