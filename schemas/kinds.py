"""The kinds of credential in one table: how each is read, and which rules it keeps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Generic, Protocol, TypeVar

from schemas import (
    deelcertificaat,
    diploma,
    ervaringscertificaat,
    inschrijvingsverklaring,
    vrijstellingsbesluit,
)
from schemas.awards import Person, QualificationReference
from schemas.credential import Credential, CredentialKind
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


View = TypeVar("View", bound=KindView)


@dataclass(frozen=True, slots=True)
class KindDefinition(Generic[View]):
    """One kind: its schema, its typed view and the rules that are asked of that view."""

    kind: CredentialKind
    read: Callable[[Credential], View]
    violations: Callable[[View], tuple[Violation, ...]]

    @property
    def schema_name(self) -> str:
        """The name of its JSON Schema, for `schema_document`."""
        return SCHEMA_NAMES[self.kind]


_DEFINITIONS: Mapping[CredentialKind, KindDefinition[Any]] = MappingProxyType(
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
            KindDefinition(
                CredentialKind.INSCHRIJVINGSVERKLARING,
                inschrijvingsverklaring.Inschrijvingsverklaring.of,
                inschrijvingsverklaring.violations,
            ),
        )
    }
)


def definition_of(kind: CredentialKind) -> KindDefinition[Any]:
    """Return the definition of a kind."""
    return _DEFINITIONS[kind]


def view_of(credential: Credential) -> KindView | None:
    """Return the typed view of a credential of ours, None for anybody else's.

    Raises `MalformedDocumentError` when it lacks what its kind must have.
    """
    if credential.kind is None:
        return None
    view: KindView = _DEFINITIONS[credential.kind].read(credential)
    return view


def standards_of(view: KindView) -> tuple[str, ...]:
    """Return the standards for which an issuer must be recognised, such as `crebo:25491`."""
    return tuple(reference.standard for reference in view.references)
