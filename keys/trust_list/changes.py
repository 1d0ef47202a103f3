"""What a keeper can do to a list: add an issuer, recognise it, end that, annul it. Pure: lists in, lists out.

Nothing is ever removed. Ending part of a recognition (one kind of two, one standard of five) splits it, so
that each piece has its own period.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from keys.errors import TrustListError
from keys.trust_list.model import EndReason, Recognition, SigningKey, TrustEntry, TrustList


def add_issuer(trust_list: TrustList, entry: TrustEntry) -> TrustList:
    """Return the list with a further issuer.

    Raises `TrustListError("trust.duplicate_entry")` for a DID that is on the list, also as a former one.
    """
    names = (entry.entity, *entry.former_entities)
    for did in names:
        if trust_list.entry_for(did) is not None or names.count(did) > 1:
            raise TrustListError("trust.duplicate_entry", detail=did)
    return replace(trust_list, entries=(*trust_list.entries, entry))


def add_signing_key(trust_list: TrustList, did: str, key: SigningKey) -> TrustList:
    """Return the list with a key added to an issuer, or its period changed when it is there.

    Raises `TrustListError`: `trust.unknown_issuer`, `trust.other_key` (same id, other key).
    """
    entry = _entry(trust_list, did)
    present = entry.signing_key(key.key_id)
    if present is not None and present.public_key != key.public_key:
        raise TrustListError("trust.other_key", detail=key.key_id)
    others = tuple(item for item in entry.signing_keys if item.key_id != key.key_id)
    return _with_entry(trust_list, replace(entry, signing_keys=(*others, key)))


def recognise(trust_list: TrustList, did: str, recognition: Recognition) -> TrustList:
    """Return the list with a recognition added to an issuer.

    Raises `TrustListError`: `trust.unknown_issuer`, `trust.already_recognised` (the same scope, at least
    one day twice).
    """
    entry = _entry(trust_list, did)
    for present in entry.recognitions:
        same_scope = (present.kinds, present.standards) == (recognition.kinds, recognition.standards)
        if same_scope and _overlap(present, recognition):
            raise TrustListError("trust.already_recognised", detail=did)
    return _with_entry(trust_list, replace(entry, recognitions=(*entry.recognitions, recognition)))


def end_recognition(
    trust_list: TrustList,
    did: str,
    *,
    kinds: frozenset[str],
    standards: frozenset[str] | None,
    until: date,
    reason: EndReason,
) -> TrustList:
    """Return the list in which an issuer is no longer recognised from `until` on, for these kinds.

    `standards` None means all of them. What was issued before stays as it was; see `annul_recognition`.

    Raises `TrustListError`: `trust.unknown_issuer`, `trust.not_recognised` (nothing open to end),
    `trust.contradiction`.
    """
    if reason is EndReason.ANNULLED:
        raise TrustListError("trust.contradiction", detail="annulling needs the date from which")
    entry = _entry(trust_list, did)
    pieces: list[Recognition] = []
    ended = 0
    for present in entry.recognitions:
        if present.recognised_until is not None:
            pieces.append(present)
            continue
        touched, rest = _split(present, kinds, standards)
        pieces += (replace(piece, recognised_until=until, end_reason=reason) for piece in touched)
        pieces += rest
        ended += len(touched)
    if not ended:
        raise TrustListError("trust.not_recognised", detail=did)
    return _with_entry(trust_list, replace(entry, recognitions=tuple(pieces)))


def annul_recognition(
    trust_list: TrustList,
    did: str,
    *,
    kinds: frozenset[str],
    standards: frozenset[str] | None,
    annulled_from: date,
    decided_on: date,
) -> TrustList:
    """Return the list in which recognitions are held not to have been, for legal dates from a date on.

    Touches open recognitions (which end when it was decided) and ended ones that reach past the date.

    Raises `TrustListError`: `trust.unknown_issuer`, `trust.not_recognised`, `trust.contradiction`.
    """
    entry = _entry(trust_list, did)
    pieces: list[Recognition] = []
    annulled = 0
    for present in entry.recognitions:
        if present.recognised_until is not None and present.recognised_until <= annulled_from:
            pieces.append(present)
            continue
        touched, rest = _split(present, kinds, standards)
        pieces += (
            replace(
                piece,
                recognised_until=piece.recognised_until or decided_on,
                end_reason=EndReason.ANNULLED,
                annulled_from=max(annulled_from, piece.recognised_from),
            )
            for piece in touched
        )
        pieces += rest
        annulled += len(touched)
    if not annulled:
        raise TrustListError("trust.not_recognised", detail=did)
    return _with_entry(trust_list, replace(entry, recognitions=tuple(pieces)))


def succeed(trust_list: TrustList, did: str, successors: Iterable[str]) -> TrustList:
    """Return the list that names who took an issuer's place."""
    entry = _entry(trust_list, did)
    named = tuple(dict.fromkeys((*entry.successor_entities, *successors)))
    return _with_entry(trust_list, replace(entry, successor_entities=named))


def _split(
    recognition: Recognition, kinds: frozenset[str], standards: frozenset[str] | None
) -> tuple[list[Recognition], list[Recognition]]:
    """Split a recognition into the pieces inside the scope and those outside it."""
    inside_kinds = recognition.kinds & kinds
    if standards is None:
        inside_standards = recognition.standards
    else:
        # Taking one standard out of "every standard" would need a list of the others.
        inside_standards = (recognition.standards or frozenset()) & standards
    if not inside_kinds or inside_standards == frozenset():
        return [], [recognition]
    outside = []
    if recognition.kinds - kinds:
        outside.append(replace(recognition, kinds=recognition.kinds - kinds))
    if recognition.standards is not None and inside_standards is not None:
        left = recognition.standards - inside_standards
        if left:
            outside.append(replace(recognition, kinds=inside_kinds, standards=left))
    return [replace(recognition, kinds=inside_kinds, standards=inside_standards)], outside


def _overlap(one: Recognition, other: Recognition) -> bool:
    return (one.recognised_until is None or other.recognised_from < one.recognised_until) and (
        other.recognised_until is None or one.recognised_from < other.recognised_until
    )


def _entry(trust_list: TrustList, did: str) -> TrustEntry:
    entry = trust_list.entry_for(did)
    if entry is None:
        raise TrustListError("trust.unknown_issuer", detail=did)
    return entry


def _with_entry(trust_list: TrustList, changed: TrustEntry) -> TrustList:
    entries = tuple(changed if entry.entity == changed.entity else entry for entry in trust_list.entries)
    return replace(trust_list, entries=entries)
