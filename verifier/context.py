"""The parts that pages of organisations use, put together once by `verifier.app`."""

from dataclasses import dataclass

from flask import Flask, current_app

from schemas.frameworks import Frameworks
from verifier.exempting.issuer_door import DecisionDoor
from verifier.models import StaffSession
from verifier.requests.sealing import AnswerSeal
from verifier.settings import VerifierSettings
from web.passwords import Passwords
from web.sessions import Sessions

_EXTENSION = "vakbewijs_verifier"


@dataclass(frozen=True, slots=True)
class VerifierContext:
    """What views need besides the shell's database and clock, and the desk (`verifier.views.desk`)."""

    settings: VerifierSettings
    sessions: Sessions[StaffSession]
    passwords: Passwords
    seal: AnswerSeal
    frameworks: Frameworks
    decisions: DecisionDoor


def init_verifier(app: Flask, context: VerifierContext) -> None:
    """Give the application its parts."""
    app.extensions[_EXTENSION] = context


def current_verifier() -> VerifierContext:
    """Return the parts of the running application."""
    context: VerifierContext = current_app.extensions[_EXTENSION]
    return context
