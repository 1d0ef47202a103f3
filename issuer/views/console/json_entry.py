"""The door for other software's output: paste or upload a certificate as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField

from issuer import awards
from issuer.award_rules import Action
from issuer.awards import DraftContent
from issuer.certificates.adoption import AdoptedDocument, adopt
from issuer.certificates.checking import errors_among, findings
from issuer.context import current_installation
from issuer.email_addresses import is_email_address
from issuer.errors import RefusedInputError
from issuer.institutions import profile_of, written_kinds_of
from issuer.models import Award, Role
from issuer.sentences import PROBLEM_TEXTS, code_sentence, violation_sentence
from issuer.views.console.access import Visitor, console, staff_page
from schemas.dates import legal_date
from schemas.documents import DOCUMENT_LIMITS, parse_object
from schemas.errors import DomainError, MalformedDocumentError
from web.application import current_database, now
from web.forms import BaseForm, DocumentField, UploadField


class JsonForm(BaseForm):
    """A document, pasted or as a file."""

    document = DocumentField(_l("Plak hier het document"), render_kw={"rows": "16", "spellcheck": "false"})
    file = UploadField(_l("Of kies een bestand"), max_bytes=DOCUMENT_LIMITS.max_bytes)
    email = EmailField(_l("E-mailadres van de eigenaar"), render_kw={"autocomplete": "off"})

    def content(self) -> bytes:
        """Return what was given; a chosen file wins over pasted text."""
        return self.file.read() or str(self.document.data or "").strip().encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with the document, and where."""

    pointer: str
    sentence: str


@console.route("/new/json", methods=["GET", "POST"])
@staff_page(Role.REGISTRAR)
def new_json(visitor: Visitor) -> ResponseReturnValue:
    """Make a draft of a document."""
    return _page(visitor, JsonForm(), None)


@console.route("/awards/<award_id>/edit-json", methods=["GET", "POST"])
@staff_page(Role.REGISTRAR)
def edit_json(visitor: Visitor, award_id: str) -> ResponseReturnValue:
    """Replace the document of a draft."""
    with current_database().reading() as session:
        award = awards.find_award(session, visitor.institution_id, award_id)
        awards.require(award, Action.EDIT, visitor.actor)
    form = JsonForm()
    if not form.is_submitted() and award.claims:
        form.document.data = award.claims.decode()
        form.email.data = award.email
    return _page(visitor, form, award)


def _page(visitor: Visitor, form: JsonForm, award: Award | None) -> ResponseReturnValue:
    found: Sequence[Finding] = ()
    if form.validate_on_submit():
        try:
            adopted = _adopted(visitor, form, award)
            found = _found(visitor, adopted)
        except MalformedDocumentError as error:
            found = [Finding(error.pointer, code_sentence(error.code, error.parameters))]
        except DomainError as error:
            text = PROBLEM_TEXTS.get(error.code)
            found = [
                Finding(
                    error.pointer, str(text.title) if text else code_sentence(error.code, error.parameters)
                )
            ]
        else:
            if not found and not form.errors:
                return _kept(visitor, adopted, str(form.email.data or "").strip(), award)
    status = 422 if found or form.errors else 200
    return render_template("issuer/json_form.html", form=form, award=award, found=found), status


def _adopted(visitor: Visitor, form: JsonForm, award: Award | None) -> AdoptedDocument:
    content = form.content()
    if not content:
        raise MalformedDocumentError("json.nothing_given")
    email = str(form.email.data or "").strip()
    if email and not is_email_address(email):
        form.email.errors = [_("Dit is geen e-mailadres. Een e-mailadres lijkt op naam@voorbeeld.nl.")]
    replaces = None
    if award is not None:
        with current_database().reading() as session:
            replaces = awards.replaced_by(session, award)
    adopted = adopt(
        parse_object(content),
        issuer=profile_of(visitor.institution),
        award_urn=award.urn if award else awards.new_award_urn(),
        replaces_urn=replaces.urn if replaces else None,
    )
    if adopted.kind not in written_kinds_of(visitor.institution) or (
        award and adopted.kind is not award.kind
    ):
        raise RefusedInputError("award.kind", pointer="/type")
    return adopted


def _found(visitor: Visitor, adopted: AdoptedDocument) -> list[Finding]:
    found = findings(
        adopted.document,
        kind=adopted.kind,
        issuer=profile_of(visitor.institution),
        frameworks=current_installation().frameworks,
        today=legal_date(now()),
    )
    return [Finding(each.pointer, violation_sentence(each)) for each in errors_among(found)]


def _kept(visitor: Visitor, adopted: AdoptedDocument, email: str, award: Award | None) -> ResponseReturnValue:
    content = DraftContent(claims=adopted.document, email=email)
    with current_database().transaction() as session:
        if award is None:
            award = awards.draft_award(
                session,
                visitor.institution,
                kind=adopted.kind,
                content=content,
                by=visitor.actor.staff_id,
                at=now(),
                urn=str(adopted.document["awardId"]),
            )
        else:
            award = awards.find_award(session, visitor.institution_id, award.id, lock=True)
            awards.update_draft(session, award, content=content, actor=visitor.actor, at=now())
    if adopted.left_out:
        flash(
            _(
                "Dit vullen wij zelf in, dus het is weggelaten: %(members)s.",
                members=", ".join(adopted.left_out),
            ),
            "neutral",
        )
    flash(_("Dit klopt. Lees het nog één keer na."), "good")
    return redirect(url_for("console.award", award_id=award.id), 303)
