"""Asking: an organisation makes a request, shows its link and QR code, closes it."""

from collections.abc import Mapping

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from schemas.credential import CredentialKind
from schemas.disclosure import PersonalPart
from schemas.frameworks import Frameworks
from schemas.levels import NLQF_LEVELS
from schemas.presentation_request import PresentationRequest, PurposeKind, Wanted
from verifier.context import current_verifier
from verifier.organisations import words
from verifier.organisations.errors import ForbiddenError, RefusedInputError
from verifier.organisations.roles import Role, askable_purposes, readable_purposes
from verifier.requests import asking
from verifier.requests.answers import answers_page
from verifier.requests.asking import Question, RequestState
from verifier.views.console.access import READERS, Visitor, console, staff_page
from web import qr
from web.application import current_database, external_url, now
from web.form_pages import form_page
from web.forms import BaseForm, DateField
from web.paging import page_number
from web.rate_limits import rate_limit

# As many kinds as somebody can oversee; programs may ask more.
ROWS = 4
_ANY = ""
_FIELDS: Mapping[str, str] = {
    "request.title": "title",
    "request.purpose": "purpose",
    "request.wanted": "kind_1",
    "request.keep_days": "keep_days",
    "request.last_day": "last_day",
    "request.too_many": "title",
}


class RequestForm(BaseForm):
    """What is asked, what for, and for how long. The rows for kinds are added below."""

    title = StringField(_l("Naam van dit verzoek"), [InputRequired()], render_kw={"autocomplete": "off"})
    purpose_kind = RadioField(_l("Waarvoor is het?"), [InputRequired()])
    purpose = TextAreaField(_l("Waarom vraagt u dit?"), [InputRequired()], render_kw={"rows": 3})
    needs = SelectMultipleField(
        _l("Wat moet op een bewijs te zien zijn?"), choices=words.choices(words.PERSONAL_PARTS)
    )
    own_words = BooleanField(_l("Iemand mag ook eigen woorden meesturen"))
    keep_days = RadioField(
        _l("Hoe lang bewaart u het antwoord?"),
        [InputRequired()],
        choices=[SelectChoice(str(days), word) for days, word in words.KEEP_DAYS.items()],
        default="28",
    )
    last_day = DateField(_l("Tot en met welke dag kan iemand antwoorden?"), [InputRequired()])
    many = RadioField(
        _l("Wie kan antwoorden?"),
        [InputRequired()],
        choices=[
            SelectChoice("one", _l("Eén persoon: na het eerste antwoord is het klaar")),
            SelectChoice("many", _l("Meer mensen, zoals bij een vacature")),
        ],
        default="one",
    )

    def wanted(self, frameworks: Frameworks) -> tuple[Wanted, ...]:
        """Return the kinds that were filled in."""
        rows = [
            (self[f"kind_{row}"].data, self[f"standard_{row}"].data, self[f"level_{row}"].data)
            for row in range(1, ROWS + 1)
        ]
        return tuple(
            Wanted(
                kind=CredentialKind(kind),
                standard=standard or None,
                name=_name_of(frameworks, standard),
                level=level or None,
            )
            for kind, standard, level in rows
            if kind
        )


for _row in range(1, ROWS + 1):
    setattr(RequestForm, f"kind_{_row}", SelectField(_l("Soort bewijs"), validate_choice=True))
    setattr(RequestForm, f"standard_{_row}", SelectField(_l("Voor welke opleiding?")))
    setattr(RequestForm, f"level_{_row}", SelectField(_l("Op welk NLQF-niveau?")))


@console.get("/")
@staff_page()
def home(visitor: Visitor) -> ResponseReturnValue:
    """Lead everybody to their own work."""
    return redirect(url_for("console.request_list" if visitor.has(*READERS) else "console.staff_list"), 303)


@console.get("/requests")
@staff_page(*READERS)
def request_list(visitor: Visitor) -> ResponseReturnValue:
    """Show the requests that this visitor may see."""
    with current_database().reading() as session:
        found = asking.requests_page(
            session,
            visitor.organisation_id,
            page_number(request.args.get("page")),
            purposes=readable_purposes(visitor.roles),
            at=now(),
        )
    return render_template(
        "verifier/console/requests.html", requests=found, may_ask=bool(askable_purposes(visitor.roles))
    )


@console.route("/requests/new", methods=["GET", "POST"])
@staff_page(Role.CHECKER, Role.ADVISER)
@rate_limit("60 per hour")
def new_request(visitor: Visitor) -> ResponseReturnValue:
    """Ask for certificates."""
    frameworks = current_verifier().frameworks
    form = _request_form(visitor, frameworks)
    if form.validate_on_submit() and form.last_day.data is not None:
        purpose = PurposeKind(str(form.purpose_kind.data))
        if purpose not in askable_purposes(visitor.roles):
            raise ForbiddenError("role.not_asker")
        question = Question(
            title=str(form.title.data),
            purpose_kind=purpose,
            purpose=str(form.purpose.data),
            wanted=form.wanted(frameworks),
            keep_days=int(str(form.keep_days.data)),
            last_day=form.last_day.data,
            many=form.many.data == "many",
            needs=tuple(PersonalPart(str(each)) for each in form.needs.data or ()),
            welcomes_own_words=bool(form.own_words.data),
        )
        try:
            with current_database().transaction() as session:
                row = asking.ask(session, visitor.organisation, question, at=now(), actor=visitor.staff.id)
        except RefusedInputError as error:
            form[_FIELDS[error.code]].errors = [str(words.REQUEST_SENTENCES[error.code])]
        else:
            return redirect(url_for("console.request_page", request_id=row.id), 303)
    return form_page("verifier/console/request_new.html", form, rows=range(1, ROWS + 1))


@console.get("/requests/<request_id>")
@staff_page(*READERS)
def request_page(visitor: Visitor, request_id: str) -> ResponseReturnValue:
    """Show a request, how to hand it to somebody, and the answers so far."""
    at = now()
    with current_database().reading() as session:
        row = asking.find_request(
            session, visitor.organisation_id, request_id, purposes=readable_purposes(visitor.roles)
        )
        view = asking.view_of(session, row, at=at)
        kept = answers_page(
            session,
            current_verifier().seal,
            visitor.organisation_id,
            request_id,
            page_number(request.args.get("page")),
            at=at,
        )
    return render_template(
        "verifier/console/request.html",
        view=view,
        answers=kept,
        may_ask=row.purpose_kind in askable_purposes(visitor.roles),
        **_link(row.token, view.state),
    )


@console.get("/requests/<request_id>/print")
@staff_page(*READERS)
def request_print(visitor: Visitor, request_id: str) -> ResponseReturnValue:
    """Show a request as a sheet of paper, to hang up or hand over."""
    with current_database().reading() as session:
        row = asking.find_request(
            session, visitor.organisation_id, request_id, purposes=readable_purposes(visitor.roles)
        )
    asked = PresentationRequest.from_bytes(row.document)
    state = asking.state_of(row, at=now())
    if state is not RequestState.OPEN:
        abort(404)
    return render_template(
        "verifier/console/request_print.html", row=row, asked=asked, **_link(row.token, state)
    )


@console.post("/requests/<request_id>/close")
@staff_page(Role.CHECKER, Role.ADVISER)
def close_request(visitor: Visitor, request_id: str) -> ResponseReturnValue:
    """Take no more answers."""
    with current_database().transaction() as session:
        row = asking.find_request(
            session, visitor.organisation_id, request_id, purposes=askable_purposes(visitor.roles)
        )
        asking.close(session, row, at=now(), actor=visitor.staff.id)
    flash(_("Het verzoek is gesloten. Antwoorden die u al had, blijven tot hun dag."), "good")
    return redirect(url_for("console.request_page", request_id=request_id), 303)


def _request_form(visitor: Visitor, frameworks: Frameworks) -> RequestForm:
    form = RequestForm()
    form.purpose_kind.choices = words.choices(words.PURPOSES, only=askable_purposes(visitor.roles))
    standards = [
        SelectChoice(f"{each.code_system}:{each.code}", f"{each.name} ({each.code})")
        for each in sorted(frameworks, key=lambda each: (each.name, each.code))
    ]
    for row in range(1, ROWS + 1):
        none = _("Kies een soort") if row == 1 else _("Niets")
        form[f"kind_{row}"].choices = [SelectChoice(_ANY, none), *words.choices(words.KINDS)]
        form[f"standard_{row}"].choices = [SelectChoice(_ANY, _("Maakt niet uit")), *standards]
        form[f"level_{row}"].choices = [
            SelectChoice(_ANY, _("Maakt niet uit")),
            *(SelectChoice(level, level) for level in NLQF_LEVELS),
        ]
    return form


def _name_of(frameworks: Frameworks, standard: str) -> str:
    code_system, _colon, code = (standard or "").partition(":")
    found = frameworks.find(code_system, code)
    return found.name if found else ""


def _link(token: str, state: RequestState) -> dict[str, object]:
    """Return what the pages with a link on them show."""
    link = external_url("asked.show", token=token)
    drawn = qr.svg(link, title=_("Vierkant om te scannen")) if state is RequestState.OPEN else ""
    return {"link": link, "qr": drawn}
