"""How hard the Dutch of the pages is: length of sentences, long words, words of the trade, who does what.

    make dutch                     every package against its level, with its longest sentences
    python -m tests.dutch wallet   one package

The wallet is for people who read little (A2), everything else for anybody (B1). What is measured is
the source, templates and code, since Dutch is what catalogues are keyed by. A figure is a smoke alarm
and no judgement of a text.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from schemas.sentences import MESSAGE_IDS
from tests.catalogues import KEYWORDS, REPOSITORY

# Words of the trade that no page may use, and what to say instead.
OF_THE_TRADE: Mapping[str, str] = {
    "credential": "bewijs",
    "holder": "je, de eigenaar",
    "verifier": "de ander",
    "authenticatie": "inloggen",
    "verifiëren": "controleren",
    "valideren": "controleren",
    "selecteer": "kies",
    "middels": "met",
    "gelieve": "",
    "reeds": "al",
    "teneinde": "om",
}
_PASSIVE = re.compile(r"\b(wordt|worden|werd|werden)\b.*\bdoor\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Level:
    """What a text may be at most. Lengths are in words, but for long words, which are in letters."""

    name: str
    average: float
    longest: int
    long_word: int
    banned: Mapping[str, str]


A2 = Level(
    "A2",
    average=9,
    longest=15,
    long_word=14,
    banned={
        **OF_THE_TRADE,
        "did": "",
        "indienen": "sturen",
        "issuer": "organisatie",
        "uitgever": "organisatie",
        "token": "link",
        "url": "adres",
        "qr": "vierkant",
        "cryptografisch": "",
        "portfolio": "",
        "dient": "moet",
        "betreffende": "over",
    },
)
B1 = Level("B1", average=10, longest=20, long_word=24, banned=OF_THE_TRADE)
LEVELS: Mapping[str, Level] = {
    "wallet": A2,
    "web": B1,
    "verifier": B1,
    "issuer": B1,
    "schemas": B1,
    "vakbewijs": B1,
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a page, and where it stands."""

    text: str
    place: str

    @property
    def words(self) -> list[str]:
        """Its words; what is filled in counts as one."""
        plain = re.sub(r"%\(\w+\)[sd]", "iets", self.text)
        return re.findall(r"[\wàâäéèêëïöüç'-]+", plain, re.IGNORECASE)

    @property
    def is_whole(self) -> bool:
        """Whether it is a sentence, and not a label or a heading."""
        return self.text.endswith((".", "?", "!"))


@cache
def sentences(package: str) -> tuple[Sentence, ...]:
    """Return every sentence of a package once, in the order of their text."""
    found: dict[str, Sentence] = {}
    for sentence in _extracted(package):
        found.setdefault(sentence.text, sentence)
    return tuple(found[text] for text in sorted(found))


def average(package: str) -> float:
    """Return how many words its whole sentences have on average."""
    lengths = [len(sentence.words) for sentence in sentences(package) if sentence.is_whole]
    return sum(lengths) / len(lengths)


def too_long(package: str) -> list[Sentence]:
    """Return the sentences with more words than its level allows, the longest first."""
    found = [each for each in sentences(package) if len(each.words) > LEVELS[package].longest]
    return sorted(found, key=lambda each: -len(each.words))


def long_words(package: str) -> dict[str, Sentence]:
    """Return the words with at least as many letters as its level calls long, each with a sentence."""
    return {
        word.lower(): sentence
        for sentence in sentences(package)
        for word in sentence.words
        if len(word) >= LEVELS[package].long_word
    }


def banned_words(package: str) -> list[tuple[str, Sentence]]:
    """Return the words of the trade, each with the sentence that uses it."""
    banned = LEVELS[package].banned
    return [
        (word, sentence)
        for sentence in sentences(package)
        for word in map(str.lower, sentence.words)
        if word in banned
    ]


def passive(package: str) -> list[Sentence]:
    """Return the sentences in which something is done by somebody, who stands at the end."""
    return [sentence for sentence in sentences(package) if _PASSIVE.search(sentence.text)]


def problems(package: str) -> list[str]:
    """Return all that is beyond the level of a package, in words; long words are for a person to weigh."""
    level, found = LEVELS[package], []
    if average(package) > level.average:
        found.append(f"{package}: {average(package):.1f} words a sentence, at most {level.average}")
    found += [f"{each.place}: {len(each.words)} words: {each.text}" for each in too_long(package)]
    found += [
        f"{each.place}: “{word}”{_instead(level.banned[word])}: {each.text}"
        for word, each in banned_words(package)
    ]
    found += [f"{each.place}: done by somebody: {each.text}" for each in passive(package)]
    return found


def main(packages: Sequence[str]) -> int:
    """Print the figures and what is beyond a level; return 1 when something is."""
    unknown = set(packages) - set(LEVELS)
    if unknown:
        print(f"no such package: {', '.join(sorted(unknown))}; there are {', '.join(LEVELS)}")
        return 2
    chosen = packages or list(LEVELS)
    found = []
    for package in chosen:
        longest = max(sentences(package), key=lambda each: len(each.words))
        level = LEVELS[package]
        print(
            f"{package:10} {level.name}  {len(sentences(package)):5} sentences"
            f"  {average(package):4.1f} words on average (at most {level.average})"
            f"  longest {len(longest.words)} (at most {level.longest}): {longest.place}"
        )
        found += problems(package)
    for problem in found:
        print(problem)
    return 1 if found else 0


def _extracted(package: str) -> Iterator[Sentence]:
    if package == "schemas":  # its sentences are data, by code
        for text in MESSAGE_IDS:
            yield from _split(text, "schemas/sentences.py")
        return
    with (REPOSITORY / "web" / "babel.cfg").open() as configuration:
        methods, options = parse_mapping_cfg(configuration)
    keywords = {**KEYWORDS, "N_": None}
    for name, line, message, _, _ in extract_from_dir(REPOSITORY / package, methods, options, keywords):
        for text in (message,) if isinstance(message, str) else message:
            yield from _split(text or "", f"{package}/{name}:{line}")


def _split(text: str, place: str) -> Iterator[Sentence]:
    yield from (Sentence(part, place) for part in re.split(r"(?<=[.?!:])\s+", text) if part)


def _instead(word: str) -> str:
    return f" (say “{word}”)" if word else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
