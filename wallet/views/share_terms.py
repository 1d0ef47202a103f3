"""The questions about a link itself: for whom, why, how long, how often, with a PIN or not."""

from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired

from wallet.durations import FOR_COUNSELLORS, OFFERED_FIRST, OFFERED_FIRST_TO_COUNSELLORS, USUAL
from wallet.sharing.contract import MAX_LOOKS, looks_problem, reason_problem, receiver_problem
from wallet.sharing.pins import pin_problem
from wallet.views.forms import DurationForm, SelectChoice, refuse
from wallet.views.share_steps import Draft, question, to_step
from wallet.views.share_steps import blueprint as blueprint  # which the app serves, with these questions
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


@question("who")
def who(draft: Draft) -> ResponseReturnValue:
    """Ask for whom."""
    form = WhoForm(data={"receiver": draft.answers.receiver})
    if form.validate_on_submit():
        receiver = str(form.receiver.data).strip()
        if problem := receiver_problem(receiver):
            refuse(form.receiver, problem)
        else:
            return draft.record(receiver=receiver)
    return draft.page(form)


@question("why")
def why(draft: Draft) -> ResponseReturnValue:
    """Ask why; she may say nothing."""
    form = WhyForm(data={"reason": draft.answers.reason})
    if form.validate_on_submit():
        reason = str(form.reason.data or "").strip()
        if problem := reason_problem(reason):
            refuse(form.reason, problem)
        else:
            return draft.record(reason=reason)
    return draft.page(form)


@question("how_long")
def how_long(draft: Draft) -> ResponseReturnValue:
    """Ask until when."""
    offered = OFFERED_FIRST_TO_COUNSELLORS if draft.answers.for_counsellor else OFFERED_FIRST
    form = DurationForm(data={"duration": draft.answers.duration or offered.value})
    form.offer(FOR_COUNSELLORS if draft.answers.for_counsellor else USUAL)
    if form.validate_on_submit():
        return draft.record(duration=str(form.duration.data))
    return draft.page(form)


@question("how_often")
def how_often(draft: Draft) -> ResponseReturnValue:
    """Ask how many looks."""
    if draft.answers.for_counsellor:
        return to_step("check", draft.draft_id)
    chosen = {None: AS_OFTEN_AS_THEY_LIKE, 0: AS_OFTEN_AS_THEY_LIKE, 1: ONCE}.get(draft.answers.looks, SOME)
    number = str(draft.answers.looks) if chosen == SOME else ""
    form = HowOftenForm(data={"how_often": chosen, "number": number})
    if form.validate_on_submit():
        looks = form.looks()
        if problem := looks_problem(looks or None):
            refuse(form.number, problem)
        else:
            return draft.record(looks=looks)
    return draft.page(form)


@question("pin")
def pin(draft: Draft) -> ResponseReturnValue:
    """Ask for a PIN or none."""
    form = PinForm(data={"wanted": WITH if draft.answers.pin else WITHOUT, "pin": draft.answers.pin or ""})
    if form.validate_on_submit():
        chosen = str(form.pin.data or "").strip() if form.wanted.data == WITH else ""
        if form.wanted.data == WITH and (not chosen or pin_problem(chosen)):
            refuse(form.pin, "share.pin_digits")
        else:
            return draft.record(pin=chosen)
    return draft.page(form)
