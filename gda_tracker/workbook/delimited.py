"""CSV as people save it: UTF-8 or UTF-16, a Windows code page, commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from gda_tracker.domain.problems import Problem, Rejected, message
from gda_tracker.workbook.code_pages import likely_code_pages
from gda_tracker.workbook.tables import Limits, OpenedFile, Rows, Sheet

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DELIMITERS = ",;\t|"
SAMPLE_BYTES = 60_000
SAMPLE_LINES = 60
DECLARED_DELIMITER = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
# Characters that no text table holds; tab, line feed, carriage return, form feed do occur.
BINARY = re.compile("[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a file with the encoding that gave it; a guess is said to be one."""

    text: str
    encoding: str
    is_guessed: bool


def read_delimited(data: bytes, name: str, limits: Limits) -> OpenedFile | Rejected:
    """The one table of a CSV file; every cell is text, row numbers are those that Excel would show."""
    decoded = decode(data)
    if decoded is None or len(BINARY.findall(decoded.text[:SAMPLE_BYTES])) > len(decoded.text) // 1_000 + 3:
        return Rejected.because(
            "not-a-table",
            message("“{name}” is neither an Excel workbook nor a text table. Save the table as .xlsx or .csv."),
            name=name,
        )
    if decoded.text.lstrip()[:1] in ("<", "{"):
        return Rejected.because(
            "not-a-table",
            message("“{name}” holds a web page or data of another kind, not a table. Save the table as .xlsx or .csv."),
            name=name,
        )
    delimiter, table_text, skipped = delimiter_of(decoded.text)
    rows = parsed(table_text, delimiter, skipped, limits)
    if isinstance(rows, Rejected):
        return rows
    return OpenedFile(
        name=name,
        kind="csv",
        sheets=(Sheet(name=name, rows=rows),),
        encoding=decoded.encoding,
        delimiter=delimiter,
        is_encoding_guessed=decoded.is_guessed,
    )


def decode(data: bytes) -> Decoded | None:
    """Text by its byte order mark, else UTF-8, else UTF-16 without a mark, else the likeliest code page."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return strictly(data, encoding, is_guessed=False)
    sample = data[:SAMPLE_BYTES]
    if b"\0" in sample:
        odd, even = sample[1::2].count(0), sample[::2].count(0)
        if max(odd, even) * 4 < len(sample) // 2:
            return None
        return strictly(data, "utf-16-le" if odd > even else "utf-16-be", is_guessed=True)
    return strictly(data, "utf-8", is_guessed=False) or by_code_page(data)


def strictly(data: bytes, encoding: str, *, is_guessed: bool) -> Decoded | None:
    """Text of `data`, or None when a byte does not fit the encoding."""
    try:
        return Decoded(data.decode(encoding), encoding.removesuffix("-sig"), is_guessed)
    except UnicodeDecodeError:
        return None


def by_code_page(data: bytes) -> Decoded | None:
    """Text in the code page that makes the likeliest words of the lines that are not plain ASCII."""
    telling = [line for line in data.splitlines(keepends=True) if not line.isascii()]
    for encoding in (*likely_code_pages(b"".join(telling)[:SAMPLE_BYTES]), "cp1252", "latin-1"):
        decoded = strictly(data, encoding, is_guessed=True)
        if decoded is not None:
            return decoded
    return None


def delimiter_of(text: str) -> tuple[str, str, int]:
    """The delimiter, the text to parse, and how many lines at the top are no rows of the table (`sep=;`).

    Chosen as the one that cuts most lines of the beginning into the same number of two or more cells.
    """
    declared = DECLARED_DELIMITER.match(text)
    if declared is not None:
        return declared.group(1), text[declared.end() :], 1
    sample = text[:SAMPLE_BYTES]

    def score(delimiter: str) -> tuple[int, int]:
        try:
            lines = islice(csv.reader(io.StringIO(sample), delimiter=delimiter), SAMPLE_LINES)
            widths = [len(row) for row in lines]
        except csv.Error:
            return 0, 0
        alike = Counter(width for width in widths if width > 1)
        return max(((count, width) for width, count in alike.items()), default=(0, 0))

    best = max(DELIMITERS, key=score)
    return (best if score(best)[0] else ","), text, 0


def parsed(text: str, delimiter: str, skipped: int, limits: Limits) -> Rows | Rejected:
    """Rows of text cells; refuses what is too long before it is all in memory, and quotation marks that do not pair.

    Read leniently, an open quotation mark would swallow the rows below it, and one too many would move the cells after
    it.
    """
    csv.field_size_limit(limits.cell_chars * 4)
    # With a space before it a quotation mark would be taken for a letter, and what it encloses be cut.
    is_spaced = re.search(rf'{re.escape(delimiter)} +"', text) is not None
    source = io.StringIO(text, newline="")
    reader = csv.reader(source, delimiter=delimiter, skipinitialspace=is_spaced, strict=True)
    rows: Rows = [[] for _ in range(skipped)]
    cells = 0
    try:
        for row in reader:
            rows.append(list(row))
            cells += len(row)
            if len(rows) > limits.rows or cells > limits.cells:
                return Rejected.because(
                    "too-many-rows",
                    message("The file has more than {limit} rows or far too many cells. Split the file."),
                    limit=limits.rows,
                )
    except csv.Error as error:
        return uncut(len(rows) + 1, is_too_long="field larger" in str(error))
    while rows and not any(str(cell).strip() for cell in rows[-1]):
        rows.pop()
    return rows


def uncut(row: int, *, is_too_long: bool) -> Rejected:
    """The refusal of a table whose text cannot be cut into cells from this row on."""
    rule = "cell-too-long" if is_too_long else "quotes-unreadable"
    text = (
        message("The text around line {row} cannot be cut into cells; a quotation mark may be missing.")
        if is_too_long
        else message(
            "In row {row} the quotation marks do not pair. Put the whole cell between two of them, and write each one "
            "inside the text twice."
        )
    )
    return Rejected((Problem(rule=rule, message=text, row=row, values={"row": row}),))
