"""The desk of the running application, for views."""

from flask import Flask, current_app

from verifier.services import Desk

_EXTENSION = "vakbewijs_verifier_desk"


def init_desk(app: Flask, desk: Desk) -> None:
    """Give the application its desk."""
    app.extensions[_EXTENSION] = desk


def current_desk() -> Desk:
    """Return the desk of the running application."""
    desk: Desk = current_app.extensions[_EXTENSION]
    return desk
