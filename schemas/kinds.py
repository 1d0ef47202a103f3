"""The kinds of credential in one table: how each is read, and which rules it keeps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Protocol

from schemas import deelcertificaat, diploma, ervaringscertificaat, vrijstellingsbesluit
from schemas.awards import Person, QualificationReference
from schemas.credential import Credential, CredentialKind
from schemas.dates import legal_date
from schemas.errors import MalformedDocumentError
from schemas.schema_files import SCHEMA_NAMES
from schemas.violations import Violation


class KindView(Protocol):
    """What the typed views of all kinds have in common."""

    @property
    def credential(self) -> Credential:
        """The credential that is viewed."""

    @property
    def person(self) -> Person:
        """Whom it is about."""

    @property
    def legal_date(self) -> date:
        """The day on which the issuer must have been recognised."""

    @property
    def dated_on(self) -> date:
        """The day on which it was awarded or decided."""

    @property
    def references(self) -> tuple[QualificationReference, ...]:
        """The qualifications that it is about."""

    @property
    def level(self) -> str | None:
        """The NLQF level that it states for those qualifications, if it states one."""


@dataclass(frozen=True, slots=True)
class KindDefinition:
    """One kind: its schema, its typed view and its rules."""

    kind: CredentialKind
    read: Callable[[Credential], KindView]
    violations: Callable[[Credential], tuple[Violation, ...]]

    @property
    def schema_name(self) -> str:
        """The name of its JSON Schema, for `schema_document`."""
        return SCHEMA_NAMES[self.kind]


_DEFINITIONS: Mapping[CredentialKind, KindDefinition] = MappingProxyType(
    {
        definition.kind: definition
        for definition in (
            KindDefinition(CredentialKind.DIPLOMA, diploma.Diploma.of, diploma.violations),
            KindDefinition(
                CredentialKind.DEELCERTIFICAAT,
                deelcertificaat.Deelcertificaat.of,
                deelcertificaat.violations,
            ),
            KindDefinition(
                CredentialKind.ERVARINGSCERTIFICAAT,
                ervaringscertificaat.Ervaringscertificaat.of,
                ervaringscertificaat.violations,
            ),
            KindDefinition(
                CredentialKind.VRIJSTELLINGSBESLUIT,
                vrijstellingsbesluit.VrijstellingsBesluit.of,
                vrijstellingsbesluit.violations,
            ),
        )
    }
)


def definition_of(kind: CredentialKind) -> KindDefinition:
    """Return the definition of a kind."""
    return _DEFINITIONS[kind]


def view_of(credential: Credential) -> KindView | None:
    """Return the typed view of a credential of ours, None for anybody else's.

    Raises `MalformedDocumentError` when it lacks what its kind must have.
    """
    return None if credential.kind is None else _DEFINITIONS[credential.kind].read(credential)


def standards_of(credential: Credential) -> tuple[str, ...]:
    """Return the standards for which its issuer must be recognised, such as `crebo:25491`.

    Empty for a credential of no kind of ours. Raises `MalformedDocumentError` as `view_of` does.
    """
    view = view_of(credential)
    return () if view is None else tuple(reference.standard for reference in view.references)


def legal_date_of(credential: Credential) -> date:
    """Return the day on which its issuer must have been recognised.

    The agreement for an ervaringscertificaat, the decision for a besluit, the award otherwise; for a
    credential of no kind of ours its award, else the day from which it holds. Raises
    `MalformedDocumentError`: as `view_of`, and `document.no_legal_date`.
    """
    view = view_of(credential)
    if view is not None:
        return view.legal_date
    if credential.awarded_on is not None:
        return credential.awarded_on
    if credential.valid_from is None:
        raise MalformedDocumentError("document.no_legal_date")
    return legal_date(credential.valid_from)
