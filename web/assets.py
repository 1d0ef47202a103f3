"""Static files, addressed by their content so that browsers may keep them for a year."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request, url_for

_FOLDER = Path(__file__).parent / "static" / "web"
_KEPT = "public, max-age=31536000, immutable"
_CHECKED_EACH_HOUR = "public, max-age=3600"


@lru_cache(maxsize=64)
def _version(name: str) -> str:
    return hashlib.sha256((_FOLDER / name).read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    """Return the address of one of the shell's own static files, such as `style.css`."""
    return url_for("web.static", filename=name, v=_version(name))


def init_assets(app: Flask) -> None:
    """Let browsers keep static files, and templates name them."""
    app.jinja_env.globals["asset"] = asset

    @app.after_request
    def keep(response: Response) -> Response:
        if (request.endpoint or "").rpartition(".")[2] == "static" and response.status_code < 400:
            versioned = "v" in request.args
            response.headers["Cache-Control"] = _KEPT if versioned else _CHECKED_EACH_HOUR
        return response
