"""Numbers as people write them in cells: commas, points, spaces, a percent sign; what can be read twice is asked."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ..domain.problems import Problem, message
from .tables import Cell

MOST: Final = Decimal(10) ** 15
_SPACES: Final = re.compile("[ \u00a0\u2009\u202f'’\u066c]")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+")
_PERCENT: Final = re.compile(r"\s*[%٪]$")


def number(cell: Cell, column: str) -> Decimal | Problem:
    """The number in a cell, exactly as written; a percent sign is no part of it (`is_percent` tells)."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return _unreadable(str(cell), column)
    if isinstance(cell, int | float):
        read: Decimal | Problem = Decimal(repr(cell))
    else:
        read = _written(cell, column)
    if isinstance(read, Decimal) and not (read.is_finite() and abs(read) < MOST):
        return _unreadable(str(cell), column)
    return read


def is_percent(cell: Cell) -> bool:
    """Whether the cell was written with a percent sign."""
    return isinstance(cell, str) and _PERCENT.search(cell) is not None


def year(cell: Cell, column: str) -> int | Problem:
    """A year in four digits."""
    if isinstance(cell, float | int) and not isinstance(cell, bool) and float(cell).is_integer():
        cell = str(int(cell))
    text = str(cell)
    if re.fullmatch(r"\d{4}", text):
        return int(text)
    return Problem(
        "year-unreadable",
        message("“{value}” is no year. Write it in four digits, such as 2025."),
        column=column,
        value=text[:200],
        values={"value": text[:80]},
    )


def _written(text: str, column: str) -> Decimal | Problem:
    plain = _PERCENT.sub("", _SPACES.sub("", text)).replace("\u066b", ",").replace("\u2212", "-")
    points, commas = plain.count("."), plain.count(",")
    if points + commas == 1 and _GROUPED.fullmatch(plain) and not plain.lstrip("+-").startswith("0"):
        return Problem(
            "number-ambiguous",
            message("“{value}” can be read in two ways. Write it without separators of thousands, such as 1250."),
            column=column,
            value=text[:200],
            values={"value": text[:80]},
        )
    if points and commas:
        thousands = "," if plain.rfind(".") > plain.rfind(",") else "."
        whole = re.split("[.,]", plain[: max(plain.rfind("."), plain.rfind(","))])
        if not all(len(group) == 3 for group in whole[1:]):
            return _unreadable(text, column)
        plain = plain.replace(thousands, "").replace(",", ".")
    elif points + commas > 1:
        if not _GROUPED.fullmatch(plain):
            return _unreadable(text, column)
        plain = plain.replace(".", "").replace(",", "")
    plain = plain.replace(",", ".")
    return Decimal(plain) if _NUMBER.fullmatch(plain) else _unreadable(text, column)


def _unreadable(text: str, column: str) -> Problem:
    return Problem(
        "number-unreadable",
        message(
            "“{value}” cannot be read as a number. Write digits alone, such as 1250.5, and the unit in its column."
        ),
        column=column,
        value=text[:200],
        values={"value": text[:80]},
    )
