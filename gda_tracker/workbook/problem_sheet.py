"""The sheet of problems that an annotated return carries: its columns, and how it is known when it comes back."""

from __future__ import annotations

from typing import Final

from ..domain.problems import message
from .columns import plain
from .tables import Sheet

PROBLEMS: Final = message("Problems")
HEADINGS: Final = (
    message("Sheet"),
    message("Row"),
    message("Column"),
    message("Value"),
    message("Rule"),
    message("What is wrong"),
)
MARK: Final = "gda:problems"
"""Stands in the last column of the heading row, in white: by it the sheet is known in whatever language."""
SEARCHED_ROWS: Final = 5


def is_problem_sheet(sheet: Sheet) -> bool:
    """Whether the sheet is the list of problems of an earlier return; nobody's answers are read from it."""
    wanted = plain(MARK)
    return any(plain(cell) == wanted for row in sheet.rows[:SEARCHED_ROWS] for cell in row[:10])
