"""`vakbewijs frameworks`: import the national list of qualifications and look one up."""

from pathlib import Path

import click

from schemas import documents
from schemas.errors import DomainError
from schemas.frameworks import FRAMEWORK_LIMITS, Frameworks, import_crebo
from web.instance import home_from_environment

_IMPORTED = Path("frameworks") / "crebo.json"


@click.group()
def frameworks() -> None:
    """Look up and import qualifications."""


@frameworks.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
def import_file(file: Path) -> None:
    """Import a JSON list of mbo qualifications into the instance folder.

    Importing the same list again changes nothing; a list with one bad row is refused as a whole.
    """
    target = home_from_environment() / _IMPORTED
    try:
        imported = import_crebo(documents.parse(_bounded_bytes(file), limits=FRAMEWORK_LIMITS))
        known = Frameworks.load(target)
        merged = known.merged_with(imported)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    merged.save(target)
    click.echo(
        f"{len(imported)} qualifications read, {len(merged) - len(known)} of them new. "
        f"{len(merged)} are known now, in {target}"
    )


@frameworks.command()
@click.argument("text")
def search(text: str) -> None:
    """Show the qualifications whose code or name matches TEXT."""
    try:
        found = Frameworks.load(home_from_environment() / _IMPORTED).search(text)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    if not found:
        raise click.ClickException(f"no qualification matches {text!r}")
    for each in found:
        click.echo(
            f"{each.code_system}:{each.code}  level {each.level}  {each.name}  (dossier {each.dossier})"
        )


def _bounded_bytes(file: Path) -> bytes:
    """Read at most one byte more than the limit: enough for the parser to refuse a file that is too large."""
    with file.open("rb") as stream:
        return stream.read(FRAMEWORK_LIMITS.max_bytes + 1)
