"""`vakbewijs frameworks`: import the national list of qualifications and look one up."""

from pathlib import Path

import click

from schemas import documents
from schemas.errors import DomainError
from vakbewijs.instance import home_from_environment

# The published list of 470 qualifications is 130 kB; ten editions of it still fit.
MAX_IMPORT_BYTES = 8 * 1024 * 1024


@click.group()
def frameworks() -> None:
    """Look up and import qualifications."""
