"""Which items a statement names, proposed by plain matching of words that shows what it matched (METHOD.md, Words).

Nothing is learnt or guessed: the same statement always gives the same proposals, and each says which words of which
sentence stand for which element. A person confirms, corrects or rejects; until then a proposal counts for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from textwrap import wrap
from typing import Final
from unicodedata import combining, normalize

from .declaration import Item
from .mapping_terms import COMMON, TERMS
from .problems import message


class Degree(StrEnum):
    """How clearly a statement names an item."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class MappingState(StrEnum):
    """Whether a person has looked at a mapping."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


DEGREE_LABELS: Final[Mapping[Degree, str]] = {
    Degree.HIGH: message("names it clearly"),
    Degree.MEDIUM: message("names a part of it"),
    Degree.LOW: message("touches on it"),
}


@dataclass(frozen=True, slots=True)
class Match:
    """Words of one sentence, as they stand there, and the code of the item or element that they stand for."""

    about: str
    words: tuple[str, ...]
    quote: str
    is_term: bool
    """True for a term that names the thing by itself; False for words that the element's own label shares."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item that a statement seems to name, with every reason."""

    item: str
    degree: Degree
    matches: tuple[Match, ...]

    @property
    def quote(self) -> str:
        """The sentence that names it most, the first of equals."""
        quotes = [match.quote for match in self.matches]
        return max(dict.fromkeys(quotes), key=lambda quote: quotes.count(quote))


STATEMENT_CHARS: Final = 20_000
QUOTE_CHARS: Final = 600
FEWEST_SHARED_WORDS: Final = 2
"""Fewer words shared with a label are chance."""
_SENTENCE_END: Final = re.compile(r"(?<=[.!?;:])\s+|\n+")
_WORD: Final = re.compile(r"[^\W_]+")
_STEM_CHARS: Final = 7


@dataclass(frozen=True, slots=True)
class _Word:
    plain: str
    start: int
    end: int


def proposals(statement: str | None, items: Mapping[str, Item]) -> tuple[Proposal, ...]:
    """The items that the statement names, in the order of the Declaration."""
    return _proposals((statement or "")[:STATEMENT_CHARS], tuple(items.values()))


@lru_cache(maxsize=32)
def _proposals(statement: str, items: tuple[Item, ...]) -> tuple[Proposal, ...]:
    """Kept, because a page asks for the same statement at every click, and the same always gives the same."""
    quotes = [quote for sentence in _SENTENCE_END.split(statement) for quote in wrap(sentence, QUOTE_CHARS)]
    read = [(quote, _words(quote)) for quote in quotes]
    found = ((item, tuple(_matches(item, read))) for item in items)
    return tuple(Proposal(item.code, _degree(matches), matches) for item, matches in found if matches)


def plain(text: str) -> str:
    """Without accents and capitals."""
    return "".join(letter for letter in normalize("NFKD", text) if not combining(letter)).casefold()


def stem(word: str) -> str:
    """A plain word without its plural and its ending: its first seven letters."""
    singular = f"{word[:-3]}y" if word.endswith("ies") and len(word) > 4 else word
    singular = singular[:-1] if len(singular) > 3 and singular[-1] in "sx" else singular
    return singular[:_STEM_CHARS]


def _degree(matches: tuple[Match, ...]) -> Degree:
    """High: two different terms; medium: one term, or three words of one label; low: two words of one label."""
    terms = {plain(word) for match in matches if match.is_term for word in match.words}
    if len(terms) > 1:
        return Degree.HIGH
    return Degree.MEDIUM if terms or any(len(match.words) > FEWEST_SHARED_WORDS for match in matches) else Degree.LOW


def _matches(item: Item, read: Iterable[tuple[str, list[_Word]]]) -> Iterator[Match]:
    labels = [(item.code, f"{item.short} {item.title}"), *((one.code, one.label) for one in item.elements)]
    for sentence, words in read:
        for code, label in labels:
            named = tuple(dict.fromkeys(_named(code, sentence, words)))
            if named:
                yield Match(code, named, sentence, is_term=True)
                continue
            shared = _shared(label, sentence, words)
            if len(shared) >= FEWEST_SHARED_WORDS:
                yield Match(code, shared, sentence, is_term=False)


def _named(code: str, sentence: str, words: list[_Word]) -> Iterator[str]:
    """The terms of a code that the sentence holds, as they stand there."""
    for term in _terms(code):
        for first in range(len(words) - len(term) + 1):
            if all(_is(part, words[first + n].plain) for n, part in enumerate(term)):
                yield sentence[words[first].start : words[first + len(term) - 1].end]


def _is(part: str, word: str) -> bool:
    if part.endswith("*"):
        return word.startswith(part[:-1])
    return word == part


def _shared(label: str, sentence: str, words: list[_Word]) -> tuple[str, ...]:
    """Words of the sentence that a label has too, endings aside; those that every statement uses do not count."""
    wanted = _stems(label)
    return tuple(
        {stem(word.plain): sentence[word.start : word.end] for word in words if stem(word.plain) in wanted}.values()
    )


def _words(sentence: str) -> list[_Word]:
    return [_Word(plain(found.group()), *found.span()) for found in _WORD.finditer(sentence)]


@cache
def _terms(code: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(term.split()) for term in TERMS.get(code, ()))


@cache
def _stems(label: str) -> frozenset[str]:
    words = (found.group() for found in _WORD.finditer(plain(label)))
    return frozenset(stem(word) for word in words if len(word) > 3) - _COMMON_STEMS


_COMMON_STEMS: Final = frozenset(stem(word) for word in COMMON)
