"""The questions about a link itself: for whom, why, how long, how often, with a PIN or not."""

from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired

from wallet.durations import FOR_COUNSELLORS, OFFERED_FIRST, OFFERED_FIRST_TO_COUNSELLORS, USUAL
from wallet.sharing.contract import MAX_LOOKS, looks_problem, reason_problem, receiver_problem
from wallet.sharing.pins import pin_problem
from wallet.vault import Vault
from wallet.views.forms import DurationForm, SelectChoice, refuse
from wallet.views.share_steps import answers_of, blueprint, page, recorded, to_step, unanswered
from wallet.views.signed_in import holder_page
from web.forms import BaseForm

AS_OFTEN_AS_THEY_LIKE, ONCE, SOME = "always", "once", "some"
WITHOUT, WITH = "no", "yes"


class WhoForm(BaseForm):
    """For whom, in her own words; only she sees it."""

    receiver = StringField(
        _l("Naam van de ander"), [InputRequired()], render_kw={"autocomplete": "off", "maxlength": 100}
    )


class WhyForm(BaseForm):
    """Why, for the receiver to read; nothing is an answer too."""

    reason = TextAreaField(_l("Waarom deel je dit?"), render_kw={"rows": 3, "maxlength": 300})


class HowOftenForm(BaseForm):
    """How many looks."""

    how_often = RadioField(
        _l("Kies hoe vaak"),
        [InputRequired(_l("Kies hoe vaak de ander mag kijken."))],
        choices=[
            SelectChoice(AS_OFTEN_AS_THEY_LIKE, _l("Zo vaak als nodig")),
            SelectChoice(ONCE, _l("1 keer")),
            SelectChoice(SOME, _l("Een aantal keer")),
        ],
    )
    number = StringField(
        _l("Hoeveel keer?"), render_kw={"inputmode": "numeric", "autocomplete": "off", "maxlength": 3}
    )

    def looks(self) -> int:
        """Return the number; 0 for no limit, and -1 for what is no number."""
        if self.how_often.data != SOME:
            return 1 if self.how_often.data == ONCE else 0
        text = str(self.number.data or "").strip()
        return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:4]) <= MAX_LOOKS else -1


class PinForm(BaseForm):
    """With a PIN or not."""

    wanted = RadioField(
        _l("Wil je een pincode op de link?"),
        [InputRequired(_l("Kies of je een pincode wilt."))],
        choices=[
            SelectChoice(WITHOUT, _l("Nee, zonder pincode")),
            SelectChoice(WITH, _l("Ja, met een pincode")),
        ],
    )
    pin = StringField(
        _l("Kies 4 tot 8 cijfers"), render_kw={"inputmode": "numeric", "autocomplete": "off", "maxlength": 8}
    )


@blueprint.route("/<draft_id>/who", methods=["GET", "POST"])
@holder_page
def who(vault: Vault, draft_id: str) -> ResponseReturnValue:
    """Ask for whom."""
    answers = answers_of(vault, draft_id)
    if first := unanswered(answers, before="who"):
        return to_step(first, draft_id)
    form = WhoForm(data={"receiver": answers.receiver})
    if form.validate_on_submit():
        receiver = str(form.receiver.data).strip()
        if problem := receiver_problem(receiver):
            refuse(form.receiver, problem)
        else:
            answered = answers.model_copy(update={"receiver": receiver})
            return recorded(vault, draft_id, answered, after="who")
    return page("who", draft_id, answers, form=form)


@blueprint.route("/<draft_id>/why", methods=["GET", "POST"])
@holder_page
def why(vault: Vault, draft_id: str) -> ResponseReturnValue:
    """Ask why; she may say nothing."""
    answers = answers_of(vault, draft_id)
    if first := unanswered(answers, before="why"):
        return to_step(first, draft_id)
    form = WhyForm(data={"reason": answers.reason})
    if form.validate_on_submit():
        reason = str(form.reason.data or "").strip()
        if problem := reason_problem(reason):
            refuse(form.reason, problem)
        else:
            return recorded(vault, draft_id, answers.model_copy(update={"reason": reason}), after="why")
    return page("why", draft_id, answers, form=form)


@blueprint.route("/<draft_id>/how-long", methods=["GET", "POST"])
@holder_page
def how_long(vault: Vault, draft_id: str) -> ResponseReturnValue:
    """Ask until when."""
    answers = answers_of(vault, draft_id)
    if first := unanswered(answers, before="how_long"):
        return to_step(first, draft_id)
    offered = OFFERED_FIRST_TO_COUNSELLORS if answers.for_counsellor else OFFERED_FIRST
    form = DurationForm(data={"duration": answers.duration or offered.value})
    form.offer(FOR_COUNSELLORS if answers.for_counsellor else USUAL)
    if form.validate_on_submit():
        answered = answers.model_copy(update={"duration": str(form.duration.data)})
        return recorded(vault, draft_id, answered, after="how_long")
    return page("how_long", draft_id, answers, form=form)


@blueprint.route("/<draft_id>/how-often", methods=["GET", "POST"])
@holder_page
def how_often(vault: Vault, draft_id: str) -> ResponseReturnValue:
    """Ask how many looks."""
    answers = answers_of(vault, draft_id)
    if first := unanswered(answers, before="how_often"):
        return to_step(first, draft_id)
    if answers.for_counsellor:
        return to_step("check", draft_id)
    chosen = {None: AS_OFTEN_AS_THEY_LIKE, 0: AS_OFTEN_AS_THEY_LIKE, 1: ONCE}.get(answers.looks, SOME)
    number = str(answers.looks) if chosen == SOME else ""
    form = HowOftenForm(data={"how_often": chosen, "number": number})
    if form.validate_on_submit():
        looks = form.looks()
        if problem := looks_problem(looks or None):
            refuse(form.number, problem)
        else:
            return recorded(vault, draft_id, answers.model_copy(update={"looks": looks}), after="how_often")
    return page("how_often", draft_id, answers, form=form)


@blueprint.route("/<draft_id>/pin", methods=["GET", "POST"])
@holder_page
def pin(vault: Vault, draft_id: str) -> ResponseReturnValue:
    """Ask for a PIN or none."""
    answers = answers_of(vault, draft_id)
    if first := unanswered(answers, before="pin"):
        return to_step(first, draft_id)
    form = PinForm(data={"wanted": WITH if answers.pin else WITHOUT, "pin": answers.pin or ""})
    if form.validate_on_submit():
        chosen = str(form.pin.data or "").strip() if form.wanted.data == WITH else ""
        if form.wanted.data == WITH and (not chosen or pin_problem(chosen)):
            refuse(form.pin, "share.pin_digits")
        else:
            return recorded(vault, draft_id, answers.model_copy(update={"pin": chosen}), after="pin")
    return page("pin", draft_id, answers, form=form)
