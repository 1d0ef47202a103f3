"""What pages say about how far a question to somebody is."""

from collections.abc import Mapping

from flask import Flask
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from wallet.references.asking import ReferenceState, ReferenceView

_BADGES: Mapping[ReferenceState, tuple[str, LazyString]] = {
    ReferenceState.ASKED: ("neutral", _l("Nog geen antwoord")),
    ReferenceState.EXPIRED: ("attention", _l("De link is verlopen")),
    ReferenceState.WRITTEN: ("attention", _l("Nieuw antwoord")),
    ReferenceState.ACCEPTED: ("good", _l("Bewaard")),
}


def init_reference_wording(app: Flask) -> None:
    """Let templates use these words."""
    app.jinja_env.globals.update(reference_badge=reference_badge)


def reference_badge(view: ReferenceView) -> tuple[str, str]:
    """Return tone and words of how far a question is."""
    if view.is_brought and view.state is ReferenceState.ACCEPTED:
        return "neutral", str(_l("Meegenomen uit een andere wallet"))
    tone, words = _BADGES[view.state]
    return tone, str(words)
