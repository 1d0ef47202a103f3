"""The desk of the running application, for views; and the judge by which programs of others ask."""

from flask import Flask, current_app

from verifier.judging import Judge
from verifier.services import Desk

_EXTENSION = "vakbewijs_verifier_desk"
_MACHINE_JUDGE = "vakbewijs_verifier_machine_judge"


def init_desk(app: Flask, desk: Desk, machine_judge: Judge) -> None:
    """Give the application its desk, and the judge with the policy of the VC-API."""
    app.extensions[_EXTENSION] = desk
    app.extensions[_MACHINE_JUDGE] = machine_judge


def current_desk() -> Desk:
    """Return the desk of the running application."""
    desk: Desk = current_app.extensions[_EXTENSION]
    return desk


def current_machine_judge() -> Judge:
    """Return the judge of the VC-API: the same sources of facts, another policy."""
    judge: Judge = current_app.extensions[_MACHINE_JUDGE]
    return judge
