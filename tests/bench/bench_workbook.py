"""A 100,000-row report checked cell by cell, against the bare read of the same bytes by the same reader; and a report
workbook of 2,000 rows, faulty in one row of four, checked and answered, annotated, against writing it plainly."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import xlsxwriter
from python_calamine import load_workbook

from gda_tracker.domain.indicators import of_item
from gda_tracker.domain.problems import Problem
from gda_tracker.domain.report import Entry, Evidence, IndicatorValue, Measure
from gda_tracker.domain.statuses import EvidenceKind, Status
from gda_tracker.facts import cycles, indicators, items
from gda_tracker.i18n import text
from gda_tracker.workbook.annotation import annotated
from gda_tracker.workbook.opening import OpenedFile, open_table_file
from gda_tracker.workbook.reader import Expected, ReadReport, read_report
from gda_tracker.workbook.template import ReportContent, report_workbook

ROWS = 100_000
TARGET = 3.0
ANSWER_TARGET_S = 2.0
ANNOTATION_TARGET = 3.0
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


def full_report() -> bytes:
    """Kenya's workbook with 2,088 rows: 28 measures, 38 figures and 49 pieces of evidence an item."""
    entries = {}
    for code in items():
        found = of_item(indicators(), code)
        own = [IndicatorValue(name=f"Own figure {n}", unit="points", value=n + 0.5, year=2025) for n in range(38)]
        entries[code] = Entry(
            item=code,
            claimed=Status.UNDER_WAY,
            as_of=date(2026, 9, 12),
            narrative="The regulator registered 41 producers; collection starts in October.",
            measures=tuple(
                Measure(title=f"Measure {n} of {code}", starts_on=date(2025, 1, 5), owner="The authority",
                        budget_amount=Decimal(n * 1000), budget_currency="KES")
                for n in range(28)
            ),
            indicators=(*(IndicatorValue(code=one.code, value=one.minimum, year=2024) for one in found), *own)[:38],
            evidence=tuple(
                Evidence(kind=EvidenceKind.PRIMARY_DOCUMENT, title=f"Gazette {n}", locator="Article 4",
                         url=f"https://gazette.example/{code}/{n}", dated_on=date(2026, 3, 3))
                for n in range(49)
            ),
        )  # fmt: skip
    content = ReportContent("kenya", "Kenya", cycles()[1], tuple(items().values()), entries, catalogue=indicators())
    return report_workbook(content, text("en"))


def spoiled(data: bytes) -> bytes:
    """The workbook with one wrong cell in every fourth row of its measures, figures and evidence."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet, column in (("Measures", 3), ("Indicators", 6), ("Evidence", 4)):
        for row in range(5, book[sheet].max_row + 1, 4):
            book[sheet].cell(row, column).value = "not known yet"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def answered(data: bytes) -> tuple[float, float, int]:
    """Seconds to open, read and check the file, seconds to mark it, and how many problems it has."""
    start = time.perf_counter()
    opened = open_table_file(data, "kenya.xlsx")
    assert isinstance(opened, OpenedFile)
    today = date(2026, 11, 22)
    read = read_report(opened, Expected("kenya", "2026", items(), items(), today, catalogue=indicators()))
    assert isinstance(read, ReadReport)
    checked_at = time.perf_counter()
    annotated(data, opened, read, read.problems, Problem.sentence, text("en"))
    return checked_at - start, time.perf_counter() - checked_at, len(read.problems)


def annotation() -> dict[str, object]:
    """Medians of seven alternating runs: the whole answer in seconds, and marking against writing plainly."""
    full_report()
    data = spoiled(full_report())
    runs = []
    for _ in range(7):
        start = time.perf_counter()
        full_report()
        plain_s = time.perf_counter() - start
        runs.append((plain_s, *answered(data)))
    middle = statistics.median
    return {
        "rows": 2_000,
        "problems": runs[0][3],
        "written_plainly_s": round(middle(run[0] for run in runs), 3),
        "checked_s": round(middle(run[1] for run in runs), 3),
        "annotated_s": round(middle(run[2] for run in runs), 3),
        "checked_and_annotated_s": round(middle(run[1] + run[2] for run in runs), 3),
        "target_s": ANSWER_TARGET_S,
        "annotation_to_writing": round(middle(run[2] / run[0] for run in runs), 2),
        "target_ratio": ANNOTATION_TARGET,
    }


def large() -> dict[str, object]:
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


def run() -> dict[str, object]:
    """The large file and the workbook that is answered."""
    return {"large": large(), "answer": annotation()}


if __name__ == "__main__":
    print(run())
