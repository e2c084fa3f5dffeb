"""The catalogues hold exactly what the code says, and every sentence keeps its named values."""

from __future__ import annotations

import re
from datetime import date

import pytest

from gda_tracker.i18n import LANGUAGES, extraction, text


def _forms(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_missing(language: str) -> None:
    held = extraction.held(language)
    missing = [m.id for m in extraction.spoken() if m.id and not all(_forms((held.get(m.id) or m).string or ""))]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_orphaned(language: str) -> None:
    spoken = {m.id for m in extraction.spoken()}
    assert [m.id for m in extraction.held(language) if m.id not in spoken] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_named_values(language: str) -> None:
    for message in extraction.held(language):
        if not message.id:
            continue
        asked = set(re.findall(r"{(\w+)}", " ".join(_forms(message.id))))
        for form in _forms(message.string):
            assert set(re.findall(r"{(\w+)}", form)) <= asked, message.id
        assert set(re.findall(r"{(\w+)}", " ".join(_forms(message.string)))) == asked, message.id


def test_french_is_not_english() -> None:
    held = extraction.held("fr")
    words = re.compile(r"[a-z]{2,}")  # Formulas such as "= {count} ÷ {due}" are the same in every language.
    same = [m.id for m in held if m.id and m.id == m.string and len(words.findall(re.sub(r"{\w+}", "", str(m.id)))) > 3]
    assert same == []


def test_numbers_dates_and_shares_follow_the_language() -> None:
    english, french = text("en"), text("fr")
    assert english.number(1904) == "1,904"
    assert french.number(1904) == "1\u202f904"
    assert french.date(date(2026, 11, 14)) == "14 novembre 2026"
    assert english.percent(9 / 83) == "11\u202f%"
    assert text("no such language").language == "en"
