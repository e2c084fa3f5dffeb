"""What a page says about itself, hostile pages included."""

from __future__ import annotations

from datetime import date

import pytest

from gda_tracker.evidence.page_facts import page_facts

LATE = "Sun, 03 May 2026 09:00:00 GMT"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (b"<title>Act</title>", "Act"),
        (b"<TITLE lang=en>Act\n of  2026</TITLE>", "Act of 2026"),
        (b"<meta content='The Act' property='og:title'>", "The Act"),
        (b"<meta property=og:title content=Act><title>First</title>", "First"),
        ("<meta charset=windows-1251><title>Закон</title>".encode("cp1251"), "Закон"),
        (b"<title>never closed", None),
        (b"<title", None),
        (b"", None),
        (b"<title> \x00 </title>", None),
        (b"<title>" + b"x" * 5_000 + b"</title>", "x" * 300),
        (b"<script>1</script><title>&lt;b&gt; &#0; &amp;amp;</title>", "<b> \ufffd &amp;"),
    ],
)
def test_the_title(body: bytes, title: str | None) -> None:
    assert page_facts(body, None, None) == (title, None)


@pytest.mark.parametrize(
    ("body", "last_modified", "day"),
    [
        (b"<meta property='article:published_time' content='2026-03-01'>", LATE, date(2026, 3, 1)),
        (b"<meta property='article:published_time' content='soon'>", LATE, date(2026, 5, 3)),
        (b"<meta property='article:published_time' content='2999-01-01'>", None, None),
        (b"", "yesterday", None),
        (b"", "Thu, 01 Jan 1970 00:00:00 GMT", None),
        (b"", "Mon, 99 Xxx 99999 99:99:99 GMT", None),
    ],
)
def test_the_day(body: bytes, last_modified: str | None, day: date | None) -> None:
    assert page_facts(body, None, last_modified)[1] == day


def test_an_unknown_charset_is_no_matter() -> None:
    assert page_facts(b"<title>Act</title>", "x-unknown", None)[0] == "Act"
    assert page_facts(b"<title>Act</title>", "rot13", None)[0] == "Act"


@pytest.mark.parametrize(
    "piece", [b"<meta ", b"<title ", b"<meta a=", b"<meta a='", b"&", b'<meta property="og:title" ']
)
def test_a_megabyte_of_beginnings_ends(piece: bytes) -> None:
    assert page_facts(piece * (1024 * 1024 // len(piece)), None, None) == (None, None)
