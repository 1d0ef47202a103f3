"""The application with two organisations, as for the tests of organisations."""

from tests.verifier_app.organisations.conftest import app as app
