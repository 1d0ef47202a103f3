"""The qualifications that an item is linked to, by name. Pure."""

from schemas.frameworks import Frameworks
from wallet.portfolio.contents import ItemContent


def linked_qualifications(
    content: ItemContent, frameworks: Frameworks
) -> list[tuple[str, str, str, list[str]]]:
    """Return the links per qualification: code system, code, name, names of the parts."""
    found: dict[tuple[str, str], list[str]] = {}
    for link in content.competences:
        qualification = frameworks.find(link.code_system, link.qualification)
        part = qualification.part(link.part) if qualification and link.part else None
        parts = found.setdefault((link.code_system, link.qualification), [])
        if link.part:
            parts.append(part.name if part else link.part)
    return [
        (system, code, known.name if (known := frameworks.find(system, code)) else code, parts)
        for (system, code), parts in found.items()
    ]
