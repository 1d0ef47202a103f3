"""What can be decided about an award: submit, approve, issue, offer again, suspend, revoke, correct.

Each is a POST that does one thing and redirects to the award. What needs a reason has a page that asks for
it and says what will happen.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import TextAreaField
from wtforms.validators import InputRequired

from issuer import awards, corrections, issuing, offers, revocation
from issuer.award_rules import Action
from issuer.context import current_installation
from issuer.errors import RefusedInputError
from issuer.models import Award, AwardState
from issuer.sentences import REASON_SENTENCES
from issuer.views.console.access import AWARD_ROLES, Visitor, console, staff_page
from web.application import current_database, now
from web.form_pages import form_page
from web.forms import BaseForm


class ReasonForm(BaseForm):
    """Why."""

    reason = TextAreaField(_l("Waarom?"), [InputRequired()], render_kw={"rows": "4"})


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that asks for a reason: what its page says, and what it does."""

    action: Action
    title: LazyString
    explanation: LazyString
    button: LazyString
    tone: str
    done: LazyString
    decide: Callable[[Session, Visitor, Award, str], None]


def _send_back(session: Session, visitor: Visitor, award: Award, reason: str) -> None:
    awards.send_back(session, award, actor=visitor.actor, reason=reason, at=now())


def _suspend(session: Session, visitor: Visitor, award: Award, reason: str) -> None:
    revocation.suspend(session, award, actor=visitor.actor, reason=reason, at=now())


def _lift(session: Session, visitor: Visitor, award: Award, reason: str) -> None:
    revocation.lift_suspension(session, award, actor=visitor.actor, reason=reason, at=now())


def _revoke(session: Session, visitor: Visitor, award: Award, reason: str) -> None:
    revocation.revoke(session, visitor.institution, award, actor=visitor.actor, reason=reason, at=now())


DECISIONS = {
    "send-back": Decision(
        Action.SEND_BACK,
        _l("Terugsturen naar de maker"),
        _l("Het wordt weer een concept. De maker leest uw reden en kan het verbeteren."),
        _l("Terugsturen"),
        "primary",
        _l("Het certificaat is teruggestuurd."),
        _send_back,
    ),
    "suspend": Decision(
        Action.SUSPEND,
        _l("Tijdelijk stilzetten"),
        _l(
            "Wie het certificaat controleert, ziet dat het tijdelijk niet geldt."
            " U kunt dit later weer opheffen."
        ),
        _l("Stilzetten"),
        "primary",
        _l("Het certificaat staat nu stil."),
        _suspend,
    ),
    "lift": Decision(
        Action.LIFT,
        _l("Weer geldig maken"),
        _l("Wie het certificaat controleert, ziet dat het weer geldt."),
        _l("Weer geldig maken"),
        "primary",
        _l("Het certificaat geldt weer."),
        _lift,
    ),
    "revoke": Decision(
        Action.REVOKE,
        _l("Voorgoed intrekken"),
        _l(
            "Dit kunt u niet terugdraaien. Alle exemplaren gelden niet meer, ook die in een wallet."
            " Wie het certificaat controleert, ziet dat het is ingetrokken."
        ),
        _l("Voorgoed intrekken"),
        "danger",
        _l("Het certificaat is ingetrokken."),
        _revoke,
    ),
}


@console.post("/awards/<award_id>/submit")
@staff_page(*AWARD_ROLES)
def submit(visitor: Visitor, award_id: str) -> ResponseReturnValue:
    """Send a draft on; a kind that needs no second person is issued at once."""
    with current_database().transaction() as session:
        award = awards.find_award(session, visitor.institution_id, award_id, lock=True)
        awards.submit(
            session, current_installation(), visitor.institution, award, actor=visitor.actor, at=now()
        )
        approved = award.state is AwardState.APPROVED
    if approved:
        return _issue(visitor, award_id)
    flash(_("Ingediend. Een goedkeurder kijkt ernaar."), "good")
    return _to_award(award_id)


@console.post("/awards/<award_id>/approve")
@staff_page(*AWARD_ROLES)
def approve(visitor: Visitor, award_id: str) -> ResponseReturnValue:
    """Agree as the second person; the award is issued at once if this person may also issue."""
    with current_database().transaction() as session:
        award = awards.find_award(session, visitor.institution_id, award_id, lock=True)
        awards.approve(
            session, current_installation(), visitor.institution, award, actor=visitor.actor, at=now()
        )
    return _issue(visitor, award_id)


@console.post("/awards/<award_id>/issue")
@staff_page(*AWARD_ROLES)
def issue(visitor: Visitor, award_id: str) -> ResponseReturnValue:
    """Issue an award that was approved and not issued, for instance after an interruption."""
    return _issue(visitor, award_id)


@console.post("/awards/<award_id>/discard")
@staff_page(*AWARD_ROLES)
def discard(visitor: Visitor, award_id: str) -> ResponseReturnValue:
    """Delete a draft."""
    with current_database().transaction() as session:
        award = awards.find_award(session, visitor.institution_id, award_id, lock=True)
        awards.discard(session, award, actor=visitor.actor, at=now())
    flash(_("Het concept is weggegooid."), "good")
    return redirect(url_for("console.award_list"), 303)


@console.post("/awards/<award_id>/offer")
@staff_page(*AWARD_ROLES)
def renew_offer(visitor: Visitor, award_id: str) -> ResponseReturnValue:
    """Make a new link and code; the earlier ones stop working."""
    with current_database().transaction() as session:
        award = awards.find_award(session, visitor.institution_id, award_id, lock=True)
        offers.renew(
            session, current_installation(), visitor.institution, award, actor=visitor.actor, at=now()
        )
    flash(_("Er is een nieuwe link met een nieuwe code. De oude werkt niet meer."), "good")
    return _to_award(award_id)


@console.post("/awards/<award_id>/offer/withdraw")
@staff_page(*AWARD_ROLES)
def withdraw_offer(visitor: Visitor, award_id: str) -> ResponseReturnValue:
    """Stop the open link and code."""
    with current_database().transaction() as session:
        award = awards.find_award(session, visitor.institution_id, award_id, lock=True)
        offers.withdraw(session, award, actor=visitor.actor, at=now())
    flash(_("De link en de code werken niet meer."), "good")
    return _to_award(award_id)


@console.post("/awards/<award_id>/correct")
@staff_page(*AWARD_ROLES)
def correct(visitor: Visitor, award_id: str) -> ResponseReturnValue:
    """Make a draft that starts as this award and replaces it; this one keeps its state."""
    with current_database().transaction() as session:
        award = awards.find_award(session, visitor.institution_id, award_id, lock=True)
        draft = corrections.correct(session, visitor.institution, award, actor=visitor.actor, at=now())
    flash(
        _("Dit is een nieuw concept. Het oude certificaat blijft zoals het is, tot u het intrekt."), "neutral"
    )
    return redirect(url_for("console.edit", award_id=draft.id), 303)


@console.route(
    '/awards/<award_id>/<any("send-back", suspend, lift, revoke):decision>', methods=["GET", "POST"]
)
@staff_page(*AWARD_ROLES)
def decide(visitor: Visitor, award_id: str, decision: str) -> ResponseReturnValue:
    """Ask why, say what will happen, and do it."""
    chosen = DECISIONS[decision]
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            with current_database().transaction() as session:
                award = awards.find_award(session, visitor.institution_id, award_id, lock=True)
                chosen.decide(session, visitor, award, str(form.reason.data))
        except RefusedInputError as error:
            form.reason.errors = [str(REASON_SENTENCES[error.code]) % dict(error.parameters)]
        else:
            flash(str(chosen.done), "good")
            return _to_award(award_id)
    with current_database().reading() as session:
        award = awards.find_award(session, visitor.institution_id, award_id)
        awards.require(award, chosen.action, visitor.actor)
    return form_page("issuer/decide.html", form, decision=chosen, award=award)


@console.route("/awards/<award_id>/copies/<copy_id>/end", methods=["GET", "POST"])
@staff_page(*AWARD_ROLES)
def end_copy(visitor: Visitor, award_id: str, copy_id: str) -> ResponseReturnValue:
    """End one copy that its holder lost; the award and the other copies hold."""
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            with current_database().transaction() as session:
                award = awards.find_award(session, visitor.institution_id, award_id, lock=True)
                revocation.end_copy(
                    session, award, copy_id, actor=visitor.actor, reason=str(form.reason.data), at=now()
                )
        except RefusedInputError as error:
            form.reason.errors = [str(REASON_SENTENCES[error.code]) % dict(error.parameters)]
        else:
            flash(_("Dit exemplaar geldt niet meer."), "good")
            return _to_award(award_id)
    with current_database().reading() as session:
        award = awards.find_award(session, visitor.institution_id, award_id)
        awards.require(award, Action.END_COPY, visitor.actor)
        revocation.find_copy(session, award, copy_id)
    return form_page("issuer/end_copy.html", form, award=award)


def _issue(visitor: Visitor, award_id: str) -> ResponseReturnValue:
    issuing.issue_award(
        current_database(),
        current_installation(),
        institution_id=visitor.institution_id,
        award_id=award_id,
        actor=visitor.actor,
        at=now(),
    )
    flash(_("Het certificaat is ondertekend en uitgegeven."), "good")
    return _to_award(award_id)


def _to_award(award_id: str) -> ResponseReturnValue:
    return redirect(url_for("console.award", award_id=award_id), 303)
