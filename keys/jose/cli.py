"""`vakbewijs jose`: secure and verify documents with a key out of a file, for other people's test suites.

Each command writes `{"result": ..., "data": ...}` to a file and ends with 0 when it could: success or failure
is what the suite asks about, not how the command went.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

import click

from keys.errors import InvalidKeyError
from keys.jose.conformance import GivenKey, issue, verify
from keys.jose.header import JwtType
from schemas.documents import DOCUMENT_LIMITS, parse_object
from schemas.errors import DomainError, MalformedDocumentError


class Result(StrEnum):
    """What a command found."""

    SUCCESS = "success"
    FAILURE = "failure"
    INDETERMINATE = "indeterminate"
    ERROR = "error"  # the question could not be read, or is about something that is not supported


_FEATURES: Mapping[str, JwtType | None] = MappingProxyType(
    {
        "credential_jose": JwtType.CREDENTIAL,
        "presentation_jose": JwtType.PRESENTATION,
        **dict.fromkeys(("credential_sdjwt", "presentation_sdjwt", "credential_cose", "presentation_cose")),
    }
)
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def jose() -> None:
    """Secure and verify documents with a JSON Web Key (for test suites)."""


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that both commands have."""
    for option in (
        click.option("--output", "output", type=_FILE, required=True, help="Where the result is written."),
        click.option("--sd", metavar="JSON", help="Paths for SD-JWT, which is not supported."),
        click.option("--feature", type=click.Choice(list(_FEATURES)), required=True),
        click.option("--key", "key_file", type=_FILE, required=True, help="A JsonWebKey method."),
        click.option("--input", "source", type=_FILE, required=True, help="The document, or its JWT."),
    ):
        command = option(command)
    return command


@jose.command("issue")
@_options
def issue_command(source: Path, key_file: Path, feature: str, sd: str | None, output: Path) -> None:  # noqa: ARG001
    """Secure a credential or presentation as a JWT."""

    def issued(content: bytes, key: GivenKey, jwt_type: JwtType) -> str:
        return issue(parse_object(content), jwt_type=jwt_type, key=key, at=datetime.now(UTC))

    _answer(issued, source, key_file, feature, output)


@jose.command("verify")
@_options
def verify_command(source: Path, key_file: Path, feature: str, sd: str | None, output: Path) -> None:  # noqa: ARG001
    """Verify a JWT under the key, whenever it was made and whoever's key it is."""

    def verified(content: bytes, key: GivenKey, jwt_type: JwtType) -> str:
        token = _ascii(content)
        verify(token, jwt_type=jwt_type, key=key)
        return token

    _answer(verified, source, key_file, feature, output)


def _answer(
    work: Callable[[bytes, GivenKey, JwtType], str], source: Path, key_file: Path, feature: str, output: Path
) -> None:
    result, text = _result(work, source, key_file, feature)
    output.write_text(json.dumps({"result": result.value, "data": text}) + "\n", encoding="utf-8")


def _result(
    work: Callable[[bytes, GivenKey, JwtType], str], source: Path, key_file: Path, feature: str
) -> tuple[Result, str]:
    jwt_type = _FEATURES[feature]
    if jwt_type is None:
        return Result.ERROR, f"{feature} is not supported: only JOSE is"
    try:
        key = GivenKey.from_document(parse_object(_read(key_file)))
        content = _read(source)
    except (DomainError, OSError) as error:
        return Result.ERROR, str(error)
    try:
        return Result.SUCCESS, work(content, key, jwt_type)
    except InvalidKeyError as error:
        return Result.ERROR, str(error)
    except DomainError as error:
        return Result.FAILURE, str(error)


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(DOCUMENT_LIMITS.max_bytes + 1)


def _ascii(content: bytes) -> str:
    try:
        return content.decode("ascii").strip()
    except UnicodeDecodeError as error:
        raise MalformedDocumentError("jose.not_compact", detail=str(error)) from error
