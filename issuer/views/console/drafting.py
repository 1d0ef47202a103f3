"""Making and changing drafts: choose a kind and a standard, fill in the form, or bring a document."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from issuer import awards
from issuer.award_rules import Action
from issuer.awards import DraftContent
from issuer.certificates.checking import errors_among, findings
from issuer.certificates.documents import award_document
from issuer.context import current_installation
from issuer.email_addresses import is_email_address
from issuer.entries import read_entry
from issuer.entries.changes import changed
from issuer.entries.reader import Entry, Path, Problem
from issuer.forms.certificates import DiplomaForm, PartForm
from issuer.forms.enrolments import StatementForm, with_a_row
from issuer.forms.entry_form import ShownProblem
from issuer.forms.experience import ExperienceForm, with_rows
from issuer.institutions import profile_of, written_kinds_of
from issuer.models import Award, Role
from issuer.sentences import violation_sentence
from issuer.views.console.access import Visitor, console, staff_page
from schemas.credential import CredentialKind
from schemas.dates import legal_date
from schemas.documents import JsonObject, parse_object
from schemas.frameworks import Qualification
from web.application import current_database, now

FORMS = {
    CredentialKind.DIPLOMA: DiplomaForm,
    CredentialKind.DEELCERTIFICAAT: PartForm,
    CredentialKind.ERVARINGSCERTIFICAAT: ExperienceForm,
    CredentialKind.INSCHRIJVINGSVERKLARING: StatementForm,
}
TEMPLATES = {
    CredentialKind.DIPLOMA: "certificate_form",
    CredentialKind.DEELCERTIFICAAT: "certificate_form",
    CredentialKind.ERVARINGSCERTIFICAAT: "experience_form",
    CredentialKind.INSCHRIJVINGSVERKLARING: "statement_form",
}
WITHOUT_STANDARD = frozenset({CredentialKind.INSCHRIJVINGSVERKLARING})
MAX_FOUND = 25
LATER = "later"

CertificateForm = DiplomaForm | PartForm | ExperienceForm | StatementForm


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that was sent: what stands in it, and what is wrong with it."""

    entry: Entry
    email: str
    document: JsonObject | None
    problems: Sequence[Problem]
    violations: Sequence[str]

    @property
    def content(self) -> DraftContent:
        """What a draft keeps of it."""
        return DraftContent(entry=dict(self.entry), claims=self.document, email=self.email)


@console.get("/new")
@staff_page(Role.REGISTRAR)
def new(visitor: Visitor) -> ResponseReturnValue:
    """Choose what to make, and how."""
    return render_template("issuer/new.html", kinds=written_kinds_of(visitor.institution))


@console.get("/new/<kind>")
@staff_page(Role.REGISTRAR)
def choose_standard(visitor: Visitor, kind: str) -> ResponseReturnValue:
    """Search the qualification that the certificate is about, if it is about one."""
    chosen = _kind(visitor, kind)
    if chosen in WITHOUT_STANDARD:
        return redirect(url_for("console.new_form", kind=kind), 303)
    query = request.args.get("q", "")[:100]
    found = current_installation().frameworks.search(query)
    return render_template(
        "issuer/choose_standard.html", kind=chosen, query=query, found=found[:MAX_FOUND], total=len(found)
    )


@console.route("/new/<kind>/form", methods=["GET", "POST"])
@staff_page(Role.REGISTRAR)
def new_form(visitor: Visitor, kind: str) -> ResponseReturnValue:
    """Fill in a new certificate."""
    chosen = _kind(visitor, kind)
    qualification = _qualification(chosen, request.args.get("standard", ""))
    if qualification is None and chosen not in WITHOUT_STANDARD:
        return redirect(url_for("console.choose_standard", kind=kind), 303)
    if request.method == "GET":
        return _show(_form(chosen, qualification, _standard_in(qualification)), chosen, qualification)
    return _sent(visitor, chosen, qualification, None)


@console.route("/awards/<award_id>/edit", methods=["GET", "POST"])
@staff_page(Role.REGISTRAR)
def edit(visitor: Visitor, award_id: str) -> ResponseReturnValue:
    """Go on with a draft."""
    with current_database().reading() as session:
        award = awards.find_award(session, visitor.institution_id, award_id)
        awards.require(award, Action.EDIT, visitor.actor)
    if award.entry is None:
        return redirect(url_for("console.edit_json", award_id=award_id), 303)
    entry: JsonObject = parse_object(award.entry)
    qualification = _qualification(award.kind, str(entry.get("standard", "")))
    if qualification is None and award.kind not in WITHOUT_STANDARD:
        raise NotFound
    if request.method == "GET":
        form = _form(award.kind, qualification, {**entry, "email": award.email})
        return _show(form, award.kind, qualification, award=award)
    return _sent(visitor, award.kind, qualification, award)


def _sent(
    visitor: Visitor, kind: CredentialKind, qualification: Qualification | None, award: Award | None
) -> ResponseReturnValue:
    """Deal with a form that was sent: a row more or less, keep it for later, or judge it."""
    form = FORMS[kind]()
    if isinstance(form, ExperienceForm):
        form.read_files()
    entry = form.entry() | _standard_in(qualification)
    if command := request.form.get("change"):
        again = _form(kind, qualification, {**changed(entry, command), "email": form.email.data or ""})
        return _show(again, kind, qualification, award=award)
    urn = award.urn if award else awards.new_award_urn()
    filled = _judge(visitor, kind, entry, (form.email.data or "").strip(), urn, award)
    for_later = request.form.get("save") == LATER
    if not for_later and (filled.problems or filled.violations):
        _fit(form, qualification)
        shown = form.show(filled.problems)
        return _show(form, kind, qualification, award, shown, filled.violations), 422
    with current_database().transaction() as session:
        if award is None:
            award = awards.draft_award(
                session,
                visitor.institution,
                kind=kind,
                content=filled.content,
                by=visitor.actor.staff_id,
                at=now(),
                urn=urn,
            )
        else:
            award = awards.find_award(session, visitor.institution_id, award.id, lock=True)
            awards.update_draft(session, award, content=filled.content, actor=visitor.actor, at=now())
    flash(
        _("Bewaard. U kunt later verdergaan.") if for_later else _("Dit klopt. Lees het nog één keer na."),
        "good",
    )
    return redirect(url_for("console.award", award_id=award.id), 303)


def _judge(
    visitor: Visitor, kind: CredentialKind, entry: Entry, email: str, urn: str, award: Award | None
) -> Filled:
    """Read the entry, build the document, and say what is wrong with either."""
    installation, today = current_installation(), legal_date(now())
    reading = read_entry(kind, entry, frameworks=installation.frameworks, today=today)
    problems = [*reading.problems]
    if email and not is_email_address(email):
        problems.append(Problem(Path("email"), "entry.not_an_email"))
        email = ""
    if reading.grounds is None:
        return Filled(entry, email, None, problems, ())
    issuer = profile_of(visitor.institution)
    document = award_document(
        reading.grounds, issuer=issuer, award_urn=urn, replaces_urn=_replaced_urn(award)
    )
    found = errors_among(
        findings(document, kind=kind, issuer=issuer, frameworks=installation.frameworks, today=today)
    )
    return Filled(
        entry, email, None if found else document, problems, [violation_sentence(each) for each in found]
    )


def _replaced_urn(award: Award | None) -> str | None:
    if award is None:
        return None
    with current_database().reading() as session:
        replaced = awards.replaced_by(session, award)
    return replaced.urn if replaced else None


def _form(kind: CredentialKind, qualification: Qualification | None, entry: Entry) -> CertificateForm:
    """Return a form that shows an entry instead of what was sent."""
    if qualification is None:
        entry = with_a_row(entry)
    elif kind is CredentialKind.ERVARINGSCERTIFICAAT:
        entry = with_rows(entry, qualification)
    form = FORMS[kind](formdata=None, data=dict(entry))
    _fit(form, qualification)
    return form


def _fit(form: CertificateForm, qualification: Qualification | None) -> None:
    """Let a form offer and ask what goes with the qualification; one without asks the same always."""
    if qualification is not None and not isinstance(form, StatementForm):
        form.fit(qualification)


def _show(
    form: CertificateForm,
    kind: CredentialKind,
    qualification: Qualification | None,
    award: Award | None = None,
    problems: Sequence[ShownProblem] = (),
    violations: Sequence[str] = (),
) -> str:
    return render_template(
        f"issuer/{TEMPLATES[kind]}.html",
        form=form,
        kind=kind,
        qualification=qualification,
        award=award,
        problems=problems,
        violations=violations,
    )


def _kind(visitor: Visitor, name: str) -> CredentialKind:
    for kind in written_kinds_of(visitor.institution):
        if kind.value.lower() == name:
            return kind
    raise NotFound


def _standard_in(qualification: Qualification | None) -> JsonObject:
    return {} if qualification is None else {"standard": qualification.standard}


def _qualification(kind: CredentialKind, standard: str) -> Qualification | None:
    if kind in WITHOUT_STANDARD:
        return None
    system, _colon, code = standard.partition(":")
    return current_installation().frameworks.find(system, code)
