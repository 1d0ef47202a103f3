"""Rules of every award that JSON Schema can't say. Each function names one rule and yields its violations."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from schemas.awards import ACHIEVEMENT, Achievement, Person, Result
from schemas.credential import Credential
from schemas.dates import legal_date
from schemas.violations import Violation, rule_broken

# Which identifier type repeats the code of which code system.
_IDENTIFIER_TYPES = {"ext:CREBO": "crebo", "ext:CROHO": "croho", "ext:ISAT": "isat"}


def award_violations(
    credential: Credential, *, person: Person, achievement: Achievement, results: Sequence[Result], day: date
) -> Iterator[Violation]:
    """Yield what breaks a rule that every award keeps; `day` is the day of the award."""
    yield from validity_starts_at_or_after(credential, day)
    if person.birth_date is not None and person.birth_date > day:
        yield rule_broken("/credentialSubject/geboortedatum", "schema.born_after_award")
    yield from _levels_agree(achievement)
    yield from _codes_agree(achievement)
    yield from _identifiers_are_unique(achievement)
    yield from _results_refer_to_descriptions(achievement, results)


def validity_starts_at_or_after(credential: Credential, day: date) -> Iterator[Violation]:
    """A document can't hold before the legal act that it records."""
    if credential.valid_from is not None and legal_date(credential.valid_from) < day:
        yield rule_broken("/validFrom", "schema.valid_before_award", awarded=day.isoformat())


def size_is_hours_or_credits(achievement: Achievement, *, required: bool) -> Iterator[Violation]:
    """The size of a programme is written in hours or in credits, so that nobody has to choose."""
    given = [size for size in (achievement.hours, achievement.credits) if size is not None]
    if len(given) > 1 or (required and not given):
        yield rule_broken(ACHIEVEMENT, "schema.size")


def _levels_agree(achievement: Achievement) -> Iterator[Violation]:
    """Levels stand in our own members and, for other readers, in alignments: both must say the same."""
    stated = {
        "ext:NLQF": achievement.nlqf_level,
        "ext:EQF": None if achievement.eqf_level is None else str(achievement.eqf_level),
    }
    for framework, level in stated.items():
        aligned = [each for each in achievement.alignments if each.target_type == framework]
        if level is not None and not aligned:
            yield rule_broken(f"{ACHIEVEMENT}/alignment", "schema.level_not_aligned", framework=framework)
        for alignment in aligned:
            if alignment.code != level:
                yield rule_broken(
                    alignment.pointer,
                    "schema.level_mismatch",
                    one=level or "-",
                    other=alignment.code or "-",
                )


def _codes_agree(achievement: Achievement) -> Iterator[Violation]:
    """The code of the qualification stands in `kwalificatieRef` and in `otherIdentifier`."""
    codes = {reference.code_system: reference.code for reference in achievement.references}
    for identifier_type, identifier in achievement.identifiers.items():
        code = codes.get(_IDENTIFIER_TYPES.get(identifier_type, ""))
        if code is not None and code != identifier:
            yield rule_broken(
                f"{ACHIEVEMENT}/otherIdentifier", "schema.code_mismatch", one=code, other=identifier
            )


def _identifiers_are_unique(achievement: Achievement) -> Iterator[Violation]:
    """A result must point to one description: in RDF two with the same identifier would melt into one."""
    seen: set[str] = set()
    for description in achievement.descriptions:
        for identifier in (description.id, *description.levels):
            if identifier in seen:
                yield rule_broken(description.pointer, "schema.duplicate_id", id=identifier)
            seen.add(identifier)


def _results_refer_to_descriptions(
    achievement: Achievement, results: Sequence[Result]
) -> Iterator[Violation]:
    for result in results:
        description = achievement.description(result.description)
        if description is None:
            yield rule_broken(f"{result.pointer}/resultDescription", "schema.unknown_result_description")
            continue
        if result.level is not None and result.level not in description.levels:
            yield rule_broken(f"{result.pointer}/achievedLevel", "schema.unknown_level")
        scale = [_number(text) for text in (description.minimum, result.value, description.maximum)]
        numbers = [number for number in scale if number is not None]
        if len(numbers) == len(scale) and numbers != sorted(numbers):
            yield rule_broken(
                f"{result.pointer}/value",
                "schema.value_out_of_range",
                value=result.value or "",
                minimum=description.minimum or "",
                maximum=description.maximum or "",
            )


def _number(written: str | None) -> Decimal | None:
    """Return the number that a mark is, with a Dutch or English decimal sign, or None for other text."""
    try:
        number = Decimal((written or "").replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
