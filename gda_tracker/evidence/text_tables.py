"""Whether a text is a table: our own rule, since nothing in a CSV file says that it is one."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import Final

from ..domain.problems import Problem, message

_SAMPLE_CHARS: Final = 200_000
_SAMPLE_RECORDS: Final = 200
_AGREE: Final = 0.8
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
# Texts that a program would read as something else than a table.
_OTHER_TEXT: Final = re.compile(r"\s*(<|%!|\{\\rtf|#!|MZ|From |MIME-Version:|BEGIN:)", re.IGNORECASE)
# A cell that asks a spreadsheet to start another program.
_STARTS_A_PROGRAM: Final = re.compile(r"""[=+\-@][^,;\t"\r\n|]{1,60}\|[^,;\t\r\n|!]{1,60}!""")

_NO_TABLE: Final = message(
    "This text is no table: a CSV file has at least two rows with the same two or more columns. "
    "Save a text as PDF or DOCX."
)
_PROGRAM: Final = message("A cell of the table starts another program. Replace formulas by their values and try again.")


def table_problem(data: bytes) -> Problem | None:
    """Why the content is no CSV file: two rows or more, most of them with the same two columns or more."""
    text = _decoded(data)
    if text is None or _CONTROL.search(text) or _OTHER_TEXT.match(text) or not _is_table(text):
        return Problem("file-no-table", _NO_TABLE, column="file")
    if _STARTS_A_PROGRAM.search(text):
        return Problem("file-formula", _PROGRAM, column="file")
    return None


def _decoded(data: bytes) -> str | None:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252", "latin-1")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _is_table(text: str) -> bool:
    sample = text[:_SAMPLE_CHARS]
    lines = sample.splitlines(keepends=True)
    if len(text) > _SAMPLE_CHARS:
        lines = lines[:-1]
    return any(_agrees(lines, delimiter) for delimiter in ",;\t|")


def _agrees(lines: list[str], delimiter: str) -> bool:
    widths: list[int] = []
    try:
        for record in csv.reader(lines, delimiter=delimiter):
            if any(cell.strip() for cell in record):
                widths.append(len(record))
            if len(widths) == _SAMPLE_RECORDS:
                break
    except csv.Error:
        return False
    if len(widths) < 2:
        return False
    width, times = Counter(widths).most_common(1)[0]
    return width >= 2 and times >= _AGREE * len(widths)
