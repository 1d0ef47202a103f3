"""The issuer's own style sheet, addressed by its content so that browsers may keep it."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, url_for

_FOLDER = Path(__file__).parent / "static"


@cache
def _version(name: str) -> str:
    return hashlib.sha256((_FOLDER / name).read_bytes()).hexdigest()[:12]


def look(name: str) -> str:
    """Return the address of a static file of the issuer."""
    return url_for("static", filename=name, v=_version(name))


def register_look(app: Flask) -> None:
    """Let templates name the issuer's static files."""
    app.jinja_env.globals["look"] = look
