"""Text for people: gettext catalogues, one `.po` file a language, read at first use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Final
from unicodedata import combining, normalize

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

CATALOGUES: Final = Path(__file__).parent / "catalogues"
LANGUAGES: Final = {"en": "English", "fr": "Français"}
"""The languages with a complete catalogue, each under its own name."""
DEFAULT: Final = "en"
_RIGHT_TO_LEFT: Final = frozenset({"ar"})


class Text:
    """The interface in one language: `t("Edition {number}", number=3)`; `t.n(…)` knows plural forms."""

    def __init__(self, language: str, translations: NullTranslations) -> None:
        self.language = language
        self.direction = "rtl" if language in _RIGHT_TO_LEFT else "ltr"
        self._translations = translations

    def __reduce__(self) -> tuple[Callable[[str | None], Text], tuple[str]]:
        """Kept by its language: charts that draw themselves later are pickled with their text."""
        return text, (self.language,)

    def __call__(self, message: str, **values: object) -> str:
        """The sentence in this language, with its named values."""
        sentence = self._translations.gettext(message) if message else ""
        return sentence.format(**values) if values else sentence

    def n(self, singular: str, plural: str, count: int, **values: object) -> str:
        """The form that the count asks for; `{n}` is the count, written as the language does."""
        form = self._translations.ngettext(singular, plural, count)
        return form.format(n=self.number(count), **values)

    def number(self, value: float) -> str:
        """A number with the language's separators."""
        return str(format_decimal(value, locale=self.language))

    def percent(self, share: float) -> str:
        """A share from 0 to 1 as a whole percentage, `11 %`."""
        digits = format_decimal(share * 100, format="#,##0", locale=self.language)
        return f"{digits}\u202f%"

    def date(self, day: date | None) -> str:
        """A day, `14 November 2026`; a dash when unknown."""
        return "–" if day is None else _day(day, self.language)


@lru_cache(maxsize=4096)
def _day(day: date, language: str) -> str:
    """Kept, since tables of countries say the same few hundred days, and each takes the locale's pattern apart."""
    said = str(format_date(day, format="d MMMM y", locale=language))
    # French says the first of a month as an ordinal, which the locale's patterns do not know.
    return f"1er{said[1:]}" if language == "fr" and day.day == 1 else said


def plural(one: str, many: str) -> tuple[str, str]:
    """Mark a sentence with its plural for the catalogues where the count is not known yet; `t.n(*pair, count)`."""
    return one, many


def alphabetical(name: str) -> str:
    """What names are sorted by: accents and case aside, so that États arabes stands under E."""
    return "".join(letter for letter in normalize("NFKD", name) if not combining(letter)).casefold()


def language_known(language: str | None) -> str:
    """The code of a language that has a catalogue; English for any other word."""
    return language if language in LANGUAGES else DEFAULT


def text(language: str | None) -> Text:
    """The text of a language; English when the language is unknown."""
    # Only known languages are kept: the word may come from an address.
    return _text(language_known(language))


@cache
def _text(code: str) -> Text:
    return Text(code, _translations(code))


def _translations(code: str) -> NullTranslations:
    path = CATALOGUES / f"{code}.po"
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
