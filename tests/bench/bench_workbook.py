"""A 100,000-row report workbook checked cell by cell, against the bare read of the same bytes by the same reader."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from datetime import date, datetime

import xlsxwriter
from python_calamine import load_workbook

from gda_tracker.facts import items
from gda_tracker.workbook.opening import OpenedFile, open_table_file
from gda_tracker.workbook.reader import Expected, ReadReport, read_report

ROWS = 100_000
TARGET = 3.0
HEAD = ("Item", "Status", "Facts as of", "What was done", "Elements", "New or expanded", "Why nothing new", "Reason")


def workbook() -> bytes:
    """A Report sheet of 100,000 answers, every text different."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("Report")
    sheet.write_row(0, 0, HEAD)
    for row in range(1, ROWS + 1):
        sheet.write_string(row, 0, f"O{row % 8 + 1}")
        sheet.write_string(row, 1, "2 · Under way")
        sheet.write_datetime(row, 2, datetime(2026, 1 + row % 9, 1 + row % 28), day)
        sheet.write_string(row, 3, f"The regulator registered {row} producers; collection starts in October.")
        sheet.write_string(row, 4, f"O{row % 8 + 1}.1")
        sheet.write_string(row, 5, "new · New since the Declaration")
    book.close()
    return out.getvalue()


def bare(data: bytes) -> int:
    """The rows of every sheet and nothing else."""
    book = load_workbook(io.BytesIO(data))
    return sum(len(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names)


def checked(data: bytes) -> int:
    """How many problems the gate and the reader find; each of the rows but eight answers an item again."""
    opened = open_table_file(data, "report.xlsx")
    assert isinstance(opened, OpenedFile)
    result = read_report(opened, Expected("kenya", "2026", items(), items(), date(2026, 11, 22)))
    assert isinstance(result, ReadReport)
    return len(result.problems)


def seconds(act: Callable[[bytes], int], data: bytes) -> float:
    """Wall time of one act."""
    start = time.perf_counter()
    act(data)
    return time.perf_counter() - start


def run() -> dict[str, object]:
    """Medians of five alternating runs, in seconds, and their ratio beside its target."""
    data = workbook()
    assert bare(data) == ROWS + 1
    problems = checked(data)
    pairs = [(seconds(bare, data), seconds(checked, data)) for _ in range(5)]
    bare_s = statistics.median(pair[0] for pair in pairs)
    checked_s = statistics.median(pair[1] for pair in pairs)
    return {
        "rows": ROWS,
        "problems": problems,
        "bare_s": round(bare_s, 3),
        "checked_s": round(checked_s, 3),
        "ratio": round(statistics.median(pair[1] / pair[0] for pair in pairs), 2),
        "target": TARGET,
    }


if __name__ == "__main__":
    print(run())
