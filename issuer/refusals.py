"""How the issuer's commands say no: one line on the terminal instead of a traceback."""

import click

from schemas.errors import DomainError


class refusals:  # noqa: N801  (reads as a word in a with statement)
    """Turn a refusal into one line on the terminal."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, DomainError):
            raise click.ClickException(f"{error.code} {dict(error.parameters) or ''} {error.detail}".strip())
