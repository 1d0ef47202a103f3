"""Her answers, sealed under her own key in a cookie of her browser. The wallet keeps none of them.

They are about nationality and work, and she needs them for a few minutes: so they go by themselves, and
nobody who has the database can read them.
"""

import base64
import binascii
from datetime import date, timedelta

from flask import Request, Response
from pydantic import ValidationError

from keys.errors import SealError
from verifier.entitlement import Declared
from verifier.entitlement.questions import Question, answered, questions
from wallet.vault import Place, SealedContent, Vault
from web.context import current_settings
from web.cookies import cookie_attributes, cookie_name

LIFETIME = timedelta(hours=2)
MAX_COOKIE_CHARACTERS = 3000  # below what browsers keep in one cookie
UNKNOWN = "unknown"

_PLACE = Place("entitlement", "answers", "cookie")
_PURPOSE = "answers"


class Answer(SealedContent):
    """One answer: on which page it was given, what it is about, and its code."""

    rules: str
    about: str
    code: str


class Answers(SealedContent):
    """All answers so far, in the order of asking."""

    given: tuple[Answer, ...] = ()

    def about(self, question: Question) -> bool:
        """Whether it was answered, with "I do not know" too."""
        return any(answer.about == question.about for answer in self.given)

    def asked_by(self, rules: str) -> int:
        """Return how many questions she had on the page of a set of rules."""
        return sum(answer.rules == rules for answer in self.given)

    def with_answer(self, rules: str, question: Question, code: str) -> "Answers":
        """Return these answers with one more, or with another answer to the same question."""
        kept = tuple(answer for answer in self.given if answer.about != question.about)
        return Answers(given=(*kept, Answer(rules=rules, about=question.about.value, code=code)))

    def declared(self, on: date) -> Declared:
        """Return what she said, for the rules of a day; what is not an answer any more is left out."""
        declared = Declared()
        by_about = {question.about.value: question for question in questions(on)}
        for answer in self.given:
            if answer.about in by_about:
                declared = answered(declared, by_about[answer.about], answer.code)
        return declared


def remembered(request: Request, vault: Vault) -> Answers:
    """Return the answers in this browser; none when they are somebody else's, changed or unreadable."""
    text = request.cookies.get(cookie_name(current_settings(), _PURPOSE), "")
    if not text or len(text) > MAX_COOKIE_CHARACTERS:
        return Answers()
    try:
        sealed = base64.urlsafe_b64decode(text.encode("ascii"))
        return vault.open_content(Answers, sealed, _PLACE)
    except (ValueError, binascii.Error, SealError, ValidationError):
        return Answers()


def remember(response: Response, vault: Vault, answers: Answers) -> None:
    """Keep the answers in this browser, for as long as it takes."""
    settings = current_settings()
    sealed = base64.urlsafe_b64encode(vault.seal_content(answers, _PLACE)).decode("ascii")
    response.set_cookie(
        cookie_name(settings, _PURPOSE), sealed, max_age=LIFETIME, **cookie_attributes(settings)
    )


def forget(response: Response) -> None:
    """Take the answers out of the browser."""
    settings = current_settings()
    response.delete_cookie(cookie_name(settings, _PURPOSE), **cookie_attributes(settings))
