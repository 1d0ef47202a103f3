"""The shell of an actor's application: what all three have, in the order in which it takes effect.

An actor's factory calls `create_shell` and registers its own blueprints:

    def create_app(settings: WalletSettings, *, clock: Callable[[], datetime] = utc_now) -> Flask:
        app = create_shell("wallet", actor="wallet", settings=settings, ...)
        app.register_blueprint(items)
        return app
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from flask import Flask

from schemas.errors import DomainError
from web.addresses import external_url
from web.areas import Area, current_area, may_be_indexed
from web.assets import init_assets
from web.context import ShellContext, current_database, init_context, now, utc_now
from web.database import Database
from web.forms import sentences_of
from web.icons import icon
from web.languages import LANGUAGES, init_languages
from web.logs import init_request_log
from web.problems import Problems, ProblemText, init_problems
from web.rate_limits import init_rate_limits
from web.security import init_security
from web.settings import ActorSettings
from web.shell_views import health, language, shell
from web.text import display_text, isolated

__all__ = ["create_shell", "current_database", "external_url", "now", "utc_now"]

_SHELL_CATALOGUE = Path(__file__).parent / "translations"


class ActorApplication(Flask):
    """Flask, but for its log line of a fault: that holds the path, and paths may open something."""

    def log_exception(self, exc_info: object) -> None:
        """Do nothing: `web.problems` logs the fault under its incident number."""


def create_shell(
    import_name: str,
    *,
    actor: str,
    settings: ActorSettings,
    database: Database,
    clock: Callable[[], datetime] = utc_now,
    error_statuses: Mapping[type[DomainError], int],
    problem_texts: Mapping[str, ProblemText] | None = None,
    csp_exceptions: Mapping[str, tuple[str, ...]] | None = None,
    catalogues: Sequence[Path] = (),
    languages: Mapping[str, str] = LANGUAGES,
    reads_aloud: bool = False,
    service_name: object = "",
) -> Flask:
    """Return an application with guards, languages, problem pages and the shared look, and no pages yet.

    `import_name` is the actor's package; its `templates` and `translations` folders are found there.
    `error_statuses` is the actor's one table of exception class -> HTTP status, `problem_texts` its
    sentences by error code. `csp_exceptions` adds sources to content rules, for instance
    `{"form-action": (verifier_origin,)}` where a form's answer redirects to another party.
    `catalogues` are further folders with translations, such as the engine's. `languages` are
    those that its pages are for, as far as there are catalogues (`web.languages`);
    `reads_aloud` gives each page a button that does. `service_name` is the
    (lazy) name beside the word mark.

    Does NOT migrate the database, configure the process's logging or start anything.
    """
    app = ActorApplication(import_name)
    init_context(app, ShellContext(settings, database, clock))
    init_request_log(app, actor=actor)
    init_security(app, settings, csp_exceptions or {})
    init_rate_limits(app, settings)
    init_languages(app, [_SHELL_CATALOGUE, *catalogues, Path(app.root_path) / "translations"], languages)
    init_problems(app, Problems(error_statuses, problem_texts or {}))
    init_assets(app)
    app.jinja_env.globals.update(
        actor=actor,
        reads_aloud=reads_aloud,
        service_name=service_name,
        external_url=external_url,
        help_contact=settings.help_contact,
        icon=icon,
        draw_icon=icon,  # `icon` is also a macro, which would call itself by that name
        may_be_indexed=may_be_indexed,
        sentences_of=sentences_of,
        has_api_page=lambda: "api_page" in app.blueprints,
        sets_cookies=lambda: current_area() is Area.PERSONAL,
    )
    app.jinja_env.filters.update(display=display_text, isolated=isolated)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for blueprint in (shell, language, health):
        app.register_blueprint(blueprint)
    return app
