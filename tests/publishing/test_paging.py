"""Whole numbers of an address, pages of a list, and words without what cannot be seen."""

from __future__ import annotations

import pytest

from gda_tracker.publishing.paging import page_of, pages_of, whole
from gda_tracker.publishing.plain_words import plain


@pytest.mark.parametrize("word", ["", "-1", "1.0", "²", "٣", "9" * 9, "9" * 5000, " 1", "abc"])
def test_what_is_no_short_whole_number_is_none(word: str) -> None:
    assert whole(word) is None


def test_a_page_beyond_the_last_is_the_last_and_no_number_the_first() -> None:
    assert (whole("3"), whole("99999999")) == (3, 99_999_999)
    assert (pages_of(0, 50), pages_of(50, 50), pages_of(51, 50)) == (1, 1, 2)
    assert (page_of("2", 51, 50), page_of("9", 51, 50), page_of("x", 51, 50), page_of("0", 51, 50)) == (2, 2, 1, 1)


def test_what_cannot_be_seen_is_taken_out_and_the_rest_stays() -> None:
    assert plain("a\x00b\x1bc\x7fd\x85e") == "abcde"
    assert plain("\u202eevil\u2066\u200f") == "evil"
    assert plain("tab\tline\nمصر é 👩\u200d🌾") == "tab\tline\nمصر é 👩\u200d🌾"
    assert plain("\ud800x") == "x"
