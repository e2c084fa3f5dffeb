"""Dates as lists hold them: real dates, Excel day numbers, and text in six languages and several orders."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Final

from babel import Locale

from .naming import plain

EXCEL_DAY_ZERO: Final = date(1899, 12, 30)
MACINTOSH_DAYS: Final = 1462
FIRST_DAY_NUMBER: Final = 18_264  # 1950-01-01: smaller numbers in a date column are no dates
LAST_DAY_NUMBER: Final = 73_050  # 2099-12-31
_TIME: Final = re.compile(
    r"[T\s]+\d{1,2}[:.h]\d{2}([:.]\d{2}([.,]\d+)?)?\s*([ap]m)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$", re.I
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_COMPACT: Final = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})\s?([-/. ])\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d{2})")
_CHINESE: Final = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
_NUMBER: Final = re.compile(r"\d{5}(\.\d+)?")
_DAY: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|e|o)?")
_DIGITS: Final = {ord(letter): str(value) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, letter in enumerate(row)}


class DayOrder(StrEnum):
    """Which number of 03/11/2024 the other dates of its column show to be the day."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A date that two readings fit."""

    day_first: date
    month_first: date


def day_order(cells: Iterable[object]) -> DayOrder:
    """The order that the unmistakable dates of a column agree on."""
    firsts, seconds = False, False
    for cell in cells:
        found = _YEAR_LAST.fullmatch(_bare(cell)) if isinstance(cell, str) else None
        if found is not None and found.group(2) == "/":
            firsts, seconds = firsts or int(found.group(1)) > 12, seconds or int(found.group(3)) > 12
    if firsts is seconds:
        return DayOrder.UNKNOWN
    return DayOrder.DAY_FIRST if firsts else DayOrder.MONTH_FIRST


def date_of(cell: object, order: DayOrder, *, counts_from_1904: bool = False) -> date | Ambiguous | None:
    """The date that a cell holds, two readings where both fit, or None where there is no full date."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return _from_day_number(float(cell), counts_from_1904)
    return _from_text(_bare(cell), order, counts_from_1904) if isinstance(cell, str) else None


def _bare(text: str) -> str:
    return _TIME.sub("", " ".join(text.translate(_DIGITS).split())).strip(" .,")


def _from_day_number(number: float, counts_from_1904: bool) -> date | None:
    if 19_500_101 <= number <= 20_991_231 and number == int(number):
        year, month_and_day = divmod(int(number), 10_000)
        return _day(year, *divmod(month_and_day, 100))
    if not FIRST_DAY_NUMBER <= number <= LAST_DAY_NUMBER:
        return None
    return EXCEL_DAY_ZERO + timedelta(days=int(number) + (MACINTOSH_DAYS if counts_from_1904 else 0))


def _from_text(text: str, order: DayOrder, counts_from_1904: bool) -> date | Ambiguous | None:
    found = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text) or _CHINESE.fullmatch(text)
    if found is not None:
        return _day(int(found.group(1)), int(found.group(2)), int(found.group(3)))
    if _NUMBER.fullmatch(text):
        return _from_day_number(float(text), counts_from_1904)
    found = _YEAR_LAST.fullmatch(text)
    if found is None:
        return _with_month_name(text)
    first, second, year = int(found.group(1)), int(found.group(3)), int(found.group(4))
    year += 2000 if year < 100 else 0
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if found.group(2) != "/":  # Only the slash is used for both orders; dots and hyphens put the day first.
        return day_first or month_first
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first
    if order is DayOrder.UNKNOWN:
        return Ambiguous(day_first, month_first)
    return day_first if order is DayOrder.DAY_FIRST else month_first


def _with_month_name(text: str) -> date | None:
    words = plain(text).split()
    month = next((_months()[word] for word in words if word in _months()), None)
    years = [int(word) for word in words if re.fullmatch(r"(19|20)\d{2}", word)]
    days = [int(found.group(1)) for word in words if (found := _DAY.fullmatch(word))]
    if month is None or len(years) != 1 or len(days) != 1 or len(words) > 7:
        return None
    return _day(years[0], month, days[0])


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {"sept": 9}
    for language in ("en", "fr", "es", "ru", "ar"):
        for kind in ("format", "stand-alone"):
            for width in ("abbreviated", "wide"):
                for number, name in Locale(language).months[kind][width].items():
                    names.setdefault(plain(name), number)
    return names


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
